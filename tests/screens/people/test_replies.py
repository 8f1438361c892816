"""Pages go out by `r` and replies come in on the screen: who, what, when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.actions import replies
from revmentor.content.sample import Stage
from revmentor.rules.replies.asked import asked_forms
from revmentor.store.workspace import Workspace
from screens.people.replies import BringRepliesScreen
from tests.screens.conftest import Camera
from tests.support.app_driver import NARROW, WIDE, sitting
from tests.support.replies import as_file, as_text, reply_data

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
FINE = {"pulse": {"answers": {"P1": 3}, "comment": "[red]Fine[/] “è”"}}


def ask_everybody(path: Path) -> None:
    """Ask everybody the pulse of the round that is open."""
    workspace = Workspace.open(path)
    (programme,) = workspace.snapshot.programmes.values()
    asked = asked_forms(workspace.view(programme.id), "pulse", FRIDAY)
    replies.ask(workspace.change(programme.id, today=FRIDAY), asked)


def replies_of(path: Path) -> list[bytes]:
    kept = Workspace.open(path).snapshot.replies.values()
    return [as_file(reply_data(each, FINE, "2026-04-24")) for each in kept]


async def test_r_writes_a_page_for_each_who_has_not_answered(unasked: Begin) -> None:
    path = unasked("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.press("j", "r")
        assert "Pages to answer" in here.text
        assert "of 23 have answered" in here.text
        await here.press("enter")
        folder = path.parent / "pages-2026-04-24"
        pages = [each for each in folder.iterdir() if each.name != "mails.html"]
        kept = Workspace.open(path).snapshot.replies
        assert len(pages) == len(kept) > 0
        assert f"{len(pages)} pages written" in here.text
        await here.press("r", "enter")
        assert "already exist" in here.words
        assert Workspace.open(path).snapshot.replies == kept


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_a_folder_of_replies_is_shown_and_brought_in_as_one_change(
    unasked: Begin, size: tuple[int, int], camera: Camera
) -> None:
    path = unasked("sessions")
    ask_everybody(path)
    folder = path.parent / "in"
    folder.mkdir()
    async with sitting(path, FRIDAY, size=size) as here:
        for number, raw in enumerate(replies_of(path)[:3]):
            (folder / f"{number}.json").write_bytes(raw)
        (folder / "note.txt").write_text("Call Anna", encoding="utf-8")
        before = Workspace.open(path)
        here.app.action_replies()
        await here.settled()
        await here.do("'in", "enter")
        assert "3 replies to bring in · 1 refused" in here.text
        assert "Pulse, round 3" in here.text
        assert camera.sees(here)
        await here.press("ctrl+s")
        assert "3 replies taken in. 1 was refused." in here.text
        after = Workspace.open(path)
        assert after.generation == before.generation + 1
        assert len(after.snapshot.pulses) == len(before.snapshot.pulses) + 3
        await here.press("ctrl+z", "ctrl+s")
        assert Workspace.open(path).snapshot.pulses == before.snapshot.pulses


async def test_of_two_replies_the_arrows_say_which_counts(unasked: Begin) -> None:
    path = unasked("sessions")
    ask_everybody(path)
    async with sitting(path, FRIDAY) as here:
        reply = next(iter(Workspace.open(path).snapshot.replies.values()))
        for name, mark, day in (("a", 1, "2026-04-21"), ("b", 2, "2026-04-22")):
            said = {"pulse": {"answers": {"P1": mark}}}
            raw = as_file(reply_data(reply, said, day))
            (path.parent / f"{name}.json").write_bytes(raw)
        for name in ("a", "b"):
            here.app.action_replies()
            await here.settled()
            await here.do(f"'{name}.json", "enter")
            if name == "b":
                assert "this one" in here.text
                await here.press("right")
                assert "the first" in here.text
            await here.press("ctrl+s")
        kept = Workspace.open(path).snapshot.replies[reply.id]
        assert [str(each.filled_on) for each in kept.received] == ["2026-04-21"]


async def test_the_text_of_a_mail_is_read_as_soon_as_it_is_whole(unasked: Begin) -> None:
    path = unasked("sessions")
    ask_everybody(path)
    async with sitting(path, FRIDAY) as here:
        reply = next(iter(Workspace.open(path).snapshot.replies.values()))
        here.app.action_replies()
        await here.settled()
        screen = here.app.screen
        assert isinstance(screen, BringRepliesScreen)
        text = as_text(reply_data(reply, FINE, "2026-04-24"))
        screen.query_one("#paste").text = f"Ciao,\n> {text}".replace("\n", "\n> ")  # type: ignore[attr-defined]
        await here.settled()
        assert "1 reply to bring in" in here.text
        await here.press("ctrl+s")
        (pulse,) = [
            each
            for each in Workspace.open(path).snapshot.pulses.values()
            if each.person_id == reply.person_id and each.on == FRIDAY
        ]
        assert pulse.comment == "[red]Fine[/] “è”"


async def test_nothing_to_bring_in_is_said_and_changes_nothing(unasked: Begin) -> None:
    path = unasked("sessions")
    before = path.read_bytes()
    async with sitting(path, FRIDAY) as here:
        here.app.action_replies()
        await here.settled()
        await here.do("'nowhere.json", "enter")
        assert "nowhere.json" in here.text
        await here.press("ctrl+s")
        assert "There is no reply to bring in yet." in here.text
        await here.press("escape")
    assert path.read_bytes() == before


@pytest.mark.parametrize("named", ["in", "in/one.json"])
async def test_i_takes_a_reply_and_a_folder_of_replies_too(unasked: Begin, named: str) -> None:
    path = unasked("sessions")
    ask_everybody(path)
    folder = path.parent / "in"
    folder.mkdir()
    (folder / "one.json").write_bytes(replies_of(path)[0])
    async with sitting(path, FRIDAY) as here:
        await here.press("i")
        await here.do(f"'{folder.parent / named}", "enter")
        assert "1 reply to bring in" in here.text
        await here.press("ctrl+s")
        assert here.toasts[-1:] == ["1 reply taken in."]
