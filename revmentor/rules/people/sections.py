"""What the page of a person is made of: sections of lines and tables, the same on screen and paper.

Every line says everything in words; a drawing is only another way to see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec.structs import replace

from revmentor.rules.schedule.strip import WeekState

Kept = Literal["open", "confidential", "of_others"]
"""Who may see it: the person too; the coordinator, and the person where it is asked for; or the
coordinator alone, since it is about other people."""
Tone = Literal["plain", "quiet", "look", "talk", "reached"]


class Way(msgspec.Struct, frozen=True):
    """A level from its start to now, and where it shall go."""

    start: int | None
    now: int | None
    target: int | None


class Strip(msgspec.Struct, frozen=True):
    """What became of each session, in the order of the days."""

    states: tuple[WeekState, ...]


class Line(msgspec.Struct, frozen=True):
    """One line of a section: its words, what stands before them, and a drawing of the same.

    ``short`` is the label where there is little room.
    """

    text: str
    label: str = ""
    drawing: Way | Strip | None = None
    tone: Tone = "plain"
    kept: Kept = "open"
    short: str = ""


class SideBySide(msgspec.Struct, frozen=True):
    """A table: the heads of its columns, and its rows, the first cell of each its name."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kept: Kept = "open"


class Section(msgspec.Struct, frozen=True):
    """One part of the page under a title: its lines, then a table."""

    title: str
    lines: tuple[Line, ...] = ()
    table: SideBySide | None = None

    def for_the_person(self, *, with_notes: bool) -> Section:
        """Return what the person is given of it: nothing of others, confidences if asked for."""
        given = {"open", "confidential"} if with_notes else {"open"}
        table = self.table if self.table and self.table.kept in given else None
        lines = tuple(each for each in self.lines if each.kept in given)
        return replace(self, lines=lines, table=table)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing under the title."""
        return not self.lines and self.table is None


class PersonPage(msgspec.Struct, frozen=True):
    """The page of a person: the name, what the person is in the firm, and the sections."""

    name: str
    facts: tuple[str, ...]
    beside: str
    sections: tuple[Section, ...]

    def for_the_person(self, *, with_notes: bool) -> PersonPage:
        """Return the page as the person is given it."""
        given = (each.for_the_person(with_notes=with_notes) for each in self.sections)
        return replace(self, sections=filled(given))


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections that have something under their title."""
    return tuple(each for each in sections if not each.is_empty)
