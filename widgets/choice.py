"""One of several: chosen in place, with arrows, space or a digit.

Text that is typed changes no value: it moves the cursor at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import var

from revmentor.i18n.gettext import _
from widgets.picker import GAP, Option, OptionPlace, Picker, T
from widgets.signs import sign
from widgets.text import MUTED, fit, plain, wrapped


class Choice(Picker, Generic[T]):
    """One of several: all side by side where they fit, else the one chosen between arrows.

    Where they do not fit, letters show one that enter takes; by themselves they choose nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "move(1)", _("Next"), show=False),
    ]

    class Changed(Message):
        """Another one was chosen."""

        def __init__(self, choice: Choice[object]) -> None:
            super().__init__()
            self.choice = choice

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
        id: str | None = None,  # noqa: A002 -- as Textual calls it
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
        side_by_side = sum(cell_len(label) + 2 + GAP for label in self.labels) - GAP
        return side_by_side <= width or len(self.labels) == 1

    def _places(self, width: int) -> list[OptionPlace]:
        if self._fits(width):
            return super()._places(width)
        # Only the one chosen is drawn: every option stands at its place.
        return [OptionPlace(0, 2, tuple(self._shown(width)))] * len(self.labels)

    def _shown(self, width: int) -> list[str]:
        """Return the lines of the one option that is drawn, with room for what stands after it."""
        room = max(1, width - GAP)
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
            self.action_move(-1 if at.x < GAP else 1)

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
