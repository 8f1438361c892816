"""A coordinator on People gives an id, and says that two lines are the same person."""

from __future__ import annotations

from pathlib import Path

from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import TODAY, exported, part, person, running


async def test_an_id_is_changed_from_people_and_undo_gives_it_back(path: Path) -> None:
    before = exported(running(path))
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'de luca", "enter", "a c")
        await here.do("right", "ctrl+s")
        await here.do("'bruno", "ctrl+s")
        assert "“bruno” is the id of Bruno Tosi" in here.words
        await here.do("ctrl+u", "'A-101", "ctrl+s")
        assert here.toasts == ["The id is changed. ctrl+z takes it back."]
        assert "A-101" in Workspace.open(path).snapshot.people
        await here.do("ctrl+z")
    assert exported(Workspace.open(path)) == before


async def test_a_line_that_is_the_same_person_goes(path: Path) -> None:
    workspace = running(path)
    second = person("anna2", name="De Luca Anna", email="a@valdarco.example")
    workspace.commit("typed again", put=[second, part("anna2", "senior")])
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'anna de luca", "enter", "a c", "ctrl+s")
        assert "Anna De Luca (anna) is the same person as" in here.words
        await here.do("'de", "enter", "ctrl+s")
        assert here.toasts == ["The two are one person now. ctrl+z takes it back."]
    people = Workspace.open(path).snapshot.people
    assert "anna2" not in people
    assert people["anna"].email == "a@valdarco.example"
