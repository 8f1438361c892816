from __future__ import annotations

import copy
import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import people
from revmentor.model.errors import NotSaved, Refused, Unreadable
from revmentor.store.file import inspection, migrations
from revmentor.store.file.header import SCHEMA
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import generations, recovery
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, revmentor
from tests.support.firm import exported

OLD = Path(__file__).parent / "old"
FILE, EXPORTED = OLD / "form-1.json", OLD / "form-1-exported.json"
COPY = f"before-form-{SCHEMA}-*.json"


SEALED, SEALED_EXPORTED = OLD / "form-2.json", OLD / "form-2-exported.json"
"""A file of form 2, with indicators of people, and what the revmentor of then exported of it."""


def at_work(tmp_path: Path, old: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return Path(shutil.copyfile(old, folder / "valdarco.json"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that the older revmentor wrote, in a folder of its own."""
    return at_work(tmp_path, FILE)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A file of form 2, in a folder of its own."""
    return at_work(tmp_path, SEALED)


def without_people(exported_then: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(exported_then)
    for each in document["indicators"]:
        each.pop("people", None)
    return document


def everything(path: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(path.parent)): each.read_bytes()
        for each in path.parent.rglob("*")
        if each.is_file()
    }


def copies(path: Path) -> list[Path]:
    return sorted(generations.folder_of(path).glob(COPY))


def raw_tables() -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = json.loads(FILE.read_bytes())
    return tables


# -- looking -------------------------------------------------------------------------------------


def test_an_old_file_gives_the_records_the_older_revmentor_exported(path: Path) -> None:
    before = everything(path)
    found = inspection.opened_file(path)
    assert found.state == "outdated"
    workspace = Workspace.of(found)
    assert exported(workspace) == EXPORTED.read_bytes()
    assert workspace.generation == raw_tables()["meta"]["file"]["generation"]
    assert everything(path) == before


@pytest.mark.parametrize(
    "words", [["export"], ["status", "--today", TODAY], ["check"], ["restore"]]
)
def test_a_command_that_only_looks_leaves_an_old_file_as_it_is(
    path: Path, words: list[str]
) -> None:
    before = everything(path)
    done = revmentor(words[0], path.name, *words[1:], cwd=path.parent)
    assert done.status == (1 if words[0] in {"check", "status"} else 0), done.err
    assert everything(path) == before
    if words == ["export"]:
        assert done.raw == EXPORTED.read_bytes()
    if words == ["check"]:
        assert "the first change brings it to the newer one" in done.out


def test_a_backup_of_an_old_file_is_the_old_file(path: Path) -> None:
    done = revmentor("backup", path.name, "-o", "copy.json", cwd=path.parent)
    assert done.status == 0, done.err
    assert path.with_name("copy.json").read_bytes() == path.read_bytes() == FILE.read_bytes()


# -- the first change ----------------------------------------------------------------------------


def test_the_first_change_migrates_after_a_copy_that_pruning_leaves_alone(path: Path) -> None:
    workspace = Workspace.open(path)
    number = workspace.generation
    people.add(workspace.change(), name="Zoe 0")
    (kept,) = copies(path)
    assert kept.read_bytes() == FILE.read_bytes()
    assert json.loads(path.read_bytes())["meta"]["file"]["schema"] == SCHEMA
    assert workspace.generation == number + 2
    assert [told.what for told in workspace.changes] == [
        "Zoe 0 added",
        f"brought to form {SCHEMA}",
    ]
    for turn in range(1, 41):
        people.add(workspace.change(), name=f"Zoe {turn}")
    assert copies(path) == [kept]
    assert kept.read_bytes() == FILE.read_bytes()
    found = inspection.opened_file(path)
    assert (found.state, found.snapshot) == ("sound", workspace.snapshot)


def test_migrating_changes_no_record_and_is_one_commit(path: Path) -> None:
    workspace = Workspace.open(path)
    number, lineage = workspace.generation, inspection.opened_file(path).meta
    name = workspace.migrate()
    assert name == copies(path)[0].name
    assert workspace.generation == number + 1
    assert exported(workspace) == exported(Workspace.open(path)) == EXPORTED.read_bytes()
    meta = inspection.opened_file(path).meta
    assert meta is not None
    assert lineage is not None
    assert (meta.file.lineage, meta.file.ids) == (lineage.file.lineage, lineage.file.ids)
    assert workspace.migrate() == ""
    assert workspace.generation == number + 1


def test_the_old_state_stays_a_generation_that_can_be_gone_back_to(path: Path) -> None:
    workspace = Workspace.open(path)
    people.add(workspace.change(), name="Zoe")
    oldest = generations.kept(path)[-1]
    assert oldest.path.read_bytes() == FILE.read_bytes()
    back = recovery.go_back(inspection.inspect(path), oldest.path, None)
    assert exported(back) == EXPORTED.read_bytes()
    assert inspection.opened_file(path).state == "sound"


def test_the_copy_made_before_can_be_gone_back_to(path: Path) -> None:
    workspace = Workspace.open(path)
    people.add(workspace.change(), name="Zoe")
    back = recovery.go_back(inspection.inspect(path), copies(path)[0], None)
    assert exported(back) == EXPORTED.read_bytes()
    people.add(back.change(), name="Yuri")
    assert exported(Workspace.open(path)) == exported(back)


def test_undo_takes_back_the_change_and_not_the_form(path: Path) -> None:
    workspace = Workspace.open(path)
    people.add(workspace.change(), name="Zoe")
    people.add(workspace.change(), name="Yuri")
    assert [workspace.undo(), workspace.undo()] == ["Yuri added", "Zoe added"]
    assert workspace.undoable == ""
    assert exported(Workspace.open(path)) == EXPORTED.read_bytes()
    assert inspection.opened_file(path).state == "sound"
    assert len(copies(path)) == 1


def test_no_id_of_the_old_file_is_given_out_again(path: Path) -> None:
    taken = raw_tables()
    workspace = Workspace.open(path)
    person = people.add(workspace.change(), name="Zoe")
    assert person.id not in taken["people"]
    counted = taken["meta"]["file"]["ids"]["people"]
    assert int(person.id.lstrip("abcdefghijklmnopqrstuvwxyz-")) > counted


def test_an_import_on_the_command_line_migrates(path: Path) -> None:
    workspace = Workspace.open(path)
    people.add(
        Workspace.open(shutil.copyfile(FILE, path.with_name("other.json"))).change(), name="Zoe"
    )
    source = path.with_name("source.txt")
    source.write_bytes(exported(Workspace.open(path.with_name("other.json"))))
    done = revmentor("import", path.name, source.name, cwd=path.parent)
    assert done.status == 0, done.err
    assert copies(path)[0].read_bytes() == FILE.read_bytes()
    assert workspace.reload() is True
    assert exported(workspace) == source.read_bytes()


def test_a_dry_run_migrates_nothing(path: Path) -> None:
    source = path.with_name("source.txt")
    source.write_bytes(EXPORTED.read_bytes())
    before = everything(path)
    done = revmentor("import", path.name, source.name, "--dry-run", cwd=path.parent)
    assert done.status == 0, done.err
    assert everything(path) == before


def test_a_change_that_is_refused_migrates_nothing(path: Path) -> None:
    workspace = Workspace.open(path)
    before = everything(path)
    with pytest.raises(Refused):
        people.add(workspace.change(), name="")
    assert everything(path) == before


# -- when the disk refuses -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["link", "fsync", "replace"])
def test_a_disk_that_is_full_leaves_the_old_file_and_the_next_change_migrates(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    workspace = Workspace.open(path)
    before, held = path.read_bytes(), workspace.snapshot

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, name, full)
        with pytest.raises(NotSaved, match="No space left on device"):
            people.add(workspace.change(), name="Zoe")
    assert path.read_bytes() == before
    assert workspace.snapshot is held
    assert list(path.parent.rglob("*.tmp")) == []
    assert inspection.opened_file(path).state == "outdated"
    if name == "link":
        assert copies(path) == []
    people.add(workspace.change(), name="Zoe")
    assert inspection.opened_file(path).state == "sound"
    assert all(each.read_bytes() == before for each in copies(path))


def test_without_hard_links_the_copy_is_written_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    people.add(Workspace.open(path).change(), name="Zoe")
    (kept,) = copies(path)
    assert kept.read_bytes() == FILE.read_bytes()
    assert generations.kept(path)[-1].path.read_bytes() == FILE.read_bytes()


# -- newer and broken forms ----------------------------------------------------------------------


def _with_schema(path: Path, schema: int) -> None:
    tables = raw_tables()
    tables["meta"]["file"]["schema"] = schema
    path.write_bytes(msgspec.json.encode(tables))


@pytest.mark.parametrize("schema", [SCHEMA + 1, 99])
@pytest.mark.parametrize("command", ["export", "check", "restore --last-good", "import source.txt"])
def test_a_newer_form_is_refused_with_both_versions_and_nothing_touched(
    path: Path, schema: int, command: str
) -> None:
    _with_schema(path, schema)
    path.with_name("source.txt").write_bytes(EXPORTED.read_bytes())
    before = everything(path)
    with pytest.raises(Unreadable) as caught:
        Workspace.open(path)
    assert not isinstance(caught.value, Damaged)
    said = f"a newer revmentor (form {schema}; this one knows {SCHEMA})"
    assert said in str(caught.value)
    word, *rest = command.split()
    done = revmentor(word, path.name, *rest, cwd=path.parent)
    assert done.status in {4, 6}
    assert said in done.err + done.out
    assert everything(path) == before


@pytest.mark.parametrize("schema", [0, -1])
def test_a_form_that_never_was_is_no_file_of_ours(path: Path, schema: int) -> None:
    _with_schema(path, schema)
    before = everything(path)
    with pytest.raises(Unreadable):
        Workspace.open(path)
    assert everything(path) == before


def test_an_old_file_with_a_record_that_does_not_hold_is_not_migrated(path: Path) -> None:
    tables = raw_tables()
    tables["ratings"].popitem()
    del tables["people"]["V002"]
    path.write_bytes(msgspec.json.encode(tables))
    before = everything(path)
    with pytest.raises(Unreadable, match="damaged"):
        Workspace.open(path)
    assert everything(path) == before


# -- the steps themselves ------------------------------------------------------------------------


def test_there_is_a_step_from_each_older_form() -> None:
    assert sorted(migrations.MIGRATIONS) == list(range(1, SCHEMA))


def test_a_step_changes_nothing_of_what_it_is_given(path: Path) -> None:
    tables = raw_tables()
    before = copy.deepcopy(tables)
    newer = migrations.to_newest(tables, 1)
    assert tables == before
    assert newer["meta"]["file"]["schema"] == SCHEMA
    assert {name: newer[name] for name in before if name != "meta"} == {
        name: before[name] for name in before if name != "meta"
    }
    kept = {
        key: value for key, value in newer["meta"]["file"].items() if key in before["meta"]["file"]
    }
    assert {**kept, "schema": 1} == before["meta"]["file"]


def test_the_lineage_is_the_same_each_time_and_another_for_another_file() -> None:
    first = migrations.to_newest(raw_tables(), 1)["meta"]["file"]["lineage"]
    second = migrations.to_newest(raw_tables(), 1)["meta"]["file"]["lineage"]
    assert first == second
    assert len(first) == 8
    assert int(first, 16) >= 0
    other = raw_tables()
    other["firm"]["firm"]["name"] = "Fonderia Alta S.p.A."
    assert migrations.to_newest(other, 1)["meta"]["file"]["lineage"] != first


def test_the_order_of_the_tables_makes_no_other_lineage() -> None:
    turned = dict(reversed(raw_tables().items()))
    assert (
        migrations.to_newest(turned, 1)["meta"]["file"]["lineage"]
        == migrations.to_newest(raw_tables(), 1)["meta"]["file"]["lineage"]
    )


def test_the_newest_form_needs_no_step() -> None:
    tables = raw_tables()
    assert migrations.to_newest(tables, SCHEMA) is tables


# -- from form 2 ---------------------------------------------------------------------------------


def test_form_2_gives_all_but_whether_an_indicator_counted_people(sealed: Path) -> None:
    before = everything(sealed)
    found = inspection.opened_file(sealed)
    assert found.state == "outdated"
    assert json.loads(exported(Workspace.of(found))) == without_people(SEALED_EXPORTED.read_bytes())
    assert everything(sealed) == before


def test_the_first_change_keeps_a_copy_of_form_2(sealed: Path) -> None:
    people.add(Workspace.open(sealed).change(), name="Zoe")
    (kept,) = copies(sealed)
    assert kept.read_bytes() == SEALED.read_bytes()
    assert inspection.opened_file(sealed).state == "sound"


def test_form_2_changed_by_another_program_is_asked_about(sealed: Path) -> None:
    sealed.write_bytes(SEALED.read_bytes().replace(b"Hours lost", b"Hours lust"))
    with pytest.raises(Unreadable):
        inspection.opened_file(sealed)
    assert inspection.inspect(sealed).state == "outside"


def test_a_file_of_form_2_put_back_beside_newer_copies_is_asked_about(sealed: Path) -> None:
    workspace = Workspace.open(sealed)
    for name in ("Zoe", "Yuri", "Ada"):
        people.add(workspace.change(), name=name)
    sealed.write_bytes(SEALED.read_bytes())
    assert inspection.inspect(sealed).state == "put_back"


def test_a_newest_file_whose_number_says_form_2_is_damaged(sealed: Path) -> None:
    people.add(Workspace.open(sealed).change(), name="Zoe")
    raw = sealed.read_bytes()
    sealed.write_bytes(raw.replace(b'"schema":%d,' % SCHEMA, b'"schema":2,', 1))
    assert inspection.inspect(sealed).state == "damaged"
