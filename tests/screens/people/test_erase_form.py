"""A coordinator erases somebody from People, after having seen every place."""

from __future__ import annotations

from pathlib import Path

from revmentor.store.file import lock
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting
from tests.support.firm import TODAY, running

ERASE = "right right right right right"


async def to_the_last_question(here: Sitting) -> None:
    """From People to the question whether Anna is to be erased, with the answer typed."""
    await here.do("slash", "'de luca", "enter", "a", ERASE, "ctrl+s")
    await here.do("enter", "down", "'anna")


async def looked(here: Sitting, keys: str = "") -> str:
    """Press keys while something is being done, and return what stands on the screen."""
    for key in keys.split():
        await here.pilot.press(key)
    await here.pilot.pause()
    return here.words


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


async def test_while_somebody_is_erased_the_screen_says_so_and_no_key_changes_anything(
    path: Path,
) -> None:
    workspace = running(path)
    workspace.commit("Anna De Luca helped", firm=workspace.snapshot.firm)
    before = path.read_bytes()
    async with sitting(path, TODAY, first="people") as here:
        await to_the_last_question(here)
        with lock.held(generations.folder_of(path)):  # it waits for this other program
            said = await looked(here, "ctrl+s")
            assert "Erase Anna De Luca for good" in said
            assert "Until it is done nothing else can be changed." in said
            keys = "ctrl+z ctrl+p escape enter n e x l 1 ctrl+s ctrl+q"
            assert await looked(here, keys) == said
            here.app.look_at_file()
            assert path.read_bytes() == before
        await here.settled()
        assert any("Erased." in each for each in here.toasts)
        assert here.app.workspace is not None
        assert "anna" not in here.app.workspace.snapshot.people
        assert "De Luca" not in here.text


async def test_why_nobody_could_be_erased_is_said_and_the_person_stays(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY, first="people") as here:
        await to_the_last_question(here)
        path.chmod(0o400)
        await here.do("ctrl+s")
        assert "is write-protected" in here.toasts[0]
        path.chmod(0o600)
        await here.do("a", ERASE, "ctrl+s", "enter", "down", "'anna", "ctrl+s")
        assert "anna" not in Workspace.open(path).snapshot.people


async def test_the_look_can_be_left_and_nothing_is_changed(path: Path) -> None:
    running(path)
    before = path.read_bytes()
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'de luca", "enter", "a", ERASE)
        await here.pilot.press("ctrl+s", "escape")
        await here.settled()
        assert "What tells of" not in here.words
        assert path.read_bytes() == before
