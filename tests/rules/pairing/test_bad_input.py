from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from revmentor.model.errors import Refused
from revmentor.rules.pairing.engine import assign
from revmentor.rules.pairing.problem import Assignment
from tests.rules.pairing.exhaustive import Firm, allowed, every_plan, firms, total, values

NOBODY = Assignment({}, [], 0, "certificate")


def refusal(*args: Any, **rest: Any) -> str:
    with pytest.raises(Refused) as refused:
        assign(*args, **rest)
    return str(refused.value)


def names(text: str, *expected: str) -> bool:
    return all(each in text for each in expected)


@pytest.mark.parametrize("score", [10_001, -1, 1.5, 1.0, True, "7", None])
def test_a_score_that_is_no_whole_number_of_0_to_10000_is_refused(score: Any) -> None:
    said = refusal({"anna": {"giulia": 5}, "bruno": {"giulia": score}}, {"giulia": (1, 2)})
    assert said == (
        f"The score of bruno with giulia is {score}; it has to be a whole number from 0 to 10000."
    )


@pytest.mark.parametrize("score", [0, 10_000])
def test_the_lowest_and_the_highest_score_are_scores(score: int) -> None:
    plan = assign({"anna": {"giulia": score}}, {"giulia": (1, 1)})
    assert (plan.mentor_of, plan.total) == ({"anna": "giulia"}, score)


def test_a_score_with_somebody_of_whom_no_load_is_known_is_refused() -> None:
    said = refusal({"anna": {"giulia": 5, "luca": 5}}, {"giulia": (1, 1)})
    assert names(said, "anna", "luca")


@pytest.mark.parametrize("load", [(3, 2), (-1, 2), (0, -1), (-2, -1)])
def test_a_load_that_nobody_can_have_is_refused(load: tuple[int, int]) -> None:
    assert "luca" in refusal({"anna": {"giulia": 5}}, {"giulia": (1, 1), "luca": load})


def test_everything_wrong_is_listed_and_the_first_three_are_said() -> None:
    with pytest.raises(Refused) as refused:
        assign({"anna": dict.fromkeys("abcd", -1)}, dict.fromkeys("abcd", (0, 1)))
    assert len(refused.value.problems) == 4
    assert str(refused.value).count("The score of anna") == 3


SCORES = {
    "anna": {"giulia": 9, "luca": 5},
    "bruno": {"giulia": 7, "luca": 5},
    "carla": {"luca": 8, "marta": 2},
}
LOADS = {"giulia": (1, 1), "luca": (2, 3), "marta": (2, 2), "nina": (0, 0)}


@pytest.mark.parametrize(
    ("locked", "said"),
    [
        ([("anna", "giulia"), ("anna", "luca")], ("anna", "giulia", "luca")),
        ([("carla", "giulia")], ("carla", "giulia")),
        ([("zeno", "giulia")], ("zeno", "giulia")),
        ([("anna", "zeno")], ("anna", "zeno")),
        ([("anna", "nina")], ("anna", "nina")),
        ([("anna", "giulia"), ("bruno", "giulia")], ("giulia", "2 seniors", "1 at most")),
        ([("carla", "marta")], ("marta", "carla", "at least 2", "only 1")),
        ({"carla": "giulia"}, ("carla", "giulia")),
    ],
)
def test_a_lock_that_cannot_be_kept_is_refused_by_name(locked: Any, said: tuple[str, ...]) -> None:
    assert names(refusal(SCORES, LOADS, locked=locked), *said)


def test_a_lock_with_a_mentor_who_takes_nobody_is_refused_by_name() -> None:
    said = refusal({"anna": {"nina": 5}}, {"nina": (0, 0)}, locked=[("anna", "nina")])
    assert names(said, "nina", "0 at most")


def test_two_locked_mentors_who_need_the_same_senior_are_refused_by_name() -> None:
    scores = {"anna": {"giulia": 1}, "bruno": {"luca": 1}, "carla": {"giulia": 1, "luca": 1}}
    locked = [("anna", "giulia"), ("bruno", "luca")]
    loads = {"giulia": (2, 3), "luca": (2, 3)}
    assert names(refusal(scores, loads, locked=locked), "giulia", "luca")
    plan = assign(scores, {**loads, "luca": (1, 3)}, locked=locked)
    assert plan.mentor_of == {"anna": "giulia", "bruno": "luca", "carla": "giulia"}


def test_two_locked_seniors_who_share_one_half_day_are_refused_by_name() -> None:
    scores = {s: {"giulia": 1} for s in ("anna", "bruno")}
    said = refusal(
        scores,
        {"giulia": (1, 3)},
        locked=dict.fromkeys(scores, "giulia"),
        half_days={s: {"giulia": ["mon-am"]} for s in scores},
    )
    assert names(said, "giulia", "anna", "bruno")


