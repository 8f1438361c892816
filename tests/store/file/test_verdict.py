from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.model.errors import Conflict, NotSaved, Unreadable
from revmentor.store.file.header import SCHEMA
from revmentor.store.workspace import Workspace
from tests.support.firm import begin, exported, running


def test_a_newer_file_is_refused_with_both_versions_and_left_alone(path: Path) -> None:
    begin(path)
    raw = json.loads(path.read_text())
    raw["meta"]["file"]["schema"] = SCHEMA + 6
    path.write_text(json.dumps(raw))
    before = path.read_bytes()
    with pytest.raises(Unreadable) as caught:
        Workspace.open(path)
    assert f"form {SCHEMA + 6}; this one knows {SCHEMA}" in str(caught.value)
    assert path.read_bytes() == before


def test_a_truncated_file_is_refused_wherever_it_was_cut(path: Path) -> None:
    running(path)
    whole = path.read_bytes()
    for cut in [*range(1, len(whole) - 2, max(1, len(whole) // 150)), len(whole) - 2]:
        path.write_bytes(whole[:cut])
        with pytest.raises(Unreadable, match=r"damaged|not a revmentor file"):
            Workspace.open(path)
        assert path.read_bytes() == whole[:cut]


def _spoilt(raw: dict[str, dict[str, object]], how: str) -> object:
    if how == "no meta":
        del raw["meta"]
    elif how == "no firm":
        raw["firm"] = {}
    elif how == "other application":
        raw["meta"]["file"] = {**raw["meta"], "application": "notes", "schema": 1}
    elif how == "unknown table":
        raw["shoes"] = {}
    elif how == "key and id differ":
        raw["people"]["zoe"] = raw["people"].pop("anna")
    elif how == "dangling pair":
        del raw["people"]["anna"]
    elif how == "a list of tables":
        return [raw]
    elif how == "a table is a list":
        return {**raw, "people": []}
    return raw


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("no meta", "damaged: its header is gone"),
        ("no firm", "damaged: firm.name: this field is missing"),
        ("other application", "damaged: its header is gone"),
        ("unknown table", "damaged: shoes: this table is not known"),
        ("key and id differ", "damaged: "),
        ("dangling pair", "damaged: "),
        ("a list of tables", "damaged: its header is gone"),
        ("a table is a list", "damaged: people: a list is not a group of fields"),
    ],
)
def test_a_file_whose_records_do_not_hold_is_refused_with_the_place(
    path: Path, how: str, expected: str
) -> None:
    running(path)
    path.write_text(json.dumps(_spoilt(json.loads(path.read_text()), how)))
    before = path.read_bytes()
    with pytest.raises(Unreadable) as caught:
        Workspace.open(path)
    assert expected in str(caught.value)
    assert path.read_bytes() == before


def test_opening_an_exported_document_says_to_import_it(path: Path) -> None:
    workspace = running(path)
    other = path.with_name("export.json")
    other.write_bytes(exported(workspace))
    with pytest.raises(Unreadable, match="revmentor import"):
        Workspace.open(other)


# -- a write that cannot be ----------------------------------------------------------------------


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(path: Path) -> None:
    mine = running(path)
    theirs = Workspace.open(path)
    people.add(theirs.change(), name="Zoe")
    before = path.read_bytes()
    with pytest.raises(Conflict, match="changed by somebody else"):
        people.add(mine.change(), name="Yuri")
    assert path.read_bytes() == before
    assert mine.reload() is True
    people.add(mine.change(), name="Yuri")
    names = {each.name for each in Workspace.open(path).snapshot.people.values()}
    assert {"Zoe", "Yuri"} <= names


def test_a_file_that_vanished_is_not_written_again(path: Path) -> None:
    workspace = running(path)
    path.unlink()
    with pytest.raises(Conflict):
        people.add(workspace.change(), name="Zoe")
    assert not path.exists()


def _failing(monkeypatch: pytest.MonkeyPatch, name: str, after: int) -> None:
    """Let one function of the system fail once, at its n-th call, for want of space."""
    real = getattr(os, name)
    calls = 0

    def fails(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **options)

    monkeypatch.setattr(os, name, fails)


@pytest.mark.parametrize(("name", "after"), [("fsync", 1), ("replace", 1), ("open", 1)])
def test_a_disk_that_is_full_changes_nothing_and_the_next_save_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, after: int
) -> None:
    workspace = running(path)
    before, held = path.read_bytes(), workspace.snapshot
    with monkeypatch.context() as patch:
        _failing(patch, name, after)
        with pytest.raises(NotSaved, match="was not saved: No space left on device"):
            people.add(workspace.change(), name="Zoe")
    assert path.read_bytes() == before
    assert workspace.snapshot is held
    assert list(path.parent.rglob("*.tmp")) == []
    people.add(workspace.change(), name="Zoe")
    assert exported(Workspace.open(path)) == exported(workspace)


def test_a_folder_that_cannot_be_forced_to_the_disk_leaves_memory_and_file_agreed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = running(path)
    with monkeypatch.context() as patch:
        _failing(patch, "fsync", 3)  # the file, the folder of the copies, its own folder
        people.add(workspace.change(), name="Zoe")
    assert "not certain to survive a power cut" in workspace.take_doubt()
    assert workspace.take_doubt() == ""
    assert exported(Workspace.open(path)) == exported(workspace)
    people.add(workspace.change(), name="Yuri")
    assert exported(Workspace.open(path)) == exported(workspace)


def test_a_new_file_on_a_full_disk_is_not_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _failing(monkeypatch, "fsync", 1)
    with pytest.raises(NotSaved):
        begin(path)
    assert list(path.parent.iterdir()) == []
