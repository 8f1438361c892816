"""What calendars of an earlier day stand in a folder, whose they are, and what they promise.

A calendar says in a line of its own of which firm, programme and person it is: by that line, and
never by its name, a file is known as ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.text import plain_letters

if TYPE_CHECKING:
    from icalendar import Event as Entry

OURS = "-//revmentor//"
"""What the maker of each of our calendars begins with."""
OF = "X-REVMENTOR-OF"
MOST_OF_A_CALENDAR = 20_000_000
"""The bytes of the largest calendar that is looked at."""
# What is written anew with every edition, and what no cancelled event has.
_ANEW = ("uid", "sequence", "dtstamp", "status", "transp", "summary", "location", "url",
         "description")  # fmt: skip


class Owner(msgspec.Struct, frozen=True):
    """Whose a calendar is: a firm's file, a programme, and a person (empty: the programme's)."""

    tag: str
    programme_id: str
    person_id: str

    def __str__(self) -> str:
        """Return the owner as a calendar says it."""
        return "/".join((self.tag, self.programme_id, self.person_id))

    def uid(self, of_event: str) -> str:
        """Return what an event is known by in every calendar of the world."""
        return f"{of_event}-{self.tag}@revmentor"


def tag(lineage: str, firm: str) -> str:
    """Return what tells the events of one firm from another's, whose file began as a copy of it.

    The name of the firm enters it by its letters and digits alone: a capital or a dot corrected
    makes no other firm of it.
    """
    name = re.sub(r"[^a-z0-9]", "", plain_letters(firm)) or firm
    return hashlib.sha256(f"{lineage}\n{name}".encode()).hexdigest()[:12]


class Earlier(msgspec.Struct):
    """What stands of the calendars of one owner: the files, and their events by ``UID``."""

    names: list[str] = msgspec.field(default_factory=list)
    events: dict[str, str] = msgspec.field(default_factory=dict)

    def promised(self, today: date, sequence: int, kept: Container[str]) -> dict[str, Entry]:
        """Return the events from a day on that no edition before this one cancelled, cancelled.

        Those that are ``kept`` are not looked at.
        """
        every = {
            uid: _promised(text, today, sequence)
            for uid, text in self.events.items()
            if uid not in kept
        }
        return {uid: entry for uid, entry in every.items() if entry is not None}


def earlier(folder: Mapping[str, bytes], owner: Owner) -> dict[str, Earlier]:
    """Return the calendars of a programme among the files of a folder, by the person's id."""
    found: dict[str, Earlier] = {}
    for name, data in folder.items():
        text = _unfolded(data)
        stands = _owner(text)
        if stands and (stands.tag, stands.programme_id) == (owner.tag, owner.programme_id):
            of_person = found.setdefault(stands.person_id, Earlier())
            of_person.names.append(name)
            of_person.events |= _events(text)
    return found


def cancelled_title(title: str) -> str:
    """Return the title of an event that was cancelled: not every program shows its status."""
    return _("Cancelled: {title}").format(title=title)


def _unfolded(data: bytes) -> str:
    """Return a calendar with each of its lines on one; empty for what is none of ours."""
    start = data[:1000]
    if not start.startswith(b"BEGIN:VCALENDAR") or f"PRODID:{OURS}".encode() not in start:
        return ""
    return data.replace(b"\r\n ", b"").decode("utf-8", "replace")


def _owner(text: str) -> Owner | None:
    head, *_events = text.split("BEGIN:VEVENT", 1)
    line = re.search(rf"^{OF}:([^/\s]+)/([^/\s]+)/([^/\s]*)\s*$", head, re.MULTILINE)
    return Owner(*line.groups()) if line else None


def _events(text: str) -> dict[str, str]:
    """Return the events of a calendar as they are written, by their ``UID``."""
    every = re.findall(r"^BEGIN:VEVENT\r\n.*?^END:VEVENT\r\n", text, re.MULTILINE | re.DOTALL)
    return {uid: each for each in every if (uid := _value(each, "UID"))}


def _promised(text: str, today: date, sequence: int) -> Entry | None:
    """Return an event as cancelled, where it is still to come and no earlier edition said so."""
    from icalendar import Event as Entry

    start = _value(text, "DTSTART")
    is_cancelled = _value(text, "STATUS") == "CANCELLED"
    of_this_edition = _value(text, "SEQUENCE") == str(sequence)
    if start[:8] < f"{today:%Y%m%d}" or (is_cancelled and not of_this_edition):
        return None
    try:
        entry = Entry.from_ical(text)
    except ValueError:  # somebody's own hand was in it
        return None
    if not isinstance(entry, Entry):
        return None
    title = str(entry.get("summary", ""))
    for name in _ANEW:
        entry.pop(name, None)
    entry.subcomponents.clear()
    entry.add("summary", title if is_cancelled else cancelled_title(title))
    entry.add("status", "CANCELLED")
    entry.add("transp", "TRANSPARENT")
    return entry


def _value(text: str, name: str) -> str:
    """Return what an event says in a line of a name; empty where it has none."""
    line = re.search(rf"^{name}(?:;[^:\n]*)?:(\S*)", text, re.MULTILINE)
    return line[1] if line else ""
