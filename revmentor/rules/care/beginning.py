"""Lines of Today about the beginning: the launch list, and events that nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.text import one_line
from revmentor.rules import journey
from revmentor.rules.care.item import Item
from revmentor.rules.launch import events, launch_list
from revmentor.rules.programme_view import View


def to_launch(view: View) -> Iterator[Item]:
    """Yield what still lacks before the first session, once there are pairs."""
    if view.open_pairs and not view.first_session and launch_list.still_open(view):
        text = launch_list.summary(launch_list.launch_list(view))
        yield Item("needs_you", "look", _("Launch"), text, "launch")


def open_questions(view: View) -> Iterator[Item]:
    """Yield what was asked when the goals were heard, and is not understood yet."""
    for person_id, question in journey.open_questions(view):
        text = _("asked when hearing the goals: “{question}”").format(question=one_line(question))
        yield Item("needs_you", "look", view.name(person_id), text, "goals", (person_id,))


def events_gone_by(view: View, on: date) -> Iterator[Item]:
    """Yield the events whose day is over and of which nobody wrote down whether they were held."""
    for event in events.gone_by(view, on):
        text = _("was planned for {day}: was it held, and what was decided?")
        yield Item(
            "needs_you",
            "missed",
            labels.event_kinds()[event.kind],
            text.format(day=short_date(event.on)),
            "events",
            (event.id,),
            event.on,
        )
