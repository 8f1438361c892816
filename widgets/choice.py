"""One of several, and several of several: chosen in place, with the arrow keys or a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from revmentor.words import _
from widgets.signs import sign
from widgets.text import MUTED, fit, plain

T = TypeVar("T")


@dataclass(frozen=True)
class Option(Generic[T]):
    """Something that can be chosen, and what it is called."""

    value: T
    label: str


def find_by_letters(labels: Sequence[str], typed: str, start: int) -> int | None:
    """Return the index of the next label of which a word begins with the letters."""
    order = [*range(start, len(labels)), *range(start)]
    folded = [label.casefold() for label in labels]
    typed = typed.casefold()
    begins = (index for index in order if folded[index].startswith(typed))
    holds = (index for index in order if f" {typed}" in folded[index])
    return next(begins, next(holds, None))


class Picker(Widget, can_focus=True):
    """What all of them have in common: a cursor, and finding by letters."""

    DEFAULT_CSS = """
    Picker {
        height: auto;
        width: 1fr;
        padding: 0 1;
        &:focus { background: $surface-lighten-1; }
    }
    """

    cursor: var[int] = var(0)

    def __init__(self, labels: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._labels = [str(plain(label)) for label in labels]
        self._typed = ""

    def _typed_letter(self, letter: str) -> None:
        for typed in (self._typed + letter, letter):
            found = find_by_letters(self._labels, typed, self.cursor)
            if found is not None:
                self._typed = typed
                self.cursor = found
                return
        self._typed = ""

    def _again(self, letter: str) -> bool:
        """Go to the next option that begins with a letter typed twice; tell whether there is."""
        if self._typed.casefold() != letter.casefold():
            return False
        found = find_by_letters(self._labels, letter, self.cursor + 1)
        if found is None or found == self.cursor:
            return False
        self.cursor = found
        return True

    def on_key(self, event: events.Key) -> None:
        """Jump to what begins with the letters typed."""
        if event.is_printable and event.character and event.character != " ":
            if not self._again(event.character):
                self._typed_letter(event.character)
            event.stop()
            event.prevent_default()

    def on_blur(self) -> None:
        """Forget the letters typed so far."""
        self._typed = ""

    def watch_cursor(self) -> None:
        """Show the cursor where it is now."""
        self.refresh(layout=True)
        if self.has_focus:
            self.call_after_refresh(self._scroll_to_cursor)

    def _cursor_line(self) -> int:
        """Return the line of the widget that the cursor is on."""
        return 0

    def _scroll_to_cursor(self) -> None:
        for node in self.ancestors:
            if isinstance(node, ScrollableContainer):
                top = self.region.y - node.region.y + node.scroll_offset.y + self._cursor_line()
                node.scroll_to_region(Region(0, top, 1, 1), animate=False)
                return


class Choice(Picker, Generic[T]):
    """One of several: all side by side where they fit, else the one chosen between arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", _("Previous"), show=False),
        Binding("right,space", "move(1)", _("Next"), show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another one was chosen."""

        choice: Choice[object]

        @property
        def control(self) -> Choice[object]:
            """The widget it was chosen in."""
            return self.choice

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

    def action_move(self, by: int) -> None:
        """Choose the next or the one before, round and round."""
        self._typed = ""
        if self._options:
            self.cursor = (self.cursor + by) % len(self._options)

    def watch_cursor(self) -> None:
        """Tell the form that the choice changed."""
        super().watch_cursor()
        if self.is_mounted:
            self.post_message(self.Changed(self))  # type: ignore[arg-type]  # T is erased

    def _fits(self) -> bool:
        room = (self.size.width or 50) - 2
        return sum(cell_len(label) + 4 for label in self._labels) - 2 <= room

    def render(self) -> Content:
        """Draw the options, the chosen one marked by sign and weight."""
        if not self._options:
            return plain(_("nothing to choose from"), MUTED)
        if self._fits():
            parts = []
            for index, label in enumerate(self._labels):
                chosen = index == self.cursor
                mark = sign("chosen") if chosen else sign("unchosen")
                parts.append(plain(f"{mark} {label}", "bold" if chosen else MUTED))
            return Content("  ").join(parts)
        place = _("{n} of {of}").format(n=self.cursor + 1, of=len(self._options))
        room = max(10, (self.size.width or 50) - cell_len(place) - 8)
        label = fit(self._labels[self.cursor], min(room, 60)).rstrip()
        return Content.assemble(
            plain(sign("left") + " ", MUTED),
            plain(label, "bold"),
            plain(f" {sign('right')}  {place}", MUTED),
        )

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked, or the next one."""
        if not self._fits():
            self.action_move(-1 if event.x < 3 else 1)
            return
        left = 1
        for index, label in enumerate(self._labels):
            width = cell_len(label) + 4
            if left <= event.x < left + width:
                self.cursor = index
                return
            left += width


class Checks(Picker, Generic[T]):
    """Several of several: boxes in columns; space ticks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", _("Previous"), show=False),
        Binding("right", "move(1)", _("Next"), show=False),
        Binding("up", "row(-1)", _("Up"), show=False),
        Binding("down", "row(1)", _("Down"), show=False),
        Binding("space", "tick", _("Tick"), show=False),
    ]

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

    def action_move(self, by: int) -> None:
        """Go to the next box or the one before."""
        self._typed = ""
        if self._options:
            self.cursor = (self.cursor + by) % len(self._options)

    def action_row(self, by: int) -> None:
        """Go a line up or down; over the edge the focus goes on to the field there."""
        self._typed = ""
        to = self.cursor + by * self._across()
        if 0 <= to < len(self._options):
            self.cursor = to
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_tick(self) -> None:
        """Tick or untick the box at the cursor."""
        if self._options:
            self.ticked = self.ticked ^ {self.cursor}

    def watch_ticked(self) -> None:
        """Show what is ticked, and tell."""
        self.refresh()
        self.post_message(self.Changed(self))  # type: ignore[arg-type]  # T is erased

    def _cursor_line(self) -> int:
        return self.cursor // self._across()

    def _column(self) -> int:
        return max((cell_len(label) for label in self._labels), default=0) + 4

    def _across(self) -> int:
        room = (self.size.width or 50) - 2
        inline = sum(cell_len(label) + 4 for label in self._labels)
        return len(self._labels) or 1 if inline <= room else max(1, room // self._column())

    def _lines(self) -> Iterator[Content]:
        across = self._across()
        one_line = across >= len(self._labels)
        for start in range(0, len(self._labels), across):
            parts = []
            for index in range(start, min(start + across, len(self._labels))):
                mark = sign("ticked") if index in self.ticked else sign("unticked")
                text = f"{mark} {self._labels[index]}"
                text = text + "  " if one_line else fit(text, self._column())
                style = "bold" if index in self.ticked else MUTED
                if self.has_focus and index == self.cursor:
                    style = "reverse"
                parts.append(plain(text, style))
            yield Content("").join(parts)

    def render(self) -> Content:
        """Draw the boxes."""
        if not self._options:
            return plain(_("nothing to choose from"), MUTED)
        return Content("\n").join(self._lines())

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines the boxes take in a width."""
        inline = sum(cell_len(label) + 4 for label in self._labels)
        across = len(self._labels) or 1 if inline <= width else max(1, width // self._column())
        return max(1, -(-len(self._labels) // across))

    def on_click(self, event: events.Click) -> None:
        """Tick the box that was clicked."""
        across = self._across()
        if across >= len(self._labels):
            left = 1
            for index, label in enumerate(self._labels):
                if left <= event.x < left + cell_len(label) + 4:
                    self.cursor = index
                    self.action_tick()
                left += cell_len(label) + 4
            return
        index = event.y * across + (event.x - 1) // self._column()
        if 0 <= index < len(self._options):
            self.cursor = index
            self.action_tick()
