"""A mentor is on leave for three weeks: a colleague takes the sessions, with the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from revmentor.actions import stand_ins
from revmentor.model.pair import StandIn
from revmentor.model.programme import SeniorsPerMentor
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import PROGRAMME, TODAY, day, running

LEAVE = StandIn(mentor_id="luca", start=day(13), end=day(15, 6), reason="on leave")


def of_anna(path: Path) -> tuple[StandIn, ...]:
    return Workspace.open(path).snapshot.pairs["giulia-anna"].stand_ins


def on_leave(path: Path) -> None:
    workspace = running(path)
    stand_ins.stand_in(
        workspace.change(PROGRAMME, today=TODAY),
        ["giulia-anna"],
        "luca",
        start=LEAVE.start,
        end=LEAVE.end,
        reason=LEAVE.reason,
    )


async def test_it_is_written_down_from_the_menu_of_the_pair(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY, first="pairs") as here:
        here.app.screen.go_to("giulia-anna")  # type: ignore[attr-defined]
        await here.settled()
        await here.do("a s")
        assert "A stand-in for Giulia Ferrante" in here.words
        assert "Luca Bianchi · 1 senior · 3.8 hours left" in here.words
        form: Any = here.app.screen
        form.rows["start"].query_one("Input").value = "27 Apr 2026"
        form.rows["end"].query_one("Input").value = "17 May 2026"
        form.rows["reason"].query_one("Input").value = "on leave"
        await here.press("ctrl+s")
        assert of_anna(path) == (LEAVE,)
        assert Workspace.open(path).snapshot.pairs["giulia-bruno"].stand_ins == (LEAVE,)
        assert "Luca Bianchi stands in from 27 Apr to 17 May: on leave" in here.words
        assert "for Giulia until 17 May · 2.2" in here.words
        await here.press("ctrl+z")
    assert of_anna(path) == ()


async def test_it_is_cut_short_and_taken_out_from_there(path: Path) -> None:
    on_leave(path)
    async with sitting(path, TODAY, first="pairs") as here:
        here.app.screen.go_to("giulia-anna")  # type: ignore[attr-defined]
        await here.settled()
        await here.do("a s", "enter")
        form: Any = here.app.screen
        form.rows["end"].query_one("Input").value = "3 May 2026"
        await here.press("ctrl+s")
        assert [each.end for each in of_anna(path)] == [day(13, 6)]
        await here.do("a s", "enter")
        form = here.app.screen
        form.rows["out"].entry.value = True
        await here.press("ctrl+s")
    assert of_anna(path) == ()


async def test_more_than_was_agreed_is_asked_about_and_a_second_save_means_it(path: Path) -> None:
    workspace = running(path)
    few = SeniorsPerMentor(min=1, max=2)
    run = workspace.snapshot.programmes[PROGRAMME]
    workspace.commit("few", put=[msgspec.structs.replace(run, seniors_per_mentor=few)])
    async with sitting(path, TODAY, first="pairs") as here:
        here.app.screen.go_to("giulia-anna")  # type: ignore[attr-defined]
        await here.settled()
        await here.do("a s")
        form: Any = here.app.screen
        form.rows["end"].query_one("Input").value = "17 May 2026"
        await here.press("ctrl+s")
        assert "Luca Bianchi then has 3 seniors and 4.3 hours a month" in here.words
        assert "An exception" not in here.words
        await here.press("ctrl+s")
    assert [each.mentor_id for each in of_anna(path)] == ["luca"]


async def test_a_refusal_stands_beside_the_field(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY, first="pairs") as here:
        here.app.screen.go_to("giulia-anna")  # type: ignore[attr-defined]
        await here.settled()
        await here.do("a s")
        form: Any = here.app.screen
        form.rows["end"].query_one("Input").value = "1 Apr 2026"
        await here.press("ctrl+s")
        assert "The last day is before the first." in here.words


async def test_the_strip_has_a_row_for_it_and_the_log_is_the_stand_in_s(path: Path) -> None:
    on_leave(path)
    async with sitting(path, LEAVE.start, first="sessions") as here:
        assert "Luca for Giulia" in here.words
        here.app.screen.table.go_to("luca/for/giulia", "13")  # type: ignore[attr-defined]
        await here.settled()
        assert "not logged yet: enter logs it · Anna" in here.words
        await here.press("enter")
        assert "Session · Luca Bianchi · Monday 27 April 2026" in here.words
        assert "for Giulia Ferrante" in here.words
        await here.press("ctrl+s")
    [held] = [
        each
        for each in Workspace.open(path).snapshot.sessions.values()
        if each.due_on == LEAVE.start
    ]
    assert (held.mentor_id, held.status, dict(held.attendance)) == (
        "luca",
        "held",
        {"anna": "present"},
    )


async def test_today_has_the_slot_with_the_stand_in(path: Path) -> None:
    on_leave(path)
    async with sitting(path, LEAVE.start) as here:
        assert "Luca Bianchi" in here.words
        assert "Mon 27 Apr · Anna · for Giulia" in here.words
