"""Signals of a pair: let one rest until a day, or wake it."""

from __future__ import annotations

from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair, Snooze
from revmentor.rules.care import pair_signals, snoozes
from revmentor.store.transaction import Transaction


def snooze(
    tx: Transaction, pair_id: str, rule: str, *, until: date | None, reason: str | None
) -> Pair:
    """Let a signal of a pair rest until a day, for a written reason; then it speaks again."""
    old = tx.get_open(Pair, pair_id)
    view = tx.view_of(old.programme_id)
    if rule not in {each.rule for each in pair_signals.signals_of(view, old, tx.today).signals}:
        raise Refused(_("This signal does not speak now."), field="rule")
    until = snoozes.refuse_until(until, tx.today)
    if not reason:
        raise Refused(_("Write down why it may rest, in a few words."), field="reason")
    rests = Snooze(rule=rule, until=until, reason=reason, on=tx.today)
    others = tuple(each for name, each in snoozes.resting(old, tx.today).items() if name != rule)
    pair = msgspec.structs.replace(old, snoozes=(*others, rests))
    tx.put(pair)
    what = _("a signal of {mentor} and {senior} rests until {day}").format(
        mentor=view.name(old.mentor_id), senior=view.name(old.senior_id), day=plain_date(until)
    )
    return tx.commit_as(what, pair)


def wake(tx: Transaction, pair_id: str, rule: str | None = None) -> Pair:
    """Let a signal of a pair that rests speak again, or all of them."""
    old = tx.get_open(Pair, pair_id)
    view = tx.view_of(old.programme_id)
    left = tuple(each for each in old.snoozes if rule and each.rule != rule)
    if left == old.snoozes:
        raise Refused(_("No signal of this pair rests."))
    pair = msgspec.structs.replace(old, snoozes=left)
    tx.put(pair)
    what = _("the signals of {mentor} and {senior} speak again").format(
        mentor=view.name(old.mentor_id), senior=view.name(old.senior_id)
    )
    return tx.commit_as(what, pair)
