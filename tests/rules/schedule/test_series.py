from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.firm import ClosedDays, Firm, Holiday
from revmentor.model.pair import Pause
from revmentor.model.programme import Individual, Pairing
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours, turns
from revmentor.rules.schedule import series as series_rules
from revmentor.rules.schedule import strip as strip_rules
from revmentor.rules.schedule.calendar_days import is_closed
from revmentor.rules.schedule.series import Series, series_of, with_key
from revmentor.rules.schedule.slots import is_lost, minutes_of, slot_time, slots_of
from tests.support.firm import TODAY, day, look, pair, part, person, programme, session

OWN: dict[str, Any] = {"pairing": Pairing(own_half_day=True)}
BESIDE: dict[str, Any] = {"formats": ("group",), "individual": Individual(), "minutes": 20}
THREE = [pair("giulia", who) for who in ("anna", "bruno", "carla")]
# By surname: Anna De Luca, Carla Russo, Bruno Tosi.
NINE = part("giulia", "mentor", slot="mon-09:00")
FIVE = [pair("giulia", who) for who in ("anna", "bruno", "carla", "dario", "elena")]
GROUP, ALONE = Series("giulia", "group", apart=True), Series("giulia", "individual", apart=True)


def own(senior_id: str) -> Series:
    return Series("giulia", "own", senior_id)


def weeks(view: View, series: Series) -> list[int]:
    return [week for week in range(-1, 60) if slots_of(view, series).get(week) is not None]


def states(view: View, series: Series, on: date = TODAY) -> list[str]:
    return [cell.state for cell in strip_rules.strip(view, series, on)]


def together(on: date, **fields: Any) -> Record:
    return session("giulia", on, "anna", "bruno", "carla", **fields)


def alone(on: date, who: str, **fields: Any) -> Record:
    return session("giulia", on, who, id=f"alone-{on}-{who}", **fields)


def closed(start: date, end: date | None = None) -> Firm:
    return Firm(name="F", closed_days=(ClosedDays(start=start, end=end or start),))


# -- which series there are ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, ["turns"]),
        ({"formats": ("individual",)}, ["turns"]),
        ({"formats": ("group",)}, ["group"]),
        ({"formats": ("individual", "group")}, ["turns"]),
        (BESIDE, ["group", "individual"]),
        ({"formats": ("individual", "group"), "individual": Individual()}, ["group", "individual"]),
        ({"formats": ("individual",), "individual": Individual()}, ["turns"]),
    ],
)
def test_the_formats_say_which_series_a_mentor_has(
    fields: dict[str, Any], kinds: list[str]
) -> None:
    found = series_of(look(*THREE, **fields), "giulia")
    assert [each.kind for each in found] == kinds


def test_with_own_half_days_every_senior_has_a_series_ordered_by_surname() -> None:
    found = series_of(look(*THREE, **OWN), "giulia")
    assert found == [own("anna"), own("carla"), own("bruno")]


def test_own_half_days_stand_before_a_group_and_its_sessions_beside() -> None:
    found = series_of(look(*THREE, **OWN, **BESIDE), "giulia")
    assert {each.kind for each in found} == {"own"}


def test_with_own_half_days_a_mentor_without_seniors_has_no_series() -> None:
    assert series_of(look(*THREE, **OWN), "luca") == []


def test_a_senior_who_left_keeps_the_series_with_its_history() -> None:
    view = look(pair("giulia", "anna", until_on=day(3)), session("giulia", day(2), "anna"), **OWN)
    assert series_of(view, "giulia") == [own("anna")]
    assert weeks(view, own("anna")) == [1, 2, 3]
    assert states(view, own("anna"))[:4] == ["due", "held", "due", "none"]


