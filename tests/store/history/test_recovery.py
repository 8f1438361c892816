"""Going back never takes more away than it says, whoever else is at the file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from revmentor.actions import firm, people
from revmentor.model.errors import ChangedMeanwhile, Conflict, Refused, WrongPassphrase
from revmentor.store import shared_folders
from revmentor.store.encryption import cipher, rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, inspection
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import generations, recovery
from revmentor.store.workspace import Workspace
from tests.support.firm import FIRM, begin, exported, running


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def flip(path: Path, old: bytes, new: bytes) -> None:
    raw = path.read_bytes()
    assert raw.count(old)
    path.write_bytes(raw.replace(old, new))


def names(workspace: Workspace) -> set[str]:
    return {each.name for each in workspace.snapshot.people.values()}


# -- what an open application holds --------------------------------------------------------------


def test_memory_does_not_go_over_a_copy_that_is_newer(path: Path) -> None:
    mine = running(path)
    other = Workspace.open(path)
    people.add(other.change(), name="Zoe")
    cut(path)
    with pytest.raises(Refused, match="is newer than what is on the screen"):
        recovery.write_again(inspection.inspect(path), mine)
    assert "Zoe" in names(
        recovery.go_back(inspection.inspect(path), generations.mirror_of(path), None)
    )


def test_memory_does_not_go_over_what_another_program_mended_meanwhile(path: Path) -> None:
    mine = running(path)
    cut(path)
    seen = inspection.inspect(path)
    mended = recovery.go_back(seen, generations.mirror_of(path), None)
    people.add(mended.change(), name="Zoe")
    with pytest.raises((Conflict, Refused)):
        recovery.write_again(seen, mine)
    assert "Zoe" in names(Workspace.open(path))


def test_memory_written_again_is_the_newest_state_and_counts_on(path: Path) -> None:
    mine = running(path)
    before = exported(mine)
    cut(path)
    recovery.write_again(inspection.inspect(path), mine)
    opened = Workspace.open(path)
    assert exported(opened) == before
    assert opened.generation == 4
    assert people.add(opened.change(), name="Zoe").id not in mine.snapshot.people


# -- which copies count --------------------------------------------------------------------------


def test_the_second_copy_counts_where_the_generation_of_its_number_is_damaged(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    header = inspection.opened_file(path).meta
    assert header is not None
    file = header.file
    name = generations.copy_name(file.generation, file.written_at, file.lineage)
    os.link(path, generations.folder_of(path) / name)  # killed between the link and the rename
    cut(path)
    with pytest.raises(Damaged) as caught:
        Workspace.open(path)
    best = recovery.offer(caught.value.reading, None).best
    assert best is not None
    assert best.generation.number == file.generation
    restored = recovery.go_back(caught.value.reading, best.generation.path, None, best.label)
    assert exported(restored) == before


@pytest.mark.parametrize("how", ["generation", "backup"])
def test_a_copy_that_is_not_whole_is_not_gone_back_to(path: Path, how: str) -> None:
    running(path)
    copy = generations.kept(path)[0].path
    if how == "backup":
        backup = path.with_name("backup.json")
        backup.write_bytes(copy.read_bytes())
        copy = backup
    flip(copy, b"Anna De Luca", b"Anna De Lucy")
    before = path.read_bytes()
    with pytest.raises(Refused, match="cannot be used"):
        recovery.go_back(inspection.inspect(path), copy, None)
    assert path.read_bytes() == before


# -- encrypted files -----------------------------------------------------------------------------


def new_key() -> Key:
    return Key((str(cipher.age().x25519.Identity.generate()),))


def locked(path: Path, key: Key, *more: Key) -> Workspace:
    running(path)
    recipients = (*key.own, *(public for each in more for public in each.own))
    rewrap.rewrite(inspection.inspect(path), None, key, recipients, "encrypted")
    return Workspace.open(path, key)


def test_after_another_key_was_given_no_copy_lets_the_old_one_in_again(path: Path) -> None:
    old, new, escrow = new_key(), new_key(), new_key()
    people.add(locked(path, old, escrow).change(), name="Zoe")
    recipients = (*new.own, *escrow.own)
    rewrap.rewrite(inspection.inspect(path, old), old, new, recipients, "anew")
    people.add(Workspace.open(path, new).change(), name="Yuri")
    path.write_bytes(bytes(4096))
    generations.mirror_of(path).unlink()
    for copy in generations.kept(path)[1:4]:
        found = inspection.inspect(path, new)
        recovery.go_back(found, copy.path, new)
        assert Workspace.open(path, escrow).snapshot.firm == FIRM
        assert Workspace.open(path, new).encrypted
        with pytest.raises(WrongPassphrase):
            old.open(path.read_bytes())


def test_the_escrow_stays_through_damage_and_a_copy_from_before_the_lock(path: Path) -> None:
    key, escrow = new_key(), new_key()
    locked(path, key, escrow)
    path.write_bytes(b"")
    generations.mirror_of(path).unlink()
    recovery.go_back(inspection.inspect(path, key), generations.kept(path)[-1].path, key)
    assert Workspace.open(path, escrow).encrypted


def test_a_backup_in_the_clear_does_not_open_an_encrypted_file(path: Path) -> None:
    key = new_key()
    running(path)
    backup = path.with_name("backup.json")
    backup.write_bytes(path.read_bytes())
    rewrap.rewrite(inspection.inspect(path), None, key, key.own, "encrypted")
    path.write_bytes(b"")
    recovery.go_back(inspection.inspect(path, key), backup, key)
    assert cipher.is_encrypted(path.read_bytes())


def test_a_file_decrypted_outside_is_asked_about_and_encrypted_again_when_accepted(
    path: Path,
) -> None:
    key = new_key()
    locked(path, key)
    plain = key.open(path.read_bytes())
    assert plain is not None
    path.write_bytes(plain)
    with pytest.raises(Damaged, match="was decrypted outside revmentor") as caught:
        Workspace.open(path, key)
    recovery.accept_as_it_is(caught.value.reading, key)
    assert cipher.is_encrypted(path.read_bytes())
    assert not [each for each in rewrap.unencrypted_copies(path) if "latest" in each]


def test_nothing_secret_is_in_the_words_for_a_key() -> None:
    key = new_key()
    assert key.secrets[0] not in repr(key)


# -- beside other programs -----------------------------------------------------------------------


def test_undo_leaves_a_firm_that_another_program_changed_since(path: Path) -> None:
    mine = running(path)
    mine.make(lambda tx: firm.edit(tx, name="Valdarco Due"))
    other = Workspace.open(path)
    firm.edit(other.change(), name="Valdarco Tre")
    with pytest.raises(ChangedMeanwhile, match="The firm was changed"):
        mine.make(lambda _tx: mine.undo())
    assert Workspace.open(path).snapshot.firm.name == "Valdarco Tre"


def test_only_our_own_unfinished_files_are_swept(path: Path) -> None:
    workspace = running(path)
    theirs = [
        path.with_name(f".{path.name}.my-notes.tmp"),
        path.with_name(f".{path.name}.copy.0123456789ab.tmp"),
    ]
    ours = path.with_name(f".{path.name}.0123456789ab.tmp")
    for each in (*theirs, ours):
        each.write_bytes(b"half")
    people.add(workspace.change(), name="Zoe")
    assert [each.exists() for each in (*theirs, ours)] == [True, True, False]


# -- strange disks -------------------------------------------------------------------------------


def test_a_disk_that_keeps_no_modes_takes_the_file_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    workspace = running(path)
    generations.folder_of(path).chmod(0o755)
    monkeypatch.setattr(os, "fchmod", refuse)
    monkeypatch.setattr(os, "chmod", refuse)
    people.add(workspace.change(), name="Zoe")
    assert "Zoe" in names(Workspace.open(path))


def test_what_the_disk_did_not_confirm_of_going_back_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running(path)
    cut(path)
    real = disk.sync_folder

    def unsure(folder: Path) -> None:
        if folder == path.parent:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(folder)

    monkeypatch.setattr(disk, "sync_folder", unsure)
    workspace = recovery.go_back(inspection.inspect(path), generations.mirror_of(path), None)
    assert "not certain to survive a power cut" in workspace.take_doubt()


@pytest.mark.parametrize("where", ["file", "copy", "conflict"])
def test_a_pipe_in_a_files_place_is_not_waited_for(path: Path, where: str) -> None:
    if where == "file":
        os.mkfifo(path)
        assert inspection.inspect(path).state == "foreign"
        return
    running(path)
    place = {
        "copy": generations.mirror_of(path),
        "conflict": path.with_name(f"{path.stem} (1).json"),
    }[where]
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    assert inspection.inspect(path).state == "sound"
    kept = [each.generation.number for each in recovery.listing(path, None)]
    assert kept == ([2, 1] if where == "copy" else [3, 2, 1])
    assert shared_folders.conflict_copies(path) == []


def test_a_day_that_no_calendar_reaches_stops_nothing(path: Path) -> None:
    workspace = begin(path)
    people.add(workspace.change(), name="Anna")
    (generations.folder_of(path) / "g00000009-00010101T000000Z-0123abcd.json").write_bytes(b"x")
    os.utime(path, (10**12, 10**12))
    found = inspection.inspect(path)
    assert (found.state, found.written) in {("sound", None), ("sound", found.written)}
    assert people.add(Workspace.open(path).change(), name="Zoe")
