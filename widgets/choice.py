"""One of several, and several of several: chosen in place, with arrows, space or a digit.

Text that is typed changes no value: it moves the cursor at most.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

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
from widgets.signs import sign
from widgets.text import MUTED, fit, plain, wrapped

T = TypeVar("T")
_GAP = 2
"""The cells between two options on a line."""


@dataclass(frozen=True)
class Option(Generic[T]):
    """Something that can be chosen, and what it is called."""

    value: T
    label: str


@dataclass(frozen=True)
class OptionPlace:
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
    if aligned and sum(widths) + _GAP * (len(widths) - 1) > width:
        widths = [max(widths)] * len(widths)
    places: list[OptionPlace] = []
    top = left = bottom = 0
    for lines, wide in zip(blocks, widths, strict=True):
        if left and left + wide > width:
            top, left = bottom, 0
        places.append(OptionPlace(top, left, lines))
        bottom = max(bottom, top + len(lines))
        left += wide + _GAP
    return places


def _broken(text: str, width: int) -> tuple[str, ...]:
    """Return a text in lines that fit, those after the first under its words."""
    if cell_len(text) <= width:
        return (text,)
    first, *others = wrapped(text, max(1, width - _GAP))
    lines = (first, *(" " * _GAP + line for line in others))
    return tuple(fit(line, max(1, width)).rstrip() for line in lines)


def matching(labels: Sequence[str], typed: str) -> list[int]:
    """Return the indexes of the labels that begin with the text, then of those with such a word."""
    folded = [label.casefold() for label in labels]
    typed = typed.casefold()
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
        &:focus { background: $surface-lighten-1; }
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

    @dataclass
    class Typed(Message):
        """A text was typed that the options do not take; ``note`` says so, or is empty again."""

        note: str

    cursor: var[int] = var(0)

    def __init__(self, labels: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
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


class Choice(Picker, Generic[T]):
    """One of several: all side by side where they fit, else the one chosen between arrows.

    Where they do not fit, letters show one that enter takes; by themselves they choose nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "move(1)", _("Next"), show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another one was chosen."""

        choice: Choice[object]

        @property
        def control(self) -> Choice[object]:
            """The widget it was chosen in."""
            return self.choice

    offered: var[int | None] = var(None)
    """The option that the letters found, until enter takes it."""

    def __init__(
        self,
        options: Sequence[Option[T]],
        value: T | None = None,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Offer ``options``, the one with ``value`` chosen (else the first)."""
        super().__init__([option.label for option in options], id=id)
        self._options = list(options)
        values = [option.value for option in options]
        self.set_reactive(Choice.cursor, values.index(value) if value in values else 0)

    @property
    def value(self) -> T | None:
        """What is chosen; ``None`` where nothing can be."""
        return self._options[self.cursor].value if self._options else None

    @value.setter
    def value(self, value: T) -> None:
        values = [option.value for option in self._options]
        if value in values:
            self.cursor = values.index(value)

    @property
    def not_taken(self) -> str:
        """What the letters found and nobody took yet, or an empty string."""
        return "" if self.offered is None else self.labels[self.offered]

    def action_move(self, by: int) -> None:
        """Choose the next or the one before; of what letters found, show it."""
        if self.offered is None:
            super().action_move(by)
        else:
            place = self._matches.index(self.offered) + by
            self.offered = self._matches[place % len(self._matches)]

    def watch_cursor(self) -> None:
        """Tell the form that the choice changed."""
        super().watch_cursor()
        self.refresh(layout=True)
        if self.is_mounted:
            self.post_message(self.Changed(self))  # type: ignore[arg-type]  # T is erased

    def watch_offered(self) -> None:
        """Show what the letters found."""
        self.refresh(layout=True)

    def _text(self, index: int) -> str:
        mark = sign("chosen") if index == self.cursor else sign("unchosen")
        return f"{mark} {self.labels[index]}"

    def _style(self, index: int) -> str:
        return "bold" if index == self.cursor else MUTED

    def _fits(self, width: int) -> bool:
        """Tell whether all options are drawn: side by side, or a single one."""
        side_by_side = sum(cell_len(label) + 2 + _GAP for label in self.labels) - _GAP
        return side_by_side <= width or len(self.labels) == 1

    def _places(self, width: int) -> list[OptionPlace]:
        if self._fits(width):
            return super()._places(width)
        # Only the one chosen is drawn: every option stands at its place.
        return [OptionPlace(0, 2, tuple(self._shown(width)))] * len(self.labels)

    def _shown(self, width: int) -> list[str]:
        """Return the lines of the one option that is drawn, with room for what stands after it."""
        room = max(1, width - _GAP)
        label = self.labels[self.cursor] if self.offered is None else f"{self.not_taken}?"
        lines = [label] if cell_len(label) <= room else wrapped(label, room)
        if cell_len(lines[-1] + self._after()) > room:
            lines.append("")
        return [fit(line, room).rstrip() for line in lines]

    def _after(self) -> str:
        """Return what stands after the one option that is drawn."""
        if self.offered is None:
            text = _("{n} of {of}").format(n=self.cursor + 1, of=len(self.labels))
        else:
            text = _("enter takes it")
        return f" {sign('right')}  {text}"

    def render(self) -> Content:
        """Draw the options, the chosen one marked by sign and weight."""
        width = self.content_size.width
        if self._fits(width):
            return super().render()
        style = "bold" if self.offered is None else "reverse"
        lines = [plain(line, style) for line in self._shown(width)]
        text = Content("\n  ").join(lines)
        return plain(sign("left") + " ", MUTED) + text + plain(self._after(), MUTED)

    def _click(self, at: Offset) -> None:
        if self._fits(self.content_size.width):
            super()._click(at)
        else:
            self._seek("")
            self.action_move(-1 if at.x < _GAP else 1)

    def _choose(self, index: int) -> None:
        self._seek("")
        self.cursor = index

    def _takes(self, key: str, character: str) -> bool:
        """Take a digit for the option with that number, enter for what the letters found."""
        if key == "enter" and self.offered is not None:
            self._choose(self.offered)
        elif key in {"enter", "escape"} and self._typed:
            self._seek("")
        elif character == " " and self._typed:
            self._seek(self._typed + character)
        elif character.isdecimal() and not self._typed:
            self._choose_number(character)
        else:
            return super()._takes(key, character)
        return True

    def _choose_number(self, digit: str) -> None:
        """Choose the option whose label is that number, else the one at that place in sight."""
        first_words = [label.partition(" ")[0] for label in self.labels]
        if any(word.isdecimal() for word in first_words):
            if digit in first_words:
                self.cursor = first_words.index(digit)
        elif self._fits(self.content_size.width) and 0 < int(digit) <= len(self.labels):
            self.cursor = int(digit) - 1

    def _seek(self, typed: str) -> None:
        self.offered = None
        super()._seek(typed)

    def _matching(self, typed: str) -> list[int]:
        return [] if self._fits(self.content_size.width) else super()._matching(typed)

    def _go_to(self, index: int) -> None:
        self.offered = index

    def _note(self) -> str:
        if self._fits(self.content_size.width):
            return _("Letters choose nothing here; the arrows do.")
        return super()._note()


