"""Several names, each in one of a few states, changed in place with the space bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

import msgspec
from textual.binding import Binding, BindingType
from textual.reactive import var

from revmentor.i18n.gettext import _
from widgets.picker import Option, Picker
from widgets.text import MUTED

T = TypeVar("T")


class State(msgspec.Struct, Generic[T], frozen=True):
    """One of the states a name can be in: its value, its sign, its word, whether it stands out."""

    value: T
    sign: str
    word: str = ""
    stands_out: bool = False


class States(Picker, Generic[T]):
    """Several names, each in one of a few states; space goes to the next, letters to a name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", _("Next state"), show=False),
    ]
    EMPTY = _("nobody")

    turned: var[tuple[int, ...]] = var(tuple)

    def __init__(
        self,
        names: Sequence[Option[str]],
        states: Sequence[State[T]],
        values: Sequence[T],
        *,
        id: str | None = None,  # noqa: A002 -- as Textual calls it
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

    def action_turn(self) -> None:
        """Turn the name at the cursor to its next state."""
        self._seek("")
        if self._names:
            turned = list(self.turned)
            turned[self.cursor] = (turned[self.cursor] + 1) % len(self._states)
            self.turned = tuple(turned)

    def put_back(self, turned: Mapping[str, int]) -> None:
        """Put names back into the states they were in, by their labels."""
        states = range(len(self._states))
        self.turned = tuple(
            turned[label] if turned.get(label) in states else now
            for label, now in zip(self.labels, self.turned, strict=True)
        )

    def watch_turned(self) -> None:
        """Show the states; a word more may take a line more."""
        self.refresh(layout=True)
        self._keep_in_sight()

    def _text(self, index: int) -> str:
        state = self._states[self.turned[index]]
        word = f" ({state.word})" if state.word else ""
        return f"{state.sign} {self.labels[index]}{word}"

    def _style(self, index: int) -> str:
        if self.has_focus and index == self.cursor:
            return "reverse"
        return "bold" if self._states[self.turned[index]].stands_out else MUTED

    def _choose(self, index: int) -> None:
        self.cursor = index
        self.action_turn()
