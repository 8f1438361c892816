"""The form of a follow-up: who still uses what was learned."""

from __future__ import annotations

from revmentor.actions import programmes
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.programme import FollowUpKind, Programme
from revmentor.rules.programme_view import View
from revmentor.rules.results import follow_ups
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from widgets.choice_rows import StatesRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.signs import sign
from widgets.states import State
from widgets.text_rows import ProseRow
from widgets.typed_rows import DateRow


def follow_up_form(host: Host, view: View, kind: FollowUpKind) -> FormScreen[Programme]:
    """Return the form of a follow-up of a closed programme."""
    old = follow_ups.heard(view.programme, kind)
    people = list(
        dict.fromkeys(
            [*follow_ups.seniors_to_ask(view, host.today), *(old.still_using if old else ())]
        )
    )
    states: list[State[bool | None]] = [
        State(None, sign("unticked"), stands_out=True),
        State(True, sign("ticked")),
        State(False, sign("missed")),
    ]
    names = [(each, view.first_name(each)) for each in people]
    values = [old.still_using.get(each) if old else None for each in people]
    rows: list[FormRow] = [
        StatesRow("still_using", _("Still use it"), names, states, values),
        ProseRow("note", _("What was said"), old.note if old else None),
        DateRow("on", _("On"), old.on if old else host.today, lean="over"),
    ]

    def save(tx: Transaction, values: Values) -> Programme:
        answers = {who: state for who, state in values["still_using"].items() if state is not None}
        return programmes.follow_up(tx, kind, answers, on=values["on"], note=values["note"])

    return FormScreen(
        f"{labels.follow_ups()[kind]} · {view.programme.name}",
        rows,
        save,
        today=host.today,
        about=_(
            "Ask each: did you use last week what you learned? Space says yes (a tick), once more "
            "no (a cross). Who was not reached stays open, and is shown as not reached."
        ),
    )
