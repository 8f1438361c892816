"""The forms that say who somebody is: another id, or the same person as another line."""

from __future__ import annotations

from revmentor.actions import identity
from revmentor.i18n.gettext import _
from revmentor.model.person import Person
from revmentor.rules.programme_view import display_names
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import Options
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.text_rows import TextRow


def id_form(host: Host, person: Person) -> FormScreen[Person]:
    """Return the form that gives a person another id."""

    def save(tx: Transaction, values: Values) -> Person:
        return identity.change_id(tx, person.id, values["new_id"])

    row = TextRow(
        "new_id", _("New id"), needed=_("Write the new id."), hint=_("the staff number, say")
    )
    return FormScreen(
        person.name,
        [row],
        save,
        today=host.today,
        about=_("The id is {id} now. Everything that names it will name the new one.").format(
            id=person.id
        ),
    )


def same_person_form(host: Host, person: Person) -> FormScreen[Person]:
    """Return the form that makes another line and this one the same person."""
    names = display_names(host.file.snapshot.people.values())
    others: Options = [
        (each, f"{name}  {each}")
        for each, name in sorted(names.items(), key=lambda item: item[1].casefold())
        if each != person.id
    ]

    def save(tx: Transaction, values: Values) -> Person:
        return identity.merge(tx, person.id, values["gone_id"])

    return FormScreen(
        _("{name} ({id}) is the same person as").format(name=person.name, id=person.id),
        [ChoiceRow("gone_id", _("This line goes"), others)],
        save,
        today=host.today,
        about=_(
            "All that is written of the other line will be written of this one; what is empty here "
            "is taken from there."
        ),
    )
