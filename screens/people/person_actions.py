"""What can be done about a person, from the list of people and from the person's own page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, get_args

from textual.binding import Binding, BindingType

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.person import Person
from revmentor.rules.care import talks
from revmentor.rules.programme_view import View
from screens.base.step_screen import StepScreen
from screens.dialogs.talk_form import ask_of_talk
from screens.people.about_person import about_form, go_on
from screens.people.person_forms import part_form, person_form, status_form
from screens.people.pulse_form import pulse_form
from screens.people.recruiting_forms import recruiting_form

_ROLES: tuple[Role, ...] = get_args(Role)


class PersonActions(StepScreen):
    """A screen whose line, or whole page, is about one person."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "talked", _("Talked"), id="talked_person", show=False,
                tooltip=_("Write down that you talked to this person, who had asked for it")),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[Binding]] = (
        Binding("d", "mentor", _("As mentor"), id="as_mentor",
                tooltip=_("What this person teaches, places, slot")),
        Binding("u", "senior", _("As senior"), id="as_senior",
                tooltip=_("What this person gives back, wishes")),
        Binding("w", "status", _("Pause, leave"), id="status",
                tooltip=_("Pause, withdraw, come back, leave the firm")),
        Binding("f", "pulse", _("Pulse"), id="pulse",
                tooltip=_("Write down this person's pulse slip")),
        Binding("c", "about", _("Asked, id, data"), id="about_person",
                tooltip=_("Ask to take part; another id, the same person twice, what is kept")),
    )  # fmt: skip

    @property
    @abstractmethod
    def person_id(self) -> str:
        """Whom the actions are about; empty where nobody is meant."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what fits the person."""
        view = self.host.view if self.is_mounted else None
        who = self.person_id if view else ""
        if action == "talked":
            return bool(view and talks.wishes_of(view, who, self.host.today))
        if action == "pulse":
            return bool(view and _takes_part(view, who))
        if action in {"mentor", "senior", "status"} and (person := self._person()):
            return view is not None and person.restricted_on is None
        return super().check_action(action, parameters)

    def _person(self) -> Person | None:
        return self.host.file.snapshot.people.get(self.person_id) if self.is_mounted else None

    def action_edit(self) -> None:
        """Change what is known of the person."""
        if person := self._person():
            self.host.ask(person_form(self.host, self.host.view, person))

    def action_mentor(self) -> None:
        """Say what the person teaches."""
        self._part("mentor")

    def action_senior(self) -> None:
        """Say what the person gives back."""
        self._part("senior")

    def _part(self, role: Role) -> None:
        if (view := self.host.view) and self._person():
            self.host.ask(part_form(self.host, view, self.person_id, role))

    def action_status(self) -> None:
        """Pause, withdraw, bring back, or write down that the person left."""
        view, who = self.host.view, self.person_id
        if view is None or self._person() is None:
            return
        own = [part for role in _ROLES if (part := view.participations.get((who, role)))]
        roles = [part.role for part in own if view.takes_part(part)]
        if own and not roles:
            self.host.ask(recruiting_form(self.host, view, who))
        else:
            self.host.ask(status_form(self.host, view, who, roles))

    def action_talked(self) -> None:
        """Write down that the person was talked to who had asked for it."""
        if view := self.host.view:
            ask_of_talk(self.host, view, talks.wishes_of(view, self.person_id, self.host.today))

    def action_pulse(self) -> None:
        """Write down the person's pulse slip."""
        view, who = self.host.view, self.person_id
        if view is None:
            return
        if form := self.host.look(lambda: pulse_form(self.host, view, who)):
            self.host.ask(form, lambda _made: self.pulse_written(who))

    def pulse_written(self, person_id: str) -> None:
        """Go on after a slip; a list goes to whoever is asked next."""

    def action_about(self) -> None:
        """Ask what to do about the person's id, and about what is kept."""
        if person := self._person():
            self.host.ask(
                about_form(self.host, self.host.view, person),
                lambda chosen: go_on(self.host, person, chosen),
            )


def _takes_part(view: View, person_id: str) -> bool:
    return any(view.is_active(person_id, role) for role in _ROLES)
