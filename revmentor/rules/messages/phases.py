"""In which phase of a programme a message for many fits, and which phase it is on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import CLOSING_WEEKS
from revmentor.rules.schedule import midpoint

MessagePhase = Literal["before", "start", "running", "middle", "end", "after"]
"""Before anybody is paired, around the first meetings, in the weeks between, half-way, in the last
weeks, afterwards."""

FIRST_WEEKS = 2
BEFORE_HALF_WAY = timedelta(weeks=2)
"""How long before the half-way talk its message is offered first."""
_HALF_WAY = timedelta(weeks=1)


def phase_on(view: View, today: date) -> MessagePhase:
    """Return the phase of a programme on a day, as far as messages go."""
    programme = view.programme
    week = programme.week_of(today)
    if programme.closed_on or week > programme.weeks:
        return "after"
    if not view.open_pairs:
        return "before"
    if week <= FIRST_WEEKS:
        return "start"
    if week > programme.weeks - CLOSING_WEEKS:
        return "end"
    middle = midpoint.first_day(programme)
    return "middle" if middle - BEFORE_HALF_WAY <= today < middle + _HALF_WAY else "running"
