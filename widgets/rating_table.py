"""A table in which digits rate, for the start and for the end alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from revmentor.i18n.gettext import _
from widgets.table import Table

HIGHEST = 6
"""The highest level that a key rates; 7 and 8 exist, but people use 0 to 6."""


class LevelTable(Table):
    """A table that says which level was typed for the line or cell under the cursor.

    Digits go to the steps, here too, until enter enters the grid; from then on they rate, and
    escape leaves it. Where ``rates`` is false there is nothing to rate, and enter opens the line.
    """

    rates: var[bool] = var(True)
    entered: var[bool] = var(False)
    """Whether digits rate."""

    def __init__(self, *, takes_a_level: Callable[[], bool], **more: Any) -> None:
        """Make an empty table; enter opens at once a line or cell that ``takes_a_level`` denies."""
        super().__init__(**more)
        self.takes_a_level = takes_a_level

    class Turned(Message):
        """The grid was entered or left."""

    class Rated(Message):
        """A level was typed."""

        def __init__(self, level: int) -> None:
            super().__init__()
            self.level = level

    class Cleared(Message):
        """The rating shall be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(level),
                f"rate({level})",
                _("Rate"),
                id=f"rate_{level}",
                show=level == 0,
                key_display=f"0-{HIGHEST}",
                tooltip=_("Rate, and move down"),
            )
            for level in range(HIGHEST + 1)
        ),
        Binding(
            "escape",
            "leave",
            _("Leave"),
            id="leave_grid",
            key_display="esc",
            tooltip=_("Leave the grid: digits go to the steps again"),
        ),
        Binding(
            "full_stop,delete,backspace",
            "clear_rating",
            _("Take back"),
            id="clear",
            key_display=".",
            tooltip=_("Take the rating back"),
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let digits rate only where there is something to rate."""
        if action == "leave":
            return self.entered
        if action == "clear_rating" and not self.takes_a_level():
            return self.rates and self.row_count > 0
        if action in {"rate", "clear_rating"}:
            return self.rates and self.entered and self.row_count > 0
        return super().check_action(action, parameters)

    def watch_rates(self, rates: bool) -> None:
        """Leave the grid where there is nothing to rate any more."""
        if not rates:
            self.entered = False

    def watch_entered(self) -> None:
        """Say that digits mean something else now."""
        self.post_message(self.Turned())
        self.refresh_bindings()

    def action_select_cursor(self) -> None:
        """Enter the grid; within it, open the cell or the line."""
        if self.rates and not self.entered and self.takes_a_level():
            self.entered = True
        else:
            super().action_select_cursor()

    def action_leave(self) -> None:
        """Leave the grid."""
        self.entered = False

    def action_rate(self, level: int) -> None:
        """Say that a level was typed."""
        self.post_message(self.Rated(level))

    def action_clear_rating(self) -> None:
        """Say that the rating shall be taken back."""
        self.post_message(self.Cleared())
