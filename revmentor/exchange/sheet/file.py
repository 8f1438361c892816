"""The file of a sheet: text or spreadsheet, as rows of cells; of several sheets one is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revmentor.exchange.sheet import columns, text_file
from revmentor.exchange.sheet.grid import MOST_ROWS, Grid, Line, SheetFile, line_of
from revmentor.exchange.sheet.questions import Choice, Questions
from revmentor.exchange.workbook import look, sheets
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused


def read_file(raw: bytes, questions: Questions) -> SheetFile:
    """Return what a file holds; raises :class:`Refused` with a sentence for what is no sheet."""
    if not raw.strip():
        raise Refused(_("The sheet is empty."))
    kind = look.kind_of_book(raw)
    if kind is None:
        return text_file.read_text(raw, questions)
    read = [each for each in sheets.read_sheets(raw, kind, MOST_ROWS) if each.rows]
    shown = [each for each in read if each.shows] or read
    every = (Grid(each.name, tuple(_lines(each.rows))) for each in shown)
    grids = [grid for grid in every if grid.lines]
    if not grids:
        raise Refused(_("The spreadsheet is empty."))
    return SheetFile(kind, tuple(grids))


def _lines(rows: Iterable[list[str]]) -> Iterator[Line]:
    lines = (line_of(row, cells) for row, cells in enumerate(rows, 1))
    return (line for line in lines if line)


def chosen_grid(file: SheetFile, questions: Questions) -> Grid:
    """Return the sheet that holds the people; where several could, it is asked which."""
    if len(file.grids) == 1:
        return file.grids[0]
    likely = [grid for grid in file.grids if _looks_like_people(grid)]
    name = questions.ask(
        "sheet",
        "sheet",
        _("The spreadsheet has several sheets. Which one lists the people?"),
        [Choice(grid.name, grid.name) for grid in file.grids],
        default=likely[0].name if likely else None,
        is_safe=len(likely) == 1,
    )
    return next((grid for grid in file.grids if grid.name == name), file.grids[0])


def _looks_like_people(grid: Grid) -> bool:
    """Tell whether a sheet has a row of headings of which we know at least two."""
    known = [columns.known_headings(line.cells) for line in grid.lines[: columns.HEAD_ROWS]]
    return max(known, default=0) >= 2 and len(grid.lines) > 1
