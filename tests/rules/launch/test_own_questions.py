"""The firm's own questions are asked on the page, come in with the reply, and are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from revmentor.actions import firm
from revmentor.exchange.forms.forms import form_of
from revmentor.exchange.forms.page import form_page
from revmentor.model.own_question import OwnQuestion
from revmentor.rules.replies import own_answers
from revmentor.rules.replies.asked import AskedForm
from tests.support.app_driver import sitting
from tests.support.firm import FIRM, TODAY, look, prepared, replied, reply
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
    firm.add_question(workspace.change(), form="pulse", words="Day?", kind="text")
    assert [each.id for each in workspace.snapshot.firm.questions] == ["q1"]
    firm.remove_question(workspace.change(), "q1")
    assert workspace.snapshot.firm.questions == ()


async def test_the_palette_adds_one_and_shows_the_answers(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        here.app.action_own_questions()
        await here.settled()
        await here.do("down", "'What helps you?", "enter")
        assert "Own questions" in here.text
        assert "What helps you?" in here.text
        assert "0 answers" in here.text
