"""People of the firm, and their part in the programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import people
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.text import one_line
from revmentor.rules.care import pulses
from revmentor.rules.launch import readiness, recruiting
from revmentor.rules.person_names import surname_first
from revmentor.rules.programme_view import View, display_names
from revmentor.rules.replies import own_answers
from revmentor.rules.results import level_changes
from screens.dialogs.skills import show_skills
from screens.people.fit_rows import known_text
from screens.people.person_actions import PersonActions
from screens.people.person_forms import person_form
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain

_ROLES: tuple[Role, ...] = get_args(Role)


class PeopleScreen(PersonActions):
    """Everybody of the firm."""

    STEP = "people"
    PRINTS = "pages"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", _("New"), id="new", tooltip=_("Add a person")),
        Binding("e", "edit", _("Edit"), id="edit", show=False,
                tooltip=_("Change what is known")),
        Binding("x", "remove", _("Remove"), id="remove", show=False,
                tooltip=_("Take out a person of whom nothing is written but the own part")),
        Binding("i", "app.import", _("Import"), id="import",
                tooltip=_("Bring in a sheet of people")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        *PersonActions.MENU,
        Binding("o", "own_skills", _("Own skills"), id="own_skills",
                tooltip=_("The skills, and those of the firm's own")),
    )  # fmt: skip
    NEEDS_LINE = frozenset(
        {"edit", "mentor", "senior", "status", "remove", "pulse", "talked", "about"}
    )
    HELP_TEXT = _(
        "Everybody of the firm. Enter opens a person's page, {new} adds one, {import} takes in "
        "a sheet. {actions} says what somebody teaches or gives back; one person may do both: "
        "the role follows the skill, never the age."
    )

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield Table(id="table")

    def show_view(self, view: View | None) -> None:
        """Show everybody."""
        persons = list(self.host.file.shown.people.values())
        if not persons:
            self.head(plain(_("People"), "bold"))
            self.empty(
                self.host.keyed(
                    _("Nobody yet. {new} adds a person, {import} takes in a sheet of people.")
                )
            )
            return
        self.empty("")
        columns = [
            Column("name", _("Name"), 24),
            Column("role", _("Takes part as"), 17),
            Column("department", _("Department"), 16),
            Column("manager", _("Manager")),
        ]
        self.table.fill(columns, list(self._rows(view, persons)))
        self.head(self._headline(view, len(persons)))
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _rows(self, view: View | None, persons: Sequence[Person]) -> Iterator[Row]:
        """Yield a row for everybody the filter lets through, by surname."""
        names = display_names(persons)
        for person in sorted(persons, key=lambda each: (surname_first(each.name), each.id)):
            role = _roles(view, person, self.host.today) if view else ""
            if person.restricted_on is not None:
                role = _("kept, not used")
            if not self.matches(names[person.id], person.department or "", role):
                continue
            gone = person.has_left_by(self.host.today)
            yield Row(
                person.id,
                (
                    cell(names[person.id], "dim" if gone else "bold"),
                    cell(role, "dim" if gone else ""),
                    cell(person.department or ""),
                    cell(names.get(person.manager_id or "", ""), "dim"),
                ),
            )

    def _headline(self, view: View | None, count: int) -> Content:
        text = plain(ngettext("{n} person", "{n} people", count), "bold")
        if view is None:
            none = self.host.keyed(_("no programme yet: press {go_goals}, then {new}"))
            return Content.assemble(text, plain(f"   {none}", "$warning"))
        mentors = ngettext("{n} mentor", "{n} mentors", len(view.active_mentors))
        seniors = ngettext("{n} senior", "{n} seniors", len(view.active_seniors))
        asked = ", ".join(filter(None, (mentors, seniors, recruiting.counted(view))))
        return Content.assemble(text, plain(f"   {asked}", MUTED))

    def describe(self) -> None:
        """Say what is known of a person."""
        person = self.host.file.shown.people.get(self.table.key)
        self.detail(*(_described(self.host.view, person) if person else ()))

    def action_new(self) -> None:
        """Add a person."""
        self.host.ask(
            person_form(self.host, self.host.view, None), lambda person: self.go_to(person.id)
        )

    @property
    def person_id(self) -> str:
        """The person of the line."""
        return self.table.key

    def people_here(self) -> Sequence[str]:
        """Return the person of the line."""
        return [self.table.key]

    @on(Table.RowSelected)
    def _selected(self) -> None:
        if self.host.view:
            self.host.show_person(self.table.key)
        else:
            self.action_edit()

    def pulse_written(self, person_id: str) -> None:
        """Go to whoever is asked next."""
        view = self.host.view
        left = pulses.missing_slips(view, self.host.today) if view else []
        if view is None or pulses.round_of(view, self.host.today) is None:
            self.host.tell(_("Written down."))
        elif left:
            self.host.tell(ngettext("{n} slip still out.", "{n} slips still out.", len(left)))
            self.go_to(left[0])
        else:
            self.host.tell(_("Every slip of this round is in."))
            self.go_to(person_id)

    async def action_remove(self) -> None:
        """Take the person out, if nothing is written of them but their own part."""
        key = self.table.key
        if not key:
            return
        parts = self.host.file.snapshot.participations.values()
        took_part = any(each.person_id == key for each in parts)
        person = await self.host.attempt(lambda tx: people.remove(tx, key))
        if person is None:
            return
        told = (
            _("{name} removed, with the part in the programme. {undo} brings both back.")
            if took_part
            else _("{name} removed. {undo} brings the person back.")
        )
        self.host.tell(self.host.keyed(told, name=person.name))

    def action_own_skills(self) -> None:
        """Show the skills, and those of the firm's own."""
        show_skills(self.host)


