"""The form that writes down that somebody was talked to who had asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.actions import talks as actions
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.talk import Talk
from revmentor.rules.care.talks import Wish
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow
from widgets.typed_rows import DateRow


def ask_of_talk(host: Host, view: View, wishes: Sequence[Wish]) -> None:
    """Ask what came of a talk with whoever waits for one; say where nobody does."""
    if wishes:
        host.ask(talk_form(host, view, wishes))
    else:
        host.tell(_("Nobody on this line waits for a talk."))


def talk_form(host: Host, view: View, wishes: Sequence[Wish]) -> FormScreen[Talk]:
    """Return the form that writes down a talk with one of those who asked for it."""
    asked = {each.person_id: each.on for each in reversed(wishes)}
    people = [
        (who, _("{name}, asked on {day}").format(name=view.name(who), day=plain_date(day)))
        for who, day in asked.items()
    ]
    rows: list[FormRow] = [
        ChoiceRow("person_id", _("Talked to"), people),
        DateRow("on", _("On"), host.today, lean="over"),
        LongLineRow("note", _("What about"), hint=_("private")),
    ]

    def save(tx: Transaction, values: Values) -> Talk:
        return actions.record_talk(tx, **values)

    about = _("The signal ends with it. It stands until then.")
    return FormScreen(_("We talked"), rows, save, today=host.today, about=about)
