"""Wishes to talk: who asked, when and where, until somebody writes down that they talked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain

import msgspec

from revmentor.i18n.dates import plain_date, short_date
from revmentor.i18n.gettext import _, listed
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.pulse import Pulse
from revmentor.model.reply import Reply
from revmentor.model.session import Session
from revmentor.model.talk import Talk
from revmentor.rules.programme_view import View, remembered


class Wish(msgspec.Struct, frozen=True):
    """Somebody's wish to talk: ``asked_in`` is the session, pulse or reply that holds it.

    ``of_session`` are the seniors of that session; of a pulse or a reply, nobody.
    """

    person_id: str
    on: date
    asked_in: str
    of_session: tuple[str, ...] = ()


@remembered
def open_wishes(view: View, today: date) -> Sequence[Wish]:
    """Return the wishes to talk up to a day that no talk has answered by then, the oldest first."""
    answered = {
        (talk.person_id, record_id)
        for talk in view.own(Talk)
        if talk.on <= today
        for record_id in talk.asked_in
    }
    wishes = (each for each in _wishes(view, today))
    still = [each for each in wishes if (each.person_id, each.asked_in) not in answered]
    return sorted(still, key=lambda each: (each.on, each.asked_in, each.person_id))


def _wishes(view: View, today: date) -> Iterator[Wish]:
    for session in chain(view.sessions, view.quick_helps):
        if session.wants_talk and _is_known(session, today):
            for person_id in session.wants_talk:
                yield Wish(person_id, session.day, session.id, tuple(session.attendance))
    for pulse in view.own(Pulse):
        if pulse.wants_talk and pulse.on <= today:
            yield Wish(pulse.person_id, pulse.on, pulse.id)
    for reply in view.own(Reply):
        asked = next((each for each in reply.received if each.answers.wants_talk), None)
        # A pulse says it itself.
        if asked and reply.form != "pulse" and asked.on <= today:
            yield Wish(reply.person_id, asked.on, reply.id)


def _is_known(session: Session, today: date) -> bool:
    """Tell whether a session was written down by a day: one moved ahead of its day was."""
    return session.day <= today or session.status == "moved"


def wishes_of(view: View, person_id: str, today: date) -> list[Wish]:
    """Return somebody's open wishes to talk, the oldest first."""
    return [each for each in open_wishes(view, today) if each.person_id == person_id]


def of_pair(view: View, pair: Pair, today: date) -> list[Wish]:
    """Return the wishes that stand under a pair: the senior's, and the mentor's of their session.

    What a mentor says in a pulse, or in a session of several, is not known to be about one senior.
    """
    alone = (pair.senior_id,)
    return [
        each
        for each in open_wishes(view, today)
        if each.person_id == pair.senior_id
        or (each.person_id == pair.mentor_id and each.of_session == alone)
    ]


def of_mentor(view: View, mentor_id: str, today: date) -> list[Wish]:
    """Return a mentor's wishes that stand under no pair."""
    pairs = (pair for pair in view.pairs_of_mentor.get(mentor_id, []) if pair.until_on is None)
    under_pairs = [wish for pair in pairs for wish in of_pair(view, pair, today)]
    return [each for each in wishes_of(view, mentor_id, today) if each not in under_pairs]


def talked_on(view: View, asked_in: Collection[str], today: date) -> date | None:
    """Return the last day on which a talk answered one of these wishes, by what holds them."""
    days = [
        talk.on
        for talk in view.snapshot.talks.values()
        if talk.on <= today and not set(asked_in).isdisjoint(talk.asked_in)
    ]
    return max(days, default=None)


def in_words(view: View, wishes: Sequence[Wish]) -> str:
    """Return who asked to talk, and since when; an empty string where nobody did."""
    if not wishes:
        return ""
    names = listed(list(dict.fromkeys(view.first_name(each.person_id) for each in wishes)))
    day = short_date(min(each.on for each in wishes))
    return _("{names} asked to talk, {day}").format(names=names, day=day)


def refuse_too_early(wishes: Sequence[Wish], on: date) -> None:
    """Refuse a talk that answers nothing, or of a day before it was asked for."""
    if not wishes:
        raise Refused(_("Nobody waits for this talk: it was not asked for, or is answered."))
    asked = min(each.on for each in wishes)
    if on < asked:
        raise Refused(
            _("It was asked for on {day}; a talk before that day does not answer it.").format(
                day=plain_date(asked)
            ),
            field="on",
        )
