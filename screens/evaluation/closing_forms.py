"""The forms of the end: closing a programme, and what it cost."""

from __future__ import annotations

from datetime import timedelta

from revmentor.actions import programmes
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import money, number
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.programme import Costs, Programme
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.refusals import beside
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import ProseRow, TextRow
from widgets.typed_rows import DateRow, NumberRow


def close_form(host: Host, view: View, missing: list[str]) -> FormScreen[Programme]:
    """Return the form that closes a programme."""
    programme = view.programme
    day = min(host.today, programme.ends_on + timedelta(days=31))
    rows: list[FormRow] = [
        DateRow("on", _("Closed on"), day, lean="over"),
        ProseRow("lessons", _("Lessons"), programme.lessons),
        ChoiceRow(
            "decision",
            _("What next"),
            [*labels.decisions().items()],
            programme.decision or "repeat",
        ),
    ]

    def save(tx: Transaction, values: Values) -> Programme:
        with beside(closed_on="on"):
            return programmes.close(tx, **values)

    rest = [each for each in missing if each not in {_("the lessons learned"), _("the decision")}]
    about = (
        _("Still missing: {list}. You may close all the same; it will be shown as missing.").format(
            list=", ".join(rest)
        )
        if rest
        else _("Nothing is missing. From now on the programme stands as it is.")
    )
    return FormScreen(_("Close the programme"), rows, save, today=host.today, about=about)


def cost_form(host: Host, view: View) -> FormScreen[Programme]:
    """Return the form of what an hour costs; what the hours come to is said as one types."""
    old = view.programme.costs or Costs()
    most = 100_000_000
    rows: list[FormRow] = [
        NumberRow("mentor_hour", _("Mentor’s hour"), old.mentor_hour, low=0, high=most, decimals=2,
                  whole=False),
        NumberRow("senior_hour", _("Senior’s hour"), old.senior_hour, low=0, high=most, decimals=2,
                  whole=False),
        NumberRow("external", _("Paid outside"), old.external, low=0, high=most, decimals=2,
                  whole=False, hint=_("licences, trainers")),
        TextRow("currency", _("Currency"), old.currency, hint=_("three letters, like EUR"),
                needed=_("Write the currency in three letters, like EUR.")),
    ]  # fmt: skip

    def read(values: Values) -> Costs:
        return Costs(
            mentor_hour=float(values["mentor_hour"]),
            senior_hour=float(values["senior_hour"]),
            external=float(values["external"]),
            currency=str(values["currency"]).upper(),
        )

    def save(tx: Transaction, values: Values) -> Programme:
        with beside(costs="currency"):
            return programmes.set_costs(tx, read(values))

    def total_text(values: Values) -> str:
        try:
            costs = cost.at(view, read(values))
        except (KeyError, Refused):
            return _("What it cost follows from the hours as logged.")
        text = _("{mentors} hours of mentors and {seniors} of seniors as logged: {total} in all.")
        return text.format(
            mentors=number(costs.mentor_hours),
            seniors=number(costs.senior_hours),
            total=money(costs.total, costs.currency),
        )

    return FormScreen(_("What it cost"), rows, save, today=host.today, live=total_text)
