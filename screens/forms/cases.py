"""Forms of cases: open one, follow it, close it."""

from __future__ import annotations

from datetime import timedelta

from revmentor.actions import cases
from revmentor.content.library import Remedy
from revmentor.model.ledger import Case
from revmentor.model.pair import Pair
from revmentor.rules.view import View
from revmentor.words import _, plain_date
from screens.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, DateRow, FormRow, ProseRow, TextRow


def case_form(
    host: Host, view: View, pair: Pair, remedy: Remedy | None = None, rule: str | None = None
) -> FormScreen[Case]:
    """Return the form that opens a case of a pair, with the first move of a remedy."""
    rows: list[FormRow] = [
        TextRow("text", _("What"), remedy.title if remedy else None),
        ProseRow("next_step", _("Next"), remedy.first if remedy else None),
        TextRow("owner", _("Whose"), view.firm.coordinator, hint=_("who follows it")),
        DateRow("due_on", _("Until"), host.today + timedelta(days=7)),
    ]

    def save(values: Values) -> Case:
        return cases.open_case(
            host.file, view.programme.id, on=host.today, pair_id=pair.id, rule=rule, **values
        )

    title = _("A case: {mentor} & {senior}").format(
        mentor=view.first_name(pair.mentor_id), senior=view.first_name(pair.senior_id)
    )
    return FormScreen(title, rows, save, today=host.today)


def follow_form(host: Host, case: Case) -> FormScreen[Case]:
    """Return the form that goes on with a case, or closes it with what came of it."""
    rows: list[FormRow] = [
        ChoiceRow("done", _("It"), [(False, _("goes on")), (True, _("is settled"))], False),
        ProseRow("next_step", _("Next"), case.next_step),
        DateRow("due_on", _("Until"), host.today + timedelta(days=7)),
        ProseRow("outcome", _("Outcome"), None),
    ]

    def save(values: Values) -> Case:
        if values["done"]:
            return cases.close(host.file, case.id, outcome=values["outcome"], on=host.today)
        return cases.edit(
            host.file, case.id, due_on=values["due_on"], next_step=values["next_step"]
        )

    about = _("{text} · opened on {day}").format(text=case.text, day=plain_date(case.opened_on))
    return FormScreen(_("Case"), rows, save, today=host.today, about=about)
