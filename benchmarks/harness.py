"""Times an application from outside: it plays the terminal, presses keys and watches the clock.

It needs a pseudo-terminal (Linux, macOS); only Linux tells processor time and memory.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds after which an application counts as stuck."""
SETTLED, REPAINTED = 0.25, 0.06
"""Seconds of silence after which the first screen stands, and a repaint is over."""
BETWEEN = 0.02
"""Seconds from a repaint to the next key."""

KEYS = {"tab": b"\t", "enter": b"\r", "escape": b"\x1b", "up": b"\x1b[A", "down": b"\x1b[B"}
KEYS |= {f"ctrl+{letter}": bytes([ord(letter) - 96]) for letter in "abcdefghijklmnopqrstuvwxyz"}

_CONTROL = re.compile(
    rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles and colours
    rb"|\x1b[P_^X][^\x1b]*\x1b\\"  # strings to the terminal
    rb"|\x1b\[[0-?]*[ -/]*[@-~]"  # cursor, styles, modes
    rb"|\x1b[ -/]*[0-~]"
)
_ANSWERS = {
    rb"\x1b\[6n": b"\x1b[1;1R",  # where is the cursor
    rb"\x1b\[0?c": b"\x1b[?62;22c",  # what are you
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y",  # do you draw a frame at once
    rb"\x1b\[\?2048\$p": b"\x1b[?2048;0$y",  # do you tell of a new size
}
"""What an application asks, and what a plain terminal says: without an answer it would wait."""


def _shown(drawn: bytes | bytearray) -> str:
    """Return the letters of what was drawn, without what tells the terminal how and where."""
    return _CONTROL.sub(b"", bytes(drawn)).decode("utf-8", "replace")


class Stuck(Exception):
    """An application did not draw what was waited for."""


@dataclass(frozen=True)
class Act:
    """Something that is done once: a key, and what is drawn when it is done."""

    name: str
    key: str
    until: str


@dataclass(frozen=True)
class Target:
    """An application to time: usable once ``wait`` is drawn.

    Then ``keys`` are pressed in turn, some thirty times, and each of ``acts`` is done once.
    """

    name: str
    command: Sequence[str]
    wait: str
    keys: Sequence[str]
    acts: Sequence[Act] = ()
    quit: str = "ctrl+q"


@dataclass(frozen=True)
class Life:
    """What one life of an application took: seconds, and megabytes where they are known."""

    start: float
    """From the fork until the text that was waited for is drawn."""
    processor: float | None
    """Processor time used by then: steadier than the clock where others work too."""
    key_begins: float
    """From a key to the first byte of the repaint, the median of all presses."""
    key_ends: float
    """From a key to the last byte of the repaint."""
    memory: float | None
    """The most memory it held."""
    acts: Mapping[str, float]
    """From the key of each act until what it does is drawn, by its name."""


