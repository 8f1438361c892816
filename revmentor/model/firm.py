"""The firm, and the skills it adds to the shipped catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import Extra, Line, MonthDay, Record, Span, Struct, stated

Kind = Literal["digital", "perspective", "experience", "mentor_growth"]


class ClosedDays(Span, frozen=True, kw_only=True):
    """Days on which the firm is closed, with what they are called."""

    label: Line | None = None


class Firm(Struct, frozen=True, kw_only=True):
    """The one firm of a file."""

    name: Line
    country: Annotated[str, Meta(pattern=r"^[A-Z]{2}$", max_length=2)] | None = None
    language: Literal["en", "it"] | None = None
    timezone: Line | None = None
    coordinator: Line | None = None
    patron_day: MonthDay | None = None
    closed_days: tuple[ClosedDays, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)


class Skill(Record, frozen=True, kw_only=True):
    """Something that can be taught, by a mentor or in return by a senior."""

    kind: Kind = stated("digital")
    name: Mapping[str, Line]
    digcomp: tuple[Annotated[str, Meta(pattern=r"^[1-5]\.[1-6]$", max_length=3)], ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
