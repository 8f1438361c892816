from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.pair import Pause
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours, strip, turns
from revmentor.rules.schedule.calendar_days import is_closed
from revmentor.rules.schedule.series import Series, series_of
from revmentor.rules.schedule.slots import slots_of
from tests.support.firm import START, TODAY, day, look, pair, part, session

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
ITALY = Firm(name="F", country="IT", patron_day="02-15")


def only(view: View, mentor: str = "giulia") -> Series:
    """The one series of a mentor whose seniors take turns."""
    (series,) = series_of(view, mentor)
    return series


def slots(view: View, mentor: str = "giulia") -> list[date]:
    days = slots_of(view, only(view, mentor))
    return [days[week] for week in sorted(days)]


@given(
    starts_on=st.dates(date(2026, 1, 5), date(2026, 1, 11)),
    slot=st.sampled_from(WEEKDAYS),
    weeks=st.integers(1, 12),
)
def test_every_week_of_a_programme_has_one_slot_of_its_own(
    starts_on: date, slot: str, weeks: int
) -> None:
    view = look(
        part("giulia", "mentor", slot=f"{slot}-09:00"),
        pair("giulia", "anna", starts_on),
        starts_on=starts_on,
        weeks=weeks,
    )
    found = slots(view)
    assert [view.programme.week_of(each) for each in found] == list(range(1, weeks + 1))
    assert {each.weekday() for each in found} == {WEEKDAYS.index(slot)}


def test_a_slot_every_two_weeks_leaves_every_other_week_free() -> None:
    view = look(pair("giulia", "anna"), weeks=6, every_weeks=2)
    assert slots(view) == [day(1), day(3), day(5)]


def test_a_mentor_has_no_slot_before_the_first_pair_or_after_the_last() -> None:
    view = look(pair("giulia", "anna", day(3), until_on=day(5)), weeks=8)
    assert slots(view) == [day(3), day(4), day(5)]
    assert slots(view, "luca") == []


def test_a_pause_of_the_only_pair_frees_its_slots() -> None:
    away = Pause(start=day(2), end=day(3, 4))
    view = look(pair("giulia", "anna", pauses=(away,)), weeks=5)
    assert slots(view) == [day(1), day(4), day(5)]


def test_a_closed_programme_has_no_slots_after_its_end() -> None:
    view = look(pair("giulia", "anna"), weeks=6, closed_on=day(3))
    assert slots(view) == [day(1), day(2), day(3)]


EASTER = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ("skip", ["2026-03-30", "2026-04-13"]),
        ("shift", ["2026-03-30", "2026-04-07", "2026-04-13"]),
        ("extend", ["2026-03-30", "2026-04-13", "2026-04-20"]),
    ],
)
def test_a_public_holiday_is_skipped_shifted_or_made_up_for(
    holidays: str, expected: list[str]
) -> None:
    view = look(
        pair("giulia", "anna", EASTER), firm=ITALY, starts_on=EASTER, weeks=3, holidays=holidays
    )
    assert [each.isoformat() for each in slots(view)] == expected


def test_the_patron_and_the_days_of_the_firm_are_closed_too() -> None:
    firm = Firm(
        name="F",
        patron_day="02-15",
        closed_days=(ClosedDays(start=date(2026, 8, 10), end=date(2026, 8, 21)),),
    )
    view = look(firm=firm)
    assert is_closed(view.firm, date(2027, 2, 15))
    assert is_closed(view.firm, date(2026, 8, 21))
    assert not is_closed(view.firm, date(2026, 8, 22))


def test_the_strip_says_what_became_of_each_week() -> None:
    group = [pair("giulia", "anna"), pair("giulia", "bruno")]
    view = look(
        *group,
        session("giulia", day(1), "anna"),
        session("giulia", day(2), "anna", status="missed"),
        session("giulia", day(3), "anna", status="cancelled"),
        session("giulia", day(5), "anna", status="planned"),
        session("giulia", day(13), "anna", status="planned"),
    )
    states = [cell.state for cell in strip.strip(view, only(view), TODAY)]
    assert states[:5] == ["held", "missed", "cancelled", "due", "due"]
    assert states[11:14] == ["due", "planned", "future"]
    assert len(states) == 24


def test_of_two_sessions_in_a_week_the_held_one_counts() -> None:
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(1), "anna", status="missed"),
        session("giulia", day(1, 2), "anna"),
    )
    cell = strip.strip(view, only(view), TODAY)[0]
    assert (cell.state, len(cell.sessions)) == ("held", 2)


def test_sessions_after_the_last_week_are_shown_too() -> None:
    late = START + timedelta(weeks=26)
    view = look(pair("giulia", "anna"), session("giulia", late, "anna"))
    assert len(strip.strip(view, only(view), late)) == 27


def test_the_hours_a_month_follow_the_cadence() -> None:
    view = look(pair("giulia", "anna"), minutes=45, preparation_minutes=15, every_weeks=2)
    assert hours.monthly_hours(view, "giulia") == pytest.approx(52 / 12 / 2)


def test_seniors_met_one_by_one_take_turns_and_a_group_comes_together() -> None:
    group = [pair("giulia", who) for who in ("anna", "bruno", "carla")]
    met = [session("giulia", day(1), "anna"), session("giulia", day(2), "carla")]
    one_by_one = look(*group, *met, formats=("individual",))
    assert turns.whose_turn(one_by_one, only(one_by_one), day(3)) == ["bruno"]
    third = session("giulia", day(3), "bruno")
    later = look(*group, *met, third, formats=("individual",))
    assert turns.whose_turn(later, only(later), day(4)) == ["anna"]
    together = look(*group, *met, formats=("group",))
    assert turns.whose_turn(together, only(together), day(3)) == ["anna", "carla", "bruno"]
