"""Counts what our own code does, by calls and by lines: the same on every machine."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from benchmarks.firms import ROOT

OURS = tuple(str(ROOT / package) for package in ("revmentor", "screens", "widgets"))


class OurCalls:
    """Counts the calls of our own functions while it is open; a generator's steps count too."""

    count = 0

    def __enter__(self) -> OurCalls:
        """Begin to count."""
        threading.setprofile(self._saw)  # of a thread that begins meanwhile
        sys.setprofile(self._saw)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        """Stop counting."""
        threading.setprofile(None)
        sys.setprofile(None)

    def _saw(self, frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            self.count += 1


class OurLines:
    """Counts the lines of our own code that are run while it is open, each turn of a loop anew."""

    count = 0

    def __enter__(self) -> OurLines:
        """Begin to count."""
        sys.settrace(self._called)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        """Stop counting."""
        sys.settrace(None)

    def _called(
        self, frame: FrameType, _event: str, _argument: object
    ) -> Callable[[FrameType, str, Any], Any] | None:
        return self._ran if frame.f_code.co_filename.startswith(OURS) else None

    def _ran(self, _frame: FrameType, _event: str, _argument: object) -> Any:
        self.count += 1
        return self._ran
