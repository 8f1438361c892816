from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.pair import Charter, Pause
from revmentor.model.session import Exchange, Step
from revmentor.rules.care import pair_signals
from revmentor.rules.care.pair_facts import Facts
from tests.support.firm import START, TODAY, day, goal, look, pair, part, session, talk

GOOD: dict[str, Any] = {
    "expected": 6,
    "held": 6,
    "last_outcomes": ["held"] * 6,
    "days_since_last": 7,
    "days_to_first": 7,
}


def rules(**facts: Any) -> list[str]:
    return [each.rule for each in pair_signals.signals(Facts(**{**GOOD, **facts}))]


@pytest.mark.parametrize(
    ("rule", "still_fine", "one_more"),
    [
        ("R1", {"held": 0, "days_to_first": 14}, {"held": 0, "days_to_first": 15}),
        ("R1", {"days_to_first": 15}, {"held": 0, "first_turn": START}),
        ("R2", {"last_outcomes": ["missed", "held"]}, {"last_outcomes": ["missed", "cancelled"]}),
        ("R3", {"days_since_last": 14}, {"days_since_last": 15}),
        ("R3", {"days_since_last": 28, "cadence_days": 14}, {"days_since_last": 29}),
        ("R4", {"expected": 10, "held": 7}, {"expected": 10, "held": 6}),
        ("R4", {"expected": 3, "held": 0}, {"expected": 4, "held": 2}),
        ("R5", {"ratings": [5, 4, 4]}, {"ratings": [5, 4, 3]}),
        ("R6", {"ratings": [2, 3]}, {"ratings": [3, 2]}),
        ("R5", {"ratings": [5, 4], "mentor_ratings": [3]}, {"mentor_ratings": [5, 4, 3]}),
        ("R6", {"mentor_ratings": [2, 3]}, {"ratings": [5], "mentor_ratings": [3, 2]}),
        ("R7", {"side_shares": [0.9, None, 0.9, 0.9]}, {"side_shares": [None, 0.9, 0.9, 0.9]}),
        ("R7", {"side_shares": [0.9, 0.8, 0.9]}, {"side_shares": [0.9, 0.81, 0.9]}),
        ("R7", {"side_shares": [0.1, 0.3, 0.1]}, {"side_shares": [0.1, 0.19, 0.1]}),
        ("R8", {"goals_without_baseline": 1, "expected": 1}, {"goals_without_baseline": 1}),
        ("R8", {"goals_without_target": 1, "expected": 1}, {"goals_without_target": 1}),
        ("R11", {"wants_talk": False}, {"wants_talk": True}),
        ("weighs", {}, {"weighs": True}),
        ("R12", {"sessions_without_step": 2}, {"sessions_without_step": 3}),
        ("one_way", {"sessions_without_give_back": 2}, {"sessions_without_give_back": 3}),
    ],
)
def test_a_rule_speaks_just_past_its_threshold(
    rule: str, still_fine: dict[str, Any], one_more: dict[str, Any]
) -> None:
    assert rule not in rules(**still_fine)
    assert rule in rules(**one_more)


def test_a_pair_in_order_has_no_signal_and_is_green() -> None:
    assert rules() == []
    assert pair_signals.pair_status([], Facts(**GOOD)) == "green"


def test_a_pair_before_its_first_due_session_is_grey() -> None:
    assert pair_signals.pair_status([], Facts()) == "grey"


