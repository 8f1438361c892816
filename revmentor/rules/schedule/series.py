"""Series: the slots that come round for a mentor, and when.

A mentor whose seniors take turns, or come as a group, has one series. Where the group also meets
one by one it has two, and where every senior has an own slot there is one for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

from revmentor.model.session import Session
from revmentor.rules.pairing.bipartite import match
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule import calendar_days

Kind = Literal["turns", "group", "individual", "own"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOKAHEAD = 20


@dataclass(frozen=True)
class Series:
    """The slots of a mentor, at most one a week: of seniors in turn, of the group, of each alone.

    ``turns``: each slot is for one senior, in rotation. ``group``: for all. ``individual``: beside
    the group's slots, for one senior in rotation. ``own``: for ``senior_id``, every time.
    """

    mentor_id: str
    kind: Kind
    senior_id: str = ""
    apart: bool = False
    """Whether the mentor's group also meets one to one, in a series of its own."""

    @property
    def key(self) -> str:
        """What tells one series of a file from another."""
        if self.kind == "own":
            return f"{self.mentor_id}/{self.senior_id}"
        return f"{self.mentor_id}/alone" if self.kind == "individual" else self.mentor_id

    @property
    def in_turn(self) -> bool:
        """Whether a slot is for one senior of several."""
        return self.kind in {"turns", "individual"}

    def takes(self, session: Session) -> bool:
        """Tell whether a session belongs to this series."""
        if session.mentor_id != self.mentor_id:
            return False
        if self.kind == "own":
            return self.senior_id in session.attendance
        if not self.apart:
            return True
        is_group = session.format == "group" or (
            session.format is None and len(session.attendance) > 1
        )
        return is_group == (self.kind == "group")


@remembered
def of_mentor(view: View, mentor_id: str) -> list[Series]:
    """Return the series of a mentor, the group's before those of one senior."""
    programme = view.programme
    if programme.pairs_by.own_half_day:
        seniors = {pair.senior_id for pair in view.pairs_of_mentor.get(mentor_id, [])}
        return [Series(mentor_id, "own", each) for each in sorted(seniors, key=view.sort_key)]
    if "group" not in programme.formats:
        return [Series(mentor_id, "turns")]
    if programme.individual:
        return [
            Series(mentor_id, "group", apart=True),
            Series(mentor_id, "individual", apart=True),
        ]
    return [Series(mentor_id, "turns" if "individual" in programme.formats else "group")]


@remembered
def every(view: View) -> list[Series]:
    """Return the series of all mentors, ordered by the mentor's surname."""
    return [each for mentor_id in view.mentors for each in of_mentor(view, mentor_id)]


def with_key(view: View, key: str) -> Series | None:
    """Return the series with a key."""
    return next((each for each in every(view) if each.key == key), None)


def of_session(view: View, session: Session) -> Series:
    """Return the series a session belongs to; the first, if it belongs to several or to none."""
    mine = of_mentor(view, session.mentor_id)
    fitting = [each for each in mine if each.takes(session)]
    return next(iter([*fitting, *mine]), Series(session.mentor_id, "turns"))


# -- when ------------------------------------------------------------------------------------------


def _occasion(view: View, series: Series) -> str:
    """Return when a series comes round: ``mon-09:00``, ``mon-am``, or nothing that was said."""
    part = view.mentors.get(series.mentor_id)
    usual = (part.slot if part else None) or ""
    if series.kind != "own":
        return usual
    pair = next(
        (
            each
            for each in reversed(view.pairs_of_mentor.get(series.mentor_id, []))
            if each.senior_id == series.senior_id
        ),
        None,
    )
    if pair and pair.slot:
        return pair.slot
    return _half_days(view, series.mentor_id).get(series.senior_id, usual)


