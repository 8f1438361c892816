"""The command that brings records in: a document, a part of one, or a sheet of people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict

from revmentor.cli.options import ImportOptions, TemplateOptions
from revmentor.cli.streams import (
    deliver,
    info,
    info_doubt,
    info_error,
    print_change,
    print_line,
    tell_error,
    write_json,
)
from revmentor.cli.terminal import chosen_view, opened_workspace, ways_to_compare
from revmentor.exchange.contract.base import VERSION
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import NeedsConfirmation, Refused, WrongUsage
from revmentor.model.text import one_line, shell_word

if TYPE_CHECKING:
    from revmentor.store.transaction import Transaction


def import_command(options: ImportOptions) -> int:
    """Bring in a document or a sheet of people; return 1 where a dry run would be refused."""
    from revmentor.store import shared_folders

    if options.programme and not options.update:
        raise WrongUsage(_("--programme is where the entries of --update belong; add --update."))
    workspace = opened_workspace(options)
    for line in shared_folders.worth_saying(workspace.path):
        info(line)
    for line in ways_to_compare(workspace.path, options.file):
        info(line)
    raw = _brought_in(options.source)
    view = chosen_view(workspace, options.programme) if options.programme else None
    stood = workspace.generation
    told = _Told()

    def take_in(tx: Transaction) -> None:
        nonlocal stood
        stood = workspace.generation
        _take_in(tx, raw, options, told)

    programme_id = view.programme.id if view else ""
    try:
        workspace.make(take_in, programme_id, today=options.day, dry_run=options.dry_run)
    except Refused as error:
        return _refused_import(error, options, told)
    info_doubt(workspace)
    _print_import(told, options, stood if workspace.generation > stood else None)
    return 0


def template_command(options: TemplateOptions) -> int:
    """Write a sheet of people to fill."""
    from revmentor.exchange.sheet import template

    deliver(template.template(options.template), options.template, force=options.force)
    if options.template != "-":
        info(
            _("{sheet} is to be filled; then {command} brings it in, or i on the screen.").format(
                sheet=one_line(options.template),
                command=f"revmentor import FILE {shell_word(options.template)}",
            )
        )
    return 0


class _Told(msgspec.Struct):
    """What an import did, or would do: as sentences, and as data."""

    lines: list[str] = msgspec.field(default_factory=list)
    data: dict[str, Any] = msgspec.field(default_factory=dict)


def _refused_import(error: Refused, options: ImportOptions, told: _Told) -> int:
    """Write why an import was refused; a dry run has done what it was asked all the same.

    A sheet that was read is told with what it leaves open.
    """
    if not told.data:
        if not options.dry_run:
            raise error
        return tell_error(error, 1)
    if options.json:
        problems = [asdict(problem) for problem in error.problems]
        write_json(
            {"version": VERSION, "done": False, "change": None, **told.data, "problems": problems}
        )
    elif options.dry_run:
        for line in told.lines:
            print_line(line)
    info_error(error)
    return 1 if options.dry_run else error.status


def _print_import(told: _Told, options: ImportOptions, change: int | None) -> None:
    """Write what an import did, or would do; ``change`` is the one to go back to."""
    done = {"done": not options.dry_run, "change": change}
    if options.json and write_json({"version": VERSION, **done, **told.data, "problems": []}):
        return
    if options.dry_run and not options.json:
        info(_("Nothing was changed. An import would do this:"))
    print_one = print_line if options.dry_run else print_change
    for line in told.lines:
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


def _take_in(tx: Transaction, raw: bytes, options: ImportOptions, told: _Told) -> None:
    """Take in what was brought, and tell what was done."""
    from revmentor.exchange import document

    if options.update:
        told.lines, told.data = _corrected(tx, raw, options)
    elif document.looks_like_one(raw):
        _document(tx, raw, told, options)
    else:
        _sheet(tx, raw, options, told)


def _corrected(
    tx: Transaction, raw: bytes, options: ImportOptions
) -> tuple[list[str], dict[str, object]]:
    from revmentor.cli import updates
    from revmentor.store.history.erased_again import ErasedComesBack

    try:
        return updates.update(tx, raw, erased_too=options.erased == "take-in")
    except ErasedComesBack as error:
        text = _("{what} To take them in all the same: --erased take-in")
        raise Refused(text.format(what=error)) from error


def _document(tx: Transaction, raw: bytes, told: _Told, options: ImportOptions) -> None:
    from revmentor.actions import imports
    from revmentor.exchange import document
    from revmentor.store.history.erased_again import ErasedComesBack

    try:
        done = imports.import_document(
            tx,
            document.read_document(raw),
            other_firm=options.other_firm,
            erased=options.erased,
        )
    except ErasedComesBack as error:
        text = _(
            "{what} To take in the rest: --erased leave-out. To take them in all the same: "
            "--erased take-in"
        )
        raise Refused(text.format(what=error)) from error
    except NeedsConfirmation as error:
        text = _("{what} If it is to take in the other firm’s entries: --other-firm")
        raise Refused(text.format(what=error)) from error
    told.lines = [
        f"{name}: " + ngettext("{n} added", "{n} added", n) for name, n in done.added.items()
    ]
    told.lines.append(ngettext("{n} already there", "{n} already there", done.equal))
    told.data = {"added": done.added, "equal": done.equal}


def _sheet(tx: Transaction, raw: bytes, options: ImportOptions, told: _Told) -> None:
    """Take a sheet in; what it would change and leaves open is told before it is refused."""
    from revmentor.actions import enrolment
    from revmentor.exchange.sheet import outcome, reading
    from revmentor.exchange.sheet.questions import Questions
    from revmentor.exchange.sheet.surroundings import surroundings_of

    questions = Questions(
        _answers(options),
        accepts_defaults=options.accept_defaults,
        settled=tx.standing.firm.settled,
    )
    read = reading.read(raw, questions, surroundings_of(tx, options.source))
    enrolled = enrolment.enrol(
        tx,
        read.newcomers,
        new_skills=read.new_skills,
        columns=read.remembered,
        settled=read.settled,
    )
    told.data = outcome.as_data(read, enrolled.outcomes, tx.standing.firm)
    names = outcome.Names.after(tx.snapshot, tx.skills)
    told.lines = outcome.lines(told.data, read, names)
    if enrolled.mentors or enrolled.seniors or enrolled.goals:
        sentence = _(
            "in {programme}: {mentors} as mentors, {seniors} as seniors, {goals} wishes as goals"
        )
        told.lines.append(
            sentence.format(
                programme=enrolled.programme,
                mentors=enrolled.mentors,
                seniors=enrolled.seniors,
                goals=enrolled.goals,
            )
        )
    if unused := questions.without_a_question:
        info(_("Answers that nothing asked for: {keys}").format(keys=", ".join(unused)))
    questions.refuse_open()
    enrolment.finish(tx, enrolled)


def _answers(options: ImportOptions) -> dict[str, str]:
    """Return the answers of a file, by the key of their question."""
    from revmentor.exchange import answers_file
    from revmentor.store import typed_paths

    if options.answers is None:
        return {}
    return answers_file.read_answers(
        typed_paths.read_source(typed_paths.typed_path(options.answers))
    )
