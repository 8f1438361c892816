"""The commands that begin a file, bring records in and out, pair, and write for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from revmentor.cli import options as cli
from revmentor.cli.arguments import (
    add_audience,
    add_common,
    add_dry_run,
    add_file,
    add_folder,
    add_force,
    add_identity,
    add_json,
    add_output,
    add_programme,
    add_screen_options,
    add_with_notes,
)
from revmentor.i18n.gettext import _

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from revmentor.cli.arguments import Commands

_DEMO_STEPS = ("baselines", "pairs", "sessions", "evaluation")


def add_beginnings(commands: Commands) -> None:
    """Add the commands that begin a file, or a scratch one."""
    demo = commands.add_parser("demo", help=_("try it on a scratch copy of the sample"))
    demo.add_argument(
        "--step", choices=_DEMO_STEPS, default="sessions", help=_("open at this step")
    )
    add_common(demo)
    add_screen_options(demo)

    new = commands.add_parser("new", help=_("begin a file"))
    new.add_argument("file", metavar="FILE", help=_("the file to begin, like acme.revmentor.json"))
    new.add_argument("--firm", metavar="NAME", help=_("the name of the firm"))
    new.add_argument(
        "--country", metavar="XX", help=_("its country, two letters like IT: its holidays count")
    )
    add_common(new)


def add_status(commands: Commands) -> None:
    """Add `status`."""
    status = commands.add_parser("status", help=_("say what Today says, of one file or several"))
    status.add_argument(
        "files", metavar="FILE", nargs="+", help=_("one file, or those of every client")
    )
    add_identity(status)
    add_programme(status)
    add_with_notes(status)
    add_json(status)
    add_common(status)


def add_records(commands: Commands) -> None:
    """Add the commands that bring records in, give them out, and pair people."""
    take = commands.add_parser("import", help=_("take in a document or a sheet of people"))
    take.add_argument(
        "file", metavar="FILE", nargs="?", help=_("the file of the firm, like acme.revmentor.json")
    )
    add_identity(take)
    take.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        help=_("the document or the sheet, like people.xlsx; - is standard input"),
    )
    take.add_argument(
        "--template", metavar="PATH", help=_("write a sheet to fill, .xlsx or .csv, and no more")
    )
    add_force(take)
    take.add_argument(
        "--update",
        action="store_true",
        help=_("correct what stands there by a part of a document: only the fields it gives"),
    )
    take.add_argument("--programme", metavar="ID", help=_("where new entries of --update belong"))
    add_dry_run(take)
    add_json(take)
    take.add_argument(
        "--answers", metavar="FILE", help=_("answers to the questions of a sheet, as JSON")
    )
    take.add_argument(
        "--accept-defaults",
        action="store_true",
        help=_("answer what a sheet leaves open with what is likeliest"),
    )
    take.add_argument(
        "--other-firm",
        action="store_true",
        help=_("take a document in though it is of another firm than the file"),
    )
    take.add_argument(
        "--erased",
        choices=("leave-out", "take-in"),
        default="ask",
        help=_("what becomes of people in a document who were erased from the file"),
    )
    add_common(take)

    skills = commands.add_parser(
        "skills",
        help=_("give out the firm's own skills as a sheet, or take such a sheet in"),
        description=_("Without --from it writes the sheet and changes nothing."),
    )
    add_file(skills)
    skills.add_argument(
        "--from", dest="source", metavar="SHEET", help=_("take this sheet in; - is standard input")
    )
    add_dry_run(skills)
    add_json(skills)
    add_output(skills)
    add_common(skills)

    export = commands.add_parser("export", help=_("write JSON for scripts"))
    add_file(export)
    export.add_argument(
        "--what",
        choices=get_args(cli.ExportName),
        default="document",
        help=_("what is written, the whole document if nothing is said"),
    )
    export.add_argument(
        "--person",
        metavar="ID_OR_NAME",
        help=_("with --what person: all that is kept about this person, for the person"),
    )
    add_with_notes(export)
    add_programme(export)
    export.add_argument(
        "--format",
        choices=("json", "csv", "html"),
        default="json",
        help=_("how: csv for lists and the evaluation, html for a person"),
    )
    export.add_argument(
        "--dialect",
        choices=("plain", "excel", "excel-it"),
        help=_("of a CSV: plain for scripts, the others for a spreadsheet of that language"),
    )
    add_audience(export)
    add_output(export)
    add_common(export)

    schema = commands.add_parser(
        "schema",
        help=_("write the form of each JSON, for scripts"),
        description=_("A JSON Schema (2020-12) of what the other commands write."),
    )
    schema.add_argument(
        "--what",
        choices=get_args(cli.SchemaName),
        default="document",
        help=_("the form of which JSON"),
    )
    add_output(schema)
    add_common(schema)

    pair = commands.add_parser(
        "pair",
        help=_("propose pairs, with reasons"),
        description=_("Without --apply it changes nothing."),
    )
    add_file(pair)
    add_programme(pair)
    pair.add_argument("--apply", action="store_true", help=_("make the proposed pairs"))
    add_json(pair)
    add_common(pair)


_KINDS_OF_SHEETS = (
    "readiness", "signup", "levels", "fears", "charter", "agenda", "pulse", "form", "attestation",
)  # fmt: skip


def _add_for_some(parser: ArgumentParser) -> None:
    """Add for whom something is written: some people, or those who meet this week."""
    whose = parser.add_mutually_exclusive_group()
    whose.add_argument(
        "--for",
        dest="people",
        action="append",
        metavar="PERSON",
        help=_("for one person alone, by name or id; twice: for a pair"),
    )
    whose.add_argument(
        "--week", action="store_true", help=_("for those who have a slot or a session this week")
    )


def add_documents(commands: Commands) -> None:
    """Add the commands that write something for others."""
    calendar = commands.add_parser(
        "calendar",
        help=_("write calendar files, one for each person"),
        description=_("One file for the programme and one for each person; nobody is invited."),
    )
    _add_for_some(calendar)
    add_folder(calendar)

    paper = commands.add_parser(
        "paper",
        help=_("write pages to print: sign-up, agenda, charter, pulse, forms, attestation …"),
        description=_(
            "HTML for the browser’s print: a sheet for each pair or person, four pulse slips "
            "on one."
        ),
    )
    paper.add_argument(
        "--what",
        choices=_KINDS_OF_SHEETS,
        help=_("one kind of sheet; without it, all but the fears"),
    )
    _add_for_some(paper)
    add_folder(paper)

    report = commands.add_parser(
        "report",
        help=_("write the report of the final evaluation"),
        description=_("One page of HTML that needs no network; print it from the browser."),
    )
    add_file(report)
    add_programme(report)
    add_audience(report)
    report.add_argument(
        "--mid-point",
        action="store_true",
        help=_("make the one edition of the mid-point for the sponsor; it then stands"),
    )
    report.add_argument(
        "--appendix",
        action="store_true",
        help=_("open the appendix, and let paper have it too (coordinator)"),
    )
    add_output(report)
    add_common(report)
