from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from revmentor.actions import firm, pairs, participations, people, sessions
from tests.support.firm import PROGRAMME, START, TODAY, begin, day, prepared, running
from tests.support.refusal import refused


def test_a_person_added_gets_an_id_and_stands_in_the_file(path: Path) -> None:
    workspace = begin(path)
    zoe = people.add(
        workspace.change(), name="Zoe Nuova", department="Sales", languages=("it", "en")
    )
    assert zoe.id == "p0001"
    assert workspace.snapshot.people["p0001"] == zoe
    assert workspace.undoable == "Zoe Nuova added"


def test_two_people_may_share_a_name(path: Path) -> None:
    workspace = begin(path)
    first, second = (people.add(workspace.change(), name="Mario Rossi") for _n in range(2))
    assert first.id != second.id


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "日本語", "שלום", "=cmd|calc"])
def test_awkward_names_are_kept_as_they_are(path: Path, name: str) -> None:
    workspace = begin(path)
    added = people.add(workspace.change(), name=name)
    assert workspace.snapshot.people[added.id].name == name


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"name": ""}, "is not text of 1 to 200 characters", "name"),
        ({"name": "a\x1b[31m"}, "hidden control character (U+001B)", "name"),
        ({"name": "\u202eanna"}, "hidden control character (U+202E)", "name"),
        ({"name": "Zoe", "manager_id": "nobody"}, "here is no “nobody” in people", "manager_id"),
        ({"name": "Zoe", "availability": ("sun-am",)}, "“sun-am” is not a half-day", None),
        ({"name": "Zoe", "works": "never"}, "“never” is not one of", "works"),
        (
            {"name": "Zoe", "joined_on": TODAY, "left_on": START},
            "2 Feb 2026 is before 24 Apr 2026; an end comes after its beginning",
            "left_on",
        ),
    ],
)
def test_a_person_who_does_not_fit_is_refused(
    path: Path, fields: dict[str, object], words: str, field: str | None
) -> None:
    workspace = begin(path)
    with refused(workspace, words, field):
        people.add(workspace.change(), **fields)  # type: ignore[arg-type]  # wrong on purpose


def test_a_name_of_blanks_is_refused(path: Path) -> None:
    workspace = begin(path)
    with refused(workspace, "blank"):
        people.add(workspace.change(), name="   ")


def test_editing_changes_only_the_fields_given(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "anna", department="Sales", manager_id="ettore")
    anna = workspace.snapshot.people["anna"]
    assert (anna.name, anna.department, anna.manager_id) == ("Anna De Luca", "Sales", "ettore")


def test_managers_in_a_circle_are_refused(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "anna", manager_id="bruno")
    with refused(workspace, "he reporting line goes round in a circle", "manager_id"):
        people.edit(workspace.change(), "bruno", manager_id="anna")
    with refused(workspace, "obody is their own manager", "manager_id"):
        people.edit(workspace.change(), "carla", manager_id="carla")


def test_an_unknown_person_is_refused_by_name(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "There is nobody “zoe” in this file."):
        people.edit(workspace.change(), "zoe", name="Zoe")


def test_leaving_ends_the_open_pairs_of_either_side_on_that_day(path: Path) -> None:
    workspace = running(path)
    people.leave(workspace.change(), "giulia", on=TODAY, reason="moved abroad")
    ended = {p.id: (p.until_on, p.end_reason) for p in workspace.snapshot.pairs.values()}
    assert ended["giulia-anna"] == (TODAY, "left the firm")
    assert ended["giulia-bruno"] == (TODAY, "left the firm")
    assert ended["luca-carla"] == (None, None)
    giulia = workspace.snapshot.people["giulia"]
    assert (giulia.left_on, giulia.left_reason) == (TODAY, "moved abroad")
    assert workspace.view(PROGRAMME).unplaced == ["anna", "dario", "elena", "bruno"]


def test_nobody_leaves_before_joining(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "anna", joined_on=START)
    with refused(workspace, "Nobody leaves before joining.", "left_on"):
        people.leave(workspace.change(), "anna", on=START - timedelta(days=1), reason=None)


