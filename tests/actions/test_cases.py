"""Cases: opened, followed, closed; and what Today says of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import cases, programmes
from revmentor.exchange import document
from revmentor.model.case import Case
from revmentor.rules.care.item import Item
from revmentor.rules.care.today import today
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, exported, running
from tests.support.refusal import refused

DAY = timedelta(days=1)
FRIDAY = TODAY + 7 * DAY


def opened(workspace: Workspace, **fields: Any) -> Case:
    given: dict[str, Any] = {
        "text": "They do not find the time",
        "on": TODAY,
        "pair_id": "giulia-anna",
        "rule": "R2",
        "owner": "Ada Conti",
        "next_step": "call Anna",
        "due_on": FRIDAY,
        **fields,
    }
    return cases.open_case(workspace.change(given.pop("programme_id", PROGRAMME)), **given)


def edited(workspace: Workspace, case_id: str, **fields: Any) -> Case:
    given: dict[str, Any] = {"due_on": FRIDAY + 7 * DAY, "next_step": "call Giulia", **fields}
    return cases.edit(workspace.change(), case_id, **given)


def closed(workspace: Workspace, case_id: str, outcome: str | None = "fifteen minutes") -> Case:
    return cases.close(workspace.change(), case_id, outcome=outcome, on=FRIDAY)


def kept(path: Path) -> list[Case]:
    return list(Workspace.open(path).snapshot.cases.values())


def lines(workspace: Workspace, on: date = FRIDAY) -> list[Item]:
    return [each for each in today(workspace.view(PROGRAMME), on).items if each.target == "case"]


def test_a_case_is_kept_as_it_was_opened(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace)
    assert kept(path) == [case]
    assert (case.programme_id, case.pair_id, case.rule) == (PROGRAMME, "giulia-anna", "R2")
    assert (case.opened_on, case.due_on, case.closed_on) == (TODAY, FRIDAY, None)
    assert (case.text, case.owner, case.next_step, case.outcome) == (
        "They do not find the time", "Ada Conti", "call Anna", None,
    )  # fmt: skip
    assert workspace.undoable == "case opened: Giulia Ferrante & Anna De Luca"


def test_a_case_may_be_of_no_pair_and_due_the_same_day(path: Path) -> None:
    workspace = running(path)
    case = cases.open_case(workspace.change(PROGRAMME), text="No room", on=TODAY, due_on=TODAY)
    assert kept(path) == [case]
    assert (case.pair_id, case.rule, case.owner, case.next_step) == (None, None, None, None)
    assert workspace.undoable == "case opened: Meccanica Valdarco S.r.l."


def test_a_second_case_has_an_id_of_its_own(path: Path) -> None:
    workspace = running(path)
    first, second = opened(workspace), opened(workspace, text="Another")
    assert first.id != second.id
    assert kept(path) == [first, second]


def test_an_edit_says_what_comes_next_and_leaves_the_rest(path: Path) -> None:
    workspace = running(path)
    before = opened(workspace)
    after = edited(workspace, before.id)
    assert kept(path) == [after]
    assert (after.due_on, after.next_step) == (FRIDAY + 7 * DAY, "call Giulia")
    assert (after.text, after.owner, after.pair_id, after.rule, after.opened_on) == (
        before.text, before.owner, before.pair_id, before.rule, before.opened_on,
    )  # fmt: skip
    assert after.closed_on is None


def test_a_closed_case_says_when_and_what_came_of_it(path: Path) -> None:
    workspace = running(path)
    case = closed(workspace, opened(workspace).id)
    assert kept(path) == [case]
    assert (case.closed_on, case.outcome, case.next_step) == (
        FRIDAY, "fifteen minutes", "call Anna",
    )  # fmt: skip


def test_a_case_goes_through_the_document(path: Path) -> None:
    workspace = running(path)
    case = closed(workspace, opened(workspace).id)
    found = document.read_document(exported(workspace))
    assert found.records("cases") == (case,)


# -- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"text": None}, "Write down what the case is.", "text"),
        ({"text": ""}, "Write down what the case is.", "text"),
        ({"due_on": TODAY - DAY}, "A case is not due before it was opened.", "due_on"),
        ({"programme_id": "nope"}, "nope", None),
        ({"pair_id": "nope"}, "nope", None),
    ],
    ids=["no text", "empty text", "due before", "no programme", "no pair"],
)
def test_a_case_that_cannot_be_opened_changes_nothing(
    path: Path, fields: dict[str, Any], words: str, field: str | None
) -> None:
    workspace = running(path)
    with refused(workspace, words, field):
        opened(workspace, **fields)


def test_a_case_is_not_put_off_to_a_day_before_it_was_opened(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace)
    with refused(workspace, "A case is not due before it was opened.", "due_on"):
        edited(workspace, case.id, due_on=TODAY - DAY)
    assert edited(workspace, case.id, due_on=TODAY).due_on == TODAY


@pytest.mark.parametrize("outcome", [None, ""])
def test_a_case_is_not_closed_without_an_outcome(path: Path, outcome: str | None) -> None:
    workspace = running(path)
    case = opened(workspace)
    with refused(workspace, "Write down what came of it, in a few words.", "outcome"):
        closed(workspace, case.id, outcome)


@pytest.mark.parametrize("act", [edited, closed])
def test_a_closed_case_stays_as_it_is(path: Path, act: Callable[..., Case]) -> None:
    workspace = running(path)
    case = closed(workspace, opened(workspace).id)
    with refused(workspace, "This case was closed on 1 May 2026."):
        act(workspace, case.id)


@pytest.mark.parametrize("act", [edited, closed])
def test_an_unknown_case_is_refused_by_its_id(path: Path, act: Callable[..., Case]) -> None:
    workspace = running(path)
    opened(workspace)
    with refused(workspace, "There is no case “nope” in this file."):
        act(workspace, "nope")


@pytest.mark.parametrize(
    "act",
    [lambda w, _id: opened(w), edited, closed],
    ids=["open", "edit", "close"],
)
def test_a_closed_programme_keeps_its_cases_as_they_are(
    path: Path, act: Callable[[Workspace, str], Case]
) -> None:
    workspace = running(path)
    case = opened(workspace)
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY), on=TODAY, lessons="more time", decision="repeat"
    )
    with refused(workspace, "was closed on 24 Apr 2026"):
        act(workspace, case.id)


@pytest.mark.parametrize(
    "act",
    [lambda w, _id: opened(w), edited, closed],
    ids=["open", "edit", "close"],
)
def test_one_undo_gives_the_same_document_again(
    path: Path, act: Callable[[Workspace, str], Case]
) -> None:
    workspace = running(path)
    case = opened(workspace)
    before = exported(workspace)
    act(workspace, case.id)
    assert exported(workspace) != before
    workspace.undo()
    assert exported(workspace) == before


# -- Today ----------------------------------------------------------------------------------------


def test_a_case_stands_in_today_from_its_day_on_with_its_next_step(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace)
    assert lines(workspace, FRIDAY - DAY) == []
    (line,) = lines(workspace)
    assert (line.group, line.subject, line.message) == (
        "needs_you", "Giulia & Anna", "call Anna (since Fri 1 May)",
    )  # fmt: skip
    assert line.ids == (case.id, "giulia-anna")
    assert lines(workspace, FRIDAY + 7 * DAY) == [line]


def test_a_case_without_a_next_step_stands_in_today_with_its_text(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace, next_step=None, pair_id=None)
    (line,) = lines(workspace)
    assert line.message == "They do not find the time (since Fri 1 May)"
    assert line.ids == (case.id,)


def test_a_case_put_off_or_closed_is_gone_from_today(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace)
    edited(workspace, case.id)
    assert lines(workspace) == []
    assert [each.message for each in lines(workspace, FRIDAY + 7 * DAY)] == [
        "call Giulia (since Fri 8 May)"
    ]
    closed(workspace, case.id)
    assert lines(workspace, FRIDAY + 7 * DAY) == []


def test_a_case_without_a_pair_is_opened_corrected_and_closed(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace, pair_id=None, rule=None, text="The room is taken")
    edited(workspace, case.id, text="The room is taken on Mondays", person_id="luca", owner="Bea")
    kept = workspace.snapshot.cases[case.id]
    assert (kept.text, kept.person_id, kept.owner) == (
        "The room is taken on Mondays", "luca", "Bea",
    )  # fmt: skip
    with refused(workspace, "Write down what the case is.", "text"):
        edited(workspace, case.id, text=None)
    with refused(workspace, "Ettore Valdarco does not take part.", "person_id"):
        edited(workspace, case.id, person_id="ettore")


def test_a_case_of_a_pair_is_not_turned_to_somebody_alone(path: Path) -> None:
    workspace = running(path)
    case = opened(workspace)
    with refused(workspace, "This case is about a pair", "person_id"):
        edited(workspace, case.id, person_id="anna")
