from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from revmentor.rules.goals.quality import GoalDraft, Prompt, prompts
from tests.support.firm import day, programme

RUN = programme()
GOOD: dict[str, Any] = {
    "text": "chair a call",
    "seen": "the mentor watches one",
    "why": "two plants meet every week",
    "due_on": RUN.ends_on,
    "baseline": 1,
    "target": 3,
}


def asked(**fields: Any) -> list[Prompt]:
    return prompts(GoalDraft(**{**GOOD, **fields}), RUN)


def points(**fields: Any) -> list[str]:
    return [each.point for each in asked(**fields)]


def test_a_goal_that_says_all_five_things_is_asked_nothing() -> None:
    assert asked() == []


def test_an_empty_goal_is_asked_for_what_can_be_asked_in_order() -> None:
    found = prompts(GoalDraft(), RUN)
    assert [each.point for each in found] == ["specific", "measurable", "relevant", "timed"]
    assert [each.message for each in found] == [
        "what is done, with what (a verb and its object)",
        "how it will be seen",
        "why it matters to the job",
        "by when",
    ]


def test_all_five_points_stand_in_their_order() -> None:
    found = points(text=None, seen=None, why=None, due_on=None, baseline=0, target=8)
    assert found == ["specific", "measurable", "achievable", "relevant", "timed"]


@pytest.mark.parametrize("text", [None, "", "   ", "Excel", "  Excel  "])
def test_one_word_is_no_verb_with_its_object(text: str | None) -> None:
    assert points(text=text) == ["specific"]


def test_two_words_are_enough() -> None:
    assert points(text="filter orders") == []


@pytest.mark.parametrize(
    ("field", "point"), [("seen", "measurable"), ("why", "relevant"), ("due_on", "timed")]
)
def test_what_is_not_said_is_asked_for_alone(field: str, point: str) -> None:
    assert points(**{field: None}) == [point]


@pytest.mark.parametrize(
    ("weeks", "most"),
    [(24, 6), (12, 3), (4, 1), (8, 2)],
)
def test_three_levels_in_twelve_weeks_are_taken_and_one_more_is_a_lot(
    weeks: int, most: int
) -> None:
    due = day(weeks, 6)
    assert points(due_on=due, baseline=1, target=1 + most) == []
    (found,) = asked(due_on=due, baseline=1, target=2 + most)
    assert found.point == "achievable"
    text = f"{most + 1} levels in {weeks} weeks is a lot: a step on the way?"
    assert found.message == text


def test_a_week_that_is_not_full_does_not_count() -> None:
    assert points(due_on=day(12, 5), baseline=1, target=4) == ["achievable"]


def test_without_a_day_there_is_time_until_the_end_of_the_programme() -> None:
    assert points(due_on=None, baseline=1, target=7) == ["timed"]
    assert points(due_on=None, baseline=1, target=8) == ["achievable", "timed"]


def test_a_day_after_the_last_is_said_and_gives_no_more_time() -> None:
    (found,) = asked(due_on=RUN.ends_on + timedelta(days=1), baseline=1, target=7)
    assert found == Prompt("timed", "by when: 20 Jul 2026 is after the programme’s last day")
    late = points(due_on=RUN.ends_on + timedelta(weeks=50), baseline=1, target=8)
    assert late == ["achievable", "timed"]


def test_the_last_day_itself_is_in_time() -> None:
    assert points(due_on=RUN.ends_on) == []


@pytest.mark.parametrize(("baseline", "target"), [(None, 8), (0, None), (4, 4), (6, 2)])
def test_without_a_start_or_a_way_up_nothing_is_too_much(
    baseline: int | None, target: int | None
) -> None:
    assert points(baseline=baseline, target=target) == []


def test_a_start_of_nought_is_a_start() -> None:
    assert points(baseline=0, target=7) == ["achievable"]


@pytest.mark.parametrize("due", [day(1), day(1, 3), day(-3)])
def test_a_day_within_the_first_week_or_before_it_is_counted_as_one_week(due: date) -> None:
    found, *_more = asked(due_on=due, baseline=1, target=3)
    assert found.point == "achievable"
    assert found.message.startswith("2 levels in 1 week")


def test_one_level_in_one_week_is_said_in_the_singular() -> None:
    (found,) = asked(due_on=day(1, 6), baseline=1, target=2)
    assert found.message == "1 level in 1 week is a lot: a step on the way?"
