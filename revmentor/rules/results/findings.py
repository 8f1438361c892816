"""The findings of a programme: flow, both sides, goals, what came back, what it took.

Every number comes with how many people or records it counts. Nothing missing is imputed; who has no
end is named with the reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.goal import Goal
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.pair import Pair
from revmentor.model.rating import Moment, Rater, Rating
from revmentor.model.session import Session
from revmentor.rules.goals import attainment
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.sides import people_of
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
    people = people_of(view, role)
    rows = level_changes.changes(view, role)
    complete = _people([row for row in rows if row.levels is not None])
    return Flow(
        tuple(people),
        _those_in(people, _people([row for row in rows if row.baseline])),
        tuple(each for each in people if view.is_active(each, role)),
        _those_in(people, _people([row for row in rows if row.final or row.other_rater])),
        _those_in(people, complete),
        _gone(view, role, complete),
    )


def _people(rows: Sequence[LevelChange]) -> set[str]:
    return {row.person_id for row in rows}


def _those_in(people: Sequence[str], group: Collection[str]) -> tuple[str, ...]:
    """Return who of some people is in a group, in the order of the people."""
    return tuple(each for each in people if each in group)


def _gone(view: View, role: Role, complete: Collection[str]) -> tuple[Gone, ...]:
    """Return everybody on a side who is not complete, with the reason."""
    without_end = (each for each in people_of(view, role) if each not in complete)
    return tuple(
        Gone(each, role, level_changes.departure(view, each, role)) for each in without_end
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
    moments: tuple[Moment, ...] = ("baseline", "then", "final")
    baseline, then, final = ([_own_level(view, row, moment) for row in rows] for moment in moments)
    return response_shift(baseline, then, final)


def _own_level(view: View, row: LevelChange, moment: Moment) -> int | None:
    return _level(view.rating_by(row.person_id, row.skill_id, moment, "self"))


def _level(rating: Rating | None) -> int | None:
    return rating.level if rating else None


def self_and_others(view: View, moment: Moment) -> RaterGap:
    """Return how far people's own ratings lie above those of others, of one skill at one moment.

    The two are compared here, and never mixed in a change.
    """
    both = [
        _own_and_other(view, person_id, skill_id, moment)
        for person_id, skill_id, when in view.ratings
        if when == moment
    ]
    return rater_gap([_level(own) for own, _other in both], [_level(other) for _own, other in both])


def self_gap(view: View, person_id: str, skill_id: str, moment: Moment) -> int | None:
    """Return how many levels a person's own rating lies above that of others at one moment."""
    own, other = _own_and_other(view, person_id, skill_id, moment)
    return own.level - other.level if own and other else None


_OTHERS: tuple[Rater, ...] = ("task", "mentor", "senior", "coordinator")


def _own_and_other(
    view: View, person_id: str, skill_id: str, moment: Moment
) -> tuple[Rating | None, Rating | None]:
    ratings = (view.rating_by(person_id, skill_id, moment, rater) for rater in _OTHERS)
    other = next((rating for rating in ratings if rating), None)
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
    levels: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row.baseline and row.final:
            levels[row.skill_id].append((row.baseline.level, row.final.level))
    return [_spread(skill_id, both) for skill_id, both in sorted(levels.items())]


def _spread(skill_id: str, levels: Sequence[tuple[int, int]]) -> Spread:
    before, after = zip(*levels, strict=True)
    return Spread(skill_id, len(levels), (min(before), max(before)), (min(after), max(after)))


@dataclass(frozen=True)
class GoalScore:
    """The T of one person's goals: ``None`` while it is not defined; ``rated`` of ``of`` goals."""

    person_id: str
    t: float | None
    rated: int
    of: int


def goal_scores(view: View) -> list[GoalScore]:
    """Return T for everybody with goals, over the goals that are judged."""
    goals = {person_id: view.goals_of(person_id) for person_id in view.participants}
    return [_goal_score(person_id, own) for person_id, own in goals.items() if own]


def _goal_score(person_id: str, goals: Sequence[Goal]) -> GoalScore:
    judged = [goal for goal in goals if goal.attainment is not None]
    if not judged:
        return GoalScore(person_id, None, 0, len(goals))
    t = attainment.gas_t([goal.attainment for goal in judged], [goal.weight for goal in judged])
    return GoalScore(person_id, t, len(judged), len(goals))


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
    """Those after the closing, in order: shown beside it."""


