"""The answers to the firm's own questions stand on Answers, and leave only as others may."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from revmentor.actions import firm, pulses
from revmentor.exchange.answers import export
from revmentor.model.own_question import OwnQuestion
from revmentor.model.pulse import Pulse
from revmentor.store.workspace import Workspace
from tests.support.app_driver import WIDE, Sitting, sitting
from tests.support.firm import PROGRAMME, SENIORS, TODAY, day, pair, prepared, replied, reply

MARK = OwnQuestion(id="q1", form="pulse", words="The room is quiet.", kind="mark")
DAY = OwnQuestion(
    id="q2", form="pulse", words="Which day?", kind="choice", choices=("Monday", "Friday")
)
WORDS = OwnQuestion(id="q3", form="pulse", words="What helps you?", kind="text")
PAIRS = [pair("giulia", who) for who in SENIORS[:3]] + [pair("luca", who) for who in SENIORS[3:]]


def slip(who: str, **own: Any) -> Pulse:
    return Pulse(
        id=f"pu-{who}", programme_id=PROGRAMME, person_id=who, on=day(12), answers={"P1": 3},
        own=own,
    )  # fmt: skip


def answered(path: Path, *slips: Pulse, questions: tuple[OwnQuestion, ...]) -> Workspace:
    workspace = prepared(path, *PAIRS, *slips)
    firm.edit(workspace.change(), questions=questions)
    return workspace


async def shown(here: Sitting) -> str:
    await here.press("j")
    return " ".join(str(each.prompt) for each in here.app.screen.query_one("#answers").options)  # type: ignore[attr-defined]


async def test_marks_of_four_are_drawn_and_choices_counted_by_side(path: Path) -> None:
    seniors = [slip(who, q1=3, q2="Friday") for who in SENIORS[:3]]
    answered(
        path, *seniors, slip("dario", q1=0, q2="Monday"), slip("luca", q1=2),
        questions=(MARK, DAY),
    )  # fmt: skip
    async with sitting(path, TODAY, WIDE) as here:
        text = " ".join((await shown(here)).split())
    assert "From Meccanica Valdarco S.r.l." in text
    assert "The room is quiet. ▇··▂ 3 of 4 1 of 1 agree" in text
    assert "Which day? Seniors 1 Monday · 3 Friday (of 4)" in text
    assert "bars: 3 2 1 0" in text


async def test_words_are_quoted_under_their_question_without_a_name(path: Path) -> None:
    answered(path, slip("anna", q3="A quieter room"), questions=(WORDS,))
    async with sitting(path, TODAY, WIDE) as here:
        text = " ".join((await shown(here)).split())
    assert "What helps you? · 1 (confidential) senior “A quieter room”" in text
    assert "Anna" not in text


async def test_answers_to_earlier_words_stay_under_them(path: Path) -> None:
    workspace = answered(path, slip("anna", q2="Friday"), questions=(DAY,))
    firm.edit_question(
        workspace.change(), "q2", form="pulse", words="Which half-day?", kind="choice",
        choices=("morning", "afternoon"),
    )  # fmt: skip
    async with sitting(path, TODAY, WIDE) as here:
        text = " ".join((await shown(here)).split())
    assert "Which half-day? nobody answered Which day? Seniors 1 Friday (of 1)" in text


def test_without_the_notes_only_numbers_leave(path: Path) -> None:
    slips = [slip(who, q1=3, q2="Friday", q3="A quieter room") for who in SENIORS]
    workspace = answered(path, *slips, questions=(MARK, DAY, WORDS))
    raw = export.as_json(workspace.view(PROGRAMME), TODAY)
    assert b"quieter" not in raw
    items = {each["item"]: each for form in json.loads(raw)["forms"] for each in form["items"]
             if each["role"] == "senior"}  # fmt: skip
    assert (items["q1"]["n"], items["q1"]["mean"], items["q1"]["counts"]) == (5, 3.0, None)
    assert (items["q2"]["n"], items["q2"]["mean"]) == (5, None)
    told = export.as_json(workspace.view(PROGRAMME), TODAY, with_notes=True)
    assert json.loads(told)["forms"][-2]["words"][0]["answer"] == "A quieter room"


def test_a_reply_with_nothing_but_own_answers_is_kept_and_read(path: Path) -> None:
    workspace = answered(path, questions=(WORDS,))
    pulses.record_pulse(
        workspace.change(PROGRAMME, today=TODAY), "anna", on=TODAY, answers={}, own={"q3": "Tea"}
    )
    said = replied(TODAY, own={"q3": "Coffee"})
    workspace.commit("came in", put=[
        reply("bruno", form="pulse", edition="round-3", received=(said,)), slip("bruno"),
    ])  # fmt: skip
    raw = export.as_json(workspace.view(PROGRAMME), TODAY, with_notes=True)
    assert b'"Tea"' in raw
    assert b'"Coffee"' in raw


async def test_a_slip_and_a_final_form_are_typed_with_the_firm_s_own_questions(path: Path) -> None:
    last = OwnQuestion(id="q4", form="final", words="What will stay?", kind="text", role="senior")
    answered(path, questions=(MARK, DAY, WORDS, last))
    async with sitting(path, TODAY, WIDE) as here:
        await here.do("p a f")
        form: Any = here.app.screen
        assert {"own_q1", "own_q2", "own_q3"} <= {*form.rows}
        assert "own_q4" not in form.rows
        form.rows["own_q3"].query_one("TextArea").text = "A quieter room"
        await here.press("ctrl+s")
    kept = [each.own for each in Workspace.open(path).snapshot.pulses.values()]
    assert kept == [{"q3": "A quieter room"}]
