"""What is understood of the commands for messages, forms and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revmentor.cli.arguments import (
    add_common,
    add_dry_run,
    add_file,
    add_folder,
    add_json,
    add_programme,
)
from revmentor.i18n.gettext import _

if TYPE_CHECKING:
    from revmentor.cli.arguments import Commands


def add_forms(commands: Commands) -> None:
    """Add `forms`."""
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
        "--all", dest="again", action="store_true", help=_("also for who has answered already")
    )
    forms.add_argument(
        "--sealed",
        action="store_true",
        help=_("encrypt the answers in the page, for the key of this machine or --identity"),
    )
    forms.add_argument(
        "--as",
        dest="shape",
        choices=("pages", "table"),
        default="pages",
        help=_("table: the questions as columns, to build a form of the firm from"),
    )
    add_json(forms)
    add_folder(forms)


def add_answers(commands: Commands) -> None:
    """Add `answers`."""
    answers = commands.add_parser(
        "answers",
        help=_("bring in the replies to the pages, or tell who has not answered"),
        description=_(
            "Brings in replies: files, folders of files, or - for a text pasted on standard input. "
            "Without any it tells who was asked and who has not answered."
        ),
    )
    add_file(answers)
    answers.add_argument(
        "sources",
        metavar="SOURCE",
        nargs="*",
        help=_("replies: files, folders of files, or - for standard input"),
    )
    add_programme(answers)
    answers.add_argument(
        "--answers",
        metavar="FILE",
        help=_("of a table: who is meant and what a heading asks, as JSON"),
    )
    answers.add_argument(
        "--keep-first",
        action="store_true",
        help=_("where somebody replied a second time, leave the first as it is"),
    )
    answers.add_argument(
        "--remind",
        action="store_true",
        help=_("print one mail to those who have not answered, and note the day"),
    )
    add_dry_run(answers)
    add_json(answers)
    add_common(answers)


def add_messages(commands: Commands) -> None:
    """Add `message`."""
    message = commands.add_parser(
        "message",
        aliases=["messages"],
        help=_("print a message, to a pair, a person or many, to be copied"),
        description=_(
            "Without --what it lists the messages, the fitting one first; with it, it prints the "
            "letter to each. Without PERSON they are those for many. Nothing is sent."
        ),
    )
    add_file(message)
    message.add_argument(
        "people",
        metavar="PERSON",
        nargs="*",
        help=_("whom it is about, by name or id: a senior, a mentor, or both of a pair"),
    )
    add_programme(message)
    message.add_argument("--what", metavar="ID", help=_("one message, like invitation"))
    message.add_argument(
        "--told",
        action="store_true",
        help=_("with --what, of those for many: write down that they were told today"),
    )
    add_json(message)
    add_common(message)
