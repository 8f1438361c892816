"""The arithmetic of change against published numbers; each case names its source."""

from __future__ import annotations

import json
from itertools import product
from math import inf, isinf
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.model.errors import Refused
from revmentor.rules.goals.attainment import from_words, gap_closed, gap_of_all, gas_t
from revmentor.rules.results import statistics
from revmentor.rules.results.statistics import before_after, hodges_lehmann, signed_rank, wilson

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases_of_change.json").read_text()
)
LEVELS = st.lists(st.integers(-6, 6), max_size=9)
WORDS: dict[str, Any] = {
    "much more": "much_more",
    "little more": "little_more",
    "as expected": "as_expected",
    "partly": "partly",
    "no change": "no_change",
    "worse": "worse",
}


def of(kind: str) -> pytest.MarkDecorator:
    mine = [
        pytest.param(case, id=f"{case['name']} ({case['source'][:40]})")
        for case in CASES
        if case["kind"] == kind
    ]
    assert mine, kind
    return pytest.mark.parametrize("case", mine)


def differences(asked: dict[str, Any]) -> list[float]:
    if "d" in asked:
        return list(asked["d"])
    return [x - y for x, y in zip(asked["x"], asked["y"], strict=True)]


# -- goal attainment scaling -----------------------------------------------------------------------


@of("gas_t")
def test_t_is_that_of_the_published_scores(case: dict[str, Any]) -> None:
    asked = case["input"]
    found = gas_t(asked["scores"], asked["weights"], rho=asked["rho"])
    assert found == pytest.approx(case["expected"], abs=case["tolerance"])


@of("gas_t_must_not_equal")
def test_t_is_not_that_of_a_wrong_formula_that_goes_round(case: dict[str, Any]) -> None:
    asked = case["input"]
    assert gas_t(asked["scores"]) != pytest.approx(case["expected"], abs=0.01)


def test_t_is_not_that_of_the_other_wrong_denominator() -> None:
    # sqrt(n(1 - rho)) in place of the spread of Kiresuk and Sherman
    assert gas_t([1, 1, 1]) != pytest.approx(50 + 10 * 3 / (3 * 0.7) ** 0.5, abs=0.01)


@of("gas_conversion_table")
def test_a_point_of_equal_goals_is_worth_what_the_table_says(case: dict[str, Any]) -> None:
    for n, step in zip(case["input"]["n_goals"], case["expected"], strict=True):
        assert gas_t([1] + [0] * (n - 1)) - 50 == pytest.approx(step, abs=case["tolerance"])


