"""The firm's own questions are asked on the page, come in with the reply, and are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from revmentor.actions import firm, pulses
from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.forms.page import form_page
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.replies import own_answers
from revmentor.rules.replies.asked import AskedForm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import (
    FIRM,
    PROGRAMME,
    TODAY,
    look,
    pair,
    prepared,
    replied,
    reply,
)
from tests.support.refusal import refused

DAY = OwnQuestion(
    id="q1", form="signup", words="Which day?", kind="choice", choices=("Monday", "Friday")
)
WORDS = OwnQuestion(id="q2", form="signup", words="What helps you?", kind="text")
MARK = OwnQuestion(id="q3", form="signup", words="I know why.", kind="mark")
ASKING = msgspec.structs.replace(FIRM, questions=(DAY, WORDS, MARK))
ANNA = AskedForm("anna", "signup", "senior", "signup")


def said(who: str, **own: Any) -> Any:
    return reply(who, received=(replied(TODAY, own=own),))


def test_they_stand_last_on_the_page_and_nowhere_else() -> None:
    view = look(firm=ASKING)
    last = list(form_of(view, ANNA).sections)[-1]
    assert last.title == "From Meccanica Valdarco S.r.l."
    assert [each.path for each in last.questions] == [("own", "q1"), ("own", "q2"), ("own", "q3")]
    assert [text for _value, text in last.questions[0].choices] == ["Monday", "Friday"]
    levels = AskedForm("anna", "levels", "senior", "start")
    assert all(each.path[0] != "own" for each in form_of(view, levels).questions())
    assert b"What helps you?" in form_page(view, ANNA, "0" * 20, name="anna")


def test_answers_are_counted_with_their_number() -> None:
    view = look(said("anna", q1="Friday", q2="tea", q3=2), said("bruno", q1="Friday"), firm=ASKING)
    assert own_answers.in_words(own_answers.answers_to(view, DAY)) == "2 answers: Friday × 2"
    assert own_answers.answers_to(view, WORDS).texts == ("tea",)
    assert own_answers.in_words(own_answers.answers_to(view, MARK)) == "1 answer: 2 × 1"
    assert own_answers.of_person(view, "anna") == [
        "Which day? Friday", "What helps you? tea", "I know why. 2",
    ]  # fmt: skip
    assert own_answers.of_person(view, "carla") == []


def test_a_question_is_added_and_taken_out(path: Path) -> None:
    workspace = prepared(path)
    with refused(workspace, "Write the question.", "words"):
        firm.add_question(workspace.change(), form="pulse", words=None, kind="text")
    with refused(workspace, "Write two choices or more, a line each.", "choices"):
        firm.add_question(workspace.change(), form="pulse", words="Day?", kind="choice")
    with refused(workspace, "The follow-up is asked of seniors only.", "role"):
        firm.add_question(
            workspace.change(), form="follow_up", words="Still?", kind="text", role="mentor"
        )
    asked(workspace)
    assert ids(workspace) == ["q0001"]
    firm.remove_question(workspace.change(), "q0001")
    assert ids(workspace) == []


def asked(workspace: Workspace, **fields: Any) -> None:
    defaults: dict[str, Any] = {"form": "pulse", "words": "Day?", "kind": "text"}
    firm.add_question(workspace.change(), **{**defaults, **fields})


def ids(workspace: Workspace) -> list[str]:
    return [each.id for each in workspace.snapshot.firm.questions]


def test_an_id_is_not_given_again_after_removal_undo_or_opening(path: Path) -> None:
    workspace = prepared(path)
    asked(workspace)
    firm.remove_question(workspace.change(), "q0001")
    asked(workspace)
    assert ids(workspace) == ["q0002"]
    workspace.undo()
    asked(workspace)
    assert ids(workspace) == ["q0003"]
    firm.remove_question(workspace.change(), "q0003")
    asked(Workspace.open(path))
    assert ids(Workspace.open(path)) == ["q0004"]


def test_the_id_of_a_file_from_before_counts_too(path: Path) -> None:
    workspace = prepared(path)
    firm.edit(workspace.change(), questions=(msgspec.structs.replace(WORDS, id="q7"),))
    firm.remove_question(workspace.change(), "q7")
    asked(workspace)
    assert ids(workspace) == ["q0008"]


def test_nobody_has_answered_yet_so_the_words_change_in_place(path: Path) -> None:
    workspace = prepared(path)
    asked(workspace)
    changed(workspace, "q0001", words="Which day?", role="senior")
    assert ids(workspace) == ["q0001"]
    assert workspace.snapshot.firm.questions[0].words == "Which day?"
    assert workspace.snapshot.firm.questions[0].role == "senior"


def changed(workspace: Workspace, question_id: str, **fields: Any) -> None:
    defaults: dict[str, Any] = {"form": "pulse", "words": "Day?", "kind": "text"}
    firm.edit_question(workspace.change(), question_id, **{**defaults, **fields})


@pytest.mark.parametrize("way", ["answered", "on a page that is out"])
def test_other_words_are_another_question_once_one_was_answered(path: Path, way: str) -> None:
    workspace = prepared(path, pair("giulia", "anna"))
    asked(workspace)
    if way == "answered":
        pulses.record_pulse(
            workspace.change(PROGRAMME, today=TODAY), "anna", on=TODAY, answers={},
            own={"q0001": "Friday"},
        )  # fmt: skip
    else:
        one = reply("anna", form="pulse", edition="round-3", page="0" * 20)
        workspace.commit("given out", put=[one])
    changed(workspace, "q0001", words="Which day suits you?")
    new, old = workspace.snapshot.firm.questions
    assert (new.id, new.words, new.asked) == ("q0002", "Which day suits you?", True)
    assert (old.id, old.words, old.asked) == ("q0001", "Day?", False)
    with refused(workspace, "This question is not asked any more; it stays for its answers."):
        changed(workspace, "q0001", words="Friday?")
    workspace.undo()
    assert [each.words for each in workspace.snapshot.firm.questions] == ["Day?"]


def test_the_side_changes_in_place_and_an_answered_one_stays_when_removed(path: Path) -> None:
    workspace = prepared(path, pair("giulia", "anna"))
    asked(workspace)
    pulses.record_pulse(
        workspace.change(PROGRAMME, today=TODAY), "anna", on=TODAY, answers={},
        own={"q0001": "Friday"},
    )  # fmt: skip
    changed(workspace, "q0001", role="mentor")
    assert ids(workspace) == ["q0001"]
    firm.remove_question(workspace.change(), "q0001")
    (left,) = workspace.snapshot.firm.questions
    assert not left.asked
    view = workspace.view(PROGRAMME)
    assert own_answers.answers_to(view, left).texts == ("Friday",)


def test_only_the_side_that_is_asked_sees_it() -> None:
    view = look(firm=msgspec.structs.replace(FIRM, questions=(
        msgspec.structs.replace(DAY, role="mentor"),
        msgspec.structs.replace(WORDS, asked=False),
        MARK,
    )))  # fmt: skip
    assert [each.path for each in form_of(view, ANNA).questions() if each.path[0] == "own"] == [
        ("own", "q3")
    ]
    giulia = AskedForm("giulia", "signup", "mentor", "signup")
    assert ("own", "q1") in [each.path for each in form_of(view, giulia).questions()]


async def test_the_palette_adds_one_and_shows_the_answers(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        here.app.action_own_questions()
        await here.settled()
        await here.do("down down", "'What helps you?", "enter")
        assert "Own questions" in here.text
        assert "What helps you?" in here.text
        assert "0 answers" in here.text


async def test_a_question_is_edited_and_removed_with_one_key_each(path: Path) -> None:
    workspace = prepared(path)
    asked(workspace, words="What helps?")
    async with sitting(path, TODAY) as here:
        here.app.action_own_questions()
        await here.settled()
        await here.do("e", "down down", "' most", "ctrl+s")
        assert "What helps? most" in here.text
        await here.do("x")
        assert Workspace.open(path).snapshot.firm.questions == ()
        await here.do("ctrl+z")
    assert [each.words for each in Workspace.open(path).snapshot.firm.questions] == [
        "What helps? most"
    ]
