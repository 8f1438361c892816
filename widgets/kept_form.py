"""What the application knows of every form: what is typed in it is kept.

The rows of a form, and the fields in them, are read when the first one is opened: defining them
takes a tenth of the start.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.widget import Widget

T = TypeVar("T")


async def _without_file(change: Callable[[Any], T]) -> T:
    return await asyncio.to_thread(change, None)


class KeptForm(ModalScreen[T | None], Generic[T]):
    """A form whose words outlive it."""

    # Textual paints all of a screen anew when the focus moves; the fields that it moves between do.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self) -> None:
        """Begin with nothing typed."""
        super().__init__()
        self.left: dict[str, list[Any]] = {}
        """What was typed and is not saved, once the form is closed."""
        self.leaving: Callable[[], None] = lambda: None
        """What is done before the application is left from within the form."""
        self.around: Callable[[Callable[[Any], T]], Awaitable[T]] = _without_file
        """How a change is made beside the screen: in a transaction, where a file is open."""

    @property
    @abstractmethod
    def title_text(self) -> str:
        """What the form is called; a draft is known by it."""

    @property
    @abstractmethod
    def whose(self) -> str:
        """What tells a form from others of its title: what it says of itself, as a few letters."""

    @abstractmethod
    def touched(self) -> dict[str, list[Any]]:
        """Return what stands in the rows that were changed, as plain data, by their names."""

    @abstractmethod
    def say(self, message: str) -> None:
        """Say something under the rows, in place of what was said there."""

    @abstractmethod
    async def type_back(self, fields: Mapping[str, Sequence[Any]], about: str) -> None:
        """Put what was typed once into the rows again, and say what it is."""

    @abstractmethod
    def offer(self, fields: Mapping[str, Sequence[Any]], about: str) -> None:
        """Say that something was typed here once; a key and a button put it into the rows."""
