"""Several programs at one file: the lock, what was seen, and whose modes the files have."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import msgspec
import pytest

from revmentor.actions import goals, people
from revmentor.model.errors import Busy, ChangedMeanwhile, Conflict, NotSaved
from revmentor.store.file.inspection import inspect
from revmentor.store.file.storage import Database
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import generations
from revmentor.store.transaction import Seen, Transaction
from revmentor.store.workspace import Workspace
from tests.support.firm import begin, exported, running

HOLDER = """
import sys
from pathlib import Path
from revmentor.store.file import lock
with lock.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def names(path: Path) -> set[str]:
    return {each.name for each in Workspace.open(path).snapshot.people.values()}


# -- the lock ------------------------------------------------------------------------------------


def test_while_another_program_writes_a_commit_waits_and_then_says_so(path: Path) -> None:
    workspace = running(path)
    before = path.read_bytes()
    workspace.wait_at_most(0.05)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, generations.folder_of(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match="Another program is writing"):
            people.add(workspace.change(), name="Zoe")
        assert path.read_bytes() == before
        assert exported(Workspace.open(path)) == exported(workspace)  # reading takes no lock
        holder.kill()  # what it held is given back with its end
    people.add(workspace.change(), name="Zoe")
    assert "Zoe" in names(path)


def test_two_programs_that_take_turns_lose_nothing(path: Path) -> None:
    one, other = running(path), Workspace.open(path)
    for turn in range(5):
        one.make(partial(people.add, name=f"One {turn}"))
        other.make(partial(people.add, name=f"Other {turn}"))
    assert {f"{who} {turn}" for who in ("One", "Other") for turn in range(5)} <= names(path)
    assert one.refresh() is True
    assert exported(one) == exported(other)


def test_a_commit_in_one_of_them_refuses_to_go_over_the_other(path: Path) -> None:
    one, other = running(path), Workspace.open(path)
    people.add(other.change(), name="Zoe")
    before = path.read_bytes()
    with pytest.raises(Conflict):
        people.add(one.change(), name="Yuri")
    assert path.read_bytes() == before


# -- what was seen -------------------------------------------------------------------------------


def test_a_record_that_changed_since_it_was_seen_is_named_with_its_field(path: Path) -> None:
    one, other = running(path), Workspace.open(path)
    seen = one.snapshot
    people.edit(other.change(), "anna", department="Sales [red]")
    with pytest.raises(ChangedMeanwhile) as caught:
        one.make(lambda tx: people.edit(tx, "anna", site="Modena"), seen=Seen(seen))
    assert "Anna De Luca: department nothing → “Sales [red]”" in str(caught.value)
    one.make(lambda tx: people.edit(tx, "anna", site="Modena"), seen=Seen(one.snapshot))
    anna = Workspace.open(path).snapshot.people["anna"]
    assert (anna.department, anna.site) == ("Sales [red]", "Modena")


def test_fields_that_a_form_left_alone_stay_as_another_program_made_them(path: Path) -> None:
    one, other = running(path), Workspace.open(path)
    base = one.snapshot
    people.edit(other.change(), "anna", department="Sales", job_title="Head of sales")
    anna = base.people["anna"]
    form = {
        "name": anna.name,
        "site": "Modena",
        "department": anna.department,
        "job_title": "Chief",
    }
    told = other.snapshot
    one.make(lambda tx: people.edit(tx, "anna", **form), seen=Seen(told, base))
    saved = Workspace.open(path).snapshot.people["anna"]
    assert (saved.site, saved.department, saved.job_title) == ("Modena", "Sales", "Chief")


def test_a_record_that_was_removed_meanwhile_is_not_written_again(path: Path) -> None:
    one, other = running(path), Workspace.open(path)
    seen = one.snapshot
    goals.remove(other.change(), "g-anna")
    changed = msgspec.structs.replace(seen.goals["g-anna"], weight=3)

    def change(tx: Transaction) -> None:
        tx.put(changed)
        tx.commit_as("x", None)

    with pytest.raises(ChangedMeanwhile, match="removed"):
        one.make(change, seen=Seen(seen))
    assert "g-anna" not in Workspace.open(path).snapshot.goals


def test_undo_after_another_program_built_on_the_change_says_why_it_cannot(path: Path) -> None:
    one = running(path)
    zoe = one.make(lambda tx: people.add(tx, name="Zoe"))
    other = Workspace.open(path)
    people.edit(other.change(), "anna", manager_id=zoe.id)
    before = path.read_bytes()
    with pytest.raises(ChangedMeanwhile, match="“Zoe added” was not taken back"):
        one.make(lambda _tx: one.undo())
    assert path.read_bytes() == before


# -- TinyDB --------------------------------------------------------------------------------------


def test_tinydb_over_our_storage_reads_and_writes_whole_sealed_files(path: Path) -> None:
    running(path)
    with Database(path) as database:
        people_table = database.table("people")
        assert people_table.get(doc_id="anna")["name"] == "Anna De Luca"
        people_table.update({"site": "Modena"}, doc_ids=["anna"])
    opened = Workspace.open(path)
    assert opened.snapshot.people["anna"].site == "Modena"
    assert opened.changes[0].what == "changed by a program"


# -- modes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_are_0600_and_folders_0700_whatever_the_umask(
    path: Path, umask: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: dict[str, int] = {}
    real = os.replace

    def replace(source: str, target: str) -> None:
        modes[f"temporary of {Path(target).name}"] = stat.S_IMODE(Path(source).stat().st_mode)
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    old = os.umask(umask)
    try:
        workspace = begin(path)
        for turn in range(3):
            people.add(workspace.change(), name=f"Anna {turn}")
        path.write_bytes(path.read_bytes().replace(b"Anna 0", b"Enna 0"))
        with pytest.raises(Damaged, match="changed outside"):
            workspace.refresh()
        workspace.write_again(inspect(path))
    finally:
        os.umask(old)
    for each in path.parent.rglob("*"):
        modes[each.name] = stat.S_IMODE(each.stat().st_mode)
    folders = {f"{path.name}.d"}
    assert {name: mode for name, mode in modes.items() if mode != 0o600} == dict.fromkeys(
        folders, 0o700
    )
    assert len(modes) >= 9


def test_a_folder_that_is_open_to_others_is_closed_at_the_next_save(path: Path) -> None:
    workspace = running(path)
    generations.folder_of(path).chmod(0o755)
    people.add(workspace.change(), name="Zoe")
    assert stat.S_IMODE(generations.folder_of(path).stat().st_mode) == 0o700


@pytest.mark.parametrize("what", ["a file", "a link"])
def test_where_the_folder_cannot_be_one_nothing_is_saved(path: Path, what: str) -> None:
    workspace = begin(path)
    folder = generations.folder_of(path)
    if what == "a file":
        folder.write_text("mine")
    else:
        (path.parent / "elsewhere").mkdir()
        folder.symlink_to(path.parent / "elsewhere")
    before = path.read_bytes()
    with pytest.raises(NotSaved, match="was not saved: Not a directory"):
        people.add(workspace.change(), name="Zoe")
    assert path.read_bytes() == before
