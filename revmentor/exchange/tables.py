"""Lists for scripts and spreadsheets: people, pairs, sessions, signals, as JSON or CSV.

The JSON holds the ids of the document and the names beside them. A cell of the CSV that a
spreadsheet would run as a formula is written with an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal

import msgspec

from revmentor.i18n.gettext import language
from revmentor.model.pair import Pair
from revmentor.model.session import Exchange, Session
from revmentor.model.text import from_first_seen, one_line
from revmentor.rules.care import cases, pair_signals
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
        "message", "case_id",
    ),
}  # fmt: skip
"""The columns of each list, in their order; JSON has the same names."""

PRIVATE = frozenset({"fit", "pulse", "weighs"})
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


def table(columns: Sequence[str], listed: Iterable[TableRow]) -> bytes:
    """Return rows as CSV: as Italian spreadsheets read it (``;``, with a mark), or plain."""
    italian = language() == "it"
    text, between = io.StringIO(), ";" if italian else ","
    text.write(between.join(columns) + "\r\n")
    # Every cell in quotes: a “;” in a name splits no cell in a spreadsheet of the other language.
    writer = csv.writer(text, delimiter=between, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([as_cell(row.get(column)) for column in columns] for row in listed)
    return text.getvalue().encode("utf-8-sig" if italian else "utf-8")


def as_cell(value: object) -> str:
    """Return a value as the text of a cell that no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number_cell(value)
    return _text_cell("; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))


def from_cell(text: str) -> str:
    """Return the text that `as_cell` wrote, without what keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text


def _number_cell(value: float) -> str:
    return str(value).replace(".", ",") if language() == "it" else str(value)


def _text_cell(text: str) -> str:
    return f"'{one_line(text)}" if _runs(text) else one_line(text)


def _runs(text: str) -> bool:
    """Tell whether a spreadsheet may run a text: by its first letter that shows, wide ones too."""
    first = unicodedata.normalize("NFKC", from_first_seen(text)[:1])
    return text.startswith(("\t", "\r")) or not _RUNS.isdisjoint(first)


def _people(view: View, today: date) -> Iterator[TableRow]:
    held = _sessions_held(view, today)
    for person_id in sorted(view.participants):
        person = view.snapshot.people[person_id]
        parts = [part for (who, _role), part in view.participations.items() if who == person_id]
        pair = view.pair_of_senior.get(person_id)
        has_left = person.has_left_by(today)
        yield {
            "id": person_id,
            "name": person.name,
            "department": person.department,
            "site": person.site,
            "roles": sorted(part.role for part in parts),
            "status": "left" if has_left else _worst([part.status for part in parts]),
            "mentor_id": pair.mentor_id if pair else None,
            "mentor": view.name(pair.mentor_id) if pair else None,
            "seniors": view.group_of(person_id),
            "senior_names": _names(view, view.group_of(person_id)),
            "sessions_held": held[person_id],
        }


def _sessions_held(view: View, today: date) -> Counter[str]:
    """Return in how many sessions each person was, as a mentor or as a senior."""
    return Counter(
        person_id
        for session in view.sessions
        if session.status == "held" and session.day <= today
        for person_id in (session.mentor_id, *_who(session, present=True))
    )


def _who(session: Session, *, present: bool) -> list[str]:
    """Return the seniors of a session who were there, or those who were not."""
    return [who for who, how in session.attendance.items() if (how == "present") is present]


def _names(view: View, people: Iterable[str]) -> list[str]:
    return [view.name(person_id) for person_id in people]


def _worst(states: Sequence[str]) -> str:
    return next(state for state in ("active", "paused", "withdrawn") if state in states)


def _pairs(view: View, today: date) -> Iterator[TableRow]:
    for pair in view.pairs:
        held = _days_held(view, pair, today)
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


def _days_held(view: View, pair: Pair, today: date) -> list[date]:
    """Return the days on which a pair met."""
    return [
        session.day
        for session in view.sessions_of_pair(pair)
        if session.status == "held"
        and session.attendance[pair.senior_id] == "present"
        and session.day <= today
    ]


def _sessions(view: View, today: date) -> Iterator[TableRow]:
    """Yield what was written down, then the slots that are due and were not."""
    for session in sorted([*view.sessions, *view.quick_helps], key=lambda s: (s.day, s.id)):
        yield _session(view, session)
    for cell in strip.weeks_of_day(view, today):
        if cell.slot and cell.slot <= today and cell.is_open:
            yield _slot_not_logged(view, cell, cell.slot)


def _session(view: View, session: Session) -> TableRow:
    seniors, absent = sorted(session.attendance), sorted(_who(session, present=False))
    return {
        "id": session.id,
        "week": week_of_session(view, session),
        "due_on": session.due_on,
        "held_on": session.held_on,
        "status": session.status,
        "mentor_id": session.mentor_id,
        "mentor": view.name(session.mentor_id),
        "seniors": seniors,
        "senior_names": _names(view, seniors),
        "absent": absent,
        "absent_names": _names(view, absent),
        "minutes": session.minutes,
        "preparation_minutes": session.preparation_minutes,
        "format": session.format,
        "mode": session.mode,
        "link": session.link,
        "reason": session.reason,
        "taught": [_exchanged(view, each) for each in session.taught],
        "received": [_exchanged(view, each) for each in session.received],
        "steps": [f"{view.name(step.senior_id)}: {step.text}" for step in session.steps],
        "guide_id": session.guide_id,
        "quick_help": session.quick_help,
        "makes_up": session.makes_up,
    }


def _exchanged(view: View, exchange: Exchange) -> str:
    skill = view.skill_name(exchange.skill_id) if exchange.skill_id else None
    return ": ".join(filter(None, (skill, exchange.text)))


def _slot_not_logged(view: View, cell: strip.StripWeek, slot: date) -> TableRow:
    seniors = turns.whose_turn(view, cell.series, slot)
    return {
        **dict.fromkeys(COLUMNS["sessions"]),
        **{column: [] for column in ("absent", "absent_names", "taught", "received", "steps")},
        "week": cell.week,
        "due_on": slot,
        "status": "not_logged",
        "mentor_id": cell.mentor_id,
        "mentor": view.name(cell.mentor_id),
        "seniors": seniors,
        "senior_names": _names(view, seniors),
    }


def _signals(view: View, today: date) -> Iterator[TableRow]:
    for pair in view.open_pairs:
        read = pair_signals.signals_of(view, pair, today)
        for signal in read.signals:
            if signal.rule in PRIVATE:
                continue
            case = next(cases.following(view, signal.rule, pair.id, None), None)
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
                "case_id": case.id if case else None,
            }
