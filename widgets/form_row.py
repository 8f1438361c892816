"""A row of a form: a label, a field, and under it the message when something is wrong.

A row knows how to read what was typed; what is allowed is a rule's business. Its field is there
before it is on a screen, and holds what it holds though it never is: a form shows few of its rows.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from widgets.inputs import NotPasted
from widgets.picker import Picker
from widgets.text import plain


class RowError(Exception):
    """What was typed cannot be read; the text says what to type."""


_COUNTED_FROM, _COUNTED_LEFT = 150, 800
"""From how many characters on a text is counted, and how many it may lack to its end then."""
_HINT_CELLS = 26
"""The longest hint that stands in one line."""


class FormRow(Vertical):
    """A label, a field, and under it the message when something is wrong."""

    DEFAULT_CSS = """
    FormRow {
        height: auto;
        & > Horizontal { height: auto; }
        & .form--label { width: 15; padding: 0 1 0 0; color: $text-muted; }
        & .form--count { width: auto; padding: 0 0 0 1; color: $text-muted; }
        & .form--count.-over { color: $error; }
        & .form--hint {
            width: auto;
            max-width: 28;
            padding: 0 1;
            color: $text-muted;
            text-align: right;
        }
        & .form--message { padding: 0 0 0 15; color: $error; height: auto; }
        & .form--field { width: 1fr; height: auto; }
        & Input.form--field { height: 1; }
        & .form--field, .form--within { background: $boost; }
        & Input { width: 1fr; background: $boost; }
        & Input.-textual-compact { padding: 0 1; }
        & Input:focus { background: $surface-active; }
        & TextArea { width: 1fr; height: 4; background: $boost; border: none; padding: 0 1; }
        & TextArea:focus { background: $surface-active; }
    }
    /* A row with a style of its own for the focus has what lies in it styled anew. */
    FormRow:focus-within { color: $foreground; }
    FormRow .form--of-focus { display: none; }
    FormRow:focus-within .form--of-focus { display: block; }
    FormRow:focus-within .form--field { background: $surface-active; }
    FormRow:focus-within .form--within { background: $surface-active; }
    FormRow:focus-within .form--label { color: $text-primary; text-style: bold; }
    """

    FOCUS_HINT: ClassVar[str] = ""
    """What is said beside the field while one is in it, where it has no other hint."""
    MOST: ClassVar[int | None] = None
    """How many characters the text may have that is typed here, where it is one."""

    def __init__(self, name: str, label: str, *, hint: str = "") -> None:
        """Name the field, and say what it is called."""
        super().__init__()
        self.field = name
        self.label = label
        self.hint = hint
        self._said_of: object = None
        """What stood in the field when the message was said."""
        self._message: Static | None = None
        """What is wrong, under the field, once something was."""
        self._count: Static | None = None
        """How long the text is, once it is long."""

    def compose(self) -> ComposeResult:
        """Place the label, the field and the hint on a line."""
        with Horizontal():
            yield Static(plain(self.label), classes="form--label", markup=False)
            if self._is_boxed:
                yield Horizontal(self.entry, *self._beside(), classes="form--field")
            else:
                yield self.entry
                yield from self._beside()

    @property
    def _is_boxed(self) -> bool:
        """Whether what is said of the field may take more lines than it, or fewer."""
        if isinstance(self.entry, Input):
            return cell_len(self.hint) > _HINT_CELLS
        return isinstance(self.entry, TextArea)

    def _beside(self) -> Iterator[Static]:
        """Yield the hint."""
        if self.hint:
            yield self._said("form--hint", self.hint)
        elif self.FOCUS_HINT:
            yield self._said("form--hint form--of-focus", self.FOCUS_HINT)

    def _said(self, classes: str, text: str) -> Static:
        """Return what is said beside the field; beside an input it looks like a part of it."""
        if isinstance(self.entry, Input) and not self._is_boxed:
            classes += " form--within"
        return Static(plain(text), classes=classes, markup=False)

    @property
    @abstractmethod
    def entry(self) -> Widget:
        """The field: made once, when it is first asked for."""

    @property
    def entries(self) -> Sequence[Widget]:
        """Every field of the row."""
        return (self.entry,)

    @abstractmethod
    def read(self, today: date) -> object:
        """Return what was typed; raises :class:`RowError` where it cannot be read."""

    @property
    def raw(self) -> object:
        """What stands in the field now, to tell whether it was changed."""
        return None

    def focus_field(self) -> None:
        """Put the cursor into the field."""
        self.entry.focus()

    @on(Picker.Typed)
    async def _typed_into_options(self, event: Picker.Typed) -> None:
        """Say under a choice that a text typed there chose nothing."""
        event.stop()
        await self.say(event.note)

    @on(NotPasted)
    async def _not_pasted(self, event: NotPasted) -> None:
        """Say under the field why a paste did not go in."""
        event.stop()
        await self.say(event.note)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell_length(self) -> None:
        """Say at the end of the row how long the text is, once it comes near what it may be."""
        if not self.MOST or not self.is_mounted:
            return
        length = len(str(self.raw).strip())
        is_near = length >= max(_COUNTED_FROM, self.MOST - _COUNTED_LEFT)
        if self._count is None:
            if not is_near:
                return
            self._count = self._said("form--count", "")
            self.query_one(".form--field" if self._is_boxed else Horizontal).mount(self._count)
        self._count.display = is_near
        self._count.set_class(length > self.MOST, "-over")
        counted = _("{n} of {of}").format(n=number(length, 0), of=number(self.MOST, 0))
        self._count.update(plain(counted))

    async def say(self, message: str) -> None:
        """Show what is wrong, or nothing."""
        self._said_of = self.raw
        if self._message is None:
            if not message:
                return
            self._message = Static("", classes="form--message", markup=False)
            await self.mount(self._message)
        self._message.display = bool(message)
        self._message.update(plain(message))

    async def typed_on(self) -> None:
        """Take the message away once something else stands in the field: it is being mended."""
        if self.raw != self._said_of:
            await self.say("")
