from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.model.indicator import Indicator, Reading
from revmentor.model.rating import Rater, Rating
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes, raters
from revmentor.rules.results.findings import IndicatorChange
from revmentor.rules.results.level_changes import LevelChange
from tests.support.firm import PROGRAMME, TODAY, day, goal, look, person, rating

VIDEO = "video-meetings"
ONE: dict[str, Any] = {"standard_level": {VIDEO: 3}}


def check(who: str, level: int, skill: str = VIDEO, **fields: Any) -> Rating:
    return rating(who, skill, level, "checkpoint", **{"on": TODAY, **fields})


def row(view: View, who: str = "anna") -> LevelChange:
    (found,) = [
        each
        for each in level_changes.changes(view, "senior", "checkpoint")
        if each.person_id == who
    ]
    return found


# -- start to checkpoint ---------------------------------------------------------------------------


def test_at_the_mid_point_a_row_leads_from_the_start_to_the_checkpoint() -> None:
    found = row(look(rating("anna", VIDEO, 1), check("anna", 2), **ONE))
    assert found.final
    assert (found.final.moment, found.final.level, found.levels) == ("checkpoint", 2, 1)
    assert (found.gap.value, found.gap.status) == (0.5, "partial")


def test_an_end_is_no_checkpoint_and_a_checkpoint_no_end() -> None:
    view = look(rating("anna", VIDEO, 1), rating("anna", VIDEO, 5, "final", on=day(24)), **ONE)
    assert (row(view).final, row(view).levels) == (None, None)
    other = look(rating("anna", VIDEO, 1), check("anna", 5), **ONE)
    (at_end,) = [
        each for each in level_changes.changes(other, "senior") if each.person_id == "anna"
    ]
    assert at_end.final is None


def test_both_can_be_read_beside_each_other() -> None:
    view = look(
        rating("anna", VIDEO, 1),
        check("anna", 2),
        rating("anna", VIDEO, 4, "final", on=day(24)),
        **ONE,
    )
    (at_end,) = [each for each in level_changes.changes(view, "senior") if each.person_id == "anna"]
    assert (row(view).levels, at_end.levels) == (1, 3)


def test_of_several_checkpoints_the_last_one_counts() -> None:
    view = look(
        rating("anna", VIDEO, 1),
        check("anna", 2, id="early", on=day(6)),
        check("anna", 3, id="late", on=day(12)),
        **ONE,
    )
    assert row(view).levels == 2


def test_a_checkpoint_by_another_kind_of_rater_is_not_set_against_the_start() -> None:
    found = row(look(rating("anna", VIDEO, 1), check("anna", 4, rated_by="self"), **ONE))
    assert (bool(found.other_end), found.final, found.levels) == (True, None, None)


def test_an_earlier_checkpoint_by_the_rater_of_the_start_is() -> None:
    view = look(
        rating("anna", VIDEO, 1),
        check("anna", 2, id="same", on=day(6)),
        check("anna", 5, id="own", on=day(12), rated_by="self"),
        **ONE,
    )
    assert (row(view).levels, row(view).other_end) == (1, None)


def test_every_senior_has_a_row_also_without_a_checkpoint() -> None:
    view = look(
        rating("anna", VIDEO, 1),
        rating("bruno", VIDEO, 1),
        check("anna", 2),
        person("bruno", left_on=TODAY),
        **ONE,
    )
    rows = level_changes.changes(view, "senior", "checkpoint")
    assert len(rows) == 5
    found = level_changes.person_changes(rows)
    assert {each.person_id: each.mean for each in found} == {"anna": 1, "bruno": None}


def test_what_a_mentor_learns_is_read_at_the_mid_point_and_what_is_taught_is_not() -> None:
    view = look(
        goal("luca", "negotiation", target=4),
        rating("luca", "negotiation", 2),
        check("luca", 3, "negotiation"),
        rating("luca", VIDEO, 6),
        check("luca", 7),
    )
    (found,) = level_changes.changes(view, "mentor", "checkpoint")
    assert (found.person_id, found.skill_id, found.levels) == ("luca", "negotiation", 1)


# -- own ratings beside those of others ------------------------------------------------------------


def pairs_of(own: int, seen: int, rater: Rater = "coordinator", moment: Any = "checkpoint") -> View:
    return look(
        rating("anna", VIDEO, own, moment, id="own", rated_by="self", on=TODAY),
        rating("anna", VIDEO, seen, moment, id="seen", rated_by=rater, on=TODAY),
        **ONE,
    )


@pytest.mark.parametrize(("own", "seen", "gap"), [(4, 2, 2), (2, 4, -2), (3, 3, 0), (1, 0, 1)])
def test_the_gap_is_how_far_somebody_sees_themselves_above_what_others_see(
    own: int, seen: int, gap: int
) -> None:
    assert raters.self_gap(pairs_of(own, seen), "anna", VIDEO, "checkpoint") == gap


@pytest.mark.parametrize("rater", ["task", "mentor", "senior", "coordinator"])
@pytest.mark.parametrize("moment", ["baseline", "checkpoint", "final"])
def test_whoever_else_saw_it_is_another(rater: Rater, moment: Any) -> None:
    assert raters.self_gap(pairs_of(4, 1, rater, moment), "anna", VIDEO, moment) == 3


def test_what_was_watched_stands_before_what_the_coordinator_thought() -> None:
    view = look(
        check("anna", 4, id="own", rated_by="self"),
        check("anna", 1, id="thought", on=TODAY),
        check("anna", 3, id="watched", rated_by="task", on=day(6)),
    )
    assert raters.self_gap(view, "anna", VIDEO, "checkpoint") == 1


