"""Every JSON fits its schema, which is kept in the docs, whatever the file holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings

from revmentor import api
from revmentor.actions import imports
from revmentor.cli.options import ExportName, SchemaName
from revmentor.exchange import document, proposal, status, tables
from revmentor.exchange.answers import export as answers
from revmentor.exchange.contract.lists import ROWS
from revmentor.exchange.contract.schemas import SHAPES, schema_bytes, schema_of
from revmentor.exchange.evaluation import full, sponsor
from revmentor.model.errors import Refused
from revmentor.model.snapshot import Document
from revmentor.rules.pairing.draft import draw
from revmentor.store.workspace import Workspace
from tests.contract.validator import KEPT, faults, keys, validator
from tests.support.cli import TODAY, revmentor
from tests.support.dated_documents import dated_documents
from tests.support.firm import TODAY as ON
from tests.support.firm import begin, programme, running

SAMPLES = sorted((KEPT.parents[1] / "sample_data").glob("valdarco-*.json"))
JSON_EXPORTS = tuple(what for what in get_args(ExportName) if what != "person")


def taken_in(path: Path, raw: bytes) -> Workspace:
    records = document.read_document(raw)
    workspace = Workspace.create(path, records.firm)
    imports.import_document(workspace.change(), records)
    return workspace


# -- the schemas themselves ----------------------------------------------------------------------


def test_every_schema_is_kept_in_the_docs_and_current() -> None:
    assert {each.name for each in KEPT.iterdir()} == {f"{what}.json" for what in SHAPES}
    for what in SHAPES:
        assert (KEPT / f"{what}.json").read_bytes() == schema_bytes(what), "make schema"


def test_the_command_has_a_name_for_each() -> None:
    assert get_args(SchemaName) == tuple(SHAPES)


def test_every_schema_is_one() -> None:
    for what in SHAPES:
        assert validator(what).schema["$schema"].endswith("2020-12/schema")


def test_the_command_writes_them_and_knows_their_names(tmp_path: Path) -> None:
    for what in SHAPES:
        said = revmentor("schema", "--what", what, cwd=tmp_path)
        assert (said.status, said.raw) == (0, schema_bytes(what))
    assert revmentor("schema", cwd=tmp_path).raw == schema_bytes("document")
    assert api.schema() == schema_of("document")
    unknown = revmentor("schema", "--what", "party", cwd=tmp_path)
    assert (unknown.status, unknown.raw) == (2, b"")
    assert "evaluation" in unknown.err


def test_a_schema_goes_into_a_file(tmp_path: Path) -> None:
    assert revmentor("schema", "--what", "pair", "-o", "pair.json", cwd=tmp_path).raw == b""
    assert (tmp_path / "pair.json").read_bytes() == schema_bytes("pair")


# -- what the commands write ---------------------------------------------------------------------


@pytest.mark.parametrize("source", SAMPLES, ids=lambda each: each.name)
def test_every_export_of_a_sample_is_valid(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "f.json"
    taken_in(path, source.read_bytes())
    for what in JSON_EXPORTS:
        said = revmentor("export", path, "--what", what, "--today", TODAY, cwd=tmp_path)
        assert said.status == 0
        assert faults(what, said.raw) == [], what


@pytest.mark.parametrize("source", SAMPLES[::2], ids=lambda each: each.name)
def test_what_is_told_of_a_sample_is_valid(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "f.json"
    taken_in(path, source.read_bytes())
    for what in ("status", "pair", "check", "restore", "import"):
        more = (source,) if what == "import" else ()
        said = revmentor(what, path, *more, "--json", "--today", TODAY, cwd=tmp_path)
        assert faults("error" if said.status == 6 else what, said.raw) == [], what
    told = ("--what", "evaluation", "--audience", "sponsor")
    said = revmentor("export", path, *told, cwd=tmp_path)
    assert said.status == 6 or faults("sponsor", said.raw) == []


def _written(workspace: Workspace) -> dict[str, bytes]:
    current = workspace.current_programme()
    of = workspace.view(current.id) if current else None
    found = {
        "document": document.document_bytes(workspace.snapshot),
        "answers": answers.as_json(of or workspace.shown, ON, with_notes=True),
        "evaluation": full.as_json(of, ON),
        "status": status.as_json(of, "Firm", ON),
    }
    for what in ROWS:
        found[what] = tables.as_json(of or workspace.shown, what, ON)
    return found


@settings(max_examples=25, deadline=None)
@given(dated_documents())
def test_whatever_a_file_holds_is_valid(
    tmp_path_factory: pytest.TempPathFactory, incoming: Document
) -> None:
    path = tmp_path_factory.mktemp("any") / "f.json"
    workspace = taken_in(path, document.encode(incoming))
    for what, raw in _written(workspace).items():
        assert faults(what, raw) == [], what
    if programme_now := workspace.current_programme():
        view = workspace.view(programme_now.id)
        try:
            assert faults("pair", proposal.as_json(draw(view))) == []
            assert faults("sponsor", sponsor.as_json(view, with_names=True)) == []
        except Refused:
            return


# -- the same keys when empty --------------------------------------------------------------------


def test_a_file_without_a_programme_and_one_with_nobody_have_the_keys_of_a_full_one(
    tmp_path: Path,
) -> None:
    full_one = _written(running(tmp_path / "full.json"))
    bare = begin(tmp_path / "bare.json")
    nobody = begin(tmp_path / "nobody.json")
    nobody.commit("begun", put=[programme()])
    for workspace in (bare, nobody):
        for what, raw in _written(workspace).items():
            assert faults(what, raw) == []
            found, expected = json.loads(raw), json.loads(full_one[what])
            assert set(found) == set(expected), what
            if what == "evaluation":
                found["cost"] = expected["cost"]
                for side in ("senior", "mentor"):
                    found["summary"][side] = expected["summary"][side]
                assert keys(found) == keys(expected)


def test_the_sponsors_has_its_keys_without_a_programme_too(path: Path) -> None:
    begin(path)
    said = revmentor(
        "export", path, "--what", "evaluation", "--audience", "sponsor", cwd=path.parent
    )
    assert (said.status, said.json["edition"], said.json["decision"]) == (0, None, None)
    assert faults("sponsor", said.raw) == []
