from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.actions import imports, pairs, people, programmes
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.errors import NeedsConfirmation, Refused
from revmentor.model.firm import Firm
from revmentor.model.programme import MonthlyHours
from revmentor.model.snapshot import TABLES, Document
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    START,
    TODAY,
    begin,
    exported,
    packed,
    raw_document,
    running,
)
from tests.support.record_strategies import documents


@contextmanager
def empty_file() -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        yield Workspace.create(Path(folder) / "file.json", Firm(name="Somebody else"))


def taken_in(workspace: Workspace, raw: bytes) -> imports.Imported:
    return imports.import_document(workspace.change(), document.read_document(raw))


def once(raw: bytes) -> bytes:
    with empty_file() as workspace:
        taken_in(workspace, raw)
        return exported(workspace)


@given(documents())
def test_importing_an_export_and_exporting_again_gives_the_same_bytes(found: Document) -> None:
    first = once(document.encode(found))
    assert once(first) == first


@given(documents(full=True))
@settings(max_examples=20)
def test_nothing_of_a_document_is_lost_on_the_way(found: Document) -> None:
    back = document.read_document(once(document.encode(found)))
    assert back.firm == found.firm
    for name in TABLES:
        assert {r.id: r for r in back.records(name)} == {r.id: r for r in found.records(name)}


@given(documents(full=True))
@settings(max_examples=20)
def test_a_file_opened_again_exports_the_same_bytes(found: Document) -> None:
    with empty_file() as workspace:
        taken_in(workspace, document.encode(found))
        assert exported(Workspace.open(workspace.path)) == exported(workspace)


@given(documents())
def test_importing_a_document_twice_adds_nothing_and_writes_nothing(found: Document) -> None:
    with empty_file() as workspace:
        first = taken_in(workspace, document.encode(found))
        before = workspace.path.read_bytes()
        again = taken_in(workspace, exported(workspace))
        assert (again.total, again.takes_firm) == (0, False)
        assert again.equal == first.total == sum(len(found.records(name)) for name in TABLES)
        assert workspace.path.read_bytes() == before


