"""Who stands at the standard level is said by ratings of the end alone."""

from __future__ import annotations

from typing import Any

from revmentor.model.base import Record
from revmentor.rules.results import standard
from tests.support.firm import TODAY, day, goal, look, rating

VIDEO, SHEETS = "video-meetings", "spreadsheets"
TWO: dict[str, Any] = {"standard_level": {VIDEO: 3, SHEETS: 3}}
ONE: dict[str, Any] = {"standard_level": {VIDEO: 3}}


def both(who: str, skill: str, start: int, end: int) -> list[Record]:
    return [rating(who, skill, start), rating(who, skill, end, "final", on=day(23))]


def test_each_senior_is_reached_below_or_without_an_end() -> None:
    view = look(
        *both("anna", VIDEO, 3, 3),
        *both("anna", SHEETS, 3, 4),
        *both("bruno", VIDEO, 1, 3),
        *both("bruno", SHEETS, 1, 2),
        rating("carla", VIDEO, 5),
        rating("carla", SHEETS, 5),
        **TWO,
    )
    found = standard.standard_level(view)
    assert (found.reached, found.below) == (("anna",), ("bruno",))
    assert set(found.no_end) == {"carla", "dario", "elena"}
    assert found.no_end_at_start == ("carla",)
    assert [(row.person_id, row.skill_id) for row in found.rows_below] == [("bruno", SHEETS)]
    assert (set(found.compared), found.compared_at_start) == ({"anna", "bruno"}, ("anna",))


def test_nothing_is_carried_forward_from_the_start() -> None:
    view = look(rating("anna", VIDEO, 6), rating("bruno", VIDEO, 4), **ONE)
    found = standard.standard_level(view)
    assert (found.reached, found.rated) == ((), 0)
    assert standard.sentences(found) == [
        "At the standard level: nobody is rated at the end in all of it.",
        "5 have no end in all of it; 2 of them stood there at the start.",
    ]


def test_the_sentences_say_of_whom_they_are_true() -> None:
    view = look(
        *both("anna", VIDEO, 3, 3),
        *both("bruno", VIDEO, 1, 3),
        *both("carla", VIDEO, 1, 2),
        rating("dario", VIDEO, 3),
        **ONE,
    )
    assert standard.sentences(standard.standard_level(view)) == [
        "At the standard level: 2 of the 3 rated at the end.",
        "1 of the 3 whom one kind of rater saw twice stood there at the start.",
        "2 have no end in all of it; 1 of them stood there at the start.",
    ]


def test_a_start_and_an_end_of_two_kinds_of_raters_are_not_set_against_each_other() -> None:
    view = look(
        rating("anna", VIDEO, 3),
        rating("anna", VIDEO, 2, "final", rated_by="self", on=TODAY),
        **ONE,
    )
    found = standard.standard_level(view)
    assert (found.below, found.compared) == (("anna",), ())


def test_the_end_is_that_of_whoever_saw_the_start_too() -> None:
    view = look(
        *both("anna", VIDEO, 1, 3),
        rating("anna", VIDEO, 1, "final", id="later", rated_by="self", on=TODAY),
        **ONE,
    )
    assert standard.standard_level(view).reached == ("anna",)


def test_one_skill_below_is_below_though_another_has_no_end() -> None:
    view = look(*both("anna", VIDEO, 1, 2), rating("anna", SHEETS, 1), **TWO)
    assert standard.standard_level(view).below == ("anna",)


def test_one_skill_reached_does_not_say_that_all_are() -> None:
    view = look(*both("anna", VIDEO, 1, 4), rating("anna", SHEETS, 4), **TWO)
    found = standard.standard_level(view)
    assert (found.reached, "anna" in found.no_end) == ((), True)


def test_a_programme_without_standard_level_has_nobody_below_it() -> None:
    found = standard.standard_level(look())
    assert (found.rated, found.reached, found.below, found.no_end) == (0, (), (), ())


def test_an_own_goal_above_the_standard_does_not_hide_that_the_standard_is_reached() -> None:
    view = look(*both("anna", VIDEO, 1, 3), goal("anna", VIDEO, 6), **ONE)
    assert standard.standard_level(view).reached == ("anna",)
