"""Lists for scripts and spreadsheets: people, pairs, sessions, signals, as JSON or CSV.

The JSON holds the ids of the document and the names beside them. A cell of the CSV that a
spreadsheet would run as a formula is written with an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from revmentor.i18n.gettext import language
from revmentor.model.text import from_first_seen, one_line
from revmentor.rules.care import pair_signals
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.slots import week_of_session

TableName = Literal["people", "pairs", "sessions", "signals"]
TableRow = dict[str, Any]
COLUMNS: dict[TableName, tuple[str, ...]] = {
    "people": (
        "id", "name", "department", "site", "roles", "status", "mentor_id", "mentor", "seniors",
        "senior_names", "sessions_held",
    ),
    "pairs": (
        "id", "mentor_id", "mentor", "senior_id", "senior", "from_on", "until_on", "end_reason",
        "locked", "rationale", "charter_mentor_on", "charter_senior_on", "status",
        "sessions_held", "last_session_on",
    ),
    "sessions": (
        "id", "week", "due_on", "held_on", "status", "mentor_id", "mentor", "seniors",
        "senior_names", "absent", "absent_names", "minutes", "preparation_minutes", "format",
        "mode", "link", "reason", "taught", "received", "steps", "guide_id", "quick_help",
        "makes_up",
    ),
    "signals": (
        "pair_id", "mentor_id", "mentor", "senior_id", "senior", "status", "rule", "colour",
        "message",
    ),
}  # fmt: skip
"""The columns of each list, in their order; JSON has the same names."""

PRIVATE = frozenset({"fit", "pulse"})
"""Signals of what one person answered in confidence: for the coordinator's eyes, in no list."""
_RUNS = frozenset("=+-@")


def rows(view: View, what: TableName, today: date) -> list[TableRow]:
    """Return a list of one programme; a note of a session is private and not in it."""
    make: dict[TableName, Callable[[View, date], Iterator[TableRow]]] = {
        "people": _people,
        "pairs": _pairs,
        "sessions": _sessions,
        "signals": _signals,
    }
    return list(make[what](view, today))


