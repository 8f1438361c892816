"""The findings of a programme beside its levels: goals, indicators, what came back, what it took.

Every number comes with how many people or records it counts. Nothing missing is imputed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from revmentor.model.edition import Direction
from revmentor.model.goal import Goal
from revmentor.model.indicator import Better, Indicator, Reading
from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.rules.goals import attainment
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import slots, strip
from revmentor.rules.schedule.hours import WEEKS_A_MONTH, minutes_held
from revmentor.rules.schedule.strip import StripWeek, WeekState

FEWEST_GOALS = 3
"""From so many judged goals of one person on a T says something of them."""
FEWEST_GOALS_FOR_AMBITION, FEWEST_PEOPLE_FOR_AMBITION = 10, 5
"""From so many goals of so many people on their mean says how they were set."""


class GoalScore(msgspec.Struct, frozen=True):
    """The T of one person's goals, ``None`` under three judged ones; ``rated`` of ``of`` goals."""

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
    t = _t(judged) if len(judged) >= FEWEST_GOALS else None
    return GoalScore(person_id, t, len(judged), len(goals))


def _t(judged: Sequence[Goal]) -> float:
    return attainment.gas_t([goal.attainment for goal in judged], [goal.weight for goal in judged])


class Ambition(msgspec.Struct, frozen=True):
    """What the judged goals of all people say of how they were set: the mean T over people.

    ``mean`` is ``None`` for fewer than ten goals or five people: it would say nothing.
    """

    goals: int
    people: int
    mean: float | None

    @property
    def goals_were(self) -> Literal["too_easy", "too_hard"] | None:
        """Whether the goals were probably set too easy or too hard."""
        return None if self.mean is None else attainment.ambition(self.mean)

    @property
    def told(self) -> str:
        """That the goals were too easy or too hard, where their mean says so; else nothing."""
        if self.mean is None or self.goals_were is None:
            return ""
        text = (
            _("Over {goals} goals of {people} people the mean T is {t}: probably too easy.")
            if self.goals_were == "too_easy"
            else _("Over {goals} goals of {people} people the mean T is {t}: probably too hard.")
        )
        return text.format(goals=self.goals, people=self.people, t=number(self.mean))


def ambition(view: View) -> Ambition:
    """Return how ambitious the goals of people were, over everybody with a judged goal."""
    judged_of = [
        [goal for goal in view.goals_of(person_id) if goal.attainment is not None]
        for person_id in view.participants
    ]
    ts = [_t(judged) for judged in judged_of if judged]
    goals = sum(len(judged) for judged in judged_of)
    enough = goals >= FEWEST_GOALS_FOR_AMBITION and len(ts) >= FEWEST_PEOPLE_FOR_AMBITION
    return Ambition(goals, len(ts), sum(ts) / len(ts) if enough else None)


class IndicatorChange(msgspec.Struct, frozen=True):
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
    closed = view.programme.closed_on or date.max
    ordered = sorted(view.own(Indicator), key=lambda each: (each.kind, each.id))
    return [_indicator(each, closed) for each in ordered]


def _indicator(indicator: Indicator, closed: date) -> IndicatorChange:
    ordered = sorted(indicator.readings, key=lambda each: each.on)
    readings = tuple(each for each in ordered if each.on <= closed)
    later = tuple(each for each in ordered if each.on > closed)
    reached = _target_reached(indicator, readings)
    if len(readings) < 2:
        return IndicatorChange(indicator, None, None, reached, readings, later)
    change = round(readings[-1].value - readings[0].value, 9)
    direction = direction_of(indicator.better, change)
    return IndicatorChange(indicator, change, direction, reached, readings, later)


def _target_reached(indicator: Indicator, readings: Sequence[Reading]) -> bool | None:
    """Tell whether the last reading reaches the target; ``None`` without either."""
    if indicator.target is None or not readings:
        return None
    last = readings[-1].value
    return last >= indicator.target if indicator.better == "up" else last <= indicator.target


def direction_of(better: Better, change: float) -> Direction:
    """Return which way a number went, by the way that is better."""
    if change == 0:
        return "same"
    return "better" if (change > 0) == (better == "up") else "worse"


