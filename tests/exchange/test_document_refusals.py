from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.model.snapshot import Document
from revmentor.store.workspace import Workspace
from tests.support.broken_documents import CONTRADICTIONS, MISFITS, Break, Raw, sound, world
from tests.support.firm import begin, exported, packed, pair, raw_document, running
from tests.support.record_strategies import documents

EMPTY_LISTS: Raw = json.loads(document.encode(document.read_document(packed(raw_document()))))


def refused(workspace: Workspace, raw: bytes) -> Refused:
    """The refusal of an import, after a look that the file holds what it held."""
    before = workspace.path.read_bytes()
    with pytest.raises(Refused) as caught:
        imports.import_document(workspace.change(), document.read_document(raw))
    assert workspace.path.read_bytes() == before
    return caught.value


def paths(error: Refused) -> list[str]:
    return sorted(problem.path for problem in error.problems)


def break_it(raw: Raw, ways: dict[str, Break], names: list[str]) -> list[str]:
    named: set[str] = set()
    for number, name in enumerate(names):
        named |= ways[name](raw, f"zz{number}")
    return sorted(named)


@given(documents(full=True), st.lists(st.sampled_from(sorted(CONTRADICTIONS)), unique=True))
@settings(max_examples=40)
def test_every_contradiction_of_a_document_is_named_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, found: Document, names: list[str]
) -> None:
    raw = json.loads(document.encode(found))
    named = break_it(raw, CONTRADICTIONS, names)
    workspace = begin(tmp_path_factory.mktemp("w") / "file.json")
    if not names:
        imports.import_document(workspace.change(), document.read_document(packed(raw)))
        return
    error = refused(workspace, packed(raw))
    assert paths(error) == named
    assert f"refused: {len(named)} problem" in str(error)


@given(documents(full=True), st.lists(st.sampled_from(sorted(MISFITS)), min_size=1, unique=True))
@settings(max_examples=40)
def test_every_field_that_does_not_fit_is_named_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, found: Document, names: list[str]
) -> None:
    raw = json.loads(document.encode(found))
    named = break_it(raw, MISFITS, names)
    workspace = begin(tmp_path_factory.mktemp("w") / "file.json")
    if named:
        assert paths(refused(workspace, packed(raw))) == named


@pytest.mark.parametrize("name", sorted(n for n in CONTRADICTIONS if ": first " not in n))
def test_a_contradiction_is_refused_with_its_path(path: Path, name: str) -> None:
    raw = json.loads(json.dumps(EMPTY_LISTS))
    named = break_it(raw, CONTRADICTIONS, [name])
    assert paths(refused(begin(path), packed(raw))) == named


@pytest.mark.parametrize("name", sorted(MISFITS))
def test_a_field_that_does_not_fit_is_refused_with_its_path(path: Path, name: str) -> None:
    raw = json.loads(json.dumps(EMPTY_LISTS))
    named = break_it(raw, MISFITS, [name])
    assert paths(refused(begin(path), packed(raw))) == named


def test_the_sound_records_that_the_breakages_start_from_are_taken(path: Path) -> None:
    raw = json.loads(json.dumps(EMPTY_LISTS))
    world(raw, "zz")
    for table, record in sound("zz").items():
        raw.setdefault(table, []).append(dict(record))
    assert imports.import_document(
        begin(path).change(), document.read_document(packed(raw))
    ).total > len(sound("zz"))


def sentence(raw: bytes) -> str:
    with pytest.raises(Refused) as caught:
        document.read_document(raw)
    problems = caught.value.problems
    return str(problems[0]) if len(problems) == 1 else str(caught.value)


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        (
            {"people": [{"id": "a", "name": "Anna", "birthday": "1970-01-01"}]},
            "people[0].birthday: this field is not known; remove it, or put it under “extra”",
        ),
        (
            {"people": [{"id": "a", "name": "Anna", "manager_id": "b"}]},
            "people[0].manager_id: there is no “b” in people",
        ),
        (
            {"people": [{"id": "a", "name": "Anna\u202e"}]},
            "people[0].name: the text holds a hidden control character (U+202E); delete it",
        ),
        (
            {"people": [{"id": "a", "name": "Anna\x1b[2J"}]},
            "people[0].name: the text holds a hidden control character (U+001B); delete it",
        ),
        (
            {"people": [{"id": "a", "name": "A", "joined_on": "2026-02-30"}]},
            "people[0].joined_on: “2026-02-30” is not a date that exists, written like 2026-04-24",
        ),
        (
            {"people": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]},
            "people[1].id: the id “a” stands twice in this list; ids must differ",
        ),
        ({"people": [{"id": "a"}]}, "people[0].name: this field is missing; it must be given"),
        ({"people": {}}, "people: a group of fields is not a list"),
        ({"peeple": []}, "peeple: this field is not known; remove it, or put it under “extra”"),
        (
            {"people": [{"id": "a", "name": "A", "works": "sometimes"}]},
            "people[0].works: “sometimes” is not one of both, on_site, remote",
        ),
        (
            {"programmes": [{"id": "a", "name": "A", "starts_on": "2026-02-02", "weeks": 105}]},
            "programmes[0].weeks: “105” is not a whole number from 1 to 104",
        ),
        ({"firm": {"name": "F", "timezone": "Rome"}}, "firm.timezone: “Rome” is not a known"),
        ({"firm": {"name": "F", "country": "Italy"}}, "firm.country: “Italy” is not a country's"),
    ],
)
def test_the_sentence_says_what_is_wrong_and_what_to_write(
    lists: dict[str, object], expected: str
) -> None:
    assert sentence(packed(raw_document(**lists))).startswith(expected)


