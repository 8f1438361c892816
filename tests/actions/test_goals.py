from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import goals
from tests.support.firm import PROGRAMME, TODAY, running
from tests.support.refusal import refused

WORDS = {"expected": "twice a month, alone", "starting_point": "always with help"}


def test_a_goal_on_a_skill_names_its_target(path: Path) -> None:
    workspace = running(path)
    made = goals.add(
        workspace.change(PROGRAMME, today=TODAY),
        text="Dashboards",
        person_id="bruno",
        skill_id="dashboards",
        target=3,
    )
    assert (made.id, made.set_on, made.weight, made.baseline_score) == ("g0001", TODAY, 1, -1)
    assert workspace.view(PROGRAMME).goals_of("bruno") == [made]


def test_a_goal_in_words_says_what_will_be_seen(path: Path) -> None:
    workspace = running(path)
    made = goals.add(
        workspace.change(PROGRAMME, today=TODAY),
        text="Meet online",
        expected="twice a month, alone",
        starting_point="always with help",
    )
    assert made in workspace.view(PROGRAMME).goals_of(None)


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"text": "  "}, "Say the goal in a few words.", "text"),
        ({**WORDS, "text": "a\nb"}, "line", "text"),
        ({"skill_id": "dashboards"}, "Give the level to reach, 0 to 8.", "target"),
        ({"skill_id": "dashboards", "target": 9}, "“9” is not a whole number from 0 to", "target"),
        ({"skill_id": "dancing", "target": 3}, "here is no “dancing” in skills", "skill_id"),
        ({}, "Say what will be seen once the goal is reached", "expected"),
        ({"expected": "x"}, "Say how it is at present", "starting_point"),
        ({**WORDS, "weight": 4}, "“4” is not a whole number from 1 to 3", "weight"),
        ({**WORDS, "person_id": "zoe"}, "here is no “zoe” in people", "person_id"),
        ({**WORDS, "target": 3}, "target level needs a skill", "target"),
        (
            {"person_id": "anna", "skill_id": "spreadsheets", "target": 4},
            "Anna De Luca already has a goal on this skill.",
            "skill_id",
        ),
    ],
)
def test_a_goal_that_does_not_fit_is_refused(
    path: Path, fields: dict[str, Any], words: str, field: str
) -> None:
    workspace = running(path)
    with refused(workspace, words, field):
        goals.add(workspace.change(PROGRAMME, today=TODAY), **{"text": "A goal", **fields})


def test_a_goal_can_be_changed_and_removed(path: Path) -> None:
    workspace = running(path)
    goals.edit(workspace.change(), "g-anna", target=5, why="she leads the office")
    assert workspace.snapshot.goals["g-anna"].target == 5
    goals.remove(workspace.change(), "g-anna")
    assert "g-anna" not in workspace.snapshot.goals
    with refused(workspace, "There is no goal “g-anna” in this file."):
        goals.edit(workspace.change(), "g-anna", target=4)


def test_a_change_is_checked_like_a_new_goal(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Give the level to reach", "target"):
        goals.edit(workspace.change(), "g-anna", target=None)


def test_a_judgement_is_written_with_its_day_and_can_be_taken_back(path: Path) -> None:
    workspace = running(path)
    judged = goals.judge(workspace.change(), "g-all", 0, on=TODAY, note="all of them meet online")
    assert (judged.attainment, judged.attainment_on) == (0, TODAY)
    back = goals.judge(workspace.change(), "g-all", None, on=TODAY)
    assert (back.attainment, back.attainment_on, back.attainment_note) == (None, None, None)


@pytest.mark.parametrize("score", [3, -3])
def test_a_judgement_off_the_scale_is_refused(path: Path, score: int) -> None:
    workspace = running(path)
    with refused(workspace, f"“{score}” is not a whole number from -2 to 2", "attainment"):
        goals.judge(workspace.change(), "g-all", score, on=TODAY)
