"""Something to read, over the step, like what to know about the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from revmentor.i18n.gettext import _
from widgets.dialog import Dialog
from widgets.prose import Prose
from widgets.text import plain, wrapped

_WIDTH = 72


class ToldScreen(ModalScreen[None]):
    """A few lines under a title; nothing is asked."""

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss", _("Close"), id="close_told"),
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
                yield Prose(plain(self._about), id="about")


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
