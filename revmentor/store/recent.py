"""The files that were opened last, remembered outside them, each with the day."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from datetime import date
from pathlib import Path

import msgspec

from revmentor.i18n.dates import local_today
from revmentor.store import scratch_copies
from revmentor.store.file.disk import private_write

_REMEMBERED = 40


class OpenedFile(msgspec.Struct, frozen=True):
    """A file that was opened, and on which day last; an older list does not know the day."""

    path: str
    on: date | None = None


def _list_path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("revmentor") / "recent.json"


def opened_files() -> list[OpenedFile]:
    """Return the files opened last, the newest first: also those that are not there today."""
    opened = (each if isinstance(each, OpenedFile) else OpenedFile(each) for each in _entries())
    return [each for each in opened if not scratch_copies.is_scratch(Path(each.path))]


def _entries() -> list[str | OpenedFile]:
    """Return the list as it is written: paths alone are of an older revmentor."""
    try:
        return msgspec.json.decode(_list_path().read_bytes(), type=list[str | OpenedFile])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []


def _path_of(entry: str | OpenedFile) -> str:
    return entry.path if isinstance(entry, OpenedFile) else entry


def remembered() -> list[str]:
    """Return every path in the list, whether or not its file is there."""
    return [_path_of(each) for each in _entries()]


def forget(names: Collection[str]) -> None:
    """Take paths out of the list; raises ``OSError`` where it cannot be written."""
    left = [each for each in _entries() if _path_of(each) not in names]
    private_write(_list_path(), msgspec.json.encode(left))


def remember(path: Path, on: date | None = None) -> None:
    """Put a file first in the list, with the day it was opened (today, where none is given).

    A scratch copy is not remembered. Where the list cannot be written, nothing happens.
    """
    if scratch_copies.is_scratch(path):
        return
    others = [each for each in _entries() if _path_of(each) != str(path)]
    opened = [OpenedFile(str(path), on or local_today()), *others][:_REMEMBERED]
    with contextlib.suppress(OSError, UnicodeEncodeError):  # a name that is no text is not kept
        place = _list_path()
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        private_write(place, msgspec.json.encode(opened))
