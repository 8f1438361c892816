"""What the command line understands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from revmentor import __version__
from revmentor.cli import options as cli
from revmentor.cli.options import CommandOptions
from revmentor.i18n.gettext import LANGUAGES, _
from revmentor.model.errors import WrongUsage
from revmentor.model.text import visible

_KINDS: dict[str, type[CommandOptions]] = {
    "open": cli.OpenOptions,
    "demo": cli.DemoOptions,
    "new": cli.NewOptions,
    "status": cli.StatusOptions,
    "import": cli.ImportOptions,
    "skills": cli.SkillsOptions,
    "export": cli.ExportOptions,
    "schema": cli.SchemaOptions,
    "pair": cli.PairOptions,
    "calendar": cli.CalendarOptions,
    "paper": cli.PaperOptions,
    "forms": cli.FormsOptions,
    "answers": cli.AnswersOptions,
    "report": cli.ReportOptions,
    "check": cli.CheckOptions,
    "backup": cli.BackupOptions,
    "restore": cli.RestoreOptions,
    "erase": cli.EraseOptions,
    "restrict": cli.RestrictOptions,
    "privacy": cli.PrivacyOptions,
    "close-client": cli.CloseClientOptions,
    "lock": cli.LockOptions,
    "unlock": cli.UnlockOptions,
    "rekey": cli.RekeyOptions,
}
COMMANDS = tuple(name for name in _KINDS if name != "open")
DEMO_STEPS = ("baselines", "pairs", "sessions", "evaluation")


class _Parser(argparse.ArgumentParser):
    """argparse, with a sentence instead of its usage dump when something is wrong."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"{self.prog}: {visible(message)}\n{self.format_usage().rstrip()}")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write the help, without hiding that it could not be written."""
        if file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 -- it has no public name


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if not 1970 <= day.year <= 2200:
            raise ValueError(text)
        return day
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a date; write it like 2026-04-24").format(text=text)
        ) from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(_("“{text}” is not a number").format(text=text))
    return int(text)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, help=_("the language of all text"))
    parser.add_argument(
        "--today", type=_day, default=None, metavar="DATE", help=_("take this day as today")
    )


def _file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    _identity(parser)


def _identity(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--identity", metavar="KEY", help=_("for an encrypted file: a file with an age identity")
    )


def _into_a_folder(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    parser.add_argument("--programme", metavar="ID")
    parser.add_argument(
        "-o", "--output", metavar="DIR", required=True, help=_("the folder to write into")
    )
    _force(parser)
    _common(parser)


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", metavar="PATH", help=_("the file to write; - is standard output")
    )
    _force(parser)


def _force(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--force",
        action="store_true",
        help=_("write over a file that is there, but never over one of revmentor"),
    )


def _screen_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-mouse", action="store_true", help=_("leave the mouse alone"))


def _command_place(words: Sequence[str]) -> int | None:
    """Return where the command stands; the options that take a value may come before it."""
    place = 0
    while place < len(words):
        if words[place] in {"--lang", "--today", "--identity"}:
            place += 2
        elif words[place].startswith("-"):
            place += 1
        else:
            return place if words[place] in COMMANDS else None
    return None


def parsed(arguments: Sequence[str]) -> CommandOptions:
    """Return the options of one command; a word that is no command is the file to open."""
    words = list(arguments)
    place = _command_place(words)
    if place is not None:
        commands = _command_parser()
        given = commands.parse_args([words.pop(place), *words])
        if given.command == "import":
            return _import(commands, given)
        return _typed(given)
    parser = _open_parser()
    options, more = parser.parse_known_args(words)
    if more:
        _refuse_more(parser, options.file, words, more)
    return _typed(options)


def _open_parser() -> _Parser:
    parser = _Parser(
        prog="revmentor",
        description=_("Run a reverse mentoring programme from a terminal."),
        epilog=_("Commands: {commands}. revmentor COMMAND --help says more of each.").format(
            commands=", ".join(COMMANDS)
        ),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("the file to open"))
    parser.add_argument("--version", action="version", version=f"revmentor {__version__}")
    _common(parser)
    _identity(parser)
    _screen_options(parser)
    parser.set_defaults(command="open")
    return parser


def _refuse_more(
    parser: _Parser, file: str | None, words: Sequence[str], more: Sequence[str]
) -> None:
    """End with what was not understood: a word that was meant as a command, or the rest."""
    from revmentor.store.file.disk import kind_of

    first = next((word for word in words if not word.startswith("-")), "")
    if first == file and kind_of(first) == "nothing" and more[0] in words[1:]:
        parser.error(
            _("there is no command “{word}”; commands are {commands}").format(
                word=first, commands=", ".join(COMMANDS)
            )
        )
    parser.error(_("not understood: {words}").format(words=" ".join(more)))


