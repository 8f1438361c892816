"""What a line of Today opens: the form that settles it, or the step that does."""

from __future__ import annotations

from revmentor.rules.care.item import Item
from revmentor.rules.programme_view import View
from screens.base.host import Host
from screens.dialogs.case_forms import follow
from screens.dialogs.event_forms import event_form
from screens.dialogs.follow_up_form import follow_up_form
from screens.dialogs.launch import show_launch
from screens.today.steps_form import steps_form


def open_line(host: Host, view: View | None, item: Item) -> None:
    """Open the form that settles a line, or go to the step that does."""
    if slot := item.slot:
        host.log_session(slot)
    elif item.target == "follow_up":
        _follow_up(host, item)
    elif view and item.target == "steps":
        host.ask(steps_form(host, view), host.tell)
    elif view and item.target == "launch":
        show_launch(host, view)
    elif view and item.target == "events":
        host.ask(event_form(host, view, item.ids[0]))
    elif view and item.target == "case":
        follow(host, view, view.snapshot.cases[item.ids[0]])
    else:
        _go_to(host, item)


def _follow_up(host: Host, item: Item) -> None:
    """Ask who still uses it, in the programme that the line is about."""
    programme_id, kind = item.ids
    theirs = host.file.view(programme_id)
    host.ask(follow_up_form(host, theirs, "60_days" if kind == "60_days" else "6_months"))


def _go_to(host: Host, item: Item) -> None:
    """Go to the step that settles the line, or to the page of whom it is about."""
    if item.target == "programme":
        host.go("goals")
    elif item.target == "person":
        host.show_person(item.ids[0])
    else:
        host.go(item.target, item.ids[0] if item.ids else "")
