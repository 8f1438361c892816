"""However many problems some input has, fifty are kept, and all are counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from revmentor.model.errors import MOST_COUNTED, MOST_KEPT, Problem, Problems, Refused, refuse_any


def some(n: int) -> Iterator[Problem]:
    return (Problem(f"people[{each}]", "wrong") for each in range(n))


@pytest.mark.parametrize(
    ("n", "kept", "counted", "rest"),
    [
        (0, 0, "0 problems", ""),
        (1, 1, "1 problem", ""),
        (50, 50, "50 problems", ""),
        (51, 50, "51 problems", "and 1 more problem"),
        (2_000, 50, "2,000 problems", "and 1,950 more problems"),
        (100_000, 50, "100,000 problems", "and 99,950 more problems"),
        (100_001, 50, "more than 100,000 problems", "and more than 99,950 more problems"),
    ],
)
def test_fifty_are_kept_and_all_are_counted(n: int, kept: int, counted: str, rest: str) -> None:
    problems = Problems(some(n))
    assert list(problems) == list(some(kept))
    assert problems.counted() == counted
    assert problems.rest() == rest


def test_nobody_is_asked_for_more_than_are_counted() -> None:
    endless = (Problem("", str(n)) for n in iter(int, 1))
    assert Problems(endless).total == MOST_COUNTED + 1


def test_those_of_several_looks_are_one_list_with_one_count() -> None:
    problems = Problems(some(30), Problems(some(2_000)), some(5))
    assert problems.total == 2_035
    assert [str(each) for each in problems[29:32]] == [
        "people[29]: wrong",
        "people[0]: wrong",
        "people[1]: wrong",
    ]
    assert len(problems) == MOST_KEPT


def test_a_refusal_keeps_fifty_and_the_count_goes_along_with_it() -> None:
    problems = Refused("No.", problems=tuple(some(60))).problems
    assert (len(problems), problems.total) == (50, 60)
    again = Refused("Still no.", problems=problems).problems
    assert (len(again), again.total) == (50, 60)
    other = problems.reworded(str.upper)
    assert (other[0].message, other.total) == ("WRONG", 60)


def test_what_is_refused_for_one_reason_has_that_one() -> None:
    assert list(Refused("No.", field="name").problems) == [Problem("name", "No.")]


def test_refuse_any_says_three_and_keeps_fifty() -> None:
    with pytest.raises(Refused, match=r"^wrong wrong wrong$") as caught:
        refuse_any(some(70))
    assert caught.value.problems.total == 70
    refuse_any(some(0))