def _roles(view: View, person: Person, today: date) -> str:
    if person.has_left_by(today):
        return _("left the firm")
    parts = [view.participations.get((person.id, role)) for role in _ROLES]
    return " + ".join(_role(part) for part in parts if part)


def _role(part: Participation) -> str:
    """Return the role of somebody, and how it stands where that is not simply to take part."""
    role = labels.roles()[part.role]
    if part.recruiting and not part.said_yes:
        return f"{role}, {labels.recruiting_states()[part.recruiting.state]}"
    if part.status == "active":
        return role
    return f"{role}, {labels.participation_statuses()[part.status]}"


def _described(view: View | None, person: Person) -> Iterator[Content]:
    facts = [person.job_title, person.site, person.email]
    yield Content.assemble(
        plain(person.name, "bold"),
        plain("  " + " · ".join(filter(None, facts)), MUTED),
    )
    if person.availability_said:
        yield plain(
            _("days, in their words: {words}").format(words=person.availability_said), MUTED
        )
    if known := known_text(person):
        yield plain(known, MUTED)
    if view is None:
        return
    for role in _ROLES:
        if part := view.participations.get((person.id, role)):
            yield plain(_part_line(view, part))
            if answer := recruiting.in_words(part):
                yield plain(answer, MUTED)
            if ready := readiness.flag(part):
                yield plain(ready, MUTED)
            yield from (plain(words, MUTED) for words in _said(part))
    yield from (plain(each, MUTED) for each in own_answers.of_person(view, person.id))
    departures = (level_changes.departure(view, person.id, role) for role in _ROLES)
    if gone := next(filter(None, departures), ""):
        yield plain(gone, "$warning")


def _said(part: Participation) -> Iterator[str]:
    """Yield what a sheet or a form said of teaching and wishes, in the person's words."""
    if part.offers_said:
        yield _("teaches, in their words: {words}").format(words=one_line(part.offers_said))
    if part.wishes_said:
        yield _("wishes, in their words: {words}").format(words=one_line(part.wishes_said))


def _part_line(view: View, part: Participation) -> str:
    """Return what somebody teaches or gives back, and with whom."""
    label = _("teaches") if part.role == "mentor" else _("gives back")
    offers = ", ".join(view.skill_name(each) for each in part.offers)
    text = f"{label} {offers or '–'}"
    if part.in_annual_objectives:
        text += " · " + _("in the annual objectives")
    partners = _partners(view, part)
    return f"{text} · " + _("with") + f" {partners}" if partners else text


def _partners(view: View, part: Participation) -> str:
    """Return the seniors of a mentor, or the mentor of a senior."""
    if part.role == "mentor":
        return ", ".join(view.first_name(each) for each in view.group_of(part.person_id))
    pair = view.pair_of_senior.get(part.person_id)
    return view.name(pair.mentor_id) if pair else ""
