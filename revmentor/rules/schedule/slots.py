"""Slots: when a series comes round, and the day each of its slots falls on.

A slot is meant for a day of its week. Where the firm is closed that day, the programme says what
becomes of it: it is lost, made up for at the end, or shifted to the next working day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time, timedelta
from functools import cached_property
from itertools import chain, pairwise

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.programme import Programme
from revmentor.model.session import Session
from revmentor.rules import availability
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule import calendar_days
from revmentor.rules.schedule.calendar_days import HolidayMode, holidays, next_working_day
from revmentor.rules.schedule.series import Series, all_series, here_on, of_session

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOKAHEAD = 20
"""How many slots past the end a programme makes up for lost ones."""
_YEARS = 20
"""How many years of slots are looked at for the days that were asked for."""


def come_round(
    places: Iterable[int],
    day_of: Callable[[int], date],
    count: int,
    mode: HolidayMode,
    is_closed: Callable[[date], bool],
) -> Iterator[tuple[int, date | None]]:
    """Yield the places of a series, each with the day its slot falls on; ``None`` for a lost one.

    ``day_of`` says which day a place is meant for. ``count`` is the number of slots for ``skip`` (a
    closed day loses its slot) and of sessions for ``extend`` (the series goes on for longer) and
    ``shift`` (to the next working day, before the slot that follows). The last place only says
    where the one before it ends.
    """
    counted = 0
    for place, following in pairwise(places):
        if counted == count:
            return
        day = day_of(place)
        slot: date | None = day
        if is_closed(day):
            slot = None
            if mode == "shift":
                last = day_of(following) - timedelta(days=1)
                slot = next_working_day(day, is_closed, until=last)
        counted += mode == "skip" or slot is not None
        yield place, slot


def due_dates(
    start: date,
    count: int,
    *,
    every_weeks: int = 1,
    closed: Iterable[date] = (),
    mode: HolidayMode = "skip",
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

    def day_of(place: int) -> date:
        return start + timedelta(weeks=place * every_weeks)

    places = range(count + 1 if mode == "skip" else count + 52 * _YEARS + 1)
    return [day for _place, day in come_round(places, day_of, count, mode, is_closed) if day]


# -- a series of a programme -----------------------------------------------------------------------


class Calendar(msgspec.Struct, frozen=True, dict=True):
    """The slots of a series by week (1 is the first), whoever is there.

    ``days`` has the day each slot falls on, or ``None`` where closed days take it; a week that the
    cadence leaves out is not in it.
    """

    programme: Programme
    days: Mapping[int, date | None]

    @property
    def last_week(self) -> int:
        """The last week: later than the programme's where slots are made up for."""
        return max(self.programme.weeks, *self.days, 1)

    @property
    def lost(self) -> list[int]:
        """The weeks of the programme whose slot closed days take away."""
        weeks = self.programme.weeks
        return [week for week, day in self.days.items() if day is None and week <= weeks]

    @property
    def vacant(self) -> list[int]:
        """The weeks of the programme without their slot: it is lost, or shifted past their end."""
        week_of = self.programme.week_of
        shifted = [week for week, day in self.days.items() if day and week_of(day) != week]
        return sorted([*self.lost, *shifted])

    def week_of(self, day: date) -> int:
        """Return the week whose slot falls on a day, else the week that the day lies in."""
        week = self._weeks.get(day)
        return self.programme.week_of(day) if week is None else week

    @cached_property
    def _weeks(self) -> Mapping[date, int]:
        return {day: week for week, day in sorted(self.days.items(), reverse=True) if day}


@remembered
def calendar(view: View, series: Series) -> Calendar:
    """Return the slots of a series by week."""
    programme = view.programme
    interval, weekday = _interval(view, series), slot_weekday(view, series)
    further = interval if programme.holidays == "skip" else (_LOOKAHEAD + 1) * interval
    end = programme.weeks + further
    regular = [week for week in range(1, programme.weeks + 1) if _is_regular(view, series, week)]
    after = (w for w in range(programme.weeks + 1, end + 1) if _is_regular(view, series, w))
    days = come_round(
        chain(regular, after, [end + interval]),
        lambda week: _day_in(programme, week, weekday),
        len(regular),
        programme.holidays,
        lambda day: calendar_days.is_closed(view.firm, day),
    )
    return Calendar(programme, dict(days))


def _interval(view: View, series: Series) -> int:
    alone = view.programme.individual
    if alone and series.kind == "individual":
        return alone.every_weeks
    return view.programme.every_weeks


