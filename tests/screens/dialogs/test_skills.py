"""The skills on screen: the firm's own are added where skills are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.firm import TODAY, begin, goal, prepared

ADDED = ("n", "'Lathe", "tab", "'Tornio", "tab tab", "'find the order", "tab", "'book it", "ctrl+s")


async def shows_own(here: Sitting) -> None:
    assert "Lathe  digital, the firm's own" in here.text
    assert "Tornio" in here.words
    assert "· find the order" in here.words


@pytest.mark.parametrize(("way", "there"), [("1 a o", "2"), ("p a o", "2"), ("2 a o", "2 left")])
@pytest.mark.parametrize("size", [NARROW, pytest.param(WIDE, marks=pytest.mark.long)])
async def test_a_skill_is_added_and_then_chosen_rated_and_watched(
    path: Path, way: str, there: str, size: tuple[int, int]
) -> None:
    prepared(path)
    async with sitting(path, TODAY, size) as here:
        await here.do(way, *ADDED)
        await shows_own(here)
        await here.do("escape p 1 a d tab", "'Lathe", "space ctrl+s", there)
        assert "watch: find the order, book it" in here.words
        await here.do("t space tab 1 ctrl+s")
        assert "☑ find the order ☐ book it" in here.words
    workspace = Workspace.open(path)
    (skill,) = workspace.snapshot.skills.values()
    assert skill.name == {"en": "Lathe", "it": "Tornio"}
    assert workspace.snapshot.programmes["pr"].standard_level[skill.id] == 3
    (rating,) = workspace.snapshot.ratings.values()
    assert rating.tasks == {"1": True, "2": False}


async def test_the_skills_are_there_before_any_programme(path: Path) -> None:
    begin(path)
    async with sitting(path, TODAY) as here:
        await here.do("1 a o", *ADDED)
        await shows_own(here)


async def test_an_own_skill_is_changed_and_taken_out_and_ours_are_not(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("1 a o", *ADDED, "e end", "' 2", "ctrl+s")
        assert "Lathe 2" in here.text
        await here.do("x")
        assert "Lathe" not in here.text
        await here.do("x")
        assert "This skill comes with revmentor and stands as it is." in here.toasts
        await here.do("escape ctrl+z a o")
        assert "Lathe 2" in here.text


async def test_what_is_in_use_stays_in_a_sentence(path: Path) -> None:
    workspace = prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("1 a o", *ADDED, "escape")
        skill_id = next(iter(Workspace.open(path).snapshot.skills))
        workspace.reload()
        workspace.commit("a goal", put=[goal("anna", skill_id)])
        await here.do("ctrl+r a o x")
        assert any("“Lathe” is in use: goals (1)." in each for each in here.toasts)
    assert Workspace.open(path).snapshot.skills


async def test_a_name_that_is_taken_is_refused_beside_the_row(path: Path) -> None:
    prepared(path)
    async with sitting(path, TODAY) as here:
        await here.do("1 a o n", "'spreadsheets at work", "ctrl+s")
        assert "There is a skill “Spreadsheets at work” already" in here.words
