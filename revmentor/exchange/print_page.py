"""One sheet to print, as the template takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SheetLine:
    """A line of a table: bold words, and the rest."""

    strong: str
    text: str


@dataclass(frozen=True)
class Page:
    """One sheet: whose it is, what it says, what is to be ticked, written and signed."""

    title: str
    who: str
    intro: Sequence[str] = ()
    rows: Sequence[SheetLine] = ()
    marks: Sequence[str] = ()
    asks: Sequence[str] = ()
    signs: Sequence[str] = ()
    small: str = ""
