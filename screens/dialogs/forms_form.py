"""The form that writes the pages which people answer themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from revmentor.actions import replies
from revmentor.exchange.forms import pages
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.reply import FormKind
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import (
    FORMS,
    AskedForm,
    asked_forms,
    fitting_forms,
    forms_to_give,
    not_answered,
)
from revmentor.store import outputs
from revmentor.store.transaction import Transaction
from revmentor.store.typed_paths import said_beside, typed_path
from screens.base.host import Host
from screens.base.options import Options
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, FormRow, PathRow


def forms_form(host: Host, view: View) -> FormScreen[str]:
    """Return the form that asks which pages to write; it makes the sentence that says what was.

    Raises :class:`Refused` where nobody can be asked anything today.
    """
    everybody = forms_to_give(view, FORMS, host.today, again=True)
    kinds = list(dict.fromkeys(each.form for each in everybody))
    fitting = [each for each in fitting_forms(view, host.today) if each in kinds]
    folder = pages_folder(view)
    rows: list[FormRow] = [
        ChoiceRow(
            "form",
            _("Form"),
            [(each, labels.form_kinds()[each]) for each in kinds],
            (fitting or kinds)[0],
        ),
        ChoiceRow(
            "whose",
            _("For"),
            [("missing", _("who has not answered")), ("all", _("all who are asked")),
             ("one", _("one person"))],
            "missing",
        ),
        ChoiceRow("person_id", _("Person"), _people(view, everybody)),
        PathRow("path", _("Folder"), None, placeholder=folder),
    ]  # fmt: skip

    def save(tx: Transaction, values: Values) -> str:
        asked = _asked(tx.view, host, values)
        with said_beside("path"):
            target = typed_path(values["path"] or folder, host.file.path.parent)
            names = [*pages.page_names(tx.view, asked), pages.MAILS]
            outputs.check_folder(target, names, force=form.insists)
        given = replies.ask(tx, asked)
        made = pages.form_pages(tx.view, given, host.file.recipients)
        with said_beside("path"):
            outputs.write_all(target, made.files, force=form.insists)
        return _told(len(given), target)

    form: FormScreen[str] = FormScreen(
        _("Pages to answer"),
        rows,
        save,
        today=host.today,
        verb=_("Write"),
        live=lambda values: _about(view, host, values),
        hides=lambda values: set() if values["whose"] == "one" else {"person_id"},
    )
    return form


def pages_folder(view: View) -> str:
    """Return the folder beside the file that pages go into, where none is named."""
    return _("pages") + f"-{view.today.isoformat()}"


def _people(view: View, asked: Sequence[AskedForm]) -> Options:
    people = {each.person_id for each in asked}
    return [(each, view.name(each)) for each in view.participants if each in people]


def _asked(view: View, host: Host, values: Values) -> list[AskedForm]:
    person_id: str = values["person_id"] if values["whose"] == "one" else ""
    again = values["whose"] == "all"
    return forms_to_give(view, [values["form"]], host.today, person_id=person_id, again=again)


def _about(view: View, host: Host, values: Values) -> str:
    form: FormKind = values["form"]
    of = len(asked_forms(view, form, host.today))
    missing = len(not_answered(view, form, host.today))
    text = ngettext("{{k}} of {n} has answered.", "{{k}} of {n} have answered.", of)
    how = (
        _("The file is locked: the answers are encrypted in the page.")
        if host.file.recipients
        else _("One page each, for a computer or a phone; nothing is sent.")
    )
    return text.format(k=of - missing) + " " + how


def _told(n: int, target: Path) -> str:
    text = ngettext("{n} page written into {{folder}}.", "{n} pages written into {{folder}}.", n)
    mails = _("{file} there opens a mail for each.").format(file=pages.MAILS)
    return text.format(folder=target) + " " + mails
