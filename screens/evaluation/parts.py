"""The five parts of the Evaluation: what each shows, says and does on enter."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from textual.content import Content

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.rating import Moment
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.reflection_form import reflection_form
from screens.evaluation import details as lines
from screens.evaluation import rows as tables
from screens.evaluation import summary as sentences
from screens.evaluation.final_form import evaluation_form
from screens.evaluation.judge_form import judge_form
from screens.evaluation.rows import Matches, Room
from widgets.table import Column, Row, RowKey


class Part(ABC):
    """One table of the Evaluation, with the sentences over it and the line under it."""

    levels_of: Role | None = None
    """The side whose levels it shows, if it shows levels."""

    @abstractmethod
    def title(self) -> str:
        """Return what it is called."""

    def nothing(self) -> str:
        """Return what is said where it has no row."""
        return _("Nothing to compare yet. Press {go_baselines} and write down the starting points.")

    @abstractmethod
    def columns(self, room: Room, end: Moment) -> list[Column]:
        """Return the columns, for the room that a line has."""

    @abstractmethod
    def rows(self, view: View, room: Room, matches: Matches, end: Moment) -> Iterator[Row]:
        """Return the rows that the filter lets through."""

    @abstractmethod
    def summary(self, host: Host, view: View, end: Moment) -> Iterator[Content]:
        """Yield the sentences over the table: what changed, and what is missing to close."""

    @abstractmethod
    def details(self, host: Host, view: View, key: RowKey, end: Moment) -> Iterator[Content]:
        """Return what is said of a line."""

    def whose_form(self, view: View, key: RowKey) -> tuple[str, Role] | None:
        """Return the person a line is about and the role, as the final forms know them."""
        return None

    def people_of(self, view: View, key: RowKey) -> Sequence[str]:
        """Return whom a line is about, by id."""
        whose = self.whose_form(view, key)
        return [whose[0]] if whose else []

    def open_form(self, host: Host, view: View, key: RowKey) -> None:
        """Open the final form of the person on a line."""
        if whose := self.whose_form(view, key):
            host.ask(evaluation_form(host, view, *whose))

    def enter(self, host: Host, view: View, key: RowKey) -> None:
        """Open what a line is written down in: the final form, unless it is about a goal."""
        self.open_form(host, view, key)


class LevelsPart(Part):
    """Start and end of every person and skill of one side."""

    def __init__(self, levels_of: Role) -> None:
        """Show the levels of a side."""
        self.levels_of: Role = levels_of

    def title(self) -> str:
        """Return the name of the side."""
        return _("Seniors") if self.levels_of == "senior" else _("Mentors")

    def nothing(self) -> str:
        """Say of mentors that none has a goal: only a goal gives them a line."""
        if self.levels_of == "senior":
            return super().nothing()
        return _(
            "No mentor has a goal yet, and that is a finding. Press {go_goals} and set one "
            "with {new}."
        )

    def columns(self, room: Room, end: Moment) -> list[Column]:
        """Return the drawing of the way with its numbers."""
        return tables.level_columns(room, end)

    def rows(self, view: View, room: Room, matches: Matches, end: Moment) -> Iterator[Row]:
        """Return a row for every person and skill."""
        yield from tables.level_rows(view, self.levels_of, room, matches, end)
        if end == "final":
            yield from tables.topic_rows(view, self.levels_of, room, matches)

    def summary(self, host: Host, view: View, end: Moment) -> Iterator[Content]:
        """Yield what changed; nothing of the closing at the mid-point."""
        yield from sentences.of_levels(view, self.levels_of, end)
        if end != "checkpoint":
            yield from sentences.of_closing(host, view)

    def details(self, host: Host, view: View, key: RowKey, end: Moment) -> Iterator[Content]:
        """Return how a change is known, or what was said before and after."""
        if key.kind == "topic":
            return lines.of_topic(view, key.id, key.part)
        if key.kind != "level":
            return iter(())
        return lines.of_levels(host, view, self.levels_of, key.id, key.part, end)

    def whose_form(self, view: View, key: RowKey) -> tuple[str, Role] | None:
        """Return the person on the line."""
        return (key.id, self.levels_of) if key.kind in {"level", "topic"} else None

    def enter(self, host: Host, view: View, key: RowKey) -> None:
        """Open what a line is written down in: of a topic the sentence of the end."""
        if key.kind == "topic":
            host.ask(reflection_form(host, view, key.id, key.part, "final"))
        else:
            super().enter(host, view, key)


class ExchangePart(Part):
    """What each pair gave and gained."""

    def title(self) -> str:
        """Return what it is called."""
        return _("Gave and gained")

    def columns(self, room: Room, end: Moment) -> list[Column]:
        """Return the two of a pair and what came back."""
        return tables.exchange_columns()

    def rows(self, view: View, room: Room, matches: Matches, end: Moment) -> Iterator[Row]:
        """Return a row for every pair."""
        return tables.exchange_rows(view, matches)

    def summary(self, host: Host, view: View, end: Moment) -> Iterator[Content]:
        """Yield what came back, and what is missing to close."""
        yield from sentences.of_exchange(view)
        yield from sentences.of_closing(host, view)

    def details(self, host: Host, view: View, key: RowKey, end: Moment) -> Iterator[Content]:
        """Return what each of the two says to have gained."""
        return lines.of_pair(view, view.snapshot.pairs[key.id]) if key.kind == "pair" else iter(())

    def people_of(self, view: View, key: RowKey) -> Sequence[str]:
        """Return both of the pair."""
        return view.snapshot.pairs[key.id].sides if key.kind == "pair" else []

    def whose_form(self, view: View, key: RowKey) -> tuple[str, Role] | None:
        """Return the senior of the pair."""
        return (view.snapshot.pairs[key.id].senior_id, "senior") if key.kind == "pair" else None


class GoalsPart(Part):
    """The goals and how far they were reached."""

    def title(self) -> str:
        """Return what it is called."""
        return _("Goals")

    def columns(self, room: Room, end: Moment) -> list[Column]:
        """Return whose goal it is, its words and the verdict."""
        return tables.goal_columns()

    def rows(self, view: View, room: Room, matches: Matches, end: Moment) -> Iterator[Row]:
        """Return a row for every goal."""
        return tables.goal_rows(view, matches)

    def summary(self, host: Host, view: View, end: Moment) -> Iterator[Content]:
        """Yield how many were reached, and what is missing to close."""
        yield from sentences.of_goals(view)
        yield from sentences.of_closing(host, view)

    def details(self, host: Host, view: View, key: RowKey, end: Moment) -> Iterator[Content]:
        """Return what the goal was about."""
        goal = view.snapshot.goals.get(key.id)
        return lines.of_goal(view, goal) if goal else iter(())

    def people_of(self, view: View, key: RowKey) -> Sequence[str]:
        """Return whose goal it is; nobody's is one of the programme."""
        goal = view.snapshot.goals.get(key.id)
        return [goal.person_id] if goal and goal.person_id else []

    def enter(self, host: Host, view: View, key: RowKey) -> None:
        """Ask how far the goal was reached."""
        if goal := view.snapshot.goals.get(key.id):
            host.ask(judge_form(host, view, goal))


