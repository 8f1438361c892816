from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from revmentor.rules.results import next_programme
from revmentor.rules.results.next_programme import Candidate
from tests.support.firm import (
    PROGRAMME,
    SENIORS,
    TODAY,
    day,
    everybody,
    form,
    goal,
    look,
    pair,
    part,
    person,
    programme,
    rating,
    snapshot,
)

VIDEO, SHEETS = "video-meetings", "spreadsheets"
ONE: dict[str, Any] = {"standard_level": {VIDEO: 3}}
TWO: dict[str, Any] = {"standard_level": {VIDEO: 3, SHEETS: 2}}


def found(*records: Any, **fields: Any) -> dict[str, Candidate]:
    view = look(*records, **(fields or ONE))
    return {each.person_id: each for each in next_programme.candidates(view)}


# -- levels now ------------------------------------------------------------------------------------


def test_the_last_level_is_the_end_else_a_checkpoint_else_the_start() -> None:
    view = look(
        rating("anna", VIDEO, 1),
        rating("anna", VIDEO, 5, "checkpoint", on=day(12)),
        rating("anna", VIDEO, 4, "final", on=day(10)),
        rating("anna", SHEETS, 1),
        rating("anna", SHEETS, 2, "checkpoint", on=day(12)),
        rating("anna", "dashboards", 0),
        rating("bruno", "team-chat", 6),
    )
    now = next_programme.levels_now(view, "anna")
    assert {skill: each.level for skill, each in now.items()} == {
        "dashboards": 0,
        SHEETS: 2,
        VIDEO: 4,
    }
    assert list(now) == sorted(now)


def test_of_two_ends_the_later_one_is_the_last_level() -> None:
    view = look(
        rating("anna", VIDEO, 4, "final", id="a", on=day(23)),
        rating("anna", VIDEO, 3, "final", id="b", on=day(22), rated_by="task"),
    )
    assert next_programme.levels_now(view, "anna")[VIDEO].id == "a"


def test_the_start_as_seen_afterwards_is_no_level_of_now() -> None:
    assert next_programme.levels_now(look(rating("anna", VIDEO, 1, "then")), "anna") == {}
    view = look(rating("anna", VIDEO, 2), rating("anna", VIDEO, 1, "then", on=day(24)))
    assert next_programme.levels_now(view, "anna")[VIDEO].level == 2


def test_somebody_nobody_rated_has_no_levels() -> None:
    assert next_programme.levels_now(look(), "anna") == {}


# -- candidates ------------------------------------------------------------------------------------


def test_those_below_the_standard_level_stand_first_each_in_order_of_surnames() -> None:
    view = look(
        rating("anna", VIDEO, 3, "final"),
        rating("bruno", VIDEO, 2, "final"),
        rating("carla", VIDEO, 4),
        rating("elena", VIDEO, 1),
        **ONE,
    )
    order = [(each.person_id, each.below) for each in next_programme.candidates(view)]
    assert order == [
        ("dario", (VIDEO,)),
        ("elena", (VIDEO,)),
        ("bruno", (VIDEO,)),
        ("anna", ()),
        ("carla", ()),
    ]


def test_a_senior_is_below_in_each_skill_alone() -> None:
    anna = found(rating("anna", VIDEO, 3), rating("anna", SHEETS, 1), **TWO)["anna"]
    assert anna.below == (SHEETS,)


def test_a_senior_offers_the_digital_skills_held_well_enough_to_show_others() -> None:
    anna = found(
        rating("anna", VIDEO, 4, "final"),
        rating("anna", SHEETS, 3, "final"),
        rating("anna", "dashboards", 8),
        rating("anna", "negotiation", 8),
    )["anna"]
    assert anna.offers == ("dashboards", VIDEO)


def test_a_level_lost_by_the_end_is_no_longer_offered() -> None:
    anna = found(rating("anna", VIDEO, 5), rating("anna", VIDEO, 3, "final"))["anna"]
    assert (anna.below, anna.offers, anna.graduated) == ((), (), False)


