"""A list of options in place: laid out, gone through with arrows, sought by letters.

Text that is typed changes no value: it moves the cursor at most.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

import msgspec
from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from revmentor.i18n.gettext import _
from revmentor.model.text import unaccented
from widgets.text import MUTED, fit, plain, wrapped

T = TypeVar("T")
GAP = 2
"""The cells between two options on a line."""


class Option(msgspec.Struct, Generic[T], frozen=True):
    """Something that can be chosen, and what it is called."""

    value: T
    label: str


class OptionPlace(msgspec.Struct, frozen=True):
    """Where an option is drawn: its first line, the cell it begins at, and its lines of text."""

    top: int
    left: int
    lines: tuple[str, ...]

    @property
    def bottom(self) -> int:
        """The line after its last one."""
        return self.top + len(self.lines)

    def holds(self, at: Offset) -> bool:
        """Tell whether a cell belongs to the option."""
        wide = max(map(cell_len, self.lines))
        return self.top <= at.y < self.bottom and self.left <= at.x < self.left + wide


def lay_out(texts: Sequence[str], width: int, *, aligned: bool = False) -> list[OptionPlace]:
    """Place texts side by side in lines of ``width`` cells; ``aligned`` puts them in columns.

    A text that is wider than a line is broken between its words.
    """
    blocks = [_broken(text, width) for text in texts]
    widths = [max(map(cell_len, lines)) for lines in blocks]
    if aligned and sum(widths) + GAP * (len(widths) - 1) > width:
        widths = [max(widths)] * len(widths)
    places: list[OptionPlace] = []
    top = left = bottom = 0
    for lines, wide in zip(blocks, widths, strict=True):
        if left and left + wide > width:
            top, left = bottom, 0
        places.append(OptionPlace(top, left, lines))
        bottom = max(bottom, top + len(lines))
        left += wide + GAP
    return places


def _broken(text: str, width: int) -> tuple[str, ...]:
    """Return a text in lines that fit, those after the first under its words."""
    if cell_len(text) <= width:
        return (text,)
    first, *others = wrapped(text, max(1, width - GAP))
    lines = (first, *(" " * GAP + line for line in others))
    return tuple(fit(line, max(1, width)).rstrip() for line in lines)


def matching(labels: Sequence[str], typed: str) -> list[int]:
    """Return the indexes of the labels that begin with the text, then of those with such a word."""
    folded = [unaccented(label) for label in labels]
    typed = unaccented(typed)
    begins = [index for index, label in enumerate(folded) if label.startswith(typed)]
    holds = [index for index, label in enumerate(folded) if f" {typed}" in label]
    return [*begins, *(index for index in holds if index not in begins)]


class Picker(Widget, can_focus=True):
    """What all of them have in common: options laid out in lines, a cursor, finding by letters.

    One layout is drawn, measured, clicked on and moved in (:meth:`_places`).
    """

    DEFAULT_CSS = """
    Picker {
        height: auto;
        width: 1fr;
        padding: 0 1;
        &:focus { background: $surface-active; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", _("Previous"), show=False),
        Binding("right", "move(1)", _("Next"), show=False),
        Binding("up", "row(-1)", _("Up"), show=False),
        Binding("down", "row(1)", _("Down"), show=False),
    ]
    ALIGNED: ClassVar[bool] = False
    """Whether options that take several lines stand in columns."""
    EMPTY: ClassVar[str] = _("nothing to choose from")

    class Typed(Message):
        """A text was typed that the options do not take; ``note`` says so, or is empty again."""

        def __init__(self, note: str) -> None:
            super().__init__()
            self.note = note

    cursor: var[int] = var(0)

    def __init__(self, labels: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 -- as Textual calls it
        super().__init__(id=id)
        self.labels = [str(plain(label)) for label in labels]
        """What the options are called."""
        self._typed = ""
        self._matches: list[int] = []

    # -- laying out ------------------------------------------------------------------------------

    @abstractmethod
    def _text(self, index: int) -> str:
        """Return what is drawn of an option: its sign and its label."""

    @abstractmethod
    def _style(self, index: int) -> str:
        """Return the style that an option is drawn in."""

    def _places(self, width: int) -> list[OptionPlace]:
        texts = [self._text(index) for index in range(len(self.labels))]
        return lay_out(texts, width, aligned=self.ALIGNED)

    def render(self) -> Content:
        """Draw the options."""
        if not self.labels:
            return plain(self.EMPTY, MUTED)
        places = self._places(self.content_size.width)
        rows = [Content("")] * max(place.bottom for place in places)
        for index, place in enumerate(places):
            for row, text in enumerate(place.lines, place.top):
                before = Content(" " * (place.left - rows[row].cell_length))
                rows[row] += before + plain(text, self._style(index))
        return Content("\n").join(rows)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines the options take in a width."""
        return max((place.bottom for place in self._places(width)), default=1)

    # -- moving ----------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to the next option or the one before, round and round."""
        self._seek("")
        if self.labels:
            self.cursor = (self.cursor + by) % len(self.labels)

    def action_row(self, by: int) -> None:
        """Go a line up or down; over the edge the focus goes on to the field there."""
        self._seek("")
        places = self._places(self.content_size.width)
        tops = sorted({place.top for place in places})
        line = tops.index(places[self.cursor].top) + by if places else -1
        if 0 <= line < len(tops):
            here = places[self.cursor].left
            there = [index for index, place in enumerate(places) if place.top == tops[line]]
            self.cursor = min(there, key=lambda index: abs(places[index].left - here))
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def watch_cursor(self) -> None:
        """Show the cursor where it is now."""
        self.refresh()
        self._keep_in_sight()

    def on_focus(self) -> None:
        """Show the line of the cursor, where the options are more than there is room for."""
        self._keep_in_sight()

    def on_resize(self) -> None:
        """Show the line of the cursor in the new size too."""
        self._keep_in_sight()

    def scroll_visible(self, *_args: Any, **_more: Any) -> None:
        """Show the line of the cursor: the whole may be higher than the form."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if self.has_focus:
            self.call_after_refresh(self._scroll_to_cursor)

    def _scroll_to_cursor(self) -> None:
        places = self._places(self.content_size.width)
        for node in self.ancestors:
            if isinstance(node, ScrollableContainer) and places:
                here = places[self.cursor]
                top = self.region.y - node.region.y + node.scroll_offset.y + here.top
                node.scroll_to_region(Region(0, top, 1, len(here.lines)), animate=False)
                return

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None:
            self._click(offset)

    def _click(self, at: Offset) -> None:
        for index, place in enumerate(self._places(self.content_size.width)):
            if place.holds(at):
                self._choose(index)

    @abstractmethod
    def _choose(self, index: int) -> None:
        """Do what a click on an option does."""

    # -- finding by letters ----------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Take letters for a text to find, until another key is pressed."""
        character = (event.character or "") if event.is_printable else ""
        if self._takes(event.key, character):
            event.stop()
            event.prevent_default()

    @property
    def _lost(self) -> bool:
        """Whether a text was typed that nothing here begins with."""
        return bool(self._typed) and not self._matches

    def _takes(self, key: str, character: str) -> bool:
        """Take a key that belongs to a text; tell whether it did."""
        if key == "backspace" and self._typed:
            self._seek(self._typed[:-1])
        elif key in {"enter", "escape"} and self._lost:
            self._seek("")
        elif character == "+" and not self._typed:  # no name begins so, and a form unfolds by it
            return False
        elif character and (character != " " or self._lost):
            self._seek(self._typed + character)
        else:
            return False
        return True

    def _seek(self, typed: str) -> None:
        """Go to what begins with the text; the same letter again goes to the next."""
        before, self._typed = self._typed, typed
        self._matches = self._matching(typed)
        if not self._matches and len(set(typed)) == 1:
            self._matches = self._matching(typed[0])
        if self._matches:
            self._go_to(self._matches[(len(typed) - 1) % len(self._matches)])
        if typed or before:
            self.post_message(self.Typed(self._note() if self._lost else ""))

    def _matching(self, typed: str) -> list[int]:
        return matching(self.labels, typed) if typed else []

    def _go_to(self, index: int) -> None:
        """Show the option that the letters found."""
        self.cursor = index

    def _note(self) -> str:
        return _("Nothing here begins with “{text}”.").format(text=self._typed)

    def on_blur(self) -> None:
        """Forget the letters typed so far."""
        self._seek("")
