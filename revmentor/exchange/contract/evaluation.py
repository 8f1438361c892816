"""The evaluation as JSON holds it, for the coordinator and for the sponsor."""

from __future__ import annotations

from datetime import date
from typing import Generic, Literal, TypeVar

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.model.base import Level, ProseOrEmpty, Role
from revmentor.model.edition import Direction, EditionKind, ToldCount
from revmentor.model.indicator import Better, IndicatorKind
from revmentor.model.programme import ClosingDecision, FollowUpKind
from revmentor.model.pulse import Method
from revmentor.model.rating import Rater
from revmentor.rules.goals.attainment import GapStatus

T = TypeVar("T")


class BySide(Shape, Generic[T], frozen=True, kw_only=True):
    """The same of both sides."""

    senior: T
    mentor: T


# -- who was seen, and how far levels rose -------------------------------------------------------


class Stages(Shape, frozen=True, kw_only=True):
    """The ids of those who got as far as each stage."""

    started: list[str]
    baseline: list[str]
    active: list[str]
    final: list[str]
    complete: list[str]


class WithoutEnd(Shape, frozen=True, kw_only=True):
    """Somebody who started and was not seen at the end."""

    person_id: str
    reason: str | None


class Flow(Shape, frozen=True, kw_only=True):
    """How many of a side got as far as each stage."""

    started: int
    baseline: int
    active: int
    final: int
    complete: int
    person_ids: Stages
    without_end: list[WithoutEnd]


class Attrition(Shape, frozen=True, kw_only=True):
    """Where those with and without an end stood at the start, in levels a skill."""

    with_end: int
    without_end: int
    start_with: float | None
    start_without: float | None


class Gap(Shape, frozen=True, kw_only=True):
    """The share of the way from start to target, and what that is called."""

    value: float | None
    status: GapStatus


class SelfGap(Shape, frozen=True, kw_only=True):
    """How far the own rating lies above that of others."""

    baseline: int | None
    final: int | None


class Watched(Shape, frozen=True, kw_only=True):
    """How many observable tasks were watched, and which were done alone."""

    done: int
    of: int
    task_ids_done: list[str]


class WatchedTasks(Shape, frozen=True, kw_only=True):
    """The tasks watched at both ends."""

    baseline: Watched | None
    final: Watched | None


class SkillChange(Shape, frozen=True, kw_only=True):
    """One person and skill from start to end."""

    person_id: str
    role: Role
    skill_id: str
    rated_by: Rater | None
    own_ratings: bool
    baseline: Level | None
    then: Level | None
    final: Level | None
    target: Level | None
    change: int | None
    gap_closed: Gap
    final_by_another_rater: bool
    self_gap: SelfGap
    tasks: WatchedTasks
    rating_ids: dict[str, str]


class Bounds(Shape, frozen=True, kw_only=True):
    """How many improved if nobody, or everybody, did of those who were not seen."""

    worst: int
    best: int
    of: int


class Estimate(Shape, frozen=True, kw_only=True):
    """An estimate with its interval; an end that is open is ``null``."""

    estimate: float | None
    low: float | None
    high: float | None


class SignedRank(Shape, frozen=True, kw_only=True):
    """Wilcoxon's statistic, and how probable one as far out is by chance."""

    v: float
    p: float


class SkillCounts(Shape, frozen=True, kw_only=True):
    """How many rose, stayed and fell in a skill."""

    skill_id: str
    up: int
    same: int
    down: int
    n: int


class PersonChange(Shape, frozen=True, kw_only=True):
    """A person's change in levels a skill."""

    person_id: str
    change: float | None
    skills: int
    of_skills: int
    skills_down: int


class Summary(Shape, frozen=True, kw_only=True):
    """How many of a side are better, the same, lower; who is missing is counted, never guessed."""

    started: int
    n: int
    missing: int
    improved: int
    same: int
    worse: int
    median_change: float | None
    wilson: list[float] | None
    bounds: Bounds
    hodges_lehmann: Estimate | None
    signed_rank: SignedRank | None
    went_down_in_a_skill: int
    partly: int
    skills: list[SkillCounts]
    people: list[PersonChange]


class GapsClosed(Shape, frozen=True, kw_only=True):
    """The gaps closed of a side in two ways."""

    n: int
    median: float | None
    ratio_of_sums: float | None


class Shift(Shape, frozen=True, kw_only=True):
    """How people see their start afterwards, against what was written down then."""

    pairs: int
    shift: float | None
    gain: float | None
    gain_then: float | None


class RaterGap(Shape, frozen=True, kw_only=True):
    """How far people's own ratings lie above those of others, and how often they agree."""

    pairs: int
    mean: float | None
    exact: int
    within_one: int


class AtBothEnds(Shape, frozen=True, kw_only=True):
    """The own ratings beside those of others, at both ends."""

    baseline: RaterGap
    final: RaterGap


class AtStandard(Shape, frozen=True, kw_only=True):
    """The ids of those who reached the standard level, and of those who did not."""

    reached: list[str]
    below: list[str]
    no_end: list[str]
    no_end_at_start: list[str]
    compared: list[str]
    compared_at_start: list[str]


class BelowStandard(Shape, frozen=True, kw_only=True):
    """A person and a skill below the standard level."""

    person_id: str
    skill_id: str
    level: Level | None
    needed: Level


class StandardLevel(Shape, frozen=True, kw_only=True):
    """How many stand at the standard level, by what was rated at the end."""

    rated: int
    reached: int
    below: int
    no_end: int
    no_end_at_start: int
    compared: int
    compared_at_start: int
    person_ids: AtStandard
    skills_below: list[BelowStandard]


