from __future__ import annotations

import gc
import weakref
from datetime import date, timedelta
from typing import get_args

import pytest

from revmentor.content import sample
from revmentor.content.skills import catalogue
from revmentor.exchange import calendar, document, printables, proposal, status, tables
from revmentor.exchange.contract.lists import ROWS
from revmentor.exchange.evaluation import full
from revmentor.exchange.report import page
from revmentor.model.edition import Edition
from revmentor.model.snapshot import TABLES
from revmentor.rules import journey
from revmentor.rules.care.today import today
from revmentor.rules.pairing.draft import draw
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.results import sponsor
from revmentor.rules.schedule import series
from tests.support.answers import changed_answers
from tests.support.firm import SENIORS, START, TODAY, look, pair, person, rating, snapshot

asked: list[object] = []


@remembered
def doubled(view: View, number: int, *, more: int = 0) -> int | None:
    asked.append((view.programme.id, number))
    return number * 2 + more or None


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    asked.clear()


def test_a_rule_is_asked_once_of_a_view() -> None:
    view = look()
    assert [doubled(view, 2), doubled(view, 2), doubled(view, 3)] == [4, 4, 6]
    assert [doubled(view, 2, more=1), doubled(view, 2, more=1)] == [5, 5]
    assert len(asked) == 3


def test_no_answer_is_an_answer() -> None:
    view = look()
    assert doubled(view, 0) is doubled(view, 0) is None
    assert len(asked) == 1


def test_another_view_has_answers_of_its_own() -> None:
    before, after = look(), look(pair("giulia", "anna"))
    assert before.group_of("giulia") == []
    assert after.group_of("giulia") == ["anna"]


def test_a_view_goes_with_its_answers() -> None:
    view = look(pair("giulia", "anna"))
    today(view, TODAY)
    journey.steps(view, TODAY)
    assert view.answers
    gone = weakref.ref(view)
    gc.disable()  # nothing it remembers refers back to it
    try:
        del view
        assert gone() is None
    finally:
        gc.enable()


def test_a_rule_keeps_its_name_and_its_words() -> None:
    assert series.here_on.__name__ == "here_on"
    assert "paired then" in (series.here_on.__doc__ or "")


def test_two_of_one_first_name_are_told_apart() -> None:
    view = look(person("anna", name="Giulia De Luca"))
    assert view.first_name("giulia") == "Giulia Ferrante"
    assert view.first_name("anna") == "Giulia De Luca"
    assert view.first_name("bruno") == "Bruno"
    assert view.first_name("nobody") == "nobody"


def _mid_point(view: View, *, with_names: bool) -> Edition:
    return sponsor.mid_point_edition(view, TODAY, with_names=with_names)


@pytest.mark.parametrize("stage", get_args(sample.Stage))
def test_nobody_changes_an_answer(stage: sample.Stage) -> None:
    found = document.read_document(sample.sample_document(stage))
    records = [record for table in TABLES for record in found.records(table)]
    every = snapshot(*records, firm=found.firm)
    view = View(every, next(iter(every.programmes)), catalogue(), date.max)
    for on in (START, TODAY, TODAY + timedelta(weeks=30)):
        status.status_text(view, "", on)
        full.as_json(view, on)
        calendar.calendars(view, calendar.Edition(on, 1, "0" * 8), {})
        for table in ROWS:
            tables.rows(view, table, on)
        for sheet in get_args(printables.SheetKind):
            printables.sheets(view, sheet, on)
        page.report_of(view, "coordinator", on)
        told = sponsor.edition if view.programme.closed_on else _mid_point
        page.sponsor_report(view, told(view, with_names=True))
    assert len(view.answers) > 100
    assert changed_answers(view) == []


def test_a_proposal_changes_no_answer() -> None:
    view = look(*(rating(each, "video-meetings", 1) for each in SENIORS))
    drawn = draw(view)
    proposal.proposal_text(drawn)
    assert view.answers
    assert changed_answers(view) == []
    assert changed_answers(drawn.proposal.planned) == []
