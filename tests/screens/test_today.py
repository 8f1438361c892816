"""Today on the screen: panels walked through as one list, the fold, a new day, little room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.app.app import RevmentorApp
from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from screens.today.screen import TodayScreen
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.today_lines import line_here, panel_lines

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)


def titles(here: Sitting) -> list[str]:
    screen = here.app.screen
    assert isinstance(screen, TodayScreen)
    return [str(each.border_title) for each in screen.panels]


async def test_the_week_comes_first_and_the_rest_is_one_line(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert titles(here) == [
            "This week · 3 of 6 logged   ●●●○○○",
            "Needs you · 5",
            "Worth an eye · 4",
        ]
        assert line_here(here).startswith("○ Sara D'Amico Thu 23 Apr 09:30")
        (folded,) = panel_lines(here, "eye")
        assert folded.startswith("Niccolò & Renzo, Niccolò & Piero, Luca Bianchi")
        assert folded.endswith("+ shows them")


async def test_the_arrows_go_through_all_panels_and_back(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        walked = [line_here(here)]
        for _line in range(8):
            await here.press("down")
            walked.append(line_here(here))
        assert len(set(walked)) == 9
        await here.press("down")
        assert line_here(here) == walked[-1]
        for before in reversed(walked[:-1]):
            await here.press("up")
            assert line_here(here) == before
        await here.press("up")
        assert line_here(here) == walked[0]


async def test_plus_shows_what_is_folded_and_folds_it_again(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.press("plus")
        assert len(panel_lines(here, "eye")) == 4
        assert "Niccolò & Renzo" in line_here(here)
        await here.do("down down")
        assert "Luca Bianchi" in line_here(here)
        await here.press("plus")
        assert len(panel_lines(here, "eye")) == 1
        await here.press("enter")
        assert len(panel_lines(here, "eye")) == 4


async def test_the_line_under_the_cursor_is_always_on_the_screen(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, (60, 14)) as here:
        await here.press("plus")
        for direction in ("down", "up"):
            for _line in range(14):
                await here.press(direction)
                assert line_here(here).split()[1] in here.text


async def test_a_filter_finds_what_is_folded_too(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("slash", "'charter", "enter")
        assert line_here(here) == "! Niccolò & Piero charter not signed after 5 sessions"


async def test_a_new_day_begins_while_it_is_open(valdarco: Begin) -> None:
    path, days = valdarco("sessions"), [date(2026, 4, 26)]
    app = RevmentorApp(Workspace.open(path), clock=lambda: days[-1])
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        here = Sitting(app, pilot)
        assert "week 12 of 24" in here.text
        assert "Sun 26 Apr" in here.text
        days.append(date(2026, 4, 27))
        app.look_around()  # what the application does every two seconds
        await here.settled()
        assert "week 13 of 24" in here.text
        assert "Mon 27 Apr" in here.text
        assert titles(here)[0].startswith("This week · 0 of 5 logged")


@pytest.mark.parametrize("keys", ["", "3", "p"])
async def test_too_little_room_is_said_and_nothing_is_lost(valdarco: Begin, keys: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, (39, 24)) as here:
        await here.do(keys)
        assert "Too narrow: revmentor needs 40 columns." in here.words
        await here.pilot.resize_terminal(40, 24)
        await here.settled()
        assert "Too narrow" not in here.words
        assert "Help" in here.words


async def test_an_empty_week_says_so(valdarco: Begin) -> None:
    async with sitting(valdarco("evaluation"), date(2026, 9, 1), WIDE) as here:
        assert "Nothing wants you this week." in here.words or "Needs you" in here.words
