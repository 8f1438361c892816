"""Forms of indicators: what is counted, and a reading of it."""

from __future__ import annotations

from revmentor.actions import indicators
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.model.indicator import Indicator
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow, NumberRow

_MOST = 999_999


def indicator_form(host: Host, old: Indicator | None = None) -> FormScreen[Indicator]:
    """Return the form of an indicator, new or to be changed."""
    rows: list[FormRow] = [
        TextRow("name", _("What"), old.name if old else None,
                needed=_("Write what is counted."), placeholder=_("tools used last week …")),
        TextRow("unit", _("Unit"), old.unit if old else None,
                placeholder=_("people of 18, minutes a week …")),
        ChoiceRow("kind", _("Kind"),
                  [*labels.indicator_kinds().items()],
                  old.kind if old else "hard"),
        NumberRow("people", _("Measured on"), old.people if old else None, low=1, high=_MOST,
                  needed=False, hint=_("how many people")),
        ChoiceRow("better", _("Better is"), [*labels.better().items()],
                  old.better if old else "up"),
        NumberRow("target", _("Target"), old.target if old else None, low=-_MOST, high=_MOST,
                  whole=False, needed=False, hint=_("may stay empty")),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Indicator:
        if old:
            return indicators.edit(tx, old.id, **values)
        return indicators.add(tx, **values)

    about = _(
        "The sponsor hears of it from five people on, and reads its name and unit only where you "
        "release them."
    )
    return FormScreen(_("Indicator"), rows, save, today=host.today, about=about)


def reading_form(host: Host, indicator: Indicator) -> FormScreen[Indicator]:
    """Return the form that writes down a reading."""
    rows: list[FormRow] = [
        NumberRow("value", _("Value"), None, low=-_MOST, high=_MOST, whole=False,
                  hint=indicator.unit or ""),
        DateRow("on", _("On"), host.today, lean="over"),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Indicator:
        return indicators.record_reading(tx, indicator.id, **values)

    closed_on = host.file.view(indicator.programme_id).programme.closed_on
    about = _("The first reading is the starting point.")
    if indicator.readings:
        last = max(indicator.readings, key=lambda each: each.on)
        about = _("Last: {value} on {day}.").format(
            value=number(last.value), day=plain_date(last.on)
        )
    if closed_on:
        about += " " + _("Closed on {day}: what comes now stands beside the evaluation.").format(
            day=plain_date(closed_on)
        )
    return FormScreen(indicator.name, rows, save, today=host.today, about=about)
