"""Talks: write down that somebody was talked to who had asked for it."""

from __future__ import annotations

from datetime import date

from revmentor.i18n.gettext import _
from revmentor.model.talk import Talk
from revmentor.rules.care import talks
from revmentor.store.transaction import Transaction


def record_talk(tx: Transaction, person_id: str, *, on: date, note: str | None = None) -> Talk:
    """Record a talk; it answers what the person asked for up to that day, and the signal ends.

    A closed programme takes it too: a wish does not end with the programme.
    """
    view = tx.view
    view.refuse_stranger(person_id)
    tx.refuse_future(on)
    waiting = talks.wishes_of(view, person_id, tx.today)
    answered = [each for each in waiting if each.on <= on]
    talks.refuse_too_early(answered or waiting, on)
    talk = tx.new(
        Talk,
        person_id=person_id,
        on=on,
        asked_in=tuple(each.asked_in for each in answered),
        note=note,
    )
    tx.put(talk)
    return tx.commit_as(_("talked to {name}").format(name=view.name(person_id)), talk)
