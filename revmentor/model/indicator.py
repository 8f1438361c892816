"""An indicator: a hard or soft number of the firm, and its readings."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import Extra, Line, ProgrammeId, Record, Struct, stated

IndicatorKind = Literal["hard", "soft"]
Better = Literal["up", "down"]


class Reading(Struct, frozen=True, kw_only=True):
    """The value of an indicator on a day."""

    on: date
    value: float


class Indicator(Record, frozen=True, kw_only=True):
    """A hard or soft number of the firm; its first reading is the baseline.

    ``people`` says on how many people of the programme it is measured.
    """

    programme_id: ProgrammeId
    name: Line
    kind: IndicatorKind = stated("hard")
    unit: Line | None = None
    better: Better = stated("up")
    readings: tuple[Reading, ...] = ()
    target: float | None = None
    people: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    extra: Extra = msgspec.field(default_factory=dict)
