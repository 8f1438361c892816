"""Keys take effect one after the other, however fast they come.

A key may open a form; the next ones are meant for it, and the form is not there yet: it is
composed, filled and drawn by messages that stand in line behind the keys. So each key waits until
what the one before it asked for is there. The first key never waits.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from textual import events
from textual.actions import ActionParseResult
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

R = TypeVar("R")

FocusPlace = tuple[Screen[Any], Widget | None]
"""Where a person is: the screen on top, and what has the focus in it."""

_LONGEST = 5.0
"""Seconds a key waits at the most: a part of the screen that went away answers no longer."""


class KeysInOrder(App[R]):
    """An application that takes typed keys and pastes in order."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        """The number of the key being waited for; an answer to an earlier one is too late."""
        self._is_at_work = False
        self._patience: asyncio.TimerHandle | None = None
        self._acted: DOMNode | None = None
        """The part whose action the key ran: what that posts begins at the part, below the key."""

    @property
    def keys_wait(self) -> bool:
        """Whether a key is still at work, and the next one would wait."""
        return self._is_at_work

    async def on_event(self, event: events.Event) -> None:
        """Let a key wait while the one before it is still at work."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed_ahead.append(event)
        if not self._is_at_work:
            await self._take_next()

    async def _take_next(self) -> None:
        if not self._typed_ahead:
            self._is_at_work = False
            return
        self._is_at_work = True
        self._turn += 1
        self._acted = None
        event, stood = self._typed_ahead.popleft(), self._where()
        turn = self._turn
        self._patience = asyncio.get_running_loop().call_later(_LONGEST, self._go_on, turn)
        # The parts it may be handled by are asked before it is: handling it may take them away.
        along = list(self._along())
        await super().on_event(event)
        self._pass_along([*along, self, self], turn, stood)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; what it posts is waited for too."""
        self._acted = default_namespace
        return await super().run_action(action, default_namespace, namespaces)

    def _go_on(self, turn: int) -> None:
        if turn == self._turn and self._is_at_work:
            self._turn += 1
            if self._patience is not None:
                self._patience.cancel()
            self.call_later(self._take_next)

    def _pass_along(self, pumps: list[MessagePump], turn: int, stood: FocusPlace | None) -> None:
        """Stand in line behind what the key left at each part, the innermost first."""
        for place, pump in enumerate(pumps):
            if pump.is_running and pump.call_later(
                self._pass_along, pumps[place + 1 :], turn, stood
            ):
                return
        acted, self._acted = self._acted, None
        if acted is not None:
            self._pass_along([*acted.ancestors_with_self], turn, stood)
            return
        stands = self._where()
        if stands is None or stands == stood:
            self._go_on(turn)
            return
        # Something else is on the screen, or has the focus: once it is drawn, look again.
        along = list(self._along())
        stands[0].call_after_refresh(self._pass_along, [*along, self, self], turn, stands)

    def _where(self) -> FocusPlace | None:
        """Return the screen and what has the focus in it."""
        try:
            return self.screen, self.screen.focused
        except ScreenStackError:
            return None

    def _along(self) -> Iterator[MessagePump]:
        """Yield the parts that may handle a key, from the focus to the screen, each twice.

        The first time in line is behind the key, the second behind what the key left there.
        """
        stands = self._where()
        if stands is not None:
            screen, focused = stands
            for pump in focused.ancestors_with_self if focused is not None else [screen]:
                yield pump
                yield pump
