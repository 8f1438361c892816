"""Hours: what the cadence takes each side a month, and how often a senior has a turn."""

from __future__ import annotations

from datetime import date, timedelta

from revmentor.model.programme import Individual, Programme
from revmentor.model.session import Session
from revmentor.rules.programme_view import View

WEEKS_A_MONTH = 52 / 12
_HAIR = 1e-6
"""What two sums of minutes may differ by and still be the same hours."""


def is_over(taken: float, agreed: float) -> bool:
    """Tell whether hours are more than was agreed, however their minutes were added up."""
    return taken - agreed > _HAIR


def mentor_hours(programme: Programme, seniors: int) -> float:
    """Return the hours a month of a mentor with so many seniors, preparation included.

    One slot every ``every_weeks`` weeks, whether the seniors take turns or come together; one for
    each where every senior has an own slot; and beside the group's the sessions with one senior.
    A mentor without seniors has none.
    """
    if not seniors:
        return 0.0
    slots = seniors if programme.pairs_by.own_half_day else 1
    taken = programme.minutes + programme.preparation_minutes
    hours = slots * taken / 60 * WEEKS_A_MONTH / programme.every_weeks
    alone = individual_beside_group(programme)
    return hours + (seniors * alone.minutes / 60 * _rounds(programme, seniors) if alone else 0)


def of_senior(programme: Programme, seniors: int) -> float:
    """Return the hours a month of a senior in a group of so many."""
    if not seniors:
        return 0.0
    hours = programme.minutes / 60 * WEEKS_A_MONTH / turn_weeks(programme, seniors)
    alone = individual_beside_group(programme)
    return hours + (alone.minutes / 60 * _rounds(programme, seniors) if alone else 0)


def _rounds(programme: Programme, seniors: int) -> float:
    """Return how often a month a senior is met alone: at most one senior a week."""
    alone = individual_beside_group(programme)
    return WEEKS_A_MONTH / max(alone.every_weeks, seniors) if alone else 0.0


def turn_weeks(programme: Programme, seniors: int) -> int:
    """Return after how many weeks a senior of a group of so many has a turn again."""
    takes_turns = "individual" in programme.formats and not individual_beside_group(programme)
    return programme.every_weeks * (
        max(seniors, 1) if takes_turns and not programme.pairs_by.own_half_day else 1
    )


def individual_beside_group(programme: Programme) -> Individual | None:
    """Return the sessions with one senior beside the group's, where there are any."""
    if programme.pairs_by.own_half_day or "group" not in programme.formats:
        return None
    return programme.individual


def monthly_hours(view: View, mentor_id: str) -> float:
    """Return the hours a month of a mentor with the group as it is now.

    What the mentor takes on for another one now comes on top.
    """
    own = mentor_hours(view.programme, len(view.group_of(mentor_id)))
    return own + stand_in_hours(view, mentor_id, view.today)


def stand_in_hours(view: View, mentor_id: str, day: date) -> float:
    """Return the hours a month that a mentor has in the place of others on a day."""
    groups = [view.met_on(mentor_id, day, each) for each in view.places_taken(mentor_id)]
    return sum((mentor_hours(view.programme, len(each)) for each in groups), 0.0)


def weeks_between(view: View, mentor_id: str) -> int:
    """Return after how many weeks a senior of the group has a turn again."""
    return turn_weeks(view.programme, len(view.group_of(mentor_id)))


def minutes_held(view: View, session: Session) -> int:
    """Return how long a held session took: as was written, else as the programme says."""
    return view.programme.minutes if session.minutes is None else session.minutes


def logged_hours(view: View, mentor_id: str, today: date, weeks: int = 4) -> float:
    """Return a mentor's hours a month as logged in the last weeks, quick help included."""
    since = today - timedelta(weeks=weeks)
    quick_helps = (each for each in view.quick_helps if each.mentor_id == mentor_id)
    sessions = [*view.sessions_of.get(mentor_id, []), *quick_helps]
    minutes = sum(
        minutes_held(view, session) + (session.preparation_minutes or 0)
        for session in sessions
        if session.status == "held" and since < session.day <= today
    )
    return minutes / 60 / weeks * WEEKS_A_MONTH
