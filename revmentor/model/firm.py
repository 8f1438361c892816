"""The firm, and the skills it adds to the shipped catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import Extra, Line, MonthDay, Record, Span, Struct, stated

Kind = Literal["digital", "perspective", "experience", "mentor_growth"]


class ClosedDays(Span, frozen=True, kw_only=True):
    """Days on which the firm is closed, with what they are called."""

    label: Line | None = None


class Holiday(Struct, frozen=True, kw_only=True):
    """A public holiday that is not built in: every year (``12-26``) or once (``2027-03-26``)."""

    day: Annotated[
        str,
        Meta(
            pattern=r"^([12][0-9]{3}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
            max_length=10,
        ),
    ]
    label: Line | None = None

    def is_on(self, day: date) -> bool:
        """Tell whether the holiday falls on a day."""
        return day.isoformat().endswith(self.day)


class Firm(Struct, frozen=True, kw_only=True):
    """The one firm of a file."""

    name: Line
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", max_length=2)] | None = None
    language: Literal["en", "it"] | None = None
    timezone: Line | None = None
    coordinator: Line | None = None
    patron_day: MonthDay | None = None
    holidays: tuple[Holiday, ...] = ()
    closed_days: tuple[ClosedDays, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)


class Skill(Record, frozen=True, kw_only=True):
    """Something that can be taught, by a mentor or in return by a senior."""

    kind: Kind = stated("digital")
    name: Mapping[str, Line]
    digcomp: tuple[Annotated[str, Meta(pattern=r"^[1-5]\.[1-6]$", max_length=3)], ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
