"""The commands that bring records in and give them out: import, export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from revmentor.cli.options import ExportOptions, ImportOptions
from revmentor.cli.streams import (
    deliver,
    info,
    info_doubt,
    print_change,
    print_line,
    tell_error,
    write_json,
)
from revmentor.cli.terminal import chosen_view, opened_workspace
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import Refused, WrongUsage

if TYPE_CHECKING:
    from revmentor.exchange.cells import Dialect
    from revmentor.rules.programme_view import View
    from revmentor.store.transaction import Transaction
    from revmentor.store.workspace import Workspace


def import_command(options: ImportOptions) -> int:
    """Bring in a document or a sheet of people; return 1 where a dry run would be refused."""
    from revmentor.store import shared_folders

    if options.programme and not options.update:
        raise WrongUsage(_("--programme is where the entries of --update belong; add --update."))
    workspace = opened_workspace(options)
    for line in shared_folders.worth_saying(workspace.path):
        info(line)
    raw = _brought_in(options.source)
    view = chosen_view(workspace, options.programme) if options.programme else None
    stood = workspace.generation

    def take_in(tx: Transaction) -> tuple[list[str], dict[str, object]]:
        nonlocal stood
        stood = workspace.generation
        return _take_in(tx, raw, options)

    programme_id = view.programme.id if view else ""
    try:
        lines, data = workspace.make(
            take_in, programme_id, today=options.day, dry_run=options.dry_run
        )
    except Refused as error:
        if not options.dry_run:
            raise
        return tell_error(error, 1)  # what a dry run was asked, it has done all the same
    info_doubt(workspace)
    change = stood if workspace.generation > stood else None
    _print_import(lines, {"change": change, **data}, options)
    return 0


def _print_import(lines: Sequence[str], data: dict[str, object], options: ImportOptions) -> None:
    """Write what an import did, or would do, as JSON or as lines."""
    if options.json and write_json(
        {"version": 1, "done": not options.dry_run, **data, "problems": []}
    ):
        return
    if options.dry_run and not options.json:
        info(_("Nothing was changed. An import would do this:"))
    print_one = print_line if options.dry_run else print_change
    for line in lines:
        print_one(line)


def _brought_in(source: str) -> bytes:
    """Return what shall be taken in: a file, or standard input for ``-``."""
    from revmentor.store import typed_paths

    if source != "-":
        return typed_paths.read_source(typed_paths.typed_path(source))
    if sys.stdin is None:
        raise Refused(_("Standard input is closed; name a file."))
    if sys.stdin.isatty():
        info(_("Type or paste it, and end it with ctrl+d on a line of its own."))
    return typed_paths.read_source(typed_paths.STANDARD_INPUT)


def _take_in(
    tx: Transaction, raw: bytes, options: ImportOptions
) -> tuple[list[str], dict[str, object]]:
    """Take in what was brought, and return what was done: as sentences, and as data."""
    from revmentor.exchange import document

    if options.update:
        from revmentor.cli import updates

        return updates.update(tx, raw)
    return _document(tx, raw) if document.looks_like_one(raw) else _sheet(tx, raw)


def _document(tx: Transaction, raw: bytes) -> tuple[list[str], dict[str, object]]:
    from revmentor.actions import imports
    from revmentor.exchange import document

    done = imports.import_document(tx, document.read_document(raw))
    lines = [name + ": " + ngettext("{n} added", "{n} added", n) for name, n in done.added.items()]
    lines.append(ngettext("{n} already there", "{n} already there", done.equal))
    return lines, {"added": done.added, "equal": done.equal}


def _sheet(tx: Transaction, raw: bytes) -> tuple[list[str], dict[str, object]]:
    from revmentor.actions import enrolment
    from revmentor.exchange import sheet

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
    if options.audience == "sponsor" and options.what != "evaluation":
        raise WrongUsage(
            _("“{what}” names people; the sponsor is given --what evaluation.").format(
                what=options.what
            )
        )
    if options.dialect and options.format != "csv":
        raise WrongUsage(_("--dialect is how a CSV is written: add --format csv."))
    workspace = opened_workspace(options)
    deliver(_exported(workspace, options), options.output, force=options.force)
    return 0


def _exported(workspace: Workspace, options: ExportOptions) -> bytes:
    """Return what was asked for, in its form; only lists and the evaluation have a CSV."""
    from revmentor.exchange import document, status, tables
    from revmentor.exchange.contract.lists import ROWS

    as_csv, day = options.format == "csv", options.day
    if options.what in ROWS:
        of = chosen_view(workspace, options.programme) or workspace.shown
        if as_csv:
            return tables.as_csv(of, options.what, day, _dialect(options))
        return tables.as_json(of, options.what, day)
    if options.what == "evaluation":
        return _evaluation(chosen_view(workspace, options.programme), options)
    if as_csv:
        raise WrongUsage(
            _("“{what}” is not a list; only {lists} can be written as CSV.").format(
                what=options.what, lists=", ".join([*ROWS, "evaluation"])
            )
        )
    if options.what == "status":
        view = chosen_view(workspace, options.programme)
        return status.as_json(view, workspace.snapshot.firm.name, day)
    return document.document_bytes(workspace.snapshot)


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
    """Return the dialect that was named; without one the same everywhere, whatever the language."""
    from revmentor.exchange.cells import DIALECTS

    return DIALECTS[options.dialect or "plain"]
