"""With ``--json`` an error is JSON on standard output too, beside its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.file import lock
from revmentor.store.history import generations
from tests.contract.validator import faults
from tests.support.cli import Said, revmentor
from tests.support.firm import begin, packed, prepared, raw_document, running


def error(said: Said) -> dict[str, object]:
    """Return the error of an answer, which fits its schema and stands in a sentence too."""
    assert faults("error", said.raw) == []
    found: dict[str, object] = said.json["error"]
    assert found["status"] == said.status
    assert str(found["text"]).splitlines()[0] in said.err
    assert said.json["done"] is False
    return found


@pytest.mark.parametrize(
    "words",
    [
        ["status", "--json"],
        ["status", "f.json", "--bogus", "--json"],
        ["pair", "--json", "f.json", "--today", "someday"],
        ["--json", "bogus", "f.json"],
        ["import", "--json", "f.json", "p.json", "--programme", "pr"],
    ],
    ids=" ".join,
)
def test_wrong_usage(tmp_path: Path, words: list[str]) -> None:
    found = error(revmentor(*words, cwd=tmp_path))
    assert (found["kind"], found["status"]) == ("wrong_usage", 2)


@pytest.mark.parametrize("command", ["status", "pair", "check", "restore"])
def test_a_file_that_is_not_there(tmp_path: Path, command: str) -> None:
    said = revmentor(command, "nope.json", "--json", cwd=tmp_path)
    if command in {"check", "restore"} and said.status != 2 and "error" not in said.json:
        assert faults(command, said.raw) == []  # that it is missing is the answer
    else:
        assert error(said)["kind"] == "unreadable"


def test_a_file_that_is_damaged(path: Path) -> None:
    running(path)
    path.write_bytes(path.read_bytes().replace(b"Anna", b"Enna", 1))
    found = error(revmentor("status", path, "--json", cwd=path.parent))
    assert (found["kind"], found["status"]) == ("damaged", 4)


def test_what_is_refused_lists_each_problem_with_its_place(path: Path) -> None:
    begin(path)
    broken = raw_document(people=[{"id": "a", "name": "A", "shoe": 1}] * 60)
    path.with_name("b.json").write_bytes(packed(broken))
    said = revmentor("import", path, "b.json", "--json", cwd=path.parent)
    found = error(said)
    assert (found["kind"], found["status"]) == ("refused", 6)
    problems = found["problems"]
    assert isinstance(problems, list)
    assert problems[0]["path"] == "people[0].shoe"
    assert (len(problems), found["more"]) == (50, 10)


def test_a_field_is_named(path: Path) -> None:
    prepared(path)
    said = revmentor("pair", path, "--json", "--programme", "nope", cwd=path.parent)
    assert error(said)["kind"] == "refused"


def test_a_file_in_use(path: Path) -> None:
    running(path)
    source = path.with_name("b.json")
    source.write_bytes(packed(raw_document(people=[{"id": "new", "name": "New"}])))
    with lock.held(generations.folder_of(path)):
        said = revmentor("import", path, source, "--json", cwd=path.parent)
    assert (error(said)["kind"], said.status) == ("in_use", 3)


def test_a_passphrase_that_nobody_can_be_asked_for(path: Path) -> None:
    from tests.cli.test_file import new_identity

    running(path)
    new_identity(path.with_name("key.txt"))
    new_identity(path.with_name("other.txt"))
    assert revmentor("lock", path, "--identity", "key.txt", cwd=path.parent).status == 0
    words = ("status", path, "--json", "--identity", "other.txt")
    assert error(revmentor(*words, cwd=path.parent))["kind"] == "wrong_passphrase"


def test_without_json_nothing_is_written(tmp_path: Path) -> None:
    assert revmentor("status", "nope.json", cwd=tmp_path).raw == b""


def test_a_result_that_stands_there_is_followed_by_nothing(path: Path) -> None:
    running(path)
    said = revmentor("status", path, "--json", cwd=path.parent)
    assert faults("status", said.raw) == []


def test_a_sentence_is_in_the_readers_language_and_the_kind_is_not(tmp_path: Path) -> None:
    said = revmentor("status", "nope.json", "--json", "--lang", "it", cwd=tmp_path)
    assert error(said)["kind"] == "unreadable"
