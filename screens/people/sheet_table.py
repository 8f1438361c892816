"""The table of the three steps in which a sheet is brought in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.i18n.gettext import _
from widgets.table import RowKey, Table


class SheetTable(Table):
    """The lines of a step: arrows choose on the line under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", _("Before"), id="turn_back", show=False,
                tooltip=_("Choose the answer before, on the line under the cursor")),
        Binding("right", "screen.turn(1)", _("Next"), id="turn_on", show=False,
                tooltip=_("Choose the next answer, on the line under the cursor")),
        Binding("space", "screen.leave_out", _("Leave out"), id="leave_out", show=False,
                tooltip=_("Leave the row out, or take it in again")),
        Binding("enter", "select_cursor", _("Take it"), id="take_answer", show=False,
                tooltip=_("Open the sheet; confirm what is chosen, and go a line down")),
    ]  # fmt: skip
    in_turn: Callable[[Callable[[], object]], object]
    """How the cursor is moved: it waits behind what waits for the reading."""

    def action_cursor_down(self) -> None:
        """Go a line down."""
        self.in_turn(super().action_cursor_down)

    def action_cursor_up(self) -> None:
        """Go a line up."""
        self.in_turn(super().action_cursor_up)

    def action_page_down(self) -> None:
        """Go a page down."""
        self.in_turn(super().action_page_down)

    def action_page_up(self) -> None:
        """Go a page up."""
        self.in_turn(super().action_page_up)

    def go_to_row(self, row: int) -> None:
        """Go to the line that tells what becomes of a row of the sheet, if there is one."""
        for key in self.keys:
            if isinstance(key, RowKey) and key.kind == "row" and key.id == str(row):
                self.go_to(key)
                return
