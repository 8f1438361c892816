"""Half-way: the day on which each pair comes to it, and what it finds there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.content import library
from revmentor.exchange.printables import sheets
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint
from tests.support.firm import day, look, pair, part, session

GROUP = [
    part("giulia", "mentor", slot="wed-09:00"),
    pair("giulia", "anna"),
    pair("giulia", "bruno"),
]


def half_way(view: View, senior: str) -> date | None:
    (own,) = [each for each in view.pairs if each.senior_id == senior]
    return midpoint.day_of(view, own)


def test_the_second_half_begins_after_half_of_the_weeks() -> None:
    assert midpoint.first_day(look().programme) == day(13)


def test_seniors_in_turn_come_to_it_one_after_the_other() -> None:
    view = look(*GROUP)
    assert {half_way(view, "anna"), half_way(view, "bruno")} == {day(13, 2), day(14, 2)}


def test_a_group_comes_to_it_together() -> None:
    view = look(*GROUP, formats=("group",))
    assert half_way(view, "anna") == half_way(view, "bruno") == day(13, 2)


@pytest.mark.parametrize("status", ["missed", "cancelled"])
def test_a_turn_that_fell_away_hands_it_on(status: Any) -> None:
    lost = session("giulia", day(13, 2), "anna", status=status, id="lost")
    view = look(part("giulia", "mentor", slot="wed-09:00"), pair("giulia", "anna"), lost)
    assert half_way(view, "anna") == day(14, 2)


def test_the_agenda_of_that_session_is_the_one_for_half_way_and_of_no_other() -> None:
    view = look(part("giulia", "mentor", slot="wed-09:00"), pair("giulia", "anna"))
    half = next(each for each in library.guides() if each.id == library.HALFWAY)
    assert any(half.title in line for line in next(iter(sheets(view, "agenda", day(13)))).intro)
    for week in (*range(1, 13), *range(14, 25)):
        page = next(iter(sheets(view, "agenda", day(week))), None)
        assert page is None or not any(half.title in line for line in page.intro)