class Checks(Picker, Generic[T]):
    """Several of several: boxes in columns; space ticks, letters go to a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", _("Tick"), show=False),
    ]
    ALIGNED = True

    @dataclass
    class Changed(Message):
        """A box was ticked or unticked."""

        checks: Checks[object]

        @property
        def control(self) -> Checks[object]:
            """The widget it was ticked in."""
            return self.checks

    ticked: var[frozenset[int]] = var(frozenset)

    def __init__(
        self,
        options: Sequence[Option[T]],
        values: Sequence[T] = (),
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Offer ``options``, those in ``values`` ticked."""
        super().__init__([option.label for option in options], id=id)
        self._options = list(options)
        self.set_reactive(
            Checks.ticked,
            frozenset(i for i, option in enumerate(options) if option.value in values),
        )

    @property
    def values(self) -> tuple[T, ...]:
        """What is ticked, in the order offered."""
        return tuple(self._options[index].value for index in sorted(self.ticked))

    def action_tick(self) -> None:
        """Tick or untick the box at the cursor."""
        self._seek("")
        if self._options:
            self.ticked = self.ticked ^ {self.cursor}

    def watch_ticked(self) -> None:
        """Show what is ticked, and tell."""
        self.refresh()
        self.post_message(self.Changed(self))  # type: ignore[arg-type]  # T is erased

    def _text(self, index: int) -> str:
        mark = sign("ticked") if index in self.ticked else sign("unticked")
        return f"{mark} {self.labels[index]}"

    def _style(self, index: int) -> str:
        if self.has_focus and index == self.cursor:
            return "reverse"
        return "bold" if index in self.ticked else MUTED

    def _choose(self, index: int) -> None:
        self.cursor = index
        self.action_tick()
