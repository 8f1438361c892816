"""Page, paper and screen ask what the type of a form holds, and nothing else.

The types are walked: a field that one of them does not ask, or asks and cannot keep, fails here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import firm
from revmentor.content import library
from revmentor.exchange import printables
from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.forms.question import Question
from revmentor.exchange.print_page import Page
from revmentor.model.base import Role, Struct
from revmentor.model.evaluation import Evaluation
from revmentor.model.own_question import OwnQuestion
from revmentor.model.pulse import Pulse
from revmentor.model.reply import FinalAnswers, FormKind, PulseAnswers, SignUp
from revmentor.rules.care import pulses
from revmentor.rules.programme_view import View, task_name
from revmentor.rules.replies.asked import AskedForm
from revmentor.rules.results.form_questions import questions
from revmentor.store.workspace import Workspace
from screens.evaluation.final_form import evaluation_form
from screens.people.pulse_form import pulse_form
from tests.support.app_driver import sitting
from tests.support.firm import FIRM, PROGRAMME, TODAY, goal, look, pair, part, prepared

TYPES: dict[FormKind, type[Struct]] = {
    "final": FinalAnswers, "pulse": PulseAnswers, "signup": SignUp,
}  # fmt: skip
RECORDS: dict[FormKind, type[Struct]] = {"final": Evaluation, "pulse": Pulse}
WHOSE_AND_WHEN = {"id", "programme_id", "person_id", "role", "on", "method", "extra"}
WHO: list[tuple[str, Role]] = [("giulia", "mentor"), ("luca", "mentor"), ("anna", "senior")]
"""A mentor with seniors, one without, and a senior."""
OWN = tuple(
    OwnQuestion(id=f"q-{form}-{kind}", form=form, words=f"Own {kind}?", kind=kind,
                choices=("Monday", "Friday") if kind == "choice" else ())
    for form in TYPES for kind in ("text", "choice", "mark")
)  # fmt: skip
PAIRS = (pair("giulia", "anna"), pair("giulia", "bruno"))


def fields(kind: type[Struct]) -> set[str]:
    return {each.name for each in msgspec.structs.fields(kind)}


def everybody() -> View:
    return look(*PAIRS, firm=msgspec.structs.replace(FIRM, questions=OWN))


def asked(view: View, form: FormKind, who: str, role: Role) -> list[Question]:
    return list(form_of(view, AskedForm(who, form, role, "")).questions())


@pytest.mark.parametrize("form", TYPES)
def test_a_page_asks_every_field_of_its_type_and_no_other(form: FormKind) -> None:
    paths = {each.path for who in WHO for each in asked(everybody(), form, *who)}
    assert {path[1] for path in paths if path[0] != "own"} == fields(TYPES[form])
    assert {path[0] for path in paths} == {form, "own"}


@pytest.mark.parametrize("form", RECORDS)
def test_a_record_keeps_what_a_reply_says(form: FormKind) -> None:
    beside = {"own"} | ({"wants_talk"} if form == "pulse" else set())
    assert fields(RECORDS[form]) - WHOSE_AND_WHEN == fields(TYPES[form]) | beside


def sheet_of(view: View, form: FormKind, who: str) -> Page:
    kind: Any = "form" if form == "final" else form
    every = printables.sheets(view, kind, TODAY)
    return next(each for each in every if each.who.startswith(view.name(who)))


@pytest.mark.parametrize("form", RECORDS)
@pytest.mark.parametrize(("who", "role"), WHO)
def test_paper_asks_what_the_page_asks(form: FormKind, who: str, role: Role) -> None:
    view = everybody()
    page, questions_of = sheet_of(view, form, who), asked(view, form, who, role)
    # Whether somebody would rather talk every page asks; on paper it is the last of the pulse.
    talk = {library.pulse()["P8"].fields[role]} if form == "pulse" else set()
    told = [each.text for each in page.rows] + [each.text for each in page.questions]
    assert sorted(told) == sorted([*(each.text for each in questions_of), *talk])
    assert page.filled_on
    boxes = {each.text: len(each.boxes) for each in page.questions}
    boxes |= dict.fromkeys((each.text for each in page.rows), len(page.marks))
    for question in questions_of:
        assert boxes[question.text] == len(question.choices)
    lines = {each.text for each in page.questions if each.lines}
    assert lines == {each.text for each in questions_of if not each.choices}


@pytest.mark.parametrize("form", ["signup", "levels"])
@pytest.mark.parametrize(("who", "role"), WHO)
def test_a_long_form_on_paper_has_the_sections_of_the_page_in_their_order(
    form: FormKind, who: str, role: Role
) -> None:
    view = look(
        part("luca", "mentor", offers=("spreadsheets",)),
        part("giulia", "mentor", offers=("spreadsheets",)), goal("anna", "spreadsheets"), *PAIRS,
        firm=msgspec.structs.replace(FIRM, questions=OWN),
    )  # fmt: skip
    page, whole = sheet_of(view, form, who), form_of(view, AskedForm(who, form, role, ""))
    questions_of = list(whole.questions())
    assert questions_of
    assert [each.text for each in page.questions] == [each.text for each in questions_of]
    headings = [each.heading for each in page.questions if each.heading]
    assert headings == [each.title for each in whole.sections]
    for shown, question in zip(page.questions, questions_of, strict=True):
        assert len(shown.boxes) == len(question.choices)
        assert bool(shown.lines) == (not question.choices)
    assert page.filled_on


def test_each_task_of_a_starting_point_has_a_box() -> None:
    view = look(goal("anna", "spreadsheets"))
    page = sheet_of(view, "levels", "anna")
    tasks = [task_name(each) for each in view.tasks("spreadsheets")]
    assert tasks
    assert list(page.questions[0].boxes) == tasks
    assert page.questions[0].heading == view.skill_name("spreadsheets")


def test_the_readiness_list_of_each_side_is_that_of_the_page() -> None:
    view = everybody()
    for who, role in WHO:
        (whole,) = (form_of(view, AskedForm(who, "signup", role, "")),)
        on_page = [each.text for each in whole.questions() if each.path[1:2] == ("readiness",)]
        every = printables.sheets(view, "readiness", TODAY)
        page = next(each for each in every if each.who.startswith(view.name(who)))
        assert [each.text for each in page.rows] == on_page


def rows_for(view: View, form: FormKind, who: str, role: Role) -> set[str]:
    """Return the rows that a form on the screen has for what the page asks."""
    names = {
        "own_" + path[1] if path[0] == "own"
        else "_".join(path[1:]) if path[1] == "gained_by"
        else path[-1]
        for path in (each.path for each in asked(view, form, who, role))
    }  # fmt: skip
    return names | {"method", "on"} | ({"wants_talk"} if form == "pulse" else set())


@pytest.mark.parametrize(("who", "role"), WHO)
async def test_what_comes_back_on_paper_is_typed_with_the_same_fields(
    path: Path, who: str, role: Role
) -> None:
    workspace = prepared(path, *PAIRS)
    firm.edit(workspace.change(), questions=OWN)
    async with sitting(path, TODAY) as here:
        host = here.app
        view = host.view
        assert view is not None
        final = evaluation_form(host, view, who, role)
        assert {*final.rows} == rows_for(view, "final", who, role)
        assert {*pulse_form(host, view, who).rows} == rows_for(view, "pulse", who, role)
    marks = {*questions(role), *(("tools_used", "minutes_saved") if role == "senior" else ())}
    assert marks <= {*final.rows}
    assert {*pulses.ITEMS} <= rows_for(view, "pulse", who, role)


async def test_own_answers_of_a_final_form_are_kept_with_those_no_more_asked(path: Path) -> None:
    workspace = prepared(path, *PAIRS)
    firm.edit(workspace.change(), questions=OWN)
    async with sitting(path, TODAY, first="evaluation") as here:
        for day, kept in (("Friday", {"q-final-choice": "Friday"}), (None, {})):
            form = evaluation_form(here.app, here.app.view, "anna", "senior")  # type: ignore[arg-type]
            here.app.ask(form, lambda _made: None)
            await here.settled()
            row: Any = form.rows["own_q-final-choice"]
            row.entry.value = day
            text: Any = form.rows["own_gain"]
            text.query_one("Input").value = "Calm"
            await here.press("ctrl+s")
            (record,) = Workspace.open(path).snapshot.evaluations.values()
            assert record.own == kept
            assert record.programme_id == PROGRAMME