@pytest.mark.parametrize(("who", "skill"), [("bruno", VIDEO), ("anna", "spreadsheets")])
def test_without_both_there_is_no_gap(who: str, skill: str) -> None:
    assert raters.self_gap(pairs_of(4, 2), who, skill, "checkpoint") is None


def test_own_and_other_of_different_moments_are_not_compared() -> None:
    view = look(check("anna", 4, rated_by="self"), rating("anna", VIDEO, 1))
    assert raters.self_gap(view, "anna", VIDEO, "checkpoint") is None
    assert raters.self_gap(view, "anna", VIDEO, "baseline") is None


def test_the_gaps_of_people_agree_with_the_gap_of_all() -> None:
    view = look(
        check("anna", 4, id="a1", rated_by="self"),
        check("anna", 2, id="a2"),
        check("bruno", 3, id="b1", rated_by="self"),
        check("bruno", 3, id="b2", rated_by="mentor"),
    )
    gaps = [raters.self_gap(view, who, VIDEO, "checkpoint") for who in ("anna", "bruno")]
    assert gaps == [2, 0]
    found = raters.self_and_others(view, "checkpoint")
    assert (found.pairs, found.mean, found.exact) == (2, 1, 1)


# -- how ambitious the goals were ------------------------------------------------------------------


def judged(*scores: int | None, goals: int = 2) -> View:
    """People with so many goals each, all judged alike; one for each score."""
    people = ("anna", "bruno", "carla", "dario", "elena", "luca")
    return look(
        *(
            goal(who, attainment=each, id=f"{who}{n}")
            for who, each in zip(people, scores, strict=False)
            for n in range(goals)
        )
    )


@pytest.mark.parametrize(
    ("scores", "said"),
    [((0,) * 5, None), ((2, 2, 2, 1, 1), "too_easy"), ((-2, -2, -1, -1, -2), "too_hard")],
)
def test_goals_far_from_fifty_say_more_of_the_goals(scores: tuple[int, ...], said: object) -> None:
    found = findings.ambition(judged(*scores))
    assert (found.goals, found.people, found.goals_were) == (10, 5, said)


@pytest.mark.parametrize(
    ("scores", "goals"),
    [((), 2), ((None,) * 6, 2), ((2,) * 4, 5), ((2,) * 5, 1), ((-2,) * 6, 1)],
)
def test_under_ten_goals_of_five_people_nothing_is_said_of_them(
    scores: tuple[int | None, ...], goals: int
) -> None:
    found = findings.ambition(judged(*scores, goals=goals))
    assert (found.mean, found.goals_were) == (None, None)


def test_goals_of_the_programme_say_nothing_of_what_people_were_asked() -> None:
    every = [goal(None, id=f"all{n}", attainment=2) for n in range(12)]
    assert findings.ambition(look(*every)).goals == 0


def test_the_mean_is_over_people_and_not_over_goals() -> None:
    view = look(
        *(goal("anna", id=f"a{n}", attainment=2) for n in range(6)),
        *(goal(who, attainment=-2) for who in ("bruno", "carla", "dario", "elena")),
    )
    (anna,) = [each for each in findings.goal_scores(view) if each.person_id == "anna"]
    assert anna.t
    assert findings.ambition(view).mean == pytest.approx((anna.t + 4 * 30) / 5)


# -- readings before and after the closing ---------------------------------------------------------


def read(
    *values: tuple[date, float], closed_on: date | None = TODAY, **fields: Any
) -> IndicatorChange:
    readings = tuple(Reading(on=on, value=value) for on, value in values)
    made = Indicator(
        id="i1", programme_id=PROGRAMME, name="Weekly users", readings=readings, **fields
    )
    (found,) = findings.indicators(look(made, closed_on=closed_on))
    return found


BEFORE, AFTER = day(1), day(30)


def test_readings_after_the_closing_are_told_beside_the_change() -> None:
    found = read((AFTER, 99.0), (TODAY, 7.0), (BEFORE, 3.0), target=8.0)
    assert [each.value for each in found.readings] == [3.0, 7.0]
    assert [each.value for each in found.afterwards] == [99.0]
    assert (found.change, found.direction, found.target_reached) == (4.0, "better", False)


def test_a_reading_on_the_day_of_the_closing_is_part_of_the_evaluation() -> None:
    found = read((BEFORE, 3.0), (TODAY, 2.0))
    assert (found.change, found.direction, found.afterwards) == (-1.0, "worse", ())


def test_one_reading_before_and_one_after_make_no_change() -> None:
    found = read((BEFORE, 3.0), (AFTER, 9.0), target=8.0)
    assert (found.change, found.direction, found.target_reached) == (None, None, False)
    assert [each.value for each in found.afterwards] == [9.0]


def test_with_readings_only_after_the_closing_nothing_is_said_of_the_target() -> None:
    found = read((day(31), 4.0), (AFTER, 9.0), target=8.0)
    assert (found.change, found.direction, found.target_reached) == (None, None, None)
    assert [each.value for each in found.afterwards] == [9.0, 4.0]
    assert found.readings == ()


def test_while_the_programme_is_open_every_reading_counts() -> None:
    found = read((AFTER, 9.0), (BEFORE, 3.0), closed_on=None)
    assert (found.change, found.afterwards) == (6.0, ())
    assert [each.value for each in found.readings] == [3.0, 9.0]
