"""The messages for many: the list by phase, each person's letter, one mail to all."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from textual.widgets import OptionList

from revmentor.actions import people
from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting
from tests.support.today_lines import go_to_line

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
BEFORE = date(2026, 1, 23)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the machine was asked to open."""
    found: list[str] = []

    def note(url: str, *_more: object) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    return found


def options(here: Sitting) -> list[str]:
    found = here.app.screen.query_one("#entries", OptionList)
    return [str(option.prompt) for option in found.options]


async def show_messages(here: Sitting) -> None:
    """Go to a line about nobody, and ask for the messages."""
    await go_to_line(here, "Pulse")
    await here.do("m")


async def test_m_on_a_line_about_nobody_shows_the_messages_for_many(unasked: Begin) -> None:
    async with sitting(unasked("sessions"), FRIDAY) as here:
        await show_messages(here)
        assert "Messages · " in here.lines[0]
        assert options(here)[0] == "Half-way talk  to 23 people · fits now"
        assert any(each.startswith("Reminder before a meeting") for each in options(here)[:2])
        assert not any("Two meetings missed" in each for each in options(here))  # of a pair
        assert "Half-way: what do we keep, what do we change?" in here.words


async def test_before_pairing_the_invitation_and_the_line_managers_come_first(
    unasked: Begin,
) -> None:
    async with sitting(unasked("baselines"), BEFORE) as here:
        await here.do("m")
        assert options(here)[0] == "Invitation  to 24 people · fits now"
        assert options(here)[1].startswith("Letter to the line manager  to ")
        assert options(here)[1].endswith(" · fits now")
        await here.do("down pagedown")
        assert "Taking part from your team: " in here.words
        assert "Who meets whom" not in here.words


async def test_enter_shows_each_letter_and_copies_it(unasked: Begin) -> None:
    async with sitting(unasked("baselines"), BEFORE) as here:
        await here.do("m enter")
        assert len(options(here)) == 24
        await here.do("enter")
        first = here.app.clipboard
        await here.do("down enter")
        second = here.app.clipboard
        assert first != second
        for each in (first, second):
            assert each.startswith("Would you join us?")
            assert "We begin on " in each
        await here.do("escape")
        assert options(here)[0].startswith("Invitation")


async def test_r_opens_one_mail_to_all_and_names_who_has_no_address(
    unasked: Begin, opened: list[str]
) -> None:
    async with sitting(unasked("baselines"), BEFORE) as here:
        await here.do("m enter r")
        (said,) = here.toasts
        assert said.startswith("Not in the mail, as no e-mail is known: ")
    (url,) = opened
    parts = urlsplit(url)
    fields = parse_qs(parts.query)
    assert parts.path == ""
    addresses = fields["bcc"][0].split(",")
    assert len(addresses) == len(set(addresses)) > 10
    (body,) = fields["body"]
    assert body.startswith("Good morning,\n\n")
    assert "We begin on 2 February 2026." in body


async def test_with_nobody_s_address_known_nothing_is_opened(
    unasked: Begin, opened: list[str]
) -> None:
    path = unasked("baselines")
    for person_id in Workspace.open(path).snapshot.people:
        people.edit(Workspace.open(path).change(), person_id, email=None)
    async with sitting(path, BEFORE) as here:
        await here.do("m enter r")
        assert here.toasts == ["No e-mail of anybody is known; c copies a text."]
    assert opened == []


async def test_a_message_to_nobody_says_so(unasked: Begin) -> None:
    async with sitting(unasked("baselines"), BEFORE) as here:
        await here.do("m end enter")
        assert here.toasts == ["This message goes to nobody today."]


async def test_space_writes_down_who_was_told_and_undo_takes_it_back(unasked: Begin) -> None:
    path = unasked("baselines")
    async with sitting(path, BEFORE) as here:
        await here.do("m space")
        assert here.toasts == ["24 people told. ctrl+z takes it back."]
        assert "Invitation  to 24 people · fits now · told on 23 Jan to 24 people" in options(here)
        (sent,) = Workspace.open(path).snapshot.messages.values()
        assert (sent.message, sent.on, len(sent.person_ids)) == ("invitation", BEFORE, 24)
        await here.do("space")
        assert here.toasts == ["It is written down already that they were told today."]
        await here.do("escape ctrl+z")
    assert not Workspace.open(path).snapshot.messages


async def test_one_at_a_time_the_others_are_still_to_tell(
    unasked: Begin, opened: list[str]
) -> None:
    path = unasked("baselines")
    async with sitting(path, BEFORE) as here:
        await here.do("m enter space down")
        assert options(here)[0] == "Luca Bianchi  told on 23 Jan"
        await here.do("r escape")
        assert options(here)[0].endswith("told on 23 Jan to 1 person, 23 not yet")
        await here.do("space")
        assert options(here)[0].endswith("told on 23 Jan to 24 people")
    assert "l.bianchi" not in opened[0]  # was told already
    first, rest = Workspace.open(path).snapshot.messages.values()
    assert (len(first.person_ids), len(rest.person_ids)) == (1, 23)
