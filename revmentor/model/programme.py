"""A programme: one run with its dates, cadence, standard level and rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import (
    Extra,
    Format,
    Hours,
    Id,
    Level,
    Line,
    Minutes,
    Mode,
    Prose,
    Record,
    Struct,
    Weeks,
    stated,
)

ReportingLineDepth = Literal[0, 1, 2, "any"]
Holidays = Literal["skip", "extend", "shift"]
Decision = Literal["repeat", "widen", "stop"]
Places = Annotated[int, Meta(ge=1, le=20)]


class SeniorsPerMentor(Struct, frozen=True, kw_only=True):
    """How many seniors one mentor takes; the field says two to four."""

    min: Places = stated(2)
    max: Places = stated(4)


class MonthlyHours(Struct, frozen=True, kw_only=True):
    """The hours a month that were agreed, for a senior and for a mentor."""

    senior: Hours = stated(2.0)
    mentor: Hours = stated(6.0)


class Programme(Record, frozen=True, kw_only=True):
    """One run of a programme; a firm has many over the years."""

    name: Line
    starts_on: date
    weeks: Weeks
    purposes: tuple[Line, ...] = ()
    sponsor: Line | None = None
    every_weeks: Annotated[int, Meta(ge=1, le=13)] = stated(1)
    minutes: Annotated[int, Meta(ge=5, le=480)] = stated(30)
    preparation_minutes: Minutes = stated(0)
    formats: tuple[Format, ...] = stated(("individual",))
    modes: tuple[Mode, ...] = stated(("on_site",))
    seniors_per_mentor: SeniorsPerMentor = stated(SeniorsPerMentor())
    monthly_hours: MonthlyHours = stated(MonthlyHours())
    standard_level: Mapping[Id, Level] = msgspec.field(default_factory=dict)
    reporting_line_depth: ReportingLineDepth = stated(1)
    holidays: Holidays = stated("skip")
    closed_on: date | None = None
    lessons: Prose | None = None
    decision: Decision | None = None
    extra: Extra = msgspec.field(default_factory=dict)

    @property
    def ends_on(self) -> date:
        """The last day of the last week."""
        return self.starts_on + timedelta(weeks=self.weeks, days=-1)

    def week_of(self, day: date) -> int:
        """Return the number of the week a day lies in; 1 is the first, 0 and less is before."""
        return (day - self.starts_on).days // 7 + 1
