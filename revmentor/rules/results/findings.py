"""The findings of a programme: flow, both sides, goals, what came back, what it took.

Every number comes with how many people or records it counts. Nothing missing is imputed; who has no
end is named with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.pair import Pair
from revmentor.model.rating import Moment, Rater, Rating
from revmentor.model.session import Session
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.statistics import (
    BeforeAfter,
    Estimate,
    Interval,
    RaterGap,
    Shift,
    SignedRank,
    hodges_lehmann,
    rater_gap,
    response_shift,
    signed_rank,
    wilson,
)
from revmentor.rules.schedule.hours import WEEKS_A_MONTH, minutes_held

FEWEST_FOR_A_TEST = 6
"""From so many people on an interval or an exact test says anything (n = 6: p can reach 0.03)."""


@dataclass(frozen=True)
class Gone:
    """Somebody who started and has no end, and why."""

    person_id: str
    role: Role
    reason: str


@dataclass(frozen=True)
class Flow:
    """How many people of a side got how far: each number counts people, by their ids.

    ``active`` take part now; ``complete`` have a start and an end by the same kind of rater.
    """

    started: tuple[str, ...]
    baseline: tuple[str, ...]
    active: tuple[str, ...]
    final: tuple[str, ...]
    complete: tuple[str, ...]
    gone: tuple[Gone, ...]


def flow(view: View, role: Role) -> Flow:
    """Return the flow of a side, with everybody who dropped out on the way."""
    people = tuple(view.seniors if role == "senior" else view.mentors)
    rows = level_changes.changes(view, role)
    baseline = {row.person_id for row in rows if row.baseline}
    final = {row.person_id for row in rows if row.final or row.other_rater}
    complete = {row.person_id for row in rows if row.levels is not None}
    return Flow(
        people,
        tuple(each for each in people if each in baseline),
        tuple(each for each in people if view.is_active(each, role)),
        tuple(each for each in people if each in final),
        tuple(each for each in people if each in complete),
        tuple(
            Gone(each, role, level_changes.departure(view, each, role))
            for each in people
            if each not in complete
        ),
    )


@dataclass(frozen=True)
class Summary:
    """How the people of a side changed: counts, and from six complete people on an interval.

    ``wilson`` is the interval of the share improved of those with an end; ``bounds`` the number
    improved if nobody missing did, and if all did. ``test`` is for an appendix only.
    """

    counts: BeforeAfter
    wilson: Interval | None
    hodges_lehmann: Estimate | None
    test: SignedRank | None
    gains: tuple[tuple[str, int | None], ...]


def side_summary(view: View, role: Role, end: Moment = "final") -> Summary:
    """Return how the people of a side changed, each by all skills with a start and an end.

    With ``end`` the checkpoint it says so of the mid-point.
    """
    rows = level_changes.changes(view, role, end)
    gains = level_changes.gains(rows)
    counts = level_changes.level_summary(rows)
    known = [each for each in gains.values() if each is not None]
    enough = len(known) >= FEWEST_FOR_A_TEST
    return Summary(
        counts,
        wilson(counts.improved, counts.pairs) if counts.pairs else None,
        hodges_lehmann(known) if enough else None,
        signed_rank(known) if enough else None,
        tuple(sorted(gains.items())),
    )


def shift(view: View, role: Role) -> Shift:
    """Return how people see their start afterwards, over skills they rated themselves all along.

    Looking back is always the own view: beside a start that somebody else rated, the difference
    would be that of two raters, and it is not counted.
    """
    rows = level_changes.changes(view, role)
    own: dict[Moment, list[int | None]] = {"baseline": [], "then": [], "final": []}
    for row in rows:
        for moment, levels in own.items():
            rating = view.rating_by(row.person_id, row.skill_id, moment, "self")
            levels.append(rating.level if rating else None)
    return response_shift(own["baseline"], own["then"], own["final"])


def self_and_others(view: View, moment: Moment) -> RaterGap:
    """Return how far people's own ratings lie above those of others, of one skill at one moment.

    The two are compared here, and never mixed in a change.
    """
    own, seen = [], []
    for person_id, skill_id, when in view.ratings:
        if when != moment:
            continue
        mine, other = _own_and_other(view, person_id, skill_id, moment)
        own.append(mine.level if mine else None)
        seen.append(other.level if other else None)
    return rater_gap(own, seen)


def self_gap(view: View, person_id: str, skill_id: str, moment: Moment) -> int | None:
    """Return how many levels a person's own rating lies above that of others at one moment."""
    mine, other = _own_and_other(view, person_id, skill_id, moment)
    return mine.level - other.level if mine and other else None


