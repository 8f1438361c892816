"""What the sponsor hears, on random programmes: no small group, not by subtraction either."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.exchange.evaluation import sponsor as evaluation_sponsor
from revmentor.exchange.report import page as report
from revmentor.model.base import Record
from revmentor.model.indicator import Indicator, Reading
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from revmentor.rules.results.privacy import LEAST, may_be_told
from tests.support.firm import PROGRAMME, START, TODAY, day, form, look, part, person, rating

SKILL = "video-meetings"
LEVEL = st.one_of(st.none(), st.integers(0, 6))
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["senior", "mentor"]),
        LEVEL,
        LEVEL,
        st.one_of(st.none(), st.integers(0, 10)),
        st.booleans(),
    ),
    max_size=24,
)


def programme(people: list[tuple[Any, ...]]) -> View:
    records: list[Record] = []
    for number, (role, start, end, score, left) in enumerate(people):
        who = f"x{number:02}"
        records.append(person(who, name=f"Nobody {who}", left_on=day(20) if left else None))
        records.append(part(who, role))
        if start is not None:
            records.append(rating(who, SKILL, start, id=f"{who}-s"))
        if end is not None:
            records.append(rating(who, SKILL, end, "final", on=TODAY, id=f"{who}-e"))
        if score is not None:
            records.append(form(who, role, would_recommend=score))
    return look(*records, standard_level={SKILL: 3}, closed_on=TODAY, decision="repeat")


@settings(max_examples=150, deadline=None)
@given(PEOPLE)
def test_no_number_of_people_is_small_nor_is_a_difference(people: list[tuple[Any, ...]]) -> None:
    view = programme(people)
    found = sponsor.everything(view, TODAY)
    for each in found:
        assert not each.cells or sum(cell.n for cell in each.cells) == each.of
        for size in range(1, len(each.cells) + 1):
            for some in combinations(each.cells, size):
                told = sum(cell.n for cell in some)
                assert told >= LEAST
                assert each.of - told == 0 or each.of - told >= LEAST
    for role in ("senior", "mentor"):
        totals = {each.of for each in found if each.role == role}
        assert len(totals) <= 1  # no two totals of a side, whose difference would be a few people


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_what_is_written_for_the_sponsor_names_nobody(people: list[tuple[Any, ...]]) -> None:
    view = programme(people)
    names = [each.name for each in view.snapshot.people.values()]
    for data in (
        evaluation_sponsor.as_json(view, TODAY),
        evaluation_sponsor.as_csv(view, TODAY),
        report.report_html(view, "sponsor", TODAY),
    ):
        text = data.decode()
        assert not any(name in text for name in names)
        assert not any(f'"{who}"' in text for who in view.snapshot.people)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_data_and_page_say_the_same_to_the_sponsor(people: list[tuple[Any, ...]]) -> None:
    view = programme(people)
    data = msgspec.json.decode(evaluation_sponsor.as_json(view, TODAY))
    wanted = [(each["topic"], cell["n"]) for each in data["people"] for cell in each["parts"]]
    page = report.report_of(view, "sponsor", TODAY)
    shown = [
        int(row[1]) for section in page.sections for table in section.tables for row in table.rows
    ]
    assert sorted(shown) == sorted(n for _topic, n in wanted)
    assert all(each["of"] is None or each["of"] >= LEAST for each in data["people"])


def indicator(values: list[float], **fields: Any) -> Indicator:
    readings = tuple(
        Reading(on=date.fromordinal(START.toordinal() + place), value=value)
        for place, value in enumerate(values)
    )
    return Indicator(id="i1", programme_id=PROGRAMME, name="Users", readings=readings, **fields)


def test_an_indicator_of_people_is_told_where_neither_it_nor_its_rest_is_a_few() -> None:
    assert may_be_told(indicator([7, 12], people=True), (18, 6))
    assert not may_be_told(indicator([7, 16], people=True), (18, 6))  # two are left of eighteen
    assert not may_be_told(indicator([2, 12], people=True), (18, 6))
    assert not may_be_told(indicator([7, 9], people=True), (18, 6))  # two joined
    assert not may_be_told(indicator([7, 12], people=True, target=15), (18, 6))
    assert may_be_told(indicator([2, 3], people=False), (18, 6))


def test_where_nobody_said_it_whole_numbers_are_taken_for_people() -> None:
    assert not may_be_told(indicator([2, 12]), (18, 6))
    assert may_be_told(indicator([2.5, 3]), (18, 6))
