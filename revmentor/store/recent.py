"""The files that were opened last, remembered outside them."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from pathlib import Path

import msgspec

from revmentor.store.file.disk import kind_of, private_write

_SHOWN, _REMEMBERED = 12, 40


def _list_path() -> Path:
    from platformdirs import user_state_path

    return user_state_path("revmentor") / "recent.json"


def recent_files() -> list[Path]:
    """Return the files opened last that are still there, newest first."""
    return [path for path in map(Path, _names()) if kind_of(path) == "file"][:_SHOWN]


def _names() -> list[str]:
    """Return the paths in the list, also those of a stick that is not plugged in today."""
    try:
        return msgspec.json.decode(_list_path().read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return []


def remembered() -> list[str]:
    """Return every path in the list, whether or not its file is there."""
    return _names()


def forget(names: Collection[str]) -> None:
    """Take paths out of the list; raises ``OSError`` where it cannot be written."""
    private_write(_list_path(), msgspec.json.encode([e for e in _names() if e not in names]))


def remember(path: Path) -> None:
    """Put a file first in the list; where the list cannot be written, nothing happens."""
    names = [str(path), *(each for each in _names() if each != str(path))][:_REMEMBERED]
    with contextlib.suppress(OSError, UnicodeEncodeError):  # a name that is no text is not kept
        place = _list_path()
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        private_write(place, msgspec.json.encode(names))
