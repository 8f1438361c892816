"""The evaluation for the sponsor as JSON holds it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from revmentor.exchange.contract.base import Shape, Versioned
from revmentor.exchange.contract.evaluation.benefits import Read
from revmentor.model.edition import Direction, EditionKind, ToldCost, ToldCount
from revmentor.model.indicator import Better, IndicatorKind
from revmentor.model.programme import ClosingDecision


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
    give_backs: int | None
    steps_tried: int | None
    goals: list[str]
    lessons: str | None
    cost: ToldCost | None


class SponsorResult(Versioned, frozen=True, kw_only=True):
    """The evaluation for the sponsor: people in fives, and no id."""

    audience: Literal["sponsor"]
    least: int
    caution: str
    edition: ToldEdition | None
    decision: ClosingDecision | None
