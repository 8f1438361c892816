"""A coordinator erases somebody from People, after having seen every place."""

from __future__ import annotations

from pathlib import Path

from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting
from tests.support.firm import TODAY, running


async def test_every_place_is_seen_before_somebody_is_erased(path: Path) -> None:
    workspace = running(path)
    workspace.commit("Anna De Luca helped", firm=workspace.snapshot.firm)
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'de luca", "enter", "a", "right right right right right", "ctrl+s")
        assert "What tells of Anna De Luca" in here.words
        assert "anna · Anna De Luca · is removed" in here.words
        await here.do("enter")
        await here.do("ctrl+s")
        assert "To erase the person for good, type anna here." in here.words
        await here.do("'anna", "ctrl+s")
        assert here.toasts == ["Erased."]
        assert here.app.workspace is not None
        assert not here.app.workspace.undoable
    assert "anna" not in Workspace.open(path).snapshot.people
    for each in path.parent.rglob("*.json"):
        assert b"De Luca" not in each.read_bytes(), each
