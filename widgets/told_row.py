"""A row of a form that only tells: lines to read before one decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from widgets.form_row import FormRow
from widgets.text import plain, wrapped

_WIDTH = 66


class ToldRow(FormRow):
    """Lines to read, over the whole width; the arrows scroll them where they are many."""

    DEFAULT_CSS = """
    ToldRow {
        & .form--label { display: none; }
        & VerticalScroll { height: auto; max-height: 35vh; background: $boost; padding: 0 1; }
    }
    """

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        """Show ``lines``, each as long as it is."""
        super().__init__(name, "")
        self._lines = lines

    @cached_property
    def entry(self) -> Widget:
        """The text, where the arrows scroll it."""
        told = [plain(part) for line in self._lines for part in wrapped(line, _WIDTH)]
        return VerticalScroll(Static(Content("\n").join(told), markup=False), can_focus=True)

    def read(self, today: date) -> None:
        """Return nothing: nothing is typed here."""
