"""Corrections by script: a part of a document changes what it names, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.store.workspace import Workspace
from tests.contract.validator import faults
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import PROGRAMME, begin, day, person, prepared, programme, rating, running


def part(**lists: Any) -> dict[str, Any]:
    return {"format": "revmentor", "version": 1, **lists}


def brought(path: Path, given: object, *words: str) -> Said:
    source = path.with_name("part.json")
    source.write_bytes(given if isinstance(given, bytes) else msgspec.json.encode(given))
    return revmentor("import", "--update", path, source, "--today", TODAY, *words, cwd=path.parent)


def told(path: Path, given: object, *words: str) -> dict[str, Any]:
    said = brought(path, given, "--json", *words)
    assert (said.status, said.err) == (0, "")
    assert faults("update", said.raw) == []
    found: dict[str, Any] = said.json
    return found


def people(path: Path) -> dict[str, Any]:
    return dict(Workspace.open(path).snapshot.people)


def test_only_the_fields_that_are_given_change(path: Path) -> None:
    prepared(path, person("anna", email="anna@example.org", site="Lecco"))
    found = told(path, part(people=[{"id": "anna", "site": "Milano", "job_title": "Buyer"}]))
    assert found["changed"] == [
        {
            "list": "people",
            "id": "anna",
            "fields": {"job_title": [None, "Buyer"], "site": ["Lecco", "Milano"]},
        }
    ]
    assert (found["done"], found["added"], found["equal"]) == (True, [], 0)
    anna = people(path)["anna"]
    assert (anna.site, anna.job_title, anna.email) == ("Milano", "Buyer", "anna@example.org")


def test_null_empties_a_field(path: Path) -> None:
    prepared(path, person("anna", site="Lecco"))
    found = told(path, part(people=[{"id": "anna", "site": None}]))
    assert found["changed"][0]["fields"] == {"site": ["Lecco", None]}
    assert people(path)["anna"].site is None


def test_what_is_not_there_is_added_to_the_programme_that_is_named(path: Path) -> None:
    prepared(path)
    level = {"id": "r9", "person_id": "anna", "skill_id": "spreadsheets", "level": 2,
             "moment": "baseline", "rated_by": "self", "on": "2026-01-26"}  # fmt: skip
    given = part(people=[{"id": "neo", "name": "Neo Rossi"}], ratings=[level])
    without = brought(path, given, "--json")
    assert without.status == 6
    (problem,) = without.json["error"]["problems"]
    assert problem["path"] == "ratings[0].programme_id"
    found = told(path, given, "--programme", PROGRAMME)
    assert found["added"] == [{"list": "people", "id": "neo"}, {"list": "ratings", "id": "r9"}]
    assert Workspace.open(path).snapshot.ratings["r9"].programme_id == PROGRAMME


def test_a_second_run_changes_nothing(path: Path) -> None:
    prepared(path)
    given = part(people=[{"id": "anna", "site": "Milano"}, {"id": "neo", "name": "Neo"}])
    told(path, given)
    before = path.read_bytes()
    found = told(path, given)
    assert (found["changed"], found["added"], found["equal"]) == ([], [], 2)
    assert found["change"] is None
    assert path.read_bytes() == before


def test_a_dry_run_says_the_same_and_writes_nothing(path: Path) -> None:
    prepared(path)
    before = path.read_bytes()
    given = part(people=[{"id": "anna", "site": "Milano"}])
    found = told(path, given, "--dry-run")
    assert (found["done"], found["change"]) == (False, None)
    assert path.read_bytes() == before
    done = told(path, given)
    assert done["changed"] == found["changed"]


def test_the_answer_names_the_change_to_go_back_to(path: Path) -> None:
    prepared(path)
    first = told(path, part(people=[{"id": "anna", "site": "Milano"}]))
    second = told(path, part(people=[{"id": "anna", "site": "Roma"}]))
    assert second["change"] == first["change"] + 1
    back = ("restore", path, "--change", str(first["change"]), "--json")
    said = revmentor(*back, cwd=path.parent)
    assert (said.status, faults("restored", said.raw)) == (0, [])
    assert people(path)["anna"].site is None


def test_an_import_of_a_document_names_it_too(path: Path, tmp_path: Path) -> None:
    begin(path)
    whole = part(firm={"name": "F"}, people=[{"id": "a", "name": "A"}])
    (tmp_path / "d.json").write_text(json.dumps(whole))
    said = revmentor("import", path, tmp_path / "d.json", "--json", cwd=path.parent)
    assert faults("import", said.raw) == []
    assert revmentor(
        "restore", path, "--change", str(said.json["change"]), cwd=path.parent
    ).status == 0  # fmt: skip
    assert people(path) == {}
    again = revmentor("import", path, tmp_path / "d.json", "--dry-run", "--json", cwd=path.parent)
    assert again.json["change"] is None


def test_the_firm_can_be_corrected_in_part(path: Path) -> None:
    prepared(path)
    found = told(path, part(firm={"coordinator": "Rita Galli"}))
    assert found["changed"][0]["fields"] == {"coordinator": [None, "Rita Galli"]}
    firm = Workspace.open(path).snapshot.firm
    assert (firm.coordinator, firm.name) == ("Rita Galli", "Meccanica Valdarco S.r.l.")


def test_in_words_each_field_is_said_from_old_to_new(path: Path) -> None:
    prepared(path, person("anna", site="Lecco"))
    given = part(people=[{"id": "anna", "site": "Milano"}, {"id": "neo", "name": "Neo"}])
    dry = brought(path, given, "--dry-run")
    assert dry.out.splitlines() == ['people anna: site: "Lecco" → "Milano"', "people neo: added"]
    assert brought(path, given).out == dry.out


def test_of_many_entries_fifty_are_printed(path: Path) -> None:
    prepared(path)
    new = [{"id": f"n{n}", "name": f"N {n}"} for n in range(70)]
    lines = brought(path, part(people=new)).out.splitlines()
    assert (len(lines), lines[-1]) == (51, "and 20 more entries")


REFUSED: list[tuple[object, str]] = [
    (part(people=[{"name": "No id"}]), "people[0].id: an entry of a part needs its id"),
    (part(people=[{"id": "anna"}, {"id": "anna"}]), "people[1].id: “anna” stands here twice"),
    (part(people=["anna"]), "people[0].id"),
    (part(people={"id": "anna"}), "people: this is no list"),
    (part(persons=[]), "persons: this list is not known"),
    (part(firm=[]), "firm: this is no group of fields"),
    ({"format": "revmentor", "people": []}, "version: it is missing"),
    ({"version": 1, "people": []}, 'it must begin with "format": "revmentor"'),
    (part(people=[{"id": "anna", "shoe": 1}]), "people[0].shoe: this field is not known"),
    (part(people=[{"id": "anna", "name": "A\x1bB"}]), "hidden control character (U+001B)"),
    (part(people=[{"id": "anna", "name": "A\x00B"}]), "hidden control character (U+0000)"),
    (part(people=[{"id": "anna", "name": None}]), "people[0].name"),
    (part(people=[{"id": "neo"}]), "people[0].name"),
    (part(people=[{"id": "anna", "manager_id": "nobody"}]), "there is no “nobody” in people"),
    (part(pairs=[{"id": "x", "programme_id": "pr", "mentor_id": "giulia", "senior_id": "zed",
                  "from_on": "2026-03-02"}]), "there is no “zed” in people"),
    (b'{"format":"revmentor","version":1,"people":[{"id":"anna","site":"a","site":"b"}]}',
     "people[0].site: this key stands here 2 times"),
    (b"id,name\n1,Anna\n", "This is not a JSON document"),
    (b"[]", "this is no group of lists"),
    (b'{"format":"revmentor","version":1,"people":' + b"[" * 100_000, "deeper than anything needs"),
    (b'{"format":"revmentor","version":' + b"9" * 10_000 + b"}", "too large, or not a number"),
    (b'{"format":"revmentor","version":1,"people":[{"id":"anna","name":NaN}]}', "not a number"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), REFUSED)
def test_what_cannot_be_is_refused_with_its_place_and_changes_nothing(
    path: Path, given: object, expected: str
) -> None:
    prepared(path)
    before = path.read_bytes()
    said = brought(path, given, "--json")
    assert said.status == 6
    assert faults("error", said.raw) == []
    assert expected in said.err
    assert path.read_bytes() == before


def test_a_starting_point_stands_once_the_first_session_was_held(path: Path) -> None:
    workspace = running(path)
    start = next(r for r in workspace.snapshot.ratings.values() if r.person_id == "anna")
    refused = brought(path, part(ratings=[{"id": start.id, "level": 5}]))
    assert refused.status == 6
    assert "ratings[0]: The starting point of Anna De Luca stands" in refused.err
    assert told(path, part(ratings=[{"id": start.id, "evidence": "seen at the desk"}]))["changed"]
    later = brought(path, part(ratings=[{"id": start.id, "moment": "final"}]))
    assert later.status == 6


def test_nothing_of_a_closed_programme_changes(path: Path) -> None:
    closed = programme(closed_on=day(24))
    prepared(path, rating("anna", "spreadsheets", 1, id="r1"), closed)
    for given in (
        part(ratings=[{"id": "r1", "level": 2}]),
        part(programmes=[{"id": PROGRAMME, "name": "Another"}]),
    ):
        refused = brought(path, given)
        assert refused.status == 6
        assert "was closed on" in refused.err


def test_a_programme_is_only_for_new_entries_of_an_update(path: Path) -> None:
    prepared(path)
    said = revmentor("import", path, "part.json", "--programme", PROGRAMME, cwd=path.parent)
    assert said.status == 2
    assert "--update" in said.err
    unknown = brought(path, part(people=[]), "--programme", "nope")
    assert unknown.status == 6
