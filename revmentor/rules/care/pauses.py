"""Pauses of people: each has a day on which it is asked whether it goes on."""

from __future__ import annotations

from datetime import date, timedelta

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.participation import Participation

ASKED_AFTER = timedelta(weeks=4)
"""After how long a pause is asked about for which nobody said a day."""


def ask_again_on(part: Participation) -> date | None:
    """Return the day from which a pause is asked about; ``None`` for whoever does not pause.

    A pause without any day is asked about at once.
    """
    if part.status != "paused":
        return None
    since = part.status_on or date.min
    return part.ask_again_on or since + ASKED_AFTER


def refuse_day(day: date | None, since: date) -> date:
    """Return the day to ask again, a usual one where none is said; refuse one of before."""
    if day is None:
        return since + ASKED_AFTER
    if day <= since:
        raise Refused(_("Ask again on a day after the pause began."), field="ask_again_on")
    return day
