"""The form of a pulse."""

from __future__ import annotations

from typing import Any

from revmentor.actions import pulses as actions
from revmentor.content import library
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.pulse import Pulse
from revmentor.rules.care import pulses
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import options_of, yes_no
from screens.base.own_rows import own_questions, own_rows, taken_out
from widgets.choice_rows import ChoiceRow, StatementRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import LongLineRow
from widgets.typed_rows import DateRow


def pulse_form(host: Host, view: View, person_id: str) -> FormScreen[Pulse]:
    """Return the form of a person's pulse, in the words of the side the person is on."""
    role, items = pulses.role_of(view, person_id), library.pulse()
    marks: list[tuple[Any, str]] = [(None, "–"), *((n, str(n)) for n in range(4))]
    scale = items["scale"].fields
    questions = own_questions(view, "pulse", role)
    rows: list[FormRow] = [
        StatementRow(item, items[item].fields[role], marks, None) for item in pulses.ITEMS
    ]
    rows += [
        ChoiceRow("wants_talk", _("Wants a call"), yes_no(), None),
        ChoiceRow(
            "fit",
            _("The match"),
            options_of([*labels.fits().items()], _("not said")),
            None,
        ),
        LongLineRow("comment", _("In words"), hint=_("private")),
        *own_rows(questions),
        ChoiceRow(
            "method",
            _("Answered"),
            [(each, labels.methods()[each]) for each in ("paper", "interview", "app")],
            "paper",
        ),
        DateRow("on", _("On"), host.today, lean="over"),
    ]

    def save(tx: Transaction, values: Values) -> Pulse:
        answers = {item: values.pop(item) for item in pulses.ITEMS}
        own = taken_out(values, questions)
        return actions.record_pulse(
            tx,
            person_id,
            answers={item: mark for item, mark in answers.items() if mark is not None},
            own=own,
            **values,
        )

    return FormScreen(
        _("Pulse · {name}").format(name=view.name(person_id)),
        rows,
        save,
        today=host.today,
        about=" · ".join(f"{mark} {scale[mark]}" for mark in ("0", "1", "2", "3")),
    )