@pytest.mark.parametrize("fields", [{}, {"formats": ("group",)}, BESIDE, OWN])
def test_every_series_of_a_programme_is_found_by_its_key(fields: dict[str, Any]) -> None:
    view = look(*THREE, pair("luca", "dario"), **fields)
    every = series_rules.all_series(view)
    assert len({each.key for each in every}) == len(every)
    assert [with_key(view, each.key) for each in every] == every
    assert with_key(view, "nobody") is None


# -- the sessions with one senior beside the group's -----------------------------------------------


@pytest.mark.parametrize(
    ("seniors", "every_weeks", "first_eight"),
    [
        (1, 4, [1, 5]),
        (2, 4, [1, 3, 5, 7]),
        (3, 4, [1, 2, 3, 5, 6, 7]),
        (4, 4, [1, 2, 3, 4, 5, 6, 7, 8]),
        (5, 4, [1, 2, 3, 4, 5, 6, 7, 8]),
        (3, 6, [1, 3, 5, 7]),
        (2, 1, [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_the_sessions_alone_are_spread_over_their_weeks_one_a_week_at_most(
    seniors: int, every_weeks: int, first_eight: list[int]
) -> None:
    apart = Individual(every_weeks=every_weeks)
    view = look(*FIVE[:seniors], formats=("group",), individual=apart, weeks=8)
    assert weeks(view, ALONE) == first_eight
    assert weeks(view, GROUP) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_each_of_three_seniors_is_met_alone_once_in_four_weeks() -> None:
    view = look(*THREE, weeks=8, **BESIDE)
    slots = [day(week) for week in weeks(view, ALONE)]
    assert turns.rotation(view, ALONE, slots) == {
        day(1): ["anna"],
        day(2): ["carla"],
        day(3): ["bruno"],
        day(5): ["anna"],
        day(6): ["carla"],
        day(7): ["bruno"],
    }


def test_the_sessions_alone_keep_their_own_interval_beside_a_group_every_two_weeks() -> None:
    view = look(*THREE, weeks=8, every_weeks=2, **BESIDE)
    assert weeks(view, GROUP) == [1, 3, 5, 7]
    assert weeks(view, ALONE) == [1, 2, 3, 5, 6, 7]


def test_whose_turn_it_is_alone_counts_only_what_was_held_alone() -> None:
    view = look(
        *THREE,
        together(day(1)),
        alone(day(1), "anna"),
        session("giulia", day(2), "carla", format="group", id="few"),
        **BESIDE,
    )
    assert turns.whose_turn(view, ALONE, day(2)) == ["carla"]
    assert turns.whose_turn(view, ALONE, day(3)) == ["bruno"]  # Carla's slot waits to be logged
    assert turns.whose_turn(view, GROUP, day(2)) == ["anna", "carla", "bruno"]


def test_a_session_fills_the_slot_of_its_own_series_and_not_the_other() -> None:
    view = look(*THREE, together(day(1)), alone(day(2), "carla"), **BESIDE)
    assert states(view, GROUP)[:3] == ["held", "due", "due"]
    assert states(view, ALONE)[:4] == ["due", "held", "due", "none"]


def test_both_sessions_of_one_day_fill_both_slots() -> None:
    view = look(*THREE, together(day(1)), alone(day(1), "anna"), **BESIDE)
    assert (states(view, GROUP)[0], states(view, ALONE)[0]) == ("held", "held")


def test_the_format_written_down_counts_before_the_number_of_seniors() -> None:
    view = look(
        *THREE,
        session("giulia", day(1), "anna", format="group", id="a"),
        session("giulia", day(2), "anna", "bruno", format="individual", id="b"),
        **BESIDE,
    )
    assert states(view, GROUP)[:2] == ["held", "due"]
    assert states(view, ALONE)[:2] == ["due", "held"]


def test_the_session_alone_begins_when_the_group_s_ends() -> None:
    view = look(*THREE, NINE, **BESIDE)
    assert slot_time(view, GROUP) == "09:00"
    assert slot_time(view, ALONE) == "09:20"
    assert (minutes_of(view, GROUP), minutes_of(view, ALONE)) == (20, 30)


def test_the_time_after_the_group_passes_the_full_hour() -> None:
    slot = part("giulia", "mentor", slot="tue-11:45")
    view = look(*THREE, slot, **{**BESIDE, "minutes": 45})
    assert slot_time(view, ALONE) == "12:30"
    assert slots_of(view, ALONE).get(1) == day(1, 1)


def test_without_a_time_of_the_group_the_session_alone_has_none() -> None:
    assert slot_time(look(*THREE, **BESIDE), ALONE) == ""


# -- own slots -------------------------------------------------------------------------------------


def test_the_pair_s_own_slot_is_the_senior_s_slot() -> None:
    view = look(NINE, pair("giulia", "anna", slot="wed-14:30"), pair("giulia", "bruno"), **OWN)
    assert slots_of(view, own("anna")).get(2) == day(2, 2)
    assert slot_time(view, own("anna")) == "14:30"
    assert slots_of(view, own("bruno")).get(2) == day(2)
    assert slot_time(view, own("bruno")) == "09:00"


def test_a_slot_of_the_pair_says_nothing_where_seniors_take_turns() -> None:
    view = look(NINE, pair("giulia", "anna", slot="wed-14:30"))
    assert slots_of(view, Series("giulia", "turns")).get(1) == day(1)


def test_of_two_seniors_with_the_same_half_day_one_gets_the_other_one() -> None:
    view = look(
        person("giulia", availability=("tue-am", "thu-pm")),
        person("anna", availability=("tue-am", "thu-pm")),
        person("bruno", availability=("tue-am",)),
        *THREE[:2],
        **OWN,
    )
    assert slots_of(view, own("bruno")).get(1) == day(1, 1)
    assert slots_of(view, own("anna")).get(1) == day(1, 3)
    assert slot_time(view, own("anna")) == ""


def test_a_senior_without_a_half_day_in_common_has_the_mentor_s_slot() -> None:
    view = look(
        part("giulia", "mentor", slot="fri-10:00"),
        person("giulia", availability=("tue-am",)),
        person("anna", availability=("tue-am",)),
        person("bruno", availability=("wed-am",)),
        *THREE[:2],
        **OWN,
    )
    assert slots_of(view, own("anna")).get(1) == day(1, 1)
    assert slots_of(view, own("bruno")).get(1) == day(1, 4)
    assert slot_time(view, own("bruno")) == "10:00"


def test_a_senior_with_an_own_slot_leaves_the_half_days_to_the_others() -> None:
    view = look(
        person("giulia", availability=("wed-am",)),
        person("anna", availability=("wed-am",)),
        person("bruno", availability=("wed-am",)),
        pair("giulia", "anna", slot="fri-09:00"),
        pair("giulia", "bruno"),
        **OWN,
    )
    assert slots_of(view, own("anna")).get(1) == day(1, 4)
    assert slots_of(view, own("bruno")).get(1) == day(1, 2)


def test_no_senior_is_given_the_half_day_of_another_s_own_slot() -> None:
    view = look(
        person("giulia", availability=("wed-am", "thu-am")),
        person("anna", availability=("thu-am",)),
        person("bruno", availability=("wed-am", "thu-am")),
        pair("giulia", "anna", slot="wed-09:00"),
        pair("giulia", "bruno"),
        **OWN,
    )
    assert slots_of(view, own("anna")).get(1) == day(1, 2)
    assert slots_of(view, own("bruno")).get(1) == day(1, 3)


def test_one_senior_s_session_leaves_the_slot_of_another_due() -> None:
    view = look(*THREE[:2], session("giulia", day(1), "anna"), **OWN)
    assert states(view, own("anna"))[0] == "held"
    assert states(view, own("bruno"))[0] == "due"


def test_a_session_for_two_fills_the_own_slot_of_each() -> None:
    view = look(*THREE, session("giulia", day(1), "anna", "bruno"), **OWN)
    assert [states(view, own(who))[0] for who in ("anna", "bruno", "carla")] == [
        "held",
        "held",
        "due",
    ]


# -- pauses, holidays and closed days --------------------------------------------------------------


def test_a_pause_of_one_pair_takes_only_that_senior_s_own_slots() -> None:
    away = Pause(start=day(2), end=day(3, 4))
    view = look(pair("giulia", "anna", pauses=(away,)), pair("giulia", "bruno"), weeks=5, **OWN)
    assert weeks(view, own("anna")) == [1, 4, 5]
    assert weeks(view, own("bruno")) == [1, 2, 3, 4, 5]


def test_who_pauses_has_no_turn_and_is_not_met_with_the_group() -> None:
    away = Pause(start=day(2), end=day(2, 6))
    group = [pair("giulia", "anna", pauses=(away,)), *THREE[1:]]
    both: list[dict[str, Any]] = [{}, {"formats": ("group",)}]
    for fields in both:
        view = look(*group, **fields)
        (series,) = series_of(view, "giulia")
        assert "anna" not in turns.whose_turn(view, series, day(2))
        assert "anna" in turns.whose_turn(view, series, day(4))


def test_a_senior_whose_part_pauses_has_no_slots_from_that_day_on() -> None:
    paused = part("anna", "senior", status="paused", status_on=day(3))
    view = look(*THREE[:2], paused, weeks=5, **OWN)
    assert weeks(view, own("anna")) == [1, 2]
    assert weeks(view, own("bruno")) == [1, 2, 3, 4, 5]


def test_a_mentor_who_pauses_has_no_slots_at_all() -> None:
    paused = part("giulia", "mentor", status="paused", status_on=day(3, 1))
    view = look(*THREE, paused, weeks=5, **BESIDE)
    assert weeks(view, GROUP) == [1, 2, 3]
    assert weeks(view, ALONE) == [1, 2, 3]


def test_a_pause_of_a_part_without_a_day_holds_all_along() -> None:
    view = look(*THREE, part("giulia", "mentor", status="paused"), formats=("group",))
    assert weeks(view, GROUP) == []


def test_a_holiday_of_every_year_and_one_of_a_single_year_are_closed() -> None:
    firm = Firm(name="F", country="FR", holidays=(Holiday(day="12-26"), Holiday(day="2027-03-26")))
    view = look(firm=firm)
    for each in (date(2026, 12, 26), date(2030, 12, 26), date(2027, 3, 26)):
        assert is_closed(view.firm, each)
    for each in (date(2026, 3, 26), date(2028, 3, 26), date(2026, 12, 27)):
        assert not is_closed(view.firm, each)


def test_a_holiday_of_the_firm_takes_its_slot() -> None:
    firm = Firm(name="F", holidays=(Holiday(day="02-09"), Holiday(day="2027-02-16")))
    view = look(*THREE, firm=firm, weeks=4)
    series = Series("giulia", "turns")
    assert weeks(view, series) == [1, 3, 4]
    assert [is_lost(view, series, week) for week in range(6)] == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]


def test_a_closed_week_takes_every_own_slot_of_it_and_a_closed_day_only_its_own() -> None:
    group = [pair("giulia", "anna"), pair("giulia", "bruno", slot="wed-09:00")]
    on_monday = look(*group, firm=closed(day(2)), weeks=3, **OWN)
    assert weeks(on_monday, own("anna")) == [1, 3]
    assert weeks(on_monday, own("bruno")) == [1, 2, 3]
    all_week = look(*group, firm=closed(day(2), day(2, 4)), weeks=3, **OWN)
    assert weeks(all_week, own("bruno")) == [1, 3]


def test_a_slot_that_is_shifted_within_its_week_is_not_lost() -> None:
    series = Series("giulia", "turns")
    tuesday = look(*THREE, firm=closed(day(2)), holidays="shift")
    assert slots_of(tuesday, series).get(2) == day(2, 1)
    assert not is_lost(tuesday, series, 2)
    all_week = look(*THREE, firm=closed(day(2), day(2, 6)), holidays="shift")
    assert is_lost(all_week, series, 2)


def test_a_week_that_the_cadence_leaves_out_is_not_lost_on_a_closed_day() -> None:
    view = look(*THREE, firm=closed(day(2), day(3, 6)), every_weeks=2)
    series = Series("giulia", "turns")
    assert not is_lost(view, series, 2)
    assert is_lost(view, series, 3)


def test_a_session_alone_that_a_closed_day_took_is_made_up_for_after_the_end() -> None:
    view = look(*THREE[:1], firm=closed(day(5)), weeks=8, holidays="extend", **BESIDE)
    assert weeks(view, ALONE) == [1, 9]
    assert weeks(view, GROUP) == [1, 2, 3, 4, 6, 7, 8, 9]


# -- what fills a slot -----------------------------------------------------------------------------


def test_a_session_that_makes_up_for_another_leaves_its_week_s_slot_open() -> None:
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(11), "anna", status="moved", id="gone"),
        session("giulia", day(12, 2), "anna", makes_up="gone", id="again"),
    )
    series = Series("giulia", "turns")
    strip = strip_rules.strip(view, series, TODAY)
    assert (strip[10].state, strip[10].is_open) == ("moved", False)
    assert (strip[11].state, strip[11].is_open, strip[11].day) == ("due", True, day(12))
    assert [each.id for each in strip[11].sessions] == ["again"]


def test_a_make_up_session_to_come_leaves_a_slot_to_come_open_too() -> None:
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(12), "anna", status="moved", id="gone"),
        session("giulia", day(13, 2), "anna", status="planned", makes_up="gone", id="again"),
    )
    assert states(view, Series("giulia", "turns"))[11:13] == ["moved", "future"]
    assert day(13) in [turn.day for turn in turns.next_turns(view, "giulia", TODAY)]


