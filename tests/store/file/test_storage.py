from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
import tinydb

from revmentor.actions import people
from revmentor.model.errors import RevmentorError, Unreadable
from revmentor.model.firm import Firm
from revmentor.model.snapshot import TABLES
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import recovery
from revmentor.store.workspace import Workspace
from tests.support.firm import FIRM, begin, exported, running

TWO_TABLES = ["meta", "firm"]


def leftovers(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir() if each != path)


# -- the form of the file ------------------------------------------------------------------------


def test_the_file_is_json_with_meta_on_the_first_line_and_one_table_a_line(path: Path) -> None:
    running(path)
    raw = path.read_text(encoding="utf-8")
    lines = raw.splitlines()
    assert lines[0].startswith('{"meta":{"changes":{"latest":[{"at":"')
    assert re.search(r'"bytes":\d+,"sha256":"[0-9a-f]{64}"}},$', lines[0])
    assert list(json.loads(raw)) == [*TWO_TABLES, *TABLES]
    assert [line.lstrip("{").split('"')[1] for line in lines] == [*TWO_TABLES, *TABLES]
    assert raw.endswith("}\n")


def test_plain_tinydb_opens_the_file_and_finds_the_tables(path: Path) -> None:
    running(path)
    before = path.read_bytes()
    with tinydb.TinyDB(path, access_mode="r") as plain:
        assert plain.tables() == {*TWO_TABLES, *TABLES}
        stored = json.loads(path.read_text())["people"]
        assert stored["anna"]["name"] == "Anna De Luca"
    assert path.read_bytes() == before


def test_a_change_touches_only_the_lines_of_its_tables(path: Path) -> None:
    workspace = running(path)
    before = path.read_text().splitlines()
    people.edit(workspace.change(), "anna", department="Sales")
    after = path.read_text().splitlines()
    changed = [new.split('"')[1] for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ["meta", "people"]


def test_a_file_that_another_program_wrote_is_opened_once_somebody_says_so(path: Path) -> None:
    running(path)
    path.write_text(json.dumps(json.loads(path.read_text())))
    with pytest.raises(Damaged, match="changed outside revmentor") as caught:
        Workspace.open(path)
    workspace = recovery.accept_as_it_is(caught.value.reading, None)
    people.add(workspace.change(), name="Zoe")
    assert "Zoe" in {each.name for each in Workspace.open(path).snapshot.people.values()}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read_the_file_whatever_the_umask(path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        workspace = begin(path)
        first = stat.S_IMODE(path.stat().st_mode)
        people.add(workspace.change(), name="Anna")
        second = stat.S_IMODE(path.stat().st_mode)
    finally:
        os.umask(old)
    assert (first, second) == (0o600, 0o600)


def test_beside_the_file_there_is_its_folder_and_nothing_else(path: Path) -> None:
    workspace = running(path)
    workspace.undo()
    workspace.reload()
    assert leftovers(path) == [f"{path.name}.d"]


def test_reading_leaves_nothing_behind(path: Path) -> None:
    begin(path)
    Workspace.open(path).reload()
    assert leftovers(path) == []


# -- no creation by accident ---------------------------------------------------------------------


@pytest.mark.parametrize("what", ["missing", "no folder", "empty", "blank", "folder"])
def test_opening_what_is_no_file_is_refused_and_creates_nothing(path: Path, what: str) -> None:
    if what == "no folder":
        path = path / "deeper" / "file.json"
    elif what in {"empty", "blank"}:
        path.write_bytes(b"" if what == "empty" else b" \n")
    elif what == "folder":
        path.mkdir()
    before = sorted(path.parent.parent.rglob("*"))
    with pytest.raises(Unreadable) as caught:
        Workspace.open(path)
    said = str(caught.value)
    assert {
        "missing": "There is no file",
        "no folder": "There is no file",
        "empty": "is empty",
        "blank": "is empty",
        "folder": "is a folder",
    }[what] in said
    assert path.name in said
    assert sorted(path.parent.parent.rglob("*")) == before


def _a_file(path: Path) -> None:
    path.write_text("do not lose me")


def _a_dangling_link(path: Path) -> None:
    (path.parent / "target.json").write_text("do not lose me")
    path.symlink_to(path.parent / "target.json")


@pytest.mark.parametrize("make", [_a_file, Path.mkdir, _a_dangling_link])
def test_new_refuses_a_name_that_is_taken(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    with pytest.raises(RevmentorError, match="already exists"):
        Workspace.create(path, FIRM)
    assert path.is_dir() or path.read_text() == "do not lose me"


def test_new_in_a_folder_that_is_not_there_is_refused_and_makes_no_folder(path: Path) -> None:
    with pytest.raises(RevmentorError, match="There is no folder"):
        Workspace.create(path.parent / "nowhere" / "file.json", FIRM)
    assert not (path.parent / "nowhere").exists()


def test_new_with_a_name_too_long_for_the_disk_is_refused(path: Path) -> None:
    with pytest.raises(RevmentorError):
        Workspace.create(path.parent / ("a" * 300), FIRM)


@pytest.mark.parametrize("name", ["", "Firm\x1b[2J", "a" * 201])
def test_new_with_a_name_that_does_not_fit_creates_nothing(path: Path, name: str) -> None:
    with pytest.raises(RevmentorError):
        Workspace.create(path, Firm(name=name))
    assert not path.exists()


def test_a_symbolic_link_stays_a_link(path: Path) -> None:
    real = path.parent / "elsewhere" / "real.json"
    real.parent.mkdir()
    begin(real)
    path.symlink_to(real)
    workspace = Workspace.open(path)
    people.add(workspace.change(), name="Anna")
    assert path.is_symlink()
    assert not real.is_symlink()
    assert exported(Workspace.open(real)) == exported(workspace)
    assert leftovers(real) == ["real.json.d"]
