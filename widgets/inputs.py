"""The fields that a line of text is typed and pasted into."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget
from textual.widgets import Input

from revmentor.i18n.gettext import _
from revmentor.model.text import hidden_character, pasted
from widgets.placed import StyledWhenPlaced


class NotPasted(Message):
    """A paste was kept out of a field, whole; ``note`` says why."""

    def __init__(self, note: str) -> None:
        super().__init__()
        self.note = note


def fitting(field: Widget, text: str, *, in_lines: bool) -> str:
    """Return a paste as a field takes it; nothing, with a note, where it holds what it may not."""
    text = pasted(text, in_lines=in_lines)
    if code := hidden_character(text):
        note = _("What you pasted holds a hidden control character ({code}); nothing was put in.")
        field.post_message(NotPasted(note.format(code=code)))
        return ""
    return text


class LineInput(StyledWhenPlaced, Input):
    """A line of text: breaks and tabs of a paste go in as spaces, control characters not at all."""

    # Textual places the whole form anew with every letter, for a scroll bar that a line has not.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def on_paste(self, event: events.Paste) -> None:
        """Put a paste in."""
        event.stop()
        event.prevent_default()
        self._put_in(event.text)

    def action_paste(self) -> None:
        """Put in what was copied here."""
        self._put_in(self.app.clipboard)

    def _put_in(self, text: str) -> None:
        # Every space counts in a passphrase: of a copied one only the break at the end is dropped.
        text = text.rstrip("\r\n") if self.password else text
        if text := fitting(self, text, in_lines=False):
            self.replace(text, *self.selection)


class StepInput(LineInput):
    """A line whose text the arrows move on: a day, an hour.

    With shift, as the arrows alone go from row to row: nobody changes a day in passing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "step(1, False)", _("Later"), show=False),
        Binding("shift+down", "step(-1, False)", _("Earlier"), show=False),
        Binding("ctrl+up,alt+up", "step(1, True)", _("Much later"), show=False),
        Binding("ctrl+down,alt+down", "step(-1, True)", _("Much earlier"), show=False),
    ]

    class Stepped(Message):
        """An arrow asked for what is later (``by`` is 1) or earlier; ``far`` by the larger step."""

        def __init__(self, by: int, far: bool) -> None:
            super().__init__()
            self.by = by
            self.far = far

    def action_step(self, by: int, far: bool) -> None:
        """Ask the row for what comes next."""
        self.post_message(self.Stepped(by, far))
