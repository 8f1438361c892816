from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from revmentor.model.participation import Participation
from revmentor.model.rating import Moment
from revmentor.rules.goals import levels, starting_points
from tests.support.firm import START, TODAY, day, goal, look, part, person, rating, session
from tests.support.firm import pair as paired

STANDARD: dict[str, Any] = {"standard_level": {"video-meetings": 3, "spreadsheets": 2}}


def test_a_senior_is_asked_the_standard_skills_and_the_own_goals() -> None:
    view = look(goal("anna", "forms-surveys", 4), **STANDARD)
    asked = levels.asked_of(view, "anna", "senior")
    assert {each.skill_id: (each.need, each.target) for each in asked.values()} == {
        "video-meetings": ("standard", 3),
        "spreadsheets": ("standard", 2),
        "forms-surveys": ("goal", 4),
    }


def test_an_own_goal_stands_before_the_standard_level() -> None:
    view = look(goal("anna", "spreadsheets", 5), **STANDARD)
    asked = levels.asked_of(view, "anna", "senior")["spreadsheets"]
    assert (asked.need, asked.target) == ("goal", 5)


def test_a_mentor_is_asked_what_is_taught_and_the_own_goals_but_no_standard() -> None:
    view = look(goal("giulia", "negotiation", 3), **STANDARD)
    asked = levels.asked_of(view, "giulia", "mentor")
    assert {each.skill_id: each.need for each in asked.values()} == {
        "video-meetings": "teaches",
        "spreadsheets": "teaches",
        "negotiation": "goal",
    }


def test_somebody_with_both_roles_takes_experience_home_as_a_mentor() -> None:
    view = look(
        part("giulia", "senior"),
        goal("giulia", "negotiation", id="a"),
        goal("giulia", "dashboards", id="b"),
    )
    assert "negotiation" in levels.asked_of(view, "giulia", "mentor")
    assert "negotiation" not in levels.asked_of(view, "giulia", "senior")
    assert "dashboards" in levels.asked_of(view, "giulia", "senior")


def test_missing_starting_points_are_those_of_the_people_who_take_part_now() -> None:
    gone = part("bruno", "senior", status="withdrawn")
    view = look(gone, rating("anna", "video-meetings", 1), standard_level={"video-meetings": 3})
    lacking = {
        each.person_id for each in levels.missing_levels(view, "baseline") if each.role == "senior"
    }
    assert lacking == {"carla", "dario", "elena"}


def test_a_final_is_asked_only_where_a_starting_point_stands() -> None:
    view = look(
        rating("anna", "video-meetings", 1),
        rating("giulia", "video-meetings", 6),
        standard_level={"video-meetings": 3},
    )
    assert [(m.person_id, m.skill_id) for m in levels.missing_levels(view, "final")] == [
        ("anna", "video-meetings")
    ]


def test_a_person_is_fully_rated_once_every_starting_point_is_there() -> None:
    teach_nothing: list[Participation] = [part("giulia", "mentor"), part("luca", "mentor")]
    half = look(*teach_nothing, rating("anna", "video-meetings", 1), **STANDARD)
    assert starting_points.complete(half) == (0, 5)
    whole = look(
        *teach_nothing,
        rating("anna", "video-meetings", 1),
        rating("anna", "spreadsheets", 0),
        **STANDARD,
    )
    assert starting_points.complete(whole) == (1, 5)


def test_the_latest_rating_of_a_moment_is_the_one_that_counts() -> None:
    view = look(
        rating("anna", "spreadsheets", 2, "final", id="b", on=day(20)),
        rating("anna", "spreadsheets", 4, "final", id="a", on=day(22)),
    )
    found = view.rating("anna", "spreadsheets", "final")
    assert found is not None
    assert found.level == 4


HELD = [paired("giulia", "anna"), paired("giulia", "bruno")]


@pytest.mark.parametrize(
    ("who", "moment", "late", "expected"),
    [
        ("anna", "baseline", 0, ""),
        ("anna", "baseline", 1, "A starting point is written before the first session, and Anna"),
        ("giulia", "baseline", 1, "A starting point is written before the first session, and Giu"),
        ("bruno", "baseline", 1, ""),
        ("carla", "baseline", 1, ""),
        ("anna", "checkpoint", 1, ""),
        ("anna", "final", 1, ""),
    ],
)
def test_a_starting_point_comes_before_the_first_session_one_was_at(
    who: str, moment: Moment, late: int, expected: str
) -> None:
    there = {"anna": "present", "bruno": "absent"}
    view = look(*HELD, session("giulia", day(1), attendance=there))
    on = START + timedelta(days=late)
    said = levels.refusal(view, who, moment, on, None, TODAY)
    assert said.startswith(expected)
    assert bool(said) == bool(expected)


def test_a_missed_session_leaves_the_starting_point_open() -> None:
    view = look(*HELD, session("giulia", day(1), "anna", status="missed"))
    assert levels.refusal(view, "anna", "baseline", day(2), None, TODAY) == ""


def test_a_starting_point_stands_once_a_session_was_held() -> None:
    old = rating("anna", "spreadsheets", 1)
    view = look(*HELD, old, session("giulia", day(1), "anna"))
    said = levels.refusal(view, "anna", "baseline", START, old, TODAY)
    assert said.startswith("The starting point of Anna De Luca stands since the first session on 2")


def test_no_rating_lies_in_the_future_or_in_a_closed_programme() -> None:
    said = levels.refusal(look(), "anna", "final", TODAY + timedelta(days=1), None, TODAY)
    assert said == "25 Apr 2026 has not come yet; write down what has happened."
    closed = look(person("anna"), closed_on=TODAY)
    assert "closed" in levels.refusal(closed, "anna", "final", TODAY, None, TODAY)
