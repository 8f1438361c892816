"""The day a slot falls on: what the strip, the calendar and Today show, and the published days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.model.base import Record
from revmentor.model.firm import ClosedDays, Firm
from revmentor.rules.care import today as care
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, timetable, turns
from revmentor.rules.schedule.slots import due_dates
from tests.support.firm import look, pair, part, session

ITALY = Firm(name="F", country="IT")
MONDAY = date(2026, 4, 20)
"""The first day of a programme whose second Friday is 1 May, a holiday."""
FOURTH = date(2026, 5, 4)
FRIDAYS = part("giulia", "mentor", slot="fri-09:00")


def may(*records: Record, **fields: Any) -> View:
    """Giulia and Anna on Fridays from 20 April on, four weeks; closed days are shifted."""
    given: dict[str, Any] = {"starts_on": MONDAY, "weeks": 4, "holidays": "shift", **fields}
    return look(FRIDAYS, pair("giulia", "anna", given["starts_on"]), *records, firm=ITALY, **given)


def cells(view: View, on: date = FOURTH) -> list[strip.StripWeek]:
    return strip.weeks_of_day(view, on, ["giulia"])


def shown(view: View) -> list[date]:
    return [each.slot for each in cells(view) if each.slot]


def in_the_calendar(view: View, on: date = FOURTH) -> list[date]:
    starts = [each.start for each in timetable.events(view, on) if not each.cancelled]
    return [getattr(each, "date", lambda each=each: each)() for each in starts]


def this_week(view: View, on: date) -> list[date | None]:
    return [item.on for item in care.today(view, on).items if item.group == "this_week"]


def to_log(view: View, on: date) -> list[date]:
    return [each.day for each in strip.waiting_weeks(view, on)]


@pytest.mark.parametrize("first_day", range(7))
def test_a_shifted_slot_passes_the_weekend_whatever_day_the_programme_began_on(
    first_day: int,
) -> None:
    view = may(starts_on=MONDAY + timedelta(days=first_day))
    assert FOURTH in shown(view)
    assert FOURTH in in_the_calendar(view)
    assert date(2026, 5, 8) in shown(view)
    assert date(2026, 5, 1) not in in_the_calendar(view)
    assert len(set(shown(view))) == len(shown(view)) == 4


def test_a_shifted_slot_keeps_its_own_place_in_the_strip() -> None:
    found = cells(may())
    assert [each.slot for each in found[:3]] == [date(2026, 4, 24), FOURTH, date(2026, 5, 8)]
    assert [each.state for each in found[:3]] == ["due", "due", "future"]


def test_what_was_held_on_the_shifted_day_fills_the_shifted_slot_and_no_other() -> None:
    view = may(session("giulia", FOURTH, "anna"))
    found = cells(view)
    assert [each.state for each in found[:3]] == ["due", "held", "future"]
    assert [each.is_open for each in found[:3]] == [True, False, True]
    assert in_the_calendar(view).count(FOURTH) == 1
    assert turns.next_turns(view, "giulia", FOURTH)[0].day == date(2026, 5, 8)


def test_the_slot_after_a_shifted_one_is_logged_beside_it() -> None:
    view = may(
        session("giulia", FOURTH, "anna", status="missed", reason="a fair"),
        session("giulia", date(2026, 5, 8), "anna"),
    )
    assert [each.state for each in cells(view)[1:3]] == ["missed", "held"]


def test_what_was_held_on_the_holiday_itself_fills_its_slot_too() -> None:
    view = may(session("giulia", date(2026, 5, 1), "anna"))
    assert [each.state for each in cells(view)[1:3]] == ["held", "future"]


def test_a_pause_written_afterwards_leaves_a_session_where_it_was() -> None:
    paused = part("giulia", "mentor", slot="fri-09:00", status="paused", status_on=FOURTH)
    found = cells(may(paused, session("giulia", FOURTH, "anna")))
    assert [each.state for each in found[1:3]] == ["held", "none"]


def test_today_shows_a_shifted_slot_in_the_week_it_falls_in() -> None:
    view = may(session("giulia", date(2026, 4, 24), "anna"))
    assert this_week(view, date(2026, 4, 30)) == []
    assert this_week(view, FOURTH) == [FOURTH, date(2026, 5, 8)]
    assert to_log(view, date(2026, 5, 3)) == []
    assert to_log(view, FOURTH) == [FOURTH]


def test_today_counts_a_shifted_slot_once_it_is_logged() -> None:
    logged = session("giulia", FOURTH, "anna"), session("giulia", date(2026, 4, 24), "anna")
    found = care.today(may(*logged), FOURTH)
    assert (found.slots_logged, found.slots) == (1, 2)


def test_a_week_whose_slot_was_shifted_out_of_it_is_said_to_be_without() -> None:
    coming = care.today(may(), date(2026, 4, 23)).coming
    assert any("closed days" in each for each in coming)
    coming = care.today(may(), date(2026, 4, 30)).coming
    assert any("next week 2 slots" in each for each in coming)


def test_the_last_slot_may_be_shifted_past_the_last_week() -> None:
    view = may(weeks=2)
    assert shown(view) == [date(2026, 4, 24), FOURTH]
    held = may(session("giulia", FOURTH, "anna"), weeks=2)
    assert [each.state for each in cells(held)] == ["due", "held"]


def test_a_slot_whose_next_one_comes_sooner_than_a_working_day_is_made_up_for_at_the_end() -> None:
    firm = Firm(name="F", closed_days=(ClosedDays(start=MONDAY, end=date(2026, 5, 1)),))
    view = look(
        FRIDAYS, pair("giulia", "anna", MONDAY), firm=firm, starts_on=MONDAY, weeks=3,
        holidays="shift",
    )  # fmt: skip
    assert shown(view) == [FOURTH, date(2026, 5, 8), date(2026, 5, 15)]


def test_a_slot_of_every_two_weeks_is_shifted_before_the_one_that_follows() -> None:
    firm = Firm(name="F", closed_days=(ClosedDays(start=MONDAY, end=date(2026, 5, 3)),))
    view = look(
        FRIDAYS, pair("giulia", "anna", MONDAY), firm=firm, starts_on=MONDAY, weeks=4,
        every_weeks=2, holidays="shift",
    )  # fmt: skip
    assert shown(view) == [FOURTH, date(2026, 5, 8)]


# -- the published days and the product's ----------------------------------------------------------

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")

SPANS = st.lists(
    st.tuples(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 30)), max_size=6
)


@settings(max_examples=600, deadline=None)
@given(
    starts_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    weekday=st.sampled_from(WEEKDAYS),
    weeks=st.integers(1, 26),
    every_weeks=st.integers(1, 4),
    mode=st.sampled_from(("skip", "extend", "shift")),
    country=st.sampled_from(("IT", "FR", None)),
    spans=SPANS,
)
def test_what_is_shown_are_the_published_days(
    starts_on: date,
    weekday: str,
    weeks: int,
    every_weeks: int,
    mode: Literal["skip", "extend", "shift"],
    country: str | None,
    spans: list[tuple[date, int]],
) -> None:
    closed = [ClosedDays(start=day, end=day + timedelta(days=more)) for day, more in spans]
    view = look(
        part("giulia", "mentor", slot=f"{weekday}-09:00"),
        pair("giulia", "anna", starts_on),
        firm=Firm(name="F", country=country, closed_days=tuple(closed)),
        starts_on=starts_on,
        weeks=weeks,
        every_weeks=every_weeks,
        holidays=mode,
    )
    first = next(
        day
        for day in (starts_on + timedelta(days=more) for more in range(7))
        if day.weekday() == WEEKDAYS.index(weekday)
    )
    expected = due_dates(
        first,
        (weeks - 1) // every_weeks + 1,
        every_weeks=every_weeks,
        closed=[day + timedelta(days=n) for day, more in spans for n in range(more + 1)],
        mode=mode,
        country=country,
    )  # fmt: skip
    assert shown(view) == expected
    assert in_the_calendar(view) == expected
    assert len(set(expected)) == len(expected)
    # Each slot is found again by its day: what is held on it fills it and no other.
    held = look(*view.snapshot.pairs.values(), part("giulia", "mentor", slot=f"{weekday}-09:00"),
                *(session("giulia", day, "anna") for day in expected),
                firm=view.firm, starts_on=starts_on, weeks=weeks, every_weeks=every_weeks,
                holidays=mode)  # fmt: skip
    assert [(each.state, len(each.sessions)) for each in cells(held) if each.slot] == [
        ("held", 1) for _day in expected
    ]
