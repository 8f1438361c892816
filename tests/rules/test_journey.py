from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.participation import Acknowledgement
from revmentor.rules import journey
from revmentor.rules.programme_view import View
from tests.support.firm import (
    MENTORS,
    SENIORS,
    START,
    TODAY,
    day,
    goal,
    look,
    pair,
    part,
    programme,
    rating,
    session,
)

BEFORE = START - timedelta(days=9)
AFTER = START + timedelta(weeks=24)
STANDARD: dict[str, Any] = {"standard_level": {"video-meetings": 3}}


def states(view: View, on: date) -> dict[str, str]:
    return {step.name: step.state for step in journey.steps(view, on)}


def step(view: View, name: str, on: date) -> journey.JourneyStep:
    return next(each for each in journey.steps(view, on) if each.name == name)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (BEFORE, "starts in 9 days"),
        (START - timedelta(days=1), "starts in 1 day"),
        (START, "week 1 of 24"),
        (TODAY, "week 12 of 24"),
        (START + timedelta(weeks=24, days=-1), "week 24 of 24"),
        (AFTER, "closing"),
    ],
)
def test_the_phase_says_where_a_programme_stands(on: date, expected: str) -> None:
    assert journey.phase(programme(), on) == expected


def test_a_closed_programme_says_so() -> None:
    assert journey.phase(programme(closed_on=TODAY), TODAY) == "closed"


GOALS: list[Record] = [
    goal(None, id="all"),
    *(goal(who, "spreadsheets") for who in (*MENTORS, *SENIORS)),
]
RATED: list[Record] = [
    rating(who, skill, 2)
    for who in (*MENTORS, *SENIORS)
    for skill in ("video-meetings", "spreadsheets")
]
PLACED: list[Record] = [
    *(pair("giulia", who) for who in ("anna", "bruno", "carla")),
    *(pair("luca", who) for who in ("dario", "elena")),
]


def test_a_programme_just_begun_has_nothing_done() -> None:
    assert states(look(), BEFORE) == {
        "goals": "not_begun",
        "baselines": "not_begun",
        "pairs": "not_begun",
        "sessions": "not_begun",
        "evaluation": "not_begun",
    }


def test_steps_are_under_way_while_half_of_them_is_there() -> None:
    view = look(*GOALS[:3], *RATED[:3], *PLACED[:1], **STANDARD)
    found = states(view, BEFORE)
    assert (found["goals"], found["baselines"], found["pairs"]) == ("under_way",) * 3


def test_steps_are_done_when_nothing_is_missing() -> None:
    assert states(look(*GOALS, *RATED, *PLACED, **STANDARD), BEFORE)["goals"] == "under_way"
    heard = Acknowledgement(on=day(1))
    parts = [part(who, "mentor", acknowledged=heard) for who in MENTORS]
    parts += [part(who, "senior", acknowledged=heard) for who in SENIORS]
    view = look(*GOALS, *RATED, *PLACED, *parts, **STANDARD)
    found = states(view, BEFORE)
    assert (found["goals"], found["baselines"], found["pairs"]) == ("done",) * 3


def test_what_is_missing_once_the_programme_runs_needs_somebody() -> None:
    view = look(*GOALS[:3], *RATED[:3], *PLACED[:1], **STANDARD)
    found = states(view, START)
    assert (found["goals"], found["baselines"], found["pairs"]) == ("needs_you",) * 3


def test_goals_say_what_they_lack() -> None:
    assert step(look(), "goals", BEFORE).lacks == (
        "no goal of the programme yet",
        "no standard level yet",
        "7 people without a goal",
        "7 people have not acknowledged the goals",
    )
    assert step(look(*GOALS, **STANDARD), "goals", BEFORE).progress == "7 of 7 people have goals"


def test_goals_that_were_not_understood_are_not_acknowledged() -> None:
    heard = part("anna", "senior", acknowledged=Acknowledgement(on=START))
    asked = part("bruno", "senior", acknowledged=Acknowledgement(on=START, understood=False))
    open_ones = journey.unacknowledged(look(heard, asked))
    assert "anna" not in open_ones
    assert "bruno" in open_ones


def test_baselines_count_people_and_missing_cells() -> None:
    found = step(look(*RATED[:-1], **STANDARD), "baselines", BEFORE)
    assert found.progress == "7 of 7 people rated"
    found = step(look(*RATED[:-2], **STANDARD), "baselines", BEFORE)
    assert found.progress == "6 of 7 people rated"
    assert found.lacks == ("1 starting point missing",)


def test_pairs_say_who_is_without_a_mentor_and_which_group_is_small() -> None:
    found = step(look(pair("giulia", "anna")), "pairs", BEFORE)
    assert found.progress == "1 of 5 seniors placed"
    assert found.lacks == (
        "4 seniors without a mentor",
        "1 mentor has fewer seniors than agreed",
    )


def test_a_senior_who_withdrew_needs_no_mentor() -> None:
    gone = part("elena", "senior", status="withdrawn")
    assert step(look(*PLACED[:4], gone), "pairs", BEFORE).progress == "4 of 4 seniors placed"


def test_sessions_say_how_many_were_held_and_which_slots_wait() -> None:
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(1), "anna"),
        session("giulia", day(2), "anna", status="missed"),
    )
    found = step(view, "sessions", day(3, 4))
    assert found.progress == "1 of 2 sessions held"
    assert found.lacks == ("1 slot not logged",)
    assert found.state == "under_way"


def test_sessions_are_done_once_the_weeks_are_over_and_all_is_logged() -> None:
    view = look(pair("giulia", "anna"), session("giulia", day(1), "anna"), weeks=1)
    assert step(view, "sessions", day(2)).state == "done"
    waiting = look(pair("giulia", "anna"), session("giulia", day(1), "anna"), weeks=2)
    assert step(waiting, "sessions", day(3)).state == "needs_you"


def test_the_evaluation_waits_until_the_weeks_are_over() -> None:
    view = look(rating("anna", "video-meetings", 1), **STANDARD)
    before, after = (step(view, "evaluation", on) for on in (TODAY, AFTER))
    assert (before.state, before.lacks) == ("not_begun", ())
    assert before.progress == "0 of 1 final rating"
    assert after.state == "needs_you"
    assert after.lacks == ("1 final rating", "7 final forms", "the lessons learned", "the decision")


def test_the_evaluation_is_done_when_the_programme_is_closed() -> None:
    assert step(look(closed_on=TODAY), "evaluation", TODAY).state == "done"
