"""What is understood of `log`: which session, and what became of it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from revmentor.cli.arguments import (
    add_common,
    add_dry_run,
    add_file,
    add_json,
    add_programme,
    count,
)
from revmentor.i18n.gettext import _

if TYPE_CHECKING:
    from revmentor.cli.arguments import Commands

_STATUSES = ("held", "missed", "cancelled", "moved")
_DECISIONS = ("try", "later", "not_for_us")
_MODES = ("on_site", "remote")


def add_log(commands: Commands) -> None:
    """Add `log`."""
    log = commands.add_parser(
        "log",
        help=_("write down what became of a session, by options or by questions"),
        description=_(
            "At a terminal it asks one question after the other, and enter takes what is usual. "
            "With options it asks nothing. What is not said is as usual, as on the screen."
        ),
    )
    add_file(log)
    log.add_argument(
        "people",
        metavar="PERSON",
        nargs="*",
        help=_("whose session: the mentor, a senior, or both; without, the oldest that waits"),
    )
    _which(log)
    _what(log)
    _who(log)
    _how(log)
    add_dry_run(log)
    add_json(log)
    add_common(log)


def _which(log: argparse.ArgumentParser) -> None:
    """Add which session is meant, and what became of it."""
    log.add_argument(
        "--day", dest="due", metavar="DAY", help=_("the day it was planned for, like 23/4 or thu")
    )
    add_programme(log)
    log.add_argument("--status", choices=_STATUSES, help=_("what happened, held if it is not said"))
    log.add_argument("--reason", metavar="TEXT", help=_("why it was missed, cancelled or moved"))
    log.add_argument("--moved-to", metavar="DAY", help=_("of one that was moved: to which day"))
    log.add_argument("--held-on", metavar="DAY", help=_("if it was held on another day, like 24/4"))
    log.add_argument(
        "--sure", action="store_true", help=_("write it down though the firm was closed that day")
    )


def _what(log: argparse.ArgumentParser) -> None:
    """Add what was taught, given back, and agreed to try."""
    log.add_argument("--taught", metavar="TEXT", help=_("what the mentor taught, in words"))
    log.add_argument("--received", metavar="TEXT", help=_("what the mentor was given back"))
    log.add_argument("--step", metavar="TEXT", help=_("what all seniors there try until next time"))
    log.add_argument(
        "--own-step",
        metavar="NAME=TEXT",
        action="append",
        default=[],
        help=_("what one of several tries, like Fulvio=two mails a day; once for each"),
    )
    log.add_argument("--step-by", metavar="DAY", help=_("until when it is tried, else a week"))
    log.add_argument("--decision", choices=_DECISIONS, help=_("what was decided about the step"))
    log.add_argument(
        "--tried",
        metavar="ANSWER",
        action="append",
        default=[],
        help=_("was the last step tried: yes or no, or of one of several Fulvio=no"),
    )
    log.add_argument("--why-not", metavar="TEXT", help=_("why it was not tried"))
    log.add_argument("--ratings", metavar="DIGITS", help=_("how it was, 1-5, mentor first: 45"))


def _who(log: argparse.ArgumentParser) -> None:
    """Add who was not there, and who asks to talk."""
    for name, text in {
        "--absent": _("a senior who did not come; once for each"),
        "--excused": _("a senior who said so before; once for each"),
        "--talk": _("somebody who asks to talk with you; once for each"),
    }.items():
        log.add_argument(name, metavar="PERSON", action="append", default=[], help=text)
    log.add_argument("--note", metavar="TEXT", help=_("a note that stays with you"))


def _how(log: argparse.ArgumentParser) -> None:
    """Add what is mostly as usual: minutes, the guide, the skills, the place."""
    log.add_argument("--minutes", metavar="N", type=count, help=_("how long it took"))
    log.add_argument("--preparation", metavar="N", type=count, help=_("minutes of preparation"))
    log.add_argument(
        "--mentor-share",
        metavar="N",
        type=count,
        help=_("the mentor’s share of the time, 0-100"),
    )
    log.add_argument("--seen-by", metavar="NAME", help=_("who saw the mentor’s work"))
    log.add_argument("--guide", metavar="ID", help=_("the guide of the session, like G3"))
    log.add_argument("--taught-in", metavar="SKILL", help=_("in which skill, by name or id"))
    log.add_argument("--received-in", metavar="SKILL", help=_("what came back, by name or id"))
    log.add_argument("--mode", choices=_MODES, help=_("where it was"))
    log.add_argument("--link", metavar="LINK", help=_("where it was, at a distance"))
