"""Calendars for others: one file for the programme and one for each person (RFC 5545).

One VEVENT for each session, in UTC, without rules of repetition: it survives holidays, moves and
the change to summer time in every client. Nobody is invited, and no address leaves the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from revmentor import __version__
from revmentor.exchange import calendar_folder
from revmentor.exchange.calendar_folder import Earlier, Owner
from revmentor.exchange.file_names import name_of_person, plain_name
from revmentor.i18n.gettext import _, addressed_by, listed
from revmentor.model.text import one_line
from revmentor.rules.people.printed_for import EVERYBODY, PrintedFor
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import timetable
from revmentor.rules.schedule.timetable import Event

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar import Event as Entry

_BEFORE = timedelta(minutes=-15)
_ON_THE_DAY = timedelta(hours=8)
"""When a day without an hour rings: from its midnight on."""
# No file of Windows can be called so, whatever its ending.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


class Edition(msgspec.Struct, frozen=True):
    """What a calendar is made of beside the programme.

    ``sequence`` never falls from one state of the file to a later one: calendars take the event
    with the higher one. ``lineage`` tells this file from every other.
    """

    today: date
    sequence: int
    lineage: str


class Calendars(msgspec.Struct, frozen=True):
    """The calendars by file name, and the files of earlier ones that nobody has any more."""

    files: dict[str, bytes]
    outlived: list[str]


def calendars(
    view: View, edition: Edition, folder: Mapping[str, bytes], whom: PrintedFor = EVERYBODY
) -> Calendars:
    """Return the calendars of a programme; people without an event have none.

    ``folder`` is what stands where they shall go: what an earlier calendar of a person still
    promises, and this one does not, is told as cancelled, this once. For some people it is their
    calendars alone, as they would be among all.
    """
    tag = calendar_folder.tag(edition.lineage, view.firm.name)
    own = Owner(tag, view.programme.id, "")
    earlier = calendar_folder.earlier(folder, own)
    with addressed_by(view.firm.address):
        return _calendars(view, edition, own, earlier, whom)


def _calendars(
    view: View,
    edition: Edition,
    own: Owner,
    earlier: Mapping[str, Earlier],
    whom: PrintedFor,
) -> Calendars:
    """Return the calendars of a programme and of each person, in the words in use."""
    every = timetable.events(view, edition.today)
    ended = timetable.ended(view, edition.today)
    files = {_programme_name(view): _calendar(view, edition, own, every, earlier, ended)}
    names: dict[str, str] = {"": next(iter(files))}
    for person_id in sorted(view.participants):
        who = Owner(own.tag, view.programme.id, person_id)
        events = timetable.of_person(every, person_id)
        gone = timetable.of_person(ended, person_id)
        if data := _calendar(view, edition, who, events, earlier, gone):
            names[person_id] = name_of_person(view, person_id, files, ".ics")
            files[names[person_id]] = data
    wanted = {name: files[name] for each, name in names.items() if whom.takes(each)}
    before = [name for whose, each in earlier.items() if whom.takes(whose) for name in each.names]
    return Calendars(wanted, [name for name in before if name.casefold() not in files])


def _programme_name(view: View) -> str:
    stem = plain_name(view.programme.name) or plain_name(view.programme.id) or "programme"
    return f"{stem}-calendar.ics" if _DEVICES.fullmatch(stem) else f"{stem}.ics"


def _calendar(
    view: View,
    edition: Edition,
    owner: Owner,
    events: Sequence[Event],
    earlier: Mapping[str, Earlier],
    ended: Iterable[Event],
) -> bytes:
    """Return a calendar of the programme or of one person; empty for a person without events."""
    stamp = datetime.combine(edition.today, time(), timezone.utc)
    entries = {event.uid: _entry(view, event, owner, edition.today) for event in events}
    entries = {owner.uid(uid): entry for uid, entry in entries.items()}
    before = earlier.get(owner.person_id)
    if before:
        entries |= before.promised(edition.today, edition.sequence, entries)
    else:
        for event in ended:
            entries.setdefault(owner.uid(event.uid), _entry(view, event, owner, edition.today))
    if owner.person_id and not entries:
        return b""
    calendar = _head(view, owner)
    for uid, entry in entries.items():
        entry.add("uid", uid)
        entry.add("sequence", edition.sequence)
        entry.add("dtstamp", stamp)
        calendar.add_component(entry)
    data: bytes = calendar.to_ical()
    return data


def _head(view: View, owner: Owner) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"{calendar_folder.OURS}{__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    title = view.programme.name
    if owner.person_id:
        title = f"{title} · {view.name(owner.person_id)}"
    calendar.add("x-wr-calname", one_line(title))
    calendar.add(calendar_folder.OF, str(owner))
    return calendar


def _entry(view: View, event: Event, owner: Owner, today: date) -> Entry:
    """Return when an event is and what it is about; with a description only for a person."""
    from icalendar import Event as Entry

    title = one_line(_summary(view, event, owner.person_id))
    if event.cancelled:
        title = calendar_folder.cancelled_title(title)
    entry = Entry()
    entry.add("dtstart", event.start)
    entry.add("dtend", event.end)
    entry.add("summary", title)
    _add_place(entry, event)
    about = _about(view, event) if owner.person_id else ""
    if lines := [*filter(None, (one_line(about), _joining(event)))]:
        entry.add("description", "\n".join(lines))
    entry.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    has_hour = isinstance(event.start, datetime)
    entry.add("transp", "OPAQUE" if has_hour and not event.cancelled else "TRANSPARENT")
    # The coordinator's calendar of everybody would ring all day.
    if owner.person_id and not event.cancelled and event.day >= today:
        _add_alarm(entry, title, _BEFORE if has_hour else _ON_THE_DAY)
    return entry


def _add_place(entry: Entry, event: Event) -> None:
    """Put the link where programs show it: the place, and as an address where it is one."""
    if event.link and not event.cancelled:
        entry.add("location", one_line(event.link))
        if address := _address(event.link):
            entry.add("url", address)


def _address(link: str) -> str:
    """Return a link that a browser opens; empty for a room number or a word."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return ""
    is_address = parts.scheme in {"http", "https"} and parts.netloc and not re.search(r"\s", link)
    return link if is_address and link.isascii() else ""


def _joining(event: Event) -> str:
    if not event.link or event.cancelled:
        return ""
    return _("At a distance: {link}").format(link=one_line(event.link))


def _add_alarm(entry: Entry, title: str, when: timedelta) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", when)
    entry.add_component(alarm)


def _summary(view: View, event: Event, person_id: str) -> str:
    """Return the title of an event: for a person the other side, for the programme both."""
    if event.title:
        return f"{event.title} · {view.programme.name}"
    seniors = listed([view.name(senior_id) for senior_id in event.seniors]) or "–"
    if person_id == event.mentor_id:
        return _("Reverse mentoring: {names}").format(names=seniors)
    if person_id:
        return _("Reverse mentoring: {names}").format(names=view.name(event.mentor_id))
    return _("{mentor} & {seniors}").format(mentor=view.name(event.mentor_id), seniors=seniors)


def _about(view: View, event: Event) -> str:
    skills = [] if event.title else timetable.taught(view, event)
    return _("To learn: {skills}").format(skills=", ".join(skills)) if skills else ""