def test_a_name_of_two_lines_is_said_to_have_two_lines() -> None:
    said = sentence(packed(raw_document(people=[{"id": "a", "name": "Anna\nDe Luca"}])))
    assert "line" in said


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "not a JSON document"),
        (b"{", "not a JSON document"),
        (b'{"format": "revmentor", "version": 1, "firm": {"name": NaN}}', "not a JSON document"),
        (b'{"format": "revmentor", "version": 1e999}', "not a JSON document"),
        (b'{"format": "revmentor", "version": ' + b"9" * 5000 + b"}", "not a JSON document"),
        (b'{"format": "revmentor", "firm": ' + b"[" * 9**5, "not a JSON document"),
        (b"\xff\xfe{", "not a JSON document"),
        (b'{"format": "revmentor", "firm": {"name": "\xe8"}}', "not a JSON document"),
        (b'{"format": "revmentor", "firm": {"name": "\\ud800"}}', "not a JSON document"),
        (b"{}", 'must begin with "format": "revmentor"'),
        (b'{"format": "other", "version": 1}', 'must begin with "format": "revmentor"'),
        (b'{"format": ["revmentor"]}', 'must begin with "format": "revmentor"'),
        (b'{"format": "revmentor", "version": 2}', "has version 2; this revmentor reads version 1"),
        (b'{"format": "revmentor", "version": "1", "firm": {"name": "F"}}', "version: “1” is not"),
        (b'{"format": "revmentor", "version": true, "firm": {"name": "F"}}', "version: “true” is"),
        (b'{"format": "revmentor", "version": 0, "firm": {"name": "F"}}', "version: “0” is not"),
        (b'{"format": "revmentor", "version": 1}', "firm: this field is missing"),
        (b"[]", "a list is not a group of fields"),
        (b"null", "“nothing” is not a group of fields"),
        (b'{"meta": {}, "people": {}}', "This is a revmentor file, not a document"),
    ],
)
def test_what_is_no_document_is_refused_with_a_sentence(raw: bytes, expected: str) -> None:
    assert expected in sentence(raw)


@pytest.mark.parametrize("stage", ["baselines", "evaluation"])
def test_a_truncated_document_is_refused_wherever_it_was_cut(stage: sample.Stage) -> None:
    raw = sample.sample_document(stage)
    for cut in [*range(1, len(raw) - 2, len(raw) // 150), len(raw) - 2]:
        assert "not a JSON document" in sentence(raw[:cut])


def test_ids_with_other_content_are_listed_and_nothing_is_added(path: Path) -> None:
    workspace = running(path)
    raw = json.loads(exported(workspace))
    raw["people"][0]["name"] = "Somebody Else"
    raw["pairs"][1]["locked"] = True
    raw["people"].append({"id": "zoe", "name": "Zoe"})
    error = refused(workspace, packed(raw))
    assert paths(error) == ["pairs[1]", "people[0]"]
    assert str(error).startswith("2 entries do not fit what stands in the file")
    assert "already stands in the file with other content" in error.problems[0].message


def test_a_document_that_contradicts_the_file_it_comes_into_is_refused(path: Path) -> None:
    workspace = running(path)
    raw = json.loads(exported(workspace))
    second = json.loads(packed({"pair": pair("luca", "anna", id="zz")}))["pair"]
    raw["pairs"] = [second]
    raw["sessions"] = raw["goals"] = raw["ratings"] = []
    error = refused(workspace, packed(raw))
    assert [problem.path.split(".")[1] for problem in error.problems] == ["senior_id"]


def test_a_dry_run_refuses_what_the_import_would_refuse(path: Path) -> None:
    workspace = running(path)
    raw = json.loads(exported(workspace))
    raw["pairs"] = [json.loads(packed({"pair": pair("luca", "anna", id="zz")}))["pair"]]
    raw["sessions"] = raw["goals"] = raw["ratings"] = []
    found = document.read_document(packed(raw))
    with pytest.raises(Refused):
        imports.import_document(workspace.change(dry_run=True), found)


def test_a_key_with_control_characters_is_refused(path: Path) -> None:
    raw = raw_document(people=[{"id": "a", "name": "A", "style": {"\x1b[31m": 3}}])
    assert "hidden control character" in refused(begin(path), packed(raw)).problems[0].message