def test_a_make_up_session_in_a_week_without_a_slot_is_what_became_of_that_week() -> None:
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(1), "anna", status="moved", id="gone"),
        session("giulia", day(2), "anna", makes_up="gone", id="again"),
        every_weeks=2,
    )
    assert states(view, Series("giulia", "turns"))[:3] == ["moved", "held", "due"]


def test_quick_help_fills_no_slot_and_takes_no_turn() -> None:
    helped = session("giulia", day(1), "anna", quick_help=True, minutes=5)
    view = look(*THREE, helped)
    series = Series("giulia", "turns")
    assert states(view, series)[0] == "due"
    assert strip_rules.strip(view, series, TODAY)[0].sessions == ()
    assert turns.whose_turn(view, series, day(1)) == ["anna"]


# -- turns to come ---------------------------------------------------------------------------------


def test_the_slots_to_come_are_in_order_the_group_s_before_the_one_alone() -> None:
    view = look(*THREE, NINE, weeks=14, **BESIDE)
    group = ("anna", "carla", "bruno")
    assert [(t.day, t.series.kind, t.seniors) for t in turns.next_turns(view, "giulia", TODAY)] == [
        (day(13), "group", group),
        (day(13), "individual", ("anna",)),
        (day(14), "group", group),
        (day(14), "individual", ("carla",)),
    ]


