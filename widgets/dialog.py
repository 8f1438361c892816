"""The box in which something lies over a step: a form, a list, a text to read."""

from __future__ import annotations

from textual.containers import Vertical

_USUAL, _WIDE, _WIDE_FROM = 78, 100, 120
"""The width of a box; of one to read in, and from so many columns on."""

_AROUND = 4
"""The cells of its border and its padding."""


def reading_width(columns: int) -> int:
    """Return the cells that a line of text has in a box to read in, on a terminal so wide."""
    return (_WIDE if columns >= _WIDE_FROM else _USUAL) - _AROUND


class Dialog(Vertical):
    """A box with a title, in the middle of a modal screen; no larger than the terminal."""

    DEFAULT_CSS = """
    Dialog {
        width: 78;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        border: round $primary;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        background: $surface;
        padding: 0 1;
    }
    """


class ReadingDialog(Dialog):
    """A box of lines to read: wider than a form, where the terminal is."""

    def on_mount(self) -> None:
        """Take the width that the lines were broken for."""
        self.styles.width = reading_width(self.app.size.width) + _AROUND
