"""The files that ended programmes are moved to: written beside the file, and read back."""

from __future__ import annotations

from pathlib import Path

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused, Unreadable, WrongPassphrase
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Snapshot
from revmentor.rules import archiving
from revmentor.store.archive_places import place_of, relative_path, why_not_this, why_unread
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.file.inspection import inspect, opened_file
from revmentor.store.history import generations, other_copy
from revmentor.store.typed_paths import stands
from revmentor.store.workspace import Workspace


class ArchiveFile(msgspec.Struct, frozen=True):
    """A file of a programme's own, and what it holds."""

    path: Path
    name: str
    """How the file it came from names it: relative to its own folder."""
    lineage: str
    """By which it is known again, wherever it lies."""
    records: Snapshot


def write_archive(workspace: Workspace, programme_id: str, path: Path) -> ArchiveFile:
    """Write a programme into a new file with the key of this one, and read it back.

    Where the file was written before and holds just that, as after an interruption, it is taken.
    Raises :class:`Refused` where the name is taken by anything else.
    """
    records = archiving.part_of(workspace.snapshot, programme_id)
    refuse_taken(workspace, programme_id, path)
    if not stands(path):
        for left in {*disk.left_over(path.parent)} & {*disk.temporaries(path)}:
            disk.remove_file(left)  # of a program that was killed while it wrote
        workspace.write_part(path, records)
    written = opened_file(path, workspace.key)
    if written.snapshot != records or written.meta is None:
        raise _taken(path)
    name = relative_path(written.path, workspace.path)
    return ArchiveFile(written.path, name, written.meta.file.lineage, records)


def refuse_taken(workspace: Workspace, programme_id: str, path: Path) -> None:
    """Raise :class:`Refused` where no archive of a programme can be written to a path.

    There is no such folder, or something stands there that does not hold just the programme.
    """
    if disk.kind_of(path.parent) != "folder":
        raise Refused(_("There is no folder {folder}.").format(folder=path.parent), field="path")
    there = stands(path)
    if generations.kept(path) or (not there and generations.copies_stand(path)):
        raise _taken(path)
    if not there:
        return
    try:
        found = inspect(path, workspace.key)
    except WrongPassphrase:
        raise _taken(path) from None
    is_ours = found.usable and found.encrypted == workspace.encrypted
    if not is_ours or found.snapshot != archiving.part_of(workspace.snapshot, programme_id):
        raise _taken(path)


def _taken(path: Path) -> Refused:
    text = _("{file} already exists; choose another name.").format(file=path.name)
    return Refused(text, field="path")


def read_archive(
    workspace: Workspace, programme: Programme, path: Path | None = None, key: Key | None = None
) -> Snapshot:
    """Return what the archive of a programme holds, without those who were erased here since.

    Without a ``path`` it lies where it was moved to, without a ``key`` it has that of the file.
    Raises :class:`Refused` for another file than that, or a copy of it, :class:`Unreadable` for
    what is damaged or was changed outside revmentor, ``WrongPassphrase`` where the key is another.
    """
    path = path or place_of(workspace.path, programme)
    if why := why_unread(path):
        raise Unreadable(why)
    found = inspect(path, key or workspace.key)
    why = why_not_this(found, programme)
    if not found.usable or found.snapshot is None or found.meta is None:
        raise Unreadable(why)
    if why:
        raise Refused(why, field="path")
    return other_copy.without_erased(workspace, found.snapshot, found.meta)[0]
