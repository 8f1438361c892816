"""Every call that a piece of work makes to the system, and a blow at any one of them.

The calls are not listed here: whatever the work calls of ``os``, and ``flock`` and ``io.open``
(through which ``Path`` reads), is counted.
"""

from __future__ import annotations

import fcntl
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import BuiltinFunctionType
from typing import Any

import pytest

Call = Callable[..., Any]
Blow = Callable[[str, Call], Call]
"""Given the name of a call and the call, returns what is called in its place."""

_NO_QUESTION_TO_A_DISK = {"fspath", "getpid", "kill", "_exit", "urandom", "strerror", "umask"}


class Calls:
    """Counts calls, and strikes at the n-th; with ``lasting`` at every later one of its name."""

    def __init__(self, at: int = 0, blow: Blow | None = None, *, lasting: bool = False) -> None:
        self.at, self.blow, self.lasting = at, blow, lasting
        self.made: list[str] = []

    @contextmanager
    def counted(self) -> Iterator[Calls]:
        with pytest.MonkeyPatch.context() as patch:
            for name, each in list(vars(os).items()):
                ours = isinstance(each, BuiltinFunctionType) and each.__module__ == os.name
                if (ours or name == "link") and name not in _NO_QUESTION_TO_A_DISK:
                    patch.setattr(os, name, self._wrapped(name, each))
            patch.setattr(fcntl, "flock", self._wrapped("flock", fcntl.flock))
            patch.setattr(io, "open", self._wrapped("io.open", io.open))
            yield self

    def _wrapped(self, name: str, real: Call) -> Call:
        def call(*arguments: Any, **options: Any) -> Any:
            self.made.append(name)
            here = len(self.made)
            struck = here == self.at or (
                self.lasting and here > self.at > 0 and name == self.made[self.at - 1]
            )
            does = self.blow(name, real) if struck and self.blow else real
            return does(*arguments, **options)

        return call


def failing(number: int) -> Blow:
    """The call fails; a file is closed nevertheless, as Linux has it."""

    def blow(name: str, real: Call) -> Call:
        def fails(*arguments: Any, **options: Any) -> Any:
            if name == "close":
                real(*arguments, **options)
            raise OSError(number, os.strerror(number))

        return fails

    return blow


def short(name: str, real: Call) -> Call:
    """Half of what was to be written is written."""

    def writes(handle: int, data: Any) -> Any:
        return real(handle, bytes(data[: max(1, len(data) // 2)]))

    return writes if name == "write" else real


def without_links(number: int) -> Call:
    def link(*_arguments: Any, **_options: Any) -> None:
        raise OSError(number, os.strerror(number))

    return link


def killing(when: str) -> Blow:
    """The process ends right before the call, or right after it."""

    def blow(_name: str, real: Call) -> Call:
        def ends(*arguments: Any, **options: Any) -> None:
            try:
                if when == "after":
                    real(*arguments, **options)
            finally:
                os.kill(os.getpid(), signal.SIGKILL)

        return ends

    return blow
