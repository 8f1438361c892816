"""Python as it is on Windows, as far as our own code can tell: read at the start of a process.

The standard library and the libraries that look at the system are imported first, as they are here:
it is our code that is tried. Then everything of POSIX is taken away that
is not on Windows: modules, functions of ``os``, signals, the database of time zones. Names that
differ in nothing but case are not told apart by the file system; that is tried on a disk.
"""

import asyncio  # noqa: F401 -- while the system is still what it is
import builtins
import fcntl as _fcntl
import os
import selectors  # noqa: F401
import shutil  # noqa: F401
import signal
import socket  # noqa: F401
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
import time
import types
import uuid  # noqa: F401
import zoneinfo
from typing import Any

import babel.dates  # noqa: F401
import dateutil.tz  # noqa: F401
import platformdirs  # noqa: F401

_MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog"}
_OF_OS = (
    "chown",
    "chroot",
    "confstr",
    "fchmod",
    "fchown",
    "fork",
    "forkpty",
    "getegid",
    "geteuid",
    "getgid",
    "getgroups",
    "getlogin",
    "getpgid",
    "getpgrp",
    "getresuid",
    "getuid",
    "initgroups",
    "killpg",
    "lchown",
    "mkfifo",
    "mknod",
    "nice",
    "openpty",
    "posix_fadvise",
    "posix_fallocate",
    "pread",
    "pwrite",
    "sched_yield",
    "sendfile",
    "setuid",
    "setsid",
    "statvfs",
    "sync",
    "sysconf",
    "uname",
    "wait3",
    "wait4",
    "waitid",
    "copy_file_range",
    "memfd_create",
    "O_NOFOLLOW",
    "O_NONBLOCK",
    "O_CLOEXEC",
    "O_DIRECTORY",
    "O_NOCTTY",
    "O_SYNC",
    "O_DSYNC",
)
_SIGNALS = (
    "SIGHUP",
    "SIGKILL",
    "SIGSTOP",
    "SIGCONT",
    "SIGWINCH",
    "SIGUSR1",
    "SIGUSR2",
    "SIGQUIT",
    "SIGPIPE",
)

for name in _OF_OS:
    if hasattr(os, name):
        delattr(os, name)
for name in _SIGNALS:
    delattr(signal, name)
delattr(time, "tzset")
os.O_BINARY = 0  # type: ignore[attr-defined]  # it has it there


def _locking(handle: int, _mode: int, _bytes: int) -> None:
    """Lock as Windows does: for one handle, and refused with ``EACCES``."""
    try:
        _fcntl.flock(handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PermissionError(13, "Permission denied") from error


_import = builtins.__import__


def _without_posix(
    name: str, its: dict[str, Any] | None = None, *rest: Any, **named: Any
) -> types.ModuleType:
    asking: str = (its or {}).get("__name__", "")
    if name in _MODULES and asking.split(".")[0] in {"revmentor", "screens", "widgets"}:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _import(name, its, *rest, **named)


builtins.__import__ = _without_posix  # type: ignore[assignment]
_msvcrt = types.ModuleType("msvcrt")
vars(_msvcrt).update(LK_NBLCK=2, locking=_locking)
sys.modules["msvcrt"] = _msvcrt
zoneinfo.reset_tzpath(to=())  # there is none: the package tzdata stands in
sys.platform = "win32"
