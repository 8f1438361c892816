"""Whoever is erased: what in a text tells of the person, and records that still hold without."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revmentor.content import skills
from revmentor.model.person import Person
from revmentor.model.references import named
from revmentor.model.snapshot import TABLES, Document, to_document
from revmentor.rules import integrity
from revmentor.rules.erasing.removal import Replacement, without_person
from revmentor.rules.erasing.traces import Traces
from tests.support.call_count import calls_in
from tests.support.firm import day, form, goal, pair, part, person, rating, session, snapshot
from tests.support.record_strategies import documents

ANNA = Person(id="M-47", name="Anna De Luca", email="anna.deluca@valdarco.example")


def traces(*others: str) -> Traces:
    return Traces.of([ANNA], [Person(id=str(n), name=name) for n, name in enumerate(others)])


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Met Anna De Luca at 9", "Met somebody at 9"),
        ("DE LUCA, Anna", "somebody"),
        ("Anna\u00a0De\nLuca", "somebody"),
        ("A\u200bn\u00adna came", "somebody came"),
        ("A\u0300nna and ànna", "somebody and somebody"),
        ("told De Luca", "told somebody"),
        ("Annabella and Hannah", "Annabella and Hannah"),
        ("luca said", "luca said"),
        ("ANNA.DELUCA@valdarco.example wrote", "somebody wrote"),
        ("number M-47, not M-471", "number somebody, not M-471"),
        ("", ""),
    ],
)
def test_what_tells_of_the_person_is_somebody(text: str, after: str) -> None:
    assert traces("Bruno Tosi").without(text) == after


@pytest.mark.parametrize(
    ("other", "text", "after"),
    [
        ("Anna Neri", "Anna and Anna De Luca", "Anna and somebody"),
        ("Piero De Luca", "De Luca and Anna", "De Luca and somebody"),
        ("Anna De Luca", "Anna De Luca", "Anna De Luca"),
    ],
)
def test_what_may_be_somebody_else_stays_and_is_found(other: str, text: str, after: str) -> None:
    assert traces(other).without(text) == after
    assert any(not each.sure for each in traces(other).found_in(text))


def test_a_short_number_is_no_trace_that_is_sure() -> None:
    known = Traces.of([Person(id="101", name="Anna De Luca")], [])
    assert known.without("room 101") == "room 101"


@pytest.mark.parametrize("instead", [None, Replacement("p-0", "Person 1")], ids=["gone", "figures"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents(full=True), data=st.data())
def test_whatever_holds_still_holds_without_the_person(
    instead: Replacement | None, document: Document, data: st.DataObject
) -> None:
    before = snapshot(
        *(each for name in TABLES for each in document.records(name)), firm=document.firm
    )
    who = data.draw(st.sampled_from(sorted(before.people)))
    others = [each for each in before.people.values() if each.id != who]
    known = Traces.of([before.people[who]], others)
    numbers = iter(range(10_000))
    after = without_person(before, known, lambda prefix: f"{prefix}-{next(numbers)}", instead)
    assert not list(integrity.contradictions(to_document(after), skills.catalogue()))
    assert who not in after.people
    assert who not in {
        target
        for _table, records in after.tables()
        for record in records.values()
        for _place, tables, target in named(record)
        if "people" in tables
    }
    assert len(after.people) == len(before.people) - (instead is None)
    if instead:
        counts = [
            {name: len(each.table(name)) for name in TABLES if name != "successes"}
            for each in (before, after)
        ]
        assert counts[0] == counts[1]


def test_a_firm_of_many_records_is_gone_through_in_a_few_calls_for_each() -> None:
    """It is done for every kept state and copy, and the coordinator waits."""
    weeks = [
        session("luca", day(week), "anna", "bruno", note="Anna asked.") for week in range(1, 40)
    ]
    people = [person("luca"), person("anna"), person("bruno")]
    parts = [part("luca", "mentor"), part("anna", "senior"), part("bruno", "senior")]
    rest = [pair("luca", "anna"), rating("anna", "spreadsheets", 1), goal("bruno", "spreadsheets")]
    before = snapshot(*people, *parts, *rest, *weeks, form("luca", "mentor"))
    known = Traces.of([before.people["anna"]], [before.people["bruno"], before.people["luca"]])

    def erase() -> None:
        without_person(before, known, lambda prefix: f"{prefix}-0")

    erase()  # what is asked of a type is asked once
    records = sum(len(before.table(name)) for name in TABLES)
    assert calls_in(erase) < 1_000 * records
