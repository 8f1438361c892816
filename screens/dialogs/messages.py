"""The messages for many: a list by phase, and each person's letter ready to copy or to mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.exchange.messages import Letter, blind_copy
from revmentor.exchange.messages_for_many import ManyMessage, messages_for_many
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.list_detail import LettersScreen, ListEntry, ShelfScreen, letter_text
from widgets.text import MUTED, plain

_NAMED = 6
"""So many are named of those a message goes to; of the others the number is said."""


def show_messages(host: Host, view: View) -> None:
    """Show the messages for many, those first that it is the time for."""
    messages = host.look(lambda: messages_for_many(view, host.today))
    if messages:
        host.push_screen(MessagesScreen(view, messages))


class MessagesScreen(ShelfScreen):
    """The messages for many; enter shows the letters of the one under the cursor."""

    def __init__(self, view: View, messages: Sequence[ManyMessage]) -> None:
        """Show messages."""
        self._messages = messages
        super().__init__(
            _("Messages · {programme}").format(programme=view.programme.name),
            [_entry(each) for each in messages],
            _("enter shows the letter to each, escape closes"),
        )

    def take(self) -> None:
        """Show the letters."""
        message = self._messages[self.at]
        if not message.letters:
            self.host.tell(_("This message goes to nobody today."))
            return
        self.app.push_screen(ManyLettersScreen(message))


class ManyLettersScreen(LettersScreen):
    """The letters of one message; enter copies one, and all can go as one mail by blind copy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "mail_all", _("To all"), id="mail_all",
                tooltip=_("One mail to all, by blind copy")),
    ]  # fmt: skip

    def __init__(self, message: ManyMessage) -> None:
        """Show the letters of a message."""
        self._message = message
        super().__init__(message.message.title, message.letters)

    @property
    def keys(self) -> str:
        """What can be pressed, in words, by the ids of the bindings."""
        return _("enter copies · {mail_letter} one mail · {mail_all} one to all · escape")

    def entry(self, letter: Letter) -> ListEntry:
        """Return how a letter stands in the list: to whom."""
        return ListEntry(
            letter.name, "" if letter.email else _("no e-mail known"), letter_text(letter)
        )

    def action_mail_all(self) -> None:
        """Open one mail to all by blind copy; nothing is sent by us."""
        message = self._message
        if not message.addresses:
            self.host.warn(
                self.host.keyed(_("No e-mail of anybody is known; {copy_letter} copies a text."))
            )
            return
        self.app.open_url(blind_copy(message.to_all))
        if message.without_address:
            text = _("Not in the mail, as no e-mail is known: {names}.")
            self.host.warn(text.format(names=listed(list(message.without_address))))


def _entry(message: ManyMessage) -> ListEntry:
    n = len(message.letters)
    beside = ngettext("to {n} person", "to {n} people", n) if n else _("to nobody today")
    if message.is_time:
        beside = _("{people}, fits now").format(people=beside)
    return ListEntry(message.message.title, beside, list(_paragraphs(message)))


def _paragraphs(message: ManyMessage) -> list[Content]:
    """Return what is said of a message: to whom it goes, and what the first of them reads."""
    names = [each.name for each in message.letters]
    lines = []
    if names:
        rest = len(names) - _NAMED
        named = [*names[:_NAMED], ngettext("{n} more", "{n} more", rest)] if rest > 0 else names
        lines.append(plain(_("To {names}").format(names=listed(named)), MUTED))
    if message.audience.without_manager:
        people = [message.view.name(each) for each in message.audience.without_manager]
        lines.append(plain(_("No line manager is known of {names}.").format(names=listed(people))))
    if message.letters:
        lines += letter_text(message.letters[0])
    return lines or [plain(_("It goes to nobody today."), MUTED)]
