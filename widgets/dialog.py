"""The box in which something lies over a step: a form, a list, a text to read."""

from __future__ import annotations

from textual.containers import Vertical


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
