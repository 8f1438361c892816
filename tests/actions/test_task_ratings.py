from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args

import pytest

from revmentor.actions import goals, ratings
from revmentor.model import labels
from revmentor.model.goal import Light
from revmentor.model.rating import Rating
from revmentor.model.skill import Skill
from revmentor.rules.goals import attainment
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, START, TODAY, day, exported, goal, running
from tests.support.refusal import refused

ALONE = {"1": True, "3": False}
SCORES: tuple[Literal[-1, -2], ...] = (-1, -2)


def rate(
    workspace: Workspace,
    level: Any = 2,
    who: str = "dario",
    skill: str = "dashboards",
    **fields: Any,
) -> Rating:
    tx = workspace.change(PROGRAMME, today=fields.pop("today", TODAY))
    return ratings.rate(tx, who, skill, level, **fields)


# -- observable tasks ------------------------------------------------------------------------------


def test_tasks_are_kept_with_the_level_they_were_seen_in(path: Path) -> None:
    workspace = running(path)
    made = rate(workspace, tasks={"3": False, "1": True}, rated_by="task")
    kept = Workspace.open(path).snapshot.ratings[made.id]
    assert (kept.level, dict(kept.tasks)) == (2, ALONE)
    assert exported(Workspace.open(path)) == exported(workspace)


def test_without_tasks_a_rating_has_none(path: Path) -> None:
    assert rate(running(path)).tasks == {}


def test_ticks_say_no_level_of_their_own(path: Path) -> None:
    workspace = running(path)
    assert rate(workspace, 0, tasks={"1": True, "2": True, "3": True}).level == 0
    assert rate(workspace, 7, tasks={"1": False}).level == 7


def test_a_second_thought_about_the_level_keeps_the_ticks(path: Path) -> None:
    workspace = running(path)
    first = rate(workspace, tasks=ALONE)
    again = rate(workspace, 3)
    assert (again.id, again.level, again.tasks) == (first.id, 3, ALONE)


def test_a_second_thought_about_the_ticks_takes_the_place_of_the_first_ones(path: Path) -> None:
    workspace = running(path)
    rate(workspace, tasks=ALONE)
    assert rate(workspace, tasks={"2": True}).tasks == {"2": True}
    assert rate(workspace, tasks={}).tasks == {}


@pytest.mark.parametrize(
    ("skill", "unknown"), [("dashboards", "9"), ("dashboards", "pivot"), ("negotiation", "1")]
)
def test_a_task_the_skill_does_not_have_is_refused(path: Path, skill: str, unknown: str) -> None:
    workspace = running(path)
    with refused(workspace, f"has no observable task “{unknown}”.", "tasks"):
        rate(workspace, skill=skill, tasks={unknown: True})


def test_one_unknown_task_among_known_ones_refuses_all_of_them(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "dashboards and analytics has no observable task “9”.", "tasks"):
        rate(workspace, tasks={**ALONE, "9": False})


def test_a_skill_of_the_firms_own_has_no_tasks_and_is_rated_without(path: Path) -> None:
    workspace = running(path)
    workspace.commit("a skill", put=[Skill(id="milling", name={"en": "Milling"})])
    with refused(workspace, "Milling has no observable task “1”.", "tasks"):
        rate(workspace, skill="milling", tasks={"1": True})
    assert rate(workspace, skill="milling").tasks == {}


def test_the_ticks_of_a_starting_point_stand_after_the_first_session(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "stands since the first session on 2 Feb 2026", "level"):
        rate(workspace, 1, "anna", "video-meetings", tasks=ALONE)
    with refused(workspace, "A starting point is written before the first session", "level"):
        rate(workspace, 1, "anna", "dashboards", tasks=ALONE)


def test_tasks_seen_before_the_first_session_may_be_written_later(path: Path) -> None:
    workspace = running(path)
    assert rate(workspace, 1, "anna", on=START, tasks=ALONE).tasks == ALONE


def test_the_start_and_the_end_have_ticks_of_their_own(path: Path) -> None:
    workspace = running(path)
    start = rate(workspace, tasks={"1": True})
    end = rate(workspace, 4, moment="final", tasks={"1": True, "2": True, "3": True})
    view = workspace.view(PROGRAMME)
    assert view.rating("dario", "dashboards", "baseline") == start
    assert view.rating("dario", "dashboards", "final") == end
    assert (start.tasks, len(end.tasks)) == ({"1": True}, 3)
    assert rate(workspace, 4, moment="final").tasks == end.tasks


def test_the_end_does_not_begin_with_the_ticks_of_the_start(path: Path) -> None:
    workspace = running(path)
    rate(workspace, tasks=ALONE)
    assert rate(workspace, 4, moment="final").tasks == {}


@pytest.mark.parametrize("fields", [{"on": day(11)}, {"rated_by": "self"}])
def test_another_day_or_rater_at_the_end_has_not_watched_the_same(
    path: Path, fields: dict[str, Any]
) -> None:
    workspace = running(path)
    first = rate(workspace, 4, moment="final", tasks=ALONE)
    other = rate(workspace, 4, moment="final", **fields)
    assert (other.id == first.id, other.tasks) == (False, {})
    assert workspace.snapshot.ratings[first.id].tasks == ALONE


