from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from revmentor.model.errors import Refused
from revmentor.rules.pairing.checker import violations
from revmentor.rules.pairing.problem import Assignment
from tests.rules.pairing.exhaustive import Firm, Plan, allowed, every_plan, firms, total, values

much = settings(max_examples=150, deadline=None)


def solved(firm: Firm) -> Assignment:
    try:
        return firm.solve()
    except Refused:
        assume(False)
        raise


@much
@given(firm=firms())
def test_no_plan_is_better_and_locks_are_refused_only_where_no_plan_keeps_them(firm: Firm) -> None:
    best = max((values(firm, plan) for plan in every_plan(firm)), default=None)
    if best is None:
        with pytest.raises(Refused):
            firm.solve()
        return
    plan = firm.solve()
    assert allowed(firm, plan.mentor_of)
    assert values(firm, plan.mentor_of) == best
    assert plan.total == total(firm, plan.mentor_of)
    assert sorted([*plan.mentor_of, *plan.unplaced]) == sorted(firm.scores)
    assert plan.proof in ("certificate", "search")
    assert (plan.gap, plan.settled) == (0, True)


@much
@given(firm=firms(mentors=3, seniors=5, locks=4))
def test_whatever_the_locks_they_are_kept_or_refused(firm: Firm) -> None:
    assume(firm.locked)
    if next(every_plan(firm), None) is None:
        with pytest.raises(Refused):
            firm.solve()
    else:
        assert set(firm.solve().mentor_of.items()) >= set(firm.locked)


@much
@given(firm=firms(), random=st.randoms(use_true_random=False))
def test_the_order_in_which_people_were_entered_changes_nothing(firm: Firm, random: Random) -> None:
    plan, again = solved(firm), solved(firm.shuffled(random))
    assert again == plan
    assert list(again.mentor_of) == list(plan.mentor_of)


# -- the check of the plan ---------------------------------------------------------------------


def made(firm: Firm, mentor_of: Plan) -> Assignment:
    """A plan that differs from others in nothing but who is with whom: its sums are right."""
    points = sum(firm.scores[s].get(m, 0) for s, m in mentor_of.items())
    return Assignment(mentor_of, [s for s in firm.scores if s not in mentor_of], points, "search")


@settings(max_examples=100, deadline=None)
@given(firm=firms())
def test_the_check_passes_a_changed_plan_only_if_it_keeps_every_rule(firm: Firm) -> None:
    plan, read = solved(firm), firm.read()
    assert violations(read, plan) == []
    assert violations(read, replace(plan, total=plan.total + 1))
    for senior in firm.scores:
        for mentor in (*firm.loads, None):
            other = {**plan.mentor_of, senior: mentor}
            changed = {s: m for s, m in other.items() if m is not None}
            assert (violations(read, made(firm, changed)) == []) == allowed(firm, changed)


FIRM = Firm(
    scores={
        "anna": {"giulia": 9, "luca": 5},
        "bruno": {"giulia": 7, "luca": 5},
        "carla": {"giulia": 1, "luca": 8},
        "dario": {"luca": 6},
    },
    loads={"giulia": (2, 3), "luca": (2, 3)},
    locked=(("carla", "luca"),),
    half_days={
        "anna": {"giulia": ("mon-am", "tue-am"), "luca": ("mon-am",)},
        "bruno": {"giulia": ("mon-am",), "luca": ("mon-am",)},
        "carla": {"giulia": ("wed-am",), "luca": ("mon-am",)},
        "dario": {"luca": ("tue-am", "mon-am")},
    },
)
BEST = {"anna": "giulia", "bruno": "giulia", "carla": "luca", "dario": "luca"}


def test_a_plan_that_keeps_every_rule_passes_the_check() -> None:
    assert FIRM.solve().mentor_of == BEST
    assert violations(FIRM.read(), made(FIRM, BEST)) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dario": "giulia"}, "dario may not be with giulia"),
        ({"dario": "nobody"}, "dario may not be with nobody"),
        ({"anna": None}, "giulia has 1 seniors, not 2 to 3"),
        ({"carla": "giulia"}, "carla is not with luca, as locked"),
        ({"carla": None}, "carla is not with luca, as locked"),
        ({"anna": "luca"}, "luca has no half-day for each of the seniors"),
    ],
)
def test_the_check_says_which_rule_a_plan_breaks(
    changes: dict[str, str | None], expected: str
) -> None:
    changed = {s: m for s, m in {**BEST, **changes}.items() if m is not None}
    assert expected in violations(FIRM.read(), made(FIRM, changed))


def test_the_check_says_that_a_mentor_has_too_many() -> None:
    firm = Firm({s: {"giulia": 1} for s in ("anna", "bruno")}, {"giulia": (1, 1)})
    assert violations(firm.read(), made(firm, dict.fromkeys(firm.scores, "giulia"))) == [
        "giulia has 2 seniors, not 1 to 1"
    ]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"total": 31}, "the total is 30, not 31"),
        ({"unplaced": ["anna"]}, "not everybody is either placed or unplaced"),
        ({"proof": "gap"}, "a proof by gap with a gap of 0"),
        ({"gap": 3}, "a proof by search with a gap of 3"),
        ({"proof": "gap", "gap": -1}, "a proof by gap with a gap of -1"),
    ],
)
def test_the_check_says_which_number_of_a_plan_is_wrong(
    changes: dict[str, Any], expected: str
) -> None:
    assert violations(FIRM.read(), replace(made(FIRM, BEST), **changes)) == [expected]