@remembered
def _half_days(view: View, mentor_id: str) -> dict[str, str]:
    """Share the mentor's half-days out among the seniors, so that no two have the same.

    Who has an own slot has that one, and its half-day is nobody else's.
    """
    people = view.snapshot.people
    own = {
        pair.senior_id: f"{pair.slot[:3]}-{'am' if pair.slot[4:] < '13:00' else 'pm'}"
        for pair in view.pairs_of_mentor.get(mentor_id, [])
        if pair.slot and pair.until_on is None
    }
    free = [each for each in people[mentor_id].availability if each not in own.values()]
    return match(
        {
            senior_id: [each for each in free if each in people[senior_id].availability]
            for senior_id in view.group_of(mentor_id)
            if senior_id not in own
        }
    )


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


@remembered
def is_closed(view: View, day: date) -> bool:
    """Tell whether the firm is closed: a public holiday, the patron's day, a day of its own."""
    return calendar_days.is_closed(view.firm, day)


@remembered
def weeks(view: View) -> int:
    """Return the last week to show: the programme's length, or longer where sessions go on."""
    last = max((view.programme.week_of(each.day) for each in view.sessions), default=0)
    longest = max((_last_week(view, each) for each in every(view)), default=0)
    return max(longest, view.programme.weeks, min(last, view.programme.weeks + 26))


@remembered
def _last_week(view: View, series: Series) -> int:
    """Return the last week of a series: later than the programme's where slots are made up for."""
    programme = view.programme
    if programme.holidays != "extend":
        return programme.weeks
    last, owed, week = programme.weeks, 0, 0
    while week < last + owed and week < last + _LOOKAHEAD:
        week += 1
        if _is_regular(view, series, week) and is_closed(view, slot_day(view, series, week)):
            owed += _interval(view, series)
    return last + min(owed, _LOOKAHEAD)


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


def slot_day(view: View, series: Series, week: int) -> date:
    """Return the day of a slot in a week, whether or not there is one on it."""
    start = view.programme.starts_on
    to_weekday = (slot_weekday(view, series) - start.weekday()) % 7
    return start + timedelta(weeks=week - 1, days=to_weekday)


def is_lost(view: View, series: Series, week: int) -> bool:
    """Tell whether a closed day takes the slot of a week away."""
    return (
        1 <= week <= view.programme.weeks
        and _is_regular(view, series, week)
        and slot_of_week(view, series, week) is None
        and is_closed(view, slot_day(view, series, week))
    )


@remembered
def slot_of_week(view: View, series: Series, week: int) -> date | None:
    """Return the day of a slot in a week (1 is the first), or ``None`` if there is none.

    No slot: outside the programme, in a week that the cadence leaves out, on a closed day (unless
    the programme shifts it within the week), while nobody it is for is paired or all pause.
    """
    programme = view.programme
    if not 1 <= week <= _last_week(view, series) or not _is_regular(view, series, week):
        return None
    day = slot_day(view, series, week)
    if is_closed(view, day):
        end_of_week = programme.starts_on + timedelta(weeks=week, days=-1)
        moved = calendar_days.next_working_day(
            day, lambda each: is_closed(view, each), until=end_of_week
        )
        if programme.holidays != "shift" or moved is None:
            return None
        day = moved
    if programme.closed_on and day > programme.closed_on:
        return None
    return day if here_on(view, series, day) else None


@remembered
def here_on(view: View, series: Series, day: date) -> list[str]:
    """Return the seniors a series is for on a day: paired then, and neither side pausing."""
    return [
        senior_id
        for senior_id in view.group_of(series.mentor_id, day)
        if (series.kind != "own" or senior_id == series.senior_id)
        and not pauses(view, series.mentor_id, senior_id, day)
    ]


def pauses(view: View, mentor_id: str, senior_id: str, day: date) -> bool:
    """Tell whether a pair's clock stands still: the pair pauses, or one of the two does."""
    for part in (view.mentors.get(mentor_id), view.seniors.get(senior_id)):
        if part and part.status == "paused" and (part.status_on or day) <= day:
            return True
    return any(
        pair.senior_id == senior_id
        and pair.stands_on(day)
        and any(pause.holds(day) for pause in pair.pauses)
        for pair in view.pairs_of_mentor.get(mentor_id, [])
    )
