"""What ``check`` says of the second copy of the newest state, in ``FILE.d/latest.json``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.model.firm import Firm
from revmentor.store.encryption import cipher, rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import inspection
from revmentor.store.history import generations, recovery
from revmentor.store.history.examine import Examined, examine
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import begin, running


def said(path: Path, key: Key | None = None) -> tuple[int, str, list[str]]:
    """The exit status, the word for a script, and the sentences."""
    examined: Examined = examine(path, key)
    data = examined.as_data()
    return examined.status, str(data["second_copy"]), list(examined.notes)


def test_a_second_copy_that_is_as_the_file_is_no_matter(path: Path) -> None:
    running(path)
    assert said(path) == (0, "whole", [])


def test_a_file_that_was_just_begun_has_none_yet(path: Path) -> None:
    begin(path)
    assert said(path) == (0, "none", [])


def test_a_second_copy_that_is_gone_is_missing(path: Path) -> None:
    running(path)
    generations.mirror_of(path).unlink()
    status, state, notes = said(path)
    assert (status, state) == (1, "missing")
    assert "The second copy of the newest state is missing" in notes[0]


def test_every_damage_of_it_is_seen(path: Path) -> None:
    running(path)
    twin = generations.mirror_of(path)
    whole = twin.read_bytes()
    cut = [whole[:place] for place in range(0, len(whole), max(1, len(whole) // 40))]
    flipped = [
        whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        for place in range(0, len(whole), max(1, len(whole) // 40))
    ]
    others = [bytes(len(whole)), bytes(4096) + whole[4096:], whole + b"\0" * 20, b"null", b"{}"]
    for damage in [*cut, *flipped, *others]:
        twin.write_bytes(damage)
        status, state, notes = said(path)
        assert (status, state) == (1, "damaged"), damage
        assert "The second copy of the newest state is damaged" in notes[0]


def _a_folder(twin: Path) -> None:
    twin.unlink()
    twin.mkdir()


def _a_pipe(twin: Path) -> None:
    twin.unlink()
    os.mkfifo(twin)


@pytest.mark.parametrize("stands", [_a_folder, _a_pipe])
def test_what_is_no_file_in_its_place_is_damage_too(
    path: Path, stands: Callable[[Path], None]
) -> None:
    running(path)
    stands(generations.mirror_of(path))
    assert said(path)[:2] == (1, "damaged")


def test_the_second_copy_of_another_file_is_said(path: Path) -> None:
    running(path)
    other = path.with_name("other.json")
    people.add(Workspace.create(other, Firm(name="Tessitura Bianchi")).change(), name="Zoe")
    generations.mirror_of(path).write_bytes(other.read_bytes())
    status, state, notes = said(path)
    assert (status, state) == (1, "stranger")
    assert "is of another file" in notes[0]


def test_an_older_second_copy_is_said_with_both_changes(path: Path) -> None:
    workspace = running(path)
    twin = generations.mirror_of(path)
    before = twin.read_bytes()
    people.add(workspace.change(), name="Zoe")
    twin.write_bytes(before)
    status, state, notes = said(path)
    assert (status, state) == (1, "older")
    assert "it holds change 3, the file change 4" in notes[0]


def test_a_newer_second_copy_is_said_with_the_way_to_it(path: Path) -> None:
    workspace = running(path)
    before = path.read_bytes()
    people.add(workspace.change(), name="Zoe")
    people.add(workspace.change(), name="Yuri")
    path.write_bytes(before)
    for each in generations.kept(path)[:2]:
        each.path.unlink()
    status, state, notes = said(path)
    assert (status, state) == (1, "newer")
    assert "it holds change 5, the file change 3" in notes[0]
    assert f"revmentor restore {path} --change 5" in notes[0]
    restored = revmentor("restore", path, "--change", "5", cwd=path.parent)
    assert restored.status == 0
    assert "Yuri" in {each.name for each in Workspace.open(path).snapshot.people.values()}


def test_another_state_of_the_same_number_is_said(path: Path) -> None:
    workspace = running(path)
    begun = {each: each.read_bytes() for each in path.parent.rglob("*.json")}
    people.add(workspace.change(), name="Zoe")
    twin = generations.mirror_of(path)
    theirs = twin.read_bytes()
    for each, raw in begun.items():
        each.write_bytes(raw)
    people.add(Workspace.open(path).change(), name="Yuri")
    twin.write_bytes(theirs)
    status, state, notes = said(path)
    assert (status, state) == (1, "different")
    assert "another state" in notes[0]


def test_the_next_save_writes_it_anew(path: Path) -> None:
    workspace = running(path)
    generations.mirror_of(path).write_bytes(b"")
    people.add(workspace.change(), name="Zoe")
    assert said(path) == (0, "whole", [])


def test_beside_a_damaged_file_it_is_whole_or_not_as_such(path: Path) -> None:
    running(path)
    path.write_bytes(path.read_bytes()[:-40])
    assert said(path)[:2] == (4, "whole")
    generations.mirror_of(path).write_bytes(b"{")
    assert said(path)[:2] == (4, "damaged")


# -- encrypted -----------------------------------------------------------------------------------


@pytest.fixture
def key() -> Key:
    return Key((str(pytest.importorskip("pyrage").x25519.Identity.generate()),))


def locked(path: Path, key: Key) -> bytes:
    """An encrypted file with copies; returns its second copy."""
    people.add(running(path).change(), name="Zoe")
    rewrap.rewrite(inspection.inspect(path), None, key, key.own, "encrypted")
    return generations.mirror_of(path).read_bytes()


def test_a_torn_second_copy_is_damaged_and_never_called_unencrypted(path: Path, key: Key) -> None:
    whole = locked(path, key)
    twin = generations.mirror_of(path)
    assert said(path, key) == (0, "whole", [])
    torn = [b"", whole[:5], whole[:21], bytes(4096), bytes(len(whole)), bytes(64) + whole[64:]]
    torn += [whole[:cut] for cut in range(30, len(whole), max(1, len(whole) // 20))]
    torn += [bytes([whole[0] ^ 1]) + whole[1:], whole[: len(whole) // 2] + bytes(4096)]
    for damage in torn:
        twin.write_bytes(damage)
        assert rewrap.unencrypted_copies(path) == []
        status, state, notes = said(path, key)
        assert status == 1
        assert state in {"damaged", "unopened"}
        assert not [note for note in notes if "not encrypted" in note]


def test_a_copy_in_the_clear_is_still_called_so_where_its_beginning_is_damaged(
    path: Path, key: Key
) -> None:
    plain = path.with_name("plain.json")
    running(plain)
    raw = plain.read_bytes()
    locked(path, key)
    copy = generations.kept(path)[0].path
    for readable in (raw, raw[:300], bytes(512) + raw[512:], bytes(100_000) + raw[512:]):
        copy.write_bytes(readable)
        assert rewrap.unencrypted_copies(path) == [copy.name]


def test_a_second_copy_for_another_key_cannot_be_opened(path: Path, key: Key) -> None:
    locked(path, key)
    other = Key((str(cipher.age().x25519.Identity.generate()),))
    plain = key.open(generations.mirror_of(path).read_bytes())
    assert plain is not None
    generations.mirror_of(path).write_bytes(cipher.closed([plain], other.own))
    status, state, notes = said(path, key)
    assert (status, state) == (1, "unopened")
    assert "cannot be opened" in notes[0]


# -- what an interrupted save leaves -------------------------------------------------------------


def test_an_unfinished_file_is_said_but_is_no_fault(path: Path) -> None:
    running(path)
    path.with_name(f".{path.name}.0123456789ab.tmp").write_bytes(b"half")
    checked = revmentor("check", path, cwd=path.parent)
    assert checked.status == 0
    assert "1 unfinished file of an interrupted save" in checked.out
    data = revmentor("check", path, "--json", cwd=path.parent).json
    assert (data["notes"], len(data["remarks"]), data["second_copy"]) == ([], 1, "whole")


def test_check_at_the_command_line_says_it_and_ends_with_one(path: Path) -> None:
    running(path)
    generations.mirror_of(path).unlink()
    checked = revmentor("check", path, cwd=path.parent)
    assert checked.status == 1
    assert "is whole: every byte is as it was saved" in checked.out
    assert "The second copy of the newest state is missing" in checked.out


def test_going_back_still_takes_the_second_copy_of_a_damaged_file(path: Path) -> None:
    people.add(running(path).change(), name="Zoe")
    path.write_bytes(b"")
    best = recovery.best(path, None)
    assert best is not None
    assert best.generation.path == generations.mirror_of(path)
