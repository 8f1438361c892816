"""The form of a success worth telling."""

from __future__ import annotations

from revmentor.actions import successes
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Consent
from revmentor.model.success import Success
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.base.options import person_options
from widgets.form import FormScreen, Values
from widgets.rows import ChecksRow, ChoiceRow, FormRow, ProseRow
from widgets.typed_rows import DateRow


def success_form(host: Host, view: View) -> FormScreen[Success]:
    """Return the form that writes down a success."""
    rows: list[FormRow] = [
        ProseRow("text", _("What"), None),
        ChecksRow("person_ids", _("Whose"), person_options(view, view.participants), ()),
        ChoiceRow(
            "consent",
            _("May be told"),
            [(None, _("not asked yet")), *labels.consents().items()],
            hint=_("as all of them said"),
        ),
        DateRow("on", _("On"), host.today, lean="over"),
    ]

    def save(tx: Transaction, values: Values) -> Success:
        consent: Consent | None = values.pop("consent")
        consents = dict.fromkeys(values["person_ids"], consent) if consent else {}
        return successes.add(tx, consents=consents, **values)

    return FormScreen(
        _("A success worth telling"),
        rows,
        save,
        today=host.today,
        about=_("Space ticks, letters jump. What nobody was asked about is not told in a report."),
    )
