"""The launch list: line by line what stands before the first session, and what is let pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from revmentor.actions import launch
from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.programme import LaunchItem, Programme
from revmentor.rules.launch.launch_list import LaunchLine, LaunchState, launch_list, summary
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction
from screens.base.host import Host
from screens.dialogs.list_detail import ListEntry, ShelfScreen
from widgets.form import FormScreen, Values
from widgets.signs import Sign, sign
from widgets.text import MUTED, plain
from widgets.text_rows import TextRow

_SIGNS: Mapping[LaunchState, Sign] = {"done": "done", "passed": "cancelled", "open": "not_begun"}
_STEPS: Mapping[LaunchItem, str] = {
    "standard": "goals",
    "starting_points": "baselines",
    "heard": "goals",
    "charters": "pairs",
    "slots": "people",
    "tools": "pairs",
}
"""The step on which each line is settled."""


def show_launch(host: Host, view: View, place: int = 0) -> None:
    """Show the launch list of a programme."""
    host.push_screen(LaunchScreen(view, place))


class LaunchScreen(ShelfScreen):
    """The launch list; enter goes to where a line is settled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "pass_line", _("Let pass"), id="pass_line"),
    ]

    def __init__(self, view: View, place: int) -> None:
        """Show how each line stands."""
        self._view, self._lines = view, launch_list(view)
        entries = [_entry(each) for each in self._lines]
        keys = _("enter goes there, {pass_line} lets it pass with a reason, esc closes")
        super().__init__(_("Launch list"), entries, keys, place)

    def take(self) -> None:
        """Go to the step on which the line is settled."""
        host, step = self.host, _STEPS[self._lines[self.at].item]
        self.dismiss(None)
        host.go(step)

    def action_pass_line(self) -> None:
        """Let the line under the cursor pass, with a reason, or open it again."""
        place, host = self.at, self.host
        line = self._lines[place]
        if line.state == "done":
            host.tell(_("This stands; there is nothing to let pass."))
            return
        host.ask(pass_form(host, self._view, line.item), lambda _made: self._again(place))

    def _again(self, place: int) -> None:
        host = self.host
        self.dismiss(None)
        if host.view:
            show_launch(host, host.view, place)


def _entry(line: LaunchLine) -> ListEntry:
    lines = []
    if line.lacking:
        lines.append(plain(_("Still open: {what}").format(what=listed(line.lacking))))
    elif not line.of:
        lines.append(plain(_("There is nothing to look at yet."), MUTED))
    else:
        lines.append(plain(_("All of it stands."), MUTED))
    if line.passed:
        lines.append(plain(_("Let pass: {reason}").format(reason=line.passed.reason)))
    return ListEntry(f"{sign(_SIGNS[line.state])} {line.name}", _beside(line), lines)


def _beside(line: LaunchLine) -> str:
    return _("let pass") if line.state == "passed" else ""


def pass_form(host: Host, view: View, item: LaunchItem) -> FormScreen[Programme]:
    """Return the form in which a line of the list is let pass, with the reason that is kept."""
    passed = {each.item: each.reason for each in view.programme.launch_passed}
    rows = [TextRow("reason", _("Because"), passed.get(item))]

    def save(tx: Transaction, values: Values) -> Programme:
        return launch.pass_item(tx, item, reason=values["reason"])

    return FormScreen(
        _("Let pass: {line}").format(line=labels.launch_items()[item]),
        rows,
        save,
        today=host.today,
        about=summary(launch_list(view)),
    )
