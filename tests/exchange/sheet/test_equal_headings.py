"""Two columns under one heading: each can be named, and what was said of each is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.firm import begin
from tests.support.sheets import asked, brought_in, read

SHEET = (
    "matricola;nome;cognome;ruolo_programma;nome;Gruppo;Gruppo\n"
    "V1;Ada;Sala;mentor;Rita;Vendite;Modena\n"
)


def test_the_question_names_the_keys_of_both(path: Path) -> None:
    question = asked(begin(path), SHEET)["which:nome"]
    assert "B (column:nome), E (column:nome#2)" in question.text


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        ({"column:nome#2": "not_read"}, "Ada Sala"),
        ({"column:nome": "not_read"}, "Rita Sala"),
        ({"column:nome#2": "first"}, "Rita Sala"),
        ({"column:nome": "first"}, "Ada Sala"),
    ],
)
def test_either_is_given_its_meaning_and_the_next_sheet_keeps_it(
    path: Path, answers: dict[str, str], name: str
) -> None:
    workspace = begin(path)
    brought_in(workspace, SHEET, answers)
    assert workspace.snapshot.people["V1"].name == name
    assert read(workspace, SHEET).questions.open == []
    assert brought_in(workspace, SHEET).changed == 0


def test_two_columns_nobody_knows_hold_two_things(path: Path) -> None:
    workspace = begin(path)
    answers = {
        "column:nome#2": "not_read",
        "column:Gruppo": "department",
        "column:Gruppo#2": "site",
    }
    brought_in(workspace, SHEET, answers)
    ada = workspace.snapshot.people["V1"]
    assert (ada.department, ada.site) == ("Vendite", "Modena")
    other = SHEET.replace("Vendite", "Acquisti").replace("Modena", "Brescia")
    brought_in(workspace, other)
    ada = workspace.snapshot.people["V1"]
    assert (ada.department, ada.site) == ("Acquisti", "Brescia")


def test_a_column_that_is_not_there_is_said_to_answer_nothing(path: Path) -> None:
    found = read(begin(path), SHEET, {"column:nome#3": "first"})
    assert found.questions.without_a_question == ["column:nome#3"]
