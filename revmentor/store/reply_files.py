"""The files in which replies come: one, or all of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem, Refused
from revmentor.store import typed_paths
from revmentor.store.file import disk

MOST_FILES = 2_000
"""So many files of one folder are looked at."""


def reply_files(path: Path, most: int) -> Iterator[tuple[str, bytes] | Problem]:
    """Yield the bytes of a file, or of every file of a folder by its name, or why it is not read.

    A file with more bytes than ``most`` is no reply. Folders within the folder are left alone.
    """
    if disk.kind_of(path) != "folder":
        yield _read(path, most)
        return
    try:
        every = sorted(each for each in path.iterdir() if not each.name.startswith("."))
    except OSError as error:
        raise Refused(typed_paths.why_unread(path, error)) from error
    for each in every[:MOST_FILES]:
        if disk.kind_of(each) != "folder":
            yield _read(each, most)
    if len(every) > MOST_FILES:
        text = _("there are more than {n} files in it; the others were not looked at")
        yield Problem(str(path), text.format(n=MOST_FILES))


def _read(path: Path, most: int) -> tuple[str, bytes] | Problem:
    try:
        return path.name, typed_paths.read_source(path, most)
    except Refused as error:
        return Problem(path.name, str(error).rstrip("."))
