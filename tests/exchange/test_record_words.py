"""Any record in words: every field has one, and no id of ours stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import Phase, given, settings

from revmentor.content import skills
from revmentor.exchange import document
from revmentor.exchange.field_labels import field_labels
from revmentor.exchange.record_words import RecordWords, kind_of
from revmentor.i18n.gettext import set_language
from revmentor.model.firm import Firm
from revmentor.model.session import Exchange, Step
from revmentor.model.snapshot import TABLES, Document, Snapshot
from tests.support.dated_documents import dated_documents
from tests.support.firm import day, everybody, pair, programme, session, snapshot, talk

SAMPLES = sorted((Path(__file__).parents[2] / "sample_data").glob("valdarco-*.json"))
_IDS = re.compile(r"\b(?:V0\d\d|(?:pr|pt|pa|pu|su|re|rf|rp|[pgrsxiecm])\d{4})\b")


def held(incoming: Document) -> Snapshot:
    tables: dict[str, Any] = {
        name: {each.id: each for each in incoming.records(name)} for name in TABLES
    }
    return Snapshot(firm=incoming.firm, **tables)


def said(standing: Snapshot) -> Iterator[tuple[str, str, str]]:
    words = RecordWords(standing, skills.with_own(standing.skills))
    for table, records in standing.tables():
        for record in records.values():
            yield table, "", words.name(record)
            for field, text in words.fields(record).items():
                yield table, field, text


def fields_of(kind: Any) -> Iterator[str]:
    """Yield the names of all fields of a type, and of what stands within it."""
    if get_origin(kind) is Annotated:
        yield from fields_of(get_args(kind)[0])
    elif isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for name, each in get_type_hints(kind, include_extras=True).items():
            yield name
            yield from fields_of(each)
    else:
        for each in get_args(kind):
            yield from fields_of(each)


@pytest.mark.parametrize("kind", [*TABLES.values(), Firm], ids=lambda kind: kind.__name__)
def test_every_field_has_a_word(kind: type) -> None:
    known = {"id", *field_labels()}
    assert {name for name in fields_of(kind) if name not in known} == set()


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_list_has_a_word_for_one_of_it(language: str) -> None:
    set_language(language)
    words = [kind_of(table) for table in ("firm", *TABLES)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("source", SAMPLES, ids=lambda each: each.name)
def test_nothing_of_a_sample_is_told_by_an_id(source: Path) -> None:
    standing = held(document.read_document(source.read_bytes()))
    told = list(said(standing))
    assert len(told) > 100
    bare = [each for each in told if each[1] != "earlier_ids" and _IDS.search(each[2])]
    assert bare == []


@settings(max_examples=25, phases=[Phase.generate])
@given(dated_documents())
def test_whatever_a_file_holds_can_be_told(incoming: Document) -> None:
    for _table, _field, text in said(held(incoming)):
        assert isinstance(text, str)


def test_what_was_taught_and_is_to_be_tried_reads_like_a_sentence() -> None:
    held_on = session(
        "giulia",
        day(1),
        "anna",
        id="s0001",
        taught=(Exchange(text="a formula", skill_id="spreadsheets"), Exchange(text="a chart")),
        received=(Exchange(skill_id="negotiation"),),
        steps=(Step(senior_id="anna", text="one sheet", due_on=day(2)),),
    )
    standing = snapshot(programme(), *everybody(), pair("giulia", "anna"), held_on)
    words = RecordWords(standing, skills.catalogue())
    assert words.name(held_on) == "Giulia Ferrante with Anna De Luca, 2 Feb 2026"
    told = words.fields(held_on)
    assert told["taught"] == "a formula (Spreadsheets at work) / a chart"
    assert told["attendance"] == "Anna De Luca: present"
    assert told["steps"].startswith("Anna De Luca: one sheet (tries it, 9 Feb 2026")


def test_what_names_another_record_says_what_that_is_called() -> None:
    records = [session("giulia", day(1), "anna", id="s0001"), talk("anna", day(2), "s0001")]
    standing = snapshot(programme(), *everybody(), *records)
    told = RecordWords(standing, skills.catalogue()).fields(records[1])
    assert told["asked_in"] == "Session: Giulia Ferrante with Anna De Luca, 2 Feb 2026"
