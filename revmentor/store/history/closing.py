"""A client is closed: one file to hand over, read back, and then nothing of it left here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NotSaved, Refused
from revmentor.model.snapshot import Snapshot
from revmentor.rules import archiving
from revmentor.store import drafts, recent, shared_folders
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.file.inspection import opened_file
from revmentor.store.file.storage import DurableStorage
from revmentor.store.history import backup, copies, generations


class HandOver(msgspec.Struct, frozen=True):
    """The file that is handed over, and the sum that tells it from every other."""

    path: Path
    sha256: str
    size: int
    mark: bytes
    lineage: str


def hand_over(path: Path, target: Path, key: Key | None, *, force: bool) -> HandOver:
    """Write the file to hand over, read it back, and return what it sums to."""
    copy = backup.write_backup(path, target, key, force=force)
    if copy.meta is None:
        raise ValueError(copy.state)
    raw, _lies = disk.read_file(target)
    digest = hashlib.sha256(raw).hexdigest()
    return HandOver(target, digest, len(raw), copy.mark, copy.meta.file.lineage)


def remove(path: Path, handed: HandOver, key: Key | None) -> list[str]:
    """Remove a file, its copies, its draft and its place in lists; return what stays, and why.

    The copies go first and the file last: interrupted, the same command finishes it. Raises
    :class:`Refused` where the file is no longer what was handed over.
    """
    inspection = opened_file(path, key)
    if not inspection.mark == handed.mark == cipher.mark(disk.read_file(handed.path)[0]):
        raise Refused(_("{file} was changed meanwhile; hand it over anew.").format(file=path.name))
    storage = DurableStorage(path, key)
    storage.mark, storage.stamp = inspection.mark, inspection.stamp
    folder = generations.folder_of(storage.path)
    stays = [*_archives(inspection.snapshot), *_left(storage.path, handed, key)]
    try:
        with storage.alone():
            if not storage.unchanged():
                raise storage.overtaken()
            disk.sweep(storage.path, folder)
            for each in sorted(folder.iterdir()):
                if each.name != "lock":
                    each.unlink()
            disk.sync_folder(folder)
            drafts.drop_draft(storage.path, handed.lineage)
            _forget(path, storage.path)
            storage.path.unlink()
            (folder / "lock").unlink(missing_ok=True)
        folder.rmdir()
        disk.sync_folder(storage.path.parent)
    except OSError as error:
        raise NotSaved(
            _("Not everything could be removed: {reason}. Do the same once more.").format(
                reason=reason_of(error)
            )
        ) from error
    return stays


def _forget(*paths: Path) -> None:
    names = [str(each) for each in paths]
    if set(names) & {*recent.remembered()}:
        recent.forget(names)
    if set(names) & {*shared_folders.told_of()}:
        shared_folders.forget_told(names)


def _archives(snapshot: Snapshot | None) -> Iterator[str]:
    """Yield where the programmes lie that were moved to files of their own."""
    for programme, where in archiving.archived(snapshot) if snapshot else ():
        yield _("{name}, moved to {file}").format(name=programme.name, file=where.file)


def _left(path: Path, handed: HandOver, key: Key | None) -> Iterator[str]:
    """Yield what of the client is not removed, as sentences."""
    for each in copies.beside(path, key, handed.lineage):
        if each.path != handed.path:
            yield _("A copy beside it: {name}").format(name=each.path)
    for each_file in copies.other_files(path, key, handed.lineage):
        yield _("Another file of the same firm: {name}").format(name=each_file)
    yield from generations.of_second_names(path)
    if place := shared_folders.shared_place(path):
        yield _("{name} may keep earlier versions of the file; they are removed there.").format(
            name=place.name
        )
    yield _("Reports, calendars, pages and exports that were written, and backups elsewhere.")
    yield _("What the disk held before: a specialist’s tools may still find it.")
