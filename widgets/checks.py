"""Several of several: ticked in place, with space or a digit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import var

from revmentor.i18n.gettext import _
from widgets.picker import Option, Picker, T
from widgets.signs import sign
from widgets.text import MUTED


class Checks(Picker, Generic[T]):
    """Several of several: boxes in columns; space ticks, letters go to a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", _("Tick"), show=False),
    ]
    ALIGNED = True

    class Changed(Message):
        """A box was ticked or unticked."""

        def __init__(self, checks: Checks[object]) -> None:
            super().__init__()
            self.checks = checks

        @property
        def control(self) -> Checks[object]:
            """The widget it was ticked in."""
            return self.checks

    ticked: var[frozenset[int]] = var(frozenset)

    def __init__(
        self,
        options: Sequence[Option[T]],
        values: Sequence[T] = (),
        *,
        id: str | None = None,  # noqa: A002 -- as Textual calls it
    ) -> None:
        """Offer ``options``, those in ``values`` ticked."""
        super().__init__([option.label for option in options], id=id)
        self._options = list(options)
        self.set_reactive(
            Checks.ticked,
            frozenset(i for i, option in enumerate(options) if option.value in values),
        )

    @property
    def values(self) -> tuple[T, ...]:
        """What is ticked, in the order offered."""
        return tuple(self._options[index].value for index in sorted(self.ticked))

    def action_tick(self) -> None:
        """Tick or untick the box at the cursor."""
        self._seek("")
        if self._options:
            self.ticked = self.ticked ^ {self.cursor}

    def watch_ticked(self) -> None:
        """Show what is ticked, and tell."""
        self.refresh()
        self.post_message(self.Changed(self))  # type: ignore[arg-type]  # T is erased

    def _text(self, index: int) -> str:
        mark = sign("ticked") if index in self.ticked else sign("unticked")
        return f"{mark} {self.labels[index]}"

    def _style(self, index: int) -> str:
        if self.has_focus and index == self.cursor:
            return "reverse"
        return "bold" if index in self.ticked else MUTED

    def _choose(self, index: int) -> None:
        self.cursor = index
        self.action_tick()
