"""What a form keeps folded: rows that mostly stay as they are, told in one line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

import msgspec
from textual.binding import Binding, BindingType
from textual.message import Message

from revmentor.i18n.gettext import _
from widgets.prose import Prose
from widgets.text import MUTED, plain


class Fold(msgspec.Struct, frozen=True):
    """The rows that are folded, by field name, and what is said in their place."""

    fields: Collection[str]
    told: Callable[[Mapping[str, Any]], str]


class FoldLine(Prose, can_focus=True):
    """The line in place of the folded rows; tab reaches it, ``+`` or space opens it."""

    DEFAULT_CSS = """
    FoldLine { height: auto; margin: 1 0 0 0; }
    FoldLine:focus { background: $surface-active; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "open", _("More"), show=False),
    ]

    class Opened(Message):
        """The folded rows are asked for."""

    def tell(self, text: str) -> None:
        """Say what stands in the folded rows."""
        self.update(plain("+ " + _("more"), "bold") + plain(f"   {text}", MUTED))

    def action_open(self) -> None:
        """Ask for the rows."""
        self.post_message(self.Opened())

    def on_click(self) -> None:
        """Ask for the rows."""
        self.action_open()
