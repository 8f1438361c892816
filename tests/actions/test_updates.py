"""Corrections by a part of a document: what stands there already is never touched."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.actions import imports, updates
from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.model.partial import PartialDocument
from revmentor.model.snapshot import TABLES, Document
from revmentor.store.workspace import Workspace
from tests.support.dated_documents import dated_documents
from tests.support.firm import PROGRAMME, TODAY, exported, running
from tests.support.hostile_documents import document_of


def begun(path: Path, incoming: Document) -> Workspace:
    workspace = Workspace.create(path, incoming.firm)
    imports.import_document(workspace.change(), incoming)
    return workspace


def part(**records: list[Mapping[str, Any]]) -> PartialDocument:
    return PartialDocument({}, records)


@settings(max_examples=20, deadline=None)
@given(dated_documents())
def test_a_file_corrected_by_its_own_export_stays_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, incoming: Document
) -> None:
    incoming = document.read_document(document.encode(incoming))
    workspace = begun(tmp_path_factory.mktemp("own") / "f.json", incoming)
    before, generation = exported(workspace), workspace.generation
    done = updates.update(workspace.change(), document.read_partial(before))
    assert (done.changed, done.added) == ([], [])
    assert done.equal == sum(len(incoming.records(name)) for name in TABLES) + 1
    assert (exported(workspace), workspace.generation) == (before, generation)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_what_is_corrected_and_corrected_back_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    incoming = data.draw(dated_documents().filter(lambda each: bool(each.people)))
    workspace = begun(tmp_path_factory.mktemp("back") / "f.json", incoming)
    before = exported(workspace)
    who = data.draw(st.sampled_from(sorted(workspace.snapshot.people)))
    done = updates.update(
        workspace.change(),
        part(people=[{"id": who, "name": "Another Name", "site": None, "email": "x@example.org"}]),
    )
    old = {name: was for each in done.changed for name, (was, _now) in each.fields.items()}
    updates.update(workspace.change(), part(people=[{"id": who, **old}]))
    assert exported(workspace) == before


def tried(folder: Path, seeds: range) -> int:
    """Correct a file by odd documents, and return how many were taken: all of each, or nothing."""
    taken = 0
    for seed in seeds:
        path = folder / f"{seed}.json"
        workspace = Workspace.create(path, Firm(name="Prova"))
        before = path.read_bytes()
        with suppress(Refused):
            updates.update(workspace.change(), document.read_partial(document_of(seed)))
            taken += 1
            Workspace.open(path)
            continue
        assert path.read_bytes() == before
    return taken


def test_a_few_odd_parts(tmp_path: Path) -> None:
    assert tried(tmp_path, range(40)) > 5


@pytest.mark.long
def test_two_thousand_odd_parts(tmp_path: Path) -> None:
    assert tried(tmp_path, range(2_000)) > 100


def test_one_part_is_one_change_that_is_undone_as_one(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    given_part = part(
        people=[{"id": "anna", "site": "Lecco"}, {"id": "neo", "name": "Neo"}],
        participations=[{"id": "neo-senior", "person_id": "neo", "role": "senior"}],
    )
    done = updates.update(workspace.change(PROGRAMME, today=TODAY), given_part)
    assert (len(done.changed), len(done.added), done.total) == (1, 2, 3)
    assert workspace.snapshot.participations["neo-senior"].programme_id == PROGRAMME
    assert workspace.undoable == "3 entries corrected"
    workspace.undo()
    assert exported(workspace) == before


def test_a_group_within_a_record_is_taken_whole(path: Path) -> None:
    workspace = running(path)
    record = workspace.snapshot.sessions["s1"]
    assert set(record.attendance) == {"anna", "bruno"}
    updates.update(
        workspace.change(), part(sessions=[{"id": "s1", "attendance": {"anna": "present"}}])
    )
    expected = msgspec.structs.replace(record, attendance={"anna": "present"})
    assert workspace.snapshot.sessions["s1"] == expected
