"""The one way from people's text to the screen: it stays text, whatever it says.

Nothing that a person typed is ever parsed as markup, and no control character reaches the terminal.
"""

from __future__ import annotations

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


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` cells, broken between words where it can be."""
    lines = [""]
    for word in one_line(text).split():
        joined = f"{lines[-1]} {word}".strip()
        if lines[-1] and cell_len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines


def fit(text: str, width: int) -> str:
    """Return text as wide as ``width`` cells: cut with an ellipsis, or filled with spaces."""
    text = one_line(text)
    if cell_len(text) > width:
        return set_cell_size(text, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(text, width)