def as_json(view: View | None, what: TableName, today: date) -> bytes:
    """Return a list as JSON; empty in a file without a programme."""
    data = {
        "version": 1,
        "programme_id": view.programme.id if view else None,
        "today": today,
        what: rows(view, what, today) if view else [],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def as_csv(view: View | None, what: TableName, today: date) -> bytes:
    """Return a list as CSV; only the heads in a file without a programme."""
    return table(COLUMNS[what], rows(view, what, today) if view else ())


def table(columns: Sequence[str], found: Iterable[TableRow]) -> bytes:
    """Return rows as CSV: as Italian spreadsheets read it (``;``, with a mark), or plain."""
    italian = language() == "it"
    text, between = io.StringIO(), ";" if italian else ","
    text.write(between.join(columns) + "\r\n")
    # Every cell in quotes: a “;” in a name splits no cell in a spreadsheet of the other language.
    writer = csv.writer(text, delimiter=between, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in found:
        writer.writerow([as_cell(row.get(column)) for column in columns])
    return text.getvalue().encode("utf-8-sig" if italian else "utf-8")


def as_cell(value: object) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(value).replace(".", "," if language() == "it" else ".")
    if isinstance(value, int):
        return str(value)
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return f"'{one_line(text)}" if _runs(text) else one_line(text)


def _runs(text: str) -> bool:
    """Tell whether a spreadsheet may run a text: by its first letter that shows, wide ones too."""
    first = unicodedata.normalize("NFKC", from_first_seen(text)[:1])
    return text.startswith(("\t", "\r")) or not _RUNS.isdisjoint(first)


def _people(view: View, today: date) -> Iterator[TableRow]:
    held: dict[str, int] = {}
    for session in view.sessions:
        if session.status == "held" and session.day <= today:
            there = [who for who, how in session.attendance.items() if how == "present"]
            for person_id in (session.mentor_id, *there):
                held[person_id] = held.get(person_id, 0) + 1
    for person_id in sorted(view.participants):
        person = view.snapshot.people[person_id]
        parts = [part for (who, _role), part in view.participations.items() if who == person_id]
        pair = view.pair_of_senior.get(person_id)
        yield {
            "id": person_id,
            "name": person.name,
            "department": person.department,
            "site": person.site,
            "roles": sorted(part.role for part in parts),
            "status": "left" if person.left_on else _worst([part.status for part in parts]),
            "mentor_id": pair.mentor_id if pair else None,
            "mentor": view.name(pair.mentor_id) if pair else None,
            "seniors": view.group_of(person_id),
            "senior_names": [view.name(each) for each in view.group_of(person_id)],
            "sessions_held": held.get(person_id, 0),
        }


def _worst(states: Sequence[str]) -> str:
    return next(each for each in ("active", "paused", "withdrawn") if each in states)


def _pairs(view: View, today: date) -> Iterator[TableRow]:
    for pair in view.pairs:
        held = [
            session.day
            for session in view.sessions_of_pair(pair)
            if session.status == "held"
            and session.attendance[pair.senior_id] == "present"
            and session.day <= today
        ]
        charter = pair.charter
        yield {
            "id": pair.id,
            "mentor_id": pair.mentor_id,
            "mentor": view.name(pair.mentor_id),
            "senior_id": pair.senior_id,
            "senior": view.name(pair.senior_id),
            "from_on": pair.from_on,
            "until_on": pair.until_on,
            "end_reason": pair.end_reason,
            "locked": pair.locked,
            "rationale": pair.rationale,
            "charter_mentor_on": charter.mentor_on if charter else None,
            "charter_senior_on": charter.senior_on if charter else None,
            "status": pair_signals.signals_of(view, pair, today).status,
            "sessions_held": len(held),
            "last_session_on": max(held, default=None),
        }


def _sessions(view: View, today: date) -> Iterator[TableRow]:
    """Yield what was written down, then the slots that are due and were not."""
    for session in sorted([*view.sessions, *view.quick_helps], key=lambda s: (s.day, s.id)):
        absent = sorted(who for who, how in session.attendance.items() if how != "present")
        yield {
            "id": session.id,
            "week": week_of_session(view, session),
            "due_on": session.due_on,
            "held_on": session.held_on,
            "status": session.status,
            "mentor_id": session.mentor_id,
            "mentor": view.name(session.mentor_id),
            "seniors": sorted(session.attendance),
            "senior_names": [view.name(each) for each in sorted(session.attendance)],
            "absent": absent,
            "absent_names": [view.name(each) for each in absent],
            "minutes": session.minutes,
            "preparation_minutes": session.preparation_minutes,
            "format": session.format,
            "mode": session.mode,
            "link": session.link,
            "reason": session.reason,
            "taught": _told(view, [(each.skill_id, each.text) for each in session.taught]),
            "received": _told(view, [(each.skill_id, each.text) for each in session.received]),
            "steps": [f"{view.name(step.senior_id)}: {step.text}" for step in session.steps],
            "guide_id": session.guide_id,
            "quick_help": session.quick_help,
            "makes_up": session.makes_up,
        }
    for cell in strip.weeks_of_day(view, today):
        if cell.slot and cell.slot <= today and cell.is_open:
            seniors = turns.whose_turn(view, cell.series, cell.slot)
            yield {
                **dict.fromkeys(COLUMNS["sessions"]),
                **{each: [] for each in ("absent", "absent_names", "taught", "received", "steps")},
                "week": cell.week,
                "due_on": cell.slot,
                "status": "not_logged",
                "mentor_id": cell.mentor_id,
                "mentor": view.name(cell.mentor_id),
                "seniors": seniors,
                "senior_names": [view.name(each) for each in seniors],
            }


def _told(view: View, exchanged: Sequence[tuple[str | None, str | None]]) -> list[str]:
    return [
        ": ".join(filter(None, (view.skill_name(skill_id) if skill_id else None, text)))
        for skill_id, text in exchanged
    ]


def _signals(view: View, today: date) -> Iterator[TableRow]:
    for pair in view.open_pairs:
        read = pair_signals.signals_of(view, pair, today)
        for signal in read.signals:
            if signal.rule in PRIVATE:
                continue
            yield {
                "pair_id": pair.id,
                "mentor_id": pair.mentor_id,
                "mentor": view.name(pair.mentor_id),
                "senior_id": pair.senior_id,
                "senior": view.name(pair.senior_id),
                "status": read.status,
                "rule": signal.rule,
                "colour": signal.colour,
                "message": signal.message,
            }
