"""Single records are taken over from a copy of the file: in one change, and with what they need."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from revmentor.actions import copies
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.firm import Firm
from revmentor.model.snapshot import Snapshot
from revmentor.store.history import other_copy
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    FIRM,
    PROGRAMME,
    TODAY,
    day,
    exported,
    pair,
    part,
    person,
    programme,
    rating,
    running,
    session,
)
from tests.support.parted import beside, parted


def copy_with(workspace: Workspace, *more: Record) -> Snapshot:
    """The records of a file with some more, as a copy may hold them."""
    tables: dict[str, dict[str, Record | None]] = {}
    for each in more:
        from revmentor.model.snapshot import TABLE_OF

        tables.setdefault(TABLE_OF[type(each)], {})[each.id] = each
    return workspace.snapshot.with_records(tables)


def taken(workspace: Workspace, copy: Snapshot, *keys: str) -> copies.TakenOver:
    return workspace.make(lambda tx: copies.take_over(tx, copy, keys), PROGRAMME, today=TODAY)


def test_what_is_chosen_comes_and_nothing_else(path: Path) -> None:
    workspace, copy = parted(path)
    theirs = other_copy.read_copy(workspace, copy, None).snapshot
    before = workspace.snapshot
    done = taken(workspace, theirs, "people:anna", "people:p0009")
    assert done.total == 2
    people = workspace.snapshot.people
    assert (people["anna"].department, people["p0009"].name) == ("Export", "Zoe Nuova")
    assert workspace.snapshot.sessions == before.sessions
    assert people["carla"].site == "Modena"


def test_it_is_one_change_and_one_undo(path: Path) -> None:
    workspace, copy = parted(path)
    theirs = other_copy.read_copy(workspace, copy, None).snapshot
    before, generation = exported(workspace), workspace.generation
    taken(workspace, theirs, "people:anna", "sessions:s0001")
    assert workspace.generation == generation + 1
    assert workspace.undoable == "2 entries taken over from a copy"
    workspace.undo()
    assert exported(workspace) == before


def test_a_session_with_an_id_that_means_another_here_gets_one_of_its_own(path: Path) -> None:
    workspace, copy = parted(path)
    theirs = other_copy.read_copy(workspace, copy, None).snapshot
    taken(workspace, theirs, "sessions:s0001")
    mine = workspace.snapshot.sessions
    assert mine["s0001"].mentor_id == "giulia"
    (new,) = (each for each in mine.values() if each.mentor_id == "luca")
    assert (new.id, new.due_on, new.minutes) == ("s0003", day(3), 30)


def test_the_same_session_under_two_ids_is_put_in_its_place(path: Path) -> None:
    workspace, copy = parted(path)
    theirs = other_copy.read_copy(workspace, copy, None).snapshot
    n = len(workspace.snapshot.sessions)
    taken(workspace, theirs, "sessions:s0002")
    assert workspace.snapshot.sessions["s0001"].taught[0].text == "a shared drive"
    assert len(workspace.snapshot.sessions) == n


def test_a_session_brings_its_pair_its_people_and_their_parts(path: Path) -> None:
    workspace = running(path)
    copy = copy_with(
        workspace,
        person("zoe", manager_id="yara"),
        person("yara"),
        part("zoe", "senior"),
        pair("luca", "zoe"),
        session("luca", day(3), "zoe", id="s0001"),
        rating("zoe", "spreadsheets", 1),
    )
    done = taken(workspace, copy, "sessions:s0001")
    assert {each.id for each in done.along} == {"zoe", "yara", "zoe-senior", "luca-zoe"}
    assert "s0001" in workspace.snapshot.sessions
    assert all(each.person_id != "zoe" for each in workspace.snapshot.ratings.values())


def test_what_contradicts_is_refused_by_name_and_nothing_changes(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    copy = copy_with(workspace, pair("luca", "anna", id="other"))
    with pytest.raises(Refused, match=r"Anna De Luca.* is already paired"):
        taken(workspace, copy, "pairs:other")
    assert exported(workspace) == before


def test_a_starting_point_stays_as_it_is(path: Path) -> None:
    workspace = running(path)
    (start,) = (
        each
        for each in workspace.snapshot.ratings.values()
        if (each.person_id, each.skill_id) == ("anna", "video-meetings")
    )
    copy = copy_with(workspace, msgspec.structs.replace(start, level=4))
    with pytest.raises(Refused, match="The starting point of Anna De Luca stands"):
        taken(workspace, copy, f"ratings:{start.id}")


def test_a_closed_programme_stays_as_it_is(path: Path) -> None:
    workspace = running(path)
    copy = copy_with(workspace, session("giulia", day(3), "anna", id="s0001"))
    closed = msgspec.structs.replace(workspace.snapshot.programmes[PROGRAMME], closed_on=TODAY)
    workspace.commit("closed", put=[closed])
    with pytest.raises(Refused, match="was closed on 24 Apr 2026"):
        taken(workspace, copy, "sessions:s0001")


@pytest.mark.parametrize("keys", [(), ("people:nobody",), ("people:luca",), ("firm",)])
def test_what_means_nothing_is_refused(path: Path, keys: tuple[str, ...]) -> None:
    workspace = running(path)
    with pytest.raises(Refused):
        taken(workspace, copy_with(workspace), *keys)


def test_the_firm_is_taken_over(path: Path) -> None:
    workspace = running(path)
    firm = Firm(name=FIRM.name, country="IT", coordinator="Rosa Conti")
    copy = msgspec.structs.replace(workspace.snapshot, firm=firm)
    assert taken(workspace, copy, "firm").firm
    assert workspace.snapshot.firm == firm


def test_all_taken_over_leaves_no_difference(path: Path) -> None:
    from revmentor.rules.copies.comparison import compare

    workspace, copy = parted(path)
    theirs = other_copy.read_copy(workspace, copy, None)
    found = compare(workspace.snapshot, theirs.snapshot, theirs.before)
    taken(workspace, theirs.snapshot, *found.by_key)
    left = compare(workspace.snapshot, theirs.snapshot)
    assert [each.id for each in left.differences] == []


def test_the_copy_itself_is_never_written(path: Path) -> None:
    workspace, copy = parted(path)
    raw = copy.read_bytes()
    taken(workspace, other_copy.read_copy(workspace, copy, None).snapshot, "people:anna")
    assert copy.read_bytes() == raw
    assert sorted(each.name for each in path.parent.iterdir()) == [
        copy.name,
        path.name,
        f"{path.name}.d",
    ]


def test_a_programme_that_is_there_only_in_the_copy_comes_along(path: Path) -> None:
    workspace = running(path)
    other = msgspec.structs.replace(programme(name="Another"), id="pr0002")
    copy = copy_with(workspace, other, msgspec.structs.replace(part("anna", "senior"), id="pt9",
                                                             programme_id="pr0002"))  # fmt: skip
    done = taken(workspace, copy, "participations:pt9")
    assert [each.id for each in done.along] == ["pr0002"]


def test_a_copy_of_another_state_of_the_same_records_is_read(path: Path) -> None:
    workspace = running(path)
    copy = beside(path, [person("anna", site="Lecco")])
    found = other_copy.read_copy(workspace, copy, None)
    assert other_copy.about(workspace, found) == [
        "The copy is ahead: 1 change was made there since, and none here."
    ]
