"""The standard has a level of its own for each skill, and every step says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, sitting
from tests.support.firm import PROGRAMME, TODAY, prepared, rating


def standard(path: Path) -> dict[str, int]:
    return dict(Workspace.open(path).snapshot.programmes[PROGRAMME].standard_level)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_digit_gives_one_skill_a_level_of_its_own(
    path: Path, size: tuple[int, int]
) -> None:
    prepared(path)
    async with sitting(path, TODAY, size) as here:
        await here.do("1 a d tab", "'Spreadsheets", "5", "'Forms", "space ctrl+s")
        assert standard(path) == {"video-meetings": 3, "spreadsheets": 5, "forms-surveys": 3}
        assert "Spreadsheets at work" in here.words
        assert "→ 5" in here.words
        await here.do("2")
        assert "Standard level 3; Spreadsheets at work 5" in here.words


async def test_the_level_of_all_moves_those_without_one_of_their_own(path: Path) -> None:
    prepared(path, standard_level={"video-meetings": 3, "spreadsheets": 5, "team-chat": 3})
    async with sitting(path, TODAY) as here:
        await here.do("1 a d 4 tab", "'Spread")
        assert "5 Spreadsheets at work" in here.words
        await here.do("ctrl+s")
    assert standard(path) == {"spreadsheets": 5, "team-chat": 4, "video-meetings": 4}


async def test_space_takes_a_skill_out_that_has_a_level_of_its_own(path: Path) -> None:
    prepared(path, standard_level={"video-meetings": 3, "spreadsheets": 5})
    async with sitting(path, TODAY) as here:
        await here.do("1 a d tab", "'Spread", "space ctrl+s")
    assert standard(path) == {"video-meetings": 3}


async def test_levels_as_they_stood_stay_where_nothing_was_changed(path: Path) -> None:
    levels = {"forms-surveys": 8, "spreadsheets": 2, "team-chat": 0, "video-meetings": 2}
    prepared(path, standard_level=levels)
    async with sitting(path, TODAY) as here:
        await here.do("1 a d ctrl+s")
    assert standard(path) == levels


async def test_the_evaluation_says_the_levels_where_they_differ(path: Path) -> None:
    prepared(
        path,
        rating("anna", "spreadsheets", 1),
        rating("anna", "spreadsheets", 4, "final", on=TODAY),
        standard_level={"video-meetings": 3, "spreadsheets": 4},
    )
    async with sitting(path, TODAY) as here:
        await here.do("5")
        assert "Standard level 3; Spreadsheets at work 4." in here.words
