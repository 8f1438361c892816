"""One entry whole, as it stands in this file and in a copy, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from revmentor.exchange.comparison import ToldDifference, ToldField
from revmentor.i18n.gettext import _
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.text import MUTED, fit, plain, wrapped

_OTHER = "≠"


class SideBySideScreen(ModalScreen[bool | None]):
    """The fields of an entry, what is other marked; a tick goes back with it."""

    CSS_PATH = "side_by_side.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", _("Tick"), id="tick_entry", priority=True),
        Binding("escape,enter", "dismiss(None)", _("Close"), id="close_side_by_side"),
    ]
    host = getters.app(Host)

    def __init__(self, told: ToldDifference) -> None:
        """Show an entry that is not the same in both."""
        super().__init__()
        self._told = told

    def compose(self) -> ComposeResult:
        """Place the fields."""
        with Dialog(id="whole") as box:
            box.border_title = plain(self._told.title)
            keys = (
                _("{tick_entry} ticks it · {close_side_by_side} closes")
                if self._told.key
                else _("{close_side_by_side} closes")
            )
            box.border_subtitle = plain(self.host.keyed(keys))
            with VerticalScroll(id="scroll"):
                yield Static("", id="fields", markup=False)

    def on_mount(self) -> None:
        """Show the fields; the arrows scroll them."""
        self._show()
        self.query_one("#scroll").focus()

    def on_resize(self) -> None:
        """Break the fields to the width there is."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        width = max(40, min(self.size.width, 130) - 6)
        self.query_one("#fields", Static).update(Content("\n").join([*_lines(self._told, width)]))

    def action_tick(self) -> None:
        """Go back, and tick the line."""
        if self._told.key:
            self.dismiss(True)


def _lines(told: ToldDifference, width: int) -> Iterator[Content]:
    label = min(24, width // 4)
    side = (width - label - 6) // 2
    here, copy = fit(_("Here"), side), _("In the copy")
    head = f"  {fit('', label)}  {here}  {copy}"
    yield plain(head.rstrip(), MUTED)
    for field in told.every:
        yield from _field(told, field, label, side)


def _field(told: ToldDifference, field: ToldField, label: int, side: int) -> Iterator[Content]:
    """Yield a field in as many lines as its longest part needs."""
    is_other = field.is_other and told.stands_in == "both"
    style = "" if told.stands_in != "both" else "bold" if field.is_other else MUTED
    nothing = _("nothing")
    here = field.here or ("" if told.stands_in == "copy" else nothing)
    copy = field.copy or ("" if told.stands_in == "here" else nothing)
    parts = [wrapped(field.label, label), _broken(here, side), _broken(copy, side)]
    for at, (name, ours, theirs) in enumerate(zip_longest(*parts, fillvalue="")):
        mark = _OTHER if is_other and at == 0 else " "
        line = f"{mark} {fit(name, label)}  {fit(ours, side)}  {fit(theirs, side)}".rstrip()
        yield Content.styled(line, style)


def _broken(text: str, width: int) -> list[str]:
    """Return a text in lines; a word that is longer than one is cut into several."""
    lines: list[str] = []
    for line in wrapped(text, width):
        while len(line) > width:
            lines.append(line[:width])
            line = line[width:]
        lines.append(line)
    return lines
