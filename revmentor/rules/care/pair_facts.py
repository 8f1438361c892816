"""Facts: what the records say of a pair up to a day, which the signals are judged by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter

import msgspec

from revmentor.model.goal import Goal
from revmentor.model.pair import Pair
from revmentor.model.pulse import Pulse
from revmentor.model.session import Session, SessionStatus
from revmentor.rules import day_ranges
from revmentor.rules.care import pulses, talks
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours, series, slots, turns
from revmentor.rules.sessions import steps

_NO_PULSE = Pulse(id="none", programme_id="none", person_id="none", on=date.min)
"""What stands for the pulse of somebody who gave none: nothing is answered in it."""


class Facts(msgspec.Struct, frozen=True):
    """What is known of a pair on a day; days and counts, ratings 1-5, shares 0-1.

    ``days_to_first`` counts to the first session held, or to today: from the pair's ``first_turn``
    where it is known, else from the pairing. ``first_turn`` is named while they have not met.
    ``senior`` is the name by which the senior is told of, where it is known; ``ratings`` are the
    senior's; a share of ``side_shares`` is the mentor's, and unknown where nobody wrote it down.
    ``who_asked`` says in words who wants to talk, where that is known.
    """

    days_to_first: int | None = None
    first_turn: date | None = None
    expected: int = 0
    held: int = 0
    last_outcomes: Sequence[SessionStatus] = ()
    days_since_last: int | None = None
    cadence_days: int = 7
    ratings: Sequence[int] = ()
    mentor_ratings: Sequence[int] = ()
    goals_without_baseline: int = 0
    goals_without_target: int = 0
    side_shares: Sequence[float | None] = ()
    wants_talk: bool = False
    who_asked: str = ""
    sessions_without_step: int = 0
    sessions_without_give_back: int = 0
    sessions_without_charter: int = 0
    fit_not_for_me: bool = False
    afraid: bool = False
    weighs: bool = False
    last_days: Sequence[date] = ()
    senior: str = ""


def facts_of(view: View, pair: Pair, today: date) -> Facts:
    """Return what the records say of a pair up to a day; pauses are left out of every count.

    So are the weeks in which somebody stands in for the mentor, whatever became of them.
    """
    senior_id = pair.senior_id
    settled = [each for each in view.own_sessions_of_pair(pair) if _counts(view, pair, each, today)]
    met = [each for each in settled if _met(pair, each)]
    first_turn = None if met else _first_turn(view, pair, settled)
    lacking = _lacking(view, senior_id)
    pulse = pulses.standing_pulse(view, senior_id, today, pair.from_on) or _NO_PULSE
    wishes = talks.of_pair(view, pair, today)
    return Facts(
        days_to_first=_days_to_first(view, pair, met, first_turn, today),
        first_turn=first_turn,
        expected=len(settled),
        held=len(met),
        last_outcomes=_outcomes(pair, settled),
        days_since_last=_days(view, pair, met[-1].day, today) if met else None,
        cadence_days=7 * hours.weeks_between(view, pair.mentor_id),
        ratings=_ratings(met, senior_id),
        mentor_ratings=_ratings(met, pair.mentor_id),
        goals_without_baseline=lacking[0],
        goals_without_target=lacking[1],
        side_shares=[*map(attrgetter("mentor_share"), met)],
        wants_talk=bool(wishes),
        who_asked=talks.in_words(view, wishes),
        fit_not_for_me=pulse.fit == "not_for_me",
        afraid=pulses.is_afraid(pulse),
        weighs=pulses.weighs_too_much(pulse),
        sessions_without_step=_last_without(met, lambda each: steps.was_tried(each, senior_id)),
        sessions_without_give_back=_last_without(met, lambda each: bool(each.received)),
        sessions_without_charter=0 if _signed(pair) else len(met),
        last_days=[each.due_on for each in settled],
        senior=view.first_name(senior_id),
    )


def is_settled(session: Session, today: date) -> bool:
    """Tell whether it is known on a day what became of a session: neither planned nor moved."""
    return session.status in {"held", "missed", "cancelled"} and session.day <= today


def _counts(view: View, pair: Pair, session: Session, today: date) -> bool:
    """Tell whether a session up to a day counts for a pair: nothing of a pause does."""
    return (
        is_settled(session, today)
        and not _rests(view, pair, session.day)
        # Somebody excused from a session that was held, for leave or illness, is not counted.
        and (session.status != "held" or session.attendance[pair.senior_id] != "excused")
    )


def _rests(view: View, pair: Pair, day: date) -> bool:
    """Tell whether a pair's clock stands still: in a pause, or while somebody stands in."""
    return pair.stand_in_on(day) is not None or series.pauses(
        view, pair.mentor_id, pair.senior_id, day
    )


