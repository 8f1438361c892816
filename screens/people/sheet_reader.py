"""A sheet read in a thread, anew for each answer, and what waits until it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from revmentor.model.errors import RevmentorError
from revmentor.store.transaction import Transaction
from screens.base.host import finished
from screens.people import sheet_lines as lines
from screens.people.sheet_draft import Preview, SheetDraft
from widgets.table import Row


class Reading(msgspec.Struct, frozen=True):
    """What a reading brought: the preview, and the lines of both steps."""

    preview: Preview
    columns: list[Row]
    doubts: list[Row]


class SheetReader:
    """Reads a draft beside the screen, which goes on answering.

    A line shows its answer at once, the rest of the step when the reading is done. What wants to
    know what comes in waits until then, and so does what is asked for behind it.
    """

    def __init__(self, screen: Screen[Any], change: Callable[[], Transaction]) -> None:
        """Read for a screen; ``change`` gives a change of the file that writes nothing."""
        self._screen, self._change = screen, change
        self.draft: SheetDraft | None = None
        self.reading: Reading | None = None
        """The last reading that came to an end."""
        self._worker: Worker[Reading] | None = None
        self._answers: dict[str, str] = {}
        """The answers that it is read with now."""
        self._waiting: list[Callable[[], object]] = []

    @property
    def is_at_work(self) -> bool:
        """Whether the sheet is being read."""
        return self._worker is not None

    def open(self, draft: SheetDraft, then: Callable[[], object]) -> None:
        """Read another sheet, and then go on."""
        self.draft, self.reading = draft, None
        self._waiting = [then]
        self.read()

    def read(self) -> None:
        """Read the sheet with the answers so far; a reading at work looks at them when done."""
        draft = self.draft
        if draft is None or self._worker is not None:
            return
        tx, answers = self._change(), dict(draft.answers)
        self._answers = answers

        def task() -> Reading:
            preview = draft.preview(tx, answers)
            return Reading(preview, lines.of_columns(preview), lines.of_doubts(preview))

        self._worker = self._screen.run_worker(task, thread=True, exit_on_error=False)

    def has_read(self, worker: Worker[Any]) -> bool:
        """Take what a thread brought; tell whether that is how the sheet now stands.

        Raises :class:`RevmentorError` for a sheet that cannot be read with the answers so far; they
        are then those of the reading before.
        """
        if worker is not self._worker or not worker.is_finished:
            return False
        self._worker, error = None, worker.error
        if worker.state is WorkerState.SUCCESS:
            self.reading = worker.result
        if error is not None and not isinstance(error, RevmentorError):
            raise error
        if self.draft is not None and self.draft.answers != self._answers:
            self.read()
            return False
        if error is not None:
            self._waiting.clear()
            self.take_back()
            raise error
        return True

    def take_back(self) -> None:
        """Go back to the answers of the last reading; without one there is no sheet."""
        if self.draft is not None and self.reading is not None:
            self.draft.answers = dict(self.reading.preview.answers)
        else:
            self.draft = None

    def give_up(self) -> None:
        """Leave a reading at work, and what waits for it."""
        self._waiting.clear()
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def forget_waiting(self) -> None:
        """Leave what waits."""
        self._waiting.clear()

    def waits(self, action: Callable[[], object], *, for_all: bool = False) -> bool:
        """Let an action wait until the sheet is read, where it must; tell whether it does.

        What is about one line waits only where there are no lines yet, or behind another.
        """
        if self._worker is None or not (for_all or self._waiting or self.reading is None):
            return False
        self._waiting.append(action)
        return True

    async def catch_up(self) -> None:
        """Do what waited for the reading, up to what lets the sheet be read again."""
        while self._waiting and self._worker is None:
            await finished(self._waiting.pop(0)())
