"""What the report is made of, and the parts that both audiences read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.programme import ClosingDecision

Audience = Literal["coordinator", "sponsor"]


class ReportTable(msgspec.Struct, frozen=True):
    """A table with its caption and headers."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    stacks: bool = False
    """Whether a row becomes a block on a narrow screen, each value under its heading."""


class Bar(msgspec.Struct, frozen=True):
    """One person and skill from start to end, to be drawn; ``told`` says the same in words."""

    name: str
    skill: str
    start: int | None
    end: int | None
    target: int | None
    told: str
    person_id: str = ""


class Dot(msgspec.Struct, frozen=True):
    """One person in a drawing of sessions against levels a skill; ``told`` says it in words."""

    sessions: int
    change: float
    told: str


class ReportSection(msgspec.Struct, frozen=True):
    """A part of the report: sentences, then tables, then drawings, then quotations."""

    title: str
    lines: Sequence[str] = ()
    tables: Sequence[ReportTable] = ()
    bars: Sequence[Bar] = ()
    dots: Sequence[Dot] = ()
    quotes: Sequence[tuple[str, str]] = ()
    small: str = ""

    @property
    def people(self) -> list[tuple[str, list[Bar]]]:
        """The bars person by person, under each one's name."""
        own = [list(bars) for _who, bars in groupby(self.bars, lambda bar: bar.person_id)]
        return [(bars[0].name, bars) for bars in own]

    @property
    def nought(self) -> float:
        """The height in the drawing of the dots at which nothing changed."""
        return _height(0, self.dots)

    @property
    def points(self) -> list[tuple[float, float, str]]:
        """The dots as they are drawn, 300 wide and 120 high, each with its words."""
        most = max((dot.sessions for dot in self.dots), default=0) or 1
        return [
            (round(dot.sessions * 300 / most, 1), _height(dot.change, self.dots), dot.told)
            for dot in self.dots
        ]


def _height(change: float, dots: Sequence[Dot]) -> float:
    """Return how far from the top a change is drawn: the highest at 0, the lowest at 120."""
    changes = [0.0, *(dot.change for dot in dots)]
    low, high = min(changes), max(changes)
    return round((high - change) * 120 / ((high - low) or 1), 1)


def sides() -> tuple[tuple[Role, str], ...]:
    """Return both sides with what they are called."""
    return (("senior", _("Seniors")), ("mentor", _("Mentors")))


def with_rows(tables: Iterable[ReportTable]) -> list[ReportTable]:
    """Return the tables that have any row."""
    return [table for table in tables if table.rows]


def decisions() -> dict[ClosingDecision, str]:
    """Return what a programme's decision reads as."""
    return {
        "repeat": _("The decision: repeat it."),
        "widen": _("The decision: widen it."),
        "stop": _("The decision: stop here."),
    }