class FormsPart(Part):
    """The final forms, missing ones too."""

    def title(self) -> str:
        """Return what it is called."""
        return _("Final forms")

    def columns(self, room: Room, end: Moment) -> list[Column]:
        """Return who, in which role, and the own gain."""
        return tables.form_columns()

    def rows(self, view: View, room: Room, matches: Matches, end: Moment) -> Iterator[Row]:
        """Return a row for every person and role."""
        return tables.form_rows(view, matches)

    def summary(self, host: Host, view: View, end: Moment) -> Iterator[Content]:
        """Yield what the forms say together, and what is missing to close."""
        yield from sentences.of_forms(host, view)
        yield from sentences.of_closing(host, view)

    def details(self, host: Host, view: View, key: RowKey, end: Moment) -> Iterator[Content]:
        """Return what the form says."""
        return lines.of_form(host, view, key.id, _role(key)) if key.kind == "form" else iter(())

    def whose_form(self, view: View, key: RowKey) -> tuple[str, Role] | None:
        """Return the person on the line, in the role of the line."""
        return (key.id, _role(key)) if key.kind == "form" else None


def _role(key: RowKey) -> Role:
    return "mentor" if key.part == "mentor" else "senior"


PARTS: tuple[Part, ...] = (
    LevelsPart("senior"),
    LevelsPart("mentor"),
    ExchangePart(),
    GoalsPart(),
    FormsPart(),
)
"""The parts in the order one turns to them."""
