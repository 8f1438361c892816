"""What one person gets to see of the own records: all of it, and nobody else by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.model.pulse import Pulse
from revmentor.model.reply import FinalAnswers, PulseAnswers, SignUp
from revmentor.model.session import Step
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import (
    NAMES,
    PROGRAMME,
    day,
    form,
    part,
    person,
    replied,
    reply,
    running,
    session,
)
from tests.support.firm import TODAY as FRIDAY


@pytest.fixture
def told(path: Path) -> Workspace:
    workspace = running(path)
    workspace.commit(
        "words",
        put=[
            person("anna", note="<b>wants more time</b>", manager_id="ettore"),
            session(
                "giulia",
                day(3),
                "anna",
                "bruno",
                id="s3",
                note="Bruno Tosi helped Anna, Giulia left early",
                wants_talk=("anna", "bruno"),
                ratings={"anna": 2, "bruno": 5},
                steps=(Step(senior_id="bruno", text="his"), Step(senior_id="anna", text="hers")),
            ),
            Pulse(id="pu", programme_id=PROGRAMME, person_id="anna", on=day(4), comment="tired"),
            form("giulia", "mentor", gained_by={"anna": "calm", "bruno": "speed"}),
            form("anna", "senior", own_gain="Giulia Ferrante showed me pivots"),
        ],
    )
    return workspace


def asked(workspace: Workspace, who: str, *words: str) -> Said:
    return revmentor(
        "export", workspace.path, "--what", "person", "--person", who, "--today", TODAY, *words,
        cwd=workspace.path.parent,
    )  # fmt: skip


def test_all_about_the_person_and_nobody_else_by_name(told: Workspace) -> None:
    said = asked(told, "Anna De Luca", "--with-notes")
    data: Any = said.json
    assert (data["version"], data["person"]["name"]) == (1, "Anna De Luca")
    assert data["person"]["manager"] == "your manager"
    assert [each["with"] for each in data["pairs"]] == ["your mentor"]
    (third,) = [each for each in data["sessions"] if each["id"] == "s3"]
    assert third["with"] == "your mentor and 1 other"
    assert (third["rating"], third["wants_talk"]) == (2, True)
    assert [each["text"] for each in third["steps"]] == ["hers"]
    assert third["note"] == "somebody helped Anna, somebody left early"
    assert [each["text"] for each in data["said_by_mentors"]] == ["calm"]
    assert [each["comment"] for each in data["pulses"]] == ["tired"]
    others = [word for who, name in NAMES.items() if who != "anna" for word in name.split()]
    shared = {"Valdarco", "Luca"}  # of the firm's name, and of Anna's own
    assert [each for each in others if each in said.out and each not in shared] == []
    assert "his" not in [each["text"] for each in third["steps"]]


def test_what_is_confidential_leaves_only_when_asked_for(told: Workspace) -> None:
    said = asked(told, "anna")
    assert said.json["pulses"] == []
    for word in ("tired", "wants more time", "left early", "wants_talk"):
        assert word not in said.out
    assert asked(told, "anna").json.keys() == asked(told, "anna", "--with-notes").json.keys()
    assert asked(told, "ettore").json.keys() == asked(told, "anna").json.keys()


def test_a_page_to_read_runs_nothing(told: Workspace) -> None:
    page = asked(told, "anna", "--format", "html", "--with-notes").out
    assert "<h1>What is kept about Anna De Luca</h1>" in page
    assert "&lt;b&gt;wants more time&lt;/b&gt;" in page
    assert "you asked to talk: yes" in page
    italian = asked(told, "anna", "--format", "html", "--lang", "it").out
    assert '<html lang="it">' in italian


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--what", "person"], "--what person and --person ID_OR_NAME belong together"),
        (["--person", "anna"], "--what person and --person ID_OR_NAME belong together"),
        (["--what", "people", "--format", "html"], "Only --what person can be written as a page"),
        (["--what", "person", "--person", "anna", "--format", "csv"], "is not a list"),
        (["--what", "person", "--person", "zoe"], "There is nobody “zoe”"),
    ],
)
def test_what_does_not_go_together_is_said(
    told: Workspace, words: list[str], sentence: str
) -> None:
    said = revmentor("export", told.path, *words, cwd=told.path.parent)
    assert said.status in {2, 6}
    assert sentence in said.err


async def test_the_page_is_written_from_people(told: Workspace) -> None:
    target = told.path.with_name("anna-de-luca-anna-2026-04-24.html")
    async with sitting(told.path, FRIDAY, first="people") as here:
        await here.do("slash", "'de luca", "enter", "a c", "right right right right", "ctrl+s")
        assert "A page for this person: others stand in it by their role." in here.words
        assert "Anna De Luca" in here.words
        await here.do("ctrl+s")
        assert here.toasts == [f"Written: {target}"]
    assert "What is kept about Anna De Luca" in target.read_text(encoding="utf-8")
    assert "tired" not in target.read_text(encoding="utf-8")


def test_what_came_in_on_forms_is_in_it_without_anybodys_name(told: Workspace) -> None:
    final = FinalAnswers(gained_by={"bruno": "Bruno is faster"}, story="a call", own_gain="calm")
    of_pulse = PulseAnswers(comment="tired", answers={"P1": 2})
    signup = SignUp(hopes="less paper", not_with="Bruno Tosi", site="Brescia")
    told.commit(
        "replies",
        put=[
            reply("anna", received=(replied(day(1), signup=signup), replied(day(2)))),
            reply("anna", id="r2", form="final", edition="end",
                  received=(replied(day(3), final=final, wants_talk=True),)),
            reply("anna", id="r3", form="pulse", edition="round-1", page="0" * 20,
                  received=(replied(day(4), pulse=of_pulse),)),
            reply("bruno", received=(replied(day(1)),)),
        ],
    )  # fmt: skip
    data: Any = asked(told, "anna").json
    final_form, pulse, first = data["replies"]
    assert [each["on"] for each in first["received"]] == ["2026-02-02", "2026-02-09"]
    assert first["received"][0]["answers"] == {"signup": {"site": "Brescia"}}
    assert (pulse["form"], pulse["edition"], pulse["asked_on"]) == (
        "pulse",
        "round-1",
        "2026-02-02",
    )
    assert pulse["received"][0]["answers"] is None
    said = final_form["received"][0]["answers"]["final"]
    assert said == {"gained_by": ["somebody is faster"], "own_gain": "calm"}
    with_notes: Any = asked(told, "anna", "--with-notes").json
    final_form, pulse, first = with_notes["replies"]
    assert first["received"][0]["answers"]["signup"]["hopes"] == "less paper"
    assert final_form["received"][0]["answers"]["wants_talk"] is True
    assert pulse["received"][0]["answers"]["pulse"]["comment"] == "tired"
    for text in (asked(told, "anna").out, asked(told, "anna", "--with-notes").out):
        assert "bruno" not in text.casefold()
        assert "0" * 20 not in text


def test_the_page_begins_with_the_sections_of_the_screen(told: Workspace) -> None:
    page = asked(told, "anna", "--format", "html").out
    overview, _line, records = page.partition("All that is kept, record by record")
    assert "with your mentor since 2 Feb 2026" in overview
    assert "“Giulia" not in page
    assert "1 of 2 held" in overview or "2 of 3 held" in overview
    assert "tired" not in page
    assert "tired" in asked(told, "anna", "--format", "html", "--with-notes").out
    assert "Levels" in records


def test_a_mentors_own_page_tells_nothing_of_the_seniors(told: Workspace) -> None:
    page = asked(told, "giulia", "--format", "html", "--with-notes").out
    assert "hours a month with 2 seniors" in page
    assert "a senior of yours" in page
    assert "Last step" not in page
    for name in ("Anna", "Bruno", "Tosi"):
        assert name not in page


def test_hopes_and_fears_leave_only_when_asked_for(told: Workspace) -> None:
    told.commit("said", put=[part("anna", "senior", hopes="less paper", fears="to be slow")])
    for how in ("json", "html"):
        kept_back = asked(told, "anna", "--format", how).out
        assert "less paper" not in kept_back
        assert "to be slow" not in kept_back
        assert "to be slow" in asked(told, "anna", "--format", how, "--with-notes").out
