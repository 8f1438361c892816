"""The menu of what can be done about a person, with what each does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from revmentor.i18n.gettext import _
from revmentor.model.person import Person
from revmentor.rules.care import talks
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.talk_form import ask_of_talk
from screens.people.about_person import about_form, go_on
from screens.people.person_forms import part_form, status_form
from screens.people.pulse_form import pulse_form
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow

Deed = tuple[str, Callable[[], object]]
"""What can be done, in words, and what does it."""


def menu_form(host: Host, view: View, person: Person) -> FormScreen[str]:
    """Return the form that asks what to do; :func:`do` does it."""

    def save(_tx: object, values: Values) -> str:
        chosen: str = values["what"]
        return chosen

    options = [(key, words) for key, (words, _do) in _deeds(host, view, person).items()]
    row = ChoiceRow("what", _("This person"), options)
    return FormScreen(person.name, [row], save, today=host.today, verb=_("Go on"))


def do(host: Host, view: View, person: Person, chosen: str) -> None:
    """Do what was chosen in the menu."""
    _words, deed = _deeds(host, view, person)[chosen]
    deed()


def _deeds(host: Host, view: View, person: Person) -> Mapping[str, Deed]:
    """Return what fits a person now, in the order of how often it is wanted."""
    who = person.id
    deeds: dict[str, Deed] = {}
    wishes = talks.wishes_of(view, who, host.today)
    roles = [role for (each, role) in view.participations if each == who]
    if wishes:
        deeds["talked"] = (
            _("was talked to, as asked for"),
            lambda: ask_of_talk(host, view, wishes),
        )
    if person.restricted_on is None:
        if any(view.is_active(who, role) for role in roles):
            deeds["pulse"] = (_("answered a pulse slip"), lambda: _pulse(host, view, who))
        deeds["senior"] = (
            _("as a senior: gives back, wishes"),
            lambda: host.ask(part_form(host, view, who, "senior")),
        )
        deeds["mentor"] = (
            _("as a mentor: teaches, places, slot"),
            lambda: host.ask(part_form(host, view, who, "mentor")),
        )
        deeds["status"] = (
            _("pauses, leaves, comes back"),
            lambda: host.ask(status_form(host, view, who, roles)),
        )
    deeds["about"] = (
        _("id, and what is kept"),
        lambda: host.ask(
            about_form(host, view, person), lambda chosen: go_on(host, person, chosen)
        ),
    )
    return deeds


def _pulse(host: Host, view: View, person_id: str) -> None:
    if form := host.look(lambda: pulse_form(host, view, person_id)):
        host.ask(form)
