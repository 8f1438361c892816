"""All cases of a programme: the open ones to go on with or correct, then those that were closed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.case import Case
from revmentor.rules.care import cases
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.case_forms import follow, loose_case_form, whose_case
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.text import MUTED, plain


def show_cases(host: Host, view: View, place: int = 0) -> None:
    """Show the cases of a programme; without any, the form of one without a pair."""
    if cases.every(view):
        host.push_screen(CasesScreen(view, place))
    else:
        host.ask(loose_case_form(host, view), lambda _made: _again(host, 0))


def _again(host: Host, place: int) -> None:
    if host.view and cases.every(host.view):
        show_cases(host, host.view, place)


class CasesScreen(ShelfScreen):
    """The cases."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", _("New"), id="new_case"),
        Binding("e", "edit", _("Correct"), id="correct_case"),
    ]

    def __init__(self, view: View, place: int) -> None:
        """Show the cases of a programme."""
        self._view, self._cases = view, cases.every(view)
        keys = _(
            "enter goes on, {correct_case} corrects, {new_case} new without a pair, esc closes"
        )
        entries = [_entry(view, each) for each in self._cases]
        super().__init__(_("Cases"), entries, keys, place)

    def take(self) -> None:
        """Go on with the case under the cursor."""
        if case := self._open_or_say():
            host = self.host
            self.dismiss(None)
            follow(host, self._view, case)

    def action_add(self) -> None:
        """Open a case that is about no pair."""
        self.host.ask(loose_case_form(self.host, self._view), lambda _made: self._shown_again(0))

    def action_edit(self) -> None:
        """Correct the case under the cursor."""
        if case := self._open_or_say():
            place = self.at
            form = loose_case_form(self.host, self._view, case)
            self.host.ask(form, lambda _made: self._shown_again(place))

    def _open_or_say(self) -> Case | None:
        case = self._cases[self.at]
        if case.closed_on:
            text = _("This case was closed on {day}.")
            self.host.tell(text.format(day=plain_date(case.closed_on)))
            return None
        return case

    def _shown_again(self, place: int) -> None:
        host = self.host
        self.dismiss(None)
        _again(host, place)


def _entry(view: View, case: Case) -> ListEntry:
    lines = [plain(case.text)]
    if case.next_step:
        lines.append(plain(_("next: {step}").format(step=case.next_step)))
    if case.owner:
        lines.append(plain(_("Followed by {name}").format(name=case.owner), MUTED))
    if case.outcome:
        lines.append(plain(_("Outcome: {text}").format(text=case.outcome)))
    return ListEntry(whose_case(view, case), _when(case), lines)


def _when(case: Case) -> str:
    if case.closed_on:
        return _("{start} to {end}").format(
            start=plain_date(case.opened_on), end=plain_date(case.closed_on)
        )
    if case.due_on:
        return _("until {day}").format(day=plain_date(case.due_on))
    return _("open since {day}").format(day=plain_date(case.opened_on))
