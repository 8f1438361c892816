"""The form that brings people in from a sheet."""

from __future__ import annotations

from revmentor.actions import enrolment, imports
from revmentor.exchange import document, sheet
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import read_source, said_beside, typed_path
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import FormRow, TextRow


def import_form(host: Host) -> FormScreen[str]:
    """Return the form that takes in a sheet of people or a document."""
    rows: list[FormRow] = [
        TextRow("source", _("File"), needed=_("Type the path of the file."), hint=".csv, .json")
    ]

    def save(tx: Transaction, values: Values) -> str:
        with said_beside("source"):
            raw = read_source(typed_path(values["source"]))
        try:
            return _take_in(tx, raw)
        except Refused as error:
            first = [str(problem) for problem in error.problems[:3]]
            text = " ".join([str(error), *first]) if len(error.problems) > 1 else first[0]
            raise Refused(text, field="source") from error

    return FormScreen(
        _("Take in people"),
        rows,
        save,
        today=host.today,
        about=_(
            "A sheet of people (CSV), or a revmentor document. All of it is taken, or nothing."
        ),
    )


def _take_in(tx: Transaction, raw: bytes) -> str:
    if document.looks_like_one(raw):
        done = imports.import_document(tx, document.read_document(raw))
        return ngettext("{n} entry taken in", "{n} entries taken in", done.total)
    newcomers = sheet.read_sheet(raw, tx.skills, tx.standing.people)
    enrolled = enrolment.take_in(tx, newcomers)
    return ngettext("{n} person taken in", "{n} people taken in", enrolled.people)