def _met(pair: Pair, session: Session) -> bool:
    return session.status == "held" and session.attendance[pair.senior_id] == "present"


def _days_to_first(
    view: View, pair: Pair, met: Sequence[Session], first_turn: date | None, today: date
) -> int | None:
    """Return how long a pair's first session took, or has not come for.

    ``None`` where the mentor's slots are known and none of them was or will be this pair's.
    """
    if not met and first_turn is None and _has_slots(view, pair.mentor_id):
        return None
    begun = first_turn or max(pair.from_on, view.programme.starts_on)
    return _days(view, pair, begun, met[0].day if met else today)


def _has_slots(view: View, mentor_id: str) -> bool:
    return any(slots.slots_of(view, each) for each in series.series_of(view, mentor_id))


def _first_turn(view: View, pair: Pair, lost: Sequence[Session]) -> date | None:
    """Return the day of a pair's first slot: the one it lost, else one planned or still open."""
    if lost:
        return lost[0].due_on
    planned = [each.due_on for each in view.own_sessions_of_pair(pair) if each.status == "planned"]
    begun = max(pair.from_on, view.programme.starts_on)
    coming = turns.turns_of_pair(view, pair, begun)
    open_days = [each.day for each in coming if each.series.mentor_id == pair.mentor_id]
    return min([*planned, *open_days], default=None)


def _ratings(met: Sequence[Session], person_id: str) -> list[int]:
    """Return what somebody rated the sessions with, of those that were rated."""
    return [each.ratings[person_id] for each in met if person_id in each.ratings]


def _lacking(view: View, senior_id: str) -> tuple[int, int]:
    """Return how many goals of a senior have no starting point, and how many no target."""
    goals = view.goals_of(senior_id)
    return (
        sum(_lacks_baseline(view, senior_id, each) for each in goals),
        sum(_lacks_target(each) for each in goals),
    )


def _lacks_baseline(view: View, senior_id: str, goal: Goal) -> bool:
    if goal.skill_id:
        return view.rating(senior_id, goal.skill_id, "baseline") is None
    return not goal.starting_point


def _lacks_target(goal: Goal) -> bool:
    return goal.target is None if goal.skill_id else not goal.expected


def _signed(pair: Pair) -> bool:
    charter = pair.charter
    return bool(charter and charter.mentor_on and charter.senior_on)


def _outcomes(pair: Pair, settled: Iterable[Session]) -> list[SessionStatus]:
    return ["missed" if _stayed_away(pair, each) else each.status for each in settled]


def _stayed_away(pair: Pair, session: Session) -> bool:
    return session.status == "held" and session.attendance[pair.senior_id] == "absent"


def _days(view: View, pair: Pair, after: date, until: date) -> int:
    """Return how many days of a pair's clock lie between two days.

    It stands still while the pair or one of the two pauses or somebody stands in, and in weeks
    whose slot a closed day took away.
    """
    lost = _lost_weeks(view, pair)
    first = max(after, day_ranges.of_programme(view.programme).low)
    days = (first + timedelta(days=n) for n in range(1, (until - first).days + 1))
    return sum(
        view.programme.week_of(day) not in lost and not _rests(view, pair, day) for day in days
    )


def _lost_weeks(view: View, pair: Pair) -> set[int]:
    """Return the weeks in which closed days took every slot of a pair."""
    of_pair = [
        each
        for each in series.series_of(view, pair.mentor_id)
        if not each.place_of and each.senior_id in {"", pair.senior_id}
    ]
    lost = {week for each in of_pair for week in slots.calendar(view, each).lost}
    return lost - {week for each in of_pair for week in slots.slots_of(view, each)}


def _last_without(met: Sequence[Session], had: Callable[[Session], bool]) -> int:
    """Return how many sessions came since the last that had something."""
    return len(list(takewhile(lambda each: not had(each), reversed(met))))
