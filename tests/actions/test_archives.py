"""An ended programme moves to a file of its own: one commit there and one back, each undone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from revmentor.actions import archives
from revmentor.model.errors import Refused
from revmentor.model.programme import FollowUp
from revmentor.rules import archiving
from revmentor.store import archive_files
from revmentor.store.archive_files import ArchiveFile
from revmentor.store.workspace import Workspace
from tests.support.ended_programme import CLOSED, OLD, with_ended_programme
from tests.support.firm import PROGRAMME, TODAY, exported


def test_both_ways_are_one_commit_each_and_undone_to_the_same_bytes(path: Path) -> None:
    workspace = with_ended_programme(path)
    stood, generation = exported(workspace), workspace.generation
    archive = archive_files.write_archive(workspace, OLD, path.with_name("own.json"))
    put_away(workspace, archive)
    moved = exported(workspace)
    archives.bring_back(workspace.change(today=TODAY), OLD, archive.records)
    assert workspace.generation == generation + 2
    assert exported(workspace) == stood
    workspace.undo()
    assert exported(workspace) == moved
    workspace.undo()
    assert exported(workspace) == exported(Workspace.open(path)) == stood


def put_away(workspace: Workspace, archive: ArchiveFile) -> None:
    change, own = workspace.change(today=TODAY), archive
    archives.put_away(change, OLD, own.records, own.name, own.lineage)


def test_undo_and_redo_leave_no_programme_in_no_file(path: Path) -> None:
    workspace = with_ended_programme(path)
    archive = archive_files.write_archive(workspace, OLD, path.with_name("own.json"))
    put_away(workspace, archive)
    archives.bring_back(workspace.change(today=TODAY), OLD, archive.records)
    kept = archive.path.rename(path.with_name("kept.json"))
    stood = exported(workspace)
    with pytest.raises(Refused, match=r"would then lie in no file\. There is no file"):
        workspace.undo()
    assert exported(workspace) == exported(Workspace.open(path)) == stood
    kept.rename(archive.path)
    workspace.undo()
    assert workspace.snapshot.programmes[OLD].archived


def test_a_redo_takes_out_nothing_that_the_archive_does_not_hold(path: Path) -> None:
    workspace = with_ended_programme(path)
    archive = archive_files.write_archive(workspace, OLD, path.with_name("own.json"))
    put_away(workspace, archive)
    workspace.undo()
    own = Workspace.open(archive.path)
    own.commit("tidied", remove=list(own.snapshot.cases.values()))
    stood = exported(workspace)
    with pytest.raises(Refused, match=r"own\.json does not hold it as it stands here"):
        workspace.redo()
    assert exported(workspace) == stood


def test_a_redo_leaves_no_programme_in_no_file(path: Path) -> None:
    workspace = with_ended_programme(path)
    archive = archive_files.write_archive(workspace, OLD, path.with_name("own.json"))
    put_away(workspace, archive)
    workspace.undo()
    stood = exported(workspace)
    archive.path.unlink()
    shutil.copy(path, archive.path)  # something else of that name
    with pytest.raises(Refused, match=r"own\.json is not the file that Common floor 2024"):
        workspace.redo()
    assert exported(workspace) == stood


def test_what_the_archive_does_not_hold_just_so_is_not_taken_out(path: Path) -> None:
    workspace = with_ended_programme(path)
    own = archiving.part_of(workspace.snapshot, OLD)
    (case,) = own.cases.values()
    other = own.with_records({"cases": {case.id: replace(case, text="another text")}})
    with pytest.raises(Refused, match="does not hold Common floor 2024 as it stands here"):
        archives.put_away(workspace.change(today=TODAY), OLD, other, "own.json", "l1")


def test_a_programme_stays_while_something_of_it_is_to_come(path: Path) -> None:
    workspace = with_ended_programme(path)
    snapshot = workspace.snapshot
    old = snapshot.programmes[OLD]
    for day in (CLOSED, date(2025, 1, 26), date(2025, 7, 26)):
        why = archiving.why_not(snapshot, old, day)
        assert "is followed up from 26 Jan 2025 on" in why
        assert "after 26 Jul 2025" in why
    assert archiving.why_not(snapshot, old, date(2025, 7, 27)) == ""
    heard = FollowUp(kind="6_months", on=date(2025, 2, 1))
    assert archiving.why_not(snapshot, replace(old, follow_ups=(heard,)), CLOSED) == ""
    assert archiving.why_not(snapshot, old, TODAY) == ""
    closed = replace(snapshot.programmes[PROGRAMME], closed_on=TODAY)
    only = snapshot.with_records({"programmes": {PROGRAMME: closed}})
    assert "is the last programme" in archiving.why_not(only, closed, TODAY)
