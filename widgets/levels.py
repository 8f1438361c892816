"""A table in which digits rate, for the start and for the end alike."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.words import _
from widgets.table import Table

HIGHEST = 6
"""The highest level that a key rates; 7 and 8 exist, but people use 0 to 6."""


class LevelTable(Table):
    """A table whose digits call ``action_rate`` of the screen, and a full stop ``action_clear``.

    While it has the focus digits rate; the steps are reached with escape, ``<`` and ``>``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(level),
                f"screen.rate({level})",
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
            "screen.clear",
            _("Take back"),
            id="clear",
            key_display=".",
            tooltip=_("Take the rating back"),
        ),
    ]
