"""The rows of a form that a text is typed into: a line, a path, a passphrase, a story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import ClassVar

from textual.suggester import SuggestFromList
from textual.widgets import Input, TextArea

from revmentor.i18n.gettext import _
from revmentor.model.base import MOST_OF_A_LINE, MOST_OF_PROSE, MOST_OF_SENTENCES
from revmentor.model.text import hidden_character
from widgets.form_row import FormRow, RowError
from widgets.inputs import LineInput
from widgets.prose_input import ProseInput


class TextRow(FormRow):
    """A line of text; empty is ``None`` unless the field is needed."""

    INPUT: ClassVar[type[LineInput]] = LineInput
    MOST: ClassVar[int | None] = MOST_OF_A_LINE
    REPLACES: ClassVar[bool] = False
    """Whether the first letter typed takes the place of what stands in the field."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str | None = None,
        *,
        needed: str = "",
        hint: str = "",
        placeholder: str = "",
        suggestions: Sequence[str] = (),
    ) -> None:
        """``needed`` is the sentence that asks for the text where it may not be left out.

        The right arrow takes what is suggested for the letters typed so far.
        """
        super().__init__(name, label, hint=hint)
        self._value = value or ""
        self._needed = needed
        self._placeholder = placeholder
        self._suggestions = suggestions

    @cached_property
    def entry(self) -> Input:
        """An input of one line."""
        return self.INPUT(
            self._value,
            compact=True,
            placeholder=self._placeholder,
            select_on_focus=self.REPLACES,
            suggester=SuggestFromList(self._suggestions, case_sensitive=False)
            if self._suggestions
            else None,
        )

    @property
    def text(self) -> str:
        """What is typed, without the space around it."""
        return self.raw.strip()

    @property
    def raw(self) -> str:
        """The text as typed; a field that was never shown is not even made."""
        return self.entry.value if "entry" in vars(self) else self._value

    def read(self, today: date) -> object:
        """Return the text, or ``None``."""
        if not self.text and self._needed:
            raise RowError(self._needed)
        _refuse_hidden(self.text)
        return self.text or None


class SentencesRow(TextRow):
    """A few sentences, without a break."""

    MOST = MOST_OF_SENTENCES


class LongLineRow(TextRow):
    """A line that may become a story."""

    MOST = MOST_OF_PROSE


class PathRow(TextRow):
    """The path of a file or a folder."""

    MOST = None


class SecretRow(TextRow):
    """A passphrase: what is typed is not shown, and stays as it is typed."""

    MOST = None

    @cached_property
    def entry(self) -> Input:
        """An input that shows dots."""
        return LineInput("", compact=True, password=True)

    def read(self, today: date) -> object:
        """Return what was typed."""
        text = self.entry.value
        if not text and self._needed:
            raise RowError(self._needed)
        return text


class ProseRow(FormRow):
    """Several lines of text."""

    MOST = MOST_OF_PROSE

    def __init__(self, name: str, label: str, value: str | None = None, *, hint: str = "") -> None:
        """Show a text of several lines."""
        super().__init__(name, label, hint=hint)
        self._value = value or ""

    @cached_property
    def entry(self) -> TextArea:
        """A text area; tab goes on to the next field."""
        return ProseInput(self._value, compact=True, tab_behavior="focus", show_line_numbers=False)

    @property
    def raw(self) -> object:
        """The text as typed."""
        return self.entry.text

    def read(self, today: date) -> object:
        """Return the text, or ``None``."""
        text = self.entry.text.strip()
        _refuse_hidden(text)
        return text or None


def _refuse_hidden(text: str) -> None:
    """Refuse a text that holds a control character."""
    if code := hidden_character(text):
        raise RowError(
            _("The text holds a hidden control character ({code}); delete it.").format(code=code)
        )
