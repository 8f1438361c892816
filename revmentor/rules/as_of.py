"""The records of a file as they stood on a day: what was written of later days does not count.

What lies ahead of a day by its nature stays: planned sessions, what is due, pauses, closed days, a
programme that has not begun and the pairs it begins with. What has no day of its own (a weight, a
note, what came of a step) is as it stands in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record, Span, Struct
from revmentor.model.case import Case
from revmentor.model.errors import Refused
from revmentor.model.evaluation import Evaluation
from revmentor.model.goal import Goal
from revmentor.model.indicator import Indicator
from revmentor.model.pair import Charter, Pair, RuleException
from revmentor.model.participation import Participation, Recruiting
from revmentor.model.person import Person
from revmentor.model.programme import Programme, ProgrammeEvent
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Rating
from revmentor.model.reflection import Reflection
from revmentor.model.reply import Reply
from revmentor.model.sent_message import SentMessage
from revmentor.model.session import Session
from revmentor.model.snapshot import TABLES, Snapshot
from revmentor.model.success import Success
from revmentor.model.talk import Talk
from revmentor.rules.programme_view import current, with_records

_BEGINS: Mapping[type[Record], str] = {
    Goal: "set_on",
    Rating: "on",
    RuleException: "on",
    Pulse: "on",
    Evaluation: "on",
    Case: "opened_on",
    Success: "on",
    Talk: "on",
    Reflection: "on",
    Reply: "asked_on",
    SentMessage: "on",
}
"""The day from which a record of a kind is there."""

_COMES_WITH: Mapping[type[Record], Mapping[str, tuple[str, ...]]] = {
    Person: {"left_on": ("left_reason",), "privacy_notice_on": (), "restricted_on": ()},
    Programme: {"closed_on": ("lessons", "decision", "follow_ups")},
    Participation: {"status_on": ("status", "status_reason", "ask_again_on")},
    Goal: {"attainment_on": ("attainment", "attainment_note", "attainment_said")},
    Pair: {"until_on": ("end_reason", "not_again")},
    Case: {"closed_on": ("outcome",)},
    Reply: {"reminded_on": ()},
}
"""The days within a record, and the fields that were filled in on each."""

_DATED: Mapping[type[Record], tuple[str, ...]] = {
    Programme: ("follow_ups", "launch_passed", "changes_made"),
    Pair: ("snoozes",),
    Indicator: ("readings",),
    Reply: ("received",),
}
"""The lists of a record whose entries each have their day, ``on``."""

_ITSELF_DATED: Mapping[type[Record], str] = {
    Participation: "acknowledged",
    Programme: "mid_point_edition",
}
"""The part of a record that has a day of its own, ``on``."""


def as_of(snapshot: Snapshot, day: date) -> Snapshot:
    """Return the records as they stood at the end of a day.

    It is the very same snapshot where nothing in it is later.
    """
    tables: dict[str, Mapping[str, Any]] = {
        name: _standing(table, lambda record: record_as_of(record, day))
        for name, table in snapshot.tables()
        if name not in {"pairs", "cases", "sessions"} and _may_be_later(table, TABLES[name], day)
    }
    tables["pairs"] = pairs = _pairs(snapshot, day)
    tables["cases"] = _standing(snapshot.cases, lambda case: _case(case, pairs, day))
    tables["sessions"] = _Sessions(snapshot.sessions, pairs, day).table()
    changed = {name: each for name, each in tables.items() if each is not snapshot.table(name)}
    return msgspec.structs.replace(snapshot, **changed) if changed else snapshot


def current_on(snapshot: Snapshot, shown: Snapshot, day: date) -> Programme | None:
    """Return the programme to show first of the records of a day, or ``None`` without any.

    It is the one that ran, where that was closed since: nobody had begun the next one then.
    """
    begun = [
        programme
        for programme in with_records(shown)
        if programme.starts_on <= day and programme.closed_on is None
    ]
    latest = max(begun, key=attrgetter("starts_on", "id"), default=None)
    if latest is not None and snapshot.programmes[latest.id].closed_on is not None:
        return latest
    return current(shown)


def refuse_hidden(
    changed: Mapping[str, Mapping[str, Record | None]],
    before: Snapshot,
    shown: Snapshot,
    day: date,
) -> None:
    """Raise :class:`Refused` for a change of what is later than a day, and so was not ``shown``."""
    if shown is before:
        return
    for table, records in changed.items():
        for record_id, record in records.items():
            stored, seen = before.table(table).get(record_id), shown.table(table).get(record_id)
            if stored is not seen and not _keeps_later(record, stored, seen):
                raise Refused(
                    _(
                        "What stands in the file for this was written later than {day}, the day "
                        "looked at. Open the file without --today to change it."
                    ).format(day=plain_date(day))
                )


def _keeps_later(record: Record | None, stored: Record | None, seen: Record | None) -> bool:
    """Tell whether a record still has everything that is stored and was not seen."""
    if record is None or stored is None:
        return False
    return all(
        getattr(record, name) == getattr(stored, name)
        for name in stored.__struct_fields__
        if seen is None or getattr(seen, name) != getattr(stored, name)
    )


def _standing(
    table: Mapping[str, Record], standing: Callable[[Any], Record | None]
) -> Mapping[str, Record]:
    """Return a table of the records that stood, each as it stood; itself where all are as now."""
    later = {
        record_id: then
        for record_id, record in table.items()
        if (then := standing(record)) is not record
    }
    if not later:
        return table
    stood = {record_id: later.get(record_id, record) for record_id, record in table.items()}
    return {record_id: record for record_id, record in stood.items() if record is not None}


def _may_be_later(table: Mapping[str, Record], kind: type[Record], day: date) -> bool:
    """Tell whether a table may hold what is later than a day: of most, one look at a day does.

    Tens of thousands of levels and pulses have no other day than the one on which they were given.
    """
    if kind not in _BEGINS or kind in _COMES_WITH or kind in _DATED or kind in _ITSELF_DATED:
        return True
    on = attrgetter(_BEGINS[kind])
    return any(given is not None and given > day for given in map(on, table.values()))


def record_as_of(record: Record, day: date, planned: date | None = None) -> Record | None:
    """Return a record as it stood on a day, or ``None`` where it was not there yet.

    What ends on the day ``planned`` was known to end.
    """
    kind = type(record)
    if _is_later(record, _BEGINS.get(kind, ""), day):
        return None
    for name, with_it in _COMES_WITH.get(kind, {}).items():
        if _is_later(record, name, day) and getattr(record, name) != planned:
            record = _emptied(record, (name, *with_it))
    for name in _DATED.get(kind, ()):
        record = _with_entries(record, name, day)
    return _with_dated_part(record, day)


def _with_dated_part(record: Record, day: date) -> Record:
    """Return a record without the part that has a day of its own, where that is later."""
    if isinstance(record, Participation):
        record = _with_recruiting(record, day)
    if isinstance(record, Programme):
        record = _with_events(record, day)
    if name := _ITSELF_DATED.get(type(record), ""):
        part = getattr(record, name)
        return _emptied(record, (name,)) if part and part.on > day else record
    if isinstance(record, Pair) and record.charter:
        charter = _charter(record.charter, day)
        return record if charter is record.charter else _with_charter(record, charter)
    return record


def _with_entries(record: Record, name: str, day: date) -> Record:
    """Return a record with those of its entries that were there by a day."""
    entries = getattr(record, name)
    by_then = tuple(each for each in entries if each.on is None or each.on <= day)
    if len(by_then) == len(entries):
        return record
    return msgspec.structs.replace(record, **{name: by_then})


def _is_later(record: Struct, name: str, day: date) -> bool:
    on = getattr(record, name) if name else None
    return on is not None and on > day


def _emptied(record: Record, names: Collection[str]) -> Record:
    """Return a record in which some fields are as they are before anybody fills them in."""
    return msgspec.structs.replace(
        record,
        **{
            each.name: each.default
            if each.default is not msgspec.NODEFAULT
            else each.default_factory()
            for each in msgspec.structs.fields(record)
            if each.name in names
        },
    )


def _with_events(programme: Programme, day: date) -> Programme:
    """Return a programme whose events of later days are only planned."""
    events = tuple(
        ProgrammeEvent(id=each.id, kind=each.kind, on=each.on, at=each.at)
        if each.on > day and each.held
        else each
        for each in programme.events
    )
    if events == programme.events:
        return programme
    return msgspec.structs.replace(programme, events=events)


def _with_recruiting(part: Participation, day: date) -> Participation:
    """Return a part without an answer of later: a yes counts from the start, others were open."""
    if part.recruiting is None or not _is_later(part.recruiting, "on", day):
        return part
    before = None if part.said_yes else Recruiting(state="invited")
    return msgspec.structs.replace(part, recruiting=before)


def _charter(charter: Charter, day: date) -> Charter | None:
    """Return a charter with the signatures that stood; ``None`` where all of them are later."""
    later = [each for each in ("mentor_on", "senior_on") if _is_later(charter, each, day)]
    if not later:
        return charter
    signed = msgspec.structs.replace(charter, **dict.fromkeys(later))
    return signed if signed.mentor_on or signed.senior_on else None


def _with_charter(pair: Pair, charter: Charter | None) -> Pair:
    return msgspec.structs.replace(pair, charter=charter)


# -- pairs, and what hangs on them -----------------------------------------------------------------


def _pairs(snapshot: Snapshot, day: date) -> Mapping[str, Any]:
    """Return the pairs that stood, and of a programme to come the plan for its first day."""
    first_days = {
        each.id: each.starts_on for each in snapshot.programmes.values() if each.starts_on > day
    }
    seated = {
        (pair.programme_id, pair.senior_id)
        for pair in snapshot.pairs.values()
        if pair.stands_on(day) and pair.until_on not in {day, first_days.get(pair.programme_id)}
    }

    def standing(pair: Pair) -> Record | None:
        first_day = first_days.get(pair.programme_id)
        is_plan = pair.from_on == first_day and (pair.programme_id, pair.senior_id) not in seated
        return record_as_of(pair, day, first_day) if pair.from_on <= day or is_plan else None

    return _standing(snapshot.pairs, standing)


def _case(case: Case, pairs: Mapping[str, Pair], day: date) -> Record | None:
    """Return a case as it stood; a pair it is about may not have been there yet."""
    stood = record_as_of(case, day)
    if stood is None or case.pair_id is None or case.pair_id in pairs:
        return stood
    return msgspec.structs.replace(stood, pair_id=None)


class _Sessions:
    """The sessions of a file on a day: logged by then, or planned by then for a day to come.

    A session that makes up for one that had been moved was planned, whatever became of it.
    """

    def __init__(
        self, sessions: Mapping[str, Session], pairs: Mapping[str, Pair], day: date
    ) -> None:
        self.sessions, self.day = sessions, day
        self.spans: defaultdict[tuple[str, str, str], list[Span]] = defaultdict(list)
        for pair in pairs.values():
            self.spans[pair.programme_id, pair.mentor_id, pair.senior_id].append(pair.days)
            for each in pair.stand_ins:
                self.spans[pair.programme_id, each.mentor_id, pair.senior_id].append(each)
        self.then: dict[str, Session | None] = {}
        """What stood of each session of a later day, as far as it was asked."""
        for session in sessions.values():
            if session.makes_up is not None and session.day <= day:
                self._stands(session)

    def table(self) -> Mapping[str, Record]:
        """Return the sessions that stood, each as it stood."""
        return _standing(self.sessions, self._of)

    def _stands(self, session: Session | None) -> None:
        """Note a session as it is, and whatever it made up for as moved by then."""
        while session is not None and session.id not in self.then:
            self.then[session.id] = session
            session = self.sessions.get(session.makes_up or "")

    def _of(self, session: Session) -> Session | None:
        if session.day <= self.day:
            return session
        if session.id not in self.then:
            self.then[session.id] = None  # sessions that make up for each other end here
            self.then[session.id] = self._with_those_paired(self._ahead(session))
        return self.then[session.id]

    def _ahead(self, session: Session) -> Session | None:
        """Return what was known of a session of a later day."""
        if session.makes_up is None:
            return session if session.status == "planned" else None
        moved = self.sessions.get(session.makes_up)
        stood = self._of(moved) if moved else None
        if stood is None or stood.status != "moved":
            return None
        return session if session.status == "planned" else _planned(session)

    def _with_those_paired(self, session: Session | None) -> Session | None:
        """Leave out of a session to come whoever was not with its mentor yet."""
        if session is None:
            return None
        there = [each for each in session.attendance if self._paired(session, each)]
        if len(there) == len(session.attendance):
            return session
        attendance = {each: session.attendance[each] for each in there}
        return msgspec.structs.replace(session, attendance=attendance) if there else None

    def _paired(self, session: Session, senior_id: str) -> bool:
        spans = self.spans.get((session.programme_id, session.mentor_id, senior_id), ())
        return any(each.holds(session.due_on) for each in spans)


_PLANNED = ("due_on", "format", "mode", "link", "makes_up")
"""What is known of a session while it is only planned."""


def _planned(session: Session) -> Session:
    return Session(
        id=session.id,
        programme_id=session.programme_id,
        mentor_id=session.mentor_id,
        status="planned",
        attendance=dict.fromkeys(session.attendance, "present"),
        **{name: getattr(session, name) for name in _PLANNED},
    )
