"""Kick-off, briefing and mentor circle: days of the programme itself, planned or held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from revmentor.i18n.dates import long_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.programme import EventKind, Programme, ProgrammeEvent
from revmentor.rules.programme_view import View

SAID_AHEAD = timedelta(weeks=3)
"""How long before its day an event is said on Today."""
MINUTES: dict[EventKind, int] = {"kick_off": 90, "briefing": 45, "mentor_circle": 45}
"""How long each takes, as a rule."""


def in_order(programme: Programme) -> Sequence[ProgrammeEvent]:
    """Return the events of a programme by their day."""
    return sorted(programme.events, key=lambda each: (each.on, each.at or "", each.id))


def invited(view: View, kind: EventKind) -> tuple[str, ...]:
    """Return whom an event is for: all, those who are taught, or the mentors alone."""
    if kind == "mentor_circle":
        return tuple(view.active_mentors)
    if kind == "briefing":
        return tuple(view.active_seniors)
    return tuple(dict.fromkeys([*view.active_mentors, *view.active_seniors]))


def when(event: ProgrammeEvent) -> str:
    """Return the day of an event, with its hour where there is one."""
    return " ".join(filter(None, (long_date(event.on), event.at)))


def coming(view: View, on: date) -> list[str]:
    """Return in sentences what is planned for the next weeks."""
    return [
        _("{event}: {day}").format(event=labels.event_kinds()[each.kind], day=when(each))
        for each in in_order(view.programme)
        if not each.held and on <= each.on <= on + SAID_AHEAD
    ]


def gone_by(view: View, on: date) -> list[ProgrammeEvent]:
    """Return the events that were planned for a day that is over, and of which nothing is said."""
    return [each for each in in_order(view.programme) if not each.held and each.on < on]