@pytest.mark.parametrize(
    ("facts", "colour"),
    [
        ({"wants_talk": True}, "red"),
        ({"last_outcomes": ["missed", "missed"]}, "red"),
        ({"days_since_last": 30}, "amber"),
        ({"days_since_last": 30, "ratings": [2]}, "amber"),
        ({"days_since_last": 30, "ratings": [2], "goals_without_baseline": 1}, "red"),
    ],
)
def test_one_red_or_three_ambers_make_a_pair_red(facts: dict[str, Any], colour: str) -> None:
    known = Facts(**{**GOOD, **facts})
    assert pair_signals.pair_status(pair_signals.signals(known), known) == colour


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"days_to_first": 20, "held": 0, "expected": 0}, "no session yet, 20 days after pairing"),
        ({"days_since_last": 21}, "no session for 21 days"),
        ({"expected": 10, "held": 5}, "5 of 10 sessions held"),
        ({"ratings": [5, 4, 3]}, "the senior’s session ratings fall: 5, 4, 3"),
        ({"ratings": [1]}, "the senior’s latest rating is 1 of 5"),
        (
            {"ratings": [2], "mentor_ratings": [1]},
            "the senior’s latest rating is 2 of 5; the mentor’s latest rating is 1 of 5",
        ),
        (
            {"held": 0, "first_turn": START},
            "no session yet; the first turn, Mon 2 Feb, fell away",
        ),
        (
            {"held": 0, "expected": 0, "first_turn": START, "days_to_first": 15},
            "no session yet; the first turn, Mon 2 Feb, is not logged",
        ),
        (
            {"side_shares": [0.9, 0.9, 0.9]},
            "the mentor taught more than 80 % of the time in the last 3 sessions",
        ),
        (
            {"side_shares": [0.1, 0.1, 0.1]},
            "the senior taught more than 80 % of the time in the last 3 sessions",
        ),
        (
            {"goals_without_baseline": 1, "goals_without_target": 2},
            "1 goal without a starting point; 2 goals without a target",
        ),
        ({"goals_without_baseline": 1}, "1 goal without a starting point"),
        ({"goals_without_baseline": 2}, "2 goals without a starting point"),
        ({"wants_talk": True}, "asked to talk"),
        ({"sessions_without_give_back": 4}, "nothing given back in 4 sessions"),
        (
            {"last_outcomes": ["missed", "missed"], "last_days": [day(11), day(12)]},
            "last two sessions missed, Mon 13 Apr and Mon 20 Apr",
        ),
        (
            {"last_outcomes": ["missed", "cancelled"]},
            "last two sessions missed or cancelled",
        ),
    ],
)
def test_a_signal_prints_its_sentence_with_its_numbers(
    facts: dict[str, Any], sentence: str
) -> None:
    assert sentence in [each.message for each in pair_signals.signals(Facts(**{**GOOD, **facts}))]


def of(*records: Record, **fields: Any) -> list[str]:
    signed = {"charter": Charter(mentor_on=START, senior_on=START), **fields}
    view = look(pair("giulia", "anna", id="x", **signed), *records)
    return [each.rule for each in pair_signals.signals_of(view, view.pairs[0], TODAY).signals]


def good(week: int, **fields: Any) -> Record:
    given = {
        "received": (Exchange(text="how a price is made"),),
        "steps": (Step(senior_id="anna", text="try it"),),
        **fields,
    }
    return session("giulia", day(week), "anna", **given)


EVERY_WEEK = [good(week) for week in range(1, 13)]


def test_a_pair_that_meets_every_week_has_no_signal() -> None:
    assert of(*EVERY_WEEK) == []


def test_a_pair_that_never_met_is_named_after_two_weeks() -> None:
    assert of() == ["R1"]


def test_absence_from_a_group_session_counts_as_missed() -> None:
    absent = [good(week, attendance={"anna": "absent"}) for week in (11, 12)]
    assert "R2" in of(*EVERY_WEEK[:10], *absent)


def test_an_excused_absence_does_not_count_against_a_pair() -> None:
    excused = [good(week, attendance={"anna": "excused"}) for week in (3, 4, 5, 6, 7)]
    found = of(*EVERY_WEEK[:2], *excused, *EVERY_WEEK[7:])
    assert "R4" not in found


def test_sessions_in_a_pause_do_not_count() -> None:
    lost = [good(week, status="missed") for week in range(6, 12)]
    away = Pause(start=day(6), end=day(11, 6))
    assert "R4" in of(*EVERY_WEEK[:5], *lost, EVERY_WEEK[11])
    assert of(*EVERY_WEEK[:5], *lost, EVERY_WEEK[11], pauses=(away,)) == []


def test_a_wish_to_talk_stands_through_the_next_sessions_until_somebody_talked() -> None:
    asked = [*EVERY_WEEK[:10], good(11, wants_talk=("anna",)), EVERY_WEEK[11]]
    assert of(*asked) == ["R11"]
    assert of(*asked, talk("anna", day(11), asked[10].id)) == []
    assert of(*asked, talk("anna", day(11), "another")) == ["R11"]


def test_a_goal_without_starting_point_is_named() -> None:
    assert of(*EVERY_WEEK, goal("anna", "spreadsheets")) == ["R8"]


def test_what_a_mentor_rates_is_heard_beside_the_senior() -> None:
    last = good(12, ratings={"anna": 4, "giulia": 1})
    assert of(*EVERY_WEEK[:11], last) == ["R6"]