def test_a_slot_of_today_is_still_to_come_and_one_that_is_filled_is_not() -> None:
    planned = session("giulia", day(13), "anna", status="planned")
    view = look(pair("giulia", "anna"), planned, weeks=14)
    assert [turn.day for turn in turns.next_turns(view, "giulia", day(12))] == [day(12), day(14)]
    assert [turn.day for turn in turns.next_turns(view, "giulia", day(12, 1))] == [day(14)]


def test_a_session_planned_for_a_senior_counts_as_a_turn_for_the_slots_after_it() -> None:
    planned = session("giulia", day(13), "anna", status="planned")
    view = look(*THREE, planned, weeks=16)
    found = turns.next_turns(view, "giulia", TODAY)
    assert [turn.seniors for turn in found] == [("carla",), ("bruno",), ("anna",)]


def test_own_slots_to_come_are_in_order_of_their_day() -> None:
    view = look(
        NINE,
        pair("giulia", "anna", slot="wed-14:30"),
        pair("giulia", "bruno"),
        weeks=13,
        **OWN,
    )
    found = turns.next_turns(view, "giulia", TODAY)
    assert [(turn.day, turn.seniors) for turn in found] == [
        (day(13), ("bruno",)),
        (day(13, 2), ("anna",)),
    ]


def test_a_senior_who_was_absent_keeps_the_turn() -> None:
    there = {"anna": "absent", "bruno": "present"}
    view = look(*THREE, session("giulia", day(1), attendance=there))
    assert turns.whose_turn(view, Series("giulia", "turns"), day(2)) == ["anna"]