class Attended(Shape, frozen=True, kw_only=True):
    """The sessions somebody was at, beside the change."""

    person_id: str
    sessions: int
    change: float | None


class Spread(Shape, frozen=True, kw_only=True):
    """From the lowest to the highest level in a skill, at both ends."""

    skill_id: str
    n: int
    before: list[int]
    after: list[int]


# -- goals and numbers ----------------------------------------------------------------------------


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


class Read(Shape, frozen=True, kw_only=True):
    """The value of an indicator on a day."""

    on: date
    value: float


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


# -- both sides -----------------------------------------------------------------------------------


class FinalForm(Shape, frozen=True, kw_only=True):
    """What one person answered at the end."""

    evaluation_id: str
    person_id: str
    role: Role
    on: date
    method: Method | None
    answers: dict[str, ProseOrEmpty | int | float | bool]
    own_gain: str | None
    other_gain: str | None
    gained_by: dict[str, str]
    story: str | None
    next_step: str | None
    would_recommend: int | None
    would_repeat: bool | None


class Crossed(Shape, frozen=True, kw_only=True):
    """What each side of a pair says it gained, beside what the other side saw."""

    pair_id: str
    mentor_id: str
    senior_id: str
    mentor_own: str | None
    mentor_as_seen: str | None
    senior_own: str | None
    senior_as_seen: str | None
    evaluation_ids: list[str]


class Recommend(Shape, frozen=True, kw_only=True):
    """How often each score from 0 to 10 was given."""

    n: int
    counts: dict[str, int]


class Repeat(Shape, frozen=True, kw_only=True):
    """How many would take part again."""

    n: int
    yes: int
    no: int


class Benefits(Shape, frozen=True, kw_only=True):
    """The final forms, both sides crossed, and whether they would recommend and repeat it."""

    forms: list[FinalForm]
    n: BySide[int]
    of: BySide[int]
    crossed: list[Crossed]
    would_recommend: Recommend
    would_repeat: Repeat


class Felt(Shape, frozen=True, kw_only=True):
    """How a side felt before and feels now, both asked at the end."""

    item: str
    role: Role
    n: int
    missing: int
    improved: int
    same: int
    worse: int
    median_change: float | None
    evaluation_ids: list[str]


class GiveBackOfPair(Shape, frozen=True, kw_only=True):
    """What came back to the mentor of a pair."""

    pair_id: str
    mentor_id: str
    senior_id: str
    held: int
    with_give_back: int
    shared_with_others: int
    skill_ids: list[str]
    session_ids: list[str]


class GiveBack(Shape, frozen=True, kw_only=True):
    """What came back to the mentors, pair by pair, and its balance."""

    pairs: list[GiveBackOfPair]
    met: int
    with_any: int
    regular: int


class Tool(Shape, frozen=True, kw_only=True):
    """A tool, and how many people name it."""

    name: str
    people: int


class ToolsUsed(Shape, frozen=True, kw_only=True):
    """What was used in the last week."""

    n: int
    answered: int
    of: int
    tools: list[Tool]


class MinutesSaved(Shape, frozen=True, kw_only=True):
    """The minutes a week that people say they save."""

    n: int
    of: int
    median: float | None
    total: float
    evaluation_ids: list[str]


class Certificates(Shape, frozen=True, kw_only=True):
    """The ratings that are certificates."""

    n: int
    rating_ids: list[str]


class Adoption(Shape, frozen=True, kw_only=True):
    """What is used now."""

    tools_used_last_week: ToolsUsed
    minutes_saved_a_week: MinutesSaved
    certificates: Certificates


# -- what it took, and what came after ------------------------------------------------------------


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


class Cost(Shape, frozen=True, kw_only=True):
    """What the programme cost."""

    mentors: float
    seniors: float
    external: float
    total: float
    currency: str
    mentor_hours: float
    senior_hours: float


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


class StayedOrLeft(Shape, frozen=True, kw_only=True):
    """The ids of those who stayed in the firm, and of those who left."""

    stayed: list[str]
    left: list[str]


class Retention(Shape, frozen=True, kw_only=True):
    """Who of a side is still in the firm on a day."""

    role: Role
    on: date
    stayed: int
    of: int
    person_ids: StayedOrLeft


class StillUsing(Shape, frozen=True, kw_only=True):
    """The ids behind a follow-up."""

    still_using: list[str]
    not_using: list[str]
    not_asked: list[str]


class FollowUp(Shape, frozen=True, kw_only=True):
    """What was heard after the closing."""

    kind: FollowUpKind
    due_on: date
    on: date | None
    still_using: int
    not_using: int
    not_asked: int
    person_ids: StillUsing
    note: str | None


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
    attended: BySide[list[Attended]]
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


# -- the sponsor's --------------------------------------------------------------------------------


class ToldIndicator(Shape, frozen=True, kw_only=True):
    """An indicator as the sponsor hears of it."""

    kind: IndicatorKind
    better: Better
    name: str | None
    unit: str | None
    people: int
    in_steps: bool
    readings: list[Read]
    target: float | None
    direction: Direction | None


class ToldEdition(Shape, frozen=True, kw_only=True):
    """All that a sponsor is told at one moment."""

    kind: EditionKind
    on: date
    title: str | None
    counts: list[ToldCount]
    slots: int
    held: int
    hours: int
    indicators: list[ToldIndicator]
    kept_back: bool


class SponsorResult(Versioned, frozen=True, kw_only=True):
    """The evaluation for the sponsor: people in fives, and no id."""

    audience: Literal["sponsor"]
    least: int
    caution: str
    edition: ToldEdition | None
    decision: ClosingDecision | None
