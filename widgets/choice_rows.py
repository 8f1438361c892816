"""The rows of a form in which something is chosen: one, several, a state or a level of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from revmentor.i18n.gettext import _
from widgets.checks import Checks
from widgets.choice import Choice
from widgets.form_row import FormRow, RowError
from widgets.levels import ChosenLevel, Levels
from widgets.picker import Option
from widgets.states import State, States


class ChoiceRow(FormRow):
    """One of several."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[Any, str]],
        value: object = None,
        *,
        hint: str = "",
    ) -> None:
        """``options`` are pairs of a value and what it is called."""
        super().__init__(name, label, hint=hint)
        self._options = [Option(each, text) for each, text in options]
        self._value = value

    @cached_property
    def entry(self) -> Choice[Any]:
        """The choice."""
        return Choice(self._options, self._value)

    @property
    def raw(self) -> object:
        """What is chosen."""
        return self.entry.value

    def read(self, today: date) -> object:
        """Return what is chosen; what letters found has to be taken or left first."""
        if name := self.entry.not_taken:
            raise RowError(_("Enter takes {name}; escape leaves it as it was.").format(name=name))
        return self.entry.value


class StatementRow(ChoiceRow):
    """A statement to be answered by a mark: the words have the room, the marks the right."""

    DEFAULT_CSS = """
    StatementRow {
        & .form--label { width: 1fr; }
        & Choice { width: 33; }
        & .form--message { padding: 0; }
    }
    """


class ChecksRow(FormRow):
    """Several of several."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[Any, str]],
        values: Sequence[Any] = (),
        *,
        hint: str = "",
    ) -> None:
        """``options`` are pairs of a value and what it is called."""
        super().__init__(name, label, hint=hint)
        self._options = [Option(each, text) for each, text in options]
        self._values = values

    @cached_property
    def entry(self) -> Checks[Any]:
        """The boxes."""
        return Checks(self._options, self._values)

    @property
    def raw(self) -> object:
        """What is ticked."""
        return self.entry.values

    def read(self, today: date) -> object:
        """Return what is ticked, as a tuple."""
        return self.entry.values


class StatesRow(FormRow):
    """Several names, each in one of a few states."""

    def __init__(
        self,
        name: str,
        label: str,
        names: Sequence[tuple[str, str]],
        states: Sequence[State[Any]],
        values: Sequence[Any],
        *,
        hint: str = "",
    ) -> None:
        """``names`` are pairs of an id and a name; ``values`` the state of each."""
        super().__init__(name, label, hint=hint)
        self._names = [Option(each, text) for each, text in names]
        self._states = states
        self._values = values

    @cached_property
    def entry(self) -> States[Any]:
        """The names."""
        return States(self._names, self._states, self._values)

    @property
    def raw(self) -> object:
        """The states now."""
        return self.entry.values

    def read(self, today: date) -> object:
        """Return the state of each name."""
        return self.entry.values


class LevelsRow(FormRow):
    """Several skills, each not chosen, ticked, or at a level of its own."""

    def __init__(
        self,
        name: str,
        label: str,
        names: Sequence[tuple[str, str]],
        levels: Sequence[int],
        values: Mapping[str, ChosenLevel],
        *,
        hint: str = "",
    ) -> None:
        """``names`` are pairs of an id and a name; ``values`` what is chosen of some."""
        super().__init__(name, label, hint=hint)
        self._names = [Option(each, text) for each, text in names]
        self._levels, self._values = levels, values

    @cached_property
    def entry(self) -> Levels:
        """The names."""
        return Levels(self._names, self._levels, self._values)

    @property
    def raw(self) -> object:
        """What is chosen now."""
        return self.entry.values

    def read(self, today: date) -> object:
        """Return what is chosen of each name."""
        return self.entry.values