def _import(commands: argparse.ArgumentParser, given: argparse.Namespace) -> CommandOptions:
    """Return what an import was told; a template needs neither a file nor a source."""
    if given.template is not None:
        return _typed(given, cli.TemplateOptions)
    missing = [name.upper() for name in ("file", "source") if getattr(given, name) is None]
    if missing:
        sentence = _("the following arguments are required: {names}")
        commands.error(sentence.format(names=", ".join(missing)))
    return _typed(given)


def _typed(given: argparse.Namespace, kind: type[CommandOptions] | None = None) -> CommandOptions:
    kind = kind or _KINDS[given.command]
    return kind(**{each.name: getattr(given, each.name) for each in fields(kind) if each.init})


def _command_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="revmentor")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    _add_beginnings(commands)
    _add_records(commands)
    _add_documents(commands)
    _add_copies(commands)
    _add_rights(commands)
    _add_restriction(commands)
    _add_closing(commands)
    _add_encryption(commands)
    return parser


def _add_beginnings(commands: _Commands) -> None:
    """Add the commands that begin a file, or a scratch one."""
    demo = commands.add_parser("demo", help=_("try it on a scratch copy of the sample"))
    demo.add_argument("--step", choices=DEMO_STEPS, default="sessions", help=_("open at this step"))
    _common(demo)
    _screen_options(demo)

    new = commands.add_parser("new", help=_("begin a file"))
    new.add_argument("file", metavar="FILE")
    new.add_argument("--firm", metavar="NAME", help=_("the name of the firm"))
    new.add_argument(
        "--country", metavar="XX", help=_("its country, two letters like IT: its holidays count")
    )
    _common(new)


def _add_records(commands: _Commands) -> None:
    """Add the commands that bring records in, give them out, and pair people."""
    status = commands.add_parser("status", help=_("say what Today says, of one file or several"))
    status.add_argument("files", metavar="FILE", nargs="+")
    _identity(status)
    status.add_argument("--programme", metavar="ID")
    _with_notes(status)
    status.add_argument("--json", action="store_true")
    _common(status)

    take = commands.add_parser("import", help=_("take in a document or a sheet of people"))
    take.add_argument("file", metavar="FILE", nargs="?")
    _identity(take)
    take.add_argument(
        "source", metavar="SOURCE", nargs="?", help=_("the file; - is standard input")
    )
    take.add_argument(
        "--template", metavar="PATH", help=_("write a sheet to fill, .xlsx or .csv, and no more")
    )
    _force(take)
    take.add_argument(
        "--update",
        action="store_true",
        help=_("correct what stands there by a part of a document: only the fields it gives"),
    )
    take.add_argument("--programme", metavar="ID", help=_("where new entries of --update belong"))
    take.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    take.add_argument("--json", action="store_true")
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
    _common(take)

    skills = commands.add_parser(
        "skills",
        help=_("give out the firm's own skills as a sheet, or take such a sheet in"),
        description=_("Without --from it writes the sheet and changes nothing."),
    )
    _file_options(skills)
    skills.add_argument(
        "--from", dest="source", metavar="SHEET", help=_("take this sheet in; - is standard input")
    )
    skills.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    skills.add_argument("--json", action="store_true")
    _output(skills)
    _common(skills)

    export = commands.add_parser("export", help=_("write JSON for scripts"))
    _file_options(export)
    export.add_argument(
        "--what",
        choices=get_args(cli.ExportName),
        default="document",
    )
    export.add_argument(
        "--person",
        metavar="ID_OR_NAME",
        help=_("with --what person: all that is kept about this person, for the person"),
    )
    _with_notes(export)
    export.add_argument("--programme", metavar="ID")
    export.add_argument(
        "--format",
        choices=("json", "csv", "html"),
        default="json",
        help=_("csv: lists and the evaluation; html: a person"),
    )
    export.add_argument(
        "--dialect",
        choices=("plain", "excel", "excel-it"),
        help=_("of a CSV: plain for scripts, the others for a spreadsheet of that language"),
    )
    _audience(export)
    _output(export)
    _common(export)

    schema = commands.add_parser(
        "schema",
        help=_("write the form of each JSON, for scripts"),
        description=_("A JSON Schema (2020-12) of what the other commands write."),
    )
    schema.add_argument("--what", choices=get_args(cli.SchemaName), default="document")
    _output(schema)
    _common(schema)

    pair = commands.add_parser(
        "pair",
        help=_("propose pairs, with reasons"),
        description=_("Without --apply it changes nothing."),
    )
    _file_options(pair)
    pair.add_argument("--programme", metavar="ID")
    pair.add_argument("--apply", action="store_true", help=_("make the proposed pairs"))
    pair.add_argument("--json", action="store_true")
    _common(pair)


