"""Answers on screen: both sides, the round before, who is missing, and one reminder for those."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from textual.widgets import OptionList

from revmentor.actions import people, pulses, replies
from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.rules.replies.asked import asked_forms
from revmentor.store.workspace import Workspace
from screens.evaluation.answers import AnswersScreen
from tests.support.app_driver import WIDE, Sitting, sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
PROGRAMME = "pr0001"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what would be opened in the browser or the mail program."""
    urls: list[str] = []

    def note(url: str, *_how: object, **_more: object) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return urls


def shown(here: Sitting) -> str:
    """Return everything that the list holds, also what is scrolled away."""
    options = here.app.screen.query_one("#answers", OptionList).options
    return " ".join(" ".join(str(each.prompt) for each in options).split())


def answer_all_but(path: Path, *missing: str) -> None:
    """Let everybody answer round 3 but a few."""
    view = Workspace.open(path).view(PROGRAMME)
    asked = [each.person_id for each in asked_forms(view, "pulse", FRIDAY)]
    for who in asked:
        if who not in missing:
            tx = Workspace.open(path).change(PROGRAMME, today=FRIDAY)
            pulses.record_pulse(tx, who, on=FRIDAY, answers={"P1": 3}, method="paper")


async def test_a_side_of_four_is_drawn_and_one_of_three_is_said(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("j left")
        assert "15 of 23 in: 14 here, 1 on paper" in here.words
        line = next(each for each in here.lines if "We met as planned." in each)
        assert "▇▅·· 12 of 12" in line
        assert "3 of 3 agree" in line
        await here.do("down")
        assert "round 1: 10 of 10 agreed · 6 in both: 0 higher, 0 lower" in here.words


async def test_names_stand_where_a_call_is_wanted_and_not_beside_a_comment(
    valdarco: Begin,
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("j left")
        said = shown(here)
        assert "Rosa Di Bella says that it weighs too much" in said
        comment = said.partition("Comments · 3 (confidential)")[2]
        assert "“I did not expect to enjoy the video calls.”" in comment
        assert "Tosi" not in comment


async def test_the_arrows_turn_and_stop_at_both_ends(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("j", *["left"] * 9)
        assert "24 of 24 in: 22 on an own page" in here.words
        await here.do(*["right"] * 9)
        assert "Nobody was asked yet." in here.text
        await here.do("left left")
        assert "15 of 23 in" in here.text


@pytest.mark.parametrize("way", ["j", "5 j", "ctrl+p 'answers", "p j"])
async def test_it_is_reached_from_everywhere_and_left_with_escape(
    valdarco: Begin, way: str
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        keys, _quote, typed = way.partition(" '")
        await here.do(keys, *([f"'{typed}"] if typed else []))
        if typed:
            await here.pilot.app.workers.wait_for_complete()
            await here.do("enter")
            await here.pilot.pause()
        assert isinstance(here.app.screen, AnswersScreen)
        await here.do("escape")
        assert getattr(here.app.screen, "STEP", "") == "evaluation"
        assert not isinstance(here.app.screen, AnswersScreen)


async def test_the_line_of_today_leads_to_its_round(unasked: Begin) -> None:
    path = unasked("sessions")
    answer_all_but(path, "V036", "V012")
    async with sitting(path, FRIDAY) as here:
        assert "21 of 23 in; Piero and Niccolò have not answered" in here.words
        await here.do("slash", "'round 3", "enter enter")
        assert isinstance(here.app.screen, AnswersScreen)
        assert "Piero Galvagni · Niccolò Mazzà" in shown(here)


async def test_m_opens_one_mail_to_exactly_those_who_are_missing(
    unasked: Begin, opened: list[str]
) -> None:
    path = unasked("sessions")
    answer_all_but(path, "V036", "V012")
    asked = [
        each
        for each in asked_forms(Workspace.open(path).view(PROGRAMME), "pulse", FRIDAY)
        if each.person_id == "V012"
    ]
    replies.ask(Workspace.open(path).change(PROGRAMME, today=FRIDAY), asked)
    async with sitting(path, FRIDAY) as here:
        await here.do("j m")
        (url,) = opened
        to = set(parse_qs(urlsplit(url).query)["bcc"][0].split(","))
        assert to == {"n.mazza@valdarco.example", "p.galvagni@valdarco.example"}
        assert here.toasts == ["A mail to 2 people is open; nothing was sent by revmentor."]
        await here.do("end")
        assert "1 reminded on Fri 24 Apr: Piero Galvagni" in here.words
    (reply,) = Workspace.open(path).snapshot.replies.values()
    assert (reply.person_id, reply.reminded_on) == ("V012", FRIDAY)


async def test_without_an_address_the_text_is_copied(unasked: Begin, opened: list[str]) -> None:
    path = unasked("sessions")
    answer_all_but(path, "V012")
    people.edit(Workspace.open(path).change(), "V012", email=None)
    async with sitting(path, FRIDAY) as here:
        await here.do("j m")
        assert opened == []
        assert "Pulse" in here.app.clipboard
        assert "the text of the reminder is copied" in here.toasts[-1]


async def test_a_round_that_is_over_cannot_be_reminded_of(
    valdarco: Begin, opened: list[str]
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("j left m")
        assert opened == []
        assert "Did not answer · 8" in shown(here)


async def test_the_filter_finds_a_name_in_the_final_forms(valdarco: Begin) -> None:
    async with sitting(valdarco("evaluation"), date(2026, 7, 31), WIDE) as here:
        await here.do("j slash", "'Tosi")
        assert "Maria Grazia Tosi" in shown(here)
        assert "Useful for my work" not in shown(here)


async def test_nobody_yet_says_which_key_adds_them(path: Path) -> None:
    Workspace.create(path, Firm(name="Acme"))
    async with sitting(path, FRIDAY) as here:
        await here.do("j")
        assert "Press p and add mentors and seniors" in here.words


async def test_undo_takes_a_reminder_back(unasked: Begin, opened: list[str]) -> None:
    path = unasked("sessions")
    asked = asked_forms(Workspace.open(path).view(PROGRAMME), "pulse", FRIDAY)
    replies.ask(Workspace.open(path).change(PROGRAMME, today=FRIDAY), asked)
    async with sitting(path, FRIDAY) as here:
        await here.do("j m")
        assert "reminded on Fri 24 Apr" in here.words
        await here.do("ctrl+z ctrl+s")
        assert "reminded on Fri 24 Apr" not in here.words
        assert "23 were given a page, Fri 24 Apr" in here.words
    assert len(opened) == 1
