"""The readiness lists: on the page and on paper, for the coordinator alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import participations, replies
from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.printables import sheets
from revmentor.i18n.gettext import set_language
from revmentor.model.base import Role
from revmentor.model.participation import Recruiting
from revmentor.model.reply import Answers, SignUp
from revmentor.rules.discretion import without_confidences
from revmentor.rules.launch import readiness
from revmentor.rules.launch.fears import gathered
from revmentor.rules.replies.arrivals import Arrival, JudgedReply
from revmentor.rules.replies.asked import AskedForm
from tests.support.cli import revmentor
from tests.support.firm import PROGRAMME, START, TODAY, look, part, prepared, reply
from tests.support.refusal import refused

PAGE = "0123456789abcdef0123"


def answered(**given: bool) -> Any:
    return part("anna", "senior", recruiting=Recruiting(state="yes", readiness=given))


@pytest.mark.parametrize(
    ("given", "reads"),
    [
        ({}, ""),
        ({"S1": True, "S5": False}, "readiness: 1 of 2 answered with yes"),
        ({"S1": True, "S2": False}, "readiness: 1 of 2 answered with yes; talk first"),
        ({"S1": False, "S4": False, "S5": False}, "0 of 3 answered with yes; talk first"),
        ({"M1": False}, ""),
    ],
)
def test_the_coordinator_is_told_when_to_talk_first(given: dict[str, bool], reads: str) -> None:
    text = readiness.flag(answered(**given))
    assert reads in text
    assert bool(text) is bool(reads)
    assert ("talk first" in text) is ("talk first" in reads)


def test_the_answers_do_not_leave_the_house() -> None:
    told = without_confidences(look(answered(S1=True)).snapshot)
    assert told.participations["anna-senior"].recruiting == Recruiting(state="yes")


@pytest.mark.parametrize("code", ["en", "it"])
def test_each_side_is_asked_its_eight_questions_on_the_page_and_on_paper(code: str) -> None:
    set_language(code)
    view = look(part("bruno", "senior", recruiting=Recruiting(state="no")))
    sides: dict[str, Role] = {"giulia": "mentor", "anna": "senior"}
    for who, role in sides.items():
        asked = AskedForm(who, "signup", role, "signup")
        paths = [question.path for question in form_of(view, asked).questions()]
        own = tuple(path[2] for path in paths if path[1] == "readiness")
        assert own == readiness.QUESTIONS[role]
    pages = list(sheets(view, "readiness", TODAY))
    assert [len(page.rows) for page in pages] == [8] * 6
    assert not any("Bruno" in page.who for page in pages)


def test_a_sign_up_of_somebody_invited_is_a_yes_with_its_answers(path: Path) -> None:
    invited = part("anna", "senior", recruiting=Recruiting(state="invited", on=START))
    workspace = prepared(path, invited, reply("anna", page=PAGE))
    said = Answers(signup=SignUp(fears="I am slow", readiness={"S3": False, "M1": True}))
    arrival = Arrival("a.json", "signup", "signup", "Common floor", TODAY, said, page=PAGE)
    new = JudgedReply(arrival, "new", workspace.snapshot.replies["rp-anna"])
    replies.take_in(workspace.change(PROGRAMME, today=TODAY), [new])
    anna = workspace.view(PROGRAMME).seniors["anna"]
    assert anna.recruiting == Recruiting(state="yes", on=TODAY, readiness={"S3": False})
    assert anna.fears == "I am slow"


def test_what_came_in_on_paper_is_written_down(path: Path) -> None:
    workspace = prepared(path)

    def answer(given: dict[str, bool]) -> None:
        tx = workspace.change(PROGRAMME, today=TODAY)
        participations.answer_readiness(tx, "giulia", "mentor", given, on=TODAY)

    with refused(workspace, "Nothing is answered yet."):
        answer({})
    answer({"M2": True})
    answer({"M1": False})
    recruiting = workspace.view(PROGRAMME).mentors["giulia"].recruiting
    assert recruiting
    assert recruiting.readiness == {"M1": False, "M2": True}


def test_fears_are_gathered_without_names_once_a_person() -> None:
    view = look(
        part("anna", "senior", fears="zero time"),
        part("anna", "mentor", fears="zero time"),
        part("giulia", "mentor", fears="Being examined"),
    )
    fears = gathered(view)
    assert (fears.said, fears.n, fears.of) == (("Being examined", "zero time"), 2, 7)
    (page,) = sheets(view, "fears", TODAY)
    assert "Anna" not in str(page)
    assert "Giulia" not in str(page)
    assert list(sheets(look(), "fears", TODAY)) == []


def test_fears_are_printed_only_where_they_are_asked_for(path: Path) -> None:
    prepared(path, part("anna", "senior", fears="I am slow"))
    folder = path.parent / "pages"
    revmentor("paper", path, "-o", folder, cwd=path.parent)
    assert not (folder / "fears.html").exists()
    revmentor("paper", path, "--what", "fears", "-o", folder, "--force", cwd=path.parent)
    assert "I am slow" in (folder / "fears.html").read_text(encoding="utf-8")
