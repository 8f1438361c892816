"""The form that writes the report of the final evaluation."""

from __future__ import annotations

from pathlib import Path

from revmentor.exchange import report
from revmentor.model.errors import Refused
from revmentor.rules.view import View
from revmentor.store.disk import private_write
from revmentor.words import _
from screens.host import Host
from widgets.form import FormScreen, Values
from widgets.rows import ChoiceRow, FormRow, TextRow


def report_form(host: Host, view: View) -> FormScreen[str]:
    """Return the form that writes the report: for whom, and where to."""
    folder = host.file.path.parent
    rows: list[FormRow] = [
        ChoiceRow(
            "audience",
            _("For"),
            [("coordinator", _("coordinator, with names")), ("sponsor", _("sponsor, without"))],
        ),
        TextRow("path", _("File"), None, placeholder=_("report-… beside the programme’s file")),
    ]

    def save(values: Values) -> str:
        name = values["path"] or report.file_name(values["audience"], host.today)
        target = folder / Path(str(name)).expanduser()
        if target == host.file.path:
            raise Refused(_("That is the programme’s own file; write another name."), field="path")
        if target.is_dir():
            target /= report.file_name(values["audience"], host.today)
        try:
            private_write(target, report.html(view, values["audience"], host.today))
        except OSError as error:
            raise Refused(
                _("{path} cannot be written: {reason}.").format(
                    path=target, reason=error.strerror or error
                ),
                field="path",
            ) from error
        return str(target)

    return FormScreen(
        _("Report"),
        rows,
        save,
        today=host.today,
        about=_("A page for the browser: open it, read it, print it. Nothing is sent."),
        verb=_("Write"),
    )
