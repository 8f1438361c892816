"""The clients of a consultant: of each file the firm, where its programme stands, what waits.

The list on the screen and ``revmentor status FILE…`` both say what this module says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from revmentor.i18n.dates import local_today
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import RevmentorError
from revmentor.model.text import one_line
from revmentor.rules import journey
from revmentor.rules.care.item import Urgency
from revmentor.rules.care.today import today
from revmentor.rules.care.wanted import NOTHING, Wanted, wanted
from revmentor.rules.discretion import discreet
from revmentor.rules.programme_view import View
from revmentor.store.file.inspection import inspect, is_file_encrypted
from revmentor.store.file.verdict import FileState
from revmentor.store.workspace import Workspace

_ENDINGS = (".revmentor.json", ".json")


class Client(msgspec.Struct, frozen=True):
    """One file: its firm, its programme and where that stands, and what waits in it.

    ``state`` is that of the file, or that it is encrypted: then nothing of it is known but its
    name. ``trouble`` says in a sentence what is wrong.
    """

    firm: str
    state: FileState | Literal["encrypted"] = "sound"
    programme: str = ""
    phase: str = ""
    wanted: Wanted = NOTHING
    trouble: str = ""

    @property
    def can_be_read(self) -> bool:
        """Whether what it holds is known."""
        return self.state in {"sound", "outdated"}


def name_of(path: Path) -> str:
    """Return what a file is called before its firm is known: its name without the ending."""
    return next((path.name.removesuffix(e) for e in _ENDINGS if path.name.endswith(e)), path.name)


def client_in(path: Path, fixed_today: date | None = None) -> Client:
    """Read a file and say what stands in it; whatever is wrong with it is said, never raised.

    ``fixed_today`` is the day to take for today, in place of the machine's own.
    """
    try:
        if is_file_encrypted(path):
            return Client(name_of(path), "encrypted")
        inspection = inspect(path)
        if not inspection.usable:
            return Client(name_of(path), inspection.state, trouble=inspection.what)
        workspace = Workspace.of(inspection)
        workspace.today = fixed_today
        programme = workspace.current_programme()
        view = workspace.view(programme.id) if programme else None
        return client_of(workspace, view, fixed_today or local_today(), with_notes=True)
    except (RevmentorError, OSError) as error:
        return Client(name_of(path), "unreachable", trouble=str(error))


def client_of(
    workspace: Workspace, view: View | None, on: date, *, with_notes: bool = False
) -> Client:
    """Return what an open file says of its firm; what was said in confidence only where asked."""
    firm = workspace.snapshot.firm.name
    if view is None:
        return Client(firm)
    if not with_notes:
        view = discreet(view)
    return Client(
        firm,
        programme=view.programme.name,
        phase=journey.phase(view.programme, on),
        wanted=wanted(today(view, on)),
    )


def state_text(client: Client) -> str:
    """Return in a word or two why nothing is known of a file; empty where it can be read."""
    return {
        "encrypted": _("encrypted"),
        "damaged": _("damaged"),
        "empty": _("empty"),
        "missing": _("not there"),
        "unreachable": _("not there"),
        "newer": _("of a newer form"),
        "foreign": _("not ours"),
        "outside": _("changed outside"),
        "put_back": _("put back"),
        "stranger": _("another file"),
    }.get(client.state, "")


def wanted_words(counted: Wanted) -> str:
    """Return what waits in words; that nothing does, where it is so."""
    return ", ".join(words for _urgency, words in wanted_parts(counted)) or _("nothing waits")


def wanted_parts(counted: Wanted) -> Iterator[tuple[Urgency, str]]:
    """Yield what waits in words, part by part, each with how urgent it is."""
    if n := counted.talk:
        yield "talk", _("{n} to talk to now").format(n=n)
    if n := counted.look:
        yield "look", _("{n} to look at").format(n=n)
    if n := counted.to_log:
        yield "due", _("{n} to log").format(n=n)
    if n := counted.follow_ups:
        yield "due", ngettext("{n} follow-up", "{n} follow-ups", n)
    if n := counted.others:
        yield "due", ngettext("{n} thing to do", "{n} things to do", n)
    if (n := counted.worth_an_eye) and not counted.total:
        yield "quiet", ngettext("{n} worth an eye", "{n} worth an eye", n)


def line_of(file: str, client: Client) -> str:
    """Return one file of several as a line of plain text."""
    what = (
        [client.programme, client.phase, wanted_words(client.wanted)]
        if client.programme
        else [_("there is no programme yet")]
    )
    return one_line(f"{file}: {' · '.join([client.firm, *what])}")
