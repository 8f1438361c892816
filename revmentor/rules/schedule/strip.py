"""The strip: the weeks of a series, and what became of each slot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from revmentor.model.session import Session, SessionStatus
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule import slots
from revmentor.rules.schedule.series import Series, series_of

WeekState = Literal["none", "future", "due", "planned", "held", "missed", "cancelled", "moved"]
_WEIGHT: dict[SessionStatus, int] = {
    "held": 5,
    "missed": 4,
    "cancelled": 3,
    "moved": 2,
    "planned": 1,
}


class StripWeek(msgspec.Struct, frozen=True):
    """One week of a series: its slot, what became of it, and the sessions in it.

    A session that makes up for another one stands in its week without filling the slot.
    """

    series: Series
    week: int
    slot: date | None
    state: WeekState
    sessions: tuple[Session, ...] = ()

    @property
    def mentor_id(self) -> str:
        """The mentor."""
        return self.series.mentor_id

    @property
    def is_open(self) -> bool:
        """Whether there is a slot that nothing fills."""
        return self.slot is not None and all(each.makes_up for each in self.sessions)

    @property
    def is_coming(self) -> bool:
        """Whether something in it is still to be held: an open slot, or a planned session."""
        return self.is_open or self.state == "planned"

    @property
    def day(self) -> date | None:
        """The day to show: the session's, else the slot's."""
        if self.is_open or not self.sessions:
            return self.slot
        return self.sessions[0].day


@remembered
def strip(view: View, series: Series, today: date) -> Sequence[StripWeek]:
    """Return the weeks of a series in order, each with its slot and what became of it.

    A session belongs to the week whose slot falls on its due day, else to the one that day lies in.
    A slot is ``due`` from its day on until a session is logged for its week, and ``future`` before.
    """
    by_week: dict[int, list[Session]] = {}
    last, days = slots.weeks(view), slots.slots_of(view, series)
    for session in view.sessions_of.get(series.mentor_id, []):
        if series.takes(view, session):
            # What happened before the first week or after the last stands in that week.
            week = min(max(1, slots.week_of(view, series, session.due_on)), last)
            by_week.setdefault(week, []).append(session)
    return [
        _cell(series, week, days.get(week), by_week.get(week, []), today)
        for week in range(1, last + 1)
    ]


def weeks_of_day(
    view: View, today: date, mentor_ids: Iterable[str] | None = None
) -> list[StripWeek]:
    """Return the weeks of every series of some mentors, or of all."""
    return [
        cell
        for mentor_id in (view.mentors if mentor_ids is None else mentor_ids)
        for series in series_of(view, mentor_id)
        for cell in strip(view, series, today)
    ]


class SlotRef(msgspec.Struct, frozen=True, order=True):
    """Which slot is meant: its series, its day, and the session planned for it, or none."""

    series_key: str
    day: date
    session_id: str = ""


class Waiting(msgspec.Struct, frozen=True):
    """What waits to be logged: an open slot, or a session that was planned for a day."""

    series: Series
    day: date
    session: Session | None = None

    @property
    def ref(self) -> SlotRef:
        """Which slot waits."""
        return SlotRef(self.series.key, self.day, self.session.id if self.session else "")


def waiting_weeks(
    view: View, today: date, mentor_ids: Iterable[str] | None = None
) -> list[Waiting]:
    """Return what waits to be logged on a day, the oldest first."""
    waiting: dict[tuple[str, date, str], Waiting] = {}
    for cell in weeks_of_day(view, today, mentor_ids):
        if cell.is_open and cell.slot and cell.slot <= today:
            waiting[cell.series.key, cell.slot, ""] = Waiting(cell.series, cell.slot)
        for session in cell.sessions:
            if _waits(session, today):
                # A session for two with slots of their own waits once.
                key = ("", session.due_on, session.id)
                waiting.setdefault(key, Waiting(cell.series, session.due_on, session))
    return sorted(waiting.values(), key=lambda each: (each.day, each.series.key))


def _cell(
    series: Series, week: int, slot: date | None, sessions: list[Session], today: date
) -> StripWeek:
    ordered = tuple(sorted(sessions, key=lambda each: (-_WEIGHT[each.status], each.day, each.id)))
    return StripWeek(series, week, slot, _state(slot, ordered, today), ordered)


def _state(slot: date | None, sessions: Sequence[Session], today: date) -> WeekState:
    """Return what became of a week, of which the sessions that count most come first."""
    filling = [each for each in sessions if not (slot and each.makes_up)]
    if any(_waits(each, today) for each in sessions):
        return "due"
    if filling:
        return _made_up_for(filling[0], filling, sessions).status
    if slot is None:
        return "none"
    return "due" if slot <= today else "future"


def _waits(session: Session, today: date) -> bool:
    return session.status == "planned" and session.due_on <= today


def _made_up_for(
    first: Session, filling: Sequence[Session], sessions: Iterable[Session]
) -> Session:
    """Return a session, or the one that makes up for it where it was moved."""
    if first.status != "moved":
        return first
    moved = {each.id for each in filling}
    return next((each for each in sessions if each.makes_up in moved), first)