_OTHERS: tuple[Rater, ...] = ("task", "mentor", "senior", "coordinator")


def _own_and_other(
    view: View, person_id: str, skill_id: str, moment: Moment
) -> tuple[Rating | None, Rating | None]:
    found = (view.rating_by(person_id, skill_id, moment, each) for each in _OTHERS)
    other = next((each for each in found if each), None)
    return view.rating_by(person_id, skill_id, moment, "self"), other


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest level of those with both numbers, at the start and at the end."""

    skill_id: str
    n: int
    before: tuple[int, int]
    after: tuple[int, int]


def spread(rows: Sequence[LevelChange]) -> list[Spread]:
    """Return how far apart people stood in each skill, before and after."""
    found = []
    for skill_id in sorted({row.skill_id for row in rows}):
        both = [
            (row.baseline.level, row.final.level)
            for row in rows
            if row.skill_id == skill_id and row.baseline and row.final
        ]
        if both:
            before, after = zip(*both, strict=True)
            found.append(
                Spread(
                    skill_id,
                    len(both),
                    (min(before), max(before)),
                    (min(after), max(after)),
                )
            )
    return found


@dataclass(frozen=True)
class GoalScore:
    """The T of one person's goals: ``None`` while it is not defined; ``rated`` of ``of`` goals."""

    person_id: str
    t: float | None
    rated: int
    of: int


def goal_scores(view: View) -> list[GoalScore]:
    """Return T for everybody with goals, over the goals that are judged."""
    found = []
    for person_id in view.participants:
        goals = view.goals_of(person_id)
        judged = [goal for goal in goals if goal.attainment is not None]
        if goals:
            t = (
                attainment.gas_t([g.attainment for g in judged], [g.weight for g in judged])
                if judged
                else None
            )
            found.append(GoalScore(person_id, t, len(judged), len(goals)))
    return found


def mean_ambition(view: View) -> tuple[float | None, str | None]:
    """Return the mean T, and whether the goals were probably ``too_easy`` or ``too_hard``."""
    known = [each.t for each in goal_scores(view) if each.t is not None]
    return (sum(known) / len(known) if known else None), attainment.ambition(known)


Direction = Literal["better", "same", "worse"]


def directions() -> dict[Direction, str]:
    """Return the word for each way an indicator went."""
    return {"better": _("better"), "same": _("the same"), "worse": _("worse")}


@dataclass(frozen=True)
class IndicatorChange:
    """An indicator from its first reading to its last; ``None`` where there are not two."""

    indicator: Indicator
    change: float | None
    direction: Direction | None
    target_reached: bool | None
    readings: tuple[Reading, ...] = ()
    """Those up to the closing, in order: what the change is made of."""
    afterwards: tuple[Reading, ...] = ()
    """Those after the closing, in order: told beside it."""


def indicators(view: View) -> list[IndicatorChange]:
    """Return the programme's indicators, the hard ones first."""
    mine = [i for i in view.snapshot.indicators.values() if i.programme_id == view.programme.id]
    closed = view.programme.closed_on or date.max
    return [_indicator(each, closed) for each in sorted(mine, key=lambda i: (i.kind, i.id))]


def _indicator(indicator: Indicator, closed: date) -> IndicatorChange:
    ordered = sorted(indicator.readings, key=lambda each: each.on)
    readings = tuple(each for each in ordered if each.on <= closed)
    later = tuple(each for each in ordered if each.on > closed)
    up = indicator.better == "up"
    reached = None
    if indicator.target is not None and readings:
        last = readings[-1].value
        reached = last >= indicator.target if up else last <= indicator.target
    if len(readings) < 2:
        return IndicatorChange(indicator, None, None, reached, readings, later)
    change = round(readings[-1].value - readings[0].value, 9)
    direction: Direction = "same" if change == 0 else "better" if (change > 0) == up else "worse"
    return IndicatorChange(indicator, change, direction, reached, readings, later)


