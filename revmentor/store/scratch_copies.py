"""Scratch copies: a file to try things in, in a folder of its own, which goes away by itself.

They are no client's: nothing is remembered of them, and no draft is kept beside them.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_NAME = "revmentor-demo-"
_DAY = 24 * 60 * 60


def new_folder() -> Path:
    """Make the folder of a scratch copy; those of earlier days go."""
    sweep()
    return Path(tempfile.mkdtemp(prefix=_NAME))


def is_scratch(path: Path) -> bool:
    """Tell whether a file is a scratch copy, by where it lies."""
    folder = path.parent
    return folder.name.startswith(_NAME) and _real(folder.parent) == _real(tempfile.gettempdir())


def _real(folder: str | Path) -> str:
    return os.path.realpath(folder)


def remove(path: Path) -> None:
    """Remove a scratch copy with its folder."""
    if is_scratch(path):
        shutil.rmtree(path.parent, ignore_errors=True)


def sweep() -> None:
    """Remove scratch copies of earlier days: of a demo that was killed, or ran without a screen."""
    yesterday = time.time() - _DAY
    for folder in Path(tempfile.gettempdir()).glob(f"{_NAME}*"):
        with suppress(OSError):
            lies = folder.lstat()
            if stat.S_ISDIR(lies.st_mode) and lies.st_mtime < yesterday and _is_own(lies):
                shutil.rmtree(folder, ignore_errors=True)


def _is_own(lies: os.stat_result) -> bool:
    return sys.platform == "win32" or lies.st_uid == os.getuid()
