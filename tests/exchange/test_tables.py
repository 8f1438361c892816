"""Lists for scripts and spreadsheets, read back as a script or a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.exchange import tables
from revmentor.exchange.cells import DIALECTS, PLAIN, Dialect, DialectName, as_cell, table
from revmentor.exchange.contract.lists import ROWS, TableName
from revmentor.i18n.gettext import set_language
from revmentor.model.pair import Charter
from revmentor.model.session import Exchange, Step
from revmentor.model.text import from_inert_cell
from revmentor.rules.programme_view import View
from revmentor.store.file import lock
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.cli import Said, revmentor
from tests.support.firm import (
    START,
    TODAY,
    begin,
    day,
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
)
from tests.workshop.test_imports import INTERFACE, LOADED, loaded

LISTS: tuple[TableName, ...] = tuple(ROWS)
COLUMNS = {what: row.__struct_fields__ for what, row in ROWS.items()}
MARK = b"\xef\xbb\xbf"
"""What an Italian spreadsheet looks for at the beginning of a file."""
RUN = (
    *("=cmd|' /C calc'!A0", "+1", "-1", "@x"),
    *("＝1+1", "＋1", "－1", "＠x", "﹦1", "\u3164=1", "\u200b\ufeff＝1", "\ufe0f \u2800@x"),
)
"""Texts that a spreadsheet would run."""
ODD = ("[red]Anna[/red]", 'the "old" way', "Rossi, Anna", "Rossi; Anna", 'a";"b', '"')
"""Texts with what a list could trip over."""


def export(path: Path, what: str, *words: str) -> Said:
    """Write a list with the real command, on the Friday of week 12 unless told otherwise."""
    today = () if "--today" in words else ("--today", TODAY.isoformat())
    return revmentor("export", path, "--what", what, *today, *words, cwd=path.parent)


def sheet(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """Read a CSV as a script does."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=delimiter, strict=True))


def rows(view: View, what: TableName, today: date = TODAY) -> list[Any]:
    """Return the rows of a list as they stand in its JSON."""
    found: list[Any] = json.loads(tables.as_json(view, what, today))[what]
    return found


def cells(view: View, what: TableName, today: date = TODAY) -> list[dict[str, str]]:
    """Return the rows of a list as they stand in its CSV."""
    return sheet(tables.as_csv(view, what, today))


def by(key: str, found: list[Any]) -> Mapping[str, Any]:
    """Return rows by one of their columns, each of which stands once."""
    assert len({row[key] for row in found}) == len(found)
    return {row[key]: row for row in found}


def cancelled(*more: Any) -> View:
    """Giulia and Anna, whose first two sessions were cancelled."""
    return look(
        pair("giulia", "anna"),
        session("giulia", day(1), "anna", status="cancelled", reason="a fair"),
        session("giulia", day(2), "anna", status="cancelled", reason="stocktaking"),
        *more,
    )


# -- what stands in them -------------------------------------------------------------------------


@pytest.mark.parametrize("what", LISTS)
def test_a_list_as_json_says_which_programme_on_which_day_and_names_whom_its_ids_mean(
    path: Path, what: TableName
) -> None:
    workspace = running(path)
    said = export(path, what)
    assert (said.status, said.err) == (0, "")
    assert list(said.json) == ["version", "programme_id", "today", what]
    assert (said.json["programme_id"], said.json["today"]) == ("pr", "2026-04-24")
    assert said.json[what]
    people = workspace.snapshot.people
    for row in said.json[what]:
        for role in ("mentor", "senior"):
            if row.get(f"{role}_id"):
                assert row[role] == people[row[f"{role}_id"]].name
    if what == "people":
        assert {row["id"]: row["name"] for row in said.json[what]} == {
            who: people[who].name for who in people
        }