@pytest.mark.parametrize(
    ("level", "offers", "graduated"),
    [(2, (), False), (3, (), False), (4, (VIDEO,), True), (8, (VIDEO,), True)],
)
def test_a_graduate_reached_the_level_everywhere_and_can_show_something(
    level: int, offers: tuple[str, ...], graduated: bool
) -> None:
    anna = found(rating("anna", VIDEO, 1), rating("anna", VIDEO, level, "final"))["anna"]
    assert (anna.offers, anna.graduated) == (offers, graduated)


def test_whoever_could_teach_one_skill_and_is_below_in_another_is_no_graduate() -> None:
    anna = found(rating("anna", VIDEO, 6), rating("anna", SHEETS, 1), **TWO)["anna"]
    assert (anna.below, anna.offers, anna.graduated) == ((SHEETS,), (VIDEO,), False)


def test_a_goal_beyond_the_standard_level_keeps_nobody_below_it() -> None:
    anna = found(rating("anna", VIDEO, 3, "final"), goal("anna", VIDEO, target=6))["anna"]
    assert anna.below == ()


def test_without_a_standard_level_nobody_is_below_it() -> None:
    every = found(rating("anna", VIDEO, 5), minutes=30)
    assert [each.below for each in every.values()] == [()] * len(SENIORS)
    assert [each.person_id for each in every.values() if each.graduated] == ["anna"]


def test_whoever_left_the_firm_is_no_candidate_and_whoever_withdrew_is() -> None:
    every = found(
        person("anna", left_on=TODAY),
        part("bruno", "senior", status="withdrawn"),
        pair("luca", "carla"),
    )
    assert set(every) == {"bruno", "carla", "dario", "elena"}


def test_nobody_is_below_a_level_in_the_very_skill_they_could_teach() -> None:
    anna = found(
        rating("anna", VIDEO, 1), rating("anna", VIDEO, 5, "final", rated_by="certificate")
    )["anna"]
    assert anna.offers == (VIDEO,)
    assert anna.below == ()


# -- mentors ---------------------------------------------------------------------------------------


def test_the_mentors_who_are_still_in_the_firm_stand_in_order_of_surnames() -> None:
    assert next_programme.mentors(look()) == ["luca", "giulia"]
    assert next_programme.mentors(look(person("luca", left_on=TODAY))) == ["giulia"]
    assert next_programme.mentors(look(part("anna", "mentor"))) == ["luca", "anna", "giulia"]


# -- next steps ------------------------------------------------------------------------------------


def second(**fields: Any) -> Any:
    """The programme that was begun from the first one."""
    first = programme(closed_on=day(25), name="First floor")
    later = replace(first, id="pr-2", name="Second floor", starts_on=day(30), closed_on=None)
    records = (first, later, form("anna", "senior", next_step="Look-ups"), *fields.values())
    return look(*records).over(snapshot(*everybody(), *records), "pr-2")


def test_the_next_steps_of_those_who_stay_stand_in_order_of_surnames() -> None:
    view = look(
        form("bruno", "senior", next_step="Forms"), form("anna", "senior", next_step="Look-ups"),
        form("carla", "senior"), form("dario", "senior", next_step="Boards"),
        person("dario", left_on=TODAY),
    )  # fmt: skip
    said = [(each.person_id, each.text) for each in next_programme.next_steps(view)]
    assert said == [("anna", "Look-ups"), ("bruno", "Forms")]


def test_a_next_step_goes_along_to_the_programme_after() -> None:
    view = second()
    (said,) = next_programme.steps_before(view, "anna")
    assert (said.text, said.programme) == ("Look-ups", "First floor")
    assert next_programme.steps_before(view, "bruno") == []
    first = view.over(view.snapshot, PROGRAMME)
    assert next_programme.steps_before(first, "anna") == []  # it was not said before it


def test_said_in_both_roles_a_next_step_stands_once() -> None:
    (said,) = next_programme.steps_before(
        second(mentor=form("anna", "mentor", next_step="Look-ups")), "anna"
    )
    assert said.text == "Look-ups"
