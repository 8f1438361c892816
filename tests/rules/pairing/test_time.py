from __future__ import annotations

import json
from pathlib import Path

import pytest

from revmentor.rules.pairing import engine, problem
from revmentor.rules.pairing.engine import assign
from revmentor.rules.pairing.problem import PairingProblem
from revmentor.rules.pairing.solver import Cancelled, Clock

CASES = json.loads(Path(__file__).with_name("pairing_cases.json").read_bytes())


def searched() -> PairingProblem:
    """A case whose relaxed answer is not whole, so that the solver has to search."""
    case = next(each["case"] for each in CASES if each["name"] == "mixed-bounds-027")
    return problem.pose(
        case["score"], {each["id"]: (each["min"], each["max"]) for each in case["mentors"]}
    )


def test_a_plan_that_had_to_be_searched_for_says_so() -> None:
    assert engine.solve(searched(), Clock.of(10)).proof == "search"


@pytest.mark.parametrize("heard", range(12))
def test_a_search_that_nobody_wants_any_more_ends_wherever_it_is(heard: int) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > heard

    try:
        plan = engine.solve(searched(), Clock.of(10, cancelled))
    except Cancelled:
        return
    assert asked <= heard, "it went on after it was told to stop"
    assert plan.proof == "search"


def test_without_time_the_gap_is_said_and_every_rule_is_kept() -> None:
    case = searched()
    best = engine.solve(case, Clock.of(10)).total
    plan = assign(case.scores, case.loads, time_limit=0)
    assert not plan.settled
    assert plan.total + plan.gap >= best
