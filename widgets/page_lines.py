"""Sections of a page as lines of a width: nothing is cut, what is too long goes on below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells
from textual.content import Content

from revmentor.model.text import one_line
from revmentor.rules.goals.levels import HIGHEST_DRAWN
from revmentor.rules.people.sections import Line, Section, SideBySide, Strip, Tone, Way
from revmentor.rules.schedule.strip import WeekState
from widgets.signs import Sign, sign, way
from widgets.text import MUTED, fit, plain, wrapped

_TITLES = 14
"""The room of the titles where they stand beside their lines."""
_BESIDE = 60
"""From so many cells on titles stand beside their lines."""
_LABELS = 20
_LEVEL = 2
"""The cells that a level takes in a drawing."""

_STYLES: dict[Tone, str] = {
    "plain": "",
    "quiet": MUTED,
    "look": "$warning",
    "talk": "bold $error",
    "reached": "",
}
_MARKS: dict[Tone, Sign] = {"look": "look", "talk": "talk", "reached": "reached"}
_STATES: dict[WeekState, tuple[Sign, str]] = {
    "none": ("no_slot", MUTED),
    "future": ("no_slot", MUTED),
    "due": ("due", "bold $warning"),
    "planned": ("planned", ""),
    "held": ("held", ""),
    "missed": ("missed", "bold $error"),
    "cancelled": ("cancelled", "$error"),
    "moved": ("moved", ""),
}


def section_lines(section: Section, width: int) -> list[Content]:
    """Return a section in lines of at most ``width`` cells, its title beside or above them."""
    beside = width >= _BESIDE
    body = list(_body(section.lines, width - _TITLES - 1 if beside else width - 1))
    table = list(_table(section.table, width - 1)) if section.table else []
    indented = [Content(" ") + line for line in table]
    if not beside:
        return [plain(section.title, "bold"), *(Content(" ") + line for line in body), *indented]
    title = _in_lines(section.title, _TITLES - 1)
    pairs = zip_longest(title, body)
    lines = [
        plain(fit(word or "", _TITLES) + " ", "bold") + (line or Content(""))
        for word, line in pairs
    ]
    return [*lines, *indented]


def _body(lines: Sequence[Line], width: int) -> Iterator[Content]:
    names = [_label(line, width) for line in lines if line.label]
    most = min(_LABELS, width // 3)
    room = min(most, max(map(cell_len, names), default=0))
    for line in lines:
        yield from _line(line, room if line.label else 0, width, _label(line, width))


def _label(line: Line, width: int) -> str:
    return line.short if line.short and width < 3 * _LABELS + 30 else line.label


def _line(line: Line, room: int, width: int, label: str) -> Iterator[Content]:
    """Yield a line: label, drawing and sign stand in front, and its words in what is left."""
    drawn = _drawing(line)
    mark = f"{sign(_MARKS[line.tone])} " if line.tone in _MARKS else ""
    style = _STYLES[line.tone]
    if isinstance(line.drawing, Strip) and len(drawn.plain) > width // 2:
        yield from _folded(drawn, width)
        drawn = Content("")
    front = Content.assemble(drawn, "  " if drawn.plain else "", plain(mark, style or "$success"))
    left = width - (room + 2 if room else 0)
    words = _in_lines(line.text, max(8, left - cell_len(front.plain)))
    hang = " " * cell_len(front.plain)
    names = _in_lines(label, room) if room else []
    for place, (name, text) in enumerate(zip_longest(names, words)):
        before = plain(fit(name or "", room) + "  ", MUTED) if room else Content("")
        lead = front if place == 0 else Content(hang if text else "")
        yield Content.assemble(before, lead, plain(text or "", style))


def _drawing(line: Line) -> Content:
    if isinstance(line.drawing, Way):
        drawn = way(
            line.drawing.start,
            line.drawing.now,
            line.drawing.target,
            step=_LEVEL,
            top=HIGHEST_DRAWN,
        )
        return Content(drawn)
    if isinstance(line.drawing, Strip):
        marks = (_STATES[each] for each in line.drawing.states)
        return Content("").join([plain(sign(mark), style) for mark, style in marks])
    return Content("")


def _folded(drawn: Content, width: int) -> Iterator[Content]:
    for start in range(0, len(drawn.plain), width):
        yield drawn[start : start + width]


def _in_lines(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` cells; a word that is longer is broken too."""
    return [part for line in wrapped(text, width) for part in chop_cells(line, width) or [""]]


def _table(table: SideBySide, width: int) -> Iterator[Content]:
    """Yield the rows of a table, each cell in as many lines as it needs, an empty one between."""
    rows = [[one_line(cell) for cell in row] for row in (table.heads, *table.rows)]
    widths = _widths(rows, width)
    is_tall = any(_is_tall(row, widths) for row in rows[1:])
    for place, row in enumerate(rows):
        cells = [_in_lines(cell, room) for cell, room in zip(row, widths, strict=True)]
        if place > 1 and is_tall:
            yield Content("")
        for parts in zip_longest(*cells, fillvalue=""):
            texts = [fit(part, room) for part, room in zip(parts, widths, strict=True)]
            style = MUTED if place == 0 else ""
            yield plain("  ".join(texts).rstrip(), style)


def _is_tall(row: Sequence[str], widths: Sequence[int]) -> bool:
    """Tell whether a cell of a row, but for its name, takes more than one line."""
    cells = list(zip(row, widths, strict=True))[1:]
    return any(len(_in_lines(cell, room)) > 1 for cell, room in cells)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the room of each column: what it needs, the widest narrowed until all fit."""
    widths = [max(1, *(cell_len(cell) for cell in column)) for column in zip(*rows, strict=True)]
    longest = [
        max(1, *(cell_len(word) for cell in column for word in cell.split() or [""]))
        for column in zip(*rows, strict=True)
    ]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room:
        free = [place for place, wide in enumerate(widths) if wide > longest[place]]
        place = max(free or range(len(widths)), key=lambda each: widths[each])
        if widths[place] <= 1:
            break
        widths[place] -= 1
    return widths
