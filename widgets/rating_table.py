"""A table in which digits rate, for the start and for the end alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from revmentor.i18n.gettext import _
from widgets.table import Table

HIGHEST = 6
"""The highest level that a key rates; 7 and 8 exist, but people use 0 to 6."""


class LevelTable(Table):
    """A table that says which level was typed for the line or cell under the cursor.

    While it has the focus digits rate; the steps are reached with escape, ``<`` and ``>``. Where
    ``rates`` is false the digits mean steps again.
    """

    rates: var[bool] = var(True)

    @dataclass
    class Rated(Message):
        """A level was typed."""

        level: int

    @dataclass
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
        if action in {"rate", "clear_rating"}:
            return self.rates and self.row_count > 0
        return super().check_action(action, parameters)

    def action_rate(self, level: int) -> None:
        """Say that a level was typed."""
        self.post_message(self.Rated(level))

    def action_clear_rating(self) -> None:
        """Say that the rating shall be taken back."""
        self.post_message(self.Cleared())
