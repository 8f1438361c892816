"""The files that ended programmes are moved to: written beside the file, and read back."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Snapshot
from revmentor.rules import archiving
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.inspection import opened_file
from revmentor.store.history import other_copy
from revmentor.store.typed_paths import stands
from revmentor.store.workspace import Workspace


class ArchiveFile(msgspec.Struct, frozen=True):
    """A file of a programme's own, and what it holds."""

    path: Path
    name: str
    """How the file it came from names it: relative to its own folder."""
    records: Snapshot


def write_archive(workspace: Workspace, programme_id: str, path: Path) -> ArchiveFile:
    """Write a programme into a new file with the key of this one, and read it back.

    Where the file was written before and holds just that, as after an interruption, it is taken.
    Raises :class:`Refused` where the name is taken by anything else.
    """
    records = archiving.part_of(workspace.snapshot, programme_id)
    place = os.path.realpath(path)
    try:
        name = os.path.relpath(place, workspace.path.parent)
    except ValueError:  # another drive of Windows
        name = place
    if not stands(path):
        workspace.write_part(path, records)
    written = opened_file(path, workspace.key)
    if written.snapshot != records:
        raise Refused(
            _("{file} already exists; choose another name.").format(file=path.name), field="path"
        )
    return ArchiveFile(written.path, name, records)


def place_of(workspace: Workspace, programme: Programme) -> Path:
    """Return where the archive of a programme lies, as this file names it.

    Raises :class:`Refused` for a programme that was not moved.
    """
    if programme.archived is None:
        raise Refused(_("{name} lies in this file.").format(name=programme.name), field="programme")
    return workspace.path.parent / programme.archived.file


def read_archive(
    workspace: Workspace, programme: Programme, path: Path | None = None, key: Key | None = None
) -> Snapshot:
    """Return what the archive of a programme holds, without those who were erased here since.

    Without a ``path`` it lies where it was moved to, without a ``key`` it has that of the file.
    Raises as :func:`~revmentor.store.history.other_copy.read_copy`.
    """
    path = path or place_of(workspace, programme)
    return other_copy.read_copy(workspace, path, key or workspace.key).snapshot