class GiveBack(msgspec.Struct, frozen=True):
    """What came back to a mentor in one pair: in how many held sessions, and what."""

    pair: Pair
    held: tuple[str, ...]
    with_give_back: tuple[str, ...]
    skills: tuple[str, ...]
    words: int
    shared: tuple[str, ...] = ()
    """Those with a give-back in which others were too: who gave is not written down."""


def give_backs_received(view: View) -> list[GiveBack]:
    """Return the ledger of what came back, pair by pair; a pair that never met is in it too."""
    return [_give_back(pair, meetings(view, pair)) for pair in view.pairs]


def _give_back(pair: Pair, held: Sequence[Session]) -> GiveBack:
    giving = [session for session in held if session.received]
    received = list(chain.from_iterable(session.received for session in giving))
    skills = dict.fromkeys(each.skill_id for each in received if each.skill_id)
    words = sum(each.text is not None for each in received)
    shared = [session for session in giving if len(_present(session)) > 1]
    return GiveBack(pair, _ids(held), _ids(giving), tuple(skills), words, _ids(shared))


def _ids(sessions: Sequence[Session]) -> tuple[str, ...]:
    return tuple(session.id for session in sessions)


class Effort(msgspec.Struct, frozen=True):
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
        sum(each.quick_help for each in held),
        mentors,
        len(set(chain.from_iterable(map(_present, held)))),
        mentor_hours,
        sum((_senior_hours(view, session) for session in held), 0.0),
        mentor_hours / mentors / months if mentors else 0.0,
    )


class Fidelity(msgspec.Struct, frozen=True):
    """What became of the slots up to a day: each of ``slots`` is in one of the counts after it.

    ``moved`` ones were not made up for, in that week or a later one; ``open`` ones nobody logged;
    ``to_come`` were moved to a later day. Minutes are those of the held sessions, and those agreed
    for all the slots.
    """

    on: date
    slots: int
    held: int
    missed: int
    cancelled: int
    moved: int
    open: int
    to_come: int
    minutes_held: int
    minutes_agreed: int


def fidelity(view: View, today: date) -> Fidelity:
    """Return what became of the slots that came round until a day, or the closing."""
    day = min(today, view.programme.closed_on or today)
    cells = [cell for cell in strip.weeks_of_day(view, day) if cell.slot and cell.slot <= day]
    states = Counter(came_of(view, cell, day) for cell in cells)
    held = [session for session in view.sessions if session.status == "held"]
    return Fidelity(
        day,
        len(cells),
        states["held"],
        states["missed"],
        states["cancelled"],
        states["moved"],
        states["due"],
        states["planned"],
        sum(minutes_held(view, session) for session in held),
        sum(slots.minutes_of(view, cell.series) for cell in cells),
    )


def came_of(view: View, cell: StripWeek, day: date) -> WeekState:
    """Return what became of a slot: of a moved one what makes up for it, in whatever week."""
    if cell.state != "moved":
        return cell.state
    making_up = {each.makes_up: each for each in view.sessions if each.makes_up}
    session = next(each for each in cell.sessions if not each.makes_up)
    while session.status == "moved" and session.id in making_up:
        session = making_up[session.id]
    if session.status == "planned" and session.due_on <= day:
        return "due"
    return session.status


def _present(session: Session) -> list[str]:
    """Return the seniors who came to a session."""
    return [who for who, how in session.attendance.items() if how == "present"]


def _mentor_hours(view: View, session: Session) -> float:
    return (minutes_held(view, session) + (session.preparation_minutes or 0)) / 60


def _senior_hours(view: View, session: Session) -> float:
    """Return the hours a session took the seniors who came, all together."""
    return minutes_held(view, session) / 60 * len(_present(session))


def _weeks_so_far(view: View, held: Sequence[Session]) -> int:
    """Return the weeks up to the last held session; of a closed programme up to the closing."""
    days = [view.programme.closed_on] if view.programme.closed_on else [s.day for s in held]
    last = max((view.programme.week_of(day) for day in days), default=view.programme.weeks)
    return min(view.programme.weeks, max(1, last))


class Tried(msgspec.Struct, frozen=True):
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


class Moved(msgspec.Struct, frozen=True):
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