@dataclass(frozen=True)
class GiveBack:
    """What came back to a mentor in one pair: in how many held sessions, and what."""

    pair: Pair
    held: tuple[str, ...]
    with_give_back: tuple[str, ...]
    skills: tuple[str, ...]
    words: int


def give_backs_received(view: View) -> list[GiveBack]:
    """Return the ledger of what came back, pair by pair; a pair that never met is in it too."""
    found = []
    for pair in view.pairs:
        held = [
            session
            for session in view.sessions_of_pair(pair)
            if session.status == "held" and session.attendance[pair.senior_id] == "present"
        ]
        giving = [session for session in held if session.received]
        received = [each for session in giving for each in session.received]
        found.append(
            GiveBack(
                pair,
                tuple(session.id for session in held),
                tuple(session.id for session in giving),
                tuple(dict.fromkeys(each.skill_id for each in received if each.skill_id)),
                sum(each.text is not None for each in received),
            )
        )
    return found


@dataclass(frozen=True)
class Effort:
    """What the sessions took: counts of slots, and hours of both sides as logged."""

    held: int
    missed: int
    cancelled: int
    moved: int
    quick_helps: int
    mentors: int
    """How many mentors held a session; ``seniors`` how many seniors were at one."""
    seniors: int
    mentor_hours: float
    senior_hours: float
    mentor_hours_a_month: float


def effort(view: View) -> Effort:
    """Return what became of the slots, and the hours both sides gave.

    A held session without minutes counts as long as the programme says; a senior gives the minutes
    of the sessions he or she was at.
    """
    held = [each for each in (*view.sessions, *view.quick_helps) if each.status == "held"]
    mentors = seniors = 0.0
    for session in held:
        minutes = minutes_held(view, session)
        mentors += (minutes + (session.preparation_minutes or 0)) / 60
        seniors += minutes / 60 * sum(how == "present" for how in session.attendance.values())
    by = dict.fromkeys(("held", "missed", "cancelled", "moved"), 0)
    for session in view.sessions:
        if session.status in by:
            by[session.status] += 1
    active = len({session.mentor_id for session in held})
    there = {w for each in held for w, how in each.attendance.items() if how == "present"}
    months = _weeks_so_far(view, held) / WEEKS_A_MONTH
    return Effort(
        by["held"],
        by["missed"],
        by["cancelled"],
        by["moved"],
        len(view.quick_helps),
        active,
        len(there),
        mentors,
        seniors,
        mentors / active / months if active else 0.0,
    )


def _weeks_so_far(view: View, held: Sequence[Session]) -> int:
    """Return the weeks up to the last held session; of a closed programme all of them."""
    if view.programme.closed_on or not held:
        return view.programme.weeks
    last = max(view.programme.week_of(session.day) for session in held)
    return min(view.programme.weeks, max(1, last))


@dataclass(frozen=True)
class Tried:
    """What became of the steps that were agreed on: seen behaviour, not good intentions."""

    tried: int
    not_tried: int
    unknown: int
    later: int
    not_for_us: int


def steps_tried(view: View) -> Tried:
    """Count the steps of all held sessions by what came of them."""
    steps = [step for each in view.sessions if each.status == "held" for step in each.steps]
    agreed = [step for step in steps if step.decision == "try"]
    return Tried(
        sum(step.done == "yes" for step in agreed),
        sum(step.done == "no" for step in agreed),
        sum(step.done == "pending" for step in agreed),
        sum(step.decision == "later" for step in steps),
        sum(step.decision == "not_for_us" for step in steps),
    )


@dataclass(frozen=True)
class Moved:
    """A senior who changed mentor: from whom to whom, when, and the reason given."""

    senior_id: str
    ended: Pair
    begun: Pair | None

    @property
    def on(self) -> date | None:
        """The last day of the pair that ended."""
        return self.ended.until_on


def pairs_changed(view: View) -> list[Moved]:
    """Return every pair that ended before the programme did, with the pair that followed it."""
    found = []
    end = min(view.programme.ends_on, view.programme.closed_on or view.programme.ends_on)
    for pair in view.pairs:
        if pair.until_on is None or pair.until_on >= end:
            continue
        later = [
            each
            for each in view.pairs
            if each.senior_id == pair.senior_id and each.from_on >= pair.until_on and each != pair
        ]
        found.append(Moved(pair.senior_id, pair, min(later, key=lambda p: p.from_on, default=None)))
    return found
