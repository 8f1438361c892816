"""The public rule of the sponsor's numbers, against everybody who could do sums with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.rules.results import sponsor
from revmentor.rules.results.privacy import in_fives, in_steps, step_of, too_many, whole_in_fives
from tests.rules.results import enumeration
from tests.support.firm import TODAY, goal, look


@pytest.mark.parametrize("n", [*range(13), 18, 24])
def test_every_page_has_programmes_behind_it_that_differ_in_each_small_group(n: int) -> None:
    assert enumeration.leaks(n) == []


@pytest.mark.parametrize("n", [1, 4, 5, 9, 10, 15, 18])
def test_no_page_says_of_everybody_what_is_bad_for_them(n: int) -> None:
    assert not any(enumeration.is_against_everybody(page) for page in enumeration.pages(n))


@pytest.mark.parametrize("n", [5, 6])
def test_two_editions_tell_no_more_than_each_of_them(n: int) -> None:
    assert not enumeration.editions_leak(n)


@given(st.integers(0, 1000))
def test_a_number_is_told_as_five_neighbours_that_hold_it(n: int) -> None:
    low, high = in_fives(n)
    assert low <= n < high == low + 5
    assert low % 5 == 0


@pytest.mark.parametrize(("n", "told"), [(0, (0, 10)), (4, (0, 10)), (9, (0, 10)), (18, (15, 20))])
def test_a_side_of_under_ten_is_not_told_from_one_of_under_five(
    n: int, told: tuple[int, int]
) -> None:
    assert whole_in_fives(n) == told


# -- indicators ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "people", "step"),
    [
        ((12, 9), 18, 5),  # a count, and three who stopped
        ((0.83,), 18, 0.5),  # 15 of 18
        ((83.0, 50.0), 18, 50),
        ((50.0,), 18, 50),  # nine of eighteen, more than eighteen
        ((5, 10), 20, 25),  # a count, or one and two of twenty
        ((34.2, 36.7), 18, None),  # minutes: no number of eighteen people
        ((40, 25), 18, None),
        ((3.5,), 6, None),
        ((-2, 1), 18, None),
        ((), 18, 100 / 2),
    ],
)
def test_numbers_that_could_be_people_are_told_in_steps_of_five_people(
    values: tuple[float, ...], people: int, step: float | None
) -> None:
    assert step_of(values, people) == step


@given(st.integers(5, 200), st.data())
def test_five_counts_of_people_lie_behind_each_share_that_is_told(
    people: int, data: st.DataObject
) -> None:
    counted = data.draw(st.integers(0, people))
    share = 100 * counted / people
    step = step_of([share], people)
    assert step is not None
    told = in_steps(share, step)
    behind = [n for n in range(people + 1) if in_steps(100 * n / people, step) == told]
    assert not all(1 <= n <= 4 for n in behind)
    assert not all(1 <= people - n <= 4 for n in behind)


def test_an_indicator_is_not_measured_on_more_people_than_take_part() -> None:
    assert too_many(None, 0) == too_many(24, 24) == ""
    assert too_many(25, 24) == (
        "It cannot be measured on 25 people: 24 take part in the programme."
    )


@pytest.mark.parametrize("n", [0, 3, 5, 9, 10, 12])
def test_who_spoke_in_released_words_tells_of_nobody_beside_them(n: int) -> None:
    assert enumeration.words_leak(n) == []


def test_goals_told_only_where_reached_would_tell_of_the_few_who_are_not_there() -> None:
    assert enumeration.goals_leak(12)
    goals = (
        goal(None, id="g1", text="All at the level", attainment=-1, attainment_on=TODAY),
        goal(None, id="g2", text="No more paper", attainment=0, attainment_on=TODAY),
    )
    for each in (goals, goals[::-1]):
        edition = sponsor.edition(look(*each, closed_on=TODAY), with_names=True)
        assert sorted(edition.goals) == ["All at the level", "No more paper"]
