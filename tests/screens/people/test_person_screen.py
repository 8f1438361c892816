"""The page of a person: everything in one place, from anywhere, whatever became of the person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from revmentor.i18n.gettext import set_language
from revmentor.model.participation import Recruiting
from revmentor.model.pulse import Pulse
from revmentor.model.session import Exchange, Step
from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.firm import (
    PROGRAMME,
    TODAY,
    day,
    form,
    pair,
    part,
    person,
    rating,
    replied,
    reply,
    running,
    session,
)

Begin = Callable[[Stage], Path]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def told(path: Path) -> Workspace:
    workspace = running(path)
    workspace.commit(
        "words",
        put=[
            part("anna", "senior", offers=("negotiation",), hopes="less paper", fears="to be slow"),
            session(
                "giulia", day(4), "anna", "bruno", id="s4", minutes=30,
                taught=(Exchange(skill_id="video-meetings"),),
                received=(Exchange(skill_id="negotiation"),),
                steps=(Step(senior_id="anna", text="share a screen", due_on=day(13)),),
            ),
            rating("anna", "video-meetings", 3, "checkpoint", on=day(12)),
            Pulse(id="pu", programme_id=PROGRAMME, person_id="anna", on=day(4, 4), comment="tired",
                  answers={"P1": 3, "P7": 3}, fit="good"),
            form("anna", "senior", own_gain="pivots", story="the bank call", answers={"useful": 4}),
            form("giulia", "mentor", gained_by={"anna": "calm"}),
            reply("anna", received=(replied(day(1)), replied(day(2)))),
            pair("luca", "anna", day(-1), until_on=day(0), end_reason="other floors", id="old"),
        ],
    )  # fmt: skip
    return workspace


def whole_page(here: Sitting) -> str:
    """What stands on a page from its first line to its last, in the order one reads it."""
    return " ".join(" ".join(map(here.static, ("#headline", "#top", "#left", "#right"))).split())


async def find(here: Sitting, name: str) -> None:
    await here.do("p slash", f"'{name}", "enter enter")


@SIZES
async def test_enter_on_people_shows_all_that_is_known(
    told: Workspace, size: tuple[int, int]
) -> None:
    async with sitting(told.path, TODAY, size) as here:
        await find(here, "anna")
        page = whole_page(here)
        for text in (
            "Anna De Luca", "with Giulia Ferrante since 2 Feb 2026",
            "start 1, half-way 3", "learn spreadsheets",
            "2 of 3 held", "“share a screen” · until 27 Apr 2026", "Negotiating contracts ×1",
            "in, 27 Feb 2026", "weighs too much: yes", "“tired”", "We met as planned. 3",
            "“pivots”", "4 of 5", "“the bank call”", "“calm”",
            "less paper", "to be slow", "1 earlier reply is kept",
            "Luca Bianchi 19 Jan 2026 to 26 Jan 2026 · other floors",
        ):  # fmt: skip
            assert text in page, text
        await here.press("end")
        assert "other floors" in here.words
        await here.press("escape")
        assert "Anna De Luca" in here.static("#detail")


@SIZES
async def test_a_mentors_seniors_stand_side_by_side(told: Workspace, size: tuple[int, int]) -> None:
    async with sitting(told.path, TODAY, size) as here:
        await find(here, "giulia")
        page = whole_page(here)
        heads = next(line for line in here.lines if "Last step" in line)
        assert heads.split()[:3] == ["Senior", "Levels", "Sessions"]
        assert "Deals ×1" in page
        assert "hours a month with 2 seniors" in page
        assert "Own growth" in page


async def test_enter_on_a_mentor_in_pairs_opens_the_page(told: Workspace) -> None:
    async with sitting(told.path, TODAY) as here:
        await here.do("3")
        here.app.go("pairs", "luca")
        await here.settled()
        await here.do("enter")
        assert "Luca Bianchi mentor" in here.words
        await here.do("escape")
        assert getattr(here.app.screen, "STEP", "") == "pairs"
        assert "seniors placed" in here.text


@pytest.mark.parametrize("step", ["1", "2", "4", "5"])
async def test_one_key_leads_from_a_name_anywhere_and_escape_back(
    valdarco: Begin, step: str
) -> None:
    async with sitting(valdarco("sessions"), TODAY) as here:
        await here.do(step, "down down down down down down down down down", "P")
        if "Who is meant?" in here.text:
            await here.do("ctrl+s")
        assert getattr(here.app.screen, "PART", "") == "person"
        await here.do("escape")
        steps = {"1": "goals", "2": "baselines", "4": "sessions", "5": "evaluation"}
        assert getattr(here.app.screen, "STEP", "") == steps[step]
        assert not getattr(here.app.screen, "PART", "")


async def test_today_leads_to_whoever_a_line_is_about(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), TODAY) as here:
        await here.do("P")
        assert "Who is meant?" in here.text
        await here.do("right ctrl+s")
        name = here.lines[3].strip()
        assert "senior" in name
        await here.do("escape")
        assert "Needs you" in here.text


async def test_one_goes_from_person_to_person_and_all_the_way_back(told: Workspace) -> None:
    async with sitting(told.path, TODAY) as here:
        await find(here, "anna")
        await here.do("P")
        assert "Giulia Ferrante mentor" in here.words
        await here.do("P right ctrl+s")
        assert "Bruno Tosi senior" in here.words
        await here.do("escape")
        assert "Giulia Ferrante mentor" in here.words
        await here.do("escape escape")
        assert getattr(here.app.screen, "PART", "") == ""
        assert "8 people" in here.text or "De Luca" in here.text


async def test_what_is_edited_and_taken_back_is_seen_at_once(told: Workspace) -> None:
    async with sitting(told.path, TODAY) as here:
        await find(here, "anna")
        await here.do("e tab tab", "'Sales", "ctrl+s")
        assert "Sales" in here.lines[3]
        await here.do("ctrl+z")
        assert "Sales" not in here.lines[3]


async def test_the_menu_offers_what_fits_and_does_it(told: Workspace) -> None:
    async with sitting(told.path, TODAY) as here:
        await find(here, "anna")
        await here.do("a")
        assert "Write down this person's pulse slip" in here.words
        await here.do("f")
        assert "Pulse · Anna De Luca" in here.text


async def test_the_page_is_printed_with_others_by_their_role(told: Workspace) -> None:
    async with sitting(told.path, TODAY) as here:
        await find(here, "anna")
        await here.do("r ctrl+s")
    page = told.path.with_name("anna-de-luca-anna-2026-04-24.html").read_text(encoding="utf-8")
    assert "with your mentor since 2 Feb 2026" in page
    assert "start 1, half-way 3" in page
    for word in ("Giulia", "Bruno", "tired", "to be slow", "the bank call"):
        assert word not in page


async def test_a_person_of_a_closed_programme_stays_readable(valdarco: Begin) -> None:
    async with sitting(valdarco("evaluation"), date(2026, 8, 24), WIDE) as here:
        await find(here, "zanella")
        page = whole_page(here)
        assert "Renzo Zanella senior" in page
        assert "end" in page
        assert "Final form" in page
        assert "Who " not in page


async def test_who_left_the_firm_stays_readable(told: Workspace) -> None:
    told.commit(
        "left", put=[person("anna", left_on=day(10), left_reason="another firm"),
                     pair("giulia", "anna", until_on=day(10), end_reason="left")],
    )  # fmt: skip
    async with sitting(told.path, TODAY) as here:
        await find(here, "anna")
        page = whole_page(here)
        assert "left the firm on 6 Apr 2026: another firm" in page
        assert "2 of 3 held" in page
        assert "Giulia Ferrante" in page


async def test_the_page_speaks_italian(told: Workspace) -> None:
    set_language("it")
    async with sitting(told.path, TODAY) as here:
        await find(here, "anna")
        page = whole_page(here)
        for word in ("Livelli", "Incontri", "In prova", "Scheda finale", "giro 1", "timori"):
            assert word in page


async def test_names_and_words_stay_text(told: Workspace) -> None:
    hostile = "[red]x[/] [@click=app.quit]y[/]"
    told.commit(
        "hostile",
        put=[
            person("anna", name=hostile, department=hostile, note=hostile),
            session("giulia", day(5), "anna", id="s5", note=hostile,
                    steps=(Step(senior_id="anna", text=hostile),)),
        ],
    )  # fmt: skip
    async with sitting(told.path, TODAY, WIDE) as here:
        await find(here, "click")
        page = whole_page(here)
        assert f"{hostile} senior · {hostile}" in page
        assert "“[red]x[/] [@click=app.quit]y[/]”" in page


async def test_a_line_about_nobody_says_so(told: Workspace) -> None:
    async with sitting(told.path, TODAY) as here:
        await here.do("1 P")
        assert here.toasts[-1] == "Go to a line about a person first."


async def test_a_mentor_who_was_only_asked_has_a_page_too(path: Path) -> None:
    asked = Recruiting(state="invited", on=day(1))
    mentor = part("zoe", "mentor", offers=("video-meetings",), recruiting=asked)
    running(path).commit("asked", put=[person("zoe", name="Zoe Conti"), mentor])
    async with sitting(path, TODAY, (120, 60)) as here:
        here.app.show_person("zoe")
        await here.settled()
        assert "Zoe Conti" in here.words
        assert "teaches Running remote meetings" in here.words
