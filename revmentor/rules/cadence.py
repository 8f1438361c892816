"""The weekly rhythm: holidays, due dates, and the slots of each mentor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from dateutil.easter import easter

from revmentor.model.errors import Refused
from revmentor.model.session import Session, SessionStatus
from revmentor.rules.view import View
from revmentor.words import _

Mode = Literal["skip", "extend", "shift"]
CellState = Literal["none", "future", "due", "planned", "held", "missed", "cancelled", "moved"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ITALY = ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26))
_WEIGHT: dict[SessionStatus, int] = {
    "held": 5,
    "missed": 4,
    "cancelled": 3,
    "moved": 2,
    "planned": 1,
}
_LOOKAHEAD = 20


@lru_cache(maxsize=64)
def _italian_holidays(year: int) -> tuple[date, ...]:
    days = [date(year, month, day) for month, day in _ITALY]
    days += [easter(year), easter(year) + timedelta(days=1)]
    if year >= 2026:  # law of October 2025: St Francis, a national holiday again
        days.append(date(year, 10, 4))
    return tuple(sorted(days))


def holidays(country: str | None, year: int) -> list[date]:
    """Return the public holidays of a year, ordered; empty for a country that is not built in.

    Italy (``IT``): ten fixed days, Easter Sunday and Monday, and from 2026 the 4th of October.
    """
    return list(_italian_holidays(year)) if country == "IT" else []


def due_dates(
    start: date,
    count: int,
    *,
    every_weeks: int = 1,
    closed: Iterable[date] = (),
    mode: Mode = "skip",
    country: str | None = None,
) -> list[date]:
    """Return the days on which a slot that begins on ``start`` comes round.

    ``count`` is the number of slots for ``skip`` (a closed day loses its slot) and of sessions for
    ``extend`` (the series goes on for longer) and ``shift`` (to the next working day, before the
    slot that follows). Raises :class:`Refused` for a count or interval below one.
    """
    if count < 1 or every_weeks < 1:
        raise Refused(_("A series needs at least one session, and at least a week between two."))
    shut = frozenset(closed)

    def is_closed(day: date) -> bool:
        return day in shut or day in holidays(country, day.year)

    found: list[date] = []
    step = timedelta(weeks=every_weeks)
    for index in range(count if mode == "skip" else count + 52 * _LOOKAHEAD):
        if len(found) == count:
            break
        day = start + index * step
        if not is_closed(day):
            found.append(day)
        elif mode == "shift":
            moved = _next_working_day(day, is_closed)
            if moved < day + step:
                found.append(moved)
    return found


def _next_working_day(day: date, is_closed: Callable[[date], bool]) -> date:
    while is_closed(day) or day.weekday() >= 5:
        day += timedelta(days=1)
    return day


@dataclass(frozen=True)
class Cell:
    """One mentor's week: its slot, what became of it, and the sessions in it."""

    week: int
    slot: date | None
    state: CellState
    sessions: tuple[Session, ...] = ()

    @property
    def day(self) -> date | None:
        """The day to show: the session's, else the slot's."""
        return self.sessions[0].day if self.sessions else self.slot


def is_closed(view: View, day: date) -> bool:
    """Tell whether the firm is closed: a public holiday, the patron's day, a day of its own."""
    firm = view.firm
    return (
        day in holidays(firm.country, day.year)
        or day.strftime("%m-%d") == firm.patron_day
        or any(span.holds(day) for span in firm.closed_days)
    )


def slot_weekday(view: View, mentor_id: str) -> int:
    """Return the weekday of a mentor's slot, 0 for Monday; the programme's first day by default."""
    part = view.mentors.get(mentor_id)
    if part and part.slot:
        return WEEKDAYS.index(part.slot[:3])
    return min(view.programme.starts_on.weekday(), 4)


def slot_time(view: View, mentor_id: str) -> str:
    """Return the time of a mentor's slot as ``09:00``, or an empty string."""
    part = view.mentors.get(mentor_id)
    return part.slot[4:] if part and part.slot else ""


def weeks(view: View) -> int:
    """Return the last week to show: the programme's length, or longer where sessions go on."""
    last = max((view.programme.week_of(each.day) for each in view.sessions), default=0)
    longest = max((_last_week(view, each) for each in view.mentors), default=0)
    return max(longest, view.programme.weeks, min(last, view.programme.weeks + 26))


def _last_week(view: View, mentor_id: str) -> int:
    """Return a mentor's last week: later than the programme's where lost slots are made up for."""
    programme = view.programme
    if programme.holidays != "extend":
        return programme.weeks
    last, owed, week = programme.weeks, 0, 0
    while week < last + owed and week < last + _LOOKAHEAD:
        week += 1
        regular = (week - 1) % programme.every_weeks == 0
        if regular and is_closed(view, slot_day(view, mentor_id, week)):
            owed += programme.every_weeks
    return last + min(owed, _LOOKAHEAD)


def slot_day(view: View, mentor_id: str, week: int) -> date:
    """Return the day of a mentor's slot in a week, whether or not there is one on it."""
    start = view.programme.starts_on
    to_weekday = (slot_weekday(view, mentor_id) - start.weekday()) % 7
    return start + timedelta(weeks=week - 1, days=to_weekday)