# -- hours a month ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "mentor", "senior", "turn"),
    [
        # Half an hour with each of three every week: 52 / 12 x 0.5 = 2.17 each.
        ({"minutes": 30, **OWN}, 6.5, 13 / 6, 1),
        ({"minutes": 60, **OWN}, 13, 13 / 3, 1),
        # An hour a week in turn: 52 / 12, and a third of it each.
        ({"minutes": 60}, 13 / 3, 13 / 9, 3),
        # Every two weeks in turn: half of that, and a turn every six weeks.
        ({"minutes": 60, "every_weeks": 2}, 13 / 6, 13 / 18, 6),
        # The group every week: the same hour for all.
        ({"minutes": 60, "formats": ("group",)}, 13 / 3, 13 / 3, 1),
        # 20 min a week = 13/9, and 30 min every four weeks = 13/24, thrice for the mentor.
        (BESIDE, 13 / 9 + 13 / 8, 13 / 9 + 13 / 24, 1),
        # A quarter of an hour to prepare is the mentor's alone.
        ({"minutes": 45, "preparation_minutes": 15}, 13 / 3, 13 / 12, 3),
    ],
)
def test_the_hours_a_month_with_three_seniors(
    fields: dict[str, Any], mentor: float, senior: float, turn: int
) -> None:
    plan = programme(**fields)
    assert hours.mentor_hours(plan, 3) == pytest.approx(mentor)
    assert hours.of_senior(plan, 3) == pytest.approx(senior)
    assert hours.turn_weeks(plan, 3) == turn


