"""Where a type of record holds ids of others, days, and what it says of them."""

from __future__ import annotations

from datetime import date

import pytest

from revmentor.model.base import Record
from revmentor.model.evaluation import Evaluation
from revmentor.model.fields import leaves, leaves_saying, places_in
from revmentor.model.pair import Pair, Pause
from revmentor.model.session import Exchange, Session, Step
from revmentor.model.snapshot import TABLES

DAY = date(2026, 4, 24)
SESSION = Session(
    id="s1",
    programme_id="pr1",
    mentor_id="m1",
    due_on=DAY,
    status="held",
    attendance={"a": "present", "b": "absent"},
    taught=(Exchange(text="Pivot"), Exchange(skill_id="spreadsheets")),
    steps=(Step(senior_id="a", text="Try", due_on=DAY),),
    wants_talk=("b",),
)


def referring(record: Record) -> list[tuple[str, str, str]]:
    wanted = leaves_saying("table", type(record))
    return [(path, leaf.meaning["table"], value) for leaf, path, value in places_in(record, wanted)]


def test_every_id_that_a_session_names_is_come_upon_with_its_path() -> None:
    assert referring(SESSION) == [
        ("programme_id", "programmes", "pr1"),
        ("mentor_id", "people", "m1"),
        ("attendance.a", "people", "a"),
        ("attendance.b", "people", "b"),
        ("taught[1].skill_id", "skills", "spreadsheets"),
        ("steps[0].senior_id", "people", "a"),
        ("wants_talk[0]", "people", "b"),
    ]


def test_a_column_holds_what_stands_at_one_place_of_all_the_records() -> None:
    by_place = {(leaf.field, *leaf.steps): list(leaf.values([SESSION, SESSION])) for leaf in
                leaves(Session)}  # fmt: skip
    assert by_place["attendance", ".key"] == ["a", "b", "a", "b"]
    assert by_place["attendance", ".value"] == ["present", "absent", "present", "absent"]
    assert by_place["taught", "[]", "skill_id"] == [None, "spreadsheets"] * 2
    assert by_place["held_on",] == [None, None]


def test_the_days_of_a_part_are_come_upon_too() -> None:
    pair = Pair(
        id="pa1",
        programme_id="pr1",
        mentor_id="m1",
        senior_id="a",
        from_on=DAY,
        pauses=(Pause(start=DAY, end=DAY),),
    )
    days = [leaf for leaf in leaves(Pair) if leaf.kind is date]
    assert [path for _leaf, path, _day in places_in(pair, days)] == [
        "from_on",
        "pauses[0].start",
        "pauses[0].end",
    ]


def test_a_value_of_several_types_is_one_place() -> None:
    steps = [(leaf.field, *leaf.steps) for leaf in leaves(Evaluation)]
    assert steps.count(("answers", ".value")) == 1


@pytest.mark.parametrize("kind", [*TABLES.values()])
def test_every_field_that_ends_like_a_reference_says_where_it_leads(kind: type[Record]) -> None:
    shipped = {"guide_id"}  # of the content, which no list of the file holds
    silent = {
        name
        for leaf in leaves(kind)
        for name in (leaf.field, *leaf.steps)[-1:]
        if name.endswith(("_id", "_ids")) and "table" not in leaf.meaning
    }
    assert silent <= shipped


def test_a_reference_leads_to_a_list_of_the_file() -> None:
    named = {leaf.meaning.get("table") for kind in TABLES.values() for leaf in leaves(kind)}
    assert named - {None} <= TABLES.keys()
