"""Turns: whom a slot is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from msgspec.structs import replace

from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule.series import Series, here_on, series_of
from revmentor.rules.schedule.slots import slot_time
from revmentor.rules.schedule.strip import strip


class Turn(msgspec.Struct, frozen=True):
    """A slot to come, and the seniors it is for."""

    day: date
    series: Series
    seniors: tuple[str, ...]


def whose_turn(view: View, series: Series, day: date) -> list[str]:
    """Return the seniors a slot is for: the whole group, or whoever was met longest ago.

    Slots before it that nobody logged count as held with whose turn they were.
    """
    group = view.met_on(series.mentor_id, day, series.place_of)
    here = here_on(view, series, day) or series.its_own(group)
    if not series.in_turn or len(here) < 2:
        return here
    earlier = [slot for slot in _open_slots(view, series, day) if slot < day]
    return rotation(view, series, [*earlier, day])[day]


def _open_slots(view: View, series: Series, today: date) -> list[date]:
    """Return the days of the slots that nothing fills."""
    cells = strip(view, series, today)
    return [each.slot for each in cells if each.slot and each.is_open]


def rotation(
    view: View, series: Series, days: Iterable[date], since: date = date.min
) -> dict[date, list[str]]:
    """Return whom each of some coming slots is for, in order: turns go on as if each was held.

    They go on through the weeks in which another mentor stands in, and back again: open slots of
    the other from the day ``since`` on count as held too.
    """
    met: dict[str, date] = {}
    turns: dict[date, list[str]] = {}
    own = [(day, series) for day in days]
    for day, held_by in sorted(
        [*own, *_instead(view, series, own, since)], key=lambda each: each[0]
    ):
        here = here_on(view, held_by, day)
        if series.in_turn and len(here) > 1:
            for senior_id, last in _met_before(view, series, day).items():
                met[senior_id] = max(last, met.get(senior_id, date.min))
            here = [_longest_ago(view, here, met)]
        met |= dict.fromkeys(here, day)
        if held_by == series:
            turns[day] = here
    return turns


def _instead(
    view: View, series: Series, own: Sequence[tuple[date, Series]], since: date
) -> list[tuple[date, Series]]:
    """Return the open slots up to the last of a series that other mentors hold for the group."""
    others = [each for each in beside(view, series) if each != series]
    if not others or not own or not series.in_turn:
        return []
    last = max(day for day, _series in own)
    return [
        (day, each)
        for each in others
        for day in _open_slots(view, each, last)
        if since <= day <= last
    ]


@remembered
def beside(view: View, series: Series) -> Sequence[Series]:
    """Return the series of one group: the mentor's own, and those of whoever stands in."""
    pairs = view.pairs_of_mentor.get(series.whose, [])
    teachers = dict.fromkeys([series.whose, *(who for pair in pairs for who in pair.teachers)])
    return [
        replace(series, mentor_id=each, place_of="" if each == series.whose else series.whose)
        for each in teachers
    ]


def next_turns(view: View, mentor_id: str, today: date) -> list[Turn]:
    """Return a mentor's slots from a day on that nothing fills yet, with whose turn each is."""
    turns = [
        Turn(day, series, tuple(seniors))
        for series in series_of(view, mentor_id)
        for day, seniors in _coming(view, series, today).items()
    ]
    return sorted(turns, key=lambda each: (each.day, slot_time(view, each.series)))


def turns_of_pair(view: View, pair: Pair, today: date) -> list[Turn]:
    """Return the open slots of a pair from a day on, with the mentor or whoever stands in."""
    return [
        turn
        for mentor_id in pair.teachers
        for turn in next_turns(view, mentor_id, today)
        if turn.series.whose == pair.mentor_id and pair.senior_id in turn.seniors
    ]


def _coming(view: View, series: Series, today: date) -> dict[date, list[str]]:
    """Return whom each open slot of a series from a day on is for."""
    days = [slot for slot in _open_slots(view, series, today) if slot >= today]
    return rotation(view, series, days, today)


def _met_before(view: View, series: Series, day: date) -> dict[str, date]:
    """Return when each senior was last met in a series; planned sessions count as met."""
    met: dict[str, date] = {}
    for each in beside(view, series):
        for session in view.sessions_of.get(each.mentor_id, []):
            if session.day < day and each.takes(view, session):
                for senior_id in _whom_it_met(session):
                    met[senior_id] = max(session.day, met.get(senior_id, date.min))
    return met


def _whom_it_met(session: Session) -> Iterable[str]:
    if session.status == "planned":
        return session.attendance
    if session.status != "held":
        return ()
    return [who for who, how in session.attendance.items() if how == "present"]


def _longest_ago(view: View, seniors: Iterable[str], met: dict[str, date]) -> str:
    return min(seniors, key=lambda each: (met.get(each, date.min), view.sort_key(each)))
