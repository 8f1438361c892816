"""How other people are named on a page: by name for the coordinator, by role for the person."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

from revmentor.i18n.gettext import _
from revmentor.rules.erasing.traces import Traces
from revmentor.rules.programme_view import View


class Naming(Protocol):
    """What somebody else is called, and what was typed as it may be read."""

    def other(self, person_id: str) -> str:
        """Return what somebody else is called."""

    def words(self, text: str) -> str:
        """Return what was typed, as it may be read."""


class ByName:
    """The coordinator's way: everybody by name, every word as it was typed."""

    def __init__(self, view: View) -> None:
        """Name the people of a view."""
        self._view = view

    def other(self, person_id: str) -> str:
        """Return the name."""
        return self._view.name(person_id)

    def words(self, text: str) -> str:
        """Return the words as they are."""
        return text


class ByRole:
    """A person's own copy: others by their role, and by no name in what was typed."""

    def __init__(self, view: View, person_id: str) -> None:
        """Name the people of a view for one of them."""
        self._view, self._person_id = view, person_id

    def other(self, person_id: str) -> str:
        """Return what somebody else is to the person."""
        own = [each for each in self._view.pairs if self._person_id in each.sides]
        if any(each.mentor_id == person_id for each in own):
            return _("your mentor")
        if any(each.senior_id == person_id for each in own):
            return _("a senior of yours")
        instead = self._view.stood_in_for.get(self._person_id, [])
        if any(person_id in each.teachers for each in [*own, *instead]):
            return _("a colleague")
        return _("somebody")

    def words(self, text: str) -> str:
        """Return the words with “somebody” for everybody else."""
        for each in self._traces:
            text = each.without(text)
        return text

    @cached_property
    def _traces(self) -> list[Traces]:
        people = self._view.snapshot.people
        own = people[self._person_id]
        return [Traces.of([each], [own]) for each in people.values() if each.id != own.id]
