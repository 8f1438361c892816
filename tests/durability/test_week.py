"""The application itself, at a terminal, killed in the middle of a week of logging."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.store import disk
from revmentor.store.workspace import Workspace

PATIENCE = 60


class Terminal:
    """revmentor at a terminal of 80 by 24; keys in, and everything it ever drew."""

    def __init__(self, child: int, handle: int) -> None:
        self.child = child
        self._handle = handle
        self._drawn = b""

    def press(self, keys: str) -> None:
        os.write(self._handle, keys.encode())

    def wait_for(self, text: str) -> None:
        """Read until a text is drawn that was not drawn before."""
        while text.encode() not in self._drawn:
            ready, _w, _x = select.select([self._handle], [], [], PATIENCE)
            assert ready, f"{text!r} was never drawn"
            self._drawn += os.read(self._handle, 1 << 16)
        self._drawn = self._drawn.split(text.encode(), 1)[1]


@contextmanager
def at_a_terminal(path: Path) -> Iterator[Terminal]:
    child, handle = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        command = [sys.executable, "-m", "revmentor", str(path), "--today", "2026-04-24"]
        os.execv(sys.executable, command)
    ioctl(handle, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    try:
        yield Terminal(child, handle)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(handle)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_kill_9_in_the_middle_of_a_week_of_logging_loses_no_logged_session(path: Path) -> None:
    found = document.read(sample.document("sessions"))
    imports.document(Workspace.create(path, found.firm), found)
    before = set(Workspace.open(path).snapshot.sessions)
    logged = 0
    for _turn in range(3):
        with at_a_terminal(path) as terminal:
            terminal.wait_for("things want you")
            terminal.press("l")
            terminal.wait_for("Given back")
            terminal.press("\r")
            terminal.wait_for(": held")  # said in passing: it is saved
            logged += 1
            terminal.press("l")
            terminal.wait_for("Given back")
            terminal.press("half a sentence")  # and here the battery dies
        opened = Workspace.open(path)
        assert len(set(opened.snapshot.sessions) - before) == logged
        assert "logged for" in opened.changes[0].what
        assert disk.temporaries(path) == []
