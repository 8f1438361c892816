"""Every session of a programme as an event: what was written down, and the slots still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import msgspec
from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.programme import ProgrammeEvent
from revmentor.model.session import Session
from revmentor.rules.launch.events import MINUTES, invited
from revmentor.rules.pairing import lessons
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip
from revmentor.rules.schedule.series import Series, all_series, of_session, series_of
from revmentor.rules.schedule.slots import is_lost, minutes_of, slot_day, slot_time
from revmentor.rules.schedule.turns import rotation, whose_turn
from revmentor.rules.sessions.from_slot import link_ahead

ZONE = "Europe/Rome"
"""The zone of a firm that did not say another."""
TOLD_AFTER_AN_END = timedelta(weeks=4)
"""For how long after a pair's end its later slots are told as cancelled."""


class Event(msgspec.Struct, frozen=True):
    """One session. ``uid`` stays the same whatever becomes of it; the times are in UTC.

    Where a mentor has no time of the week, ``start`` is a day and ``end`` the day after.
    """

    uid: str
    mentor_id: str
    seniors: tuple[str, ...]
    start: datetime | date
    end: datetime | date
    cancelled: bool = False
    link: str | None = None
    """Where it takes place at a distance, as far as that is known."""
    title: str = ""
    """What a day of the programme itself is called: it is for all of ``seniors``, whoever leads."""

    @property
    def day(self) -> date:
        """The day it begins on."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


def zone(view: View) -> ZoneInfo:
    """Return the firm's time zone; raises :class:`Refused` for one that does not exist."""
    name = view.firm.timezone or ZONE
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        if not available_timezones():
            raise Refused(
                _("This machine knows no time zones. Install Python’s package tzdata.")
            ) from error
        raise Refused(
            _(
                "There is no time zone “{name}”. Correct it under Firm; Italy is Europe/Rome."
            ).format(name=name)
        ) from error


def events(view: View, today: date) -> list[Event]:
    """Return the events of every mentor, ordered by their beginning.

    A session and the slot it fills share a ``uid``, so that a calendar that knows the slot changes
    it. Cancelled, and not left out, are sessions that were cancelled or moved, and slots that the
    firm's own closed days took away.
    """
    where = zone(view)
    every = [e for each in all_series(view) for e in _of_series(view, each, today, where)]
    every += [_of_programme(view, each, where) for each in view.programme.events]
    return sorted(every, key=lambda each: (_moment(each.start), each.uid))


def _of_programme(view: View, event: ProgrammeEvent, where: ZoneInfo) -> Event:
    """Return a day of the programme itself: for whoever was there, else for whom it is meant."""
    people = event.there or invited(view, event.kind)
    start, end = _span(event.on, event.at or "", MINUTES[event.kind], where)
    uid = f"{view.programme.id}-{event.id}"
    return Event(uid, "", people, start, end, title=labels.event_kinds()[event.kind])


def ended(view: View, today: date) -> list[Event]:
    """Return the slots that pairs which ended of late would have had from today on, as cancelled.

    So are those of a mentor for whom somebody stands in then. A slot of theirs that another senior
    has now is among them: it bears the same ``uid``.
    """
    late = [
        pair for pair in view.pairs if pair.until_on and today - TOLD_AFTER_AN_END <= pair.until_on
    ]
    every = [event for pair in late for event in _without_end(view, pair, today)]
    away = [pair for pair in view.pairs if any(today <= each.end for each in pair.stand_ins)]
    every += [event for pair in away for event in _without_stand_ins(view, pair, today)]
    return [replace(event, cancelled=True) for event in every]


def _without_stand_ins(view: View, pair: Pair, today: date) -> Iterator[Event]:
    """Yield the slots of a pair from today on that somebody else holds in the mentor's place."""
    alone = {pair.id: msgspec.structs.replace(pair, stand_ins=())}
    before = view.over(view.snapshot.with_records({"pairs": alone}))
    where = zone(view)
    for series in series_of(before, pair.mentor_id):
        for event in _of_series(before, series, today, where):
            is_away = not series.place_of and pair.stand_in_on(event.day)
            if is_away and event.day >= today and pair.senior_id in event.seniors:
                yield event


def _without_end(view: View, pair: Pair, today: date) -> Iterator[Event]:
    """Yield the slots of a pair from today on, had it not ended."""
    later = [
        each.id
        for each in view.pairs
        if each.senior_id == pair.senior_id and each.from_on >= pair.from_on
    ]
    goes_on = msgspec.structs.replace(pair, until_on=None)
    changes = {**dict.fromkeys(later), pair.id: goes_on}
    before = view.over(view.snapshot.with_records({"pairs": changes}))
    where = zone(view)
    for series in series_of(before, pair.mentor_id):
        for event in _of_series(before, series, today, where):
            if event.day >= today and pair.senior_id in event.seniors:
                yield event


