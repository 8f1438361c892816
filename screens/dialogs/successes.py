"""The successes of a programme: what went well, whose it is, and how it may be told."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import successes
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.success import Success
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from screens.dialogs.success_form import success_form
from widgets.text import MUTED, plain


def show_successes(host: Host, view: View, place: int = 0) -> None:
    """Show what went well, the latest first; without any, say which key writes one down."""
    of_programme = view.own(Success)
    if not of_programme:
        host.tell(
            host.keyed(_("Nothing is written down yet; {success} on Sessions adds a success."))
        )
        return
    latest_first = sorted(of_programme, key=lambda each: (each.on, each.id), reverse=True)
    host.push_screen(SuccessesScreen(view, latest_first, place))


class SuccessesScreen(ShelfScreen):
    """The successes; each can be changed, also how it may be told, once that was asked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_success"),
        Binding("e", "edit", _("Edit"), id="edit_success"),
        Binding("x", "remove", _("Remove"), id="remove_success"),
    ]

    def __init__(self, view: View, of_programme: list[Success], place: int) -> None:
        """Show the successes of a programme."""
        self._view, self._successes = view, of_programme
        keys = _(
            "{new_success} new, {edit_success} or enter edit, {remove_success} remove, esc closes"
        )
        entries = [_entry(view, each) for each in of_programme]
        super().__init__(_("Successes"), entries, keys, place)

    def take(self) -> None:
        """Change the success under the cursor."""
        self.action_edit()

    def action_add(self) -> None:
        """Write down another one."""
        self.host.ask(success_form(self.host, self._view), lambda _made: self._again(0))

    def action_edit(self) -> None:
        """Change the success under the cursor."""
        place = self.at
        form = success_form(self.host, self._view, self._successes[place])
        self.host.ask(form, lambda _made: self._again(place))

    async def action_remove(self) -> None:
        """Take the success under the cursor out."""
        place, success = self.at, self._successes[self.at]
        if await self.host.attempt(lambda tx: successes.remove(tx, success.id)):
            self.host.tell(self.host.keyed(_("Removed. {undo} brings it back.")))
            self._again(place)

    def _again(self, place: int) -> None:
        """Show them as they are now, where there are any left."""
        host, view = self.host, self.host.view
        self.dismiss(None)
        if view and view.own(Success):
            show_successes(host, view, place)


def _entry(view: View, success: Success) -> ListEntry:
    lines = [plain(success.text)]
    lines += [plain(_told(view, success, who), MUTED) for who in success.person_ids]
    names = ", ".join(view.name(person_id) for person_id in success.person_ids)
    return ListEntry(plain_date(success.on), names, lines)


def _told(view: View, success: Success, person_id: str) -> str:
    consent = success.consents.get(person_id)
    answer = labels.consents()[consent] if consent else _("not asked yet")
    return _("{name}, may be told: {answer}").format(name=view.name(person_id), answer=answer)
