from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import goals, ratings
from revmentor.model.rating import Rating
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, START, TODAY, day, prepared, running
from tests.support.refusal import refused


def rate(workspace: Workspace, who: str, skill: str, level: Any, **fields: Any) -> Rating:
    tx = workspace.change(PROGRAMME, today=fields.pop("today", TODAY))
    return ratings.rate(tx, who, skill, level, **fields)


def test_a_starting_point_is_written_by_the_coordinator_today(path: Path) -> None:
    workspace = running(path)
    found = rate(workspace, "dario", "dashboards", 2)
    assert (found.moment, found.rated_by, found.on, found.level) == (
        "baseline",
        "coordinator",
        TODAY,
        2,
    )
    assert (found.framework, found.framework_version) == ("digcomp", "3.0")


def test_what_digcomp_does_not_know_names_no_framework(path: Path) -> None:
    workspace = running(path)
    assert rate(workspace, "luca", "negotiation", 2).framework is None


def test_a_second_thought_takes_the_place_of_the_first(path: Path) -> None:
    workspace = running(path)
    first = rate(workspace, "dario", "dashboards", 2, evidence="saw it")
    again = rate(workspace, "dario", "dashboards", 3)
    assert again.id == first.id
    assert (again.level, again.evidence) == (3, "saw it")
    assert workspace.view(PROGRAMME).rating("dario", "dashboards", "baseline") == again


def test_a_checkpoint_of_another_day_or_rater_is_a_rating_of_its_own(path: Path) -> None:
    workspace = running(path)
    first = rate(workspace, "anna", "dashboards", 2, moment="checkpoint", on=day(6))
    later = rate(workspace, "anna", "dashboards", 3, moment="checkpoint", on=day(8))
    own = rate(workspace, "anna", "dashboards", 4, moment="checkpoint", on=day(8), rated_by="self")
    same = rate(workspace, "anna", "dashboards", 5, moment="checkpoint", on=day(8), rated_by="self")
    assert len({first.id, later.id, own.id}) == 3
    assert same.id == own.id


@pytest.mark.parametrize(
    ("who", "skill", "level", "fields", "words"),
    [
        ("anna", "dashboards", 2, {}, "A starting point is written before the first session"),
        ("anna", "video-meetings", 2, {}, "stands since the first session on 2 Feb 2026"),
        ("anna", "video-meetings", 2, {"on": START}, "stands since the first session on 2 Feb"),
        ("giulia", "dashboards", 2, {}, "A starting point is written before the first session"),
        ("dario", "dashboards", 9, {}, "“9” is not a whole number from 0 to 8"),
        ("dario", "dashboards", -1, {}, "“-1” is not a whole number from 0 to 8"),
        ("dario", "dashboards", 2.5, {}, "“2.5” is not a whole number from 0 to 8"),
        ("dario", "dancing", 2, {}, "There is no skill “dancing”."),
        ("zoe", "dashboards", 2, {}, "here is no “zoe” in people"),
        ("dario", "dashboards", 2, {"on": TODAY + timedelta(1)}, "25 Apr 2026 has not come yet"),
        ("dario", "dashboards", 2, {"rated_by": "boss"}, "“boss” is not one of"),
        ("dario", "dashboards", 2, {"moment": "middle"}, "“middle” is not one of"),
    ],
)
def test_a_rating_that_does_not_fit_is_refused(
    path: Path, who: str, skill: str, level: Any, fields: dict[str, Any], words: str
) -> None:
    workspace = running(path)
    with refused(workspace, words):
        rate(workspace, who, skill, level, **fields)


def test_a_starting_point_seen_before_the_first_session_may_be_written_later(path: Path) -> None:
    workspace = running(path)
    assert rate(workspace, "anna", "dashboards", 2, on=START).on == START


def final(workspace: Workspace, level: int) -> int | None:
    rate(workspace, "anna", "spreadsheets", level, moment="final")
    return workspace.snapshot.goals["g-anna"].attainment


@pytest.mark.parametrize(("level", "score"), [(0, -2), (1, -1), (2, -1), (3, 0), (4, 1), (6, 2)])
def test_a_final_rating_judges_the_goal_it_belongs_to(path: Path, level: int, score: int) -> None:
    assert final(running(path), level) == score


def test_a_second_final_judges_again_unless_a_person_judged(path: Path) -> None:
    workspace = running(path)
    assert final(workspace, 2) == -1
    assert final(workspace, 3) == 0
    goals.judge(workspace.change(), "g-anna", 2, on=TODAY, note="taught two others")
    assert final(workspace, 4) == 2


def test_a_rating_never_meant_is_taken_back(path: Path) -> None:
    workspace = running(path)
    rate(workspace, "dario", "dashboards", 2)
    ratings.clear(workspace.change(PROGRAMME, today=TODAY), "dario", "dashboards")
    assert workspace.view(PROGRAMME).rating("dario", "dashboards", "baseline") is None


def test_taking_a_final_back_takes_back_what_it_judged(path: Path) -> None:
    workspace = running(path)
    final(workspace, 3)
    ratings.clear(workspace.change(PROGRAMME, today=TODAY), "anna", "spreadsheets", moment="final")
    goal = workspace.snapshot.goals["g-anna"]
    assert (goal.attainment, goal.attainment_on) == (None, None)


def test_a_starting_point_is_not_taken_back_once_sessions_began(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "stands since the first session"):
        ratings.clear(workspace.change(PROGRAMME, today=TODAY), "anna", "video-meetings")


def test_taking_back_what_is_not_there_writes_nothing(path: Path) -> None:
    workspace = running(path)
    before = path.read_bytes()
    ratings.clear(workspace.change(PROGRAMME, today=TODAY), "dario", "dashboards")
    assert path.read_bytes() == before


def test_a_corrected_end_corrects_what_it_judged_also_without_a_start(path: Path) -> None:
    workspace = prepared(path)
    made = goals.add(
        workspace.change(PROGRAMME, today=TODAY),
        text="Chair a call",
        person_id="anna",
        skill_id="video-meetings",
        target=3,
    )
    for level, expected in ((0, -1), (4, 1)):
        ratings.rate(
            workspace.change(PROGRAMME, today=TODAY),
            "anna",
            "video-meetings",
            level,
            moment="final",
        )
        assert workspace.snapshot.goals[made.id].attainment == expected
    ratings.clear(
        workspace.change(PROGRAMME, today=TODAY), "anna", "video-meetings", moment="final"
    )
    assert workspace.snapshot.goals[made.id].attainment is None
