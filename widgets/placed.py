"""Fields and buttons that are styled once: where they are placed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets import Button

if TYPE_CHECKING:
    from textual.widget import Widget as _Base
else:  # Textual takes the style of the first base that is a widget: this one is none
    _Base = object


class StyledWhenPlaced(_Base):
    """A part that is not styled while it is made, anew for each class that it gets."""

    def update_node_styles(self, animate: bool = True) -> None:
        """Style the part anew, where it has a place; it is styled there when it gets one."""
        if self.is_attached:
            super().update_node_styles(animate=animate)


class SmallButton(StyledWhenPlaced, Button):
    """A button of one line; its letters are never markup."""

    def __init__(self, label: str, **given: Any) -> None:
        """Show a label; what else is ``given`` is Textual's."""
        super().__init__(Content(label), compact=True, **given)
