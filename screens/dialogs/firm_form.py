"""The form of the firm: its calendar, and the days on which it is closed."""

from __future__ import annotations

from revmentor.actions import firm as firm_actions
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.firm import Firm
from revmentor.rules.schedule.calendar_days import country_of
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs.day_rows import ClosedDaysRow, HolidaysRow
from widgets.choice_rows import ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow, MonthDayRow


def firm_form(host: Host, focus: str = "") -> FormScreen[Firm]:
    """Return the form of the firm; ``focus`` is the field to begin in."""
    firm = host.file.snapshot.firm
    rows: list[FormRow] = [
        TextRow("name", _("Name"), firm.name, needed=_("A firm needs a name.")),
        TextRow("country", _("Country"), country_of(firm), hint=_("two letters, like IT")),
        TextRow("timezone", _("Time zone"), firm.timezone or "Europe/Rome"),
        TextRow(
            "coordinator", _("Coordinator"), firm.coordinator, hint=_("who signs the messages")
        ),
        ChoiceRow(
            "address",
            _("In Italian"),
            [*labels.addresses().items()],
            firm.address or "tu",
            hint=_("how people are addressed"),
        ),
        MonthDayRow("patron_day", _("Patron’s day"), firm.patron_day, hint=_("like 7/12")),
        ClosedDaysRow("closed_days", _("Closed"), firm.closed_days),
        HolidaysRow("holidays", _("Holidays"), firm.holidays),
        DateRow(
            "keep_until",
            _("Keep until"),
            firm.keep_until,
            needed=False,
            hint=_("the last day the records may be kept"),
        ),
    ]

    def save(tx: Transaction, values: Values) -> Firm:
        if values["country"]:
            values["country"] = str(values["country"]).upper()
        return firm_actions.edit(tx, **values)

    about = _("Italy’s public holidays are built in; write others under Holidays, one a line.")
    return FormScreen(_("Firm"), rows, save, today=host.today, about=about, focus=focus)
