"""Somebody on a sheet whose records are kept and not used: told, left as it is, and not asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.actions import rights
from revmentor.store.workspace import Workspace
from tests.contract.validator import faults
from tests.support.cli import TODAY as DAY
from tests.support.cli import revmentor
from tests.support.firm import TODAY, begin
from tests.support.sheets import brought_in, read

HEAD = "matricola;nome;cognome;ruolo_programma;reparto\n"
SHEET = HEAD + "V1;Ada;Sala;mentor;Vendite\nV2;Ivo;Testa;senior;Acquisti\n"


@pytest.fixture
def workspace(path: Path) -> Workspace:
    """A firm with two people, one of them restricted."""
    made = begin(path)
    brought_in(made, SHEET)
    rights.restrict(made.change(today=TODAY), "V1", on=TODAY)
    return made


@pytest.mark.parametrize(
    "row",
    [
        "V1;Ada;Sala;mentor;Vendite\n",
        "V1;Ada;Sala;senior;Acquisti\n",
        "V1;Ada;Sala;boss?;Acquisti\n",
        ";Ada;Sala;senior;\n",
        "V1;;;mentor;Altro\n",
    ],
)
def test_the_row_is_left_as_it_is_and_the_rest_comes_in(workspace: Workspace, row: str) -> None:
    was = workspace.snapshot.people["V1"]
    raw = f"{HEAD}{row}V2;Ivo;Testa;senior;Vendite\nV3;Ugo;Bo;senior;Acquisti\n"
    assert read(workspace, raw).questions.asked == {}
    done = brought_in(workspace, raw)
    assert (done.people, done.changed) == (1, 1)
    assert workspace.snapshot.people["V1"] == was
    assert workspace.snapshot.people["V2"].department == "Vendite"


def test_it_is_told_in_words_and_to_a_script(workspace: Workspace) -> None:
    sheet = workspace.path.with_name("sheet.csv")
    sheet.write_text(SHEET, encoding="utf-8")
    words = ["import", str(workspace.path), str(sheet), "--dry-run", "--today", DAY]
    told = revmentor(*words, "--lang", "en", cwd=sheet.parent)
    assert told.status == 0
    assert "· row 2  Ada Sala · restricted: left as it is" in told.out
    assert "1 restricted" in told.out
    done = revmentor(*words, "--json", cwd=sheet.parent)
    assert faults("sheet", done.raw) == []
    assert [row["state"] for row in done.json["rows"]] == ["restricted", "same"]
    counts = done.json["counts"]
    assert (counts["restricted"], counts["problem"], counts["missing"]) == (1, 0, 0)
    assert (counts["here"], counts["open"]) == (2, 0)


def test_who_is_not_on_the_sheet_and_restricted_is_not_missed(workspace: Workspace) -> None:
    found = read(workspace, HEAD + "V2;Ivo;Testa;senior;Acquisti\n")
    assert found.missing == ()


def test_a_number_with_another_name_is_asked_all_the_same(workspace: Workspace) -> None:
    found = read(workspace, HEAD + "V1;Rita;Nero;mentor;Vendite\n")
    assert [each.key for each in found.questions.open] == ["2.person"]


def test_once_the_records_are_used_again_the_row_comes_in(workspace: Workspace) -> None:
    rights.lift(workspace.change(today=TODAY), "V1")
    done = brought_in(workspace, HEAD + "V1;Ada;Sala;mentor;Acquisti\n")
    assert done.changed == 1
