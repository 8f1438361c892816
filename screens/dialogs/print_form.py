"""The form that writes sheets to print: agendas, charters, slips, final forms, attestations."""

from __future__ import annotations

from pathlib import Path

from revmentor.exchange import printables
from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from revmentor.store.file.disk import kind_of
from revmentor.store.outputs import check_target, write_out
from revmentor.store.typed_paths import said_beside, typed_target
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, FormRow, PathRow


def print_form(host: Host, view: View) -> FormScreen[str]:
    """Return the form that asks which sheets, and writes them as one page; it makes its path."""
    rows: list[FormRow] = [
        ChoiceRow("what", _("Sheets"), [*printables.titles().items()], "agenda"),
        PathRow("path", _("File"), None, placeholder=_("beside the programme’s file")),
    ]
    asked_about: set[Path] = set()

    def save(_tx: object, values: Values) -> str:
        with said_beside("path"):
            name = f"{values['what']}.html"
            target = typed_target(values["path"] or name, host.file.path.parent)
            if kind_of(target) == "folder":
                target /= name
            force = form.insists and target in asked_about
            asked_about.add(target)
            check_target(target, force=force)
            data = printables.sheets_html(view, values["what"], host.today)
            write_out(target, data, force=force)
        return str(target)

    form: FormScreen[str] = FormScreen(
        _("Print"),
        rows,
        save,
        today=host.today,
        about=_("A page for the browser: open it and print it; each sheet is a page of paper."),
        verb=_("Write"),
    )
    return form
