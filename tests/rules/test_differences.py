from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.evaluation import Evaluation
from revmentor.model.firm import Firm
from revmentor.model.indicator import Indicator
from revmentor.model.resource import Resource
from revmentor.model.skill import Skill
from revmentor.model.snapshot import TABLES, Snapshot
from revmentor.model.success import Success
from revmentor.rules import differences
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
)

AWKWARD = [
    "Anna [bold]De Luca[/bold]",
    "[@click=app.quit]Anna[/]",
    "Anna {name} {n} {0}",
    "Anna %s %(name)s",
    "<b>Anna</b> & \\n “Luca”",
    "Anna: added",
    "אנה דה לוקה",
]


def before(*more: Record, firm: Firm | None = None) -> Snapshot:
    given_firm = {"firm": firm} if firm else {}
    return snapshot(programme(), *everybody(), *more, **given_firm)


def told(old: Snapshot, new: Snapshot, **options: Any) -> list[str]:
    return differences.sentences(old, new, **options)


def test_two_equal_states_differ_in_nothing() -> None:
    assert told(before(), before()) == []
    assert differences.counts_text(before(), before()) == ""
    assert differences.differences(before(), before()) == []


# -- sentences -----------------------------------------------------------------------------------


def test_a_change_names_the_field_and_says_it_was_this_and_is_that() -> None:
    old = before(person("anna", department="Sales"))
    new = before(person("anna", department="Sales EU"))
    assert told(old, new) == ["Anna De Luca: department “Sales” → “Sales EU”"]


def test_what_was_empty_or_is_empty_now_is_called_nothing() -> None:
    old, new = before(person("anna")), before(person("anna", site="Modena", job_title="Buyer"))
    assert told(old, new) == ["Anna De Luca: job title nothing → “Buyer”, site nothing → “Modena”"]
    assert told(new, old) == ["Anna De Luca: job title “Buyer” → nothing, site “Modena” → nothing"]


def test_dates_numbers_and_words_are_written_as_a_person_reads_them() -> None:
    old = before(person("anna"), rating("anna", "spreadsheets", 1))
    new = before(person("anna", joined_on=day(1)), rating("anna", "spreadsheets", 2))
    assert told(old, new) == [
        "Anna De Luca: joined on nothing → 2 Feb 2026",
        "Anna De Luca, spreadsheets: level 1 → 2",
    ]


def test_a_level_of_zero_and_a_no_are_not_nothing() -> None:
    old = before(rating("anna", "spreadsheets", 0), session("giulia", day(1), mentor_share=0.0))
    new = before(rating("anna", "spreadsheets", 1), session("giulia", day(1), mentor_share=0.5))
    assert [line.split(": ")[1] for line in told(old, new)] == [
        "level 0 → 1",
        "mentor share 0 → 0.5",
    ]


def test_more_than_two_fields_end_in_an_ellipsis() -> None:
    new = before(person("anna", department="Sales", site="Modena", job_title="Buyer"))
    assert told(before(), new) == [
        "Anna De Luca: department nothing → “Sales”, job title nothing → “Buyer”, …"
    ]


