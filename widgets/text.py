"""The one way from people's text to the screen: it stays text, whatever it says.

Nothing that a person typed is ever parsed as markup, and no control character reaches the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.content import Content

from revmentor.model.text import one_line

MUTED = "$foreground-muted"
"""The style of what is fine, and of what only explains."""
CHOSEN = "bold $input-selection-foreground on $input-selection-background"
"""The style of the one of several parts that is shown."""
CELL_MUTED = "bright_black"
"""The style of what is fine in a cell of a table, where colours are the terminal's sixteen.

A theme says what the sixteen are (:mod:`widgets.themes`).
"""


def plain(text: str, style: str = "") -> Content:
    """Return text for a widget, on one line; ``style`` may name theme variables (``$error``)."""
    return Content.styled(one_line(text), style) if style else Content(one_line(text))


def cell(text: str, style: str = "") -> Text:
    """Return text for a cell of a table, cut with an ellipsis where it is too long.

    ``style`` is in Rich's words (``bold``, ``red``, ``yellow``); ``dim`` is for what is fine.
    """
    style = style.replace("dim", CELL_MUTED)
    return Text(one_line(text), style=style, no_wrap=True, overflow="ellipsis", end="")


_TOGETHER = re.compile(
    r"""
    (?:\b[^\W\d]{3}\ )?            # Wed
    [-+]?\d+(?:[.,:]\d+)*\S?        # 29
    (?:\ (?:%|[^\W\d]+\b))           # Apr
    (?:\ \d+\b)?                    # 2026
    |[☐☑]\ \S+
    """,
    re.VERBOSE,
)
"""What a line does not break within: a day, a number and what it counts, a box and its word."""
_WORD = re.compile(r"\s*\S+\s*")
_ALONE = 11
"""A word of so few cells does not stand on the last line alone."""


def line_ends(text: str, width: int) -> list[int]:
    """Return where the lines of at most ``width`` cells end, the end of the text among them.

    They break between words, after a dot that parts, and within no day or count unless that takes
    a line more; the last line has no short word alone where a second one fits.
    """
    kept = _ends(text, width, list(_parts(text, width, _TOGETHER)))
    if len(kept) == 1:
        return kept
    loose = _ends(text, width, list(_parts(text, width, None)))
    return kept if len(kept) <= len(loose) else loose


def _ends(text: str, width: int, parts: list[tuple[int, int]]) -> list[int]:
    """Return where lines end that hold as many of these parts as they have room for."""
    ends: list[int] = []
    start, last = 0, 0
    for begin, end in parts:
        if last > start and cell_len(text[start:end].rstrip()) > width:
            ends.append(last)
            start = begin
        last = end
    if ends and cell_len(text[start:].strip()) < _ALONE and (start, len(text)) in parts:
        line_start = ends[-2] if len(ends) > 1 else 0
        before = next(begin for begin, end in parts if end == start)
        if before > line_start and cell_len(text[before:].rstrip()) <= width:
            ends[-1] = before
    return [*ends, len(text)]


def _parts(text: str, width: int, together: re.Pattern[str] | None) -> Iterator[tuple[int, int]]:
    """Yield where the parts begin and end that a line holds whole, the blanks after them too."""
    kept = [each.span() for each in together.finditer(text)] if together else []
    begin = end = 0
    for word in _WORD.finditer(text):
        is_within = word[0].strip() == "·" or any(first < end < last for first, last in kept)
        if end and not (is_within and cell_len(text[begin : word.end()].rstrip()) <= width):
            yield begin, end
            begin = end
        end = word.end()
    yield begin, len(text)


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` cells, broken between words where it can be."""
    text = " ".join(one_line(text).split())
    starts = [0, *line_ends(text, width)]
    return [text[start:end].rstrip() for start, end in pairwise(starts)]


def in_lines(content: Content, width: int) -> Content:
    """Return content with its lines broken as :func:`wrapped` breaks text, its styles kept."""
    return Content("\n").join(
        part.rstrip()
        for line in content.split("\n", allow_blank=True)
        for part in line.divide(line_ends(line.plain, width)[:-1])
    )


def fit(text: str, width: int) -> str:
    """Return text as wide as ``width`` cells: cut with an ellipsis, or filled with spaces."""
    text = one_line(text)
    if cell_len(text) > width:
        return set_cell_size(set_cell_size(text, max(0, width - 1)).rstrip() + "…", width)
    return set_cell_size(text, width)
