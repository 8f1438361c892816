"""Snoozes: how long a signal may rest, and which rest on a day."""

from __future__ import annotations

from datetime import date, timedelta

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair, Snooze

LONGEST_REST = timedelta(weeks=13)
"""How long a signal rests at most: what should rest longer is better settled."""


def resting(pair: Pair, today: date) -> dict[str, Snooze]:
    """Return the snoozes of a pair that still last, by rule; on its last day a signal speaks."""
    return {each.rule: each for each in pair.snoozes if today < each.until}


def refuse_until(until: date | None, today: date) -> date:
    """Return the day a signal may rest until; raises :class:`Refused` for any other."""
    if until is None or until <= today:
        raise Refused(_("Choose a day to come."), field="until")
    if until > today + LONGEST_REST:
        raise Refused(
            _("A signal rests for three months at most, until {day}.").format(
                day=plain_date(today + LONGEST_REST)
            ),
            field="until",
        )
    return until