def indicators(view: View) -> list[IndicatorChange]:
    """Return the programme's indicators, the hard ones first."""
    of_programme = [
        each for each in view.snapshot.indicators.values() if each.programme_id == view.programme.id
    ]
    closed = view.programme.closed_on or date.max
    ordered = sorted(of_programme, key=lambda each: (each.kind, each.id))
    return [_indicator(each, closed) for each in ordered]


def _indicator(indicator: Indicator, closed: date) -> IndicatorChange:
    ordered = sorted(indicator.readings, key=lambda each: each.on)
    readings = tuple(each for each in ordered if each.on <= closed)
    later = tuple(each for each in ordered if each.on > closed)
    reached = _target_reached(indicator, readings)
    if len(readings) < 2:
        return IndicatorChange(indicator, None, None, reached, readings, later)
    change = round(readings[-1].value - readings[0].value, 9)
    direction = _direction(indicator, change)
    return IndicatorChange(indicator, change, direction, reached, readings, later)


def _target_reached(indicator: Indicator, readings: Sequence[Reading]) -> bool | None:
    """Tell whether the last reading reaches the target; ``None`` without either."""
    if indicator.target is None or not readings:
        return None
    last = readings[-1].value
    return last >= indicator.target if indicator.better == "up" else last <= indicator.target


def _direction(indicator: Indicator, change: float) -> Direction:
    if change == 0:
        return "same"
    return "better" if (change > 0) == (indicator.better == "up") else "worse"


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
    return [_give_back(pair, meetings(view, pair)) for pair in view.pairs]


def _give_back(pair: Pair, held: Sequence[Session]) -> GiveBack:
    giving = [session for session in held if session.received]
    received = list(chain.from_iterable(session.received for session in giving))
    skills = dict.fromkeys(each.skill_id for each in received if each.skill_id)
    words = sum(each.text is not None for each in received)
    return GiveBack(pair, _ids(held), _ids(giving), tuple(skills), words)


def _ids(sessions: Sequence[Session]) -> tuple[str, ...]:
    return tuple(session.id for session in sessions)


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
    mentor_hours = sum((_mentor_hours(view, session) for session in held), 0.0)
    slots = Counter(session.status for session in view.sessions)
    mentors = len({session.mentor_id for session in held})
    months = _weeks_so_far(view, held) / WEEKS_A_MONTH
    return Effort(
        slots["held"],
        slots["missed"],
        slots["cancelled"],
        slots["moved"],
        len(view.quick_helps),
        mentors,
        len(set(chain.from_iterable(map(_present, held)))),
        mentor_hours,
        sum((_senior_hours(view, session) for session in held), 0.0),
        mentor_hours / mentors / months if mentors else 0.0,
    )


def _present(session: Session) -> list[str]:
    """Return the seniors who came to a session."""
    return [who for who, how in session.attendance.items() if how == "present"]


def _mentor_hours(view: View, session: Session) -> float:
    return (minutes_held(view, session) + (session.preparation_minutes or 0)) / 60


def _senior_hours(view: View, session: Session) -> float:
    """Return the hours a session took the seniors who came, all together."""
    return minutes_held(view, session) / 60 * len(_present(session))


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
    held = (session for session in view.sessions if session.status == "held")
    steps = list(chain.from_iterable(session.steps for session in held))
    done = Counter(step.done for step in steps if step.decision == "try")
    decided = Counter(step.decision for step in steps)
    return Tried(done["yes"], done["no"], done["pending"], decided["later"], decided["not_for_us"])


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
    end = min(view.programme.ends_on, view.programme.closed_on or view.programme.ends_on)
    return [
        Moved(pair.senior_id, pair, _followed_by(view, pair, pair.until_on))
        for pair in view.pairs
        if pair.until_on is not None and pair.until_on < end
    ]


def _followed_by(view: View, ended: Pair, on: date) -> Pair | None:
    """Return the senior's next pair after one that ended on a day."""
    later = [
        pair
        for pair in view.pairs
        if pair.senior_id == ended.senior_id and pair.from_on >= on and pair != ended
    ]
    return min(later, key=lambda pair: pair.from_on, default=None)
