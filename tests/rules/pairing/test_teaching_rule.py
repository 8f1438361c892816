from __future__ import annotations

from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.programme import Pairing
from revmentor.rules.pairing import eligibility, lessons
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import exception
from tests.support.firm import goal, look, part, rating

STANDARD: dict[str, Any] = {"standard_level": {"video-meetings": 3}}


def barred(view: View, mentor: str = "giulia", senior: str = "anna") -> list[str | None]:
    return [each.rule for each in eligibility.objections(view, mentor, senior)]


def levels(mentor: int, senior: int, skill: str = "video-meetings") -> list[Record]:
    return [rating("giulia", skill, mentor), rating("anna", skill, senior)]


@pytest.mark.parametrize(
    ("mentor", "senior", "may"),
    [(2, 1, False), (3, 1, True), (1, 1, False), (0, 2, False), (3, 2, False), (4, 2, True)],
)
def test_a_mentor_stands_two_levels_above_whom_it_teaches(
    mentor: int, senior: int, may: bool
) -> None:
    view = look(*levels(mentor, senior), **STANDARD)
    assert barred(view) == ([] if may else ["teaching"])


@pytest.mark.parametrize(("above", "least"), [(1, 2), (2, 3), (3, 4), (6, 7)])
def test_the_programme_says_how_far_above_a_mentor_stands(above: int, least: int) -> None:
    setting = Pairing(levels_above=above)
    just = look(*levels(least, 1), **STANDARD, pairing=setting)
    below = look(*levels(least - 1, 1), **STANDARD, pairing=setting)
    assert (barred(just), barred(below)) == ([], ["teaching"])


def test_the_sentence_names_both() -> None:
    (only,) = eligibility.objections(look(*levels(2, 1), **STANDARD), "giulia", "anna")
    assert "Giulia Ferrante" in only.message
    assert "Anna De Luca" in only.message
    assert "2" in only.message


def test_a_mentor_who_offers_something_else_teaches_nothing_that_is_needed() -> None:
    view = look(part("giulia", "mentor", offers=("spreadsheets",)), **STANDARD)
    assert barred(view) == ["teaching"]
    assert barred(view, "luca") == []


def test_one_skill_that_can_be_taught_is_enough() -> None:
    view = look(
        goal("anna", "spreadsheets"), *levels(2, 1), *levels(3, 1, "spreadsheets"), **STANDARD
    )
    assert barred(view) == []
    assert [each.skill_id for each in lessons.lessons(view, "giulia", "anna")] == ["spreadsheets"]


def test_a_mentor_below_the_target_teaches_as_far_as_the_own_level() -> None:
    view = look(*levels(2, 0), **STANDARD)
    (lesson,) = lessons.lessons(view, "giulia", "anna")
    assert (lesson.senior_level, lesson.mentor_level, lesson.target, lesson.closes) == (0, 2, 3, 2)


def test_offers_that_nobody_wrote_down_exclude_nobody() -> None:
    view = look(part("giulia", "mentor"), *levels(0, 1), **STANDARD)
    assert barred(view) == []


def test_needs_that_nobody_wrote_down_exclude_nobody() -> None:
    assert barred(look(*levels(0, 1))) == []
    assert barred(look(goal("anna"), *levels(0, 1))) == []


def test_a_senior_who_has_reached_everything_is_kept_from_nobody() -> None:
    assert barred(look(*levels(0, 3), **STANDARD)) == []


@pytest.mark.parametrize(
    "known", [[], [rating("giulia", "video-meetings", 2)], [rating("anna", "video-meetings", 2)]]
)
def test_levels_that_nobody_wrote_down_exclude_nobody(known: list[Record]) -> None:
    assert barred(look(*known, **STANDARD)) == []


def test_a_mentor_who_is_known_to_stand_at_the_bottom_teaches_nobody() -> None:
    assert barred(look(rating("giulia", "video-meetings", 1), **STANDARD)) == ["teaching"]


def test_only_starting_points_count() -> None:
    later = rating("giulia", "video-meetings", 7, "checkpoint")
    assert barred(look(*levels(2, 1), later, **STANDARD)) == ["teaching"]


def test_an_exception_opens_the_pair_it_was_recorded_for() -> None:
    low = [rating(who, "video-meetings", 2) for who in ("giulia", "luca")]
    records = [*low, *(rating(who, "video-meetings", 1) for who in ("anna", "bruno"))]
    view = look(*records, exception("teaching"), **STANDARD)
    assert barred(view, "giulia", "anna") == []
    assert barred(view, "luca", "anna") == ["teaching"]
    assert barred(view, "giulia", "bruno") == ["teaching"]
    any_mentor = look(*records, exception("teaching", mentor=None), **STANDARD)
    assert barred(any_mentor, "luca", "anna") == []
    other_rule = look(*records, exception("site"), **STANDARD)
    assert barred(other_rule, "giulia", "anna") == ["teaching"]
