"""Python as it is on macOS, as far as our own code can tell: read at the start of a process.

What is forced to the disk goes through ``F_FULLFSYNC``; each time one byte is written to the file
that ``FULL_SYNCS`` names.
"""

import fcntl
import os
import sys
from typing import Any

import babel.dates  # noqa: F401 -- while the system is still what it is
import dateutil.tz  # noqa: F401
import platformdirs  # noqa: F401

_FULL_SYNC = fcntl.F_FULLFSYNC = 51  # type: ignore[attr-defined]  # it has it there
_fcntl = fcntl.fcntl


def _control(handle: int, what: int, *rest: Any) -> Any:
    if what != _FULL_SYNC:
        return _fcntl(handle, what, *rest)
    os.fsync(handle)
    counted = os.open(os.environ["FULL_SYNCS"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(counted, b".")
    os.close(counted)
    return 0


fcntl.fcntl = _control  # type: ignore[assignment]
sys.platform = "darwin"
