"""Goals: the programme's, the standard level, each person's, and who has heard them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import goals, programmes
from revmentor.content import skills as content
from revmentor.i18n.dates import long_date, plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.goal import Goal
from revmentor.model.rating import level_of
from revmentor.rules import journey
from revmentor.rules.goals import levels
from revmentor.rules.launch import head, launch_list
from revmentor.rules.programme_view import View
from revmentor.rules.results import next_programme
from screens.base.step_screen import StepScreen
from screens.dialogs.confirm import confirm_form
from screens.dialogs.launch import show_launch
from screens.dialogs.skills import show_skills
from screens.goals.goal_forms import acknowledge_form, goal_form, heard_form, said_before
from screens.goals.programme_form import programme_form
from screens.goals.standard_form import standard_form
from widgets.signs import sign
from widgets.table import Column, Row, RowKey, Table
from widgets.text import MUTED, cell, plain


class GoalsScreen(StepScreen):
    """What shall be reached, by all and by each, on both sides."""

    STEP = "goals"
    PRINTS = "signup"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", _("New goal"), id="new", tooltip=_("A new goal for this person")),
        Binding("e", "edit", _("Edit"), id="edit", show=False, tooltip=_("Change the goal")),
        Binding("x", "remove", _("Remove"), id="remove", tooltip=_("Take the goal out")),
        Binding("w", "acknowledge", _("Heard"), id="acknowledge",
                tooltip=_("Write down that the person heard and understood the goals")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("f", "all_heard", _("All have heard"), id="all_heard",
                tooltip=_("Write down that everybody heard the goals who had not yet")),
        Binding("d", "standard", _("Standard"), id="standard",
                tooltip=_("The level every senior shall reach")),
        Binding("o", "own_skills", _("Own skills"), id="own_skills",
                tooltip=_("The skills, and those of the firm's own")),
        Binding("v", "programme", _("Programme"), id="programme",
                tooltip=_("Dates, cadence and rules of the programme")),
    )  # fmt: skip
    NEEDS_LINE = frozenset({"edit", "remove", "acknowledge", "standard"})
    HELP_TEXT = _(
        "What shall be reached: the programme's goals, the standard level of every senior, then "
        "each person's, mentors too: both sides learn. {new} adds a goal, {acknowledge} notes "
        "that they were heard."
    )

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield Table(id="table", ticks=self._ticked_by)

    def _ticked_by(self, key: str) -> str:
        """Return whom a line ticks: the person whose goal it is."""
        return (self._person_of(key) or "") if isinstance(key, RowKey) else ""

    def show_view(self, view: View | None) -> None:
        """Show the goals."""
        if view is None:
            self.head(plain(_("Goals"), "bold"))
            self.empty(self.host.keyed(_("There is no programme yet. Press {new} to begin one.")))
            return
        self.empty("")
        rows = list(self._rows(view))
        columns = [
            Column("who", _("For"), 22),
            Column("goal", _("Goal")),
            Column("way", _("Level"), 7),
            Column("heard", _("Heard"), cell_len(_("Heard"))),
        ]
        self.table.fill(columns, rows)
        step = journey.steps(view, self.host.today)[0]
        lacks = "; ".join(step.lacks)
        self.head(
            Content.assemble(
                plain(f"{step.progress}   " if view.participations else "", "bold"),
                plain(lacks, "$warning"),
            )
        )
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _rows(self, view: View) -> Iterator[Row]:
        yield from _launch_row(view)
        title = _("All seniors")
        for skill_id, level in view.programme.standard_level.items():
            name = view.skill_name(skill_id)
            yield Row(
                RowKey("standard", skill_id), (cell(title, "bold"), name, cell(f"  → {level}"), "")
            )
            title = ""
        if not view.programme.standard_level:
            none = self.host.keyed(_("no standard level yet: {standard} sets it"))
            text = cell(none, "dim italic")
            yield Row(RowKey("standard"), (cell(title, "bold"), text, "", ""))
        title = view.programme.name
        for goal in view.goals_of(None):
            yield Row(RowKey("goal", goal.id), (cell(title, "bold"), goal.text, "", ""))
            title = ""
        if not view.goals_of(None):
            text = cell(self.host.keyed(_("no goal yet: {new} sets one")), "dim italic")
            yield Row(RowKey("programme"), (cell(title, "bold"), text, "", ""))
        for person_id in view.participants:
            if not (view.is_active(person_id, "mentor") or view.is_active(person_id, "senior")):
                continue
            yield from self._person_rows(view, person_id)

    def _person_rows(self, view: View, person_id: str) -> Iterator[Row]:
        name = view.name(person_id)
        own = view.goals_of(person_id)
        if not self.matches(name, *(goal.text for goal in own)):
            return
        is_mentor = (person_id, "mentor") in view.participations
        title = cell(name, "bold")
        if is_mentor:
            role = cell(" " + labels.roles()["mentor"], "dim")
            title = Text.assemble(title, role, end="", no_wrap=True, overflow="ellipsis")
        heard: str | Text = _heard(view, person_id)
        if not own:
            text = cell(self.host.keyed(_("no goal yet: {new} sets one")), "dim italic")
            yield Row(RowKey("person", person_id), (title, text, "", heard))
        for goal in own:
            start = view.rating(person_id, goal.skill_id, "baseline") if goal.skill_id else None
            in_words = goal.skill_id and levels.in_words(view, person_id, goal.skill_id)
            way = cell("") if in_words else _way(level_of(start), goal.target)
            yield Row(RowKey("goal", goal.id), (title, goal.text, way, heard))
            title, heard = cell(""), ""

    def go_to(self, key: str) -> None:
        """Go to a line by its key, or to the first one of a person, by id."""
        view = self.host.view
        if view is None or key not in view.snapshot.people:
            super().go_to(key)
            return
        own = view.goals_of(key)
        super().go_to(RowKey("goal", own[0].id) if own else RowKey("person", key))

    def _goal(self) -> Goal | None:
        return self._goal_of(self.table.row_key)

    def _goal_of(self, key: RowKey) -> Goal | None:
        return self.host.file.snapshot.goals.get(key.id) if key.kind == "goal" else None

    def people_here(self) -> Sequence[str]:
        """Return whose goal the line is, or who has none yet."""
        person_id = self._person()
        return [person_id] if person_id else []

    def _person(self) -> str | None:
        return self._person_of(self.table.row_key)

    def _person_of(self, key: RowKey) -> str | None:
        if key.kind == "person":
            return key.id
        goal = self._goal_of(key)
        return goal.person_id if goal else None

    def describe(self) -> None:
        """Say the whole goal: what, from where, why, until when."""
        view = self.host.view
        if view is None:
            return
        key, goal = self.table.row_key, self._goal()
        if goal:
            self.detail(*_described(view, goal), *_wanted_next(view, goal.person_id))
        elif key.kind == "person":
            self.detail(plain(view.name(key.id), "bold"), *_wanted_next(view, key.id))
        elif key.kind == "standard" and key.id:
            level = view.programme.standard_level.get(key.id, 0)
            text = _("Every senior reaches level {level}: {meaning}").format(
                level=level, meaning=content.meaning(level)
            )
            self.detail(plain(view.skill_name(key.id), "bold"), plain(text))
        elif key.kind == "launch":
            self.detail(
                plain(launch_list.summary(launch_list.launch_list(view))),
                plain(self.host.keyed(_("enter shows the launch list, line by line.")), MUTED),
            )
        else:
            self.detail(*(plain(line, MUTED) for line in _programme_lines(view)))

    def action_new(self) -> None:
        """Add a goal to the person on the line, or to the programme."""
        view = self.host.view
        if view is None:
            self.host.begin_programme()
            return
        self.host.ask(
            goal_form(self.host, view, self._person(), None), lambda goal: self._shown(goal)
        )

    def _shown(self, goal: Goal) -> None:
        self.go_to(RowKey("goal", goal.id))

    @on(Table.RowSelected)
    def _selected(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Change the goal on the line, or what stands there instead."""
        view, goal = self.host.view, self._goal()
        if view is None:
            return
        if goal:
            self.host.ask(goal_form(self.host, view, goal.person_id, goal))
        elif self.table.row_key.kind == "standard":
            self.action_standard()
        elif self.table.row_key.kind == "launch":
            show_launch(self.host, view)
        else:
            self.action_new()

    async def action_remove(self) -> None:
        """Take the goal out; undo brings it back."""
        goal = self._goal()
        if goal:
            if await self.host.attempt(lambda tx: goals.remove(tx, goal.id)):
                self.host.tell(self.host.keyed(_("Goal removed. {undo} brings it back.")))
        elif self.table.row_key.kind == "standard" and self.host.view:
            self._remove_standard(self.host.view)

    def _remove_standard(self, view: View) -> None:
        """Take a skill from the standard level, once it was said what goes, and for how many."""
        skill_id = self.table.row_key.id
        level = view.programme.standard_level.get(skill_id)
        if level is None:
            return

        async def remove(_yes: bool) -> None:
            await self.host.attempt(lambda tx: programmes.remove_from_standard_level(tx, skill_id))

        question = ngettext(
            "“{{skill}}”, level {{level}}, is no longer meant for all: {n} senior. Ratings stay.",
            "“{{skill}}”, level {{level}}, is no longer meant for all: {n} seniors. Ratings stay.",
            len(view.active_seniors),
        ).format(skill=view.skill_name(skill_id), level=level)
        form = confirm_form(self.host, _("From the standard level?"), question, _("Take out"))
        self.host.ask(form, remove)

    def action_standard(self) -> None:
        """Set the standard level."""
        if view := self.host.view:
            self.host.ask(standard_form(self.host, view))

    def action_own_skills(self) -> None:
        """Show the skills, and those of the firm's own."""
        show_skills(self.host)

    def action_acknowledge(self) -> None:
        """Write down that a person heard the goals, or that all did who are ticked."""
        view, person_id = self.host.view, self._person()
        if view and self.table.ticked:
            self._heard_by(view, [*self.table.ticked])
        elif view and person_id:
            self.host.ask(
                acknowledge_form(self.host, view, person_id),
                lambda _made: self._next_unheard(person_id),
            )
        else:
            self.host.warn(_("Go to a person's line first."))

    def action_all_heard(self) -> None:
        """Write down that everybody heard the goals who had not yet."""
        view = self.host.view
        unheard = journey.unacknowledged(view) if view else []
        if view and unheard:
            self._heard_by(view, unheard)
        else:
            self.host.tell(_("Everybody has heard the goals."))

    def _heard_by(self, view: View, people: Sequence[str]) -> None:
        """Ask when several people heard the goals; the ticks go once it is written down."""
        self.host.ask(heard_form(self.host, view, people), lambda _made: self.table.untick())

    def _next_unheard(self, after: str) -> None:
        view = self.host.view
        if view is None:
            return
        order = view.participants[view.participants.index(after) + 1 :]
        unheard = set(journey.unacknowledged(view))
        following = next((each for each in order if each in unheard), "")
        if following:
            self.go_to(following)

    def action_programme(self) -> None:
        """Change the programme."""
        view = self.host.view
        self.host.ask(programme_form(self.host, view.programme if view else None))


