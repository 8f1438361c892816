"""The mid-point: when half of a programme is over, and the day on which a pair comes to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from revmentor.model.pair import Pair
from revmentor.model.programme import Programme
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule.turns import turns_of_pair


def first_day(programme: Programme) -> date:
    """Return the first day of the second half of a programme."""
    return programme.starts_on + timedelta(weeks=programme.weeks // 2)


def day_of(view: View, pair: Pair) -> date | None:
    """Return the day on which a pair looks back half-way: its first turn in the second half.

    A turn that fell away hands the talk on to the next one; ``None`` where none comes.
    """
    return _day_of(view, pair.id)


@remembered
def _day_of(view: View, pair_id: str) -> date | None:
    pair, middle = view.snapshot.pairs[pair_id], first_day(view.programme)
    sessions = [
        session.day
        for session in view.sessions_of_pair(pair)
        if session.due_on >= middle and session.status in {"held", "planned"}
    ]
    # From the first day on: whose turn a slot is follows from those before it.
    turns = turns_of_pair(view, pair, view.programme.starts_on)
    coming = [turn.day for turn in turns if turn.day >= middle]
    return min([*sessions, *coming], default=None)


def is_on(view: View, mentor_id: str, seniors: Iterable[str], day: date) -> bool:
    """Tell whether a mentor's session with some seniors is the half-way one of any of them."""
    group = set(seniors)
    of_mentor = [*view.pairs_of_mentor.get(mentor_id, []), *view.stood_in_for.get(mentor_id, [])]
    pairs = (each for each in of_mentor if each.stands_on(day))
    return any(pair.senior_id in group and day_of(view, pair) == day for pair in pairs)
