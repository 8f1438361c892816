"""A proposal of pairs as JSON holds it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.model.pair import Rule
from revmentor.rules.pairing.problem import Proof
from revmentor.rules.pairing.proposal import PairChange
from revmentor.rules.pairing.suggestions import SuggestionKind


class Price(Shape, frozen=True, kw_only=True):
    """What another plan would mean for everybody; one that is not ``known`` was not found in time.

    ``mentor_id`` is the senior's mentor there, ``cost`` the points of the whole plan it costs.
    """

    known: bool
    mentor_id: str | None
    cost: int | None
    of: int | None
    unit: str | None
    fewer_placed: int | None
    moved: list[str]
    freed: list[str]
    placed: list[str]
    parted: list[str]
    emptied: list[str]
    filled: list[str]


class Parts(Shape, frozen=True, kw_only=True):
    """The points of each part of a score, or the share of each."""

    skill_need: int
    give_back: int
    working_style: int
    availability: int
    place: int
    other_department: int
    preferences: int


class BestBy(Shape, frozen=True, kw_only=True):
    """The settings by which a plan is the best."""

    weights: Parts
    own_goal: int
    group_for_each: bool
    levels_above: int
    own_half_day: bool
    not_counted: list[str]


class TaughtOf(Shape, frozen=True, kw_only=True):
    """How many of the seniors' own goals are taught."""

    taught: int
    of: int


class OwnGoals(Shape, frozen=True, kw_only=True):
    """A senior's own goals: the skills the mentor can teach, and the rest."""

    taught: list[str]
    not_taught: list[str]


class Places(Shape, frozen=True, kw_only=True):
    """Room for seniors, from the least to the most."""

    least: int
    most: int
    enough: bool


class Hours(Shape, frozen=True, kw_only=True):
    """The hours a month it takes, beside those agreed."""

    mentor: float
    mentor_agreed: float
    senior: float
    senior_agreed: float


class Outlook(Shape, frozen=True, kw_only=True):
    """Places and hours; what nobody teaches, by skill, with who wants it; mentors nobody needs."""

    places: Places
    seniors_a_mentor: int
    hours_a_month: Hours
    nobody_teaches: dict[str, list[str]]
    not_needed: list[str]


class EarlierPair(Shape, frozen=True, kw_only=True):
    """An earlier pair of the same two: until when, and why it ended."""

    pair_id: str
    programme_id: str
    until_on: date | None
    end_reason: str | None


class ProposedPair(Shape, frozen=True, kw_only=True):
    """A pair of the plan, with its reasons."""

    senior_id: str
    mentor_id: str
    score: int
    parts: Parts
    change: PairChange
    before: str | None
    locked: bool
    rationale: str
    lessons: list[str]
    own_goals: OwnGoals
    own_goals_text: str
    earlier: list[EarlierPair]
    give_back: str
    half_days: list[str] | None
    checks: list[str]
    runner_up: Price | None


class HeldPair(Shape, frozen=True, kw_only=True):
    """A pair that the plan does not touch."""

    senior_id: str
    mentor_id: str


class Cure(Shape, frozen=True, kw_only=True):
    """A change that was tried and would give a place."""

    kind: SuggestionKind
    text: str
    places: int
    total: int
    mentor_id: str | None
    rules: list[Rule]


class UnplacedSenior(Shape, frozen=True, kw_only=True):
    """A senior without a place: why, and what would give one."""

    senior_id: str
    reasons: list[str]
    cures: list[Cure]
    searched: bool


class MentorLoad(Shape, frozen=True, kw_only=True):
    """What the plan means for a mentor."""

    mentor_id: str
    seniors: int
    least: int
    most: int
    hours_a_month: float
    hours_agreed: float
    unmet_wishes: list[str]
    why_unused: str | None


class ProposedPlan(Versioned, frozen=True, kw_only=True):
    """A proposal: whether everybody has a place, how well it is proven, and each pair."""

    firm: str
    programme_id: str
    status: Literal["complete", "incomplete"]
    applied: bool
    proof: Proof
    gap: int
    places_gap: int
    settled: bool
    best_by: BestBy
    total: int
    unit: str
    placed: int
    seniors: int
    changes: list[str]
    keeping_who_has_met: Price | None
    group_for_each: Price | None
    own_goals: TaughtOf
    outlook: Outlook
    pairs: list[ProposedPair]
    held: list[HeldPair]
    unplaced: list[UnplacedSenior]
    mentors: list[MentorLoad]
    warnings: list[str]