def test_the_hours_of_the_brief_rounded_as_it_prints_them() -> None:
    def both(**fields: Any) -> tuple[float, float]:
        plan = programme(**fields)
        return round(hours.mentor_hours(plan, 3), 1), round(hours.of_senior(plan, 3), 1)

    assert both(minutes=30, **OWN) == (6.5, 2.2)
    assert both(minutes=60) == (4.3, 1.4)
    assert both(**BESIDE) == (3.1, 2.0)


def test_more_seniors_than_weeks_are_met_alone_one_a_week() -> None:
    plan = programme(**BESIDE)
    # 20 min for all and 30 min for one a week: 50 min a week for the mentor of five.
    assert hours.mentor_hours(plan, 5) == pytest.approx(50 / 60 * 52 / 12)
    assert hours.of_senior(plan, 5) == pytest.approx((20 + 30 / 5) / 60 * 52 / 12)


def test_nobody_to_meet_takes_no_hours() -> None:
    for fields in ({}, BESIDE, OWN):
        assert hours.mentor_hours(programme(**fields), 0) == 0
        assert hours.of_senior(programme(**fields), 0) == 0


def test_the_hours_follow_the_group_as_it_is_now() -> None:
    view = look(*THREE[:2], pair("giulia", "carla", until_on=day(3)), minutes=30, **OWN)
    assert hours.monthly_hours(view, "giulia") == pytest.approx(13 / 3)
    assert hours.weeks_between(look(*THREE), "giulia") == 3
