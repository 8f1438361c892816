"""What the command line understands."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from revmentor import __version__
from revmentor.cli import file_parsers, log_parser, reply_parsers, shell_parsers, work_parsers
from revmentor.cli import options as cli
from revmentor.cli.arguments import add_common, add_identity, add_screen_options
from revmentor.cli.explained import ending
from revmentor.cli.log_options import LogOptions
from revmentor.cli.options import CommandOptions
from revmentor.cli.parsing import Parser, with_guess
from revmentor.i18n.gettext import _

if TYPE_CHECKING:
    from revmentor.cli.arguments import Commands

_KINDS: dict[str, type[CommandOptions]] = {
    "open": cli.OpenOptions,
    "demo": cli.DemoOptions,
    "new": cli.NewOptions,
    "status": cli.StatusOptions,
    "log": LogOptions,
    "import": cli.ImportOptions,
    "skills": cli.SkillsOptions,
    "export": cli.ExportOptions,
    "schema": cli.SchemaOptions,
    "pair": cli.PairOptions,
    "calendar": cli.CalendarOptions,
    "paper": cli.PaperOptions,
    "forms": cli.FormsOptions,
    "answers": cli.AnswersOptions,
    "message": cli.MessageOptions,
    "report": cli.ReportOptions,
    "check": cli.CheckOptions,
    "compare": cli.CompareOptions,
    "archive": cli.ArchiveOptions,
    "backup": cli.BackupOptions,
    "restore": cli.RestoreOptions,
    "erase": cli.EraseOptions,
    "restrict": cli.RestrictOptions,
    "privacy": cli.PrivacyOptions,
    "close-client": cli.CloseClientOptions,
    "lock": cli.LockOptions,
    "unlock": cli.UnlockOptions,
    "settings": cli.SettingsOptions,
    "completion": cli.CompletionOptions,
    "manual": cli.ManualOptions,
    "rekey": cli.RekeyOptions,
}
_GROUPS: Sequence[tuple[Sequence[str], Callable[[Commands], None]]] = (
    (("demo", "new"), work_parsers.add_beginnings),
    (("status",), work_parsers.add_status),
    (("log",), log_parser.add_log),
    (("message", "messages"), reply_parsers.add_messages),
    (("import", "skills", "export", "schema", "pair"), work_parsers.add_records),
    (("forms",), reply_parsers.add_forms),
    (("answers",), reply_parsers.add_answers),
    (("calendar", "paper", "report"), work_parsers.add_documents),
    (("check", "compare", "archive", "backup", "restore"), file_parsers.add_copies),
    (("erase",), file_parsers.add_rights),
    (("restrict", "privacy"), file_parsers.add_restriction),
    (("close-client",), file_parsers.add_closing),
    (("lock", "rekey", "unlock"), file_parsers.add_encryption),
    (("settings", "completion", "manual"), shell_parsers.add_shell),
)
"""Which commands each part of the parser is about, in the order of the help."""
_NAMES = {"messages": "message"}
"""Other words for a command, as it was called before."""
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
            return place if words[place] in {*COMMANDS, *_NAMES} else None
    return None


def parsed(arguments: Sequence[str]) -> CommandOptions:
    """Return the options of one command; a word that is no command is the file to open."""
    words = list(arguments)
    place = _command_place(words)
    if place is not None:
        name = words.pop(place)
        command = _commands(Parser(prog="revmentor"), name)[name]
        given = _given(command, name, words)
        return _import(command, given) if name == "import" else _typed(given)
    parser = open_parser()
    options, more = parser.parse_known_args(words)
    if more:
        _refuse_more(parser, options.file, words, more)
    return _typed(options)


def whole_parser() -> Parser:
    """Return all that is understood as one parser, for completion and the manual."""
    parser = open_parser(with_file=False)
    _commands(parser)
    return parser


def _given(command: Parser, name: str, words: Sequence[str]) -> argparse.Namespace:
    """Return what a command was told; its last words may also stand behind an option."""
    given, more = command.parse_known_args(words)
    given.command = _NAMES.get(name, name)
    last = {"answers": "sources", "message": "people", "log": "people"}.get(given.command, "")
    if more and last and all(each[:1] != "-" for each in more):
        getattr(given, last).extend(more)
    elif more:
        command.refuse_more(more)
    return given


def open_parser(*, with_file: bool = True) -> Parser:
    """Return what `revmentor [FILE]` understands."""
    parser = Parser(
        prog="revmentor",
        description=_("Run a reverse mentoring programme from a terminal."),
        after=overview,
    )
    if with_file:
        parser.add_argument(
            "file", nargs="?", metavar="FILE", help=_("the file to open; without it, the last ones")
        )
    parser.add_argument(
        "-V",
        "--version",
        action="version",
        version=f"revmentor {__version__}",
        help=_("say which version this is"),
    )
    add_common(parser)
    add_identity(parser)
    add_screen_options(parser)
    parser.set_defaults(command="open")
    return parser


def overview() -> str:
    """Return every command with a line about it, examples, and how it ends."""
    lines = [_("Commands (revmentor COMMAND --help says all of one):")]
    about = Parser(prog="revmentor")
    _commands(about)
    width = max(map(len, COMMANDS)) + 2
    for name, help_line in about.commands_in_help.items():
        told = textwrap.wrap(help_line, 77 - width)
        lines += [f"  {name:<{width}}{told[0]}", *(" " * (width + 2) + more for more in told[1:])]
    return "\n".join([*lines, "", ending("open")])


def _refuse_more(
    parser: Parser, file: str | None, words: Sequence[str], more: Sequence[str]
) -> None:
    """End with what was not understood: a word that was meant as a command, or the rest."""
    from revmentor.store.file.disk import kind_of

    first = next((word for word in words if not word.startswith("-")), "")
    if first == file and kind_of(first) == "nothing" and more[0] in words[1:]:
        sentence = _("there is no command “{word}”; commands are {commands}")
        text = sentence.format(word=first, commands=", ".join(COMMANDS))
        parser.error(with_guess(text, first, COMMANDS))
    parser.refuse_more(more)


def _import(command: Parser, given: argparse.Namespace) -> CommandOptions:
    """Return what an import was told; a template needs neither a file nor a source."""
    if given.template is not None:
        return _typed(given, cli.TemplateOptions)
    missing = [name.upper() for name in ("file", "source") if getattr(given, name) is None]
    if missing:
        command.error(_("this is missing: {name}").format(name=", ".join(missing)))
    return _typed(given)


def _typed(given: argparse.Namespace, kind: type[CommandOptions] | None = None) -> CommandOptions:
    kind = kind or _KINDS[given.command]
    told = {name: vars(given)[name] for name in kind.__struct_fields__ if name in given}
    return kind(**told)


def _commands(parser: Parser, only: str = "") -> Mapping[str, Parser]:
    """Let a parser understand the commands, and return each by its name.

    ``only`` is the one that is asked for: what has nothing to do with it is not made.
    """
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for names, add in _GROUPS:
        if not only or only in names:
            add(commands)
    for name, command in commands.choices.items():
        command.after = partial(ending, _NAMES.get(name, name))
    return commands.choices
