"""The commands that bring records in and give them out: import, export, status."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from revmentor.cli.options import ExportOptions, ImportOptions, StatusOptions
from revmentor.cli.terminal import (
    chosen_view,
    deliver,
    opened_workspace,
    out,
    out_json,
    say,
    say_doubt,
    say_why,
    tell,
    tell_change,
)
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, WrongUsage

if TYPE_CHECKING:
    from revmentor.store.transaction import Transaction
    from revmentor.store.workspace import Workspace


def print_status(workspace: Workspace, programme_id: str | None, today: date) -> None:
    """Write what Today says as plain text."""
    from revmentor.exchange import status

    view = chosen_view(workspace, programme_id)
    tell(status.status_text(view, workspace.snapshot.firm.name, today).removesuffix("\n"))


def status_command(options: StatusOptions) -> int:
    """Write what Today says, as plain text or as JSON."""
    from revmentor.exchange import status

    workspace = opened_workspace(options)
    if not options.json:
        print_status(workspace, options.programme, options.day)
        return 0
    view = chosen_view(workspace, options.programme)
    out(status.as_json(view, workspace.snapshot.firm.name, options.day))
    return 0


def import_command(options: ImportOptions) -> int:
    """Bring in a document or a sheet of people; return 1 where a dry run would be refused."""
    from revmentor.store import shared_folders

    workspace = opened_workspace(options)
    for line in shared_folders.worth_saying(workspace.path):
        say(line)
    raw = _brought_in(options.source)
    try:
        lines, data = workspace.make(
            lambda tx: _take_in(tx, raw), today=options.day, dry_run=options.dry_run
        )
    except Refused as error:
        if options.json:
            out_json(
                {"version": 1, "done": False, "problems": [vars(each) for each in error.problems]}
            )
        if options.dry_run:
            say_why(error)
            return 1
        raise
    say_doubt(workspace)
    if options.json:
        written = out_json({"version": 1, "done": not options.dry_run, **data, "problems": []})
        lines = [] if written else lines
    elif options.dry_run:
        say(_("Nothing was changed. An import would do this:"))
    for line in lines:
        if options.dry_run:
            tell(line)
        else:
            tell_change(line)
    return 0


def _brought_in(source: str) -> bytes:
    """Return what shall be taken in: a file, or standard input for ``-``."""
    from revmentor.store import typed_paths

    if source != "-":
        return typed_paths.read_source(typed_paths.typed_path(source))
    if sys.stdin is None:
        raise Refused(_("Standard input is closed; name a file."))
    if sys.stdin.isatty():
        say(_("Type or paste it, and end it with ctrl+d on a line of its own."))
    return typed_paths.read_source(typed_paths.STANDARD_INPUT)


def _take_in(tx: Transaction, raw: bytes) -> tuple[list[str], dict[str, object]]:
    from revmentor.exchange import document, sheet

    if document.looks_like_one(raw):
        from revmentor.actions import imports

        done = imports.import_document(tx, document.read_document(raw))
        lines = [
            name + ": " + ngettext("{n} added", "{n} added", n) for name, n in done.added.items()
        ]
        lines.append(ngettext("{n} already there", "{n} already there", done.equal))
        return lines, {"added": done.added, "equal": done.equal}
    from revmentor.actions import enrolment

    people = sheet.read_sheet(raw, tx.skills, tx.standing.people)
    enrolled = enrolment.take_in(tx, people)
    lines = [
        ngettext("{n} person added", "{n} people added", enrolled.people),
        ngettext("{n} already there", "{n} already there", len(enrolled.already)),
        _(
            "in {programme}: {mentors} as mentors, {seniors} as seniors, {goals} wishes as goals"
        ).format(
            programme=enrolled.programme,
            mentors=enrolled.mentors,
            seniors=enrolled.seniors,
            goals=enrolled.goals,
        ),
    ]
    return lines, {
        "people": enrolled.people,
        "already": enrolled.already,
        "programme": enrolled.programme,
        "mentors": enrolled.mentors,
        "seniors": enrolled.seniors,
        "goals": enrolled.goals,
    }


def export_command(options: ExportOptions) -> int:
    """Write records or results as JSON or CSV, to a file or to standard output."""
    from revmentor.exchange import document, status, tables
    from revmentor.exchange.evaluation import full, sponsor

    if options.audience == "sponsor" and options.what != "evaluation":
        raise WrongUsage(
            _("“{what}” names people; the sponsor is given --what evaluation.").format(
                what=options.what
            )
        )
    workspace = opened_workspace(options)
    if options.what in tables.COLUMNS:
        view = chosen_view(workspace, options.programme)
        written = tables.as_csv if options.format == "csv" else tables.as_json
        data = written(view, options.what, options.day)
    elif options.what == "evaluation":
        view = chosen_view(workspace, options.programme)
        written_by = sponsor if options.audience == "sponsor" else full
        made = written_by.as_csv if options.format == "csv" else written_by.as_json
        data = made(view, options.day)
    elif options.format == "csv":
        raise WrongUsage(
            _("“{what}” is not a list; only {lists} can be written as CSV.").format(
                what=options.what, lists=", ".join([*tables.COLUMNS, "evaluation"])
            )
        )
    elif options.what == "status":
        view = chosen_view(workspace, options.programme)
        data = status.as_json(view, workspace.snapshot.firm.name, options.day)
    else:
        data = document.document_bytes(workspace.snapshot)
    deliver(data, options.output, force=options.force)
    return 0
