"""A coordinator erases somebody from People, after having seen every place."""

from __future__ import annotations

from pathlib import Path

from revmentor.store.file import lock
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting
from tests.support.cli import revmentor
from tests.support.firm import TODAY, day, person, running, session

ERASE = "right right right right right"


async def to_the_last_question(here: Sitting) -> None:
    """From People to the question whether Anna is to be erased, with the answer typed."""
    await here.do("slash", "'de luca", "enter", "a c", ERASE, "ctrl+s")
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
        await here.do("slash", "'de luca", "enter", "a c", *["right"] * 5, "ctrl+s")
        assert "What tells of Anna De Luca" in here.words
        assert "anna · Anna De Luca · is removed" in here.words
        await here.do("enter")
        await here.do("ctrl+s")
        assert "To erase the person for good, type anna here." in here.words
        await here.do("'anna", "ctrl+s")
        assert "Anna De Luca is erased" in here.words
        assert "To decide by hand" not in here.words
        assert "Take the person off the firm’s sheet before you bring it in again." in here.words
        await here.do("down")
        assert "What was printed, and what was sent as a message." in here.words
        await here.do("escape")
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
        assert "Anna De Luca is erased" in here.words
        await here.do("escape")
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
        await here.do("a c", ERASE, "ctrl+s", "enter", "down", "'anna", "ctrl+s")
        assert "anna" not in Workspace.open(path).snapshot.people


async def test_the_look_can_be_left_and_nothing_is_changed(path: Path) -> None:
    running(path)
    before = path.read_bytes()
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'de luca", "enter", "a c", ERASE)
        await here.pilot.press("ctrl+s", "escape")
        await here.settled()
        assert "What tells of" not in here.words
        assert path.read_bytes() == before


async def test_what_stays_is_listed_first_and_again_once_it_is_done(path: Path) -> None:
    note = "Zaira was late. Then Zaira and Zaira Quercioli left."
    running(path).commit(
        "two Zairas",
        put=[
            person("M-47", name="Zaira Quercioli"),
            person("M-48", name="Zaira Neri"),
            session("luca", day(5), "carla", id="s-5", note=note),
        ],
    )
    minutes = path.with_name("minutes.txt")
    minutes.write_text("Zaira Quercioli spoke.", encoding="utf-8")
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'quercioli", "enter", "a c", ERASE, "ctrl+s")
        assert here.words.index("To decide by hand 2") < here.words.index("People 1")
        late = "s-5.note · the first name · “Zaira was late.” · stays; decide by hand"
        assert late in here.words
        await here.do("down")
        assert "minutes.txt" in here.words.replace(" ", "")  # a path is cut anywhere
        await here.do("enter")
        assert "2 places stay: they may be somebody else. Decide by hand." in here.words
        assert "1 file stays and tells of the person: do as its line says." in here.words
        await here.do("down", "'M-47", "ctrl+s")
        assert "Zaira Quercioli is erased" in here.words
        assert late in here.words
        assert "“Then Zaira and somebody left.”" in here.words
        await here.do("down")
        assert "minutes.txt" in here.words.replace(" ", "")  # a path is cut anywhere
        assert "delete it, or take the person out" in here.words
    assert minutes.exists()


UNDO = "Somebody was erased: what was done before cannot be taken back, it went with it."


async def test_after_an_erasing_undo_says_why_nothing_before_is_taken_back(path: Path) -> None:
    running(path)
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'bruno", "enter", "a c", "right", "ctrl+s", "'bru", "ctrl+s")
        await to_the_last_question(here)
        await here.do("ctrl+s", "escape", "ctrl+z")
        assert here.toasts == [UNDO]
        await here.do("h")
        assert UNDO in here.words
        await here.do("escape", "slash", "ctrl+u", "'luca bianchi", "enter", "a c", "right right")
        await here.do("ctrl+s", "ctrl+z")  # what came after it is taken back as ever
        assert "Taken back: records of Luca Bianchi not used" in here.toasts[-1]
        await here.do("ctrl+z")
        assert here.toasts[-1] == UNDO


async def test_an_erasing_by_another_program_ends_undo_here_too(path: Path) -> None:
    workspace = running(path)
    workspace.commit("Anna De Luca helped", firm=workspace.snapshot.firm)
    async with sitting(path, TODAY, first="people") as here:
        await here.do("slash", "'bruno", "enter", "a c", "right right", "ctrl+s")
        done = revmentor("erase", path, "anna", "--today", str(TODAY), cwd=path.parent)
        assert done.status == 0, done.err
        here.app.look_at_file()
        await here.do("ctrl+z")
        assert here.toasts[-1] == UNDO
