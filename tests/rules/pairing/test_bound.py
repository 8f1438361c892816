from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from revmentor.rules.pairing.bound import SCALE, Aim, Arc, Bound, Prices
from tests.rules.pairing.exhaustive import Firm, Plan, every_plan, firms

much = settings(max_examples=150, deadline=None)
any_price = st.one_of(
    st.integers(-4, 60).map(lambda points: points * SCALE),
    st.integers(-50, 50),
    st.integers(-(10**7), 10**7),
)


@dataclass(frozen=True)
class Judged:
    """What plans are worth, a bound of it by any prices, and every plan it speaks of."""

    aim: Aim
    bound: Bound
    plans: list[Plan]


def firm_worth(firm: Firm) -> dict[Arc, int]:
    return {(s, m): points for s, of in firm.scores.items() for m, points in of.items()}


@st.composite
def bounds(draw: st.DrawFn) -> Judged:
    """A bound by any prices, and every plan it speaks of."""
    firm = draw(firms(mentors=3, seniors=5))
    plans = list(every_plan(firm))
    assume(plans)
    read = firm.read()
    arcs = {
        (s, m): points
        for s, of in read.scores.items()
        for m, points in of.items()
        if read.locked.get(s, m) == m
    }
    witness = draw(st.sampled_from(plans))
    earlier = []
    worth_of_groups = st.dictionaries(
        st.sampled_from(sorted(read.loads) or [""]), st.integers(0, 3)
    )
    for _ in range(draw(st.integers(0, 2))):
        aim = Aim({arc: draw(st.integers(0, 3)) for arc in arcs}, groups=draw(worth_of_groups))
        earlier.append(replace(aim, reached=aim.of(witness)))
    filled = set(witness.values()) if draw(st.booleans()) else set()
    must = set(read.locked)
    if witness:
        must |= draw(st.sets(st.sampled_from(sorted(witness))))
    prices = Prices(
        {s: draw(any_price) for s in read.scores},
        [draw(any_price) for _ in earlier],
    )
    spoken_of = [
        plan
        for plan in plans
        if must <= plan.keys() and all(aim.of(plan) >= aim.reached for aim in earlier)
        if filled <= set(plan.values())
    ]
    groups = draw(worth_of_groups)
    bound_ = Bound(read, arcs, earlier, must, prices, groups=groups, filled=filled)
    return Judged(Aim(firm_worth(firm), groups=groups), bound_, spoken_of)


@much
@given(made=bounds())
def test_no_plan_is_worth_more_than_the_bound_whatever_the_prices(made: Judged) -> None:
    assert made.bound.possible
    assert made.bound.most >= max(made.aim.of(plan) for plan in made.plans)


@much
@given(made=bounds(), less=st.integers(0, 5))
def test_a_pair_of_a_plan_that_is_good_enough_is_never_ruled_out(made: Judged, less: int) -> None:
    reached = max(made.aim.of(plan) for plan in made.plans) - less
    found = made.bound.open_arcs(reached)
    for plan in made.plans:
        if made.aim.of(plan) >= reached:
            assert found >= set(plan.items())


# Anna with Luca and Bruno with Giulia: 4 + 9. The other way round: 10 + 1.
FIRM = Firm(
    {"anna": {"giulia": 10, "luca": 4}, "bruno": {"giulia": 9, "luca": 1}},
    {"giulia": (1, 1), "luca": (1, 1)},
)


def bound(prices: Mapping[str, int], firm: Firm = FIRM) -> Bound:
    arcs = firm_worth(firm)
    return Bound(firm.read(), arcs, (), firm.scores.keys(), Prices(prices, []))


def test_without_prices_every_mentor_has_the_best_group_whoever_else_has_them() -> None:
    assert bound({}).most == 10 + 4


def test_good_prices_prove_the_best_plan_and_leave_no_other() -> None:
    # Of Anna's price of 4 and Bruno's of 2.5, Giulia keeps 9 - 2.5 and Luca nothing.
    proof = bound({"anna": 48, "bruno": 30})
    assert proof.most == 13
    assert proof.open_arcs(13) == {("anna", "luca"), ("bruno", "giulia")}
    # The other way round both lose a little: 13 - 0.5, and 13 - 1.5.
    assert proof.open_arcs(12) >= {("anna", "giulia"), ("bruno", "giulia"), ("anna", "luca")}
    assert proof.open_arcs(14) == set()


def test_a_group_that_would_be_too_small_counts_for_nothing() -> None:
    firm = Firm({"anna": {"giulia": 8}, "bruno": {"giulia": 3}}, {"giulia": (2, 2)})
    assert bound({"anna": 0, "bruno": 5 * SCALE}, firm).most == 8 - 2 + 5
    assert bound({"anna": 0, "bruno": 20 * SCALE}, firm).most == 20
    alone = Firm({"anna": {"giulia": 8}}, {"giulia": (2, 2)})
    assert bound({}, alone).most == 0


def test_who_need_not_be_placed_has_no_price_below_nothing() -> None:
    firm = Firm({"anna": {"giulia": 8}}, {"giulia": (1, 1)})
    arcs, prices = {("anna", "giulia"): 8}, Prices({"anna": -5 * SCALE}, [])
    assert Bound(firm.read(), arcs, (), (), prices).most == 8
    assert Bound(firm.read(), arcs, (), ("anna",), prices).most == 8 + 5 - 5


def test_two_seniors_with_the_same_only_half_day_count_once() -> None:
    scores = {"anna": {"giulia": 8}, "bruno": {"giulia": 3}}
    days: dict[str, dict[str, tuple[str, ...]]] = {s: {"giulia": ("mon-am",)} for s in scores}
    both = bound({}, Firm(scores, {"giulia": (1, 2)}))
    either = bound({}, Firm(scores, {"giulia": (1, 2)}, half_days=days))
    assert (both.most, either.most) == (11, 8)
    assert either.open_arcs(8) == {("anna", "giulia")}
