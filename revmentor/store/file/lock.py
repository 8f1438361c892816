"""The lock of a file: advisory, held for one transaction, on a file of its own.

The system gives it back when its holder ends, however that comes about, so none is ever stale. The
lock's own file is never removed: two programs could otherwise hold locks on two files of one name.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.model.errors import Busy
from revmentor.store.file import disk

PATIENCE = 10.0
"""Seconds to wait for another program; a commit takes milliseconds."""

_CANNOT = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""How a file system says that it has no locks; the generation is still compared there."""


@contextmanager
def held(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock that lies in a folder; raises :class:`Busy` where it is not to be had.

    ``patience`` is how many seconds another program is waited for.
    """
    disk.private_folder(folder)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    handle = os.open(folder / "lock", flags, disk.FILE_MODE)
    try:
        _wait(handle, patience)
        yield
    finally:
        with suppress(OSError):  # it is given back all the same
            os.close(handle)


def _wait(handle: int, patience: float) -> None:
    end = time.monotonic() + patience
    pause = 0.001
    while not _taken(handle):
        if time.monotonic() >= end:
            raise Busy(
                _(
                    "Another program is writing the file; nothing was saved. Try again when it has "
                    "finished."
                )
            )
        time.sleep(pause)  # the system says nothing when a lock is let go
        pause = min(pause * 1.5, 0.05)


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLK}:
                return False
            raise
        return True

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _CANNOT:
                return True
            raise
        return True