def _launch_row(view: View) -> Iterator[Row]:
    """Yield the line of the launch list, until the first session."""
    if not view.first_session and not view.programme.closed_on:
        text = launch_list.summary(launch_list.launch_list(view))
        yield Row(RowKey("launch"), (cell(_("Launch"), "bold"), cell(text), "", ""))


def _way(start: int | None, target: int | None) -> Text:
    if target is None:
        return cell("")
    return cell(f"{'·' if start is None else start} → {target}")


def _heard(view: View, person_id: str) -> Text:
    heard = next((p.acknowledged for p in view.parts_of(person_id) if p.acknowledged), None)
    if heard is None:
        return cell(f" {sign('not_begun')}", "dim")
    if not heard.understood:
        return cell(f" {sign('needs_you')}", "bold yellow")
    return cell(f" {sign('well')}", "green")


def _described(view: View, goal: Goal) -> Iterator[Content]:
    yield plain(goal.text, "bold")
    if aims := list(_aims(view, goal)):
        yield plain(" · ".join(aims))
    if grounds := list(_grounds(goal)):
        yield plain(" · ".join(grounds), MUTED)
    if goal.person_id is None:
        yield from (plain(line, MUTED) for line in _programme_lines(view))
    elif asked := journey.question_of(view, goal.person_id):
        yield plain(_("Asked when hearing the goals: {text}").format(text=asked))


