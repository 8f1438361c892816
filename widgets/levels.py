"""Several skills, each not chosen, at the level that goes for all of them, or at one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from widgets.picker import Option
from widgets.signs import sign
from widgets.states import State, States

ChosenLevel = Literal["usual"] | int | None


class Levels(States[ChosenLevel]):
    """Names that space ticks, and a digit gives a level of its own; letters go to a name."""

    ALIGNED = True

    def __init__(
        self,
        names: Sequence[Option[str]],
        levels: Iterable[int],
        values: Mapping[str, ChosenLevel],
        *,
        id: str | None = None,  # noqa: A002 -- as Textual calls it
    ) -> None:
        """Offer ``names``, each of which can stand at one of ``levels``."""
        states: list[State[ChosenLevel]] = [
            State(None, sign("unticked")),
            State("usual", sign("ticked"), stands_out=True),
        ]
        states += [State[ChosenLevel](level, str(level), stands_out=True) for level in levels]
        super().__init__(names, states, [values.get(each.value) for each in names], id=id)

    def action_turn(self) -> None:
        """Tick the name at the cursor, or take it out."""
        self._turn_to("usual" if self.turned[self.cursor] == 0 else None)

    def _turn_to(self, value: ChosenLevel) -> None:
        places = {state.value: place for place, state in enumerate(self._states)}
        if self._names and value in places:
            self._seek("")
            turned = list(self.turned)
            turned[self.cursor] = places[value]
            self.turned = tuple(turned)

    def _takes(self, key: str, character: str) -> bool:
        """Take a digit for the level of the name at the cursor."""
        if character.isdecimal():
            self._turn_to(int(character))
            return True
        return super()._takes(key, character)
