"""What the screens draw beside a step, as numbers."""

from __future__ import annotations

from revmentor.model.rating import Rater
from revmentor.rules.results import glance
from tests.support.firm import SENIORS, TODAY, look, rating


def drawn(start_by: Rater, end_by: Rater) -> glance.Ways:
    starts = [rating(who, "spreadsheets", 2, rated_by=start_by) for who in SENIORS]
    ends = [rating(who, "spreadsheets", 5, "final", rated_by=end_by) for who in SENIORS]
    view = look(*starts, *ends, standard_level={"spreadsheets": 3})
    return glance.levels(view, TODAY)


def test_a_start_and_an_end_by_one_kind_of_rater_are_drawn_as_a_way() -> None:
    (row,) = drawn("coordinator", "coordinator").rows
    assert (row.n, row.start, row.now, row.target) == (len(SENIORS), 2, 5, 3)


def test_an_end_by_another_kind_of_rater_is_no_way_from_the_start() -> None:
    (row,) = drawn("self", "task").rows
    assert (row.n, row.start, row.now) == (len(SENIORS), 2, None)


def test_whoever_stands_at_the_standard_does_so_by_the_last_level_whoever_gave_it() -> None:
    starts = [rating(who, "spreadsheets", 2, rated_by="self") for who in SENIORS]
    ends = [rating(who, "spreadsheets", 5, "final", rated_by="task") for who in SENIORS[:2]]
    view = look(*starts, *ends, standard_level={"spreadsheets": 3})
    (row,) = glance.at_the_standard(view, TODAY).rows
    assert row.text == f"2 of {len(SENIORS)}"
