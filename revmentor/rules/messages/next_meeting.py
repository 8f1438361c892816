"""The day on which a pair meets next."""

from __future__ import annotations

from datetime import date

from revmentor.model.pair import Pair
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule.turns import turns_of_pair


def next_meeting(view: View, pair: Pair, today: date) -> date | None:
    """Return the next session planned with this senior, or the next slot that is for the senior."""
    return _next_meeting(view, pair.id, today)


def teaches_next(view: View, pair: Pair, today: date) -> str:
    """Return who teaches when a pair meets next: the mentor, or whoever stands in."""
    return pair.taught_by(next_meeting(view, pair, today) or today)


@remembered
def _next_meeting(view: View, pair_id: str, today: date) -> date | None:
    pair = view.snapshot.pairs[pair_id]
    planned = [
        session.day
        for session in view.sessions_of_pair(pair)
        if session.status == "planned" and session.day >= today
    ]
    slots = [turn.day for turn in turns_of_pair(view, pair, today)]
    return min([*planned, *slots], default=None)
