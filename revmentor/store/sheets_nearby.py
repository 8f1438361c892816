"""Where the sheets of a firm are likely to lie: beside its file, and where downloads go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_NO_SHEETS = (".", "~$", "revmentor-cop")
"""How the names begin of what is hidden, open elsewhere, or a text that was copied here."""
SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"})
_MOST = 40


def sheets_nearby(beside: Path) -> list[Path]:
    """Return sheets in the usual folders, the one changed last first; at most forty."""
    found: dict[Path, float] = {}
    for folder in dict.fromkeys([beside, Path.cwd(), *_usual_folders()]):
        with suppress(OSError):
            for path in folder.iterdir():
                if path.suffix.lower() in SUFFIXES and not path.name.startswith(_NO_SHEETS):
                    with suppress(OSError):
                        found[path] = path.stat().st_mtime
    return sorted(found, key=lambda path: (-found[path], path))[:_MOST]


def _usual_folders() -> Iterator[Path]:
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    for folder in (user_downloads_path, user_desktop_path, user_documents_path):
        with suppress(OSError, RuntimeError):
            yield folder()
