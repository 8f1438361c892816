"""What is understood of the commands for messages, forms and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revmentor.cli.arguments import (
    add_common,
    add_dry_run,
    add_file,
    add_folder,
    add_json,
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
    answers.add_argument("sources", metavar="SOURCE", nargs="*")
    answers.add_argument("--programme", metavar="ID")
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
    """Add `messages`."""
    messages = commands.add_parser(
        "messages",
        help=_("print the messages for many, the fitting one first"),
        description=_(
            "Without --what it lists them, with who was told when; with it, it prints the letter "
            "to each. Nothing is sent."
        ),
    )
    add_file(messages)
    messages.add_argument("--programme", metavar="ID")
    messages.add_argument("--what", metavar="ID", help=_("one message, like invitation"))
    messages.add_argument(
        "--told",
        action="store_true",
        help=_("with --what: write down that they were told today"),
    )
    add_json(messages)
    add_common(messages)
