"""What is drawn beside a step: from the numbers of the rules, at the right or under a key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, sitting
from widgets.drawings import DrawingPanel

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
FIRST = {
    "0": "Sessions a week",
    "1": "At the standard level",
    "2": "Seniors at the start",
    "3": "Hours a month, as paired",
    "4": "Sessions a week",
    "5": "Seniors’ levels",
    "p": "Pulse, round 3",
}
"""The first drawing of each step, by its key."""


def shown(screen: object) -> list[str]:
    panels = screen.query(DrawingPanel)  # type: ignore[attr-defined]
    return [str(each.border_title) for each in panels if each.display and each.region]


@pytest.mark.parametrize("key", FIRST)
async def test_from_120_columns_every_step_draws(valdarco: Begin, key: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do(key)
        low = {"5": "At the standard level"}  # the table keeps its lines
        assert shown(here.app.screen)[0] == low.get(key, FIRST[key])


async def test_today_draws_weeks_levels_hours_and_what_came_back(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        assert shown(here.app.screen) == [
            "Sessions a week",
            "Seniors’ levels",
            "Mentors’ hours a month",
            "Given and received",
        ]
        assert "58 held · 4 lost" in here.words
        assert "Giulia" in here.words
        assert "2.3 h" in here.words
        await here.pilot.resize_terminal(80, 24)
        await here.settled()
        assert shown(here.app.screen) == []


@pytest.mark.parametrize("key", FIRST)
async def test_at_80_columns_the_same_is_one_key_away(valdarco: Begin, key: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, NARROW) as here:
        await here.do(key)
        assert shown(here.app.screen) == []
        await here.do("f4")
        assert shown(here.app.screen)[0] == FIRST[key]
        await here.do("escape")
        assert shown(here.app.screen) == []


async def test_a_save_is_drawn_too(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l", "ctrl+s")
        assert "59 held · 4 lost" in here.words


async def test_nothing_to_draw_is_said(valdarco: Begin, path: Path) -> None:
    async with sitting(valdarco("baselines"), date(2026, 1, 23), NARROW) as here:
        await here.do("4 f4")
        assert here.toasts == ["There is nothing to draw yet."]
    assert Workspace.open(path).snapshot.programmes


async def test_a_console_gets_digits_and_signs_it_has(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with sitting(valdarco("sessions"), FRIDAY, NARROW) as here:
        await here.do("f4")
        drawn = "".join(line for line in here.lines if "│" in line)
        assert not set(drawn) & set("▇●○✕━▶┆")
        assert "6 6 6" in drawn or "666" in drawn
