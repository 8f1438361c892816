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
from widgets.dialog import Dialog
from widgets.text import MUTED, fit, plain, wrapped

_LINE, _KEY, _NAME, _LONGEST_NAME = 71, 10, 17, 22
"""How wide a line is, the keys, and what a key is called: at least, and at most."""


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
        with Dialog(id="help") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(_("escape closes"))
            with VerticalScroll(id="scroll"):
                yield Static(plain(self._about), id="about", markup=False)
                yield Static(Content("\n").join(self._keys()), id="keys", markup=False)

    def _keys(self) -> Iterator[Content]:
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
                yield from _line(key, binding, column)

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


def _line(key: str, binding: Binding, column: int) -> Iterator[Content]:
    lines = wrapped(binding.tooltip, _LINE - _KEY - column) or [""]
    front = fit(key, _KEY) + fit(binding.description, column - 1) + " "
    yield Content.assemble(plain(front, "bold"), plain(lines[0], MUTED))
    for line in lines[1:]:
        yield plain(" " * (_KEY + column) + line, MUTED)
