"""Something to read, over the step: the last changes, or what to know about the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from revmentor.i18n.gettext import _
from revmentor.store.file.header import ChangeNote
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.text import MUTED, plain, wrapped

_WIDTH = 72


class ToldScreen(ModalScreen[None]):
    """A few lines under a title; nothing is asked."""

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,h", "dismiss", _("Close"), id="close_told"),
    ]

    def __init__(self, title: str, lines: Sequence[Content], about: str = "") -> None:
        """Show ``lines``, and under them what they are about."""
        super().__init__()
        self._title = title
        self._lines = lines
        self._about = about

    def compose(self) -> ComposeResult:
        """Place the lines."""
        with Dialog(id="told") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(_("escape closes"))
            with VerticalScroll(id="scroll"):
                yield Static(Content("\n").join(self._lines), id="lines", markup=False)
            if self._about:
                yield Static(plain(self._about), id="about", markup=False)


def changes_screen(host: Host) -> ToldScreen:
    """Return the last twenty changes as sentences, and what can be done about them."""
    workspace = host.file
    about = (
        host.keyed(
            _("{undo} takes back “{what}”, and then what was before it, one by one."),
            what=workspace.undoable,
        )
        if workspace.undoable
        else workspace.end_of_undo
        or _("There is nothing to take back. Earlier states of the file: revmentor restore")
    )
    lines = [line for note in workspace.changes for line in _change(note)]
    return ToldScreen(_("The last changes"), lines, about)


def _change(note: ChangeNote) -> Iterator[Content]:
    from revmentor.store.history.recovery import change_line

    when, _dot, what = change_line(note).partition(" · ")
    first, *rest = wrapped(what, _WIDTH - 15)
    yield Content.assemble(plain(f"{when:<14} ", MUTED), plain(first))
    for line in rest:
        yield plain(" " * 15 + line)


def notice_screen(sentences: Sequence[str]) -> ToldScreen:
    """Return what to know about a file before one goes on."""
    return sentences_screen(_("About this file"), sentences)


def sentences_screen(title: str, sentences: Sequence[str]) -> ToldScreen:
    """Return sentences to be read, an empty line between them."""
    lines: list[Content] = []
    for sentence in sentences:
        lines += [plain(line) for line in wrapped(sentence, _WIDTH)]
        lines.append(Content(""))
    return ToldScreen(title, lines[:-1])
