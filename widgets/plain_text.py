"""Text in a widget that is never markup, and is drawn anew only where it has changed."""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static


class PlainText(Static):
    """Text as it was given; the same text once more lays nothing out and draws nothing."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        id: str | None = None,  # noqa: A002 -- as Textual calls it
        classes: str | None = None,
    ) -> None:
        """Show this text."""
        super().__init__(content, id=id, classes=classes, markup=False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another text."""
        shown = self.content
        if isinstance(content, Content) and isinstance(shown, Content) and shown.is_same(content):
            return
        super().update(content, layout=layout)
