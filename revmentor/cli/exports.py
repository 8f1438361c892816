"""The command that writes records and results: as JSON, as CSV, or a person as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revmentor.cli.options import ExportOptions
from revmentor.cli.pages import deliver_page
from revmentor.cli.streams import deliver
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused, WrongUsage

if TYPE_CHECKING:
    from revmentor.exchange.cells import Dialect
    from revmentor.exchange.contract.lists import TableName
    from revmentor.rules.programme_view import View
    from revmentor.store.workspace import Workspace


def export_command(options: ExportOptions) -> int:
    """Write records or results as JSON or CSV, to a file or to standard output."""
    if options.audience == "sponsor" and options.what != "evaluation":
        raise WrongUsage(
            _("“{what}” names people; the sponsor is given --what evaluation.").format(
                what=options.what
            )
        )
    if options.format == "html" and options.what != "person":
        raise WrongUsage(_("Only --what person can be written as a page (html)."))
    if (options.person is None) == (options.what == "person"):
        raise WrongUsage(_("--what person and --person ID_OR_NAME belong together."))
    if options.dialect and options.format != "csv":
        raise WrongUsage(_("--dialect is how a CSV is written: add --format csv."))
    workspace = opened_workspace(options)
    data = _exported(workspace, options)
    if options.format == "html":
        deliver_page(data, _page_name(workspace, options), options)
    else:
        deliver(data, options.output, force=options.force)
    return 0


def _page_name(workspace: Workspace, options: ExportOptions) -> str:
    """Return what the page of a person is called where it was not said."""
    from revmentor.exchange.file_names import plain_name
    from revmentor.store.history import erasure

    return plain_name(erasure.person_meant(workspace, options.person or "").name)


def _exported(workspace: Workspace, options: ExportOptions) -> bytes:
    """Return what was asked for, in its form; only lists and the evaluation have a CSV."""
    as_csv, what = options.format == "csv", options.what
    if what == "answers":
        return _answers_given(workspace, options)
    if what == "person":
        return _person(workspace, options)
    if what == "evaluation":
        return _evaluation(chosen_view(workspace, options.programme), options)
    if what in {"document", "status"} and as_csv:
        raise _no_list(what)
    if what == "document":
        from revmentor.exchange import document

        return document.document_bytes(workspace.snapshot)
    if what == "status":
        from revmentor.exchange import status

        view = chosen_view(workspace, options.programme)
        firm = workspace.snapshot.firm.name
        return status.as_json(view, firm, options.day, with_notes=options.with_notes)
    return _list(workspace, options, what)


def _no_list(what: str) -> WrongUsage:
    from revmentor.exchange.contract.lists import ROWS

    lists = ", ".join([*ROWS, "answers", "evaluation"])
    text = _("“{what}” is not a list; only {lists} can be written as CSV.")
    return WrongUsage(text.format(what=what, lists=lists))


def _list(workspace: Workspace, options: ExportOptions, what: TableName) -> bytes:
    """Return a list of people, pairs, sessions, signals, goals or levels."""
    from revmentor.exchange import tables

    of = chosen_view(workspace, options.programme) or workspace.shown
    if options.format == "csv":
        dialect = _dialect(options)
        return tables.as_csv(of, what, options.day, dialect, with_notes=options.with_notes)
    return tables.as_json(of, what, options.day, with_notes=options.with_notes)


def _answers_given(workspace: Workspace, options: ExportOptions) -> bytes:
    """Return what people answered on every form."""
    from revmentor.exchange.answers import export

    of, day = chosen_view(workspace, options.programme) or workspace.shown, options.day
    if options.format == "csv":
        return export.as_csv(of, day, _dialect(options), with_notes=options.with_notes)
    return export.as_json(of, day, with_notes=options.with_notes)


def _person(workspace: Workspace, options: ExportOptions) -> bytes:
    """Return all that is kept about one person, for that person."""
    from revmentor.exchange import person, person_overview
    from revmentor.store.history import erasure

    if options.format == "csv":
        raise WrongUsage(_("“person” is not a list; it is written as json or html."))
    whom = erasure.person_meant(workspace, options.person or "")
    if whom.id not in workspace.snapshot.people:
        raise Refused(_("There is nobody “{id}” in this file.").format(id=options.person))
    about = (workspace.snapshot, workspace.skills, whom.id, options.day)
    if options.format == "html":
        return person_overview.overview_page(*about, with_notes=options.with_notes)
    return person.as_json(person.person_data(*about, with_notes=options.with_notes))


def _evaluation(view: View | None, options: ExportOptions) -> bytes:
    from revmentor.exchange.evaluation import full, sponsor

    as_csv = options.format == "csv"
    if options.audience == "sponsor":
        if as_csv:
            dialect = _dialect(options)
            return sponsor.as_csv(view, with_names=options.release_names, dialect=dialect)
        return sponsor.as_json(view, with_names=options.release_names)
    return full.as_csv(view, _dialect(options)) if as_csv else full.as_json(view, options.day)


def _dialect(options: ExportOptions) -> Dialect:
    """Return the dialect that was named or is set; else the same, whatever the language."""
    from revmentor.exchange.cells import DIALECTS
    from revmentor.store.settings import read_settings

    return DIALECTS[options.dialect or read_settings().dialect or "plain"]