def test_leaving_is_possible_while_a_later_session_is_planned(path: Path) -> None:
    workspace = running(path)
    sessions.log(
        workspace.change(PROGRAMME, today=TODAY),
        "luca",
        due_on=day(14),
        status="planned",
        attendance={"carla": "present"},
    )
    people.leave(workspace.change(), "carla", on=TODAY, reason="a new job")
    assert workspace.snapshot.people["carla"].left_on == TODAY


def test_a_person_about_whom_nothing_is_written_can_be_removed(path: Path) -> None:
    workspace = running(path)
    people.edit(workspace.change(), "anna", manager_id="ettore")
    people.remove(workspace.change(), "ettore")
    assert "ettore" not in workspace.snapshot.people
    assert workspace.snapshot.people["anna"].manager_id is None


def test_a_person_with_history_is_not_removed_and_it_is_said_where_it_stands(path: Path) -> None:
    workspace = running(path)
    before = path.read_bytes()
    with refused(
        workspace, "Anna De Luca stands in 1 goal, 2 ratings, 1 pair, and 2 sessions. Write down"
    ):
        people.remove(workspace.change(), "anna")
    assert path.read_bytes() == before


def test_somebody_just_typed_in_is_removed_with_the_own_part_by_one_change(path: Path) -> None:
    workspace = prepared(path)
    added = people.add(workspace.change(PROGRAMME), name="Ada Re", roles=("mentor", "senior"))
    people.remove(workspace.change(PROGRAMME), added.id)
    assert added.id not in workspace.snapshot.people
    assert not [
        each for each in workspace.snapshot.participations.values() if each.person_id == added.id
    ]
    workspace.undo()
    assert added.id in workspace.snapshot.people
    assert {(added.id, "mentor"), (added.id, "senior")} <= {
        (each.person_id, each.role) for each in workspace.snapshot.participations.values()
    }


def test_the_part_in_a_closed_programme_is_history(path: Path) -> None:
    workspace = prepared(path)
    added = people.add(workspace.change(PROGRAMME), name="Ada Re", roles=("senior",))
    programme = workspace.snapshot.programmes[PROGRAMME]
    tx = workspace.change(PROGRAMME)
    tx.put(msgspec.structs.replace(programme, closed_on=TODAY))
    tx.commit_as("closed", programme)
    with refused(workspace, "Ada Re stands in 1 closed programme"):
        people.remove(workspace.change(), added.id)


def test_the_wishes_about_a_removed_person_go_with_the_person(path: Path) -> None:
    workspace = prepared(path)
    participations.edit(workspace.change(PROGRAMME), "anna", "senior", avoids=("ettore",))
    people.remove(workspace.change(), "ettore")
    assert workspace.view(PROGRAMME).seniors["anna"].avoids == ()
    workspace.undo()
    assert workspace.view(PROGRAMME).seniors["anna"].avoids == ("ettore",)


def test_the_firm_can_be_renamed_and_given_its_patron(path: Path) -> None:
    workspace = begin(path)
    firm.edit(workspace.change(), name="Valdarco S.p.A.", country="IT", patron_day="02-15")
    assert workspace.snapshot.firm.name == "Valdarco S.p.A."
    assert workspace.undo() == "firm changed"
    assert workspace.snapshot.firm.name == "Meccanica Valdarco S.r.l."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "is not text of 1 to 200 characters"),
        ({"country": "Italy"}, "is not a country's two letters, like IT"),
        ({"patron_day": "30-02"}, "is not a day of the year, written like 12-07"),
        ({"timezone": "Rome"}, "is not a known time zone; write one like Europe/Rome"),
        ({"language": "de"}, "is not one of en, it"),
    ],
)
def test_a_firm_that_does_not_fit_is_refused(
    path: Path, changes: dict[str, str], words: str
) -> None:
    workspace = begin(path)
    with refused(workspace, words):
        firm.edit(workspace.change(), **changes)


def test_an_ended_pair_keeps_its_end_when_somebody_leaves(path: Path) -> None:
    workspace = running(path)
    pairs.end(workspace.change(), "luca-carla", on=day(5), reason="both agreed")
    people.leave(workspace.change(), "carla", on=TODAY, reason=None)
    assert workspace.snapshot.pairs["luca-carla"].until_on == day(5)
