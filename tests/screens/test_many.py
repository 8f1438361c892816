"""Ticking many lines, and doing with all of them what is done with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
JANUARY = date(2026, 1, 23)
Begin = Callable[[Stage], Path]


def heard(path: Path) -> set[str]:
    parts = Workspace.open(path).snapshot.participations.values()
    return {each.person_id for each in parts if each.acknowledged}


def open_pairs(path: Path) -> int:
    return sum(each.until_on is None for each in Workspace.open(path).snapshot.pairs.values())


async def test_all_have_heard_is_one_action_and_one_undo(valdarco: Begin) -> None:
    path = valdarco("baselines")
    before = heard(path)
    async with sitting(path, JANUARY) as here:
        await here.do("1 a f")
        assert "have heard the goals" in here.words
        await here.do("ctrl+s")
        everybody = heard(path)
        assert len(everybody) > len(before) + 5
        await here.do("a f")
        assert here.toasts[-1] == "Everybody has heard the goals."
        await here.do("ctrl+z ctrl+s")  # so many records are asked about
        assert heard(path) == before


async def test_who_is_ticked_has_heard(valdarco: Begin) -> None:
    path = valdarco("baselines")
    before = heard(path)
    async with sitting(path, JANUARY) as here:
        await here.do("1", *["down"] * 12, "space w")
        assert "1 person has heard the goals" in here.words
        await here.do("ctrl+s")
    assert len(heard(path)) == len(before) + 1


async def test_ticked_pairs_end_together_and_come_back_together(valdarco: Begin) -> None:
    path = valdarco("sessions")
    stood = open_pairs(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("3 down space space a")
        assert "2 ticked" in here.text
        await here.do("x")
        assert "End 2 pairs" in here.text
        await here.do("ctrl+s")
        assert "Write down why" in here.words
        await here.do("'the plant is closed", "ctrl+s")
        assert open_pairs(path) == stood - 2
        assert "☑" not in here.text
        await here.do("ctrl+z")
        assert open_pairs(path) == stood


async def test_the_messages_of_ticked_pairs_lie_on_one_shelf(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("3 down space space m")
        assert "2 pairs" in here.lines[0]


async def test_escape_lets_the_ticked_go(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("3 down space")
        assert "☑" in here.text
        await here.do("escape")
        assert "☑" not in here.text
        assert "seniors placed" in here.text