@pytest.mark.parametrize("what", LISTS)
def test_a_list_as_csv_has_a_head_and_one_line_for_each_row_of_the_json(
    path: Path, what: TableName
) -> None:
    running(path)
    said = export(path, what, "--format", "csv")
    assert (said.status, said.err) == (0, "")
    lines = said.raw.split(b"\r\n")
    assert lines[0].decode().split(",") == list(COLUMNS[what])
    assert lines.pop() == b""
    found = export(path, what).json[what]
    assert len(lines) == len(found) + 1
    assert said.raw.count(b"\n") == len(lines)
    names = [key for key in COLUMNS[what] if key.endswith("id") or key in {"mentor", "status"}]
    for cell, row in zip(sheet(said.raw), found, strict=True):
        assert {key: cell[key] for key in names} == {key: row.get(key) or "" for key in names}


def test_a_row_of_the_json_has_every_column_under_its_name() -> None:
    more = (goal("anna", "spreadsheets"), rating("anna", "spreadsheets", 1))
    for what in LISTS:
        found = rows(cancelled(*more), what, day(2))
        assert found
        assert {tuple(row) for row in found} == {COLUMNS[what]}


def test_a_slot_that_was_not_logged_has_every_column_in_json_too() -> None:
    (row,) = rows(look(pair("giulia", "anna")), "sessions", day(1))
    assert set(row) == set(COLUMNS["sessions"])


