"""A new firm sees the path: five lines, how far each is, and the key that leads there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]


async def test_a_file_without_a_programme_shows_what_is_to_come(path: Path) -> None:
    Workspace.create(path, Firm(name="Ferri"))
    async with sitting(path, date(2026, 1, 12)) as here:
        for line in ("○ 1 Goals", "○ 2 Baselines", "○ 3 Pairs", "○ 4 Sessions", "○ 5 Evaluation"):
            assert line in here.text
        await here.do("down down enter")
        assert "2 " in here.words
        assert here.app.screen.STEP == "baselines"  # type: ignore[attr-defined]


async def test_before_the_first_session_each_step_says_how_far_it_is(valdarco: Begin) -> None:
    async with sitting(valdarco("pairs"), date(2026, 1, 30)) as here:
        assert "The path" in here.text
        line = next(each for each in here.lines if "3 Pairs" in each and "placed" in each)
        assert "18 of 18 seniors placed" in line


async def test_once_a_session_is_logged_the_path_is_gone(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), date(2026, 4, 24)) as here:
        assert "The path" not in here.text
