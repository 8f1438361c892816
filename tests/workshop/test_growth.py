"""No cost grows faster than the size, and that of a programme not with the years before it."""

from __future__ import annotations

import pytest

from benchmarks.firms import Size
from benchmarks.growth import MEASURES, Curve, curves


def growth(curve: Curve) -> float:
    first, last = curve.lines
    return last / first


@pytest.fixture(scope="module")
def people() -> list[Curve]:
    return curves([Size(mentors, 3 * mentors, 1, 24, 12) for mentors in (6, 12)])


@pytest.fixture(scope="module")
def programmes() -> list[Curve]:
    return curves([Size(4, 12, programmes, 24, 12) for programmes in (2, 4)])


def test_twice_the_people_cost_about_twice_as_much(people: list[Curve]) -> None:
    assert {curve.name: growth(curve) for curve in people if growth(curve) > 2.2} == {}
    assert len(people) == len(MEASURES)


def test_the_years_before_cost_a_programme_next_to_nothing(programmes: list[Curve]) -> None:
    most = {"Today": 1.15, "a save and its undo": 1.35, "status": 1.4, "report": 1.5}
    grown = {curve.name: growth(curve) for curve in programmes if curve.name in most}
    assert {name: each for name, each in grown.items() if each > most[name]} == {}
