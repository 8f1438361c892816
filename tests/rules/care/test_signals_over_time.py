"""Signals: the charter, a forbidden pair, the first weeks, own thresholds, mentors, and rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.pair import Charter, RuleException, Snooze
from revmentor.model.programme import MonthlyHours, SignalSettings
from revmentor.model.session import Exchange, SessionStatus, Step
from revmentor.rules.care import mentor_signals, pair_signals
from revmentor.rules.care.item import Item
from revmentor.rules.care.pair_facts import Facts
from revmentor.rules.care.pair_signals import PairSignals, Signal
from revmentor.rules.care.today import today
from tests.support.firm import FIRM, PROGRAMME, START, TODAY, day, look, pair, part, person, session

SIGNED = Charter(mentor_on=START, senior_on=START)
HABITS = {"R5", "R7", "R12", "one_way"}
DAY = timedelta(days=1)


def good(week: int, **fields: Any) -> Record:
    given = {
        "received": (Exchange(text="how a price is made"),),
        "steps": (Step(senior_id="anna", text="try it"),),
        **fields,
    }
    return session("giulia", day(week), "anna", **given)


EVERY_WEEK = [good(week) for week in range(1, 13)]


def read(
    *records: Record, on: date = TODAY, programme: dict[str, Any] | None = None, **fields: Any
) -> PairSignals:
    made = pair("giulia", "anna", id="x", **{"charter": SIGNED, **fields})
    view = look(made, *records, **(programme or {}))
    return pair_signals.signals_of(view, view.pairs[0], on)


def rules(*records: Record, **fields: Any) -> list[str]:
    return [each.rule for each in read(*records, **fields).signals]


# -- the charter ----------------------------------------------------------------------------------


def unsigned(*records: Record, charter: Charter | None = None) -> list[str]:
    found = read(*records, charter=charter, on=day(2, 4)).signals
    return [each.message for each in found if each.rule == "charter"]


def test_an_unsigned_charter_speaks_from_the_second_session_present_on() -> None:
    assert unsigned(good(1)) == []
    assert unsigned(good(1), good(2)) == ["charter not signed after 2 sessions"]


@pytest.mark.parametrize(
    "second", [{"attendance": {"anna": "absent"}}, {"status": "missed"}, {"status": "cancelled"}]
)
def test_a_session_without_the_senior_does_not_ask_for_the_charter(second: dict[str, Any]) -> None:
    assert unsigned(good(1), good(2, **second)) == []


@pytest.mark.parametrize(
    ("charter", "says"),
    [
        (SIGNED, 0),
        (Charter(mentor_on=START), 1),
        (Charter(senior_on=START), 1),
        (Charter(clauses={"time": "changed"}), 1),
    ],
)
def test_a_charter_counts_only_when_both_sides_signed(charter: Charter, says: int) -> None:
    assert len(unsigned(good(1), good(2), charter=charter)) == says


# -- a pair that has become forbidden -------------------------------------------------------------


def boss_of_anna(*records: Record, **fields: Any) -> list[Signal]:
    return list(
        read(*EVERY_WEEK, person("anna", manager_id="giulia"), *records, programme=fields).signals
    )


def exception(**fields: Any) -> RuleException:
    return RuleException(
        id="ex",
        programme_id=PROGRAMME,
        senior_id="anna",
        on=TODAY,
        reason="both asked for it",
        **{"rule": "reporting_line", **fields},
    )


def test_a_mentor_who_became_the_manager_is_named() -> None:
    assert rules(*EVERY_WEEK) == []
    assert boss_of_anna() == [
        Signal("R10", "Giulia Ferrante is the manager of Anna De Luca.", "amber")
    ]


@pytest.mark.parametrize("who", [None, "giulia"])
def test_a_recorded_exception_makes_the_reporting_line_quiet(who: str | None) -> None:
    assert boss_of_anna(exception(mentor_id=who)) == []


@pytest.mark.parametrize("other", [{"mentor_id": "luca"}, {"rule": "avoids"}])
def test_an_exception_for_something_else_does_not(other: dict[str, Any]) -> None:
    assert [each.rule for each in boss_of_anna(exception(**other))] == ["R10"]


def test_a_wish_not_to_be_paired_is_no_reporting_line() -> None:
    assert rules(*EVERY_WEEK, part("anna", "senior", avoids=("giulia",))) == []


def test_a_programme_that_allows_reporting_lines_does_not_name_them() -> None:
    assert boss_of_anna(reporting_line_depth=0) == []


# -- the first weeks ------------------------------------------------------------------------------

ONE_SIDED = [
    session("giulia", day(week), "anna", mentor_share=0.9, ratings={"anna": 6 - week})
    for week in (1, 2, 3)
]
LOST = [good(2), good(3, status="missed"), good(4, status="cancelled")]


@pytest.mark.parametrize(
    ("on", "gentle_weeks", "said"),
    [
        (day(4, 6), 4, set()),
        (day(5), 4, HABITS),
        (day(4, 6), 0, HABITS),
        (day(4), 3, HABITS),
        (day(5), 5, set()),
    ],
)
def test_habits_are_not_asked_for_in_the_first_weeks(
    on: date, gentle_weeks: int, said: set[str]
) -> None:
    by = {"signals": SignalSettings(gentle_weeks=gentle_weeks)}
    assert set(rules(*ONE_SIDED, on=on, programme=by)) & HABITS == said


def test_the_first_four_weeks_are_gentle_where_nothing_was_set() -> None:
    assert rules(*ONE_SIDED, on=day(4, 6)) == []
    assert set(rules(*ONE_SIDED, on=day(5))) >= HABITS


@pytest.mark.parametrize(
    ("on", "gentle_weeks", "colour"),
    [(day(4, 4), 4, "amber"), (day(5), 4, "red"), (day(4, 4), 0, "red")],
)
def test_two_lost_sessions_are_amber_in_the_first_weeks(
    on: date, gentle_weeks: int, colour: str
) -> None:
    found = read(*LOST, on=on, programme={"signals": SignalSettings(gentle_weeks=gentle_weeks)})
    assert found.status == colour
    assert {each.rule: each.colour for each in found.signals}["R2"] == colour


def test_a_wish_to_talk_is_red_from_the_first_week() -> None:
    found = read(good(1, wants_talk=("anna",)), on=day(1, 1))
    assert (found.status, [each.rule for each in found.signals]) == ("red", ["R11"])


# -- the thresholds of a programme ----------------------------------------------------------------

FINE: dict[str, Any] = {
    "expected": 6,
    "held": 6,
    "last_outcomes": ["held"] * 6,
    "days_since_last": 7,
    "days_to_first": 7,
}


def since_pairing(days: int) -> dict[str, int]:
    return {"held": 0, "days_to_first": days}


@pytest.mark.parametrize(
    ("setting", "rule", "still_fine", "one_more"),
    [
        (
            {"first_within_days": 15},
            "R1",
            since_pairing(15),
            since_pairing(16),
        ),
        (
            {"first_within_days": 13},
            "R1",
            since_pairing(13),
            since_pairing(14),
        ),
        ({"silent_cadences": 3}, "R3", {"days_since_last": 21}, {"days_since_last": 22}),
        ({"silent_cadences": 1}, "R3", {"days_since_last": 7}, {"days_since_last": 8}),
        (
            {"attendance": 0.6},
            "R4",
            {"expected": 10, "held": 6},
            {"expected": 10, "held": 5},
        ),
        (
            {"attendance": 0.8},
            "R4",
            {"expected": 10, "held": 8},
            {"expected": 10, "held": 7},
        ),
        (
            {"attendance_from": 5},
            "R4",
            {"expected": 4, "held": 0},
            {"expected": 5, "held": 0},
        ),
        ({"low_rating": 3}, "R6", {"ratings": [4]}, {"ratings": [3]}),
        ({"low_rating": 1}, "R6", {"ratings": [2]}, {"ratings": [1]}),
        ({"one_sided": 0.9}, "R7", {"side_shares": [0.9] * 3}, {"side_shares": [0.91] * 3}),
        ({"one_sided": 0.9}, "R7", {"side_shares": [0.1] * 3}, {"side_shares": [0.09] * 3}),
        ({"in_a_row": 4}, "R7", {"side_shares": [0.9] * 3}, {"side_shares": [0.9] * 4}),
        ({"in_a_row": 4}, "R12", {"sessions_without_step": 3}, {"sessions_without_step": 4}),
        ({"in_a_row": 2}, "R12", {"sessions_without_step": 1}, {"sessions_without_step": 2}),
        (
            {"in_a_row": 4},
            "one_way",
            {"sessions_without_give_back": 3},
            {"sessions_without_give_back": 4},
        ),
        (
            {"charter_after": 3},
            "charter",
            {"sessions_without_charter": 2},
            {"sessions_without_charter": 3},
        ),
        (
            {"charter_after": 1},
            "charter",
            {"sessions_without_charter": 0},
            {"sessions_without_charter": 1},
        ),
    ],
)
def test_a_setting_moves_its_rule(
    setting: dict[str, Any], rule: str, still_fine: dict[str, Any], one_more: dict[str, Any]
) -> None:
    def said(facts: dict[str, Any]) -> bool:
        found = pair_signals.signals(Facts(**{**FINE, **facts}), SignalSettings(**setting))
        return rule in [each.rule for each in found]

    assert not said(still_fine)
    assert said(one_more)


def last_three(**fields: Any) -> list[Record]:
    return [*EVERY_WEEK[:9], *(good(week, **fields) for week in (10, 11, 12))]


@pytest.mark.parametrize(
    ("setting", "rule", "records", "fields"),
    [
        ({"first_within_days": 81}, "R1", (), {}),
        ({"silent_cadences": 4}, "R3", EVERY_WEEK[:9], {}),
        (
            {"attendance": 0.5},
            "R4",
            [*EVERY_WEEK[:6], *(good(week, status="missed") for week in range(7, 13))],
            {},
        ),
        (
            {"attendance_from": 4},
            "R4",
            [EVERY_WEEK[0], *(good(week, status="missed") for week in (2, 3))],
            {},
        ),
        ({"low_rating": 1}, "R6", [good(12, ratings={"anna": 2})], {}),
        ({"one_sided": 0.9}, "R7", last_three(mentor_share=0.9), {}),
        ({"in_a_row": 4}, "R7", last_three(mentor_share=0.9), {}),
        ({"in_a_row": 4}, "R12", last_three(steps=()), {}),
        ({"in_a_row": 4}, "one_way", last_three(received=()), {}),
        ({"charter_after": 3}, "charter", EVERY_WEEK[10:], {"charter": None}),
    ],
)
def test_a_programme_s_own_threshold_is_the_one_that_counts(
    setting: dict[str, Any], rule: str, records: Sequence[Record], fields: dict[str, Any]
) -> None:
    usual = {"attendance_from": 3} if "attendance_from" in setting else {}
    by_usual = {"signals": SignalSettings(**usual)}
    by_own = {"signals": SignalSettings(**setting)}
    assert rule in rules(*records, programme=by_usual, **fields)
    assert rule not in rules(*records, programme=by_own, **fields)


# -- a mentor's whole group -----------------------------------------------------------------------


def of_giulia(*records: Record, on: date = TODAY, firm: Any = FIRM, **fields: Any) -> list[Signal]:
    view = look(pair("giulia", "anna"), *records, firm=firm, **fields)
    return mentor_signals.group_signals(view, "giulia", on)


def agreed(hours: float) -> dict[str, Any]:
    """So many hours agreed, and a cadence that plans far fewer."""
    return {"monthly_hours": MonthlyHours(mentor=hours), "minutes": 5}


def logged(*minutes: int, **fields: Any) -> list[Record]:
    """Sessions in the last weeks up to now, the latest first."""
    return [
        session("giulia", day(12 - index), "anna", minutes=each, **fields)
        for index, each in enumerate(minutes)
    ]


def test_a_mentor_in_order_has_no_signal() -> None:
    assert of_giulia(*logged(30, 30, 30, 30)) == []


def in_turn(*statuses: SessionStatus, seniors: Sequence[str] = ("anna", "bruno")) -> list[str]:
    """What is said of Giulia whose last slots, each of the next senior in turn, went like that."""
    pairs = [pair("giulia", who) for who in seniors]
    first = 13 - len(statuses)
    slots = [
        session("giulia", day(first + n), seniors[n % len(seniors)], status=status)
        for n, status in enumerate(statuses)
    ]
    found = mentor_signals.group_signals(look(*pairs, *slots), "giulia", TODAY)
    return [each.message for each in found if each.rule == "lost_slots"]


def test_two_lost_slots_running_of_seniors_in_turn_are_named_of_the_mentor() -> None:
    assert in_turn("held", "cancelled", "cancelled") == [
        "the last two slots were cancelled, Mon 13 Apr and Mon 20 Apr"
    ]
    assert in_turn("missed", "cancelled") == [
        "the last two slots were missed or cancelled, Mon 13 Apr and Mon 20 Apr"
    ]
    assert in_turn("missed", "missed") == [
        "the last two slots were missed, Mon 13 Apr and Mon 20 Apr"
    ]


def test_one_lost_slot_or_two_of_the_same_pair_are_not_named_of_the_mentor() -> None:
    assert in_turn("cancelled", "held") == in_turn("held", "cancelled") == []
    assert in_turn("cancelled", "cancelled", "held") == []
    assert in_turn("cancelled", "cancelled", seniors=["anna"]) == []  # R2 says it of the pair


def test_hours_logged_by_more_than_a_fifth_over_the_agreed_are_named() -> None:
    assert of_giulia(*logged(108, 108, 108, 107), **agreed(6.5)) == []
    assert of_giulia(*logged(110, 110, 110, 110), **agreed(6.5)) == [
        Signal("hours", "7.9 hours a month in the last four weeks, 6.5 were agreed")
    ]


def test_exactly_a_fifth_over_the_agreed_hours_is_fine() -> None:
    assert of_giulia(*logged(108, 108, 108, 108), **agreed(6.5)) == []


def test_a_programme_s_own_share_over_the_agreed_hours_counts() -> None:
    strict = {"signals": SignalSettings(hours_over=1), **agreed(6.5)}
    assert of_giulia(*logged(90, 90, 90, 90), **strict) == []
    assert [each.rule for each in of_giulia(*logged(90, 90, 90, 91), **strict)] == ["hours"]


def test_preparation_counts_as_hours_and_what_was_not_held_does_not() -> None:
    full = logged(100, 100, 100, 100)
    assert of_giulia(*full, **agreed(6.5)) == []
    prepared = logged(100, 100, 100, 100, preparation_minutes=10)
    assert [each.rule for each in of_giulia(*prepared, **agreed(6.5))] == ["hours"]
    assert of_giulia(*logged(200, 200, 200, 200, status="missed"), **agreed(6.5)) == []


def test_a_session_without_minutes_counts_as_long_as_was_agreed() -> None:
    usual = [session("giulia", day(week), "anna") for week in (9, 10, 11, 12)]
    found = of_giulia(*usual, monthly_hours=MonthlyHours(mentor=6.5), minutes=110)
    assert "hours" in [each.rule for each in found]


def test_only_the_last_four_weeks_count() -> None:
    long = session("giulia", day(12), "anna", minutes=480)
    until = day(12) + timedelta(weeks=4)
    assert "hours" in [each.rule for each in of_giulia(long, on=until - DAY, **agreed(6.5))]
    assert of_giulia(long, on=until, **agreed(6.5)) == []
    assert of_giulia(long, on=day(12) - DAY, **agreed(6.5)) == []


def test_more_planned_hours_than_were_agreed_are_named() -> None:
    assert of_giulia(minutes=90, monthly_hours=MonthlyHours(mentor=6.5)) == []
    assert of_giulia(minutes=90, monthly_hours=MonthlyHours(mentor=6.4)) == [
        Signal("R9", "6.5 hours a month planned, 6.4 were agreed")
    ]


def test_exactly_the_agreed_hours_planned_are_fine() -> None:
    assert of_giulia(minutes=54, monthly_hours=MonthlyHours(mentor=3.9)) == []


def test_more_seniors_than_were_agreed_are_named() -> None:
    three = [pair("giulia", "bruno"), pair("giulia", "carla")]
    assert of_giulia(*three, part("giulia", "mentor", max_seniors=3)) == []
    assert of_giulia(*three, part("giulia", "mentor", max_seniors=2)) == [
        Signal("R9", "3 seniors, 2 were agreed")
    ]


def test_a_group_larger_than_one_session_takes_is_named_where_all_come_together() -> None:
    three = [pair("giulia", "bruno"), pair("giulia", "carla")]
    assert of_giulia(*three, formats=("group",), group_max=3) == []
    assert of_giulia(*three, formats=("group",), group_max=2) == [
        Signal("R9", "3 in one group session, 2 at most were agreed")
    ]
    in_turn = of_giulia(*three, formats=("individual", "group"), group_max=2)
    assert "R9" not in [each.rule for each in in_turn]


def shut(first: date, last: date) -> Any:
    return msgspec.structs.replace(FIRM, closed_days=(ClosedDays(start=first, end=last),))


def test_a_programme_whose_slots_left_all_fall_on_closed_days_has_no_next_session() -> None:
    assert of_giulia(firm=shut(day(13), day(24))) == [Signal("no_next", "no next session dated")]
    assert of_giulia(firm=shut(day(13), day(23, 6))) == []


def test_a_planned_session_on_a_closed_day_is_a_next_session() -> None:
    planned = session("giulia", day(14), "anna", status="planned")
    assert of_giulia(planned, firm=shut(day(13), day(24))) == []


def test_the_last_fortnight_needs_no_next_session() -> None:
    firm = shut(day(13), day(24, 6))
    assert [each.rule for each in of_giulia(firm=firm, on=day(22, 6))] == ["no_next"]
    assert of_giulia(firm=firm, on=day(23)) == []


def test_nothing_is_said_of_a_mentor_outside_the_programme_or_without_a_group() -> None:
    much: dict[str, Any] = {"monthly_hours": MonthlyHours(mentor=1)}
    last = START + timedelta(weeks=24) - DAY
    assert [each.rule for each in of_giulia(on=START, **much)] == ["R9"]
    assert [each.rule for each in of_giulia(on=last, **much)] == ["R9"]
    assert of_giulia(on=START - DAY, **much) == []
    assert of_giulia(on=last + DAY, **much) == []
    assert of_giulia(closed_on=TODAY, **much) == []
    assert of_giulia(pair("giulia", "anna", until_on=TODAY), **much) == []
    assert mentor_signals.group_signals(look(pair("giulia", "anna"), **much), "luca", TODAY) == []


# -- rest -----------------------------------------------------------------------------------------

TALK = [*EVERY_WEEK[:11], good(12, wants_talk=("anna",))]


def rest(rule: str, until: date) -> Snooze:
    return Snooze(rule=rule, until=until, reason="they talk on Monday", on=TODAY)


def test_a_resting_signal_is_known_but_not_counted() -> None:
    found = read(*TALK, snoozes=(rest("R11", TODAY + DAY),))
    assert (found.status, found.signals) == ("green", ())
    assert [(signal.message, until.reason) for signal, until in found.resting] == [
        ("Anna asked to talk, Mon 20 Apr", "they talk on Monday")
    ]


@pytest.mark.parametrize("until", [TODAY, TODAY - DAY])
def test_a_resting_signal_wakes_on_the_day_itself(until: date) -> None:
    found = read(*TALK, snoozes=(rest("R11", until),))
    assert (found.status, [each.rule for each in found.signals]) == ("red", ["R11"])
    assert found.resting == ()


def test_of_three_ambers_one_that_rests_leaves_the_pair_amber() -> None:
    three = last_three(steps=(), received=())
    low = [*three[:-1], good(12, steps=(), received=(), ratings={"anna": 1})]
    assert read(*low).status == "red"
    found = read(*low, snoozes=(rest("R6", TODAY + DAY),))
    assert (found.status, [each.rule for each in found.signals]) == ("amber", ["R12", "one_way"])


def test_a_rest_for_a_signal_that_has_nothing_to_say_is_not_shown() -> None:
    assert read(*EVERY_WEEK, snoozes=(rest("R11", TODAY + DAY),)).resting == ()


# -- on Today -------------------------------------------------------------------------------------


def lines(*records: Record, **fields: Any) -> list[Item]:
    return [item for item in today(look(*records, **fields), TODAY).items if item.rule]


def test_what_rests_is_not_on_today() -> None:
    def talk(*snoozes: Snooze, sessions: Sequence[Record] = TALK) -> list[tuple[str, str, str]]:
        made = pair("giulia", "anna", charter=SIGNED, snoozes=snoozes)
        found = lines(made, *sessions)
        return [(item.subject, item.urgency, item.message) for item in found]

    assert talk() == [("Giulia & Anna", "talk", "Anna asked to talk, Mon 20 Apr")]
    assert talk(rest("R11", TODAY + DAY)) == []
    assert talk(rest("R11", TODAY)) == talk()
    both = [*EVERY_WEEK[:9], good(10, wants_talk=("anna",), ratings={"anna": 1})]
    on_day_12 = [*both, *EVERY_WEEK[12:]]
    found = talk(rest("R11", TODAY + DAY), sessions=on_day_12)
    assert found == [
        (
            "Giulia & Anna",
            "look",
            "no session for 18 days; the senior’s latest rating is 1 of 5",
        )
    ]


def test_a_mentor_stands_on_today_once_with_every_sentence() -> None:
    found = lines(
        pair("giulia", "anna", charter=SIGNED),
        *EVERY_WEEK,
        firm=shut(day(13), day(24)),
        monthly_hours=MonthlyHours(mentor=1),
    )
    assert [(item.subject, item.message, item.ids, item.rule) for item in found] == [
        (
            "Giulia Ferrante",
            "2.2 hours a month planned, 1 were agreed; "
            "2.2 hours a month in the last four weeks, 1 were agreed; no next session dated",
            ("giulia",),
            "R9,hours,no_next",
        )
    ]


# -- cases, and slots made up for at the end -------------------------------------------------------


def test_a_case_marks_the_signal_it_follows_and_no_other() -> None:
    low = [*EVERY_WEEK[:11], good(12, ratings={"anna": 1})]

    def messages(**fields: Any) -> list[str]:
        case = Case(
            id="c1", programme_id=PROGRAMME, opened_on=day(12, 1), text="They talk",
            pair_id="giulia-anna", **fields,
        )  # fmt: skip
        made = pair("giulia", "anna", charter=SIGNED)
        view = look(made, *low, case)
        (own,) = view.pairs
        return [each.message for each in pair_signals.signals_of(view, own, TODAY).signals]

    followed = "the senior’s latest rating is 1 of 5 · case open since Tue 21 Apr"
    assert messages(rule="R6") == [followed]
    assert messages(rule="R3") == messages() == ["the senior’s latest rating is 1 of 5"]
    assert messages(rule="R6", closed_on=TODAY) == ["the senior’s latest rating is 1 of 5"]


@pytest.mark.parametrize(("mode", "speaks"), [("extend", True), ("skip", False)])
def test_signals_go_on_as_long_as_slots_do(mode: Any, speaks: bool) -> None:
    shut = ClosedDays(start=day(20), end=day(22, 6), label="fair")
    view = look(
        pair("giulia", "anna"),
        *(good(week) for week in range(1, 20)),
        holidays=mode,
        firm=Firm(name="F", closed_days=(shut,)),
    )
    (own,) = view.pairs
    found = pair_signals.signals_of(view, own, day(26)).signals
    assert bool(found) is speaks
