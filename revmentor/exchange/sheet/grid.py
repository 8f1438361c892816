"""A sheet as rows of cells, whatever program wrote it."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from revmentor.model.errors import Refused
from revmentor.model.text import cleaned, from_inert_cell, has_piled_marks

MOST_ROWS = 20_000
"""The rows of the largest sheet of people; a firm of that size has other tools."""
MOST_CELLS = 500
"""The cells of the widest row."""
MOST_LETTERS = 100_000
"""The letters of the longest cell."""

FileKind = Literal["csv", "xlsx", "xls", "ods"]
_FORMULA_OF_TEXT = re.compile(r'="([^"]*)"')


class Line(msgspec.Struct, frozen=True):
    """One row: its number as the spreadsheet counts, from 1, and its cells."""

    row: int
    cells: tuple[str, ...]


class Grid(msgspec.Struct, frozen=True):
    """The rows of one sheet that are not empty, under its name; a text file's has none."""

    name: str
    lines: tuple[Line, ...]


class SheetFile(msgspec.Struct, frozen=True):
    """What a file holds, and how it was written."""

    kind: FileKind
    grids: tuple[Grid, ...]
    encoding: str | None = None
    separator: str | None = None


def tidy(cell: str) -> str:
    """Return a cell without blanks around it and letters that nobody sees, accents put together.

    ``="0027"`` is how a sheet keeps the zeros of a number, and the apostrophe before ``=`` how our
    own lists keep a spreadsheet from running a text: both are taken off.
    """
    cell = cleaned(cell).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n").strip()
    if quoted := _FORMULA_OF_TEXT.fullmatch(cell):
        cell = quoted[1]
    cell = from_inert_cell(cell)
    return cell if has_piled_marks(cell) else unicodedata.normalize("NFC", cell)


def line_of(row: int, cells: list[str]) -> Line | None:
    """Return a row with tidy cells; ``None`` where it is empty.

    Raises :class:`Refused` for a row that is too wide, or one of too many, or a cell too long.
    """
    if row > MOST_ROWS:
        raise Refused(
            _(
                "The sheet has more than {n} rows. Bring in only those who take part, and their "
                "managers."
            ).format(n=number(MOST_ROWS, 0))
        )
    if len(cells) > MOST_CELLS:
        raise Refused(
            _("Row {row} has {n} cells; a sheet of people has at most {most}.").format(
                row=row, n=number(len(cells), 0), most=MOST_CELLS
            )
        )
    for place, cell in enumerate(cells, 1):
        if len(cell) > MOST_LETTERS:
            raise Refused(
                _("Row {row}: cell {place} holds {n} letters; at most {most} are read.").format(
                    row=row,
                    place=place,
                    n=number(len(cell), 0),
                    most=number(MOST_LETTERS, 0),
                )
            )
    tidied = tuple(tidy(cell) for cell in cells)
    return Line(row, tidied) if any(tidied) else None
