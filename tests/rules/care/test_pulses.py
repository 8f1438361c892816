from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from revmentor.exchange import tables
from revmentor.model.pair import Charter
from revmentor.model.pulse import Pulse
from revmentor.rules.care import mentor_signals, pair_signals, pulses
from revmentor.rules.care.today import today
from revmentor.rules.schedule import series, turns
from tests.support.firm import PROGRAMME, START, TODAY, day, look, pair, part, person, session

ROUND_3 = date(2026, 4, 20)
"""The Monday of week 12."""


def slip(who: str, on: date = ROUND_3, **fields: Any) -> Pulse:
    return Pulse(id=f"{who}-{on}", programme_id=PROGRAMME, person_id=who, on=on, **fields)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (day(3, 6), None),
        (day(4), (1, day(4))),
        (day(7, 6), (1, day(4))),
        (day(8), (2, day(8))),
        (day(30), (6, day(24))),
    ],
)
def test_a_round_opens_with_every_fourth_week(on: date, expected: Any) -> None:
    assert pulses.round_of(look(), on) == expected


def test_only_who_has_a_pair_is_asked_and_a_slip_of_an_earlier_round_is_not_one() -> None:
    view = look(pair("giulia", "anna"), slip("giulia"), slip("anna", day(8)))
    assert pulses.missing_slips(view, TODAY) == ["anna"]


def test_today_says_how_many_slips_are_in_until_all_are() -> None:
    some = look(pair("giulia", "anna"), slip("giulia"))
    lines = [each for each in today(some, TODAY).items if each.subject == "Pulse, round 3"]
    assert [each.message for each in lines] == ["1 of 2 in; Anna has not answered"]
    assert [(each.target, each.ids) for each in lines] == [("answers", ("anna",))]
    every = look(pair("giulia", "anna"), slip("giulia"), slip("anna"))
    assert not [each for each in today(every, TODAY).items if "Pulse" in each.subject]


def read(*slips: Pulse, on: date = TODAY) -> dict[str, str]:
    charter = Charter(mentor_on=START, senior_on=START)
    weeks = [session("giulia", day(week), "anna") for week in range(1, 13)]
    view = look(pair("giulia", "anna", charter=charter), *weeks, *slips)
    return {
        each.rule: each.colour for each in pair_signals.signals_of(view, view.pairs[0], on).signals
    }


def test_what_a_senior_says_in_the_pulse_is_a_signal_of_the_pair() -> None:
    assert read(slip("anna", wants_talk=True))["R11"] == "red"
    assert read(slip("anna", fit="not_for_me"))["fit"] == "red"
    assert read(slip("anna", answers={"P3": 0}))["pulse"] == "amber"
    assert read(slip("anna", answers={"P7": 2}))["weighs"] == "amber"
    assert "weighs" not in read(slip("anna", answers={"P7": 1}))


def test_what_a_mentor_says_is_not_put_on_every_pair_of_the_group() -> None:
    said = slip("giulia", fit="not_for_me", wants_talk=True, answers={"P5": 1})
    assert not {"R11", "fit", "pulse"} & read(said).keys()
    view = look(pair("giulia", "anna"), pair("giulia", "bruno"), said)
    found = {
        each.rule: each.message for each in mentor_signals.group_signals(view, "giulia", TODAY)
    }
    assert found["mentor_talk"].startswith("Giulia asked to talk")
    assert "a match is not right" in found["mentor_pulse"]
    lines = [each.message for each in today(view, TODAY).items if each.subject == "Giulia Ferrante"]
    assert any("asked to talk" in line for line in lines)


def test_what_was_said_in_confidence_stands_in_no_list() -> None:
    view = look(pair("giulia", "anna"), slip("anna", fit="not_for_me", answers={"P3": 0, "P7": 3}))
    found = json.loads(tables.as_json(view, "signals", TODAY))["signals"]
    assert not {"fit", "pulse", "weighs"} & {row["rule"] for row in found}


def test_a_pulse_in_order_is_no_signal_and_an_old_one_no_more() -> None:
    good = slip("anna", wants_talk=False, fit="good", answers={"P3": 2, "P5": 3, "P7": 0})
    assert not {"R11", "fit", "pulse"} & read(good).keys()
    old = read(slip("anna", day(5), wants_talk=True, fit="not_for_me", answers={"P7": 3}))
    assert not {"fit", "pulse", "weighs"} & old.keys()
    assert "R11" in old  # that stands until somebody talked


def test_a_later_slip_takes_the_place_of_an_earlier_one() -> None:
    assert "fit" not in read(slip("anna", day(11), fit="not_for_me"), slip("anna", fit="good"))


def test_whoever_pauses_has_no_turn() -> None:
    from revmentor.model.pair import Pause

    away = Pause(start=day(12), end=day(13, 6))
    view = look(
        part("giulia", "mentor", slot="mon-09:00"),
        pair("giulia", "anna", pauses=(away,)),
        pair("giulia", "bruno"),
        session("giulia", day(11), "bruno"),
    )
    assert turns.whose_turn(view, series.series_of(view, "giulia")[0], day(12)) == ["bruno"]
    assert turns.whose_turn(view, series.series_of(view, "giulia")[0], day(14)) == ["anna"]


def test_two_of_one_name_are_told_in_the_order_of_their_ids() -> None:
    twins = [person(who, name="Mario Rossi") for who in ("b7", "a2", "c1")]
    view = look(
        *twins,
        *(part(each.id, "senior") for each in twins),
        *(pair("giulia", each.id) for each in twins),
    )
    named = [each for each in pulses.missing_slips(view, TODAY) if each != "giulia"]
    assert named == ["a2", "b7", "c1"]
