"""What somebody set on the file is meant: that it is not written, and whose it is."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.model.errors import NotSaved
from revmentor.store.encryption import rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import inspection
from revmentor.store.history import generations, recovery
from revmentor.store.workspace import Workspace
from tests.durability.calls import without_links
from tests.support.cli import revmentor
from tests.support.firm import begin, running

as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files to others"
)
ANNA = (12345, 54321)
"""A user and a group of whom this machine knows nothing else."""


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(each.relative_to(folder)): (
            b"" if each.is_dir() else each.read_bytes(),
            each.stat().st_mode,
        )
        for each in folder.rglob("*")
    }


# -- write-protected -----------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o440, 0o464])
@pytest.mark.parametrize("prepare", [begin, running])
def test_a_write_protected_file_is_not_saved_and_nothing_changes(
    path: Path, prepare: Callable[[Path], Workspace], mode: int
) -> None:
    workspace = prepare(path)
    path.chmod(mode)
    before, held = everything(path.parent), workspace.snapshot
    with pytest.raises(NotSaved) as caught:
        people.add(workspace.change(), name="Zoe")
    assert f"{path.name} is write-protected (mode {mode:o})" in str(caught.value)
    assert f"chmod u+w {path}" in str(caught.value)
    assert everything(path.parent) == before
    assert workspace.snapshot is held
    path.chmod(mode | 0o200)
    people.add(workspace.change(), name="Zoe")
    assert inspection.opened_file(path).snapshot == workspace.snapshot


def test_nor_is_it_gone_back_encrypted_or_written_from_memory(path: Path) -> None:
    workspace = running(path)
    path.chmod(0o444)
    before = everything(path.parent)
    oldest = generations.kept(path)[-1].path
    with pytest.raises(NotSaved, match="write-protected"):
        recovery.go_back(inspection.inspect(path), oldest, None)
    pyrage = pytest.importorskip("pyrage")
    key = Key((str(pyrage.x25519.Identity.generate()),))
    with pytest.raises(NotSaved, match="write-protected"):
        rewrap.rewrite(inspection.inspect(path), None, key, key.own, "encrypted")
    assert everything(path.parent) == before
    path.write_bytes(path.read_bytes()[:-40])
    cut = path.read_bytes()
    with pytest.raises(NotSaved, match="write-protected"):
        recovery.write_again(inspection.inspect(path), workspace)
    assert path.read_bytes() == cut


def test_a_write_protected_file_of_an_older_form_gets_no_copy_either(path: Path) -> None:
    shutil.copyfile(Path(__file__).parent / "old" / "form-1.json", path)
    path.chmod(0o444)
    with pytest.raises(NotSaved, match="write-protected"):
        people.add(Workspace.open(path).change(), name="Zoe")
    assert list(path.parent.iterdir()) == [path]


def test_at_the_command_line_it_is_a_sentence_and_ends_with_four(path: Path) -> None:
    running(path)
    path.chmod(0o444)
    sheet = path.with_name("people.csv")
    sheet.write_text("matricola;nome;cognome;ruolo_programma\nZ1;Zoe;Nuova;senior\n")
    before = everything(path.parent)
    said = revmentor("import", path, sheet, cwd=path.parent)
    assert said.status == 4
    assert "is write-protected (mode 444)" in said.err
    assert everything(path.parent) == before
    assert revmentor("export", path, cwd=path.parent).status == 0


# -- whose it is ---------------------------------------------------------------------------------


def give(path: Path, owner: tuple[int, int]) -> None:
    for each in (path, *path.rglob("*")):
        os.chown(each, *owner)


def owners(path: Path) -> dict[str, tuple[int, int]]:
    every = [path, generations.folder_of(path), *generations.folder_of(path).iterdir()]
    return {each.name: (each.stat().st_uid, each.stat().st_gid) for each in every}


@as_root
@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
@pytest.mark.parametrize("prepare", [begin, running])
def test_what_root_saves_stays_with_its_owner_and_group(
    path: Path,
    prepare: Callable[[Path], Workspace],
    links: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace = prepare(path)
    give(path.parent, ANNA)
    if not links:
        monkeypatch.setattr(os, "link", without_links(errno.EPERM))
    people.add(workspace.change(), name="Zoe")
    people.add(workspace.change(), name="Yuri")
    assert set(owners(path).values()) == {ANNA}
    assert {"lock", "latest.json"} < set(owners(path))
    assert workspace.take_doubt() == ""


@as_root
def test_what_root_saved_before_goes_back_to_the_owner_of_the_file(path: Path) -> None:
    workspace = running(path)
    os.chown(path, *ANNA)  # its folder, its lock and its second copy are root's
    people.add(workspace.change(), name="Zoe")
    whose = owners(path)
    ours = {generations.folder_of(path).name, "lock", "latest.json", path.name}
    assert {name: whose[name] for name in ours} == dict.fromkeys(ours, ANNA)


@as_root
def test_what_root_encrypts_or_brings_back_stays_with_its_owner(path: Path) -> None:
    running(path)
    give(path.parent, ANNA)
    pyrage = pytest.importorskip("pyrage")
    key = Key((str(pyrage.x25519.Identity.generate()),))
    rewrap.rewrite(inspection.inspect(path), None, key, key.own, "encrypted")
    assert set(owners(path).values()) == {ANNA}
    path.unlink()
    newest = recovery.best(path, key)
    assert newest is not None
    recovery.go_back(inspection.inspect(path, key), newest.generation.path, key)
    assert set(owners(path).values()) == {ANNA}


@as_root
def test_a_lock_that_leads_elsewhere_gives_nothing_away(path: Path) -> None:
    workspace = running(path)
    give(path.parent, ANNA)
    mine = path.parent / "mine.txt"
    mine.write_text("root's own")
    lock = generations.folder_of(path) / "lock"
    lock.unlink()
    os.link(mine, lock)
    people.add(workspace.change(), name="Zoe")
    assert mine.stat().st_uid == 0


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder in which everybody may write; those of pytest are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@as_root
def test_where_it_may_not_be_given_away_it_is_saved_without_a_word(open_folder: Path) -> None:
    path = open_folder / "valdarco.json"
    workspace = begin(path)
    path.chmod(0o644)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgroups([])
            os.setgid(ANNA[1])
            os.setuid(ANNA[0])
            people.add(workspace.change(), name="Zoe")
            status = 2 if workspace.take_doubt() else 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (path.stat().st_uid, path.stat().st_gid) == ANNA
    assert "Zoe" in {each.name for each in Workspace.open(path).snapshot.people.values()}
