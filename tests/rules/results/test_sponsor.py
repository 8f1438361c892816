"""What the sponsor is told, on random programmes: people in fives, and the same everywhere."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.exchange.evaluation import sponsor as evaluation_sponsor
from revmentor.exchange.report import page as report
from revmentor.model.base import Record
from revmentor.model.edition import ToldIndicator
from revmentor.model.errors import Refused
from revmentor.model.indicator import Indicator, Reading
from revmentor.rules.programme_view import View
from revmentor.rules.results import sponsor
from tests.support.firm import (
    PROGRAMME,
    START,
    TODAY,
    day,
    form,
    look,
    pair,
    part,
    person,
    rating,
    session,
)

SKILL = "video-meetings"
LEVEL = st.one_of(st.none(), st.integers(0, 6))
CLOSED: dict[str, Any] = {
    "standard_level": {SKILL: 3}, "closed_on": TODAY, "decision": "repeat"
}  # fmt: skip
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


def programme(people: list[tuple[Any, ...]], **fields: Any) -> View:
    records: list[Record] = []
    for number, (role, start, end, score, left) in enumerate(people):
        who = f"x{number:02}"
        records.append(person(who, name=f"Nobody {who}", left_on=day(10) if left else None))
        records.append(part(who, role))
        if start is not None:
            records.append(rating(who, SKILL, start, id=f"{who}-s"))
        if end is not None:
            records.append(rating(who, SKILL, end, "final", on=TODAY, id=f"{who}-e"))
        if score is not None:
            records.append(form(who, role, would_recommend=score))
    return look(*records, **{**CLOSED, **fields})


def counts_of(people: list[tuple[Any, ...]], role: str) -> dict[str, int]:
    """The numbers behind the page, counted from what was drawn and by nothing of ours."""
    side = [each[1:] for each in people if each[0] == role]
    # What a mentor is rated on is taught, not learned: no change of his or hers.
    learned = side if role == "senior" else []
    seen = [(a, b) for a, b, _score, _left in learned if a is not None and b is not None]
    return {
        "took_part": len(side),
        "seen_twice": len(seen),
        "better": sum(b > a for a, b in seen),
        "at_standard_level": sum(b is not None and b >= 3 for _a, b, _score, _left in side),
        "reached_goal": 0,
        "recommends": sum(score is not None and score >= 9 for _a, _b, score, _left in side),
        "stayed": sum(not left for *_rest, left in side),
    }


@settings(max_examples=100, deadline=None)
@given(PEOPLE)
def test_each_number_is_true_and_told_in_fives(people: list[tuple[Any, ...]]) -> None:
    told = sponsor.edition(programme(people), with_names=False)
    # look() has two mentors and five seniors of its own, who have nothing but take part.
    for count in told.counts:
        own = {"senior": 5, "mentor": 2}[count.role]
        expected = counts_of(people, count.role)[count.topic]
        expected += own if count.topic in {"took_part", "stayed"} else 0
        assert count.at_least <= expected < count.under
        assert count.at_least % 5 == 0
        assert count.under - count.at_least >= 5
    assert {each % 5 for each in (told.slots, told.held, told.hours)} == {0}


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_what_is_written_for_the_sponsor_names_nobody(people: list[tuple[Any, ...]]) -> None:
    view = programme(people)
    names = [each.name for each in view.snapshot.people.values()]
    for data in (
        evaluation_sponsor.as_json(view, with_names=True),
        evaluation_sponsor.as_csv(view, with_names=True),
        report.report_html(view, "sponsor", TODAY, with_names=True),
    ):
        text = data.decode()
        assert not any(name in text for name in names)
        assert not any(f'"{who}"' in text for who in view.snapshot.people)


@settings(max_examples=60, deadline=None)
@given(PEOPLE)
def test_page_json_and_csv_are_one_edition(people: list[tuple[Any, ...]]) -> None:
    view = programme(people)
    told = sponsor.edition(view, with_names=False)
    numbers = [(each.role, each.topic, each.at_least, each.under) for each in told.counts]
    data = msgspec.json.decode(evaluation_sponsor.as_json(view, with_names=False))
    assert [tuple(each.values()) for each in data["edition"]["counts"]] == numbers
    rows = csv.DictReader(
        io.StringIO(evaluation_sponsor.as_csv(view, with_names=False).decode("utf-8-sig"))
    )
    assert [
        (row["role"], row["topic"], int(row["at_least"]), int(row["under"])) for row in rows
    ] == numbers
    page = report.report_of(view, "sponsor", TODAY)
    shown = [row[1] for table in page.sections[0].tables for row in table.rows]
    assert shown == [
        f"{low} or more" if low else f"fewer than {high}" for _role, _topic, low, high in numbers
    ]


def test_one_more_who_got_worse_changes_no_letter_of_the_page() -> None:
    people = [("senior", 1, 3, None, False)] * 12 + [("senior", 3, None, None, False)] * 4
    same = programme([*people, ("senior", 3, 3, None, False)])
    worse = programme([*people, ("senior", 3, 2, None, False)])
    pages = {
        report.report_html(view, "sponsor", TODAY)
        + evaluation_sponsor.as_json(view, with_names=True)
        for view in (same, worse)
    }
    assert len(pages) == 1


# -- two editions at most --------------------------------------------------------------------------


def test_a_programme_that_is_not_closed_has_no_page_but_the_one_of_its_mid_point() -> None:
    view = programme([], closed_on=None)
    with pytest.raises(Refused, match="make that one first"):
        sponsor.edition(view, with_names=False)
    told = sponsor.mid_point_edition(view, day(12), with_names=False)
    assert (told.kind, told.on) == ("mid_point", day(12))
    assert {each.topic for each in told.counts} == {"took_part", "seen_twice", "better"}


def test_the_edition_of_the_mid_point_stands_whatever_is_written_down_later() -> None:
    people = [("senior", 1, None, None, False)] * 20
    told = sponsor.mid_point_edition(programme(people, closed_on=None), day(12), with_names=False)
    later = programme(
        [*people, *[("senior", 1, 4, 10, False)] * 9], closed_on=None, mid_point_edition=told
    )
    assert sponsor.edition(later, with_names=True) == told
    with pytest.raises(Refused, match="was told to the sponsor on"):
        sponsor.mid_point_edition(later, TODAY, with_names=False)


def test_before_the_first_day_there_is_nothing_to_tell() -> None:
    view = programme([], closed_on=None)
    with pytest.raises(Refused, match="nothing to tell its sponsor yet"):
        sponsor.mid_point_edition(view, day(0), with_names=False)


def test_a_closed_programme_has_no_edition_of_its_mid_point_any_more() -> None:
    with pytest.raises(Refused, match="is closed"):
        sponsor.mid_point_edition(programme([]), TODAY, with_names=False)


def test_what_comes_after_the_closing_changes_no_edition() -> None:
    people = [("senior", 1, 3, 9, False)] * 12
    view = programme(people)
    gone = [person("x00", name="Nobody x00", left_on=day(40))]
    later = look(
        *view.snapshot.people.values(), *view.snapshot.participations.values(),
        *view.snapshot.ratings.values(), *view.snapshot.evaluations.values(), *gone,
        indicator([7, 8.5], people=12, late=True), **CLOSED,
    )  # fmt: skip
    first, second = (sponsor.edition(each, with_names=False) for each in (view, later))
    assert (first.counts, first.on) == (second.counts, second.on)
    assert len(second.indicators[0].readings) == 1


# -- indicators ------------------------------------------------------------------------------------


def indicator(values: list[float], *, late: bool = False, **fields: Any) -> Indicator:
    readings = tuple(
        Reading(
            on=date.fromordinal(START.toordinal() + place + (400 if late and place else 0)),
            value=value,
        )
        for place, value in enumerate(values)
    )
    return Indicator(
        id="i1", programme_id=PROGRAMME, name="What Anna De Luca says", unit="calls to Bruno",
        readings=readings, **fields,
    )  # fmt: skip


def told_of(values: list[float], *, with_names: bool = False, **fields: Any) -> ToldIndicator:
    view = look(indicator(values, **fields), **CLOSED)
    (told,) = sponsor.edition(view, with_names=with_names).indicators
    return told


@pytest.mark.parametrize("people", [None, 1, 4])
def test_an_indicator_of_too_few_or_of_nobody_knows_how_many_is_kept_back(
    people: int | None,
) -> None:
    view = look(indicator([3.5, 4.5], people=people), **CLOSED)
    told = sponsor.edition(view, with_names=True)
    assert (told.indicators, told.kept_back) == ((), True)
    assert b"too little to tell" in report.report_html(view, "sponsor", TODAY)
    assert b"Anna" not in report.report_html(view, "sponsor", TODAY, with_names=True)


def test_its_name_and_unit_are_told_only_where_somebody_releases_them() -> None:
    assert (told_of([3.5], people=7).name, told_of([3.5], people=7).unit) == (None, None)
    view = look(indicator([3.5, 4.5], people=7), **CLOSED)
    assert b"Anna" not in report.report_html(view, "sponsor", TODAY)
    assert b"Bruno" not in evaluation_sponsor.as_json(view, with_names=False)
    assert b"What Anna De Luca says" in report.report_html(view, "sponsor", TODAY, with_names=True)
    assert sponsor.released_words(sponsor.edition(view, with_names=True)) == [
        view.programme.name, "What Anna De Luca says", "calls to Bruno"
    ]  # fmt: skip


def test_numbers_that_could_be_people_are_rounded_down_and_without_a_target() -> None:
    told = told_of([7, 3], people=7, target=6)
    assert [each.value for each in told.readings] == [5, 0]
    assert (told.in_steps, told.target, told.direction, told.people) == (True, None, "worse", 5)
    assert told_of([7, 6], people=7).direction is None  # one of seven: not told


def test_other_numbers_are_told_as_they_are() -> None:
    told = told_of([33.5, 21.2], people=7, target=20, better="down")
    assert [each.value for each in told.readings] == [33.5, 21.2]
    assert (told.in_steps, told.target, told.direction) == (False, 20, "better")


def test_of_the_slots_told_no_more_are_held_than_came_round() -> None:
    pairs = pair("giulia", "anna")
    slots = [session("giulia", day(week), "anna") for week in range(1, 6)]
    extra = [session("giulia", day(week, 2), "anna", id=f"x{week}") for week in range(1, 6)]
    view = look(pairs, *slots, *extra, weeks=5, closed_on=day(5, 4))
    told = sponsor.edition(view, with_names=False)
    assert (told.slots, told.held) == (5, 5)