class Terminal:
    """A terminal with one application in it; the clock starts at the fork."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the application."""
        self._drawn = bytearray()
        self._answered = 0
        self._began = time.perf_counter()
        self.child, self._handle = pty.fork()
        if self.child == 0:
            size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.environ.update(COLUMNS=str(COLUMNS), LINES=str(ROWS))
            os.execvp(command[0], list(command))  # noqa: S606 -- no shell is wanted

    def read(self, wait: float) -> int:
        """Read what arrives within ``wait`` seconds, and answer; return how many bytes came."""
        if not select.select([self._handle], [], [], wait)[0]:
            return 0
        data = b""
        with suppress(OSError):  # the application closed its side
            data = os.read(self._handle, 1 << 16)
        self._drawn += data
        for question, answer in _ANSWERS.items():
            # A question may have come in two pieces.
            for match in re.finditer(question, self._drawn[max(0, self._answered - 16) :]):
                if match.end() + max(0, self._answered - 16) > self._answered:
                    os.write(self._handle, answer)
        self._answered = len(self._drawn)
        return len(data)

    def wait_for(self, text: str) -> float:
        """Return the seconds from the fork until a text is drawn; raises ``Stuck``."""
        while (passed := time.perf_counter() - self._began) < PATIENCE:
            got = self.read(0.5)
            if got and text in _shown(self._drawn):
                return time.perf_counter() - self._began
            if not got and os.waitid(os.P_PID, self.child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                break
        raise Stuck(f"{text!r} was not drawn in {passed:.1f} s")

    def until_quiet(self, silence: float) -> float:
        """Read until nothing comes for ``silence`` seconds; return when the last byte came."""
        last = time.perf_counter()
        while self.read(silence):
            last = time.perf_counter()
        return last

    def press_until(self, key: str, text: str) -> float:
        """Press a key; return the seconds until a text is drawn that was not before."""
        self.until_quiet(SETTLED)
        before, pressed = len(self._drawn), time.perf_counter()
        os.write(self._handle, KEYS.get(key, key.encode()))
        while time.perf_counter() - pressed < PATIENCE:
            if self.read(0.5) and text in _shown(self._drawn[before:]):
                return time.perf_counter() - pressed
        raise Stuck(f"{text!r} was not drawn after {key}")

    def press(self, key: str) -> tuple[float, float] | None:
        """Press a key; return the seconds to the first and the last byte, or ``None``."""
        self.until_quiet(0)
        pressed = time.perf_counter()
        os.write(self._handle, KEYS.get(key, key.encode()))
        if not self.read(1):
            return None
        begun = time.perf_counter()
        return begun - pressed, max(begun, self.until_quiet(REPAINTED)) - pressed

    def processor(self) -> float | None:
        """Return the processor time used so far by all threads, where the system tells it."""
        try:
            threads = [*Path(f"/proc/{self.child}/task").glob("*/schedstat")]
            return sum(int(each.read_text().split()[0]) for each in threads) / 1e9 or None
        except (OSError, ValueError, IndexError):
            return None

    def memory(self) -> float | None:
        """Return the most megabytes held so far, where the system tells it."""
        try:
            status = Path(f"/proc/{self.child}/status").read_text(encoding="utf-8")
        except OSError:
            return None
        peak = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(peak[1]) / 1024 if peak else None

    def leave(self, key: str) -> None:
        """Ask the application to end, and end it where it does not."""
        with suppress(OSError):
            os.write(self._handle, KEYS.get(key, key.encode()))
        patience = time.perf_counter() + 3
        while not os.waitpid(self.child, os.WNOHANG)[0]:
            if time.perf_counter() > patience:
                os.kill(self.child, signal.SIGKILL)
                os.waitpid(self.child, 0)
                break
            self.read(0.05)
        os.close(self._handle)


def live(target: Target, presses: int = 30) -> Life:
    """Start an application, press its keys, and leave it; raises ``Stuck``."""
    terminal = Terminal(target.command)
    try:
        start = terminal.wait_for(target.wait)
        processor = terminal.processor()
        terminal.until_quiet(SETTLED)
        repaints = []
        for turn in range(presses):
            if repaint := terminal.press(target.keys[turn % len(target.keys)]):
                repaints.append(repaint)
            time.sleep(BETWEEN)  # a hand rests between two keys
        if not repaints:
            raise Stuck(f"{target.name} answered no key")
        begins, ends = (statistics.median(times) for times in zip(*repaints, strict=True))
        memory = terminal.memory()
        acts = {act.name: terminal.press_until(act.key, act.until) for act in target.acts}
        return Life(start, processor, begins, ends, memory, acts)
    finally:
        terminal.leave(target.quit)


def lives(targets: Sequence[Target], runs: int) -> dict[str, list[Life]]:
    """Time applications in turn, so that a busy minute harms all; the first round warms up."""
    told: dict[str, list[Life]] = {target.name: [] for target in targets}
    for turn in range(runs + 1):
        for target in targets:
            life = live(target)
            if turn:
                told[target.name].append(life)
    return told
