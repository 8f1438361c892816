"""A file and a copy of it: which records are the same, and in what they differ."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.firm import Firm
from revmentor.model.snapshot import Snapshot
from revmentor.rules.copies.comparison import Comparison, compare
from tests.support.firm import (
    NAMES,
    PROGRAMME,
    TODAY,
    day,
    everybody,
    goal,
    pair,
    person,
    programme,
    rating,
    session,
    snapshot,
    talk,
)


def firm_with(*more: Record, **fields: Any) -> Snapshot:
    return snapshot(programme(), *everybody(), *more, **fields)


def differing(found: Comparison) -> list[tuple[str, str]]:
    """Return what differs as its key (or the id of what stands only here), and how."""
    return [(found.key_of(each) or f"here:{each.id}", each.kind) for each in found.differences]


def test_two_equal_files_differ_in_nothing() -> None:
    found = compare(firm_with(), firm_with())
    assert found.is_empty
    assert differing(found) == []


def test_what_stands_only_there_only_here_and_in_both() -> None:
    here = firm_with(person("zoe"), person("anna", site="Lecco"))
    copy = firm_with(person("yara"), person("anna", site="Milano"))
    found = compare(here, copy)
    assert differing(found) == [
        ("people:anna", "changed"),
        ("people:yara", "added"),
        ("here:zoe", "removed"),
    ]


def test_an_id_that_both_counted_for_two_sessions_means_two() -> None:
    here = firm_with(session("giulia", day(3), "anna", id="s0042"))
    copy = firm_with(session("luca", day(4), "carla", id="s0042"))
    found = compare(here, copy)
    assert sorted(kind for _key, kind in differing(found)) == ["added", "removed"]
    taken = found.by_key["sessions:s0042"]
    ours, theirs = found.sides(taken)
    assert ours is None
    assert theirs is not None
    assert theirs.id != "s0042"


def test_one_session_under_two_ids_is_one_and_what_names_it_follows() -> None:
    here = firm_with(session("giulia", day(3), "anna", id="s0042", wants_talk=("anna",)))
    copy = firm_with(
        session("giulia", day(3), "anna", id="s0043", wants_talk=("anna",)),
        talk("anna", day(4), "s0043"),
    )
    found = compare(here, copy)
    assert [each.table for each in found.differences] == ["talks"]
    assert found.copy.talks[f"talk-anna-{day(4)}"].asked_in == ("s0042",)


def test_two_seniors_of_a_mentor_on_one_day_are_two_sessions() -> None:
    here = firm_with(session("giulia", day(3), "anna", id="s0042"))
    copy = firm_with(session("giulia", day(3), "bruno", id="s0042"))
    assert len(compare(here, copy).differences) == 2


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        (person("p0031", name="Zoe Bianchi"), person("p0031", name="Zoë Bianchi"), 1),
        (person("p0031", name="Zoe Bianchi"), person("p0031", name="Carlo Neri"), 2),
        (person("p0031", name="Zoe Bianchi"), person("p0032", name="Zoe Bianchi"), 0),
        (person("V031", name="Zoe Bianchi"), person("V032", name="Zoe Bianchi"), 2),
        (person("V031", name="Zoe Bianchi"), person("V031", name="Zoe Neri-Rossi"), 1),
    ],
    ids=["a correction", "two people", "added twice", "two numbers of the firm", "a new name"],
)
def test_people_are_known_by_number_and_name(one: Record, other: Record, differences: int) -> None:
    assert len(compare(firm_with(one), firm_with(other)).differences) == differences


@pytest.mark.parametrize(
    ("one", "other", "differences"),
    [
        (
            rating("anna", "spreadsheets", 1, id="r0001"),
            rating("anna", "spreadsheets", 2, id="r0001"),
            1,
        ),
        (
            rating("anna", "spreadsheets", 1, id="r0001"),
            rating("bruno", "spreadsheets", 1, id="r0001"),
            2,
        ),
        (
            rating("anna", "spreadsheets", 1, id="r0001"),
            rating("anna", "spreadsheets", 1, id="r0002"),
            0,
        ),
        (goal("anna", "spreadsheets", id="g0001"), goal("anna", "presentations", id="g0001"), 2),
        (
            Case(id="c0001", programme_id=PROGRAMME, opened_on=TODAY, text="No room"),
            Case(id="c0001", programme_id=PROGRAMME, opened_on=TODAY, text="Another room"),
            1,
        ),
        (
            Case(id="c0001", programme_id=PROGRAMME, opened_on=TODAY, text="No room"),
            Case(id="c0001", programme_id=PROGRAMME, opened_on=day(1), text="Quarrel in group"),
            2,
        ),
    ],
)
def test_what_a_counted_id_means_is_what_it_tells_of(
    one: Record, other: Record, differences: int
) -> None:
    assert len(compare(firm_with(one), firm_with(other)).differences) == differences


def test_it_is_said_where_a_record_was_changed() -> None:
    before = firm_with(person("zoe"), person("yara"), pair("giulia", "anna"))
    here = before.with_records({"people": {"yara": None, "anna": person("anna", site="Lecco")}})
    copy = before.with_records({"people": {"zoe": None, "carla": person("carla", site="Milano")}})
    found = compare(here, copy, before)
    assert {each.id: found.changed_in(each) for each in found.differences} == {
        "anna": "here",
        "carla": "copy",
        "yara": "here",
        "zoe": "copy",
    }
    assert {compare(here, copy).changed_in(each) for each in found.differences} == {None}


def test_the_firm_is_one_difference() -> None:
    here, copy = firm_with(), firm_with(firm=Firm(name="Meccanica Valdarco", country="IT"))
    found = compare(here, copy)
    assert (found.is_empty, found.firm_differs, differing(found)) == (False, True, [])


@given(st.sets(st.sampled_from(sorted(NAMES))), st.sets(st.sampled_from(sorted(NAMES))))
def test_the_other_way_round_tells_the_same(one: set[str], two: set[str]) -> None:
    here = snapshot(*(person(who, site="Lecco") for who in one))
    copy = snapshot(*(person(who) for who in two))
    there, back = compare(here, copy), compare(copy, here)
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [(each.id, turned[each.kind]) for each in there.differences] == [
        (each.id, each.kind) for each in back.differences
    ]


def test_every_record_of_a_file_whose_ids_were_all_counted_anew_is_known_again() -> None:
    sessions = [session("giulia", day(week), "anna") for week in range(1, 9)]
    here = firm_with(*(_with_id(each, n) for n, each in enumerate(sessions, 1)))
    copy = firm_with(*(_with_id(each, n) for n, each in enumerate(reversed(sessions), 1)))
    assert compare(here, copy).is_empty


def _with_id(record: Record, number: int) -> Record:
    return msgspec.structs.replace(record, id=f"s{number:04d}")
