"""One department or site in two writings: asked once for all rows, and safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.support.firm import begin
from tests.support.sheets import asked, brought_in, case, read

HEAD = "matricola;nome;cognome;ruolo_programma;reparto;sede\n"


def sheet(*rows: str) -> str:
    return HEAD + "".join(f"V{n};Ada;Re{n};senior;{row}\n" for n, row in enumerate(rows, 1))


def places(workspace: Workspace) -> list[tuple[str | None, str | None]]:
    return [(each.department, each.site) for each in workspace.snapshot.people.values()]


def sites(*written: str) -> str:
    return sheet(*(f"HR;{each}" for each in written))


def test_a_short_writing_is_asked_once_for_all_its_rows(path: Path) -> None:
    workspace = begin(path)
    raw = sites("Brescia", "BS", "Brescia", "BS")
    (question,) = read(workspace, raw).questions.asked.values()
    assert (question.key, question.kind, question.place) == ("site:bs", "spelling", "row 3, F3")
    assert question.text == "“BS” as site, “Brescia” elsewhere"
    assert [each.label for each in question.choices] == ["the same site: Brescia", "as written"]
    assert read(workspace, raw).questions.open == []
    brought_in(workspace, raw)
    assert {site for _department, site in places(workspace)} == {"Brescia"}
    assert brought_in(workspace, raw).changed == 0


def test_a_short_writing_in_two_cases_is_one_question(path: Path) -> None:
    workspace = begin(path)
    raw = sites("Brescia", "BS", "bs")
    assert list(asked(workspace, raw)) == ["site:bs"]
    brought_in(workspace, raw)
    assert {site for _department, site in places(workspace)} == {"Brescia"}


def test_it_stays_as_written_where_somebody_says_so_and_is_not_asked_again(path: Path) -> None:
    workspace = begin(path)
    raw = sites("Brescia", "BS", "BS")
    brought_in(workspace, raw, {"site:bs": "as_said"})
    assert [site for _department, site in places(workspace)] == ["Brescia", "BS", "BS"]
    assert asked(workspace, raw) == {}


def test_of_several_none_is_taken_unless_it_is_chosen(path: Path) -> None:
    workspace = begin(path)
    raw = sites("Brescia", "Bassano", "BS")
    question = asked(workspace, raw)["site:bs"]
    assert [each.value for each in question.choices] == ["Bassano", "Brescia", "as_said"]
    assert (question.default, question.is_safe) == ("as_said", True)
    brought_in(workspace, raw, {"site:bs": "Bassano"})
    assert places(workspace)[2] == ("HR", "Bassano")


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("Amm.", "Amministrazione"),
        ("Amm.ne", "Amministrazione"),
        ("U.T.", "Ufficio tecnico"),
        ("HR", "Human resources"),
        ("acquisti", "Acquisti"),
        ("QUALITA'", "Qualità"),
        ("H R", "HR"),
        ("Bs", "Brescia"),
    ],
)
def test_writings_that_are_likely_one(path: Path, short: str, whole: str) -> None:
    workspace = begin(path)
    brought_in(workspace, sheet(f"{whole};X", f"{short};X", f"{whole};X"))
    assert {department for department, _site in places(workspace)} == {whole}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vendite", "Vendite estero"),
        ("Bra", "Brescia"),
        ("Como", "Comacchio"),
        ("IT", "Ufficio IT"),
        ("BG", "Brescia"),
        ("Amm.", "Adm."),
    ],
)
def test_writings_that_are_two(path: Path, one: str, other: str) -> None:
    assert asked(begin(path), sheet(f"{one};X", f"{other};X")) == {}


def test_the_file_says_how_it_is_written(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, sites("Brescia"))
    more = HEAD + "V7;Ivo;Sala;senior;hr;brescia\nV8;Ugo;Bo;senior;hr;BS\nV9;Pia;Po;senior;hr;BS\n"
    brought_in(workspace, more)
    assert set(places(workspace)) == {("HR", "Brescia")}


def test_what_stands_in_the_file_is_not_asked_about(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, sites("BS"))
    assert asked(workspace, sites("BS", "Brescia")) == {}


def test_what_is_said_of_a_cell_counts(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, sites("Brescia", "BS", "BS"), {"3.site": "BS"})
    assert [site for _department, site in places(workspace)] == ["Brescia", "BS", "Brescia"]


def test_the_sheet_as_it_came_asks_of_its_brescia(path: Path) -> None:
    question = asked(begin(path), case("messy"))["site:bs"]
    assert (question.place, question.default) == ("row 5, E5", "Brescia")
