"""The week: its slots as lines of Today, and what the next weeks bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from revmentor.i18n.dates import long_date, short_date, short_day
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.pair import StandIn
from revmentor.model.session import Session
from revmentor.rules.care import pulses
from revmentor.rules.care.item import Item
from revmentor.rules.launch import events
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint, slots, strip, turns
from revmentor.rules.schedule.series import all_series


def cells_of(view: View, on: date) -> list[strip.StripWeek]:
    """Return the cells with a slot or a session in the week that a day lies in.

    A slot that closed days shift past its own week is in the week it falls in.
    """
    week_of = view.programme.week_of
    return [
        cell for cell in _in_order(view, on) if week_of(on) in map(week_of, _due_days(cell)[:1])
    ]


def _in_order(view: View, on: date) -> list[strip.StripWeek]:
    return sorted(
        strip.weeks_of_day(view, on),
        key=lambda each: (each.day or date.max, view.sort_key(each.mentor_id)),
    )


def _due_days(cell: strip.StripWeek) -> list[date]:
    """Return the days on which something of a cell is due, that of what became of it first."""
    opened = [cell.slot] if cell.is_open and cell.slot else []
    return [*opened, *(session.due_on for session in cell.sessions)]


def this_week(view: View, on: date) -> Iterator[Item]:
    """Yield a line for each slot of the week that wants to be logged, or is still to come."""
    if view.programme.closed_on:
        return
    week_of = view.programme.week_of
    listed: set[str] = set()
    for cell in _in_order(view, on):
        if cell.is_open and cell.slot and week_of(cell.slot) == week_of(on):
            group = turns.whose_turn(view, cell.series, cell.slot)
            text = _slot(view, cell, cell.slot, group)
            yield _slot_item(view, cell, cell.slot, text, late=cell.slot <= on)
        for session in cell.sessions:
            if session.id not in listed and week_of(session.due_on) == week_of(on):
                listed.add(session.id)
                yield from _session_items(view, cell, session, on)


def _session_items(view: View, cell: strip.StripWeek, session: Session, on: date) -> Iterator[Item]:
    """Yield the line of a session that is planned, or was missed and nobody said why."""
    text = _slot(view, cell, session.day, list(session.attendance))
    if session.status == "planned":
        late = session.due_on <= on
        yield _slot_item(view, cell, session.day, text, late=late, session=session)
    elif session.status == "missed" and not session.reason and not cell.is_open:
        yield replace(
            _slot_item(view, cell, session.day, text, late=True, session=session),
            urgency="missed",
            message=_("{what}, no reason yet").format(what=text),
        )


def _slot(view: View, cell: strip.StripWeek, day: date, group: list[str]) -> str:
    """Return when a slot is and whom it is for."""
    parts = [" ".join(filter(None, (short_date(day), slots.slot_time(view, cell.series))))]
    if len(group) == 1:
        parts.append(view.first_name(group[0]))
    elif group:
        parts.append(ngettext("group of {n}", "group of {n}", len(group)))
    if absent := cell.series.place_of:
        parts.append(_("for {absent}").format(absent=view.first_name(absent)))
    return " · ".join(parts)


def _slot_item(
    view: View,
    cell: strip.StripWeek,
    day: date,
    text: str,
    *,
    late: bool,
    session: Session | None = None,
) -> Item:
    return Item(
        "this_week",
        "due" if late else "quiet",
        view.name(cell.mentor_id),
        text,
        "log",
        (cell.mentor_id, session.id) if session else (cell.mentor_id,),
        day,
        series=cell.series.key,
    )


def next_weeks(view: View, on: date) -> list[str]:
    """Return in sentences what the next weeks bring: slots, closed days, pulse, turning points."""
    return [] if view.programme.closed_on else list(_coming(view, on))


def _coming(view: View, on: date) -> Iterator[str]:
    programme = view.programme
    yield from events.coming(view, on)
    yield from _stand_ins(view, on)
    if on < programme.starts_on:
        yield _("first week from {day}").format(day=long_date(programme.starts_on))
    elif on <= programme.ends_on:
        yield from _next_week(view, on)
    middle = midpoint.first_day(programme)
    if programme.starts_on <= on < middle:
        yield _("mid-point, from {day}").format(day=long_date(middle))
    elif middle <= on <= programme.ends_on:
        yield _("last week ends on {day}: final ratings and forms of both sides").format(
            day=long_date(programme.ends_on)
        )


_AHEAD = timedelta(weeks=2)
"""So long before it a stand-in, and the end of one, is told."""


def _stand_ins(view: View, on: date) -> Iterator[str]:
    """Yield who stands in for whom from when on, and until when, each of a group once."""
    told: set[tuple[str, StandIn]] = set()
    for pair in view.pairs:
        for each in pair.stand_ins:
            near = on <= each.end and each.start <= on + _AHEAD
            if near and (pair.mentor_id, each) not in told:
                told.add((pair.mentor_id, each))
                text = _("{name} stands in for {mentor} from {start} to {end}")
                yield text.format(
                    name=view.name(each.mentor_id),
                    mentor=view.name(pair.mentor_id),
                    start=short_day(each.start, on),
                    end=short_day(each.end, on),
                )


def _next_week(view: View, on: date) -> Iterator[str]:
    week = view.programme.week_of(on) + 1
    yield from _slots_in(view, on, week)
    people = pulses.paired_people(view)
    if people and week % pulses.EVERY_WEEKS == 0 and week <= view.programme.weeks:
        yield ngettext(
            "next week {n} pulse slip to hand out (revmentor paper prints it)",
            "next week {n} pulse slips to hand out (revmentor paper prints them)",
            len(people),
        )


def _slots_in(view: View, on: date, week: int) -> Iterator[str]:
    """Yield how many slots the next week has, or that closed days leave it none."""
    cells = strip.weeks_of_day(view, on)
    of_week = [each for each in cells if _is_in(view, each.slot, week)]
    days = [each.day for each in cells if each.is_coming and _is_in(view, each.day, week)]
    if days:
        text = ngettext(
            "next week {n} slot, on {{day}}", "next week {n} slots, from {{day}}", len(days)
        )
        yield text.format(day=short_date(min(filter(None, days))))
    elif of_week:
        return  # it has slots, and what became of them is known already
    elif any(week in slots.calendar(view, each).vacant for each in all_series(view)):
        yield _("next week has no slots: closed days")


def _is_in(view: View, day: date | None, week: int) -> bool:
    """Tell whether a day lies in a week of the programme."""
    return day is not None and view.programme.week_of(day) == week
