"""Sentences in a widget, broken where a reader would break them: no day in two, no word alone."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from widgets.plain_text import PlainText
from widgets.text import in_lines


class Prose(PlainText):
    """Text whose lines end as :func:`widgets.text.in_lines` says, in whatever width it gets."""

    DEFAULT_CSS = """
    Prose { width: 1fr; }
    """

    def render(self) -> Content:
        """Return the text in lines, once the width is known."""
        return self._in(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are in a width."""
        return self._in(width).get_height({}, width) if width else 0

    def _in(self, width: int) -> Content:
        text = self.content if isinstance(self.content, Content) else Content(str(self.content))
        return in_lines(text, width) if width else text