@given(documents(full=True), st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_the_order_of_the_lists_in_the_source_does_not_matter(
    found: Document, chance: random.Random
) -> None:
    raw = json.loads(document.encode(found))
    for name in TABLES:
        chance.shuffle(raw.get(name, []))
    pieces = list(raw.items())
    chance.shuffle(pieces)
    assert once(packed(dict(pieces))) == once(document.encode(found))


@given(documents(full=True))
@settings(max_examples=20)
def test_every_list_of_an_export_is_ordered_by_id(found: Document) -> None:
    raw = json.loads(once(document.encode(found)))
    assert list(raw)[:3] == ["format", "version", "firm"]
    for name in TABLES:
        given_ids = [each["id"] for each in raw.get(name, [])]
        assert given_ids == sorted(given_ids)
        assert set(given_ids) == {each.id for each in found.records(name)}


@given(documents())
def test_no_id_is_given_out_that_the_file_has_ever_held(found: Document) -> None:
    with empty_file() as workspace:
        taken_in(workspace, document.encode(found))
        ever = {name: {each.id for each in found.records(name)} for name in TABLES}
        workspace.undo()
        for name in TABLES:
            assert workspace.change().next_id(name) not in ever[name]
        again = Workspace.open(workspace.path)
        for name in TABLES:
            assert again.change().next_id(name) not in ever[name]


@pytest.mark.parametrize("highest", ["p0007", "p7", "p0123", "p999999999"])
def test_an_id_removed_after_an_import_is_not_given_to_anybody_else(
    path: Path, highest: str
) -> None:
    workspace = begin(path)
    taken_in(workspace, packed(raw_document(people=[{"id": highest, "name": "Anna De Luca"}])))
    newcomer = people.add(workspace.change(), name="Bruno Tosi")
    people.remove(workspace.change(), highest)
    people.remove(workspace.change(), newcomer.id)
    third = people.add(workspace.change(), name="Carla Russo")
    assert third.id not in {highest, newcomer.id}


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("stage", ["baselines", "pairs", "sessions", "evaluation"])
def test_the_sample_goes_through_a_file_unchanged(stage: sample.Stage, language: str) -> None:
    raw = sample.sample_document(stage, language)
    assert once(raw) == raw


def test_two_exports_of_one_state_are_the_same_bytes(path: Path) -> None:
    workspace = running(path)
    assert exported(workspace) == exported(workspace) == exported(Workspace.open(path))


def test_a_programme_begun_by_hand_exports_the_same_bytes_after_an_import(path: Path) -> None:
    workspace = begin(path)
    programmes.create(workspace.change(), name="Common floor", starts_on=START)
    assert once(exported(workspace)) == exported(workspace)


def test_a_programme_begun_by_hand_exports_the_same_bytes_once_the_file_is_opened_again(
    path: Path,
) -> None:
    workspace = begin(path)
    programmes.create(workspace.change(), name="Common floor", starts_on=START)
    assert exported(Workspace.open(path)) == exported(workspace)


def test_a_pair_changed_within_its_first_day_is_taken_whatever_the_order_of_the_list() -> None:
    raw = raw_document(
        people=[{"id": who, "name": who} for who in ("anna", "giulia", "luca")],
        programmes=[{"id": PROGRAMME, "name": "P", "starts_on": "2026-02-02", "weeks": 24}],
        participations=[
            {"id": who, "programme_id": PROGRAMME, "person_id": who, "role": role}
            for who, role in (("anna", "senior"), ("giulia", "mentor"), ("luca", "mentor"))
        ],
        pairs=[
            {
                "id": own_id,
                "programme_id": PROGRAMME,
                "mentor_id": mentor,
                "senior_id": "anna",
                "from_on": "2026-02-02",
                **end,
            }
            for own_id, mentor, end in (
                ("a", "luca", {}),
                ("b", "giulia", {"until_on": "2026-02-02"}),
            )
        ],
    )
    turned = {**raw, "pairs": raw["pairs"][::-1]}
    assert once(packed(raw)) == once(packed(turned))


def test_an_empty_file_takes_the_firm_and_a_full_one_keeps_its_own(path: Path) -> None:
    workspace = begin(path)
    first = raw_document(people=[{"id": "a", "name": "Anna"}])
    first["firm"] = {"name": "Client One"}
    taken_in(workspace, packed(first))
    assert workspace.snapshot.firm.name == "Client One"
    second = raw_document(people=[{"id": "b", "name": "Bruno"}])
    second["firm"] = {"name": "Client Two"}
    with pytest.raises(NeedsConfirmation, match="Client Two"):
        taken_in(workspace, packed(second))
    incoming = document.read_document(packed(second))
    imports.import_document(workspace.change(), incoming, other_firm=True)
    assert workspace.snapshot.firm.name == "Client One"
    assert set(workspace.snapshot.people) == {"a", "b"}


def test_a_document_only_adds_what_is_new(path: Path) -> None:
    workspace = running(path)
    raw = json.loads(exported(workspace))
    raw["people"].append({"id": "zoe", "name": "Zoe"})
    done = taken_in(workspace, packed(raw))
    assert done.added == {"people": 1}
    assert workspace.undo() == "1 entry imported"
    assert "zoe" not in workspace.snapshot.people


def test_a_byte_order_mark_before_a_document_is_no_obstacle(path: Path) -> None:
    workspace = begin(path)
    raw = b"\xef\xbb\xbf" + packed(raw_document(people=[{"id": "a", "name": "Anna"}]))
    assert taken_in(workspace, raw).added == {"people": 1}


def test_what_is_written_under_extra_is_kept_as_it_is() -> None:
    extra = {"payroll": {"code": "7/B", "shares": [1, 2.5, None, True]}}
    raw = once(packed(raw_document(people=[{"id": "a", "name": "Anna", "extra": extra}])))
    assert json.loads(raw)["people"][0]["extra"] == extra


def test_what_was_imported_can_be_opened_again_however_deep(path: Path) -> None:
    begin(path)
    plain = packed(raw_document())
    for depth in range(800, 1001):
        nested = b'"firm":{"extra":{"deep":' + b"[" * depth + b"]" * depth + b"},"
        workspace = Workspace.open(path)
        try:
            found = document.read_document(plain.replace(b'"firm":{', nested))
        except Refused:
            break
        imports.import_document(workspace.change(), found)
        assert Workspace.open(path).snapshot.firm.extra


def test_a_move_within_a_day_survives_export_and_import(path: Path) -> None:
    workspace = running(path)
    pairs.move(workspace.change(), "luca-carla", "giulia", on=TODAY)
    assert once(exported(workspace)) == exported(workspace)


def test_whole_hours_typed_in_a_form_export_the_same_bytes_once_opened_again(path: Path) -> None:
    workspace = running(path)
    programmes.edit(workspace.change(PROGRAMME), monthly_hours=MonthlyHours(senior=3, mentor=8))
    assert exported(Workspace.open(path)) == exported(workspace)
