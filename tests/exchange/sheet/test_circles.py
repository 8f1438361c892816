"""Managers whom a sheet puts in a circle: told by row and name, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.model.errors import Refused
from tests.support.firm import begin
from tests.support.sheets import brought_in, read

HEAD = "matricola;nome;cognome;ruolo_programma;responsabile\n"
TWO = HEAD + "\nV1;Anna;Neri;senior;V2\nV2;Bea;Rossi;senior;Neri\n"
CIRCLE = "row 3, E3: the reporting line goes round in a circle: Anna Neri (row 3) → Bea Rossi"


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("accepts", [False, True])
def test_a_circle_is_told_as_the_spreadsheet_counts(
    path: Path, *, accepts: bool, dry_run: bool
) -> None:
    workspace = begin(path)
    before = path.read_bytes()
    with pytest.raises(Refused) as caught:
        brought_in(workspace, TWO, accepts=accepts, dry_run=dry_run)
    assert path.read_bytes() == before
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"{CIRCLE} (row 4) → Anna Neri (row 3)")


@pytest.mark.parametrize(
    ("answers", "managers"),
    [
        ({"3.manager_id": ""}, [None, "V1"]),
        ({"4.manager_id": ""}, ["V2", None]),
        ({"3": "leave_out", "4.manager_id": ""}, [None]),
    ],
)
def test_an_answer_opens_it(
    path: Path, answers: dict[str, str], managers: list[str | None]
) -> None:
    workspace = begin(path)
    brought_in(workspace, TWO, answers)
    assert [each.manager_id for each in workspace.snapshot.people.values()] == managers
    assert read(workspace, TWO).questions.open == []


def test_a_circle_closed_by_the_file_is_asked_in_the_row_that_closes_it(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, HEAD + "V1;Anna;Neri;senior;V2\nV2;Bea;Rossi;senior;\n")
    both = HEAD + "V1;Anna;Neri;senior;V2\nV2;Bea;Rossi;senior;V1\n"
    (question,) = read(workspace, both).questions.open
    assert (question.key, question.cell) == ("3.manager_id", "E3")
    alone = HEAD + "V2;Bea;Rossi;senior;V1\n"
    (question,) = read(workspace, alone).questions.open
    assert "Bea Rossi (row 2) → Anna Neri (in the file) → Bea Rossi (row 2)" in question.text


def test_a_long_circle_is_not_told_in_full(path: Path) -> None:
    rows = "".join(f"V{n};Ada;Re{n};senior;V{n % 300 + 1}\n" for n in range(1, 301))
    (question,) = read(begin(path), HEAD + rows).questions.open
    assert question.text.endswith("Ada Re6 (row 7) → … → Ada Re1 (row 2)")


def test_who_heads_the_firm_may_be_put_down_as_the_own_manager(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, HEAD + "V1;Anna;Neri;senior;V1\nV2;Bea;Rossi;senior;V1\n")
    assert workspace.snapshot.people["V1"].manager_id is None
