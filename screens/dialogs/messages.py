"""The messages for many: a list by phase, and each person's letter ready to copy or to mail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from revmentor.actions import messages
from revmentor.exchange import messages_told
from revmentor.exchange.messages import Letter, blind_copy
from revmentor.exchange.messages_for_many import ManyMessage, messages_for_many
from revmentor.i18n.dates import short_day
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.list_detail import LettersScreen, ListEntry, ShelfScreen, letter_text
from widgets.text import MUTED, plain

_NAMED = 6
"""So many are named of those a message goes to; of the others the number is said."""


def show_messages(host: Host, view: View) -> None:
    """Show the messages for many, those first that it is the time for."""
    many = host.look(lambda: messages_for_many(view, host.today))
    if many:
        host.push_screen(MessagesScreen(view, many))


class MessagesScreen(ShelfScreen):
    """The messages for many; enter shows the letters of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "told", _("Told"), id="message_told",
                tooltip=_("Write down that all it goes to were told today")),
    ]  # fmt: skip

    def __init__(self, view: View, many: Sequence[ManyMessage]) -> None:
        """Show messages."""
        self._messages = list(many)
        super().__init__(
            _("Messages · {programme}").format(programme=view.programme.name),
            [_entry(each) for each in many],
            _("enter shows the letter to each · {message_told} all were told · escape"),
        )

    def on_screen_resume(self) -> None:
        """Show what was written down meanwhile, every message in its place."""
        view = self.host.view
        again = view and self.host.look(lambda: messages_for_many(view, self.host.today))
        if again:
            now = {each.message.id: each for each in again}
            self._messages = [now.get(each.message.id, each) for each in self._messages]
            self.refill([_entry(each) for each in self._messages])

    def take(self) -> None:
        """Show the letters."""
        message = self._messages[self.at]
        if not message.letters:
            self.host.tell(_("This message goes to nobody today."))
            return
        self.app.push_screen(ManyLettersScreen(message))

    async def action_told(self) -> None:
        """Write down that all were told who were not yet; else everybody, again."""
        message = self._messages[self.at]
        if await _write_down(self.host, message, message.still_to_tell):
            self.on_screen_resume()


class ManyLettersScreen(LettersScreen):
    """The letters of one message; enter copies one, and all can go as one mail by blind copy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "mail_all", _("To all"), id="mail_all",
                tooltip=_("One mail by blind copy to all who were not told yet")),
        Binding("space", "told", _("Told"), id="letter_told",
                tooltip=_("Write down that this person was told today")),
    ]  # fmt: skip

    def __init__(self, message: ManyMessage) -> None:
        """Show the letters of a message."""
        self._message = message
        super().__init__(message.message.title, message.letters)

    @property
    def keys(self) -> str:
        """What can be pressed, in words, by the ids of the bindings."""
        return _(
            "enter copies · {mail_letter} mail · {mail_all} one mail to all · {letter_told} told"
        )

    def entry(self, letter: Letter) -> ListEntry:
        """Return how a letter stands in the list: to whom, and whether that person was told."""
        beside = [] if letter.email else [_("no e-mail known")]
        if day := self._message.told_on(letter):
            beside.append(_("told on {day}").format(day=short_day(day, self._message.today)))
        return ListEntry(letter.name, " · ".join(beside), letter_text(letter))

    async def action_told(self) -> None:
        """Write down that whoever the letter under the cursor is to was told."""
        letter = self._letters[self.at]
        if not await _write_down(self.host, self._message, [letter.person_id or ""]):
            return
        view = self.host.view
        again = view and self.host.look(lambda: messages_for_many(view, self.host.today))
        for each in again or ():
            if each.message.id == self._message.message.id:
                self._message = each
        self.refill([self.entry(each) for each in self._letters])

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


async def _write_down(host: Host, message: ManyMessage, person_ids: Sequence[str]) -> bool:
    """Write down that some were told a message today, and say so."""
    title = message.message.title
    sent = await host.attempt(
        lambda tx: messages.record_sent(tx, message.message.id, person_ids, title=title)
    )
    if sent is None:
        return False
    n = len(sent.person_ids)
    text = ngettext("{n} person told. {{undo}} takes it back.",
                    "{n} people told. {{undo}} takes it back.", n)  # fmt: skip
    host.tell(host.keyed(text))
    return True


def _entry(message: ManyMessage) -> ListEntry:
    return ListEntry(
        message.message.title, messages_told.summary(message), list(_paragraphs(message))
    )


def _paragraphs(message: ManyMessage) -> list[Content]:
    """Return what is said of a message: to whom it goes, and what the first of them reads."""
    names = [each.name for each in message.letters]
    lines = []
    if names:
        rest = len(names) - _NAMED
        named = [*names[:_NAMED], ngettext("{n} more", "{n} more", rest)] if rest > 0 else names
        lines.append(plain(_("To {names}").format(names=listed(named)), MUTED))
    if missing := messages_told.without_manager(message):
        lines.append(plain(missing))
    if message.letters:
        lines += letter_text(message.letters[0])
    return lines or [plain(_("It goes to nobody today."), MUTED)]