def _add_documents(commands: _Commands) -> None:
    """Add the commands that write something for others."""
    calendar = commands.add_parser(
        "calendar",
        help=_("write calendar files, one for each person"),
        description=_("One file for the programme and one for each person; nobody is invited."),
    )
    _into_a_folder(calendar)

    _add_replies(commands)
    paper = commands.add_parser(
        "paper",
        help=_("write pages to print: agenda, charter, pulse, final form"),
        description=_("HTML for the browser’s print, a sheet for each pair or person."),
    )
    paper.add_argument("--what", choices=("agenda", "charter", "pulse", "form"))
    _into_a_folder(paper)

    report = commands.add_parser(
        "report",
        help=_("write the report of the final evaluation"),
        description=_("One page of HTML that needs no network; print it from the browser."),
    )
    _file_options(report)
    report.add_argument("--programme", metavar="ID")
    _audience(report)
    report.add_argument(
        "--mid-point",
        action="store_true",
        help=_("make the one edition of the mid-point for the sponsor; it then stands"),
    )
    _output(report)
    _common(report)


def _with_notes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with-notes",
        action="store_true",
        help=_("let out what was said or noted in confidence, too; a document always holds it"),
    )


def _audience(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--audience",
        choices=("coordinator", "sponsor"),
        default="coordinator",
        help=_("the sponsor’s names nobody, and tells people in fives"),
    )
    parser.add_argument(
        "--release-names",
        action="store_true",
        help=_("let the sponsor read the names of the programme and its indicators"),
    )


def _add_copies(commands: _Commands) -> None:
    """Add the commands that look after the file and its copies."""
    check = commands.add_parser("check", help=_("look at the file, its copies and its records"))
    _file_options(check)
    check.add_argument("--json", action="store_true")
    _common(check)

    backup = commands.add_parser("backup", help=_("write a copy, and read it back"))
    _file_options(backup)
    backup.add_argument(
        "-o", "--output", metavar="PATH", help=_("a file or a folder, on a stick for example")
    )
    _force(backup)
    _common(backup)

    restore = commands.add_parser(
        "restore",
        help=_("list the copies kept of a file, and go back to one"),
        description=_("Without an option it lists the copies and changes nothing."),
    )
    _file_options(restore)
    which = restore.add_mutually_exclusive_group()
    which.add_argument("--last-good", action="store_true", help=_("go back to the last good copy"))
    which.add_argument(
        "--change",
        "--generation",
        dest="generation",
        metavar="N",
        type=_number,
        help=_("go back to the copy of change N"),
    )
    which.add_argument("--from", dest="source", metavar="BACKUP", help=_("go back to a backup"))
    which.add_argument(
        "--accept", action="store_true", help=_("take a file changed outside revmentor as it is")
    )
    restore.add_argument(
        "--other-firm",
        action="store_true",
        help=_("take a backup though it is of another firm than the file"),
    )
    restore.add_argument("--json", action="store_true")
    _common(restore)


def _person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "person", metavar="PERSON", help=_("the id, or the name where it is the only one")
    )


def _add_rights(commands: _Commands) -> None:
    """Add the commands for what people may ask about themselves."""
    erase = commands.add_parser(
        "erase",
        help=_("erase a person from the file and all copies of it"),
        description=_(
            "It shows every place that tells of the person, and empties it; nothing brings the "
            "person back. With --dry-run it only shows."
        ),
    )
    _file_options(erase)
    erase.add_argument(
        "person", metavar="PERSON", help=_("the id, or the name where it is the only one")
    )
    erase.add_argument(
        "--keep-figures",
        action="store_true",
        help=_("keep somebody without a name in the place, so that counts and levels stay"),
    )
    erase.add_argument(
        "--look-in",
        metavar="DIR",
        action="append",
        default=[],
        help=_("look for calendars and pages in this folder too"),
    )
    erase.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    erase.add_argument("--json", action="store_true")
    _common(erase)


