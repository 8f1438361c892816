"""One sheet to print, as the template takes it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class SheetLine(msgspec.Struct, frozen=True):
    """A line of a table: bold words, and the rest."""

    strong: str
    text: str


class SheetQuestion(msgspec.Struct, frozen=True):
    """A question with boxes to tick, between the ends of their scale, or with lines to write on.

    A ``heading`` stands over the first question of a section, ``about`` below it.
    """

    text: str
    hint: str = ""
    boxes: Sequence[str] = ()
    low: str = ""
    high: str = ""
    lines: int = 0
    heading: str = ""
    about: str = ""


class Page(msgspec.Struct, frozen=True):
    """One sheet: whose it is, what it says, what is to be ticked, written and signed.

    ``filled_on`` asks for the day on which it was filled in.
    """

    title: str
    who: str
    intro: Sequence[str] = ()
    filled_on: str = ""
    rows: Sequence[SheetLine] = ()
    marks: Sequence[str] = ()
    questions: Sequence[SheetQuestion] = ()
    asks: Sequence[str] = ()
    signs: Sequence[str] = ()
    small: str = ""
