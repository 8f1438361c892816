"""What can be done about a person as a person: the id, and what is kept of him or her."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from revmentor.actions import rights
from revmentor.i18n.gettext import _
from revmentor.model.person import Person
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from screens.people.erase_form import ask_to_erase
from screens.people.identity_forms import id_form, same_person_form
from screens.people.recruiting_forms import ask_of_readiness, recruiting_form
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values


def about_form(host: Host, view: View | None, person: Person) -> FormScreen[str]:
    """Return the form that asks what to do; :func:`go_on` does it."""
    options: Options = []
    if len(host.file.snapshot.people) > 1:
        options.append(("same", _("is the same person as another line")))
    options.append(("id", _("gets another id")))
    restricted = person.restricted_on is not None
    options.append(
        ("lift", _("may be used again")) if restricted else ("restrict", _("is kept, not used"))
    )
    if person.privacy_notice_on is None:
        options.append(("notice", _("was given the privacy notice today")))
    options.append(("copy", _("wants to see what is kept")))
    options.append(("erase", _("is to be erased, with every trace")))

    def save(_tx: object, values: Values) -> str:
        chosen: str = values["what"]
        return chosen

    if view is not None and not view.programme.closed_on and not restricted:
        options.append(("asked", _("is asked to take part: yes, not now, no")))
        if view.participations.keys() & {(person.id, "mentor"), (person.id, "senior")}:
            options.append(("ready", _("answered the readiness list")))
    row = ChoiceRow("what", _("This person"), options)
    return FormScreen(person.name, [row], save, today=host.today, verb=_("Go on"))


_CHANGES: dict[str, Callable[[Transaction, str, date], object]] = {
    "restrict": lambda tx, person_id, on: rights.restrict(tx, person_id, on=on),
    "lift": lambda tx, person_id, _on: rights.lift(tx, person_id),
    "notice": lambda tx, person_id, on: rights.note_privacy_notice(
        tx, on=on, person_ids=[person_id]
    ),
}


async def go_on(host: Host, person: Person, chosen: str) -> None:
    """Open the form that was chosen."""
    view = host.view
    if chosen == "asked" and view is not None:
        host.ask(recruiting_form(host, view, person.id))
    elif chosen == "ready" and view is not None:
        ask_of_readiness(host, view, person.id)
    elif chosen == "id":
        host.ask(id_form(host, person), lambda _new: _told_of_undo(host, _("The id is changed.")))
    elif chosen == "same":
        host.ask(
            same_person_form(host, person),
            lambda _kept: _told_of_undo(host, _("The two are one person now.")),
        )
    elif chosen in _CHANGES:
        await host.attempt(lambda tx: _CHANGES[chosen](tx, person.id, host.today))
    elif chosen == "copy":
        host.print_and_send("person", [person.id])
    elif chosen == "erase":
        ask_to_erase(host, person)


def _told_of_undo(host: Host, done: str) -> None:
    host.tell(f"{done} " + host.keyed(_("{undo} takes it back.")))
