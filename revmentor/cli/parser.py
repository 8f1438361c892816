"""What the command line understands."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import fields

from revmentor import __version__
from revmentor.cli import file_parsers, reply_parsers, work_parsers
from revmentor.cli import options as cli
from revmentor.cli.arguments import Parser, add_common, add_identity, add_screen_options
from revmentor.cli.options import CommandOptions
from revmentor.i18n.gettext import _

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
    "messages": cli.MessagesOptions,
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
        given = _given(commands, [words.pop(place), *words])
        if given.command == "import":
            return _import(commands, given)
        return _typed(given)
    parser = _open_parser()
    options, more = parser.parse_known_args(words)
    if more:
        _refuse_more(parser, options.file, words, more)
    return _typed(options)


def _given(commands: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """Return what a command was told; sources of replies may also stand behind an option."""
    given, more = commands.parse_known_args(words)
    if given.command != "answers" or any(each[:1] == "-" != each for each in more):
        return commands.parse_args(words)  # which says what was not understood
    given.sources += more
    return given


def _open_parser() -> Parser:
    parser = Parser(
        prog="revmentor",
        description=_("Run a reverse mentoring programme from a terminal."),
        epilog=_("Commands: {commands}. revmentor COMMAND --help says more of each.").format(
            commands=", ".join(COMMANDS)
        ),
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help=_("the file to open"))
    parser.add_argument("--version", action="version", version=f"revmentor {__version__}")
    add_common(parser)
    add_identity(parser)
    add_screen_options(parser)
    parser.set_defaults(command="open")
    return parser


def _refuse_more(
    parser: Parser, file: str | None, words: Sequence[str], more: Sequence[str]
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
    parser = Parser(prog="revmentor")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    work_parsers.add_beginnings(commands)
    work_parsers.add_records(commands)
    reply_parsers.add_forms(commands)
    reply_parsers.add_answers(commands)
    reply_parsers.add_messages(commands)
    work_parsers.add_documents(commands)
    file_parsers.add_copies(commands)
    file_parsers.add_rights(commands)
    file_parsers.add_restriction(commands)
    file_parsers.add_closing(commands)
    file_parsers.add_encryption(commands)
    return parser
