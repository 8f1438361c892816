"""Help on the step on screen: what it is for, and every key that acts there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from revmentor.i18n.gettext import _
from widgets.dialog import ReadingDialog, reading_width
from widgets.prose import Prose
from widgets.text import MUTED, fit, plain, wrapped

_KEY, _NAME, _LONGEST_NAME, _BAR = 10, 17, 22, 2
"""Cells for a key, for what it does (at least, and at most), and for a bar to scroll with."""


class HelpScreen(ModalScreen[None]):
    """What the step is for, and its keys."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter", "dismiss", _("Close"), id="close_help"),
    ]

    def __init__(
        self,
        title: str,
        about: str,
        bindings: Sequence[ActiveBinding],
        menu: Sequence[tuple[str, Binding]] = (),
    ) -> None:
        """Explain a step, the keys active there now, and what its menu of actions offers."""
        super().__init__()
        self._title = title
        self._about = about
        self._bindings_now = bindings
        self._menu = menu

    def compose(self) -> ComposeResult:
        """Place the text and the keys: this screen's own, its menu, those of every screen."""
        with ReadingDialog(id="help") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(_("escape closes"))
            with VerticalScroll(id="scroll"):
                yield Prose(plain(self._about), id="about")
                yield Static(Content("\n").join(self._keys()), id="keys", markup=False)

    def _keys(self) -> Iterator[Content]:
        room = reading_width(self.app.size.width) - _KEY - _BAR
        own, common = self._acting()
        names = (cell_len(each.description) for _key, each in (*own, *self._menu, *common))
        column = max(_NAME, min(_LONGEST_NAME, max(names, default=0)) + 1)
        for title, keys in (
            (_("On this screen"), own),
            (_("In the menu of actions"), self._menu),
            (_("Everywhere"), common),
        ):
            if keys:
                yield plain(title, "bold underline")
            for key, binding in keys:
                yield from _line(key, binding, column, room - column)

    def _acting(self) -> tuple[list[tuple[str, Binding]], list[tuple[str, Binding]]]:
        """Return the keys of this screen and those of every screen, each command once."""
        own: list[tuple[str, Binding]] = []
        common: list[tuple[str, Binding]] = []
        seen: set[str] = set()
        for active in self._bindings_now:
            binding = active.binding
            name = binding.id or binding.action
            if not binding.description or not binding.id or name in seen:
                continue
            if name.removeprefix("rate_").isdigit() and name != "rate_0":
                continue
            seen.add(name)
            which = common if active.node is self.app else own
            which.append((self.app.get_key_display(binding), binding))
        return own, common


def _line(key: str, binding: Binding, column: int, room: int) -> Iterator[Content]:
    lines = wrapped(binding.tooltip, room) or [""]
    front = fit(key, _KEY) + fit(binding.description, column - 1) + " "
    yield Content.assemble(plain(front, "bold"), plain(lines[0], MUTED))
    for line in lines[1:]:
        yield plain(" " * (_KEY + column) + line, MUTED)
