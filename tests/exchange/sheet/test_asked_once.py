"""What was answered about a sheet is not asked again when the same sheet comes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace
from tests.exchange.sheet.test_cases import CASES_WITH_ANSWERS
from tests.support.cli import TODAY, revmentor
from tests.support.firm import begin, exported
from tests.support.sheets import asked, brought_in, case, read

HEAD = "matricola;nome;cognome;ruolo_programma;reparto;email;assunzione;responsabile\n"
BEFORE = HEAD + (
    "V1;Ada;Sala;mentor;Vendite;ada@firm.example;;\n"
    "V2;Ivo;Testa;senior;Acquisti;ivo@firm.example;;\n"
    "V3;Ugo;Bo;senior;Acquisti;;;\n"
)


def states(workspace: Workspace, raw: bytes | str) -> set[str]:
    """What becomes of the rows of a sheet without any answer."""
    return {each.state for each in brought_in(workspace, raw, dry_run=True).outcomes}


def nothing_is_left_to_ask(workspace: Workspace, raw: bytes | str) -> None:
    """The sheet that came in comes again, and nothing is asked, nothing changes."""
    before = exported(workspace)
    assert [each.key for each in read(workspace, raw).questions.open] == []
    assert states(workspace, raw) <= {"same"}
    generation = workspace.generation
    brought_in(workspace, raw)
    assert (exported(workspace), workspace.generation) == (before, generation)


@pytest.mark.parametrize("name", CASES_WITH_ANSWERS)
def test_a_sheet_that_was_answered_comes_again_without_a_question(path: Path, name: str) -> None:
    workspace = begin(path)
    brought_in(workspace, case(name), CASES_WITH_ANSWERS[name][0])
    nothing_is_left_to_ask(workspace, case(name))


@pytest.mark.parametrize("name", ["07", "42", "fault_08", "messy"])
def test_likely_answers_that_were_taken_are_not_asked_again(path: Path, name: str) -> None:
    workspace = begin(path)
    brought_in(workspace, case(name), accepts=True)
    nothing_is_left_to_ask(workspace, case(name))


ANSWERS: dict[str, tuple[str, dict[str, str]]] = {
    "another role, left": ("V1;Ada;Sala;senior;;;;\n", {"2.role_change": "keep"}),
    "another role, both": ("V1;Ada;Sala;senior;;;;\n", {"2.role_change": "both"}),
    "an e-mail of two": ("V9;Bea;Sala;senior;;ivo@firm.example;;\n", {"2.whose_email": "keep"}),
    "a number and another": ("V1;Rita;Nero;senior;HR;;;\n", {"2.person": "other"}),
    "a number, left out": ("V1;Rita;Nero;senior;HR;;;\n", {"2.person": "leave_out"}),
    "a name, somebody new": (
        ";Ada;Sala;senior;HR;other@firm.example;;\n",
        {"2.person": "other"},
    ),
    "a name, left out": (
        ";Ada;Sala;senior;HR;other@firm.example;;\n",
        {"2.person": "leave_out"},
    ),
    "twice, and two people": (
        "V8;Pia;Re;senior;HR;;;\nV8;Pia;Re;senior;IT;;;\n",
        {"3.again": "other"},
    ),
    "twice the same row": (
        "V8;Pia;Re;senior;HR;;;\nV8;Pia;Re;senior;HR;;;\n",
        {"3": "leave_out"},
    ),
    "an apostrophe": ("V8;Niccolo';Re;senior;;;;\n", {"2.name": "Niccolo' Re"}),
    "a day": ("V8;Pia;Re;senior;;;02/13/2004;\n", {"2.joined_on": "2004-03-02"}),
    "a cell": ("V8;Pia;Re;senior;Acq.;;;\n", {"2.department": "Acquisti"}),
    "a role": ("V8;Pia;Re;boss;;;;\n", {"2.role": "none"}),
    "a sure role": ("V8;Pia;Re;senior;;;;\n", {"2.role": "mentor"}),
    "a manager": ("V8;Pia;Re;senior;;;;Ivo Tsta\n", {"manager:ivo tsta": "V2"}),
    "no manager": ("V8;Pia;Re;senior;;;;Ivo Tsta\n", {"manager:ivo tsta": "nobody"}),
    "numbers of others": (
        "V1;Rita;Nero;senior;;;;\nV2;Gino;Blu;senior;;;;\n",
        {"client": "same", "2.person": "other", "3.person": "other"},
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_any_answer_holds_for_the_same_sheet(path: Path, name: str) -> None:
    workspace = begin(path)
    brought_in(workspace, BEFORE)
    rows, answers = ANSWERS[name]
    brought_in(workspace, HEAD + rows, answers)
    nothing_is_left_to_ask(workspace, HEAD + rows)


def test_somebody_who_stays_though_the_sheet_says_gone(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, BEFORE)
    raw = "matricola;nome;cognome;stato\nV1;Ada;Sala;cessato\n"
    brought_in(workspace, raw, {"2.left": "stays"})
    nothing_is_left_to_ask(workspace, raw)
    assert workspace.snapshot.people["V1"].left_on is None


def test_letters_of_an_old_mac_are_confirmed_once(path: Path) -> None:
    workspace = begin(path)
    raw = "matricola;nome;cognome;ruolo_programma\nV1;Niccolò;Re;mentor\n".encode("mac_roman")
    (question,) = read(workspace, raw).questions.open
    assert question.kind == "encoding"
    brought_in(workspace, raw, accepts=True)
    nothing_is_left_to_ask(workspace, raw)


def test_only_the_row_that_is_new_or_other_is_asked_about(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, HEAD + "V8;Pia;Re;boss;;;;\nV9;Ida;Blu;boss;;;;\n", ROLES)
    more = HEAD + "V7;Leo;Po;boss;;;;\nV8;Pia;Re;boss;;;;\nV9;Ida;Blu;chief;;;;\n"
    assert [each.key for each in read(workspace, more).questions.open] == ["2.role", "4.role"]
    assert asked(workspace, more)["3.role"].default == "senior"


ROLES = {"2.role": "senior", "3.role": "mentor"}


def test_another_answer_takes_the_place_of_the_one_before(path: Path) -> None:
    workspace = begin(path)
    raw = HEAD + "V8;Pia;Re;boss;;;;\nV9;Ida;Blu;boss;;;;\n"
    brought_in(workspace, raw, {**ROLES, "3": "leave_out"})
    assert set(workspace.snapshot.people) == {"V8"}
    brought_in(workspace, raw, {"3": "take", "3.role": "mentor"})
    assert set(workspace.snapshot.people) == {"V8", "V9"}
    nothing_is_left_to_ask(workspace, raw)


def test_the_same_words_are_asked_again_where_they_may_mean_somebody_else(path: Path) -> None:
    workspace = begin(path)
    brought_in(workspace, BEFORE)
    raw = HEAD + "V8;Pia;Re;senior;;;;Ivo Tsta\n"
    brought_in(workspace, raw, {"manager:ivo tsta": "V2"})
    people.add(workspace.change(), name="Ivo Testa")
    assert "manager:ivo tsta" in {each.key for each in read(workspace, raw).questions.open}


def test_undo_takes_the_answers_back_too(path: Path) -> None:
    workspace = begin(path)
    raw = HEAD + "V8;Pia;Re;boss;;;;\n"
    brought_in(workspace, raw, {"2.role": "senior"})
    workspace.undo()
    with pytest.raises(Refused, match="1 question open"):
        brought_in(workspace, raw)


def test_in_what_is_kept_nobody_is_named_and_an_erased_person_leaves_nothing(
    tmp_path: Path,
) -> None:
    workspace = begin(path := tmp_path / "f.json")
    raw = HEAD + "V8;Pia;Re;boss;;;;Ivo Tsta\nV9;Ida;Blu;senior;;;;\n"
    brought_in(workspace, raw, {"2.role": "senior", "2.name": "Pia Rovere"})
    kept = workspace.snapshot.firm.settled
    assert kept
    assert not [each for each in kept if "Pia" in each or "Tsta" in each]
    done = revmentor("erase", path, "V8", "--today", TODAY, cwd=tmp_path)
    assert done.status in {0, 1}, done.err
    assert Workspace.open(path).snapshot.firm.settled == {}
    assert b"Rovere" not in path.read_bytes()
