"""The whole evaluation as JSON holds it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from revmentor.exchange.contract.base import BySide, Shape, Versioned
from revmentor.exchange.contract.evaluation.benefits import (
    Adoption,
    Benefits,
    Cost,
    Felt,
    FollowUp,
    GiveBack,
    Read,
    Retention,
)
from revmentor.exchange.contract.evaluation.levels import (
    AtBothEnds,
    AttendedBySide,
    Attrition,
    Flow,
    GapsClosed,
    Shift,
    SkillChange,
    Spread,
    StandardLevel,
    Summary,
)
from revmentor.model.base import Level
from revmentor.model.edition import Direction
from revmentor.model.indicator import Better, IndicatorKind


class JudgedGoal(Shape, frozen=True, kw_only=True):
    """A goal with its verdict."""

    goal_id: str
    person_id: str | None
    text: str
    skill_id: str | None
    target: Level | None
    weight: int
    attainment: int | None
    verdict: str
    judged_on: date | None


class GoalScore(Shape, frozen=True, kw_only=True):
    """T of Goal Attainment Scaling of one person; 50 is as agreed."""

    person_id: str
    t: float | None
    rated: int
    of: int


class GoalMean(Shape, frozen=True, kw_only=True):
    """The mean T of all, and whether goals were too easy or too hard."""

    mean: float | None
    goals: int
    n: int
    goals_were: Literal["too_easy", "too_hard"] | None


class IndicatorChange(Shape, frozen=True, kw_only=True):
    """An indicator of the firm, from its first reading to its last."""

    indicator_id: str
    name: str
    kind: IndicatorKind
    unit: str | None
    better: Better
    readings: list[Read]
    n: int
    afterwards: list[Read]
    target: float | None
    change: float | None
    direction: Direction | None
    target_reached: bool | None


class Effort(Shape, frozen=True, kw_only=True):
    """Sessions and hours."""

    held: int
    missed: int
    cancelled: int
    moved: int
    quick_helps: int
    mentors: int
    seniors: int
    mentor_hours: float
    senior_hours: float
    mentor_hours_a_month: float


class Fidelity(Shape, frozen=True, kw_only=True):
    """How much of what was agreed took place by a day."""

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


class Steps(Shape, frozen=True, kw_only=True):
    """What came of the steps to try."""

    tried: int
    not_tried: int
    unknown: int
    later: int
    not_for_us: int


class PairChanged(Shape, frozen=True, kw_only=True):
    """A pair that ended, and the one the senior went on with."""

    senior_id: str
    from_pair_id: str
    to_pair_id: str | None
    on: date
    reason: str | None


class EvaluationResult(Versioned, frozen=True, kw_only=True):
    """The whole evaluation of a programme, every number with the ids behind it."""

    programme_id: str | None
    today: date
    closed_on: date | None
    caution: str
    change: str
    flow: BySide[Flow]
    attrition: BySide[Attrition]
    skills: list[SkillChange]
    summary: BySide[Summary]
    mid_point: BySide[Summary]
    gap_closed: BySide[GapsClosed]
    response_shift: BySide[Shift]
    self_and_others: AtBothEnds
    standard_level: StandardLevel
    attended: AttendedBySide
    spread: list[Spread]
    goals: list[JudgedGoal]
    gas: list[GoalScore]
    gas_mean: GoalMean
    indicators: list[IndicatorChange]
    benefits: Benefits
    felt: list[Felt]
    give_back: GiveBack
    adoption: Adoption
    effort: Effort
    fidelity: Fidelity
    cost: Cost | None
    steps: Steps
    pairs_changed: list[PairChanged]
    retention: list[Retention]
    follow_ups: list[FollowUp]
    missing_to_close: list[str]
