"""What a sponsor is told of a programme: numbers of people in fives, and released words only."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import Line, Prose, Role, Struct
from revmentor.model.indicator import Better, IndicatorKind, Reading

EditionKind = Literal["mid_point", "closed"]
Topic = Literal[
    "took_part", "seen_twice", "better", "at_standard_level", "reached_goal", "recommends", "stayed"
]
Direction = Literal["better", "same", "worse"]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Amount = Annotated[int, Meta(ge=0)]


class ToldCount(Struct, frozen=True, kw_only=True):
    """A number of people of a side: at least so many, and under so many."""

    role: Role
    topic: Topic
    at_least: Count
    under: Count


class ToldIndicator(Struct, frozen=True, kw_only=True):
    """An indicator as the sponsor hears of it; without its name and unit unless they are released.

    ``in_steps`` tells that its numbers could be people, and so are rounded down.
    """

    kind: IndicatorKind
    better: Better
    name: Line | None = None
    unit: Line | None = None
    people: Count
    """It was measured on at least so many people."""
    in_steps: bool
    readings: tuple[Reading, ...] = ()
    target: float | None = None
    direction: Direction | None = None


class ToldCost(Struct, frozen=True, kw_only=True):
    """What a programme cost, between two amounts: made of hours as told, and of typed amounts."""

    low: Amount
    high: Amount
    currency: Line


class Edition(Struct, frozen=True, kw_only=True):
    """All that a sponsor is told at one moment: of the mid-point, or of the closed programme.

    Slots, sessions and hours are rounded down to fives like people.
    """

    kind: EditionKind
    on: date
    title: Line | None = None
    """The programme's name, where somebody released it."""
    counts: tuple[ToldCount, ...]
    slots: Count
    held: Count
    hours: Count
    indicators: tuple[ToldIndicator, ...] = ()
    kept_back: bool = msgspec.field(default=False)
    """Whether an indicator is not told: on too few people, or nobody said on how many."""
    give_backs: Count | None = None
    """Held sessions in which something came back; ``None`` in an edition from before it told so."""
    steps_tried: Count | None = None
    goals: tuple[Line, ...] = ()
    """The programme's own goals, reached or not, where somebody released the typed words."""
    lessons: Prose | None = None
    """What was learned, where somebody released it."""
    cost: ToldCost | None = None
    """What it cost, where somebody released what was typed of it."""
