"""A change that takes its time is made beside the screen, which lives on and loses no key."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.store.workspace import Workspace
from tests.support.app_driver import WIDE, Sitting, sitting
from tests.support.firm import TODAY, running
from widgets.form import FormScreen

Begin = Callable[[str], Path]
FRIDAY = date(2026, 4, 24)


class SlowDisk:
    """A disk that writes nothing through until it is let go; in one thread, as disks are."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_asked, self._may_go = threading.Event(), threading.Event()
        self.asked_in: set[int] = set()
        self._sync = os.fsync
        monkeypatch.setattr(os, "fsync", self._wait)

    def _wait(self, handle: int) -> None:
        self.asked_in.add(threading.get_ident())
        self.is_asked.set()
        self._may_go.wait(60)
        self._sync(handle)

    def let_go(self) -> None:
        """Write what waits, and everything after it at once."""
        self._may_go.set()


async def until(holds: Callable[[], bool]) -> None:
    """Let the application go on until something holds."""
    patience = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < patience
        await asyncio.sleep(0)


async def while_it_waits(
    here: Sitting, disk: SlowDisk, key: str, look: Callable[[], Awaitable[None]]
) -> None:
    """Press a key that saves; look at the screen while the disk takes its time."""
    pressed = asyncio.create_task(here.press(key))
    try:
        await until(disk.is_asked.is_set)
        await look()
    finally:
        disk.let_go()
    await pressed
    await here.settled()


@pytest.mark.parametrize("key", ["ctrl+s", "enter"])
async def test_the_form_says_that_something_is_being_saved_and_then_what(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do("l", "tab")  # into a field of text, whose enter is a key of its own
        disk, before = SlowDisk(monkeypatch), here.app.file.generation

        async def look() -> None:
            await until(lambda: "Being saved …" in here.text)
            assert here.app.file.generation == before
            assert isinstance(here.app.screen, FormScreen)

        await while_it_waits(here, disk, key, look)
        assert threading.get_ident() not in disk.asked_in
        assert here.app.file.generation == before + 1
        assert here.toasts == ["Sara D'Amico, Thu 23 Apr: held"]
    assert Workspace.open(path).generation == before + 1


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+s", "enter"])
async def test_a_form_that_is_being_saved_closes_once_it_is_and_saves_once(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l")
        disk, before = SlowDisk(monkeypatch), here.app.file.generation
        form = here.app.screen
        assert isinstance(form, FormScreen)

        async def look() -> None:
            name = {"escape": "discard", "ctrl+q": "leave"}.get(key, "save")
            made = getattr(form, f"action_{name}")()
            if made is not None:
                await made
            assert here.app.screen is form
            assert here.app.is_running

        await while_it_waits(here, disk, "ctrl+s", look)
        assert here.app.screen is not form
        assert here.app.file.generation == before + 1


async def test_what_another_program_did_meanwhile_is_looked_at_afterwards(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l")
        disk = SlowDisk(monkeypatch)

        async def look() -> None:
            here.app.look_around()  # as the clock does, every other second
            assert not any("Another program" in each for each in here.toasts)

        await while_it_waits(here, disk, "ctrl+s", look)
        assert "held" in here.toasts[-1]


async def test_a_step_says_that_something_is_being_saved(
    valdarco: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l", "ctrl+s")
        disk, before = SlowDisk(monkeypatch), here.app.file.generation

        async def look() -> None:
            await until(lambda: "being saved …" in here.lines[0])

        await while_it_waits(here, disk, "ctrl+z", look)
        assert here.app.file.generation == before + 1
        assert here.lines[0].strip().endswith("· saved")


async def test_a_key_typed_after_a_level_waits_until_the_level_is_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running(path)
    async with sitting(path, TODAY, WIDE) as here:
        await here.do("5 enter")
        disk = SlowDisk(monkeypatch)

        async def look() -> None:
            here.hand_over("l")
            for _turn in range(200):
                await asyncio.sleep(0)
            assert not isinstance(here.app.screen, FormScreen)

        await while_it_waits(here, disk, "4", look)
        assert isinstance(here.app.screen, FormScreen)
