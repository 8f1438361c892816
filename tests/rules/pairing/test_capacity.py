from __future__ import annotations

from typing import Any

import pytest

from revmentor.model.participation import Participation
from revmentor.model.programme import MonthlyHours, Pairing, SeniorsPerMentor
from revmentor.rules.pairing import capacity
from revmentor.rules.programme_view import View
from tests.rules.pairing.draft import people
from tests.support.firm import SENIORS, goal, look, pair, part, rating

VIDEO: dict[str, Any] = {"standard_level": {"video-meetings": 3}}
SLOT = (25 + 10) / 60 * 52 / 12
"""A weekly half hour and its preparation: 2.53 hours a month."""


def said(view: View) -> str:
    return " ".join(capacity.capacity_sentences(view, capacity.look(view)))


def test_a_need_that_no_mentor_offers_is_told_with_who_has_it() -> None:
    view = look(goal("bruno", "dashboards"), goal("dario", "dashboards"), **VIDEO)
    assert capacity.look(view).untaught == {"dashboards": ("dario", "bruno")}
    text = said(view)
    assert view.skill_name("dashboards") in text
    assert "Bruno Tosi" in text
    assert "Dario Neri" in text
    assert "Anna De Luca" not in text


def test_a_skill_that_no_mentor_knows_well_enough_is_not_taught_to_those_above() -> None:
    levels = [rating(who, "video-meetings", 3) for who in ("giulia", "luca")]
    view = look(
        *levels, rating("anna", "video-meetings", 2), rating("bruno", "video-meetings", 1), **VIDEO
    )
    assert capacity.look(view).untaught == {"video-meetings": ("anna",)}
    nearer = look(
        *levels, rating("anna", "video-meetings", 2), **VIDEO, pairing=Pairing(levels_above=1)
    )
    assert capacity.look(nearer).untaught == {}


def test_nobody_teaches_oneself() -> None:
    own = [goal("anna", "dashboards"), part("anna", "mentor", offers=("dashboards",))]
    assert capacity.look(look(*own)).untaught == {"dashboards": ("anna",)}


def test_a_mentor_whom_nobody_needs_is_told() -> None:
    view = look(part("luca", "mentor", offers=("spreadsheets",)), **VIDEO)
    assert capacity.look(view).unneeded == ("luca",)
    assert "Luca Bianchi" in said(view)
    wanted = look(part("luca", "mentor", offers=("spreadsheets",)), goal("anna", "spreadsheets"))
    assert "luca" not in capacity.look(wanted).unneeded


def test_a_mentor_who_wrote_down_no_offers_is_not_called_unneeded() -> None:
    assert capacity.look(look(part("luca", "mentor"), **VIDEO)).unneeded == ()


def test_who_withdrew_neither_needs_nor_teaches() -> None:
    gone = part("luca", "mentor", offers=("dashboards",), status="withdrawn")
    needs = [goal("bruno", "dashboards"), goal("anna", "dashboards")]
    found = capacity.look(look(gone, *needs, part("bruno", "senior", status="withdrawn"), **VIDEO))
    assert found.untaught == {"dashboards": ("anna",)}
    assert (found.seniors, found.mentors) == (4, 1)


@pytest.mark.parametrize(
    ("own", "least", "most", "enough"),
    [
        ({}, 4, 8, True),
        ({"min_seniors": 1, "max_seniors": 1}, 3, 5, True),
        ({"max_seniors": 0}, 2, 4, False),
        ({"max_seniors": 9}, 4, 8, True),
    ],
)
def test_the_places_of_all_mentors_are_counted(
    own: dict[str, int], least: int, most: int, enough: bool
) -> None:
    luca: Participation = part("luca", "mentor", **own)
    found = capacity.look(look(luca))
    assert (found.least, found.most, found.enough) == (least, most, enough)
    assert (found.seniors, found.mentors) == (5, 2)


def test_too_few_places_are_said_in_numbers() -> None:
    text = said(look(seniors_per_mentor=SeniorsPerMentor(min=1, max=2)))
    assert "4" in text
    assert "5" in text
    assert text != said(look(seniors_per_mentor=SeniorsPerMentor(min=1, max=3)))


def test_a_slot_and_its_preparation_are_the_hours_of_a_mentor() -> None:
    view = look(minutes=25, preparation_minutes=10)
    found = capacity.look(view)
    assert found.hours == pytest.approx(SLOT)
    assert round(found.hours, 2) == 2.53
    assert found.group == 3
    assert found.hours_senior == pytest.approx(25 / 60 * 52 / 12 / 3)


def test_own_half_days_take_a_mentor_as_many_hours_as_there_are_seniors() -> None:
    view = look(minutes=25, preparation_minutes=10, pairing=Pairing(own_half_day=True))
    found = capacity.look(view)
    assert found.hours == pytest.approx(3 * SLOT)
    assert found.hours_senior == pytest.approx(25 / 60 * 52 / 12)


def test_a_slot_every_other_week_takes_half_the_hours() -> None:
    found = capacity.look(look(minutes=25, preparation_minutes=10, every_weeks=2))
    assert found.hours == pytest.approx(SLOT / 2)


def test_the_hours_that_were_agreed_stand_beside() -> None:
    view = look(monthly_hours=MonthlyHours(senior=1.5, mentor=7.25))
    found = capacity.look(view)
    assert (found.agreed, found.agreed_senior) == (7.25, 1.5)
    assert "1.5" in said(view)


def test_seniors_are_shared_out_among_those_who_take_any() -> None:
    found = capacity.look(look(part("luca", "mentor", max_seniors=0)))
    assert found.group == 5


def test_without_mentors_or_seniors_there_is_an_outlook_too() -> None:
    nobody = capacity.look(people("", "anna"))
    assert (nobody.group, nobody.hours, nobody.most, nobody.enough) == (0, 0, 0, False)
    assert capacity.look(people("giulia", "")).group == 0
    assert said(people("", "anna"))


def test_pairs_that_stand_change_nothing_of_the_outlook() -> None:
    pairs = [pair("giulia", who) for who in SENIORS[:2]]
    assert capacity.look(look(*pairs, **VIDEO)) == capacity.look(look(**VIDEO))


def test_more_hours_than_agreed_come_with_ways_out_that_hold() -> None:
    view = look(minutes=120, preparation_minutes=0)
    found = capacity.look(view)
    assert found.hours > found.agreed
    said = " ".join(capacity.ways_out(view.programme, found.group))
    assert "sessions of 83 minutes" in said
    assert "a slot every 2 weeks" in said
    ways: list[dict[str, Any]] = [{"minutes": 83}, {"minutes": 120, "every_weeks": 2}]
    for better in ways:
        after = capacity.look(look(preparation_minutes=0, **better))
        assert after.hours <= after.agreed


def test_within_the_agreed_hours_there_is_nothing_to_get_out_of() -> None:
    view = look(minutes=25, preparation_minutes=10)
    assert capacity.ways_out(view.programme, capacity.look(view).group) == []
