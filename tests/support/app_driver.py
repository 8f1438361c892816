"""A coordinator at the keyboard: keys in, screen and file out."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widget import Widget
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


_LOOK = 0.001
"""Seconds from one look to the next whether a key is still at work."""


def character_of(key: str) -> str | None:
    """What a key types, by its name; nothing where it types nothing."""
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return key if len(key) == 1 else None


class Sitting:
    """One time the application is open."""

    def __init__(self, app: RevmentorApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person would, each given the time to act."""
        for key in keys:
            self.hand_over(key)
            await self.settled()

    def hand_over(self, *keys: str) -> None:
        """Let keys arrive all at once, as a terminal hands over what was typed meanwhile."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
            event = events.Key(name, character_of(name))
            event.set_sender(self.app)
            driver.send_message(event)

    async def settled(self) -> None:
        """Wait until keys have acted, what is done beside the screen is done, and all is shown."""
        await asyncio.sleep(_LOOK)
        while True:
            while self._key_is_at_work:
                await asyncio.sleep(_LOOK)
            await self.pilot.pause()
            running = [each for each in self.app.workers if not each.is_finished]
            for worker in running:
                with suppress(WorkerFailed, WorkerCancelled):
                    await worker.wait()
            await self.app.animator.wait_until_complete()
            if not (running or self._key_is_at_work or self._is_drawing):
                return

    @property
    def _is_drawing(self) -> bool:
        """Whether something is still to be told to a part of the screen, placed or painted."""
        if not self.app.is_running:
            return False
        screen = self.app.screen
        return bool(screen._layout_required or screen._dirty_widgets or screen._callbacks) or any(
            part.message_queue_size or part._layout_required or part._repaint_required
            for part in (screen, *screen.walk_children(Widget))
        )

    @property
    def _key_is_at_work(self) -> bool:
        """Whether a key has not done yet what it does; the application itself knows."""
        return self.app.keys_wait and self.app.is_running

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