def _is_regular(view: View, series: Series, week: int) -> bool:
    """Tell whether the cadence gives a week a slot, holidays apart.

    One after the other the seniors of a group come round once in ``individual.every_weeks`` weeks,
    spread over them; of a larger group one a week.
    """
    interval = _interval(view, series)
    if series.kind != "individual":
        return (week - 1) % interval == 0
    group = len(here_on(view, series, slot_day(view, series, week)))
    place = (week - 1) % interval
    return any(index * interval // group == place for index in range(group)) if group else False


@remembered
def slots_of(view: View, series: Series) -> dict[int, date]:
    """Return the slots of a series by week.

    No slot: outside the programme, in a week that the cadence leaves out, on a closed day (unless
    the programme shifts it), while nobody it is for is paired or all pause.
    """
    closed_on = view.programme.closed_on or date.max
    return {
        week: day
        for week, day in calendar(view, series).days.items()
        if day and day <= closed_on and here_on(view, series, day)
    }


def slot_day(view: View, series: Series, week: int) -> date:
    """Return the day that the slot of a week is meant for, whether or not there is one on it."""
    return _day_in(view.programme, week, slot_weekday(view, series))


def _day_in(programme: Programme, week: int, weekday: int) -> date:
    start = programme.starts_on
    return start + timedelta(weeks=week - 1, days=(weekday - start.weekday()) % 7)


def is_lost(view: View, series: Series, week: int) -> bool:
    """Tell whether closed days take the slot of a week away."""
    return week in calendar(view, series).lost


def week_of(view: View, series: Series, day: date) -> int:
    """Return the week whose slot falls on a day, else the week that the day lies in."""
    return calendar(view, series).week_of(day)


def week_of_session(view: View, session: Session) -> int:
    """Return the week whose slot a session is for, else the week it was due in."""
    if session.quick_help:
        return view.programme.week_of(session.due_on)
    return week_of(view, of_session(view, session), session.due_on)


@remembered
def weeks(view: View) -> int:
    """Return the last week to show: the programme's length, or longer where sessions go on."""
    programme = view.programme
    late = [each for each in view.sessions if programme.week_of(each.day) > programme.weeks]
    last = max((week_of(view, of_session(view, each), each.day) for each in late), default=0)
    longest = max((calendar(view, each).last_week for each in all_series(view)), default=0)
    return max(longest, programme.weeks, min(last, programme.weeks + 26))


@remembered
def last_day(view: View) -> date:
    """Return the day of the last slot; of the last week where no slot comes round at all."""
    days = (day for series in all_series(view) for day in slots_of(view, series).values())
    return max(days, default=view.programme.ends_on)


# -- the weekday and the time ----------------------------------------------------------------------


@remembered
def _occasion(view: View, series: Series) -> str:
    """Return when a series comes round: ``mon-09:00``, ``mon-am``, or nothing that was said."""
    part = view.mentors.get(series.whose)
    usual = (part.slot if part else None) or ""
    if series.kind != "own":
        return usual
    return _own_slot(view, series) or _own_half_day(view, series, usual)


def _own_half_day(view: View, series: Series, usual: str) -> str:
    """Return the half-day that the mentor has for a senior; without one, when it is as a rule."""
    half_day = availability.own(view, series.whose).get(series.senior_id)
    # The time of the mentor's slot holds for whoever has its half-day.
    if half_day is None or (usual and availability.half_day_of(usual) == half_day):
        return usual
    return half_day


def _own_slot(view: View, series: Series) -> str | None:
    """Return the slot that the last pair of a series agreed for itself, if it did."""
    pairs = view.pairs_of_mentor.get(series.whose, [])
    slots = [each.slot for each in pairs if each.senior_id == series.senior_id]
    return slots[-1] if slots else None


def slot_weekday(view: View, series: Series) -> int:
    """Return the weekday of a series, 0 for Monday; the programme's first day by default."""
    occasion = _occasion(view, series)
    if occasion:
        return WEEKDAYS.index(occasion[:3])
    return min(view.programme.starts_on.weekday(), 4)


def slot_time(view: View, series: Series) -> str:
    """Return the time of a series as ``09:00``, or an empty string.

    The session with one senior follows the group's.
    """
    clock = _occasion(view, series)[4:]
    if ":" not in clock:
        return ""
    if series.kind == "individual":
        hour, minute = map(int, clock.split(":"))
        after = hour * 60 + minute + view.programme.minutes
        return time(after // 60 % 24, after % 60).isoformat("minutes")
    return clock


def minutes_of(view: View, series: Series) -> int:
    """Return how long a session of a series is meant to be."""
    alone = view.programme.individual
    return alone.minutes if alone and series.kind == "individual" else view.programme.minutes
