"""The drawings of a step: at its right where there is room, else over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from revmentor.content import library
from revmentor.i18n.gettext import _
from revmentor.rules.results import glance
from revmentor.rules.results.glance import Counts, Drawing
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.drawings import DrawingPanel, drawn
from widgets.text import plain

_LOW = 7
"""So many lines a drawing may have below a table: they are taken from it."""
_BORDER = 2
"""The lines that a panel takes around a drawing."""
_OVER = 70
"""How many cells a drawing has that is shown over the step, at most."""


def of_step(host: Host, step: str) -> list[Drawing]:
    """Return what is drawn of a step on this day."""
    return glance.drawings(step, host.view, host.today) if host.view else []


def below_a_table(drawings: Sequence[Drawing], width: int, free: int) -> list[Drawing]:
    """Return what stands below a table: the first that is low, and what fits in its free lines.

    Where none is low it is the first one: so much a table gives.
    """
    heights = [drawn(each, width - 4, {}).plain.count("\n") + 1 for each in drawings]
    low = next((place for place, each in enumerate(heights) if each <= _LOW), 0)
    shown, left = [low] if drawings else [], free - _BORDER
    for place, height in enumerate(heights):
        used = sum(heights[each] + _BORDER for each in shown)
        if place != low and used + height <= left:
            shown.append(place)
    return [drawings[each] for each in shown]


def show_in(side: VerticalScroll, drawings: Sequence[Drawing], width: int) -> None:
    """Show drawings one below the other; panels that are there are drawn anew."""
    panels = list(side.query(DrawingPanel))
    for _missing in range(len(drawings) - len(panels)):
        panel = DrawingPanel()
        panels.append(panel)
        side.mount(panel)
    for place, panel in enumerate(panels):
        drawing = drawings[place] if place < len(drawings) else None
        panel.draw(drawing, width, _asked(drawing))


def _asked(drawing: Drawing | None) -> Mapping[str, str]:
    """Return what the pulse asks seniors, by its items, where a drawing tells of it."""
    if not isinstance(drawing, Counts) or not any(each.pulse_item for each in drawing.rows):
        return {}
    return {
        item: asked.fields["senior"]
        for item, asked in library.pulse().items()
        if "senior" in asked.fields
    }


def show_over(host: Host, step: str, title: str) -> None:
    """Show the drawings of a step over it."""
    if drawings := of_step(host, step):
        host.push_screen(DrawingsScreen(title, drawings))
    else:
        host.tell(_("There is nothing to draw yet."))


class DrawingsScreen(ModalScreen[None]):
    """The drawings of a step, over it; nothing is asked."""

    DEFAULT_CSS = """
    DrawingsScreen {
        align: center middle;
        & #drawings { height: auto; max-height: 20; scrollbar-size: 1 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f4", "dismiss", _("Close"), id="close_drawings"),
    ]

    def __init__(self, title: str, drawings: Sequence[Drawing]) -> None:
        """Show these drawings under the name of their step."""
        super().__init__()
        self._title = title
        self._drawings = drawings

    def compose(self) -> ComposeResult:
        """Place the box; it is filled when its width is known."""
        with Dialog() as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(_("escape closes"))
            yield VerticalScroll(id="drawings")

    def on_resize(self) -> None:
        """Draw in the width there is."""
        side = self.query_one("#drawings", VerticalScroll)
        show_in(side, self._drawings, min(_OVER, self.size.width - 8))
