"""The arguments that several commands understand, each added by one function."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from revmentor.i18n.dates import local_today
from revmentor.i18n.gettext import LANGUAGES, _
from revmentor.i18n.typed import parse_date

if TYPE_CHECKING:
    from revmentor.cli.parsing import Parser

    Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001 -- it has no public name


def day(text: str) -> date:
    """Read a day as it stands in a document, or as people write one in a form."""
    from revmentor.model.base import COUNTED_YEARS  # only a command with a day pays for it

    read = parse_date(text, local_today())
    if read is None or read.year not in COUNTED_YEARS:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a date; write it like 2026-04-24").format(text=text)
        )
    return read


def count(text: str) -> int:
    """Read a whole number of at most nine digits."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(_("“{text}” is not a number").format(text=text))
    return int(text)


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add what every command understands: the language, and the day taken as today."""
    parser.add_argument(
        "--lang", choices=LANGUAGES, help=_("the language of all text, like --lang it")
    )
    parser.add_argument(
        "--today",
        type=day,
        default=None,
        metavar="DATE",
        help=_("take this day as today, like --today 2026-04-24"),
    )


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add the file a command is about, and how it is opened where it is encrypted."""
    parser.add_argument(
        "file", metavar="FILE", help=_("the file of the firm, like acme.revmentor.json")
    )
    add_identity(parser)


def add_identity(parser: argparse.ArgumentParser) -> None:
    """Add how an encrypted file is opened."""
    parser.add_argument(
        "--identity",
        metavar="KEY",
        help=_("for an encrypted file: a file with an age identity, like --identity key.txt"),
    )


def add_programme(parser: argparse.ArgumentParser) -> None:
    """Add which programme of the file is meant."""
    parser.add_argument(
        "--programme",
        metavar="ID",
        help=_("another programme than the one that runs, by id or name, like --programme pr0001"),
    )


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Add all that a command understands which writes many pages into a folder."""
    add_file(parser)
    add_programme(parser)
    parser.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        help=_("the folder to write into; without it, the one that is set (revmentor settings)"),
    )
    add_force(parser)
    add_common(parser)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add where to write, standard output where nothing is said."""
    parser.add_argument(
        "-o", "--output", metavar="PATH", help=_("the file to write; - is standard output")
    )
    add_force(parser)


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add that a file which is there may be written over."""
    parser.add_argument(
        "--force",
        action="store_true",
        help=_("write over a file that is there, but never over one of revmentor"),
    )


def add_screen_options(parser: argparse.ArgumentParser) -> None:
    """Add what the application on screen understands."""
    parser.add_argument("--no-mouse", action="store_true", help=_("leave the mouse alone"))


def add_with_notes(parser: argparse.ArgumentParser) -> None:
    """Add that confidences may leave the house too."""
    parser.add_argument(
        "--with-notes",
        action="store_true",
        help=_("let out what was said or noted in confidence, too; a document always holds it"),
    )


def add_audience(parser: argparse.ArgumentParser) -> None:
    """Add for whom something is written, and what was released to the sponsor."""
    parser.add_argument(
        "--audience",
        choices=("coordinator", "sponsor"),
        default="coordinator",
        help=_("for whom: the sponsor’s names nobody, and tells people in fives"),
    )
    parser.add_argument(
        "--release-names",
        action="store_true",
        help=_(
            "let the sponsor read typed words: names of programme and indicators, lessons, goals, "
            "cost"
        ),
    )


def add_person(parser: argparse.ArgumentParser) -> None:
    """Add the person a command is about."""
    parser.add_argument(
        "person", metavar="PERSON", help=_("the id, or the name where it is the only one")
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let a command say its result as JSON."""
    parser.add_argument(
        "--json", action="store_true", help=_("say the result as JSON, for scripts")
    )


def add_dry_run(parser: argparse.ArgumentParser) -> None:
    """Let a command only say what it would do."""
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
