"""The levels of an evaluation as JSON holds them: who was seen, and how far they rose."""

from __future__ import annotations

from revmentor.exchange.contract.base import Shape
from revmentor.model.base import Level, Role
from revmentor.model.rating import Rater
from revmentor.rules.goals.attainment import GapStatus


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


class AttendedBySide(Shape, frozen=True, kw_only=True):
    """The sessions that the people of both sides were at."""

    senior: list[Attended]
    mentor: list[Attended]


class Spread(Shape, frozen=True, kw_only=True):
    """From the lowest to the highest level in a skill, at both ends."""

    skill_id: str
    n: int
    before: list[int]
    after: list[int]
