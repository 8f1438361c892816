"""What lies nearby and may be meant: sheets of a firm, and files of revmentor.

It is looked for beside the open file, where one works, and where downloads go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from revmentor.store.encryption import cipher
from revmentor.store.file import disk, header

_NO_SHEETS = (".", "~$", "revmentor-cop")
"""How the names begin of what is hidden, open elsewhere, or a text that was copied here."""
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"})
_MOST = 40


def sheets_nearby(beside: Path) -> list[Path]:
    """Return sheets in the usual folders, the one changed last first; at most forty."""
    return _nearby([beside], _is_sheet)


def files_nearby(beside: Iterable[Path]) -> list[Path]:
    """Return files of revmentor in the usual folders and some others; at most forty.

    The one changed last comes first.
    """
    return _nearby(beside, _is_ours)


def _is_sheet(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(_NO_SHEETS)


def _is_ours(path: Path) -> bool:
    """Tell by its first line whether a file is one of revmentor, in the clear or encrypted."""
    if path.suffix.lower() != ".json" or path.name.startswith("."):
        return False
    first = disk.beginning(path)
    meta = header.meta_of(first)
    is_ours = meta is not None and meta.file.application == header.APPLICATION
    return is_ours or cipher.is_encrypted(first)


def _nearby(beside: Iterable[Path], is_meant: Callable[[Path], bool]) -> list[Path]:
    found: dict[Path, float] = {}
    for folder in dict.fromkeys([*beside, Path.cwd(), *_usual_folders()]):
        with suppress(OSError):
            for path in folder.iterdir():
                with suppress(OSError):
                    if is_meant(path):
                        found[path] = path.stat().st_mtime
    return sorted(found, key=lambda path: (-found[path], path))[:_MOST]


def _usual_folders() -> Iterator[Path]:
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    for folder in (user_downloads_path, user_desktop_path, user_documents_path):
        with suppress(OSError, RuntimeError):
            yield folder()