def test_one_rating_of_each_side_is_no_fall_of_either() -> None:
    rated = [
        good(10, ratings={"anna": 5}),
        good(11, ratings={"giulia": 4}),
        good(12, ratings={"anna": 3}),
    ]
    assert of(*EVERY_WEEK[:9], *rated) == []


def test_a_goal_in_words_says_which_of_its_two_ends_is_missing() -> None:
    view = look(
        pair("giulia", "anna", charter=Charter(mentor_on=START, senior_on=START)),
        *EVERY_WEEK,
        goal("anna", None, expected="runs a meeting", starting_point=None),
    )
    (said,) = pair_signals.signals_of(view, view.pairs[0], TODAY).signals
    assert said.message == "1 goal without a starting point"


# -- the pair's own first turn --------------------------------------------------------------------

IN_TURN = ("anna", "bruno", "carla", "dario")
"""Four seniors in turn: the fourth has the first turn on the Monday of week 4."""


def first_turns(*sessions: Record, on: date, **fields: Any) -> dict[str, list[str]]:
    """What R1 says of each of four seniors in turn, where it speaks."""
    signed = Charter(mentor_on=START, senior_on=START)
    pairs = [pair("giulia", who, charter=signed) for who in IN_TURN]
    view = look(*pairs, *sessions, **fields)
    found = {
        each.senior_id: [
            one.message
            for one in pair_signals.signals_of(view, each, on).signals
            if one.rule == "R1"
        ]
        for each in view.pairs
    }
    return {who: said for who, said in found.items() if said}


def test_four_seniors_in_turn_who_all_meet_are_named_on_no_day() -> None:
    for days in range(24 * 7):
        on = START + timedelta(days=days)
        held = [
            session("giulia", day(week), IN_TURN[(week - 1) % 4])
            for week in range(1, 25)
            if day(week) <= on
        ]
        assert first_turns(*held, on=on) == {}, on


def test_a_first_turn_that_fell_away_is_named_until_they_met() -> None:
    lost = [session("giulia", day(1), "anna", status="cancelled")]
    assert first_turns(*lost, on=day(1, 4)) == {
        "anna": ["no session yet; the first turn, Mon 2 Feb, fell away"]
    }
    met = [session("giulia", day(2), "anna")]
    assert first_turns(*lost, *met, on=day(2, 4)) == {}


def test_a_first_turn_that_nobody_logged_is_named_after_its_fortnight() -> None:
    held = [session("giulia", day(week), IN_TURN[week - 1]) for week in (1, 2, 3)]
    assert first_turns(*held, on=day(6)) == {}
    assert first_turns(*held, on=day(6, 1)) == {
        "dario": ["no session yet; the first turn, Mon 23 Feb, is not logged"]
    }


def test_a_first_turn_in_a_pause_comes_after_it() -> None:
    away = part("dario", "senior", status="paused", status_on=day(4))
    held = [session("giulia", day(week), IN_TURN[week - 1]) for week in (1, 2, 3)]
    assert first_turns(*held, away, on=day(10)).get("dario") is None


def test_seniors_met_in_turn_are_not_called_silent_too_soon() -> None:
    group = [pair("giulia", who) for who in ("bruno", "carla")]
    assert "R3" in of(*EVERY_WEEK[:9])
    assert "R3" not in of(*EVERY_WEEK[:9], *group)


def test_nothing_is_said_of_pairs_that_ended_or_programmes_that_do_not_run() -> None:
    assert of(until_on=day(3)) == []
    running = look(pair("giulia", "anna", START))
    closed = look(pair("giulia", "anna", START), closed_on=TODAY)
    for view, on in (
        (running, START - timedelta(days=1)),
        (running, START + timedelta(weeks=24)),
        (closed, TODAY),
    ):
        found = pair_signals.signals_of(view, view.pairs[0], on)
        assert (found.status, found.signals) == ("grey", ())


def test_the_red_signals_of_a_pair_come_first() -> None:
    lost = [good(week, status="missed") for week in (10, 11, 12)]
    charter = Charter(mentor_on=START, senior_on=START)
    view = look(pair("giulia", "anna", id="x", charter=charter), *EVERY_WEEK[:9], *lost)
    found = pair_signals.signals_of(view, view.pairs[0], TODAY)
    assert found.status == "red"
    assert [(each.rule, each.colour) for each in found.signals] == [("R2", "red"), ("R3", "amber")]
