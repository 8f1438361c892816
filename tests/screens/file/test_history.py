"""The history of a file on the screen: what was done, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.actions import people
from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


def three_more(path: Path) -> None:
    for name in ("Ada Verdi", "Bruno Conti", "Carla Riva"):
        people.add(Workspace.open(path).change(), name=name)


def names(path: Path) -> set[str]:
    return {each.name for each in Workspace.open(path).snapshot.people.values()}


async def test_enter_goes_back_to_the_state_under_the_cursor(valdarco: Begin) -> None:
    path = valdarco("sessions")
    three_more(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("h down down")
        assert "Going back here takes back:" in here.words
        assert "Carla Riva added" in here.words
        await here.do("enter")
        assert "2 changes are taken back, the last:" in here.words
        await here.do("escape escape")
        assert {"Bruno Conti", "Carla Riva"} <= names(path)
        await here.do("h down down enter enter")
        assert "Now it holds change" in here.toasts[-1]
        assert "Ada Verdi" in names(path)
        assert not {"Bruno Conti", "Carla Riva"} & names(path)
        await here.do("p slash", "'riva", "enter")
        assert "Carla Riva" not in here.text


async def test_what_was_gone_back_from_can_be_gone_back_to(valdarco: Begin) -> None:
    path = valdarco("sessions")
    three_more(path)
    before = names(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("h down down down enter enter")
        assert names(path) != before
        await here.do("h down enter enter")
        assert names(path) == before


async def test_the_state_of_now_is_no_way_back(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        before = path.read_bytes()
        await here.do("h enter")
        assert here.toasts == ["This is how the file stands now."]
        assert path.read_bytes() == before
