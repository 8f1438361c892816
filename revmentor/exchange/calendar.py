"""Calendars for others: one file for the programme and one for each person (RFC 5545).

One VEVENT for each session, in UTC, without rules of repetition: it survives holidays, moves and
the change to summer time in every client. Nobody is invited, and no address leaves the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from datetime import date, datetime, time, timezone
from typing import TYPE_CHECKING

from revmentor import __version__
from revmentor.i18n.gettext import _, listed
from revmentor.model.text import one_line
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import timetable
from revmentor.rules.schedule.timetable import Event

if TYPE_CHECKING:
    from icalendar import Event as Entry


def calendar_files(view: View, today: date, sequence: int, lineage: str) -> dict[str, bytes]:
    """Return the calendars by file name; people without a session have none.

    ``lineage`` tells this file from every other: events of two firms in one calendar stay apart.
    ``sequence`` never falls from one state of the file to a later one: calendars take the event
    with the higher one.
    """
    events = timetable.events(view, today)
    calendars = {f"{_plain(view.programme.name, view.programme.id)}.ics": (events, "")}
    for person_id in sorted(view.participants):
        if own := timetable.of_person(events, person_id):
            calendars[_free_name(view, person_id, calendars)] = (own, person_id)
    return {
        name: _calendar(view, own, person_id, today, sequence, lineage)
        for name, (own, person_id) in calendars.items()
    }


def _free_name(view: View, person_id: str, taken: Container[str]) -> str:
    """Return a file name for a person that no other calendar has."""
    name = view.snapshot.people[person_id].name
    stem = f"{_plain(name, '')}-{_plain(person_id, '')}".strip("-") or "person"
    file, count = f"{stem}.ics", 1
    while file in taken:
        count += 1
        file = f"{stem}-{count}.ics"
    return file


def _plain(text: str, otherwise: str) -> str:
    """Return a name that every disk takes: small ASCII letters, digits and dashes."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or otherwise


def _calendar(
    view: View, events: Iterable[Event], person_id: str, today: date, sequence: int, lineage: str
) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//revmentor//{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    title = view.programme.name
    if person_id:
        title = f"{title} · {view.name(person_id)}"
    calendar.add("x-wr-calname", one_line(title))
    stamp = datetime.combine(today, time(), timezone.utc)
    for event in events:
        entry = _entry(view, event, person_id)
        entry.add("uid", f"{event.uid}-{lineage}@revmentor")
        entry.add("sequence", sequence)
        entry.add("dtstamp", stamp)
        calendar.add_component(entry)
    data: bytes = calendar.to_ical()
    return data


def _entry(view: View, event: Event, person_id: str) -> Entry:
    """Return when an event is and what it is about; with a description only for a person."""
    from icalendar import Event as Entry

    entry = Entry()
    entry.add("dtstart", event.start)
    entry.add("dtend", event.end)
    entry.add("summary", one_line(_summary(view, event, person_id)))
    if person_id and (about := _about(view, event)):
        entry.add("description", one_line(about))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    return entry


def _summary(view: View, event: Event, person_id: str) -> str:
    """Return the title of an event: for a person the other side, for the programme both."""
    seniors = listed([view.name(senior_id) for senior_id in event.seniors]) or "–"
    if person_id == event.mentor_id:
        return _("Reverse mentoring: {names}").format(names=seniors)
    if person_id:
        return _("Reverse mentoring: {names}").format(names=view.name(event.mentor_id))
    return _("{mentor} & {seniors}").format(mentor=view.name(event.mentor_id), seniors=seniors)


def _about(view: View, event: Event) -> str:
    skills = timetable.taught(view, event)
    return _("To learn: {skills}").format(skills=", ".join(skills)) if skills else ""
