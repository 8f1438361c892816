"""The application at a terminal of its own: keys in, everything it ever drew out."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

PATIENCE = 60
AS_IT_IS = "import sys; from revmentor.cli.main import main; sys.exit(main())"


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

    def end(self) -> tuple[int, str]:
        """Wait until the program ends; return its exit status and what it drew last."""
        with suppress(OSError):  # the terminal is gone with the program
            while select.select([self._handle], [], [], PATIENCE)[0]:
                piece = os.read(self._handle, 1 << 16)
                if not piece:
                    break
                self._drawn += piece
        _child, how = os.waitpid(self.child, 0)
        self.child = 0
        return os.waitstatus_to_exitcode(how), self._drawn.decode("utf-8", "replace")

    def close(self) -> None:
        """Close the window, as a click on its corner does."""
        os.close(self._handle)
        self._handle = -1

    def leave(self) -> None:
        """End whatever still runs."""
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)
        if self._handle >= 0:
            os.close(self._handle)


@contextmanager
def at_a_terminal(
    *words: str | Path, program: str = AS_IT_IS, today: Sequence[str] = ("--today", "2026-04-24")
) -> Iterator[Terminal]:
    """Run the command line at a terminal; ``program`` may make something fail in it first."""
    child, handle = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.execv(sys.executable, [sys.executable, "-c", program, *map(str, words), *today])
    ioctl(handle, TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    terminal = Terminal(child, handle)
    try:
        yield terminal
    finally:
        terminal.leave()