def _add_restriction(commands: _Commands) -> None:
    restrict = commands.add_parser(
        "restrict",
        help=_("keep a person’s records without using them"),
        description=_("No list, plan, message or report is made of them; the open pairs end."),
    )
    _file_options(restrict)
    _person(restrict)
    restrict.add_argument("--lift", action="store_true", help=_("use them again"))
    _common(restrict)

    privacy = commands.add_parser(
        "privacy",
        help=_("print the record of processing, and the notice for participants"),
        description=_("In plain words, filled in from the file. It is no legal advice."),
    )
    _file_options(privacy)
    privacy.add_argument("--what", choices=("record", "notice"), help=_("only this one"))
    privacy.add_argument(
        "--given-on",
        type=_day,
        metavar="DATE",
        help=_("write down that everybody without a notice was given it on this day"),
    )
    privacy.add_argument(
        "--keep-until",
        type=_day,
        metavar="DATE",
        help=_("set the day until which the records may be kept"),
    )
    _output(privacy)
    _common(privacy)


def _add_closing(commands: _Commands) -> None:
    close = commands.add_parser(
        "close-client",
        help=_("write the file to hand over, and remove everything here"),
        description=_(
            "It writes one file, reads it back and says its SHA-256. Only with --remove the file "
            "here, its copies, its draft and its place in the list of recent files go."
        ),
    )
    _file_options(close)
    close.add_argument(
        "-o", "--output", metavar="HANDOVER", required=True, help=_("the file to hand over")
    )
    close.add_argument("--remove", action="store_true", help=_("remove everything here, for good"))
    _force(close)
    _common(close)


def _add_encryption(commands: _Commands) -> None:
    lock = commands.add_parser("lock", help=_("encrypt the file and its copies"))
    rekey = commands.add_parser("rekey", help=_("encrypt it with a new key"))
    for each in (lock, rekey):
        _file_options(each)
        each.add_argument(
            "--escrow", metavar="AGE1…", help=_("a public key that may open it in an emergency")
        )
        each.add_argument(
            "--recovery-sheet", metavar="PATH", help=_("write the key as a sheet to print")
        )
        _force(each)
        _common(each)
    lock.add_argument(
        "--new-key",
        action="store_true",
        help=_("make a key for this file alone, though this machine has one: a key for a client"),
    )
    rekey.set_defaults(new_key=False)
    rekey.add_argument("--no-escrow", action="store_true", help=_("let nobody else open it"))
    rekey.add_argument("--to", metavar="KEY", help=_("the new key: a file with an age identity"))

    unlock = commands.add_parser("unlock", help=_("take the encryption away"))
    _file_options(unlock)
    _common(unlock)


def _add_replies(commands: _Commands) -> None:
    forms = commands.add_parser(
        "forms",
        help=_("write the pages that people answer themselves"),
        description=_(
            "Writes a page for each person who is asked: sign-up, own starting levels, pulse, "
            "final form, follow-up. It needs no network and gives a small file to send back."
        ),
    )
    forms.add_argument(
        "--what",
        choices=("signup", "levels", "pulse", "final", "follow-up"),
        help=_("one kind of form; without it, those it is time for"),
    )
    whose = forms.add_mutually_exclusive_group()
    whose.add_argument(
        "--for", dest="person", metavar="PERSON", help=_("the page of one person, by name or id")
    )
    whose.add_argument(
        "--all",
        dest="again",
        action="store_true",
        help=_("also for who has answered already"),
    )
    forms.add_argument(
        "--sealed",
        action="store_true",
        help=_("encrypt the answers in the page, for the key of this machine or --identity"),
    )
    forms.add_argument(
        "--as",
        dest="table",
        choices=("pages", "table"),
        default="pages",
        help=_("table: the questions as columns, to build a form of the firm from"),
    )
    forms.add_argument("--json", action="store_true")
    _into_a_folder(forms)
    answers = commands.add_parser(
        "answers",
        help=_("bring in the replies to the pages, or tell who has not answered"),
        description=_(
            "Brings in replies: files, folders of files, or - for a text pasted on standard input. "
            "Without any it tells who was asked and who has not answered."
        ),
    )
    _file_options(answers)
    answers.add_argument("sources", metavar="SOURCE", nargs="*")
    answers.add_argument("--programme", metavar="ID")
    answers.add_argument(
        "--keep-first",
        action="store_true",
        help=_("where somebody replied a second time, leave the first as it is"),
    )
    answers.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    answers.add_argument("--json", action="store_true")
    _common(answers)
