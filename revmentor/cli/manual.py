"""The command that writes the page for man, in its own markup, from the one parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revmentor import __version__
from revmentor.cli.explained import EXAMPLES, statuses
from revmentor.cli.options import ManualOptions
from revmentor.cli.parser import open_parser, whole_parser
from revmentor.cli.parsing import Parser
from revmentor.cli.streams import write
from revmentor.i18n.gettext import _
from revmentor.store.settings import NAMES, variable

_EVERYWHERE = frozenset({"lang", "today", "identity"})
"""What nearly every command understands, and is explained once."""


def manual_command(_options: ManualOptions) -> int:
    """Write the page for man to standard output."""
    write(manual_page().encode("utf-8"))
    return 0


def manual_page() -> str:
    """Return the page for man, in the language in use."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH REVMENTOR 1 "" "revmentor {__version__}" "revmentor"'
    yield from (_section(_("Name")), _text(_("revmentor - run a reverse mentoring programme")))
    yield from (_section(_("Synopsis")), ".B revmentor", "[FILE]", ".br")
    yield from (".B revmentor", "COMMAND [...]")
    yield _section(_("Description"))
    yield _text(
        _("Runs a reverse mentoring programme from a terminal: goals, starting points, pairs, "
          "weekly sessions, and what both sides gained. Everything lies in one local file.")
    )  # fmt: skip
    opening = open_parser()
    yield _section(_("Options"))
    yield from _arguments(opening, frozenset())
    yield from _commands()
    yield _section(_("Settings"))
    yield _text(
        _("settings.toml in the configuration folder ({command} says where) holds {names} and a "
          "table of keys. The environment wins over it: {variables}. What is typed wins over "
          "both.").format(command="revmentor settings", names=", ".join(NAMES),
                          variables=", ".join(map(variable, NAMES)))
    )  # fmt: skip
    yield _section(_("Exit status"))
    yield from _statuses("open")
    yield _section(_("Examples"))
    yield from _examples("open")


def _commands() -> Iterator[str]:
    yield _section(_("Commands"))
    whole = whole_parser()
    told = whole.commands_in_help
    for name, parser in whole.commands.items():
        if name not in told:  # another word for one
            continue
        usage = " ".join(parser.format_usage().split()[1:])
        yield from (f".SS {_text(name)}", _text(f"{told[name]}."), ".PP", f"\\fI{_text(usage)}\\fR")
        if parser.description:
            yield from (".PP", _text(parser.description))
        yield from _arguments(parser)
        yield from _examples(name)
        if 1 in (ends := statuses(name)):
            yield from (".PP", _text(_("It ends with 1: {what}.").format(what=ends[1])))


def _arguments(parser: Parser, without: frozenset[str] = _EVERYWHERE) -> Iterator[str]:
    """Yield each argument with its values and its help; those of every command stand once."""
    for action, written, about in parser.arguments_in_help():
        if action.dest != "help" and action.dest not in without:
            yield from (".TP", f"\\fB{_text(written)}\\fR", _text(about))


def _examples(command: str) -> Iterator[str]:
    yield from (".PP", ".nf")
    yield from (f"    {_text(f'revmentor {each}')}" for each in EXAMPLES[command])
    yield ".fi"


def _statuses(command: str) -> Iterator[str]:
    for status, text in statuses(command).items():
        yield from (".TP", f"\\fB{status}\\fR", _text(text))


def _section(title: str) -> str:
    return f'.SH "{_text(title.upper())}"'


def _text(text: str) -> str:
    """Return a text with what would be markup taken for itself."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return re.sub(r"^\.", "\\&.", text)
