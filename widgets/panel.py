"""Panels: a list under a title, in a round border where there is room for one.

Several of them stand one above the other and are walked through as one list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Size
from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from revmentor.i18n.gettext import _
from widgets.text import plain

_LEAST = 8
"""The cells that the lines of a panel are broken for at least."""


class Panel(OptionList):
    """A list with a title; the arrows go on into the next panel, and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", _("Open"), id="open", tooltip=_("Go to what the line is about")),
    ]
    DEFAULT_CSS = """
    Panel {
        height: auto;
        max-height: 999;
        overflow: hidden hidden;
        margin: 0 0 1 0;
        padding: 0 0 0 1;
        color: $foreground;
        background: transparent;
        background-tint: transparent;
        border: none;
        border-top: blank;
        border-title-color: $foreground;
        border-title-style: bold;
        border-title-background: transparent;
        &:focus {
            border: none;
            border-top: blank;
            background-tint: transparent;
        }
        & > .option-list--option-highlighted {
            background: transparent;
            color: $foreground;
            text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .option-list--option-hover { background: transparent; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 -- as Textual calls it
        """Make an empty panel; it is not shown before it is filled."""
        super().__init__(id=id, markup=False, compact=False)
        self.display = False
        self._titles = ("", "")
        self._tops: list[int] = []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines there are; while a window shrinks there may be no width at all."""
        return super().get_content_height(container, viewport, max(width, _LEAST))

    def fill(self, title: str, options: Sequence[Option], note: str = "") -> None:
        """Show these lines under a title, the cursor where it was; an empty panel goes away."""
        before, place = self.key, self.highlighted
        if self._titles != (title, note):
            self._titles = (title, note)
            self.border_title, self.border_subtitle = plain(title), plain(note)
        if not self._holds(options):
            self.set_options(options)
            self._tops = _tops(options)
        self.display = bool(options)
        ids = [option.id for option in options]
        if before in ids:
            self.highlighted = ids.index(before)
        elif options:
            self.highlighted = min(place or 0, len(options) - 1)

    def _holds(self, options: Sequence[Option]) -> bool:
        """Tell whether these very lines stand here already: then nothing is laid out anew."""
        pairs = zip(self.options, options, strict=False)
        return len(options) == self.option_count and all(
            here.id == there.id and _is_same(here.prompt, there.prompt) for here, there in pairs
        )

    @property
    def key(self) -> str:
        """The id of the line under the cursor."""
        option = self.highlighted_option
        return (option.id or "") if option else ""

    def action_cursor_down(self) -> None:
        """Go down, from the last line into the next panel."""
        if self.highlighted is not None and self.highlighted >= self.option_count - 1:
            self._go_on(1)
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up, from the first line into the panel before."""
        if not self.highlighted:
            self._go_on(-1)
        else:
            super().action_cursor_up()

    def _go_on(self, by: int) -> None:
        shown = [each for each in self.screen.query(Panel) if each.display]
        if self not in shown:  # it went away under the cursor
            return
        place = shown.index(self) + by
        if 0 <= place < len(shown):
            other = shown[place]
            other.highlighted = 0 if by > 0 else other.option_count - 1
            other.focus(scroll_visible=False)
            other.show_line()

    def on_option_list_option_highlighted(self) -> None:
        """Keep the line under the cursor in sight."""
        if self.has_focus:
            self.call_after_refresh(self.show_line)

    def show_line(self) -> None:
        """Scroll what the panels lie in to the line under the cursor."""
        around = next(iter(self.ancestors_with_self[1:]), None)
        if isinstance(around, VerticalScroll) and self.highlighted is not None and self._tops:
            top, below = self._tops[self.highlighted], self._tops[self.highlighted + 1]
            first = top if self.highlighted else -1  # the title, too
            place = self.virtual_region.offset
            region = Region(0, place.y + 1 + first, around.size.width, below - first + 1)
            around.scroll_to_region(region, animate=False)


def _is_same(here: VisualType, there: VisualType) -> bool:
    return isinstance(here, Content) and isinstance(there, Content) and here.is_same(there)


def _tops(options: Sequence[Option]) -> list[int]:
    """Return the line at which each option begins, and where the last one ends."""
    tops = [0]
    for option in options:
        prompt = option.prompt
        lines = prompt.plain.count("\n") + 1 if isinstance(prompt, Content) else 1
        tops.append(tops[-1] + lines)
    return tops
