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
from screens.base.options import Options, person_options
from widgets.choice_rows import ChecksRow, ChoiceRow
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text_rows import ProseRow
from widgets.typed_rows import DateRow

_OF = "consent_"
"""What the field of one owner's consent begins with; the owner's id follows."""


def success_form(host: Host, view: View, old: Success | None = None) -> FormScreen[Success]:
    """Return the form of a success, a new one or one that was written down.

    Of one that was, each of those whose it is has a line of their own for how it may be told.
    """
    owners = old.person_ids if old else ()
    people = dict.fromkeys([*view.participants, *owners])
    rows: list[FormRow] = [
        ProseRow("text", _("What"), old.text if old else None),
        ChecksRow("person_ids", _("Whose"), person_options(view, people), owners),
        *(
            ChoiceRow(f"{_OF}{who}", view.first_name(who), _consents(), old.consents.get(who),
                      hint=_("may it be told?"))
            for who in owners if old
        ),
        ChoiceRow("consent", _("The others") if owners else _("May be told"), _consents(),
                  hint=_("as all of them said")),
        DateRow("on", _("On"), old.on if old else host.today, lean="over"),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> Success:
        said = {who: values.pop(f"{_OF}{who}") for who in owners}
        of_others: Consent | None = values.pop("consent")
        consents = {
            who: consent
            for who in values["person_ids"]
            if (consent := said.get(who) if who in said else of_others)
        }
        if old:
            return successes.edit(tx, old.id, consents=consents, **values)
        return successes.add(tx, consents=consents, **values)

    def hidden(values: Values) -> set[str]:
        """Return the lines of those whose it is not; of the others while there are none."""
        ticked = set(values.get("person_ids", owners))
        of_nobody = {f"{_OF}{who}" for who in owners if who not in ticked}
        return of_nobody | ({"consent"} if owners and ticked <= set(owners) else set())

    return FormScreen(
        _("A success worth telling"),
        rows,
        save,
        today=host.today,
        about=_("Space ticks, letters jump. What nobody was asked about is not told in a report."),
        hides=hidden,
    )


def _consents() -> Options:
    return [(None, _("not asked yet")), *labels.consents().items()]
