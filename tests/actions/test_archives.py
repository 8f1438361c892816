"""An ended programme moves to a file of its own: one commit there and one back, each undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from revmentor.actions import archives
from revmentor.model.errors import Refused
from revmentor.rules import archiving
from revmentor.store.workspace import Workspace
from tests.support.ended_programme import CLOSED, OLD, with_ended_programme
from tests.support.firm import PROGRAMME, TODAY, exported


def test_both_ways_are_one_commit_each_and_undone_to_the_same_bytes(path: Path) -> None:
    workspace = with_ended_programme(path)
    stood, generation = exported(workspace), workspace.generation
    own = archiving.part_of(workspace.snapshot, OLD)
    archives.put_away(workspace.change(today=TODAY), OLD, own, "own.json")
    moved = exported(workspace)
    archives.bring_back(workspace.change(today=TODAY), OLD, own)
    assert workspace.generation == generation + 2
    assert exported(workspace) == stood
    workspace.undo()
    assert exported(workspace) == moved
    workspace.undo()
    assert exported(workspace) == exported(Workspace.open(path)) == stood


def test_what_the_archive_does_not_hold_just_so_is_not_taken_out(path: Path) -> None:
    workspace = with_ended_programme(path)
    own = archiving.part_of(workspace.snapshot, OLD)
    (case,) = own.cases.values()
    other = own.with_records({"cases": {case.id: replace(case, text="another text")}})
    with pytest.raises(Refused, match="does not hold Common floor 2024 as it stands here"):
        archives.put_away(workspace.change(today=TODAY), OLD, other, "own.json")


def test_a_programme_stays_while_something_of_it_is_to_come(path: Path) -> None:
    workspace = with_ended_programme(path)
    snapshot = workspace.snapshot
    old = snapshot.programmes[OLD]
    assert "is followed up on" in archiving.why_not(snapshot, old, CLOSED)
    assert archiving.why_not(snapshot, old, TODAY) == ""
    closed = replace(snapshot.programmes[PROGRAMME], closed_on=TODAY)
    only = snapshot.with_records({"programmes": {PROGRAMME: closed}})
    assert "is the last programme" in archiving.why_not(only, closed, TODAY)