def of_person(every: list[Event], person_id: str) -> list[Event]:
    """Return the events that a person takes part in, as mentor or as senior."""
    return [each for each in every if person_id == each.mentor_id or person_id in each.seniors]


def taught(view: View, event: Event) -> list[str]:
    """Return the names of the skills that the mentor of an event can teach those it is for."""
    names: dict[str, None] = {}
    for senior_id in event.seniors:
        for lesson in lessons.lessons(view, event.mentor_id, senior_id):
            names[view.skill_name(lesson.skill_id)] = None
    return list(names)


def _moment(start: datetime | date) -> datetime:
    if isinstance(start, datetime):
        return start
    return datetime.combine(start, time(), timezone.utc)


def _of_series(view: View, series: Series, today: date, where: ZoneInfo) -> Iterator[Event]:
    cells = strip.strip(view, series, today)
    turns = rotation(view, series, [c.slot for c in cells if c.slot and c.is_open])
    for cell in cells:
        uid = f"{view.programme.id}-{series.key.replace('/', '-')}-w{cell.week}"
        yield from _sessions(view, cell, uid, where)
        if cell.slot and cell.is_open:
            yield _slot(view, series, cell.slot, turns[cell.slot], uid, where)
        elif lost := _lost_slot(view, cell):
            group = whose_turn(view, series, lost)
            yield replace(_slot(view, series, lost, group, uid, where), cancelled=True)


def _sessions(view: View, cell: strip.StripWeek, slot_uid: str, where: ZoneInfo) -> Iterator[Event]:
    """Yield the sessions of a week; the first that fills the slot bears its ``uid``."""
    # Not in the order of the strip, which changes with what becomes of them.
    in_order = sorted(cell.sessions, key=lambda each: (each.due_on, each.id))
    filling = next((each for each in in_order if not each.makes_up), None)
    for session in in_order:
        # A session is in the series it is looked at in first, and there alone.
        if session is filling:
            yield _session(view, cell.series, session, slot_uid, where)
        elif of_session(view, session) == cell.series:
            uid = f"{view.programme.id}-{session.id}"
            yield _session(view, cell.series, session, uid, where)


def _slot(
    view: View, series: Series, day: date, group: Sequence[str], uid: str, where: ZoneInfo
) -> Event:
    start, end = _times(view, series, day, minutes_of(view, series), where)
    link = link_ahead(view, series.mentor_id, group)
    return Event(uid, series.mentor_id, tuple(group), start, end, link=link)


def _lost_slot(view: View, cell: strip.StripWeek) -> date | None:
    """Return the day of a week's slot that the firm's own closed days took, and nothing fills."""
    filled = any(not each.makes_up for each in cell.sessions)
    return None if filled else _lost(view, cell.series, cell.week)


def _lost(view: View, series: Series, week: int) -> date | None:
    """Return the day of a slot that the firm's own closed days took away."""
    day = slot_day(view, series, week)
    closed = any(span.holds(day) for span in view.firm.closed_days)
    someone = whose_turn(view, series, day)
    return day if closed and someone and is_lost(view, series, week) else None


def _session(view: View, series: Series, session: Session, uid: str, where: ZoneInfo) -> Event:
    minutes = session.minutes or minutes_of(view, series)
    start, end = _times(view, series, session.day, minutes, where)
    seniors = tuple(sorted(session.attendance, key=view.sort_key))
    ahead = link_ahead(view, session.mentor_id, seniors) if session.status == "planned" else None
    return Event(
        uid,
        session.mentor_id,
        seniors,
        start,
        end,
        cancelled=session.status in {"cancelled", "moved"},
        link=session.link or ahead,
    )


def _times(
    view: View, series: Series, day: date, minutes: int, where: ZoneInfo
) -> tuple[datetime | date, datetime | date]:
    return _span(day, slot_time(view, series), minutes, where)


def _span(
    day: date, clock: str, minutes: int, where: ZoneInfo
) -> tuple[datetime | date, datetime | date]:
    """Return the beginning and the end of something, of the whole day where it has no hour."""
    if not clock:
        return day, day + timedelta(days=1)
    local = datetime.combine(day, time.fromisoformat(clock), where)
    start = local.astimezone(timezone.utc)
    return start, start + timedelta(minutes=minutes)
