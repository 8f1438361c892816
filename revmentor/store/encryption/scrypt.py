"""Put a text behind a passphrase, no harder than a slower machine can open.

age measures for some milliseconds how fast the machine is, and makes the passphrase as hard to try
as this machine can bear in a second. On a fast one that is too hard for an old laptop, and neither
age's format nor pyrage lets us choose. So it is done in a process of its own, which is stopped and
let go in turns while age measures: it then takes the machine for a slower one. What was chosen is
read back from the result.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.model.errors import NotSaved
from revmentor.store.encryption import cipher

HARDEST, EASIEST = 18, 16
"""scrypt's N as a power of two: what is wanted at most, and at least."""
TRIES = 12

_PAUSE, _MEASURING = 0.001, 0.03
_SCRYPT = re.compile(rb"^-> scrypt \S+ (\d{1,2})$", re.MULTILINE)


def work_factor(raw: bytes) -> int:
    """Return scrypt's N of an age file behind a passphrase, as a power of two; 99 for others."""
    line = _SCRYPT.search(raw[:1024])
    return int(line[1]) if line else 99


def protected(text: bytes, passphrase: str) -> bytes:
    """Return an age file of a text behind a passphrase, with an N from 16 to 18.

    It is written again until it is so, twelve times at the most; then the one nearest to that.
    Raises :class:`NotSaved` where it could not be made.
    """
    attempts: list[bytes] = []
    for turn in range(TRIES):
        # A machine that is slow by itself needs no pauses; a very fast one longer ones.
        attempts.append(_once(text, passphrase, pauses=turn))
        if EASIEST <= work_factor(attempts[-1]) <= HARDEST:
            return attempts[-1]
    return min(attempts, key=lambda raw: abs(work_factor(raw) - HARDEST))


_CHILD = """
import sys
sys.path.insert(0, sys.argv[1])
import pyrage
length = int.from_bytes(sys.stdin.buffer.read(4), "big")
secret = sys.stdin.buffer.read(length).decode()
text = sys.stdin.buffer.read()
sys.stdout.buffer.write(b"ready\\n")
sys.stdout.buffer.flush()
sys.stdout.buffer.write(pyrage.passphrase.encrypt(text, secret))
"""


def _once(text: bytes, passphrase: str, *, pauses: int) -> bytes:
    secret = passphrase.encode()
    place = Path(str(cipher.age().__file__)).parents[1]
    # Isolated: nothing in the folder we happen to be in is imported with a secret in hand.
    command = [sys.executable, "-I", "-c", _CHILD, str(place)]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(  # noqa: S603 -- our own few lines, and pyrage
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        ) as child:
            if child.stdin is None or child.stdout is None:
                raise OSError
            child.stdin.write(len(secret).to_bytes(4, "big") + secret + text)
            child.stdin.close()
            child.stdout.readline()
            if pauses and sys.platform != "win32":
                _slow_down(child, _PAUSE * pauses)
            protected_text = child.stdout.read()
    except OSError as error:
        raise _not_made() from error
    if child.returncode or not protected_text:
        raise _not_made()
    return protected_text


def _not_made() -> NotSaved:
    return NotSaved(_("The key could not be put behind the passphrase; nothing was changed."))


def _slow_down(child: subprocess.Popen[bytes], pause: float) -> None:
    end = time.monotonic() + _MEASURING
    while time.monotonic() < end and child.poll() is None:
        child.send_signal(signal.SIGSTOP)
        time.sleep(pause)  # how long it stands still is what makes it count fewer turns
        child.send_signal(signal.SIGCONT)
        time.sleep(_PAUSE)
