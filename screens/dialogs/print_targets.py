"""Where what is printed goes: a folder beside the file, another one, or a file by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from revmentor.model.errors import Refused
from revmentor.store import outputs
from revmentor.store.file.disk import kind_of
from revmentor.store.typed_paths import no_folder, said_beside, typed_path

_ENDINGS = {".html", ".htm", ".json", ".ics"}
"""What a path ends with that names a file, and no folder."""


class Target(msgspec.Struct):
    """Where one form writes, and what was asked about there.

    Each file that is there is asked about by itself: a yes to one is no yes to another.
    """

    beside: Path
    """The folder that a path is written from."""
    _asked_about: set[Path] = msgspec.field(default_factory=set)

    def place(self, typed: str | None, folder: str, name: str = "") -> tuple[Path, str]:
        """Return the folder and the name of a file, of several files (``name`` is empty) none.

        ``folder`` and ``name`` are taken where nothing, or only a folder, was typed.
        """
        with said_beside("path"):
            path = typed_path(typed or folder or str(self.beside), self.beside)
        is_file = bool(typed) and (path.suffix in _ENDINGS or kind_of(path) == "file")
        if not (name and is_file and kind_of(path) != "folder"):
            return path, name
        if why := no_folder(path.parent):
            raise Refused(why, field="path")
        return path.parent, path.name

    def check(self, folder: Path, names: Iterable[str], *, insisted: bool) -> bool:
        """Look whether files may be written; return whether over those that are there."""
        paths = {folder / each for each in names}
        force = insisted and paths <= self._asked_about
        self._asked_about |= paths
        with said_beside("path"):
            outputs.check_folder(folder, [each.name for each in paths], force=force)
        return force

    def write(self, folder: Path, files: Mapping[str, bytes], *, insisted: bool) -> None:
        """Write files into a folder, which is made where it is missing."""
        force = self.check(folder, files, insisted=insisted)
        with said_beside("path"):
            outputs.write_all(folder, files, force=force)