def slot_of_week(view: View, mentor_id: str, week: int) -> date | None:
    """Return the day of a mentor's slot in a week (1 is the first), or ``None`` if there is none.

    No slot: outside the programme, in a week that the cadence leaves out, on a closed day (unless
    the programme shifts it within the week), before the mentor's first pair or after the last.
    """
    programme = view.programme
    if not 1 <= week <= _last_week(view, mentor_id) or (week - 1) % programme.every_weeks:
        return None
    day = slot_day(view, mentor_id, week)
    if is_closed(view, day):
        moved = _next_working_day(day, lambda each: is_closed(view, each))
        if programme.holidays != "shift" or programme.week_of(moved) != week:
            return None
        day = moved
    if programme.closed_on and day > programme.closed_on:
        return None
    return day if _has_someone(view, mentor_id, day) else None


def _has_someone(view: View, mentor_id: str, day: date) -> bool:
    return any(
        pair.mentor_id == mentor_id
        and pair.stands_on(day)
        and not any(pause.holds(day) for pause in pair.pauses)
        for pair in view.pairs
    )


def strip(view: View, mentor_id: str, today: date) -> list[Cell]:
    """Return a mentor's weeks in order, each with its slot and what became of it.

    A session belongs to the week its due day lies in. A slot is ``due`` from its day on until a
    session is logged for that week, and ``future`` before.
    """
    by_week: dict[int, list[Session]] = {}
    last = weeks(view)
    for session in view.sessions_of.get(mentor_id, []):
        # What happened before the first week or after the last stands in that week, not nowhere.
        week = min(max(1, view.programme.week_of(session.due_on)), last)
        by_week.setdefault(week, []).append(session)
    return [
        _cell(week, slot_of_week(view, mentor_id, week), by_week.get(week, []), today)
        for week in range(1, last + 1)
    ]


def _cell(week: int, slot: date | None, sessions: list[Session], today: date) -> Cell:
    if not sessions:
        state: CellState = "none" if slot is None else "due" if slot <= today else "future"
        return Cell(week, slot, state)
    ordered = sorted(sessions, key=lambda each: (-_WEIGHT[each.status], each.day, each.id))
    state = ordered[0].status
    if state == "planned" and ordered[0].due_on <= today:
        state = "due"
    return Cell(week, slot or ordered[0].due_on, state, tuple(ordered))


def whose_turn(view: View, mentor_id: str, day: date) -> list[str]:
    """Return the seniors a slot is for: the whole group, else whoever was met longest ago."""
    everyone = view.group_of(mentor_id, day)
    group = [each for each in everyone if not _pauses(view, mentor_id, each, day)] or everyone
    if "individual" not in view.programme.formats or len(group) < 2:
        return group
    last: dict[str, date] = {}
    for session in view.sessions_of.get(mentor_id, []):
        if session.status == "held" and session.day < day:
            for senior_id, how in session.attendance.items():
                if how == "present":
                    last[senior_id] = session.day
    return [min(group, key=lambda each: (last.get(each, date.min), view.sort_key(each)))]


def rotation(view: View, mentor_id: str, days: Iterable[date]) -> dict[date, list[str]]:
    """Return whom each of some coming slots is for, in order: turns go on as if each was held.

    Where the group meets as a whole every slot is for all of it.
    """
    met: dict[str, date] = {}
    found: dict[date, list[str]] = {}
    for day in sorted(days):
        group = [
            each
            for each in view.group_of(mentor_id, day)
            if not _pauses(view, mentor_id, each, day)
        ]
        if "individual" not in view.programme.formats or len(group) < 2:
            found[day] = group
            met |= dict.fromkeys(group, day)
            continue
        for session in view.sessions_of.get(mentor_id, []):
            if session.status in {"held", "planned"} and session.day < day:
                for senior_id, how in session.attendance.items():
                    if how == "present" or session.status == "planned":
                        met[senior_id] = max(session.day, met.get(senior_id, date.min))
        turn = min(group, key=lambda each: (met.get(each, date.min), view.sort_key(each)))
        met[turn] = day
        found[day] = [turn]
    return found


def coming(view: View, mentor_id: str, today: date) -> dict[date, list[str]]:
    """Return the slots from a day on that nothing fills yet, each with whose turn it is."""
    days = [
        cell.slot
        for cell in strip(view, mentor_id, today)
        if cell.slot and cell.slot >= today and not cell.sessions
    ]
    return rotation(view, mentor_id, days)


def _pauses(view: View, mentor_id: str, senior_id: str, day: date) -> bool:
    return any(
        pair.senior_id == senior_id
        and pair.mentor_id == mentor_id
        and pair.stands_on(day)
        and any(pause.holds(day) for pause in pair.pauses)
        for pair in view.pairs
    )


def monthly_hours(view: View, mentor_id: str) -> float:
    """Return the hours a month of a mentor who meets each senior of the group in turn.

    One slot every ``every_weeks`` weeks with its preparation, 52/12 weeks a month; a slot for each
    senior where the programme gives every senior an own half-day. A mentor without seniors has
    none.
    """
    seniors = len(view.group_of(mentor_id))
    slots = seniors if view.programme.pairs_by.own_half_day else min(seniors, 1)
    return slots * hours_a_slot(view)


def weeks_between(view: View, mentor_id: str) -> int:
    """Return after how many weeks a senior of the group has a turn again."""
    seniors = 1 if view.programme.pairs_by.own_half_day else len(view.group_of(mentor_id))
    return view.programme.every_weeks * max(seniors, 1)


def hours_a_slot(view: View) -> float:
    """Return the hours a month that one weekly slot takes a mentor, with its preparation."""
    programme = view.programme
    minutes = programme.minutes + programme.preparation_minutes
    return minutes / 60 * 52 / 12 / programme.every_weeks
