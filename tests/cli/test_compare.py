"""The command that compares a file with a copy of it, read as a person hears it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec

from revmentor.model.firm import Firm
from revmentor.store.encryption import cipher, rewrap
from revmentor.store.file.inspection import inspect
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.contract.validator import faults
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import day, person, running, session
from tests.support.parted import COPY, beside, parted


def compared(path: Path, *words: str | Path) -> Said:
    return revmentor("compare", path, *words, "--today", TODAY, cwd=path.parent)


def lines(said: Said) -> list[str]:
    return [each.rstrip() for each in said.out.splitlines()]


def test_it_is_told_in_words_what_differs(path: Path) -> None:
    _workspace, copy = parted(path)
    said = compared(path, copy)
    assert said.status == 1
    told = lines(said)
    assert "The two were one until" in told[0]
    assert "Changes since then: here 1, in the copy 1." in told[0]
    assert told[1:] == [
        "Only in the copy:",
        "  Person: Zoe Nuova, new there  [people:p0009]",
        "  Session: Luca Bianchi with Carla Russo, 16 Feb 2026, new there  [sessions:s0001]",
        "In both, with other words (here → in the copy):",
        "  Person: Anna De Luca, changed in both  [people:anna]",
        "    department: Sales → Export",
        "  Session: Giulia Ferrante with Anna De Luca, 16 Feb 2026, changed in both"
        "  [sessions:s0002]",
        "    taught: a shared folder → a shared drive",
        "  Person: Carla Russo, changed here  [people:carla]",
        "    site: Modena → nothing",
        "2 only in the copy · 3 other in the copy",
    ]
    assert f"revmentor compare {path} '{copy}' --take KEY" in said.err
    assert f"{COPY} stays as it is" in said.err


def test_the_one_conflict_copy_beside_the_file_needs_no_name(path: Path) -> None:
    _workspace, copy = parted(path)
    assert compared(path).out == compared(path, copy).out
    second = copy.with_name("valdarco (Rosa's conflicted copy 2026-04-24).json")
    shutil.copyfile(copy, second)
    both = compared(path)
    assert both.status == 6
    assert "Several conflict copies lie beside the file" in both.err
    assert COPY in both.err
    for each in (copy, second):
        each.unlink()
    assert "No conflict copy lies beside the file" in compared(path).err


def test_in_italian(path: Path) -> None:
    parted(path)
    said = compared(path, "--lang", "it")
    assert "  Persona: Zoe Nuova, aggiunta fatta nella copia  [people:p0009]" in lines(said)
    assert "    reparto: Sales → Export" in lines(said)


def test_two_that_are_the_same_end_with_0(path: Path) -> None:
    workspace = running(path)
    copy = beside(path, [])
    said = compared(path, copy)
    assert (said.status, lines(said)[-1]) == (0, "The two hold the same.")
    assert "you can delete it" in said.err
    assert workspace.generation == Workspace.open(path).generation


def test_an_older_state_wants_nothing_taken_over(path: Path) -> None:
    workspace = running(path)
    copy = path.with_name(COPY)
    shutil.copyfile(path, copy)
    workspace.commit("here", put=[person("anna", site="Modena")])
    said = compared(path, copy)
    assert "The copy is an older state: since then 1 change was made here" in said.out
    assert "you can delete it" in said.err
    said = compared(path, copy, "--take-all")
    assert Workspace.open(path).snapshot.people["anna"].site == "Modena"


def test_chosen_entries_are_taken_over_and_what_is_left_is_told(path: Path) -> None:
    _workspace, copy = parted(path)
    said = compared(path, copy, "--take", "people:anna", "--take", "sessions:s0001")
    assert said.status == 1
    assert lines(said)[0] == "2 entries taken over"
    assert "Anna De Luca" not in "".join(lines(said)[:5])
    standing = Workspace.open(path).snapshot
    assert standing.people["anna"].department == "Export"
    assert standing.people["carla"].site == "Modena"
    again = compared(path, copy, "--take", "people:anna")
    assert (again.status, "may have been taken over" in again.err) == (6, True)


def test_all_takes_what_is_new_there_and_leaves_what_was_changed_here(path: Path) -> None:
    _workspace, copy = parted(path)
    said = compared(path, copy, "--take-all")
    assert lines(said)[0] == "4 entries taken over"
    standing = Workspace.open(path).snapshot
    assert (standing.people["anna"].department, standing.people["carla"].site) == (
        "Export",
        "Modena",
    )
    assert "you can delete it" in said.err
    assert compared(path, copy).status == 1  # Carla's site stands only here


def test_a_dry_run_changes_nothing(path: Path) -> None:
    _workspace, copy = parted(path)
    raw = path.read_bytes()
    said = compared(path, copy, "--take-all", "--dry-run")
    assert "4 entries taken over" in said.out
    assert "Nothing was changed. It would do this:" in said.err
    assert path.read_bytes() == raw


def test_what_comes_along_is_named(path: Path) -> None:
    running(path)
    copy = beside(path, [person("zoe", manager_id="yara"), person("yara", name="Yara Galli")])
    said = compared(path, copy, "--take", "people:zoe")
    assert lines(said)[:2] == ["1 entry taken over", "  came along: Person: Yara Galli"]


def test_what_was_said_in_confidence_stays_without_the_word_for_it(path: Path) -> None:
    _workspace, copy = parted(path)
    beside_note = [session("giulia", day(1), "anna", "bruno", id="s1", note="Anna is tired")]
    workspace = Workspace.open(path)
    workspace.commit("note", put=beside_note)
    for words in ((), ("--json",)):
        said = compared(path, copy, *words)
        assert "tired" not in said.out
    assert "note: said in confidence" in compared(path, copy).out
    assert "Anna is tired → nothing" in compared(path, copy, "--with-notes").out


def test_the_json_fits_its_schema_full_and_empty(path: Path) -> None:
    workspace, copy = parted(path)
    said = compared(path, copy, "--json")
    assert (said.status, faults("compare", said.raw)) == (1, [])
    found = said.json
    assert found["counts"] == {"copy": 2, "both": 3, "here": 0}
    assert found["change"] is None
    anna = next(each for each in found["differences"] if each["key"] == "people:anna")
    assert anna["fields"] == [
        {
            "field": "department",
            "label": "department",
            "here": "Sales",
            "copy": "Export",
            "confidential": False,
        }
    ]
    taken = compared(path, copy, "--take", "people:anna", "--json")
    assert faults("compare", taken.raw) == []
    assert (taken.json["taken"], taken.json["change"]) == (["people:anna"], workspace.generation)
    shutil.copyfile(path, copy)
    same = compared(path, copy, "--json")
    assert (same.status, faults("compare", same.raw), same.json["differences"]) == (0, [], [])


def test_another_file_of_the_same_firm_is_compared_and_of_another_is_not(path: Path) -> None:
    running(path)
    other = path.with_name("other.json")
    running(other)
    said = compared(path, other)
    assert "other.json is another file of the same firm" in said.out
    acme = path.with_name("acme.json")
    Workspace.create(acme, Firm(name="Acme S.p.A."))
    said = compared(path, acme)
    assert said.status == 6
    assert "is of the firm “Acme S.p.A.”; this file is of the firm “Meccanica Valdarco" in said.err


def test_what_cannot_be_read_is_said(path: Path) -> None:
    _workspace, copy = parted(path)
    assert (compared(path, path).status, "is the file itself" in compared(path, path).err) == (
        6,
        True,
    )
    gone = compared(path, "gone.json")
    assert (gone.status, "There is no file gone.json" in gone.err) == (4, True)
    raw = copy.read_bytes()
    copy.write_bytes(raw[: len(raw) // 2])
    damaged = compared(path, copy, "--json")
    assert (damaged.status, "is damaged" in damaged.err) == (4, True)
    assert damaged.json["error"]["kind"]
    copy.write_bytes(raw.replace(b'"schema":3', b'"schema":9', 1))
    newer = compared(path, copy)
    assert (newer.status, "newer" in newer.err or "damaged" in newer.err) == (4, True)
    copy.write_bytes(json.dumps({"format": "revmentor", "version": 1}).encode())
    assert compared(path, copy).status == 4


def test_an_encrypted_copy_opens_with_the_key_of_the_file(path: Path) -> None:
    _workspace, copy = parted(path)
    secret = cipher.age().x25519.Identity.generate()
    key = cipher.Key((str(secret),))
    identity = path.with_name("key.txt")
    identity.write_text(str(secret), encoding="ascii")
    rewrap.rewrite(inspect(path), None, key, key.own, "encrypted")
    said = compared(path, copy, "--identity", identity)
    assert (said.status, "Zoe Nuova" in said.out) == (1, True)
    locked = path.with_name("locked copy.json")
    shutil.copyfile(path, locked)
    assert compared(path, locked, "--identity", identity).status == 0
    plain = path.with_name("plain.json")
    running(plain)
    without = compared(plain, locked)
    assert without.status == 5
    assert "another passphrase" in without.err


def test_whoever_was_erased_here_does_not_come_back(path: Path) -> None:
    _workspace, copy = parted(path)
    kept = path.with_name("elsewhere")
    kept.mkdir()
    moved = Path(shutil.move(copy, kept / COPY))
    assert revmentor("erase", path, "anna", "--today", TODAY, cwd=path.parent).status in {0, 1}
    said = compared(path, moved)
    assert "1 person of the copy was erased here, and is left out of all this." in said.out
    assert "Anna" not in said.out
    compared(path, moved, "--take-all")
    assert b"De Luca" not in path.read_bytes()
    assert "may have been taken over" in compared(path, moved, "--take", "people:anna").err


def test_who_was_erased_in_the_copy_is_named_here(path: Path) -> None:
    running(path)
    copy = beside(path, [])
    assert revmentor("erase", copy, "anna", "--today", TODAY, cwd=path.parent).status in {0, 1}
    said = compared(path, copy)
    assert "Anna De Luca was erased in the copy, and still stands here" in said.out


def test_a_file_in_which_ids_are_no_counted_ones_is_unharmed(path: Path) -> None:
    workspace = running(path)
    raw = path.read_bytes()
    copy = beside(path, [msgspec.structs.replace(workspace.snapshot.people["anna"], site="Lecco")])
    assert compared(path, copy).status == 1
    assert path.read_bytes() == raw
    assert not generations.folder_of(copy).exists()
