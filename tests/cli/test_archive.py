"""An ended programme goes to a file of its own by the command, and comes back as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from revmentor.model.firm import Firm
from revmentor.rules.pairing import eligibility
from revmentor.store import archive_files
from revmentor.store.file import disk
from revmentor.store.history import erasure, generations
from revmentor.store.workspace import Workspace
from tests.cli.test_file import new_identity
from tests.contract.validator import faults
from tests.support.cli import TODAY, Said, revmentor
from tests.support.ended_programme import OLD, with_ended_programme
from tests.support.firm import PROGRAMME, exported
from tests.support.firm import TODAY as FRIDAY

NAME = "Common floor 2024"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valdarco.revmentor.json"


def archive(path: Path, *words: str | Path) -> Said:
    return revmentor("archive", path, *words, "--today", TODAY, cwd=path.parent)


def beside(path: Path) -> Path:
    return path.with_name("valdarco-common-floor-2024-pr2024.revmentor.json")


def test_without_a_programme_it_says_of_each_whether_it_can_be_moved(path: Path) -> None:
    with_ended_programme(path)
    before = path.read_bytes()
    said = archive(path)
    assert said.status == 0
    assert said.out.splitlines() == [
        f"{OLD}  {NAME} can be moved. 5 entries go there.",
        f"{PROGRAMME}  Common floor is not closed; close it first.",
    ]
    assert path.read_bytes() == before


def test_it_goes_to_a_file_of_its_own_and_comes_back_to_the_same_bytes(path: Path) -> None:
    stood = exported(with_ended_programme(path))
    said = archive(path, "--programme", NAME)
    assert said.status == 0
    assert f"{NAME} lies in {beside(path)} now" in said.err
    here, own = Workspace.open(path).snapshot, Workspace.open(beside(path)).snapshot
    assert not [each for each in here.sessions.values() if each.programme_id == OLD]
    assert [each for each in own.sessions.values() if each.programme_id == OLD]
    assert set(own.programmes) == {OLD}
    assert set(own.people) == {"luca", "dario", "zoe"}
    said = archive(path, "--programme", OLD, "--back")
    assert said.status == 0
    assert exported(Workspace.open(path)) == stood
    assert beside(path).exists()


def test_what_was_moved_is_a_file_like_any_other(path: Path) -> None:
    with_ended_programme(path)
    export = ("export", "--what", "evaluation", "--programme", OLD, "--today", TODAY)
    before = revmentor(*export, path, cwd=path.parent)
    archive(path, "--programme", OLD, "-o", "ended.json")
    own = path.with_name("ended.json")
    assert revmentor("check", own, cwd=path.parent).status == 0
    after = revmentor(*export, own, cwd=path.parent)
    assert after.out == before.out


def test_in_the_file_it_left_it_is_said_where_it_lies(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    said = revmentor("status", path, "--programme", OLD, "--today", TODAY, cwd=path.parent)
    assert said.status == 6
    assert f"{NAME} was moved to {beside(path).name} on 24 Apr 2026" in said.err
    assert f"{OLD}  {NAME} lies in {beside(path).name} since 24 Apr 2026." in archive(path).out
    said = archive(path, "--programme", OLD)
    assert said.status == 6


def test_a_script_hears_where_each_programme_lies(path: Path) -> None:
    with_ended_programme(path)
    moved, listed = told(path, "--programme", OLD), told(path)
    assert (moved["moved"], listed["moved"]) == (OLD, None)
    assert moved["programmes"] == listed["programmes"]
    assert moved["bytes"] == path.stat().st_size
    old, new = listed["programmes"]
    assert (old["lies_in"], old["since"], old["records"]) == (beside(path).name, TODAY, 0)
    assert (new["lies_in"], new["since"], new["closed_on"]) == (None, None, None)
    assert new["why_not"] == "Common floor is not closed; close it first."
    back = told(path, "--programme", OLD, "--back")
    assert (back["moved"], back["programmes"][0]["lies_in"]) == (OLD, None)
    assert (back["programmes"][0]["records"], back["programmes"][0]["why_not"]) == (5, None)


def test_a_script_hears_why_one_cannot_be_moved(path: Path) -> None:
    with_ended_programme(path)
    said = archive(path, "--programme", PROGRAMME, "--json")
    assert said.status == 6
    assert faults("error", said.raw) == []


def told(path: Path, *words: str) -> Any:
    said = archive(path, *words, "--json")
    assert said.status == 0
    assert faults("archive", said.raw) == []
    return json.loads(said.raw)


def changed_by_hand(own: Path) -> None:
    raw = own.read_bytes()
    assert raw.count(b'"level":3') == 1
    own.write_bytes(raw.replace(b'"level":3', b'"level":2'))


def cut_in_half(own: Path) -> None:
    own.write_bytes(own.read_bytes()[: own.stat().st_size // 2])


def replaced_by_an_older_state(own: Path) -> None:
    shutil.copy(own.with_name("before.json"), own)


def taken_away(own: Path) -> None:
    own.unlink()


@pytest.mark.parametrize(
    ("what", "status", "said"),
    [
        (changed_by_hand, 4, "was changed outside revmentor"),
        (cut_in_half, 4, "damaged"),
        (replaced_by_an_older_state, 6, "is not the file that Common floor 2024 was moved to"),
        (taken_away, 4, "There is no file"),
    ],
)
def test_what_is_not_as_it_was_moved_does_not_come_back_and_is_told(
    path: Path, what: Callable[[Path], None], status: int, said: str
) -> None:
    with_ended_programme(path)
    shutil.copy(path, path.with_name("before.json"))
    archive(path, "--programme", OLD)
    assert revmentor("check", path, cwd=path.parent).status == 0
    what(beside(path))
    before = path.read_bytes()
    back = archive(path, "--programme", OLD, "--back")
    assert (back.status, said in back.err) == (status, True)
    assert path.read_bytes() == before
    checked = revmentor("check", path, cwd=path.parent)
    assert checked.status == 1
    assert said in checked.out
    assert said in archive(path).out
    assert said in told(path)["programmes"][0]["trouble"]


def test_a_firm_that_was_renamed_gets_its_programme_back(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    workspace = Workspace.open(path)
    workspace.commit("renamed", firm=replace(workspace.snapshot.firm, name="Gamma Holding"))
    assert archive(path, "--programme", OLD, "--back").status == 0


def test_in_another_place_the_archive_is_where_it_was(path: Path) -> None:
    stood = exported(with_ended_programme(path))
    archive(path, "--programme", OLD)
    folder = path.parent / "elsewhere"
    folder.mkdir()
    there = Workspace.open(path).saved_in(folder / "here.json").path
    assert revmentor("check", there, cwd=folder).status == 0
    assert archive(there, "--programme", OLD, "--back").status == 0
    assert exported(Workspace.open(there)) == stood


def test_what_another_key_opens_is_said(path: Path) -> None:
    pytest.importorskip("pyrage")
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    new_identity(path.with_name("key.txt"))
    assert revmentor("lock", beside(path), "--identity", "key.txt", cwd=path.parent).status == 0
    said = revmentor("check", path, cwd=path.parent)
    assert (said.status, f"whether it holds {NAME} cannot be told" in said.out) == (1, True)


def test_an_encrypted_file_gets_no_archive_in_the_clear(path: Path) -> None:
    pytest.importorskip("pyrage")
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    archive(path, "--programme", OLD, "--back")
    new_identity(path.with_name("key.txt"))
    assert revmentor("lock", path, "--identity", "key.txt", cwd=path.parent).status == 0
    said = archive(path, "--programme", OLD, "--identity", "key.txt")
    assert (said.status, "already exists; choose another name" in said.err) == (6, True)


def test_a_copy_of_the_archive_brings_it_back(path: Path) -> None:
    stood = exported(with_ended_programme(path))
    archive(path, "--programme", OLD)
    shutil.move(beside(path), path.with_name("elsewhere.json"))
    assert archive(path, "--programme", OLD, "--from", "elsewhere.json").status == 0
    assert exported(Workspace.open(path)) == stood


def test_going_back_leaves_no_programme_in_no_file(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    moved = Workspace.open(path).generation
    archive(path, "--programme", OLD, "--back")
    beside(path).unlink()
    before = path.read_bytes()
    said = revmentor("restore", path, "--change", str(moved), cwd=path.parent)
    assert said.status == 6
    assert f"{NAME} would then lie in no file. There is no file" in said.err
    assert path.read_bytes() == before


def test_a_move_that_was_killed_leaves_nothing_unsaid(path: Path) -> None:
    with_ended_programme(path)
    own = archive_files.write_archive(Workspace.open(path), OLD, beside(path)).path
    shutil.rmtree(generations.folder_of(own))
    left = own.rename(disk.temporary_name(own))
    said = revmentor("check", path, cwd=path.parent)
    assert left.name not in said.out  # somebody may be writing it now
    os.utime(left, (0, 0))
    said = revmentor("check", path, cwd=path.parent)
    assert f"{left.name} was cut off while it was written" in said.out
    found = revmentor("erase", path, "zoe", "--dry-run", cwd=path.parent)
    assert f"{left} · it was cut off while it was written" in found.out
    assert archive(path, "--programme", OLD).status == 0
    assert not left.exists()


def test_nobody_is_advised_to_delete_the_only_copy(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    found = revmentor("erase", path, "zoe", "--dry-run", cwd=path.parent)
    assert f"{beside(path)} · a programme was moved there: erase the person there too" in found.out
    assert "delete it" not in found.out


def test_whoever_asks_what_is_kept_hears_of_the_other_file(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    words = ("export", path, "--what", "person", "--person", "zoe", "--today", TODAY)
    data = json.loads(revmentor(*words, cwd=path.parent).raw)
    assert data["elsewhere"] == [{"programme": NAME, "file": beside(path).name, "since": TODAY}]
    page = revmentor(*words, "--format", "html", cwd=path.parent).out
    assert f"What was kept in {NAME} lies in another file: {beside(path).name}." in page
    words = ("export", path, "--what", "person", "--person", "anna", "--today", TODAY)
    assert json.loads(revmentor(*words, cwd=path.parent).raw)["elsewhere"] == data["elsewhere"]


def test_who_encrypts_the_file_hears_of_the_archive(path: Path) -> None:
    pytest.importorskip("pyrage")
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    new_identity(path.with_name("key.txt"))
    words = (path, "--identity", "key.txt")
    said = revmentor("lock", *words, cwd=path.parent)
    assert f"{NAME} lies in {beside(path).name}, which is not encrypted" in said.err
    assert revmentor("lock", beside(path), "--identity", "key.txt", cwd=path.parent).status == 0
    assert "which is not encrypted" not in revmentor("lock", *words, cwd=path.parent).err
    said = revmentor("unlock", *words, cwd=path.parent)
    assert f"{NAME} lies in {beside(path).name}, which is still encrypted" in said.err


def test_a_programme_goes_to_no_stream(path: Path) -> None:
    with_ended_programme(path)
    said = archive(path, "--programme", OLD, "-o", "-")
    assert said.status == 2
    assert "to a file, not to standard output" in said.err


def test_what_counts_for_later_programmes_stays(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    view = Workspace.open(path).view(PROGRAMME)
    (objection,) = eligibility.against(view, "luca", "dario")
    assert "“not again”" in objection.message


def test_what_cannot_be_moved_is_said_and_nothing_changes(path: Path) -> None:
    with_ended_programme(path)
    before = path.read_bytes()
    said = archive(path, "--programme", PROGRAMME)
    assert (said.status, said.out) == (6, "")
    assert "Common floor is not closed; close it first." in said.err
    taken = path.with_name("taken.json")
    Workspace.create(taken, Firm(name="Somebody else"))
    assert archive(path, "--programme", OLD, "-o", taken).status == 6
    assert archive(path, "-o", "x.json").status == 2
    assert archive(path, "--programme", OLD, "--back").status == 6
    assert path.read_bytes() == before


def test_cut_off_after_the_first_half_the_same_command_finishes_it(path: Path) -> None:
    with_ended_programme(path)
    copy = path.with_name("before.json")
    shutil.copy(path, copy)
    archive(path, "--programme", OLD)
    shutil.copy(copy, path)  # as if it had been killed once the archive was written
    shutil.rmtree(path.with_name(f"{path.name}.d"))
    assert archive(path, "--programme", OLD).status == 0
    assert Workspace.open(path).snapshot.programmes[OLD].archived


def test_whoever_was_erased_meanwhile_does_not_come_back(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    workspace = Workspace.open(path)
    found = erasure.erase(workspace, workspace.snapshot.people["zoe"], on=FRIDAY)
    assert any(beside(path).name in each.where for each in found.undecided)
    assert archive(path, "--programme", OLD, "--back").status == 0
    here = Workspace.open(path).snapshot
    assert "zoe" not in here.people
    assert b"Zoe" not in path.read_bytes()
    assert [each for each in here.sessions.values() if each.programme_id == OLD]


def test_who_closes_the_client_is_told_of_it(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    said = revmentor("close-client", path, "-o", "over.json", "--remove", cwd=path.parent)
    assert f"{NAME}, moved to {beside(path).name}" in said.out + said.err


def _broken(own: Path) -> None:
    raw = own.read_bytes()
    own.write_bytes(raw[: len(raw) // 2])


@pytest.mark.parametrize("harm", [_broken, Path.unlink], ids=["cut", "gone"])
def test_an_archive_has_a_second_copy_that_brings_it_back(
    path: Path, harm: Callable[[Path], None]
) -> None:
    with_ended_programme(path)
    before = exported(Workspace.open(path))
    archive(path, "--programme", OLD)
    harm(beside(path))
    cure = f"revmentor restore {beside(path)} --last-good"
    assert cure in revmentor("check", path, cwd=path.parent).out
    refused = archive(path, "--programme", OLD, "--back")
    assert refused.status != 0
    assert cure in refused.err
    assert revmentor(*cure.split()[1:], cwd=path.parent).status == 0
    assert archive(path, "--programme", OLD, "--back").status == 0
    assert exported(Workspace.open(path)) == before


def test_one_bit_of_an_encrypted_archive_is_damage_and_no_other_key(path: Path) -> None:
    with_ended_programme(path)
    new_identity(path.with_name("key.txt"))
    key = ("--identity", "key.txt")
    assert revmentor("lock", path, *key, cwd=path.parent).status == 0
    assert archive(path, "--programme", OLD, *key).status == 0
    raw = beside(path).read_bytes()
    own = raw.index(b"-> X25519") + 20
    beside(path).write_bytes(raw[:own] + bytes([raw[own] ^ 1]) + raw[own + 1 :])
    said = revmentor("check", path, *key, cwd=path.parent).out
    assert f"revmentor restore {beside(path)} --last-good" in said


def test_a_file_saved_in_another_place_has_a_second_copy_too(path: Path, tmp_path: Path) -> None:
    there = with_ended_programme(path).saved_in(tmp_path / "there.json").path
    assert generations.mirror_of(there).read_bytes() == there.read_bytes()


def test_an_archive_is_no_copy_to_be_taken_over_from_and_deleted(path: Path) -> None:
    with_ended_programme(path)
    archive(path, "--programme", OLD)
    elsewhere = Path(shutil.copy(beside(path), path.with_name("copied.json")))
    before = path.read_bytes()
    for own in (beside(path), elsewhere):
        said = revmentor("compare", path, own, "--take-all", cwd=path.parent)
        assert said.status != 0
        assert f"{own.name} is the file that {NAME} was moved to, no copy of this one." in said.err
        assert f"--programme {OLD} --back" in said.err
    assert path.read_bytes() == before


def test_a_second_copy_that_could_not_be_written_is_told(path: Path) -> None:
    with_ended_programme(path)
    generations.folder_of(beside(path)).write_text("in the way")
    said = archive(path, "--programme", OLD)
    assert said.status == 0
    assert "A second copy of it could not be written" in said.err
