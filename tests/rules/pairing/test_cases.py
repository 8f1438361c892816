from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from revmentor.model.errors import Refused
from revmentor.rules.pairing.engine import assign
from revmentor.rules.pairing.problem import Assignment

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "pairing_cases.json").read_text(encoding="utf-8")
)


def answer(case: dict[str, Any]) -> dict[str, Any]:
    expected: dict[str, Any] = case.get("expected_strict", case["expected"])
    return expected


def of(*, refused: bool, previous: bool | None = None) -> pytest.MarkDecorator:
    mine = [
        pytest.param(each, id=each["name"])
        for each in CASES
        if (answer(each)["max_placed"] is None) == refused
        if previous is None or bool(each["case"].get("previous")) == previous
    ]
    return pytest.mark.parametrize("case", mine)


def solve(case: dict[str, Any]) -> Assignment:
    firm = case["case"]
    return assign(
        {senior: firm["score"].get(senior, {}) for senior in firm["mentees"]},
        {mentor["id"]: (mentor["min"], mentor["max"]) for mentor in firm["mentors"]},
        locked=[tuple(lock) for lock in firm["locked"]],
        previous=firm.get("previous"),
    )


def test_every_pairing_case_has_its_test() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) == 38
    assert sum(answer(case)["max_placed"] is None for case in CASES) == 6
    assert sum(bool(case["case"].get("previous")) for case in CASES) == 2


@of(refused=False)
def test_as_many_are_placed_and_score_as_much_as_can_be(case: dict[str, Any]) -> None:
    plan, expected = solve(case), answer(case)
    scores = case["case"]["score"]
    assert len(plan.mentor_of) == expected["max_placed"]
    assert plan.total == expected["best_partial"]
    assert plan.total == sum(scores[s][m] for s, m in plan.mentor_of.items())
    assert plan.proof in ("certificate", "search")
    assert plan.gap == 0
    assert plan.settled


@of(refused=False)
def test_who_can_never_be_placed_is_said_to_be_unplaced(case: dict[str, Any]) -> None:
    plan = solve(case)
    assert set(plan.unplaced) >= set(answer(case)["isolated_always"])
    assert sorted([*plan.mentor_of, *plan.unplaced]) == sorted(case["case"]["mentees"])


@of(refused=False)
def test_locks_are_kept_and_every_mentor_has_nobody_or_enough(case: dict[str, Any]) -> None:
    plan, firm = solve(case), case["case"]
    loads = Counter(plan.mentor_of.values())
    for senior, mentor in firm["locked"]:
        assert plan.mentor_of[senior] == mentor
    for mentor in firm["mentors"]:
        load = loads[mentor["id"]]
        assert load == 0 or mentor["min"] <= load <= mentor["max"]


@of(refused=False, previous=True)
def test_among_the_best_plans_the_one_with_the_fewest_changes(case: dict[str, Any]) -> None:
    plan, previous = solve(case), case["case"]["previous"]
    kept = sum(plan.mentor_of.get(senior) == mentor for senior, mentor in previous.items())
    assert kept == answer(case)["among_optima"]["max_kept"]


@of(refused=False, previous=False)
def test_among_the_best_plans_the_one_with_the_most_even_loads(case: dict[str, Any]) -> None:
    loads = Counter(solve(case).mentor_of.values()).values()
    assert sum(load**2 for load in loads) == answer(case)["among_optima"]["min_load_squares"]


@of(refused=True)
def test_locks_that_cannot_be_kept_are_refused_by_name(case: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        solve(case)
    for lock in case["case"]["locked"]:
        for each in lock:
            assert each in str(refused.value)
