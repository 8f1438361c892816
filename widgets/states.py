"""Several names, each in one of a few states, changed in place with the space bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var

from revmentor.words import _
from widgets.choice import Option, Picker
from widgets.text import MUTED, plain

T = TypeVar("T")


@dataclass(frozen=True)
class State(Generic[T]):
    """One of the states a name can be in: its value, its sign, and its word."""

    value: T
    sign: str
    word: str = ""


class States(Picker, Generic[T]):
    """Several names, each in one of a few states; space goes to the next state."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", _("Previous"), show=False),
        Binding("right", "move(1)", _("Next"), show=False),
        Binding("space", "turn", _("Next state"), show=False),
    ]

    turned: var[tuple[int, ...]] = var(tuple)

    def __init__(
        self,
        names: Sequence[Option[str]],
        states: Sequence[State[T]],
        values: Sequence[T],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Offer ``names``, each in the state of ``values`` at its place."""
        super().__init__([option.label for option in names], id=id)
        self._names = list(names)
        self._states = list(states)
        known = [state.value for state in states]
        self.set_reactive(States.turned, tuple(known.index(value) for value in values))

    @property
    def values(self) -> dict[str, T]:
        """The state of each name."""
        return {
            option.value: self._states[index].value
            for option, index in zip(self._names, self.turned, strict=True)
        }

    def action_move(self, by: int) -> None:
        """Go to the next name or the one before."""
        self._typed = ""
        if self._names:
            self.cursor = (self.cursor + by) % len(self._names)

    def action_turn(self) -> None:
        """Turn the name at the cursor to its next state."""
        if self._names:
            turned = list(self.turned)
            turned[self.cursor] = (turned[self.cursor] + 1) % len(self._states)
            self.turned = tuple(turned)

    def watch_turned(self) -> None:
        """Show the states."""
        self.refresh(layout=True)

    def _texts(self) -> list[str]:
        found = []
        for label, index in zip(self._labels, self.turned, strict=True):
            state = self._states[index]
            word = f" ({state.word})" if state.word else ""
            found.append(f"{state.sign} {label}{word}")
        return found

    def render(self) -> Content:
        """Draw the names, as many to a line as fit."""
        if not self._names:
            return plain(_("nobody"), MUTED)
        parts: list[Content] = []
        used, room = 0, (self.size.width or 50) - 2
        for index, text in enumerate(self._texts()):
            width = cell_len(text) + 2
            if used and used + width > room:
                parts.append(Content("\n"))
                used = 0
            style = "bold" if self.turned[index] == 0 else MUTED
            if self.has_focus and index == self.cursor:
                style = "reverse"
            parts.append(plain(text, style) + Content("  "))
            used += width
        return Content("").join(parts)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines the names take in a width."""
        lines, used = 1, 0
        for text in self._texts():
            needed = cell_len(text) + 2
            if used and used + needed > width:
                lines, used = lines + 1, 0
            used += needed
        return lines

    def on_click(self, event: events.Click) -> None:
        """Turn the name that was clicked."""
        used, line, room = 0, 0, (self.size.width or 50) - 2
        for index, text in enumerate(self._texts()):
            needed = cell_len(text) + 2
            if used and used + needed > room:
                line, used = line + 1, 0
            if event.y == line and used <= event.x - 1 < used + needed:
                self.cursor = index
                self.action_turn()
                return
            used += needed