# -- judging in words ------------------------------------------------------------------------------


@pytest.mark.parametrize("start", SCORES)
@pytest.mark.parametrize("number", [-2, -1, 0, 1, 2])
def test_the_plain_answer_for_a_number_gives_the_number_back(
    number: int, start: Literal[-1, -2]
) -> None:
    answer = attainment.light(number, start)
    assert answer
    assert attainment.from_words(answer, start) == number


def test_the_lowest_number_is_no_change_where_it_could_not_be_worse() -> None:
    assert attainment.light(-2, -1) == "worse"
    assert attainment.light(-2, -2) == "no_change"
    assert attainment.light(-1, -2) == "partly"


def test_without_a_number_there_is_no_plain_answer() -> None:
    assert attainment.light(None) is attainment.light(None, -2) is None


@pytest.mark.parametrize(
    ("answer", "score", "other"),
    [
        ("much_more", 2, 2),
        ("little_more", 1, 1),
        ("as_expected", 0, 0),
        ("partly", -1, -1),
        ("no_change", -1, -2),
        ("worse", -2, -2),
    ],
)
def test_a_plain_answer_has_its_number_by_where_the_goal_began(
    answer: Light, score: int, other: int
) -> None:
    assert attainment.from_words(answer, -1) == attainment.from_words(answer) == score
    assert attainment.from_words(answer, -2) == other


def test_the_plain_answers_stand_from_the_best_and_are_all_there() -> None:
    assert set(attainment.LIGHT) == set(get_args(Light))
    for start in SCORES:
        scores = [attainment.from_words(each, start) for each in attainment.LIGHT]
        assert scores == sorted(scores, reverse=True)
    assert len(set(labels.verdicts().values())) == 6


@pytest.mark.parametrize(
    ("number", "answer", "words"),
    [
        (None, None, "not judged yet"),
        (-2, None, "worse than at the start"),
        (-1, None, "not reached yet"),
        (0, None, "reached as agreed"),
        (1, None, "a little more than agreed"),
        (2, None, "a lot more than agreed"),
        (-1, "partly", "reached in part"),
        (-1, "no_change", "as at the start"),
        (-2, "no_change", "as at the start"),
        (-2, "worse", "worse than at the start"),
    ],
)
def test_a_goal_is_told_as_it_was_said_else_by_its_number(
    number: int | None, answer: Light | None, words: str
) -> None:
    judged = goal("anna", attainment=number, attainment_said=answer)
    assert attainment.verdict_of(judged) == words


def test_what_was_said_is_kept_with_the_judgement(path: Path) -> None:
    workspace = running(path)
    judged = goals.judge(
        workspace.change(), "g-all", -1, on=TODAY, said="partly", note="two of five"
    )
    kept = Workspace.open(path).snapshot.goals["g-all"]
    assert kept == judged
    assert (kept.attainment, kept.attainment_said, kept.attainment_note) == (
        -1,
        "partly",
        "two of five",
    )
    assert attainment.verdict_of(kept) == "reached in part"


def test_a_judgement_by_number_forgets_what_was_said_before(path: Path) -> None:
    workspace = running(path)
    goals.judge(workspace.change(), "g-all", -1, on=TODAY, said="partly")
    again = goals.judge(workspace.change(), "g-all", 1, on=TODAY)
    assert (again.attainment_said, attainment.verdict_of(again)) == (
        None,
        "a little more than agreed",
    )


def test_a_judgement_taken_back_takes_back_what_was_said(path: Path) -> None:
    workspace = running(path)
    goals.judge(workspace.change(), "g-all", -1, on=TODAY, said="partly")
    back = goals.judge(workspace.change(), "g-all", None, on=TODAY, said="partly")
    assert (back.attainment, back.attainment_on, back.attainment_said) == (None, None, None)
    assert attainment.verdict_of(back) == "not judged yet"


def test_an_answer_that_is_none_of_the_six_is_refused(path: Path) -> None:
    workspace = running(path)
    some: Any = "fine"
    with refused(workspace, "“fine” is not one of", "attainment_said"):
        goals.judge(workspace.change(), "g-all", 0, on=TODAY, said=some)


def ends(workspace: Workspace, level: int, **fields: Any) -> None:
    rate(workspace, level, "anna", "spreadsheets", moment="final", **fields)


def test_a_judgement_in_words_that_differs_from_the_levels_stands(path: Path) -> None:
    workspace = running(path)
    ends(workspace, 3)
    goals.judge(workspace.change(), "g-anna", -1, on=TODAY, said="partly")
    ends(workspace, 5)
    kept = workspace.snapshot.goals["g-anna"]
    assert (kept.attainment, kept.attainment_said) == (-1, "partly")


def test_a_judgement_in_words_that_agreed_with_the_levels_stands_too(path: Path) -> None:
    workspace = running(path)
    ends(workspace, 3)
    goals.judge(workspace.change(), "g-anna", 0, on=TODAY, said="as_expected")
    ends(workspace, 5)
    kept = workspace.snapshot.goals["g-anna"]
    assert (kept.attainment, kept.attainment_said) == (0, "as_expected")
