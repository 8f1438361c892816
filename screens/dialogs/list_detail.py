"""A shelf of texts over the step: a list, and under it the one the cursor is on.

Messages to copy, remedies of the playbook, guides to read: what is done with them differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from revmentor.exchange.messages import Letter
from revmentor.i18n.gettext import _
from screens.base.host import Host
from widgets.dialog import Dialog
from widgets.prose import Prose
from widgets.text import MUTED, plain


class ListEntry(msgspec.Struct, frozen=True):
    """Something on the shelf: what it is called, a word beside it, and its paragraphs."""

    title: str
    beside: str
    paragraphs: Sequence[Content]


class ShelfScreen(ModalScreen[int | None]):
    """The texts; enter takes the one under the cursor, by its place in the list."""

    CSS_PATH = Path(__file__).with_name("list_detail.tcss")  # its subclasses lie elsewhere
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", _("Close"), id="close_shelf",
                tooltip=_("Back to where you were")),
        Binding("f1,question_mark", "app.help", _("Help"), id="shelf_help",
                tooltip=_("What is shown here, and its keys")),
        Binding("pagedown", "scroll(1)", _("Read on"), id="read_on", show=False, priority=True,
                tooltip=_("The text under the list, a page further")),
        Binding("pageup", "scroll(-1)", _("Read back"), id="read_back", show=False, priority=True,
                tooltip=_("The text under the list, a page back")),
    ]  # fmt: skip
    HELP_ABOUT = _("A list, and under it the text of the line that the cursor is on.")
    """What is shown, as help says it before the keys."""
    host = getters.app(Host)

    def __init__(self, title: str, entries: Sequence[ListEntry], keys: str, place: int = 0) -> None:
        """Show entries under a title; ``keys`` says in words what can be pressed, by ids.

        The cursor begins at ``place``.
        """
        super().__init__()
        self._begin = min(place, max(0, len(entries) - 1))
        self._title, self._entries, self._keys = title, entries, keys

    @property
    def HELP_TITLE(self) -> str:  # noqa: N802 -- the steps of the journey have it as a constant
        """What the shelf is called."""
        return self._title

    @property
    def HELP_TEXT(self) -> str:  # noqa: N802 -- as above
        """What is shown, and what can be pressed, as it stands under the shelf."""
        keys = self._keys[:1].upper() + self._keys[1:]
        return f"{self.HELP_ABOUT} {keys}."

    def compose(self) -> ComposeResult:
        """Place the list and the text."""
        with Dialog(id="shelf") as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(self.host.keyed(self._keys))
            yield OptionList(
                *self._options(),
                id="entries",
                markup=False,
                compact=True,
            )
            with VerticalScroll(id="preview", can_focus=False):
                yield Prose(self._text(0), id="text")

    def _options(self) -> list[Option]:
        return [
            Option(Content.assemble(plain(each.title), plain(f"  {each.beside}", MUTED)))
            for each in self._entries
        ]

    def refill(self, entries: Sequence[ListEntry]) -> None:
        """Show other entries, the cursor where it was."""
        place, self._entries = self.at, entries
        self.query_one("#entries", OptionList).set_options(self._options())
        self.move_to(min(place, max(0, len(entries) - 1)))

    def on_mount(self) -> None:
        """Begin where the list was left."""
        entries = self.query_one("#entries", OptionList)
        entries.highlighted = self._begin
        entries.focus()

    def move_to(self, place: int) -> None:
        """Put the cursor on a place in the list."""
        self.query_one("#entries", OptionList).highlighted = place

    @property
    def at(self) -> int:
        """The place in the list that the cursor is on."""
        return self.query_one("#entries", OptionList).highlighted or 0

    @on(OptionList.OptionHighlighted, "#entries")
    def _show(self) -> None:
        self.query_one("#text", Prose).update(self._text(self.at))
        self.query_one("#preview").scroll_home(animate=False)

    def _text(self, place: int) -> Content:
        return Content("\n\n").join(self._entries[place].paragraphs)

    @on(OptionList.OptionSelected, "#entries")
    def _selected(self) -> None:
        self.take()

    def take(self) -> None:
        """Do what enter does."""
        self.dismiss(self.at)

    def action_scroll(self, pages: int) -> None:
        """Read on, or back."""
        preview = self.query_one("#preview")
        preview.scroll_relative(y=pages * max(1, preview.size.height - 1), animate=False)


class LettersScreen(ShelfScreen):
    """Messages filled with a pair's facts; enter copies one, or it is opened as mail."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", _("Copy"), id="copy_letter",
                tooltip=_("Copy subject and text, to paste them where you write")),
        Binding("m", "mail", _("Mail"), id="mail_letter",
                tooltip=_("Open it in your mail program; you send it yourself")),
    ]  # fmt: skip

    def __init__(self, title: str, letters: Sequence[Letter]) -> None:
        """Show the letters of a pair."""
        self._letters = letters
        super().__init__(title, [self.entry(each) for each in letters], self.keys)

    @property
    def keys(self) -> str:
        """What can be pressed, in words, by the ids of the bindings."""
        return _("enter copies, {mail_letter} opens it as mail, escape closes")

    def entry(self, letter: Letter) -> ListEntry:
        """Return how a letter stands in the list: what it is, to whom."""
        return ListEntry(letter.title, letter.name, letter_text(letter))

    def take(self) -> None:
        """Copy."""
        self.action_copy()

    def action_copy(self) -> None:
        """Copy subject and text."""
        letter = self._letters[self.at]
        told = _("Copied. Paste it where you write to {name}.").format(name=letter.name)
        self.host.copy(f"{letter.subject}\n\n{letter.body}\n", told)

    def action_mail(self) -> None:
        """Open the message in the mail program; nothing is sent by us."""
        letter = self._letters[self.at]
        if not letter.email:
            self.host.warn(
                self.host.keyed(
                    _("No e-mail of {name} is known; {copy_letter} copies the text."),
                    name=letter.name,
                )
            )
            return
        self.app.open_url(letter.mail)
        self.host.tell(
            self.host.keyed(
                _("Your mail program opens it. If none does, {copy_letter} copies the text.")
            )
        )


def letter_text(letter: Letter) -> list[Content]:
    """Return the paragraphs of a letter, its subject and address first."""
    head = Content.assemble(plain(letter.subject, "bold"), plain(f"  {letter.email or ''}", MUTED))
    return [head, *(_lines(paragraph) for paragraph in letter.body.split("\n\n"))]


def _lines(paragraph: str) -> Content:
    """Return a paragraph whose own line breaks stay."""
    return Content("\n").join([plain(line) for line in paragraph.split("\n")])