@of("gas_t_edge")
def test_t_is_refused_where_it_is_not_defined(case: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        gas_t(case["input"]["scores"], case["input"]["weights"])


@pytest.mark.parametrize(
    ("scores", "weights", "rho"),
    [
        ([0, None], None, 0.3),
        ([1, 2], [0, 0], 0.3),
        ([1, 2], [1], 0.3),
        ([1, 2], [1, -1], 0.3),
        ([1, 2], [1, inf], 0.3),
        ([1, 2], None, 1.5),
        ([-3], None, 0.3),
    ],
)
def test_t_is_never_fifty_by_default(scores: Any, weights: Any, rho: float) -> None:
    with pytest.raises(Refused):
        gas_t(scores, weights, rho=rho)


def test_goals_as_agreed_give_fifty_whatever_their_weights() -> None:
    assert gas_t([0, 0, 0], [1, 2, 3]) == 50


@of("gas_light_map")
def test_plain_answers_give_the_points_of_gas_light(case: dict[str, Any]) -> None:
    found = [from_words(WORDS[each["verdict"]], each["baseline"]) for each in case["input"]]
    assert found == case["expected"]


@of("gap_closed_aggregate")
def test_the_gap_of_all_names_the_way_it_is_summed_up(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    middle, whole = gap_of_all(asked["baseline"], asked["target"], asked["final"])
    assert whole == pytest.approx(expected["ratio_of_sums"], abs=case["tolerance"])
    single = [
        gap_closed(*each).value
        for each in zip(asked["baseline"], asked["target"], asked["final"], strict=True)
    ]
    assert fmean(each for each in single if each is not None) == pytest.approx(
        expected["mean_of_ratios"], abs=case["tolerance"]
    )
    assert middle == 0.5
    assert gap_of_all([3, None], [3, 5], [4, 4]) == (None, None)


# -- the signed ranks ------------------------------------------------------------------------------


@of("wilcoxon_exact")
def test_the_exact_p_is_the_published_one(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    v, p = signed_rank(differences(asked), asked["alternative"])
    assert p == pytest.approx(expected["p"], abs=case["tolerance"])
    if "V" in expected:
        assert v == pytest.approx(expected["V"])


@of("wilcoxon_min_p")
def test_few_people_cannot_reach_a_small_p(case: dict[str, Any]) -> None:
    found = [signed_rank(range(1, n + 1))[1] for n in case["input"]["n"]]
    assert found == pytest.approx(case["expected"], abs=case["tolerance"])


@of("signrank_quantile")
def test_the_quantiles_are_those_of_the_tables(case: dict[str, Any]) -> None:
    found = [statistics.signed_rank_quantile(case["input"]["p"], n) for n in case["input"]["n"]]
    assert found == case["expected"]


@given(LEVELS)
def test_p_is_what_counting_every_way_gives(values: list[int]) -> None:
    kept = [each for each in values if each]
    ranks = [
        sum(abs(other) < abs(each) for other in kept)
        + (sum(abs(other) == abs(each) for other in kept) + 1) / 2
        for each in kept
    ]
    v = sum(rank for rank, each in zip(ranks, kept, strict=True) if each > 0)
    every = [
        sum(rank for rank, sign in zip(ranks, signs, strict=True) if sign)
        for signs in product((0, 1), repeat=len(kept))
    ]
    found = signed_rank(values, "greater")
    assert found[0] == v
    assert found[1] == pytest.approx(sum(each >= v for each in every) / len(every))
    assert signed_rank(values, "less")[1] == pytest.approx(
        sum(each <= v for each in every) / len(every)
    )


def test_without_a_difference_there_is_no_evidence() -> None:
    assert signed_rank([0, 0, 0]) == (0.0, 1.0)
    assert signed_rank([]) == (0.0, 1.0)


@pytest.mark.parametrize("values", [[float("nan")], [inf, 1]])
def test_what_is_no_number_is_refused(values: list[float]) -> None:
    with pytest.raises(Refused):
        signed_rank(values)
    with pytest.raises(Refused):
        hodges_lehmann(values)


def test_an_unknown_alternative_is_refused() -> None:
    with pytest.raises(Refused):
        signed_rank([1], "bigger")  # type: ignore[arg-type]


@of("hodges_lehmann")
def test_the_pseudomedian_and_its_interval_are_the_published_ones(case: dict[str, Any]) -> None:
    found = hodges_lehmann(case["input"]["d"], case["input"]["conf"])
    expected = case["expected"]
    assert found == pytest.approx(
        (expected["estimate"], expected["lo"], expected["hi"]), abs=case["tolerance"]
    )


@given(LEVELS.filter(bool))
def test_the_interval_holds_the_estimate_and_fewer_than_six_have_none(values: list[int]) -> None:
    estimate, low, high = hodges_lehmann(values)
    assert low <= estimate <= high
    assert (isinf(low) and isinf(high)) == (len(values) < 6)


@pytest.mark.parametrize(("values", "confidence"), [([], 0.95), ([1], 0.0), ([1], 1.0)])
def test_an_estimate_of_nothing_is_refused(values: list[float], confidence: float) -> None:
    with pytest.raises(Refused):
        hodges_lehmann(values, confidence)


# -- before, then, after ---------------------------------------------------------------------------


@of("response_shift")
def test_the_start_seen_afterwards_is_a_third_number(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    found = statistics.response_shift(asked["pre"], asked["then"], asked["post"])
    assert (found.shift, found.gain, found.gain_then) == (
        expected["median_shift"],
        expected["median_gain_pre"],
        expected["median_gain_then"],
    )
    assert statistics.response_shift([None], [1], [2]) == statistics.Shift(0, None, None, None)


@of("rater_gap")
def test_self_and_mentor_are_compared_and_never_mixed(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    found = statistics.rater_gap([*asked["self"], None], [*asked["mentor"], 2])
    assert found.pairs == len(asked["self"])
    assert found.mean == pytest.approx(expected["mean_gap"])
    assert found.exact / found.pairs == expected["exact_agreement"]
    assert found.within_one / found.pairs == expected["within_one"]


@of("retention")
def test_retention_is_a_share_with_its_interval(case: dict[str, Any]) -> None:
    asked, expected = case["input"], case["expected"]
    assert asked["still"] / asked["start"] == pytest.approx(expected["rate"], abs=1e-3)
    assert wilson(asked["still"], asked["start"]) == pytest.approx(
        (expected["lo"], expected["hi"]), abs=case["tolerance"]
    )


ONE = st.tuples(st.integers(0, 6), st.none() | st.integers(0, 6))


@given(st.lists(ONE, min_size=1, max_size=12), st.integers(0, 6), st.randoms())
def test_nothing_depends_on_the_order_and_a_missing_end_never_helps(
    people: list[tuple[int, int | None]], start: int, random: Any
) -> None:
    found = before_after(*zip(*people, strict=True))
    mixed = random.sample(people, len(people))
    assert before_after(*zip(*mixed, strict=True)) == found
    more = before_after(*zip(*people, (start, None), strict=True))
    worst, best = found.bounds
    assert more.bounds == (worst, best + 1)
    assert more.bounds[0] / more.started <= worst / found.started
