"""A file may hold what was taken in before anybody asked for letters that nobody sees."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from revmentor.actions import people
from revmentor.exchange import document
from revmentor.model.errors import Refused
from revmentor.store.changes import Change
from revmentor.store.file.verdict import Damaged
from revmentor.store.history import recovery
from revmentor.store.workspace import Workspace
from tests.support.firm import begin

OLD = Path(__file__).parent / "old" / "form-1.json"
NAME = "Ada\u200b Bruni"
NOTE = "as\u00adagreed " + "a" + "\u0301" * 40


def holding(path: Path) -> Workspace:
    """A sealed file with a name and a note as an older revmentor took them in."""
    workspace = begin(path)
    person = people.add(workspace.change(), name="Ada Bruni", note="as agreed")
    person = msgspec.structs.replace(person, name=NAME, note=NOTE)
    snapshot = workspace.snapshot.with_records({"people": {person.id: person}})
    workspace._write(snapshot, {"people": 1}, "as it was")  # no door lets it in any more
    return Workspace.open(path)


def only(workspace: Workspace) -> str:
    return next(iter(workspace.snapshot.people))


def test_it_opens_and_says_what_it_holds(path: Path) -> None:
    workspace = holding(path)
    (person,) = workspace.snapshot.people.values()
    assert (person.name, person.note) == (NAME, NOTE)


def test_another_field_of_such_a_record_can_be_changed(path: Path) -> None:
    workspace = holding(path)
    assert people.edit(workspace.change(), only(workspace), job_title="Buyer").name == NAME
    assert workspace.undo()
    (person,) = Workspace.open(path).snapshot.people.values()
    assert (person.name, person.job_title) == (NAME, None)


def test_the_field_itself_can_only_be_mended_and_that_can_be_undone(path: Path) -> None:
    workspace = holding(path)
    with pytest.raises(Refused, match="U\\+200B"):
        people.edit(workspace.change(), only(workspace), name=NAME + "o")
    assert people.edit(workspace.change(), only(workspace), name="Ada Bruni").name == "Ada Bruni"
    workspace.undo()
    assert Workspace.open(path).snapshot.people[only(workspace)].name == NAME


def test_its_export_is_refused_with_the_places_to_mend(path: Path) -> None:
    raw = document.document_bytes(holding(path).snapshot)
    with pytest.raises(Refused) as caught:
        document.read_document(raw)
    assert [each.path for each in caught.value.problems] == ["people[0].name", "people[0].note"]


def test_one_that_somebody_changed_by_hand_is_still_whole(path: Path) -> None:
    holding(path)
    path.write_text(path.read_text("utf-8").replace("Meccanica", "Officina", 1), "utf-8")
    with pytest.raises(Damaged) as caught:
        Workspace.open(path)
    reading = caught.value.reading
    assert (reading.state, reading.problems) == ("outside", ())
    accepted = recovery.accept_as_it_is(reading, None)
    assert accepted.snapshot.people[only(accepted)].name == NAME


def test_one_of_an_older_form_opens_too(path: Path) -> None:
    shutil.copyfile(OLD, path)
    tables = json.loads(path.read_text("utf-8"))
    first = next(iter(tables["people"]))
    tables["people"][first]["name"] = NAME
    path.write_text(json.dumps(tables), "utf-8")
    workspace = Workspace.open(path)
    assert workspace.snapshot.people[first].name == NAME
    assert people.edit(workspace.change(), first, job_title="Buyer").name == NAME


def test_what_a_change_takes_back_is_not_asked_again(path: Path) -> None:
    workspace = holding(path)
    ours = workspace.snapshot.people[only(workspace)]
    mended = Change.of(
        "mended", {"people": {ours.id: msgspec.structs.replace(ours, name="Ada Bruni")}}, None
    )
    after = mended.after(workspace.snapshot)
    assert mended.inverse(workspace.snapshot).after(after) == workspace.snapshot
