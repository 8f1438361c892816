"""A document that still holds somebody who was erased: nobody comes back unasked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revmentor.exchange import document
from revmentor.model.snapshot import to_document
from revmentor.store.workspace import Workspace
from tests.contract.validator import faults
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import person, running


@pytest.fixture
def exported_before(path: Path) -> Path:
    """The document of a file as it was before Anna was erased from it; Zoe came since."""
    workspace = running(path)
    source = path.with_name("before.json")
    with_zoe = workspace.snapshot.with_records({"people": {"zoe": person("zoe")}})
    source.write_bytes(document.encode(to_document(with_zoe)))
    assert revmentor("erase", path, "anna", "--today", TODAY, cwd=path.parent).status in {0, 1}
    return source


def brought(path: Path, source: Path, *words: str) -> Said:
    return revmentor("import", path, source, "--today", TODAY, *words, cwd=path.parent)


def people(path: Path) -> set[str]:
    return set(Workspace.open(path).snapshot.people)


def test_nothing_comes_in_before_it_was_asked(path: Path, exported_before: Path) -> None:
    raw = path.read_bytes()
    said = brought(path, exported_before)
    assert said.status == 6
    assert "1 person in it was erased from this file: Anna De Luca." in said.err
    assert "--erased leave-out" in said.err
    assert "--erased take-in" in said.err
    assert path.read_bytes() == raw
    in_json = brought(path, exported_before, "--json")
    assert (faults("error", in_json.raw), in_json.json["error"]["kind"]) == ([], "refused")


def test_the_rest_comes_in_and_tells_of_nobody(path: Path, exported_before: Path) -> None:
    said = brought(path, exported_before, "--erased", "leave-out")
    assert said.status == 0, said.err
    assert "zoe" in people(path)
    assert "anna" not in people(path)
    raw = path.read_bytes()
    assert b"De Luca" not in raw
    assert b'"anna"' not in raw


def test_who_is_meant_to_come_back_does(path: Path) -> None:
    workspace = running(path)
    source = path.with_name("part.json")
    only = {"format": "revmentor", "version": 1, "firm": {"name": workspace.snapshot.firm.name}}
    source.write_text(json.dumps({**only, "people": [{"id": "anna", "name": "Anna De Luca"}]}))
    assert revmentor("erase", path, "anna", "--today", TODAY, cwd=path.parent).status in {0, 1}
    assert brought(path, source).status == 6
    assert brought(path, source, "--erased", "take-in").status == 0
    assert "anna" in people(path)


def test_a_correction_asks_too(path: Path, exported_before: Path) -> None:
    assert exported_before.exists()
    part = path.with_name("part.json")
    lists = {"people": [{"id": "anna", "name": "Anna De Luca"}]}
    part.write_text(json.dumps({"format": "revmentor", "version": 1, **lists}))
    said = brought(path, part, "--update")
    assert said.status == 6
    assert "1 person in it was erased from this file: Anna De Luca." in said.err
    assert "leave-out" not in said.err
    assert "anna" not in people(path)
    assert brought(path, part, "--update", "--erased", "take-in").status == 0
    assert "anna" in people(path)


def test_a_file_from_which_nobody_was_erased_asks_nothing(path: Path) -> None:
    workspace = running(path)
    source = path.with_name("more.json")
    more = workspace.snapshot.with_records({"people": {"zoe": person("zoe")}})
    source.write_bytes(document.encode(to_document(more)))
    assert brought(path, source).status == 0
    assert "zoe" in people(path)