def _wanted_next(view: View, person_id: str | None) -> Iterator[Content]:
    """Say what somebody wanted to do next at the end of the programme before."""
    for step in next_programme.steps_before(view, person_id) if person_id else ():
        yield plain(said_before(step), MUTED)


def _aims(view: View, goal: Goal) -> Iterator[str]:
    """Yield what shall be reached: the level, what will be seen, and how it is today."""
    if goal.skill_id and goal.person_id and levels.in_words(view, goal.person_id, goal.skill_id):
        yield view.skill_name(goal.skill_id)
    elif goal.skill_id and goal.target is not None:
        name = view.skill_name(goal.skill_id)
        start = view.rating(goal.person_id, goal.skill_id, "baseline") if goal.person_id else None
        way = _("from {start} to {target}, {meaning}").format(
            start=start.level if start else _("not rated yet"),
            target=goal.target,
            meaning=content.meaning(goal.target),
        )
        yield way if name == goal.text else f"{name}: {way}"
    if goal.expected:
        yield _("Seen when: {text}").format(text=goal.expected)
    if goal.starting_point:
        yield _("Today: {text}").format(text=goal.starting_point)


def _grounds(goal: Goal) -> Iterator[str]:
    """Yield why it shall be reached, and by when."""
    if goal.why:
        yield _("Because: {text}").format(text=goal.why)
    if goal.due_on:
        yield _("By {day}").format(day=plain_date(goal.due_on))


def _programme_lines(view: View) -> Iterator[str]:
    """Yield the programme in a few lines: its dates, what it is for, what was changed in it."""
    yield _programme_line(view)
    if about := [*head.aims(view), *filter(None, [head.in_objectives(view)])]:
        yield " · ".join(about)
    for change in reversed(head.changes(view)):
        yield _("Changed {change}").format(change=change)


def _programme_line(view: View) -> str:
    programme = view.programme
    every = ngettext("every week", "every {n} weeks", programme.every_weeks)
    return _("{name}: {weeks} weeks from {day}, {minutes} minutes {every}").format(
        name=programme.name,
        weeks=programme.weeks,
        day=long_date(programme.starts_on),
        minutes=programme.minutes,
        every=every,
    )
