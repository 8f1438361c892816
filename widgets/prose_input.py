"""The field that several lines of text are typed and pasted into."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from widgets.inputs import fitting
from widgets.placed import StyledWhenPlaced


class ProseInput(StyledWhenPlaced, TextArea):
    """Lines of text that take no control character; up and down leave it at its edges."""

    def on_paste(self, event: events.Paste) -> None:
        """Put a paste in, its breaks as they are."""
        event.stop()
        event.prevent_default()
        self._put_in(event.text)

    def action_paste(self) -> None:
        """Put in what was copied here."""
        self._put_in(self.app.clipboard)

    def _put_in(self, text: str) -> None:
        if text := fitting(self, text, in_lines=True):
            self.move_cursor(self.replace(text, *self.selection).end_location)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up; from the first line to the field above."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down; from the last line to the field below."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)