def test_what_is_no_single_value_is_not_spelt_out() -> None:
    old, new = before(person("anna")), before(person("anna", languages=("it", "en")))
    assert told(old, new) == ["Anna De Luca: languages nothing → …"]


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (person("zoe", name="Zoe Nuova"), "Zoe Nuova"),
        (Skill(id="welding", name={"en": "Welding"}), "Welding"),
        (pair("giulia", "anna"), "Giulia Ferrante and Anna De Luca"),
        (session("giulia", day(5), "anna"), "session of 2 Mar 2026, Giulia Ferrante"),
        (rating("anna", "spreadsheets", 1), "Anna De Luca, spreadsheets"),
        (goal("anna", "spreadsheets"), "learn spreadsheets"),
        (
            Evaluation(id="e1", programme_id=PROGRAMME, person_id="anna", role="senior", on=TODAY),
            "Anna De Luca",
        ),
        (Indicator(id="i1", programme_id=PROGRAMME, name="Hours"), "Hours"),
        (Case(id="c1", programme_id=PROGRAMME, opened_on=TODAY, text="No room"), "No room"),
        (Success(id="u1", programme_id=PROGRAMME, on=TODAY, text="First call"), "First call"),
        (Resource(id="r1", programme_id=PROGRAMME, title="A guide"), "A guide"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_record_is_called_by_what_a_coordinator_knows_it_by(record: Record, name: str) -> None:
    assert told(before(), before(record)) == [f"{name}: added"]
    assert told(before(record), before()) == [f"{name}: removed"]


def test_a_record_of_a_person_who_is_gone_is_called_by_the_id() -> None:
    old = before(rating("zoe", "spreadsheets", 1))
    assert told(old, before()) == ["zoe, spreadsheets: removed"]


def test_a_changed_firm_comes_first() -> None:
    new = before(person("zoe", name="Zoe"), firm=Firm(name="Another"))
    assert told(before(), new) == ["the firm changed", "Zoe: added"]


def test_table_after_table_and_by_id() -> None:
    new = before(person("zoe", name="Zoe"), person("adam", name="Adam"), pair("luca", "anna"))
    assert told(before(), new) == [
        "Adam: added",
        "Zoe: added",
        "Luca Bianchi and Anna De Luca: added",
    ]


@pytest.mark.parametrize(("n", "last"), [(4, "and 1 more"), (5, "and 2 more"), (3, "N2: added")])
def test_only_the_first_are_told_and_the_rest_counted(n: int, last: str) -> None:
    new = before(*(person(f"n{turn}", name=f"N{turn}") for turn in range(n)))
    lines = told(before(), new, most=3)
    assert lines[:3] == ["N0: added", "N1: added", "N2: added"]
    assert lines[-1] == last


# -- text stays text -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_stays_the_text_it_is(name: str) -> None:
    zoe = person("zoe", name=name, department="Sales")
    assert told(before(), before(zoe)) == [f"{name}: added"]
    other = msgspec.structs.replace(zoe, department=name)
    assert told(before(zoe), before(other)) == [f"{name}: department “Sales” → “{name}”"]
    with_pair = pair("zoe", "anna")
    assert told(before(zoe), before(zoe, with_pair)) == [f"{name} and Anna De Luca: added"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zoe\x1b[31m", "Zoe␛[31m"),
        ("Zoe\nof\n\nSales", "Zoe of Sales"),
        ("\u202eZoe", "\ufffdZoe"),
        ("Zoe\x00", "Zoe␀"),
    ],
    ids=repr,
)
def test_a_control_character_is_shown_and_not_obeyed(name: str, shown: str) -> None:
    assert told(before(), before(person("zoe", name=name))) == [f"{shown}: added"]
    note = before(person("zoe", name="Zoe", note=name))
    assert told(before(person("zoe", name="Zoe")), note) == [f"Zoe: note nothing → “{shown}”"]


@pytest.mark.parametrize("name", ["Zoe\x1b[31m", "Zoe\nof Sales", "\u202eZoe"])
def test_a_person_named_within_a_sentence_is_shown_as_safely(name: str) -> None:
    records = [person("zoe", name=name), pair("zoe", "anna"), rating("zoe", "spreadsheets", 1)]
    for line in told(before(records[0]), before(*records)):
        assert not {"\x1b", "\n", "\u202e"} & set(line)


def test_a_long_text_is_cut() -> None:
    old, new = before(), before(person("anna", note="x" * 4000))
    assert told(old, new) == [f"Anna De Luca: note nothing → “{'x' * 39}…”"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_typed_gives_one_line(name: str, note: str) -> None:
    old, new = before(person("zoe", name="Zoe")), before(person("zoe", name=name, note=note))
    for line in told(old, new):
        assert not {"\x1b", "\n", "\r", "\t", "\x00", "\u2028"} & set(line)


# -- the summary ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "said"), [(1, "1 person added"), (2, "2 people added"), (21, "21 people added")]
)
def test_things_are_counted_in_singular_and_plural(n: int, said: str) -> None:
    new = before(*(person(f"n{turn}", name="N") for turn in range(n)))
    assert differences.counts_text(before(), new) == said
    assert differences.counts_text(new, before()) == said.replace("added", "removed")


def test_a_summary_lists_each_table_and_what_became_of_it() -> None:
    old = before(session("giulia", day(1), "anna", id="s1"), person("zoe", name="Zoe"))
    new = before(
        session("giulia", day(1), "anna", id="s1", note="late"),
        session("giulia", day(2), "anna", id="s2"),
        session("giulia", day(3), "anna", id="s3"),
        firm=Firm(name="Another"),
    )
    assert differences.counts_text(old, new) == (
        "the firm changed, 1 person removed, 1 session changed, 2 sessions added"
    )


@pytest.mark.parametrize("n", [1, 2])
def test_every_table_has_words_of_its_own(n: int) -> None:
    every = [differences.counted_entries(table, n) for table in TABLES]
    assert all(words.startswith(f"{n} ") for words in every)
    assert len(set(every)) == len(TABLES)


@given(st.sets(st.sampled_from(sorted(NAMES))), st.sets(st.sampled_from(sorted(NAMES))))
def test_the_way_back_says_the_same_the_other_way_round(one: set[str], two: set[str]) -> None:
    old = snapshot(*(person(who) for who in one))
    new = snapshot(*(person(who) for who in two))
    there, back = differences.differences(old, new), differences.differences(new, old)
    assert [each.id for each in there] == [each.id for each in back]
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert [turned[each.kind] for each in there] == [each.kind for each in back]
