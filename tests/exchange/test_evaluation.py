"""The evaluation as data, read back as a script or a spreadsheet reads it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from revmentor.content.skills import catalogue
from revmentor.exchange.cells import DIALECTS, Dialect
from revmentor.exchange.evaluation import full
from revmentor.exchange.evaluation.full import _COLUMNS
from revmentor.model.base import Record
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.session import Exchange, Step
from revmentor.model.snapshot import TABLES, Document
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace
from tests.support.cli import Said, revmentor
from tests.support.firm import (
    PROGRAMME,
    START,
    TODAY,
    begin,
    day,
    form,
    goal,
    look,
    pair,
    part,
    person,
    prepared,
    programme,
    rating,
    running,
    session,
    snapshot,
)
from tests.support.record_strategies import documents
from tests.workshop.test_imports import INTERFACE, LOADED, loaded

MARK = b"\xef\xbb\xbf"
"""What an Italian spreadsheet looks for at the beginning of a file."""
VIDEO = "video-meetings"
ONE: dict[str, Any] = {"standard_level": {VIDEO: 3}}
NAMED = (
    "flow", "skills", "summary", "standard_level", "goals", "gas", "indicators", "benefits",
    "give_back",
)  # fmt: skip
"""What an evaluation must hold."""
TABLE_OF_KEY = {
    "programme": "programmes", "person": "people", "mentor": "people", "senior": "people",
    "skill": "skills", "rating": "ratings", "goal": "goals", "indicator": "indicators",
    "evaluation": "evaluations", "pair": "pairs", "from_pair": "pairs", "to_pair": "pairs",
    "session": "sessions",
}  # fmt: skip
"""The list that an id is in, by the key it stands under."""


def both(who: str, start: int, end: int, skill: str = VIDEO) -> list[Record]:
    return [rating(who, skill, start), rating(who, skill, end, "final", on=day(23))]


def small() -> list[Record]:
    """Anna gained, Bruno stayed, Carla lost, Dario withdrew; Elena was never rated."""
    return [
        *both("anna", 1, 3),
        *both("bruno", 2, 2),
        *both("carla", 3, 2),
        rating("dario", VIDEO, 0),
        part("dario", "senior", status="withdrawn", status_on=START, status_reason="no time"),
        rating("anna", VIDEO, 0, "then"),
        goal("anna", id="g-anna", text="two calls a week", attainment=1, attainment_on=TODAY),
        goal("anna", id="g-open", text="one table"),
        goal("giulia", "negotiation", id="g-giulia"),
        *both("giulia", 1, 2, "negotiation"),
        goal(None, id="g-all", text="A common floor"),
        pair("giulia", "anna", id="p1"),
        pair("giulia", "bruno", until_on=day(5), end_reason="other shifts", id="p2"),
        pair("luca", "bruno", day(5), id="p3"),
        pair("luca", "carla", id="p4"),
        session(
            "giulia",
            day(1),
            attendance={"anna": "present", "bruno": "absent"},
            id="s1",
            received=(Exchange(skill_id="negotiation"), Exchange(text="whom to ask")),
            steps=(Step(senior_id="anna", text="call Lecco", done="yes"),),
        ),
        session("giulia", day(2), "anna", "bruno", id="s2"),
        session("luca", day(6), "bruno", id="s3", received=(Exchange(text="old clients"),)),
        Indicator(
            id="i1",
            programme_id=PROGRAMME,
            name="Hours on reports",
            unit="h",
            better="down",
            readings=(Reading(on=day(24), value=6.0), Reading(on=day(1), value=10.0)),
            target=6.0,
        ),
        form(
            "anna",
            "senior",
            own_gain="I call myself",
            other_gain="She knows the clients now",
            would_recommend=9,
            would_repeat=True,
            answers={"useful": 4},
        ),
        form(
            "giulia",
            "mentor",
            own_gain="How a price is made",
            gained_by={"anna": "Anna is not afraid"},
            would_recommend=0,
            would_repeat=False,
        ),
        form("bruno", "senior", would_recommend=9, story="The call to Lecco"),
        form("carla", "senior", would_repeat=True),
    ]


LAST = day(24, 4)
"""The last Friday: everything that stands in the small firm was written by then."""


def told(view: View, on: date = TODAY) -> dict[str, Any]:
    """Return the evaluation as a script reads it."""
    found: dict[str, Any] = json.loads(full.as_json(view, on))
    return found


@pytest.fixture
def data() -> dict[str, Any]:
    return told(look(*small(), **ONE))


def sheet(raw: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a CSV as a script does."""
    text = io.StringIO(raw.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def cells(view: View) -> dict[str, dict[str, str]]:
    """Return the rows of the CSV by person."""
    return {each["person_id"]: each for each in sheet(full.as_csv(view))}


def names(found: Any, table: str | None = None) -> Iterator[tuple[str, str]]:
    """Yield every id in some data, with the list it should be in."""
    if isinstance(found, dict):
        for key, value in found.items():
            stem = key.removesuffix("s").removesuffix("_id")
            if key.endswith(("_id", "_ids")):
                yield from names(value, TABLE_OF_KEY[stem])
            else:
                yield from names(value, table)
    elif isinstance(found, list):
        for value in found:
            yield from names(value, table)
    elif isinstance(found, str) and table:
        yield table, found


def export(path: Path, *words: str) -> Said:
    """Write the evaluation with the real command."""
    today = () if "--today" in words else ("--today", LAST.isoformat())
    return revmentor("export", path, "--what", "evaluation", *today, *words, cwd=path.parent)


# -- what stands in it ---------------------------------------------------------------------------


def test_everything_an_evaluation_must_hold_is_there(data: dict[str, Any]) -> None:
    assert set(NAMED) <= set(data)
    assert all(data[key] for key in NAMED)
    assert (data["programme_id"], data["today"], data["closed_on"]) == ("pr", "2026-04-24", None)
    assert "Without a group to compare with" in data["caution"]


def test_every_id_that_is_named_is_in_the_snapshot(data: dict[str, Any]) -> None:
    view = look(*small(), **ONE)
    known: dict[str, Any] = {
        name: getattr(view.snapshot, name) for name in set(TABLE_OF_KEY.values()) - {"skills"}
    }
    known["skills"] = catalogue()
    found = set(names(data))
    assert {table for table, _ in found} == set(TABLE_OF_KEY.values())
    assert [(table, each) for table, each in found if each not in known[table]] == []


def test_the_flow_counts_the_people_it_names(data: dict[str, Any]) -> None:
    found = data["flow"]["senior"]
    steps = ("started", "baseline", "active", "final", "complete")
    assert [found[each] for each in steps] == [5, 4, 4, 3, 3]
    assert [len(found["person_ids"][each]) for each in steps] == [5, 4, 4, 3, 3]
    assert found["without_end"] == [
        {"person_id": "dario", "reason": "withdrew 2 Feb 2026: no time"},
        {"person_id": "elena", "reason": None},
    ]
    assert data["flow"]["mentor"]["started"] == 2
    assert data["flow"]["mentor"]["person_ids"]["complete"] == ["giulia"]


def test_a_skill_of_a_person_has_its_levels_and_the_ratings_behind_them(
    data: dict[str, Any],
) -> None:
    (anna,) = [each for each in data["skills"] if each["person_id"] == "anna"]
    assert anna == {
        "person_id": "anna",
        "role": "senior",
        "skill_id": VIDEO,
        "rated_by": "coordinator",
        "own_ratings": False,
        "baseline": 1,
        "then": 0,
        "final": 3,
        "target": 3,
        "change": 2,
        "gap_closed": {"value": 1.0, "status": "reached"},
        "final_by_another_rater": False,
        "self_gap": {"baseline": None, "final": None},
        "tasks": {"baseline": None, "final": None},
        "rating_ids": {
            "baseline": f"anna-{VIDEO}-baseline",
            "then": f"anna-{VIDEO}-then",
            "final": f"anna-{VIDEO}-final",
        },
    }


def test_both_sides_stand_among_the_skills_and_whoever_was_not_rated_too(
    data: dict[str, Any],
) -> None:
    found = {(each["person_id"], each["role"]): each["change"] for each in data["skills"]}
    assert found == {
        ("anna", "senior"): 2,
        ("bruno", "senior"): 0,
        ("carla", "senior"): -1,
        ("dario", "senior"): None,
        ("elena", "senior"): None,
        ("giulia", "mentor"): 1,
    }


def test_an_end_by_another_kind_of_rater_is_said_and_gives_no_change() -> None:
    own = rating("anna", VIDEO, 5, "final", rated_by="self", on=day(23))
    data = told(look(rating("anna", VIDEO, 1), own, **ONE))
    (anna,) = [each for each in data["skills"] if each["person_id"] == "anna"]
    assert (anna["final"], anna["change"], anna["final_by_another_rater"]) == (None, None, True)
    assert data["flow"]["senior"]["final"] == 1
    assert data["summary"]["senior"]["missing"] == 1


def test_the_summary_counts_people_and_names_each_with_the_change(data: dict[str, Any]) -> None:
    found = data["summary"]["senior"]
    assert (found["started"], found["n"], found["missing"]) == (4, 3, 1)
    assert (found["improved"], found["same"], found["worse"]) == (1, 1, 1)
    assert found["median_change"] == 0
    assert found["bounds"] == {"worst": 1, "best": 2, "of": 4}
    # Wilson for 1 of 3.
    assert found["wilson"] == pytest.approx([0.0615, 0.7923], abs=1e-4)
    assert (found["hodges_lehmann"], found["signed_rank"]) == (None, None)
    one = {"of_skills": 1, "skills_down": 0}
    assert found["people"] == [
        {"person_id": "anna", "change": 2, "skills": 1, **one},
        {"person_id": "bruno", "change": 0, "skills": 1, **one},
        {"person_id": "carla", "change": -1, "skills": 1, **one, "skills_down": 1},
        {"person_id": "dario", "change": None, "skills": 0, **one},
    ]
    assert found["skills"] == [{"skill_id": VIDEO, "up": 1, "same": 1, "down": 1, "n": 3}]
    assert (found["went_down_in_a_skill"], found["partly"]) == (1, 0)


def test_from_six_complete_people_on_there_is_an_estimate_and_a_test() -> None:
    records: list[Record] = [part("luca", "senior")]
    for gained, who in enumerate(("anna", "bruno", "carla", "dario", "elena", "luca"), start=1):
        records += both(who, 1, 1 + gained)
    found = told(look(*records, **ONE))["summary"]["senior"]
    assert found["hodges_lehmann"] == {"estimate": 3.5, "low": 1.0, "high": 6.0}
    assert found["signed_rank"] == {"v": 21.0, "p": 0.03125}


def test_the_standard_level_says_who_stands_below_it_and_by_how_much(data: dict[str, Any]) -> None:
    found = data["standard_level"]
    assert (found["reached"], found["below"], found["no_end"]) == (1, 2, 2)


def test_every_goal_is_there_with_its_verdict_the_programmes_first(data: dict[str, Any]) -> None:
    found = {each["goal_id"]: each for each in data["goals"]}
    assert list(found) == ["g-all", "g-giulia", "g-anna", "g-open"]
    assert (found["g-all"]["person_id"], found["g-all"]["attainment"]) == (None, None)
    assert found["g-all"]["verdict"] == "not judged yet"
    assert (found["g-anna"]["attainment"], found["g-anna"]["judged_on"]) == (1, "2026-04-24")
    assert found["g-anna"]["verdict"] == "a little more than agreed"
    assert (found["g-giulia"]["skill_id"], found["g-giulia"]["target"]) == ("negotiation", 3)


def test_the_t_of_somebodys_goals_is_said_with_how_many_it_is_of(data: dict[str, Any]) -> None:
    assert data["gas"] == [
        {"person_id": "giulia", "t": None, "rated": 0, "of": 1},
        {"person_id": "anna", "t": None, "rated": 1, "of": 2},
    ]


def test_the_readings_of_an_indicator_stand_by_their_day(data: dict[str, Any]) -> None:
    (found,) = data["indicators"]
    assert [each["value"] for each in found["readings"]] == [10.0, 6.0]
    assert [each["on"] for each in found["readings"]] == ["2026-02-02", "2026-07-13"]
    assert (found["n"], found["change"], found["direction"]) == (2, -4.0, "better")
    assert (found["unit"], found["target"], found["target_reached"]) == ("h", 6.0, True)


def test_would_recommend_is_counted_by_score_over_those_who_answered(data: dict[str, Any]) -> None:
    found = data["benefits"]
    counts = {str(score): 0 for score in range(11)}
    assert found["would_recommend"] == {"n": 3, "counts": {**counts, "0": 1, "9": 2}}
    assert found["would_repeat"] == {"n": 3, "yes": 2, "no": 1}
    assert found["n"] == {"senior": 3, "mentor": 1}
    assert found["of"] == {"senior": 5, "mentor": 2}


def test_a_form_is_told_whole_and_what_was_not_answered_is_empty(data: dict[str, Any]) -> None:
    found = {each["person_id"]: each for each in data["benefits"]["forms"]}
    assert list(found) == ["anna", "bruno", "carla", "giulia"]
    assert (found["anna"]["answers"], found["anna"]["on"]) == ({"useful": 4}, "2026-04-24")
    assert (found["bruno"]["story"], found["bruno"]["own_gain"]) == ("The call to Lecco", None)
    assert found["carla"]["would_recommend"] is None
    assert found["giulia"]["would_repeat"] is False


def test_what_each_side_gained_stands_beside_what_the_other_side_saw(data: dict[str, Any]) -> None:
    found = {each["pair_id"]: each for each in data["benefits"]["crossed"]}
    assert found["p1"] == {
        "pair_id": "p1",
        "mentor_id": "giulia",
        "senior_id": "anna",
        "mentor_own": "How a price is made",
        "mentor_as_seen": "She knows the clients now",
        "senior_own": "I call myself",
        "senior_as_seen": "Anna is not afraid",
        "evaluation_ids": ["anna-senior-form", "giulia-mentor-form"],
    }


def test_a_pair_with_one_form_or_none_is_crossed_with_what_there_is(data: dict[str, Any]) -> None:
    found = {each["pair_id"]: each for each in data["benefits"]["crossed"]}
    assert list(found) == ["p1", "p2", "p3", "p4"]
    assert found["p4"]["evaluation_ids"] == ["carla-senior-form"]
    assert {found["p4"][key] for key in ("mentor_own", "mentor_as_seen", "senior_own")} == {None}


def test_what_came_back_is_told_pair_by_pair(data: dict[str, Any]) -> None:
    found = data["give_back"]
    assert [
        (each["pair_id"], each["held"], each["with_give_back"], each["session_ids"])
        for each in found["pairs"]
    ] == [("p1", 2, 1, ["s1"]), ("p2", 1, 0, []), ("p3", 1, 1, ["s3"]), ("p4", 0, 0, [])]
    assert found["pairs"][0]["skill_ids"] == ["negotiation"]
    # Half of the sessions is not more than half: only Luca and Bruno's is regular.
    assert (found["met"], found["with_any"], found["regular"]) == (3, 2, 1)


def test_what_it_took_what_was_tried_and_who_changed_mentor_are_there(
    data: dict[str, Any],
) -> None:
    # Three sessions of half an hour; Anna at two, Bruno at two.
    assert (data["effort"]["held"], data["effort"]["mentor_hours"]) == (3, 1.5)
    assert data["effort"]["senior_hours"] == 2.0
    assert data["steps"] == {"tried": 1, "not_tried": 0, "unknown": 0, "later": 0, "not_for_us": 0}
    assert data["pairs_changed"] == [
        {
            "senior_id": "bruno",
            "from_pair_id": "p2",
            "to_pair_id": "p3",
            "on": day(5).isoformat(),
            "reason": "other shifts",
        }
    ]


def test_an_empty_programme_has_every_key_and_no_number_made_up() -> None:
    data = told(View(snapshot(programme()), PROGRAMME, catalogue(), date.max))
    assert set(NAMED) <= set(data)
    assert [data[key] for key in ("skills", "goals", "gas", "indicators", "spread")] == [[]] * 5
    for role in ("senior", "mentor"):
        assert data["flow"][role]["started"] == 0
        assert data["flow"][role]["without_end"] == []
        found = data["summary"][role]
        assert (found["started"], found["n"], found["bounds"]["of"]) == (0, 0, 0)
        assert {found[key] for key in ("median_change", "wilson", "hodges_lehmann")} == {None}
    assert {data["standard_level"][key] for key in ("rated", "reached", "below", "no_end")} == {0}
    assert data["benefits"]["would_recommend"]["n"] == 0
    assert data["give_back"] == {"pairs": [], "met": 0, "with_any": 0, "regular": 0}
    assert data["pairs_changed"] == []


def test_private_notes_and_pulses_are_not_in_it() -> None:
    view = look(
        *small(),
        person("anna", note="SECRET-person"),
        session("giulia", day(3), "anna", note="SECRET-session"),
        **ONE,
    )
    assert b"SECRET" not in full.as_json(view, TODAY)
    assert b"SECRET" not in full.as_csv(view)


# -- whatever stands in the file -----------------------------------------------------------------


@given(documents(full=True))
def test_of_any_document_the_ids_are_there_and_the_numbers_agree(document: Document) -> None:
    skills = {**catalogue(), **{each.id: each for each in document.skills}}
    records = [each for name in TABLES for each in document.records(name)]
    every = snapshot(*records, firm=document.firm)
    known = {name: set(getattr(every, name)) for name in TABLES} | {"skills": set(skills)}
    for each in document.programmes:
        data = told(View(every, each.id, skills, date.max))
        assert all(one in known[table] for table, one in names(_without_answers(data)))
        for role in ("senior", "mentor"):
            found, flow = data["summary"][role], data["flow"][role]
            assert found["n"] == found["improved"] + found["same"] + found["worse"]
            assert found["started"] == found["n"] + found["missing"] == len(found["people"])
            assert found["bounds"]["worst"] == found["improved"]
            assert found["bounds"]["best"] == found["improved"] + found["missing"]
            assert (flow["baseline"], flow["complete"]) == (found["started"], found["n"])
            assert flow["started"] == flow["complete"] + len(flow["without_end"])
        recommend = data["benefits"]["would_recommend"]
        assert recommend["n"] == sum(recommend["counts"].values())
        back = data["give_back"]
        assert back["regular"] <= back["with_any"] <= back["met"] <= len(back["pairs"])
        for row in data["skills"]:
            assert (row["change"] is None) == (row["baseline"] is None or row["final"] is None)


def _without_answers(data: dict[str, Any]) -> dict[str, Any]:
    """The answers of a form have ids of their own, which are no ids of records."""
    for each in data["benefits"]["forms"]:
        each["answers"] = {}
    return data


# -- as a spreadsheet reads it -------------------------------------------------------------------


def test_the_csv_has_one_row_for_every_person_and_skill_of_the_json() -> None:
    view = look(*small(), **ONE)
    raw = full.as_csv(view)
    assert raw.split(b"\r\n")[0].decode() == ",".join(_COLUMNS)
    found = [(each["person_id"], each["role"], each["skill_id"]) for each in sheet(raw)]
    assert found == [
        (each["person_id"], each["role"], each["skill_id"]) for each in told(view)["skills"]
    ]


def test_a_row_of_the_csv_names_the_person_and_the_skill_and_has_the_numbers() -> None:
    view = look(*small(), **ONE)
    assert cells(view)["anna"] == {
        "person_id": "anna",
        "name": "Anna De Luca",
        "role": "senior",
        "skill_id": VIDEO,
        "skill": view.skill_name(VIDEO),
        "rated_by": "coordinator",
        "baseline": "1",
        "then": "0",
        "final": "3",
        "target": "3",
        "change": "2",
        "gap_closed": "1.0",
        "status": "reached",
        "baseline_on": "2026-01-26",
        "final_on": day(23).isoformat(),
        "final_by_another_rater": "no",
        "self_gap_baseline": "",
        "self_gap_final": "",
    }


def test_a_number_that_is_missing_is_empty_and_never_nought() -> None:
    found = cells(look(*small(), **ONE))
    numbers = ("baseline", "then", "final", "change", "gap_closed", "baseline_on", "final_on")
    assert [found["elena"][each] for each in numbers] == [""] * 7
    assert (found["elena"]["rated_by"], found["elena"]["status"]) == ("", "missing")
    assert (found["dario"]["baseline"], found["dario"]["final"]) == ("0", "")
    assert (found["dario"]["change"], found["dario"]["gap_closed"]) == ("", "")


def test_a_level_of_nought_and_no_change_are_nought_and_not_empty() -> None:
    found = cells(look(*both("anna", 0, 0), **ONE))["anna"]
    assert [found[each] for each in ("baseline", "final", "change")] == ["0", "0", "0"]
    assert (found["gap_closed"], found["status"]) == ("0.0", "same")


def test_a_loss_is_a_negative_number_without_an_apostrophe() -> None:
    assert cells(look(*both("anna", 2, 1), **ONE))["anna"]["change"] == "-1"


def test_a_level_kept_has_no_share_of_a_gap() -> None:
    found = cells(look(*both("anna", 3, 3), **ONE))["anna"]
    assert (found["gap_closed"], found["status"]) == ("", "maintenance_kept")


@pytest.mark.parametrize("dialect", DIALECTS.values())
@pytest.mark.parametrize("text", ["=cmd", "=cmd|' /C calc'!A0", "+1", "-1", "@x", "＝1"])
def test_a_name_that_a_spreadsheet_would_run_begins_with_an_apostrophe(
    text: str, dialect: Dialect
) -> None:
    view = look(*small(), person("anna", name=text), **ONE)
    rows = sheet(full.as_csv(view, dialect), dialect.between)
    (anna,) = [each for each in rows if each["person_id"] == "anna"]
    assert anna["name"] == f"'{text}"


@pytest.mark.parametrize("dialect", DIALECTS.values())
@pytest.mark.parametrize("text", ['the "old" Anna', "Rossi, Anna", "Rossi; Anna", '";"'])
def test_quotes_and_separators_in_a_name_come_back_as_they_were(
    text: str, dialect: Dialect
) -> None:
    view = look(*small(), person("anna", name=text), **ONE)
    rows = sheet(full.as_csv(view, dialect), dialect.between)
    assert [each["name"] for each in rows if each["person_id"] == "anna"] == [text]
    assert all(None not in each for each in rows)


def test_italian_spreadsheets_get_semicolons_commas_and_a_mark() -> None:
    view = look(*both("anna", 1, 2), person("anna", name="Nicolò Żółć"), **ONE)
    italian = full.as_csv(view, DIALECTS["excel-it"])
    assert italian.startswith(MARK + ";".join(_COLUMNS).encode())
    assert italian.count(MARK) == 1
    (anna,) = [each for each in sheet(italian, ";") if each["person_id"] == "anna"]
    assert (anna["name"], anna["gap_closed"]) == ("Nicolò Żółć", "0,5")


# -- the command ---------------------------------------------------------------------------------


def finished(path: Path) -> Workspace:
    return prepared(path, *small(), **ONE)


def test_the_command_writes_the_evaluation_as_json_to_a_file(path: Path) -> None:
    finished(path)
    said = export(path, "-o", "out.json")
    assert (said.status, said.raw, said.err) == (0, b"", "")
    written = path.with_name("out.json").read_bytes()
    assert written == export(path).raw
    assert written.endswith(b"}\n")
    assert json.loads(written) == told(Workspace.open(path).view("pr"), LAST)


@pytest.mark.parametrize(("dialect", "delimiter"), [("plain", ","), ("excel-it", ";")])
def test_the_command_writes_the_evaluation_as_csv_to_a_file(
    path: Path, dialect: str, delimiter: str
) -> None:
    finished(path)
    said = export(path, "--format", "csv", "--lang", "it", "--dialect", dialect, "-o", "out.csv")
    assert (said.status, said.raw, said.err) == (0, b"", "")
    written = path.with_name("out.csv").read_bytes()
    assert written.startswith(MARK) == (dialect == "excel-it")
    rows = {each["person_id"]: each for each in sheet(written, delimiter)}
    assert (rows["anna"]["baseline"], rows["anna"]["final"]) == ("1", "3")
    assert rows["elena"]["baseline"] == ""


def test_in_week_twelve_nobody_has_an_end_and_all_are_still_to_be_rated(path: Path) -> None:
    running(path)
    data = export(path).json
    assert (data["summary"]["senior"]["started"], data["summary"]["senior"]["n"]) == (5, 0)
    assert data["summary"]["senior"]["wilson"] is None
    assert data["flow"]["senior"]["complete"] == 0
    assert {each["reason"] for each in data["flow"]["senior"]["without_end"]} == {None}


@pytest.mark.parametrize("words", [(), ("--lang", "it")])
def test_a_file_without_a_programme_has_no_evaluation_but_a_valid_file(
    path: Path, words: tuple[str, ...]
) -> None:
    begin(path)
    said = export(path, *words)
    assert (said.status, said.err) == (0, "")
    full_keys = set(json.loads(full.as_json(look(*small(), **ONE), LAST)))
    assert set(said.json) == full_keys
    assert (said.json["programme_id"], said.json["today"]) == (None, LAST.isoformat())
    assert (said.json["skills"], said.json["benefits"]["forms"]) == ([], [])
    table = export(path, "--format", "csv", *words)
    assert (table.status, table.err) == (0, "")
    assert table.raw.decode() == ",".join(_COLUMNS) + "\r\n"


def test_a_programme_that_is_not_there_is_refused_and_nothing_is_written(path: Path) -> None:
    finished(path)
    said = export(path, "--programme", "pr9", "-o", "out.json")
    assert (said.status, said.raw) == (6, b"")
    assert "There is no programme “pr9” in this file." in said.err
    assert not path.with_name("out.json").exists()


def test_the_evaluation_is_never_written_over_the_file_it_reads(path: Path) -> None:
    finished(path)
    before = path.read_bytes()
    said = export(path, "-o", str(path))
    assert said.status == 6
    assert "nothing is written over it. Choose another name." in said.err
    assert path.read_bytes() == before


def test_the_evaluation_loads_neither_the_interface_nor_the_solver(path: Path) -> None:
    finished(path)
    target = str(path.with_name("out"))
    found = loaded(LOADED, "export", str(path), "--what", "evaluation", "-o", target)
    assert found & {*INTERFACE, "highspy", "numpy"} == set()
    assert path.with_name("out").stat().st_size
