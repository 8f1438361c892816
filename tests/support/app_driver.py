"""A coordinator at the keyboard: keys in, screen and file out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static
from textual.worker import WorkerCancelled, WorkerFailed

from revmentor.app.app import RevmentorApp
from revmentor.store.workspace import Workspace

NARROW, WIDE = (80, 24), (120, 40)
_KEYS = {
    " ": "space",
    ".": "full_stop",
    "-": "minus",
    "/": "slash",
    ",": "comma",
    ":": "colon",
    "@": "at",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    "=": "equals_sign",
    "_": "underscore",
    "~": "tilde",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
}


class Sitting:
    """One time the application is open."""

    def __init__(self, app: RevmentorApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person would, each given the time to act."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def settled(self) -> None:
        """Wait until everything that is looked for beside the screen was found, and shown."""
        await self.pilot.pause()
        while running := [each for each in self.app.workers if not each.is_finished]:
            for worker in running:
                with suppress(WorkerFailed, WorkerCancelled):
                    await worker.wait()
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.press(*(_KEYS.get(letter, letter) for letter in text))

    async def do(self, *parts: str) -> None:
        """Press words of keys; a part that begins with a quote is typed."""
        for part in parts:
            if part.startswith("'"):
                await self.type(part[1:])
            else:
                await self.press(*part.split())

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return [line.text for line in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """What stands on the screen, without the breaks of lines and the frames."""
        return " ".join(self.text.replace("│", " ").split())

    @property
    def toasts(self) -> list[str]:
        """What was said in passing."""
        return [notification.message for notification in self.app._notifications]

    def static(self, selector: str) -> str:
        """The text of one part of the screen."""
        return str(self.app.screen.query_one(selector, Static).visual)


@asynccontextmanager
async def sitting(
    path: Path | None, today: date, size: tuple[int, int] = NARROW, first: str = "today"
) -> AsyncIterator[Sitting]:
    """Open a file (or the application without one) on a day, in a terminal of a size."""
    app = RevmentorApp(Workspace.open(path) if path else None, today=today, first_screen=first)
    # What is said stays until something else is, on a machine that is busy too.
    app.said_for = app.warned_for = 600
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield Sitting(app, pilot)
