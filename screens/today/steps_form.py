"""The form that asks what came of the steps whose day has come."""

from __future__ import annotations

from revmentor.actions import sessions
from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import steps
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs import step_rows
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow

_AT_ONCE = 6
"""More steps than that are asked about in a second round."""


def steps_form(host: Host, view: View) -> FormScreen[str]:
    """Return the form that asks what came of the steps whose day has come."""
    every = [*steps.steps_to_ask(view, host.today), *steps.lost_steps(view, host.today)]
    asked = every[:_AT_ONCE]
    rows: list[FormRow] = []
    for each in asked:
        rows.append(step_rows.asked_row(view, each))
        rows.append(step_rows.why_row(f"why_{each.key}", _("if not, why")))

    def save(tx: Transaction, values: Values) -> str:
        answers = [
            answer
            for each in asked
            for answer in step_rows.read_answers(values, [each], f"why_{each.key}")
        ]
        count = sessions.answer_steps(tx, answers)
        return ngettext("{n} step answered.", "{n} steps answered.", count)

    more = len(every) - len(asked)
    about = ngettext("{n} more comes after these.", "{n} more come after these.", more)
    return FormScreen(
        _("Steps that were to be tried"),
        rows,
        save,
        today=host.today,
        about=about if more > 0 else "",
    )
