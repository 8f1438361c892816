"""The programme's own days: kick-off, briefing, mentor circle, planned and held."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import launch
from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.programme import ProgrammeEvent
from revmentor.rules.launch import events
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.event_forms import event_form
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.signs import sign
from widgets.text import MUTED, plain


def show_events(host: Host, view: View, place: int = 0) -> None:
    """Show the days of a programme by their day; without any, the form of the first."""
    if view.programme.events:
        host.push_screen(EventsScreen(view, place))
    else:
        host.ask(event_form(host, view), lambda _made: _again(host, 0))


def _again(host: Host, place: int) -> None:
    """Show the days as they are now, where there are any."""
    if host.view and host.view.programme.events:
        show_events(host, host.view, place)


class EventsScreen(ShelfScreen):
    """The days of a programme."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_event"),
        Binding("e", "edit", _("Edit"), id="edit_event"),
        Binding("x", "remove", _("Remove"), id="remove_event"),
    ]

    def __init__(self, view: View, place: int) -> None:
        """Show the days of a programme, the earliest first."""
        self._view = view
        self._events = events.in_order(view.programme)
        entries = [_entry(view, each) for each in self._events]
        keys = _("{new_event} new, {edit_event} or enter edit, {remove_event} remove, esc closes")
        super().__init__(_("Kick-off, briefing, mentor circle"), entries, keys, place)

    def take(self) -> None:
        """Change the day under the cursor."""
        self.action_edit()

    def action_add(self) -> None:
        """Plan another day, or write down one that was held."""
        place = len(self._events)
        self.host.ask(event_form(self.host, self._view), lambda _made: self._shown_again(place))

    def action_edit(self) -> None:
        """Change the day under the cursor."""
        place = self.at
        form = event_form(self.host, self._view, self._events[place].id)
        self.host.ask(form, lambda _made: self._shown_again(place))

    async def action_remove(self) -> None:
        """Take the day under the cursor out."""
        event = self._events[self.at]
        if await self.host.attempt(lambda tx: launch.remove_event(tx, event.id)):
            self.host.tell(self.host.keyed(_("Removed. {undo} brings it back.")))
            self._shown_again(self.at)

    def _shown_again(self, place: int) -> None:
        host = self.host
        self.dismiss(None)
        _again(host, place)


def _entry(view: View, event: ProgrammeEvent) -> ListEntry:
    there = listed([view.name(each) for each in event.there])
    lines = [plain(events.when(event), "bold")]
    if event.held:
        lines.append(plain(_("There: {names}").format(names=there or "–")))
        lines.append(plain(_("Decided: {text}").format(text=event.decided or "–")))
    else:
        names = listed([view.name(each) for each in events.invited(view, event.kind)])
        lines.append(plain(_("For: {names}").format(names=names or "–"), MUTED))
    mark = sign("held") if event.held else sign("due")
    title = f"{mark} {labels.event_kinds()[event.kind]}"
    return ListEntry(title, events.when(event), lines)