def test_locks_that_half_days_make_impossible_are_refused_by_name() -> None:
    # Giulia and Luca each need one more; Dario's only half-day is taken, and Carla is one.
    scores = {
        "anna": {"giulia": 1},
        "bruno": {"luca": 1},
        "carla": {"giulia": 1, "luca": 1},
        "dario": {"giulia": 1, "luca": 1},
    }
    days = {"anna": ["mon-am"], "bruno": ["mon-am"], "carla": ["tue-am"], "dario": ["mon-am"]}
    said = refusal(
        scores,
        {"giulia": (2, 3), "luca": (2, 3)},
        locked=[("anna", "giulia"), ("bruno", "luca")],
        half_days={s: dict.fromkeys(of, days[s]) for s, of in scores.items()},
    )
    assert names(said, "giulia", "luca")


def test_the_same_lock_twice_is_one_lock() -> None:
    plan = assign(SCORES, LOADS, locked=[("bruno", "giulia"), ("bruno", "giulia")])
    assert plan.mentor_of["bruno"] == "giulia"


def test_nobody_to_place_is_an_empty_plan() -> None:
    assert assign({}, {}) == NOBODY
    assert assign({}, LOADS) == NOBODY
    assert assign({}, LOADS, previous={"anna": "giulia"}, met={"anna"}, half_days={}) == NOBODY


@pytest.mark.parametrize(
    ("scores", "loads"),
    [
        ({"anna": {}, "bruno": {}}, {}),
        ({"bruno": {}, "anna": {}}, {"giulia": (1, 2)}),
        ({"anna": {"giulia": 5}, "bruno": {"giulia": 6}}, {"giulia": (0, 0)}),
        ({"anna": {"giulia": 5}, "bruno": {"giulia": 6}}, {"giulia": (2, 0)}),
        ({"anna": {"giulia": 5}, "bruno": {}}, {"giulia": (2, 4)}),
    ],
)
def test_where_nobody_can_be_placed_all_are_unplaced(
    scores: dict[str, dict[str, int]], loads: dict[str, tuple[int, int]]
) -> None:
    plan = assign(scores, loads)
    assert (plan.mentor_of, plan.unplaced, plan.total) == ({}, ["anna", "bruno"], 0)
    assert (plan.gap, plan.settled) == (0, True)
    assert plan.proof != "gap"


def test_a_pair_of_whom_no_half_day_is_known_is_not_made() -> None:
    plan = assign(SCORES, LOADS, half_days={"anna": {"giulia": ["mon-am"]}})
    assert (plan.mentor_of, plan.unplaced) == ({"anna": "giulia"}, ["bruno", "carla"])


def test_a_previous_pair_that_is_no_longer_possible_does_no_harm() -> None:
    plan = assign(
        SCORES,
        LOADS,
        previous={"carla": "giulia", "bruno": "gone", "gone": "giulia"},
        met=("carla", "bruno", "gone", "nobody"),
    )
    assert plan == assign(SCORES, LOADS)


@settings(max_examples=150, deadline=None)
@given(firm=firms(locks=0))
def test_without_time_the_plan_keeps_the_rules_and_says_how_much_may_be_missing(
    firm: Firm,
) -> None:
    plan = firm.solve(time_limit=0)
    assert allowed(firm, plan.mentor_of)
    assert plan.total == total(firm, plan.mentor_of)
    assert plan.gap >= 0
    assert (plan.gap > 0) == (plan.proof == "gap")
    assert not (plan.proof == "gap" and plan.settled)
    aims = values(firm, plan.mentor_of)
    found = [values(firm, each) for each in every_plan(firm)]
    rivals = [each for each in found if all(each[n] >= aims[n] for n in range(3))]
    assert plan.total + plan.gap >= max(points for _met, _placed, _groups, points, *_ in rivals)
    if plan.proof != "gap":
        assert aims[:4] == max(found)[:4]
    if plan.settled:
        assert aims == max(found)


@settings(max_examples=100, deadline=None)
@given(firm=firms(mentors=3, seniors=5, locks=3, weeks=False))
def test_without_time_locks_are_kept_or_refused_all_the_same(firm: Firm) -> None:
    if next(every_plan(firm), None) is None:
        with pytest.raises(Refused):
            firm.solve(time_limit=0)
    else:
        assert allowed(firm, firm.solve(time_limit=0).mentor_of)


@pytest.mark.parametrize("load", [(-1, 2), (1.5, 2), (1, 2.5), ("1", "2"), (True, 2)])
def test_loads_that_are_no_whole_numbers_are_refused_by_name(load: Any) -> None:
    assert names(refusal({"anna": {"giulia": 1}}, {"giulia": load}), "giulia")


def test_without_time_a_lock_is_filled_up_with_whoever_has_another_half_day() -> None:
    plan = assign(
        {"anna": {"g": 1}, "carla": {"g": 5}, "dario": {"g": 1}},
        {"g": (2, 3)},
        locked=[("anna", "g")],
        half_days={"anna": {"g": ["mon"]}, "carla": {"g": ["mon"]}, "dario": {"g": ["tue"]}},
        time_limit=0,
    )
    assert plan.mentor_of == {"anna": "g", "dario": "g"}