def test_the_people_are_those_of_the_firm_with_what_they_did() -> None:
    view = look(
        person(
            "anna",
            email="anna@example.org",
            department="Acquisti",
            job_title="Buyer",
            site="Lecco",
            manager_id="ettore",
        ),
        part("carla", "senior", status="paused"),
        part("dario", "senior", status="withdrawn"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        session("giulia", day(1), "anna", attendance={"anna": "present", "bruno": "absent"}),
        session("giulia", day(2), "anna", status="missed"),
    )
    found = by("id", rows(view, "people"))
    assert (found["ettore"]["roles"], found["ettore"]["status"]) == ([], None)
    assert found["anna"] == {
        "id": "anna",
        "name": "Anna De Luca",
        "email": "anna@example.org",
        "department": "Acquisti",
        "job_title": "Buyer",
        "site": "Lecco",
        "manager_id": "ettore",
        "manager": "Ettore Valdarco",
        "roles": ["senior"],
        "status": "active",
        "recruiting": None,
        "ask_again_on": None,
        "mentor_id": "giulia",
        "mentor": "Giulia Ferrante",
        "seniors": [],
        "senior_names": [],
        "sessions_held": 1,
    }
    assert (found["giulia"]["seniors"], found["giulia"]["sessions_held"]) == (["anna", "bruno"], 1)
    assert found["bruno"]["sessions_held"] == 0
    assert (found["carla"]["status"], found["dario"]["status"]) == ("paused", "withdrawn")
    assert by("id", cells(view, "people"))["giulia"]["seniors"] == "anna; bruno"
    assert found["giulia"]["senior_names"] == ["Anna De Luca", "Bruno Tosi"]


def test_somebody_with_both_roles_stands_there_once() -> None:
    view = look(part("luca", "senior", status="paused"), pair("giulia", "luca"))
    luca = by("id", rows(view, "people"))["luca"]
    assert luca["roles"] == ["mentor", "senior"]
    assert luca["status"] == "active"
    assert (luca["mentor_id"], luca["mentor"]) == ("giulia", "Giulia Ferrante")
    assert by("id", cells(view, "people"))["luca"]["roles"] == "mentor; senior"


def test_somebody_who_left_has_left_whatever_the_participation_says() -> None:
    view = look(person("anna", left_on=day(3)), part("anna", "senior", status="withdrawn"))
    assert by("id", rows(view, "people"))["anna"]["status"] == "left"
    assert by("id", cells(view, "people"))["anna"]["status"] == "left"


def test_pairs_that_ended_stay_in_the_list_with_their_reason() -> None:
    view = look(
        pair("giulia", "anna", until_on=day(4), end_reason="moved to Brescia", id="p1"),
        pair(
            "luca",
            "anna",
            day(5),
            id="p2",
            locked=True,
            rationale="both know the press",
            charter=Charter(mentor_on=day(5), senior_on=day(5, 1)),
        ),
        session("giulia", day(1), "anna"),
        session("giulia", day(2), status="held", attendance={"anna": "absent"}),
    )
    ended, standing = rows(view, "pairs")
    assert (ended["id"], ended["until_on"]) == ("p1", day(4).isoformat())
    assert ended["end_reason"] == "moved to Brescia"
    assert (ended["sessions_held"], ended["last_session_on"]) == (1, day(1).isoformat())
    assert (standing["id"], standing["until_on"], standing["end_reason"]) == ("p2", None, None)
    assert (standing["locked"], standing["rationale"]) == (True, "both know the press")
    assert standing["charter_mentor_on"] == day(5).isoformat()
    assert standing["charter_senior_on"] == day(5, 1).isoformat()
    assert not [row for row in rows(view, "signals") if row["pair_id"] == "p1"]
    first, second = cells(view, "pairs")
    assert (first["end_reason"], first["locked"]) == ("moved to Brescia", "no")
    assert (second["end_reason"], second["locked"], second["until_on"]) == ("", "yes", "")


def test_a_session_says_what_was_written_down_of_it() -> None:
    view = look(
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        session(
            "giulia",
            day(2),
            attendance={"bruno": "excused", "anna": "present"},
            id="s1",
            held_on=day(2, 2),
            minutes=45,
            preparation_minutes=10,
            format="group",
            mode="remote",
            taught=(Exchange(skill_id="spreadsheets", text="filters"), Exchange(text="macros")),
            received=(Exchange(text="how to say no"),),
            steps=(Step(senior_id="anna", text="one table", decision="later", done="yes"),),
        ),
    )
    (row,) = (row for row in rows(view, "sessions") if row["id"] == "s1")
    assert (row["week"], row["due_on"], row["held_on"]) == (2, "2026-02-09", "2026-02-11")
    assert (row["status"], row["mentor_id"], row["mentor"]) == ("held", "giulia", "Giulia Ferrante")
    assert (row["seniors"], row["absent"]) == (["anna", "bruno"], ["bruno"])
    assert (row["minutes"], row["preparation_minutes"]) == (45, 10)
    assert (row["format"], row["mode"]) == ("group", "remote")
    skill = view.skill_name("spreadsheets")
    assert row["taught"] == [
        {"skill_id": "spreadsheets", "skill": skill, "text": "filters"},
        {"skill_id": None, "skill": None, "text": "macros"},
    ]
    assert row["received"] == [{"skill_id": None, "skill": None, "text": "how to say no"}]
    assert row["steps"] == [
        {
            "senior_id": "anna",
            "senior": "Anna De Luca",
            "text": "one table",
            "decision": "later",
            "due_on": None,
            "done": "yes",
        }
    ]
    (cell,) = (each for each in cells(view, "sessions") if each["id"] == "s1")
    assert cell["taught"] == f"{skill}: filters; macros"
    assert (cell["received"], cell["steps"]) == ("how to say no", "Anna De Luca: one table")
    assert (cell["seniors"], cell["absent"], cell["minutes"]) == ("anna; bruno", "bruno", "45")


def test_two_cancelled_sessions_are_a_signal_with_its_sentence() -> None:
    found = by("rule", rows(cancelled(), "signals", day(2)))
    signal = found["R2"]
    assert tuple(signal) == COLUMNS["signals"]
    assert signal["pair_id"] == "giulia-anna"
    assert {signal["colour"], signal["status"]} <= {"red", "amber"}
    assert (signal["mentor_id"], signal["mentor"]) == ("giulia", "Giulia Ferrante")
    assert (signal["senior_id"], signal["senior"]) == ("anna", "Anna De Luca")
    assert "cancelled" in signal["message"]
    assert by("rule", cells(cancelled(), "signals", day(2)))["R2"] == {**signal, "case_id": ""}
    assert signal["case_id"] is None
    assert "R2" not in {row["rule"] for row in rows(cancelled(), "signals", day(1))}


# -- which day it is, and what is private --------------------------------------------------------


def test_due_slots_that_nobody_logged_stand_among_the_sessions() -> None:
    view = look(
        pair("giulia", "anna"),
        session("giulia", day(1), "anna", id="s1"),
        session("giulia", day(3), "anna", status="planned", id="s3"),
    )
    found = rows(view, "sessions", day(4))
    assert [(row["id"], row["week"], row["status"]) for row in found] == [
        ("s1", 1, "held"),
        ("s3", 3, "planned"),
        (None, 2, "not_logged"),
        (None, 4, "not_logged"),
    ]
    slot = found[2]
    assert (slot["due_on"], slot["mentor_id"]) == (day(2).isoformat(), "giulia")
    assert (slot["mentor"], slot["seniors"]) == ("Giulia Ferrante", ["anna"])
    assert [row["id"] for row in cells(view, "sessions", day(4))] == ["s1", "s3", "", ""]


@pytest.mark.parametrize(
    ("today", "weeks"),
    [("2026-02-01", 0), ("2026-02-02", 1), ("2026-02-15", 2), ("2026-02-16", 3)],
)
def test_the_day_given_decides_which_slots_are_due(path: Path, today: str, weeks: int) -> None:
    prepared(path, pair("giulia", "anna"))
    said = export(path, "sessions", "--today", today)
    assert said.json["today"] == today
    assert [row["week"] for row in said.json["sessions"]] == list(range(1, weeks + 1))


def test_a_session_after_the_day_given_is_held_for_neither_people_nor_pairs() -> None:
    view = look(pair("giulia", "anna"), session("giulia", day(3), "anna"))
    assert by("id", rows(view, "people", day(2)))["anna"]["sessions_held"] == 0
    (row,) = rows(view, "pairs", day(2))
    assert (row["sessions_held"], row["last_session_on"]) == (0, None)


def test_private_notes_are_in_no_list(path: Path) -> None:
    private = ("SECRET-session", "SECRET-missed", "SECRET-person")
    prepared(
        path,
        person("anna", note=private[2]),
        pair("giulia", "anna"),
        session("giulia", day(1), "anna", note=private[0]),
        session("giulia", day(2), "anna", status="missed", note=private[1]),
    )
    view = Workspace.open(path).view("pr")
    for what in ("people", "pairs", "sessions", "signals"):
        for data in (tables.as_json(view, what, TODAY), tables.as_csv(view, what, TODAY)):
            assert b"giulia" in data
            assert b"SECRET" not in data
            assert b"note" not in data.replace(b"not_logged", b"")
    assert b"SECRET" not in export(path, "sessions").raw


# -- which programme -----------------------------------------------------------------------------


def test_a_programme_can_be_named_and_without_one_the_latest_is_listed(path: Path) -> None:
    workspace = running(path)
    later = msgspec.structs.replace(programme(), id="pr2", starts_on=day(40), name="Next")
    luca = msgspec.structs.replace(part("luca", "mentor"), id="second", programme_id="pr2")
    workspace.commit("next year", put=[later, luca])
    found = export(path, "people").json["people"]
    assert [row["id"] for row in found if row["roles"]] == ["luca"]
    first = export(path, "people", "--programme", "pr").json
    assert first["programme_id"] == "pr"
    assert sum(bool(row["roles"]) for row in first["people"]) == 7
    told = export(path, "people", "--programme", "pr", "--format", "csv")
    assert sum(bool(row["roles"]) for row in sheet(told.raw)) == 7
    unknown = export(path, "people", "--programme", "pr3")
    assert (unknown.status, unknown.raw) == (6, b"")
    assert "There is no programme “pr3” in this file." in unknown.err


def test_a_file_without_a_programme_gives_empty_lists(path: Path) -> None:
    begin(path)
    for what in LISTS:
        said = export(path, what)
        assert (said.status, said.err) == (0, "")
        assert said.json == {
            "version": 1,
            "programme_id": None,
            "today": "2026-04-24",
            what: [],
        }
    told = export(path, "sessions", "--format", "csv")
    assert (told.status, told.raw.decode()) == (0, ",".join(COLUMNS["sessions"]) + "\r\n")


def test_the_people_of_a_file_without_a_programme_are_listed(path: Path) -> None:
    begin(path).commit("people", put=[person("anna", manager_id="ettore"), person("ettore")])
    anna, ettore = export(path, "people").json["people"]
    assert (anna["manager"], anna["roles"], anna["status"]) == ("Ettore Valdarco", [], None)
    assert set(anna) == set(COLUMNS["people"])
    assert ettore["id"] == "ettore"
    assert [row["id"] for row in sheet(export(path, "people", "--format", "csv").raw)] == [
        "anna", "ettore",
    ]  # fmt: skip


def test_goals_and_levels_are_lists_with_ids_beside_the_names() -> None:
    view = look(
        goal(None, id="g1", text="A common floor"),
        goal("anna", "spreadsheets", id="g2", attainment=1, attainment_on=TODAY),
        rating("anna", "spreadsheets", 2, id="r1", tasks={"b": True, "a": False}),
        rating("anna", "spreadsheets", 3, "checkpoint", id="r2", on=day(9), evidence="SECRET"),
    )
    first, second = rows(view, "goals")
    assert (first["id"], first["person_id"], first["person"]) == ("g1", None, None)
    assert (second["person"], second["skill_id"]) == ("Anna De Luca", "spreadsheets")
    assert second["skill"] == view.skill_name("spreadsheets")
    assert (second["target"], second["attainment"], second["attainment_on"]) == (
        3, 1, TODAY.isoformat(),
    )  # fmt: skip
    start, later = rows(view, "levels")
    assert (start["level"], start["moment"], start["rated_by"]) == (2, "baseline", "coordinator")
    assert (start["tasks_done"], start["tasks_watched"]) == (["b"], ["a", "b"])
    assert (later["level"], later["on"]) == (3, day(9).isoformat())
    assert b"SECRET" not in tables.as_json(view, "levels", TODAY)


# -- as a spreadsheet reads them -----------------------------------------------------------------


def telling(text: str) -> View:
    """Return a firm in which everything that can be typed says one text."""
    return cancelled(
        person("giulia", name=text, department=text, site=text),
        person("bruno", name=f"B. {text}"),
        pair("luca", "bruno", until_on=day(3), end_reason=text, rationale=text),
        session(
            "giulia",
            day(3),
            "anna",
            status="missed",
            reason=text,
            taught=(Exchange(text=text), Exchange(text=text)),
            received=(Exchange(text=text),),
            id="odd",
        ),
    )


@pytest.mark.parametrize("text", RUN)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    view, safe = telling(text), f"'{text}"
    giulia = by("id", cells(view, "people"))["giulia"]
    assert (giulia["name"], giulia["department"], giulia["site"]) == (safe, safe, safe)
    assert by("id", cells(view, "people"))["anna"]["mentor"] == safe
    assert by("id", cells(view, "people"))["bruno"]["name"] == f"B. {text}"
    ended = by("id", cells(view, "pairs"))["luca-bruno"]
    assert (ended["end_reason"], ended["rationale"]) == (safe, safe)
    (odd,) = (each for each in cells(view, "sessions") if each["id"] == "odd")
    assert (odd["mentor"], odd["reason"]) == (safe, safe)
    assert (odd["taught"], odd["received"]) == (f"{safe}; {text}", safe)
    assert {row["mentor"] for row in cells(view, "signals", day(3))} == {safe}


@pytest.mark.parametrize("lang", ["en", "it"])
@pytest.mark.parametrize("text", RUN)
def test_json_has_no_apostrophe(text: str, lang: str) -> None:
    set_language(lang)
    view = telling(text)
    assert by("id", rows(view, "people"))["giulia"]["name"] == text
    assert by("id", rows(view, "pairs"))["luca-bruno"]["end_reason"] == text
    (odd,) = (each for each in rows(view, "sessions") if each["id"] == "odd")
    assert (odd["mentor"], odd["reason"]) == (text, text)
    assert [each["text"] for each in odd["taught"]] == [text, text]


def test_a_cell_that_begins_with_a_tab_has_an_apostrophe_too(path: Path) -> None:
    prepared(path, pair("giulia", "anna", rationale="\t=1+1"))
    (row,) = sheet(export(path, "pairs", "--format", "csv").raw)
    assert row["rationale"].startswith("'")


def test_a_text_that_does_not_run_has_no_apostrophe() -> None:
    for text in ("Anna-Maria", "a = b", "50 + 50", "anna@example.org", "'quoted'", "’ndrea"):
        assert by("id", cells(telling(text), "people"))["giulia"]["name"] == text


@pytest.mark.parametrize("dialect", DIALECTS.values())
@pytest.mark.parametrize("text", ODD)
def test_markup_quotes_and_separators_come_back_as_they_were(text: str, dialect: Dialect) -> None:
    view, between = telling(text), dialect.between
    for what in LISTS:
        data = tables.as_csv(view, what, day(3), dialect)
        assert len(sheet(data, between)) == len(rows(view, what, day(3)))
        assert all(None not in row for row in sheet(data, between))
    people = by("id", sheet(tables.as_csv(view, "people", TODAY, dialect), between))
    assert (people["giulia"]["name"], people["giulia"]["site"]) == (text, text)
    sessions = sheet(tables.as_csv(view, "sessions", TODAY, dialect), between)
    (odd,) = (each for each in sessions if each["id"] == "odd")
    assert (odd["reason"], odd["taught"], odd["guide_id"]) == (text, f"{text}; {text}", "")


def test_a_text_of_several_lines_stays_in_its_row(path: Path) -> None:
    prepared(
        path, pair("giulia", "anna", rationale='one\n"two", three\n\nfour'), pair("luca", "bruno")
    )
    said = export(path, "pairs", "--format", "csv")
    first, second = sheet(said.raw)
    assert first["rationale"] == 'one "two", three four'
    assert second["id"] == "luca-bruno"
    assert len(said.raw.splitlines()) == 3
    assert export(path, "pairs").json["pairs"][0]["rationale"] == 'one\n"two", three\n\nfour'


def test_the_bytes_of_a_csv_depend_on_the_dialect_alone(path: Path) -> None:
    prepared(path, person("anna", name="Nicolò Żółć"), pair("giulia", "anna"))
    words = ("--what", "sessions", "--format", "csv", "--today", "2026-04-24")
    for dialect in ((), *(("--dialect", name) for name in DIALECTS)):
        found = {
            revmentor("export", path, *words, *dialect, *lang, cwd=path.parent, **env).raw
            for lang in ((), ("--lang", "en"), ("--lang", "it"))
            for env in ({"LANG": "C", "LC_ALL": "C"}, {"LANG": "it_IT.UTF-8", "LC_ALL": ""})
        }
        assert len(found) == 1


@pytest.mark.parametrize(
    ("name", "between", "mark"),
    [("plain", ",", b""), ("excel", ",", MARK), ("excel-it", ";", MARK)],
)
def test_a_dialect_is_what_its_program_reads(
    path: Path, name: DialectName, between: str, mark: bytes
) -> None:
    prepared(path, person("anna", name="Nicolò Żółć"))
    said = export(path, "people", "--format", "csv", "--dialect", name)
    assert said.raw.startswith(mark + between.join(COLUMNS["people"]).encode() + b"\r\n")
    assert said.raw.count(MARK) == bool(mark)
    assert by("id", sheet(said.raw, between))["anna"]["name"] == "Nicolò Żółć"


def test_without_a_dialect_it_is_plain(path: Path) -> None:
    prepared(path)
    words = ("--format", "csv", "--lang", "it")
    plain = export(path, "people", *words, "--dialect", "plain")
    assert export(path, "people", *words).raw == plain.raw


@pytest.mark.parametrize("audience", ["coordinator", "sponsor"])
def test_the_evaluation_has_dialects_too(path: Path, audience: str) -> None:
    prepared(path, pair("giulia", "anna"), closed_on=day(24), decision="repeat")
    words = ("--audience", audience, "--format", "csv", "--today", "2026-12-31")
    plain = export(path, "evaluation", *words)
    italian = export(path, "evaluation", *words, "--dialect", "excel-it")
    assert (plain.status, italian.status) == (0, 0)
    assert italian.raw.startswith(MARK)
    assert sheet(plain.raw) == sheet(italian.raw, ";")


def test_a_dialect_is_for_a_csv(path: Path) -> None:
    prepared(path)
    said = export(path, "people", "--dialect", "excel-it")
    assert (said.status, said.raw) == (2, b"")
    assert "--format csv" in said.err


def test_a_decimal_has_the_sign_of_its_dialect() -> None:
    assert [as_cell(-1.5, dialect) for dialect in DIALECTS.values()] == ["-1.5", "-1.5", "-1,5"]
    assert [as_cell(-2, dialect) for dialect in DIALECTS.values()] == ["-2"] * 3


@pytest.mark.parametrize(
    ("text", "cell"),
    [("a\nb", "a b"), ("a\r\nb", "a␍ b"), ("a\x00b", "a␀b"), ("\t=1", "' =1"), ('"=1"', '\'"=1"')],
)
def test_breaks_and_control_characters_stay_in_their_cell(text: str, cell: str) -> None:
    for dialect in DIALECTS.values():
        data = table(("a", "b"), [{"a": text, "b": "x"}], dialect)
        assert sheet(data, dialect.between) == [{"a": cell, "b": "x"}]
        assert data.count(b"\n") == 2


def test_our_people_come_back_letter_for_letter() -> None:
    view = look(*(person(f"p{n}", name=f"{text} Rossi") for n, text in enumerate(RUN)))
    found = by("id", sheet(tables.as_csv(view, "people", TODAY, PLAIN)))
    for n, text in enumerate(RUN):
        assert found[f"p{n}"]["name"].startswith("'")
        assert from_inert_cell(found[f"p{n}"]["name"]) == f"{text} Rossi"


# -- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["document", "status"])
def test_what_is_not_a_list_cannot_be_csv(path: Path, what: str) -> None:
    running(path)
    said = export(path, what, "--format", "csv", "-o", "out.csv")
    assert (said.status, said.raw) == (2, b"")
    assert f"“{what}” is not a list; only people, pairs, sessions, signals" in said.err
    assert said.err.count("\n") == 1
    assert not path.with_name("out.csv").exists()


@pytest.mark.parametrize(
    ("what", "words"),
    [("people", ("--format", "csv", "--dialect", "excel-it")), ("sessions", ("--format", "csv")),
     ("pairs", ())],
)  # fmt: skip
def test_a_list_in_a_file_is_the_bytes_of_standard_output(
    path: Path, what: str, words: tuple[str, ...]
) -> None:
    running(path)
    said = export(path, what, *words, "-o", "out")
    assert (said.status, said.raw, said.err) == (0, b"", "")
    assert path.with_name("out").read_bytes() == export(path, what, *words).raw


def test_a_list_is_read_while_another_program_has_the_file_open_and_locked(path: Path) -> None:
    workspace = running(path)
    before = path.read_bytes()
    with lock.held(generations.folder_of(path)):
        said = export(path, "people", "--format", "csv")
    assert (said.status, said.err) == (0, "")
    assert len(sheet(said.raw)) == 8
    assert path.read_bytes() == before
    workspace.commit("left", put=[person("anna", left_on=START)])
    assert (
        by("id", sheet(export(path, "people", "--format", "csv").raw))["anna"]["status"] == "left"
    )


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("what", LISTS)
def test_a_list_loads_neither_the_interface_nor_the_solver(
    path: Path, what: str, form: str
) -> None:
    running(path)
    target = str(path.with_name("out"))
    found = loaded(LOADED, "export", str(path), "--what", what, "--format", form, "-o", target)
    assert found & {*INTERFACE, "highspy", "numpy"} == set()
    assert "revmentor" in found
    assert path.with_name("out").stat().st_size
