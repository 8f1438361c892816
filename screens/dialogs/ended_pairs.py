"""The pairs that ended, and what can be corrected of a pair: its first day, why it ended."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import pairs
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.pair import Pair
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.form import FormScreen, Values
from widgets.form_row import FormRow
from widgets.text import plain
from widgets.text_rows import TextRow
from widgets.typed_rows import DateRow


def show_ended_pairs(host: Host, view: View, place: int = 0) -> None:
    """Show the pairs of a programme that ended, the latest first."""
    ended = [each for each in view.pairs if each.until_on]
    if not ended:
        host.tell(_("No pair has ended."))
        return
    ended.sort(key=lambda each: (each.until_on or each.from_on, each.id), reverse=True)
    host.push_screen(EndedPairsScreen(view, ended, place))


class EndedPairsScreen(ShelfScreen):
    """The pairs that ended; each can be corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", _("Correct"), id="correct_ended_pair"),
    ]

    def __init__(self, view: View, ended: list[Pair], place: int) -> None:
        """Show the pairs that ended."""
        self._view, self._pairs = view, ended
        keys = _("{correct_ended_pair} or enter corrects, esc closes")
        entries = [_entry(view, each) for each in ended]
        super().__init__(_("Ended pairs"), entries, keys, place)

    def take(self) -> None:
        """Correct the pair under the cursor."""
        self.action_edit()

    def action_edit(self) -> None:
        """Correct the pair under the cursor."""
        place = self.at
        form = correct_form(self.host, self._view, self._pairs[place])
        self.host.ask(form, lambda _made: self._again(place))

    def _again(self, place: int) -> None:
        host, view = self.host, self.host.view
        self.dismiss(None)
        if view:
            show_ended_pairs(host, view, place)


def _entry(view: View, pair: Pair) -> ListEntry:
    days = _("{start} to {end}").format(
        start=plain_date(pair.from_on), end=plain_date(pair.until_on or pair.from_on)
    )
    held = sum(each.status == "held" for each in view.sessions_of_pair(pair))
    lines = [
        plain(pair.end_reason or _("no reason given")),
        plain(ngettext("{n} session held", "{n} sessions held", held)),
    ]
    return ListEntry(view.pair_name(pair), days, lines)


def correct_form(host: Host, view: View, pair: Pair) -> FormScreen[Pair]:
    """Return the form that corrects the first day of a pair, and of one that ended why."""
    rows: list[FormRow] = [DateRow("from_on", _("First day"), pair.from_on)]
    if pair.until_on:
        rows.append(
            TextRow(
                "end_reason", _("Why it ended"), pair.end_reason, hint=_("in a few words, no blame")
            )
        )

    def save(tx: Transaction, values: Values) -> Pair:
        return pairs.correct(tx, pair.id, **values)

    return FormScreen(view.pair_name(pair), rows, save, today=host.today)
