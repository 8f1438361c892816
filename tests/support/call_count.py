"""How much work something is, told by the calls it makes: the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, FunctionType


def calls_in(work: Callable[[], object]) -> int:
    """Return how many functions were called, ours and the interpreter's."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


@contextmanager
def calls_of(function: FunctionType) -> Iterator[list[FrameType]]:
    """Collect the calls of one function of ours, its overrides left out."""
    called: list[FrameType] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code is function.__code__:
            called.append(frame)

    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)
