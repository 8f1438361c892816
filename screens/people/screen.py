"""People of the firm, and their part in the programme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import people
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.person import Person
from revmentor.rules.care import pulses
from revmentor.rules.programme_view import View, display_names, surname_first
from revmentor.rules.results import level_changes
from screens.base.step_screen import StepScreen
from screens.people.import_form import import_form
from screens.people.person_forms import part_form, person_form, status_form
from screens.people.pulse_form import pulse_form
from widgets.table import Column, Row, Table
from widgets.text import MUTED, cell, plain


class PeopleScreen(StepScreen):
    """Everybody of the firm."""

    STEP = "people"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", _("New"), id="new", tooltip=_("Add a person")),
        Binding("e", "edit", _("Edit"), id="edit", show=False,
                tooltip=_("Change what is known")),
        Binding("t", "mentor", _("As mentor"), id="as_mentor",
                tooltip=_("What this person teaches, places, slot")),
        Binding("r", "senior", _("As senior"), id="as_senior",
                tooltip=_("What this person gives back, wishes")),
        Binding("u", "pulse", _("Pulse"), id="pulse", show=False,
                tooltip=_("Write down this person's pulse slip")),
        Binding("w", "status", _("Pause, leave"), id="status",
                tooltip=_("Pause, withdraw, come back, leave the firm")),
        Binding("x", "remove", _("Remove"), id="remove", show=False,
                tooltip=_("Take out a person about whom nothing is written")),
        Binding("i", "import", _("Import"), id="import", tooltip=_("Take in a sheet of people")),
    ]  # fmt: skip
    NEEDS_LINE = frozenset({"edit", "mentor", "senior", "status", "remove", "pulse"})
    HELP_TEXT = _(
        "Everybody of the firm. {new} adds a person, {import} takes in a sheet. {as_mentor} says "
        "what somebody teaches as a mentor, {as_senior} what somebody gives back as a senior; one "
        "person may be both, since the role follows the skill, never the age. {status} writes down "
        "a pause, a withdrawal, a departure."
    )

    def compose_main(self) -> ComposeResult:
        """Place the table."""
        yield Table(id="table")

    def show_view(self, view: View | None) -> None:
        """Show everybody."""
        persons = list(self.host.file.snapshot.people.values())
        if not persons:
            self.head(plain(_("People"), "bold"))
            self.empty(
                self.host.keyed(
                    _("Nobody yet. {new} adds a person, {import} takes in a sheet of people.")
                )
            )
            return
        self.empty("")
        names = display_names(persons)
        columns = [
            Column("name", _("Name"), 24),
            Column("role", _("Takes part as"), 17),
            Column("department", _("Department"), 16),
            Column("manager", _("Manager")),
        ]
        rows = []
        for person in sorted(persons, key=lambda each: (surname_first(each.name), each.id)):
            role = _roles(view, person) if view else ""
            if not self.matches(names[person.id], person.department or "", role):
                continue
            gone = person.left_on is not None
            rows.append(
                Row(
                    person.id,
                    (
                        cell(names[person.id], "dim" if gone else "bold"),
                        cell(role, "dim" if gone else ""),
                        cell(person.department or ""),
                        cell(names.get(person.manager_id or "", ""), "dim"),
                    ),
                )
            )
        self.table.fill(columns, rows)
        self.head(self._headline(view, len(persons)))
        self.describe()
        if self.focused is None:
            self.table.focus()

    def _headline(self, view: View | None, count: int) -> Content:
        text = plain(ngettext("{n} person", "{n} people", count), "bold")
        if view is None:
            none = self.host.keyed(_("no programme yet: press {go_goals}, then {new}"))
            return Content.assemble(text, plain(f"   {none}", "$warning"))
        mentors = ngettext("{n} mentor", "{n} mentors", len(view.active_mentors))
        seniors = ngettext("{n} senior", "{n} seniors", len(view.active_seniors))
        return Content.assemble(text, plain(f"   {mentors}, {seniors}", MUTED))

    def describe(self) -> None:
        """Say what is known of a person."""
        person = self.host.file.snapshot.people.get(self.table.key)
        if person:
            self.detail(*self._described(self.host.view, person))

    def _described(self, view: View | None, person: Person) -> Iterator[Content]:
        facts = [person.job_title, person.site, person.email]
        yield Content.assemble(
            plain(person.name, "bold"),
            plain("  " + " · ".join(filter(None, facts)), MUTED),
        )
        if view is None:
            return
        for role, label in (("mentor", _("teaches")), ("senior", _("gives back"))):
            part = view.participations.get((person.id, "mentor" if role == "mentor" else "senior"))
            if part is None:
                continue
            offers = ", ".join(view.skill_name(each) for each in part.offers)
            with_whom = (
                ", ".join(view.first_name(each) for each in view.group_of(person.id))
                if role == "mentor"
                else ""
            )
            if role == "senior" and (pair := view.pair_of_senior.get(person.id)):
                with_whom = view.name(pair.mentor_id)
            text = f"{label} {offers or '–'}"
            yield plain(f"{text} · " + _("with") + f" {with_whom}" if with_whom else text)
        for side in ("mentor", "senior"):
            role_: Role = "mentor" if side == "mentor" else "senior"
            if gone := level_changes.departure(view, person.id, role_):
                yield plain(gone, "$warning")
                return

    def action_new(self) -> None:
        """Add a person."""
        self.host.ask(
            person_form(self.host, self.host.view, None), lambda person: self.go_to(person.id)
        )

    @on(Table.RowSelected)
    def _selected(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Change what is known of the person on the line."""
        person = self.host.file.snapshot.people.get(self.table.key)
        if person:
            self.host.ask(person_form(self.host, self.host.view, person))

    def _part(self, role: Role) -> None:
        view = self.host.view
        if view is None:
            self.host.warn(
                self.host.keyed(_("There is no programme yet. Press {go_goals}, then {new}."))
            )
        elif self.table.key:
            self.host.ask(part_form(self.host, view, self.table.key, role))

    def action_mentor(self) -> None:
        """Say what the person teaches."""
        self._part("mentor")

    def action_senior(self) -> None:
        """Say what the person gives back."""
        self._part("senior")

    def action_status(self) -> None:
        """Pause, withdraw, bring back, or write down that the person left."""
        view = self.host.view
        if view is None:
            return
        mine = [role for (who, role) in view.participations if who == self.table.key]
        if self.table.key:
            self.host.ask(status_form(self.host, view, self.table.key, mine))

    def action_pulse(self) -> None:
        """Write down the person's pulse, and go to whoever is asked next."""
        view, key = self.host.view, self.table.key
        takes_part = view and (view.is_active(key, "mentor") or view.is_active(key, "senior"))
        if view is None or not takes_part:
            self.host.warn(_("Only who takes part is asked for a pulse."))
            return
        if form := self.host.look(lambda: pulse_form(self.host, view, key)):
            self.host.ask(form, lambda _made: self._next_pulse(key))

    def _next_pulse(self, done: str) -> None:
        view = self.host.view
        left = pulses.missing_slips(view, self.host.today) if view else []
        if view is None or pulses.round_of(view, self.host.today) is None:
            self.host.tell(_("Written down."))
        elif left:
            self.host.tell(ngettext("{n} slip still out.", "{n} slips still out.", len(left)))
            self.go_to(left[0])
        else:
            self.host.tell(_("Every slip of this round is in."))
            self.go_to(done)

    def action_remove(self) -> None:
        """Take the person out, if nothing is written of them."""
        key = self.table.key
        if not key:
            return
        if self.host.attempt(lambda tx: people.remove(tx, key)):
            self.host.tell(self.host.keyed(_("Removed. {undo} brings the person back.")))

    def action_import(self) -> None:
        """Take in a sheet of people."""
        self.host.ask(import_form(self.host), self.host.tell)


def _roles(view: View, person: Person) -> str:
    if person.left_on:
        return _("left the firm")
    found = []
    for role in get_args(Role):
        part = view.participations.get((person.id, role))
        if part is None:
            continue
        name, state = labels.roles()[part.role], labels.participation_statuses()[part.status]
        found.append(name if part.status == "active" else f"{name}, {state}")
    return " + ".join(found)
