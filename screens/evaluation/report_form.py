"""The form that writes the report of the final evaluation."""

from __future__ import annotations

from pathlib import Path

from revmentor.exchange.report import page as report
from revmentor.i18n.gettext import _
from revmentor.rules.programme_view import View
from revmentor.store.file.disk import kind_of
from revmentor.store.outputs import write_out
from revmentor.store.typed_paths import said_beside, typed_target
from screens.base.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, FormRow, TextRow


def report_form(host: Host, view: View) -> FormScreen[str]:
    """Return the form that writes the report: for whom, and where to."""
    folder = host.file.path.parent
    asked_about: set[Path] = set()
    """The files that were there already: a yes to one is no yes to another."""
    rows: list[FormRow] = [
        ChoiceRow(
            "audience",
            _("For"),
            [("coordinator", _("coordinator, with names")), ("sponsor", _("sponsor, without"))],
        ),
        TextRow("path", _("File"), None, placeholder=_("report-… beside the programme’s file")),
    ]

    def save(_tx: object, values: Values) -> str:
        own_name = report.file_name(values["audience"], host.today)
        with said_beside("path"):
            target = typed_target(values["path"] or own_name, folder)
            if kind_of(target) == "folder":
                target /= own_name
            page = report.report_html(view, values["audience"], host.today)
            insists = form.insists and target in asked_about
            asked_about.add(target)
            write_out(target, page, force=insists)
        return str(target)

    form: FormScreen[str] = FormScreen(
        _("Report"),
        rows,
        save,
        today=host.today,
        about=_("A page for the browser: open it, read it, print it. Nothing is sent."),
        verb=_("Write"),
    )
    return form
