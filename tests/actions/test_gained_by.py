"""A mentor's final form has a line for each senior; an older answer about all stands once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import evaluations, imports
from revmentor.exchange import document
from revmentor.exchange.evaluation import full
from revmentor.exchange.printables import sheets
from revmentor.exchange.report import page as report
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, day, form, look, packed, pair, prepared

PAIRS = [pair("giulia", "anna"), pair("giulia", "bruno"), pair("luca", "carla")]


def with_pairs(path: Path) -> Workspace:
    return prepared(path, *PAIRS)


def test_each_word_stands_under_the_senior_it_is_about(path: Path) -> None:
    workspace = with_pairs(path)
    said = {"anna": "books her own calls", "bruno": "asks less"}
    change = workspace.change(PROGRAMME, today=TODAY)
    made = evaluations.record_form(change, "giulia", "mentor", on=TODAY, gained_by=said)
    assert dict(Workspace.open(path).snapshot.evaluations[made.id].gained_by) == said
    view = workspace.view(PROGRAMME)
    crossed = json.loads(full.as_json(view, TODAY))["benefits"]["crossed"]
    assert {each["senior_id"]: each["senior_as_seen"] for each in crossed} == {
        **said,
        "carla": None,
    }
    page = report.report_html(view, "coordinator", TODAY).decode()
    caption = "Anna De Luca gained, as Giulia Ferrante saw it</figcaption><blockquote>books"
    assert caption in page


def test_an_older_answer_about_all_stands_once_and_under_no_senior() -> None:
    view = look(*PAIRS, form("giulia", "mentor", other_gain="they book alone"))
    page = report.report_html(view, "coordinator", TODAY).decode()
    assert page.count("they book alone") == 1
    assert "What the seniors gained, as Giulia Ferrante saw it" in page
    crossed = json.loads(full.as_json(view, TODAY))["benefits"]["crossed"]
    assert {each["senior_as_seen"] for each in crossed} == {None}


def test_of_a_senior_with_two_mentors_one_answer_stands_under_neither() -> None:
    first = pair("luca", "anna", until_on=day(4), end_reason="shifts", id="first")
    view = look(
        first, pair("giulia", "anna", day(5)), form("anna", "senior", other_gain="patience")
    )
    page = report.report_html(view, "coordinator", TODAY).decode()
    assert page.count("patience") == 1
    assert "What the mentors gained, as Anna De Luca saw it" in page


def test_the_paper_asks_a_mentor_of_each_senior(path: Path) -> None:
    view = with_pairs(path).view(PROGRAMME)
    of_giulia = next(each for each in sheets(view, "form", TODAY) if "Giulia" in each.who)
    asks = [each.text for each in of_giulia.questions if "as I saw it" in each.text]
    assert asks == [f"What {name} gained, as I saw it" for name in ("Anna De Luca", "Bruno Tosi")]


@pytest.mark.parametrize(
    ("who", "role", "about", "words"),
    [
        ("giulia", "mentor", "carla", "Carla Russo was never a senior of Giulia Ferrante"),
        ("giulia", "mentor", "luca", "was never a senior"),
        ("anna", "senior", "bruno", "was never a senior"),
    ],
)
def test_a_word_about_a_stranger_is_refused(
    path: Path, who: str, role: str, about: str, words: str
) -> None:
    workspace = with_pairs(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match=words):
        evaluations.record_form(
            workspace.change(PROGRAMME, today=TODAY),
            who,
            "mentor" if role == "mentor" else "senior",
            on=TODAY,
            gained_by={about: "x"},
        )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("role", "who", "about", "words"),
    [
        ("mentor", "giulia", "luca", "takes no part in the programme as a senior"),
        ("senior", "anna", "bruno", "only a mentor’s form says it of each senior"),
    ],
)
def test_a_document_with_such_a_word_is_refused(
    path: Path, role: str, who: str, about: str, words: str
) -> None:
    workspace = with_pairs(path)
    raw = json.loads(document.document_bytes(workspace.snapshot))
    made = {
        "id": "e1", "programme_id": PROGRAMME, "person_id": who, "role": role,
        "on": TODAY.isoformat(), "gained_by": {about: "x"},
    }  # fmt: skip
    with pytest.raises(Refused) as caught:
        _take_in(workspace, {**raw, "evaluations": [made]})
    assert words in str(caught.value.problems[0])
    assert caught.value.problems[0].path == f"evaluations[0].gained_by.{about}"


def _take_in(workspace: Workspace, raw: dict[str, Any]) -> None:
    imports.import_document(workspace.change(), document.read_document(packed(raw)))
