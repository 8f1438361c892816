"""Every other state of a file that lies about: kept in its folder, or beside it.

A copy is looked at as a whole, so that it can be written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from revmentor.model.errors import Unreadable, WrongPassphrase
from revmentor.model.snapshot import Snapshot
from revmentor.store import drafts, shared_folders
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, header, tables
from revmentor.store.file.encoded import EncodedTables
from revmentor.store.file.header import Meta
from revmentor.store.file.verdict import judged
from revmentor.store.history import generations


class Copy(msgspec.Struct, frozen=True):
    """A copy of a file: the records in it, or none where it cannot be read."""

    path: Path
    meta: Meta | None = None
    snapshot: Snapshot | None = None

    def write(self, snapshot: Snapshot, meta: Meta) -> None:
        """Write other records in the copy's place, at once and for good; raises ``OSError``."""
        _meta, pieces = header.sealed(meta, EncodedTables().lines(tables.tables(snapshot)))
        recipients = meta.file.recipients
        pieces = [cipher.closed(pieces, recipients)] if recipients else pieces
        disk.put_in_place(self.path, pieces)
        disk.sync_folder(self.path.parent)

    def rename(self, name: str) -> None:
        """Give the copy another name in its folder; raises ``OSError``."""
        self.path.rename(self.path.with_name(name))
        disk.sync_folder(self.path.parent)


def kept(path: Path, key: Key | None) -> Iterator[Copy]:
    """Yield everything kept in the folder of a file: generations, the second copy, set aside."""
    folder = generations.folder_of(path)
    for each in sorted(folder.glob("*.json")):
        if each != drafts.name_in(folder) and disk.is_plain_file(each):
            yield _copy(each, key)


def beside(path: Path, key: Key | None, lineage: str) -> Iterator[Copy]:
    """Yield the copies beside a file: backups, conflict copies, of its lineage as far as is known.

    A file that has a folder of its own is no copy, but another file.
    """
    conflicts = shared_folders.conflict_copies(path)
    for each in sorted(path.parent.glob("*.json*")):
        if each == path or not disk.is_plain_file(each) or has_folder(each):
            continue
        copy = _copy(each, key)
        unread = copy.meta is None and (each in conflicts or _is_unread_copy(each, path))
        if unread or (copy.meta and copy.meta.file.lineage == lineage):
            yield copy


def other_files(path: Path, key: Key | None, lineage: str) -> list[Path]:
    """Return the files beside a file that hold states of it and have copies of their own."""
    return [
        each
        for each in sorted(path.parent.glob("*.json*"))
        if each != path
        and disk.is_plain_file(each)
        and has_folder(each)
        and (meta := _copy(each, key).meta)
        and meta.file.lineage == lineage
    ]


def has_folder(path: Path) -> bool:
    """Tell whether copies of its own are kept of a file."""
    return disk.kind_of(generations.folder_of(path)) == "folder"


def _is_unread_copy(each: Path, path: Path) -> bool:
    """Tell whether something that cannot be read is called like a backup of a file."""
    stem = path.name.removesuffix(".json")
    return each.name.startswith(f"{stem}.backup-") and cipher.is_encrypted(disk.beginning(each))


def _copy(place: Path, key: Key | None) -> Copy:
    try:
        raw, _lies = disk.read_file(place)
        plain = cipher.decrypted(raw, key, place.name)
    except (OSError, WrongPassphrase, Unreadable):
        return Copy(place)
    if plain is None or not plain.lstrip().startswith(b'{"meta"'):
        return Copy(place)
    look = judged(place, plain, ())
    if look.snapshot is None or look.meta is None:
        return Copy(place)
    return Copy(place, look.meta, look.snapshot)


def telling(copies: Iterable[Copy]) -> Iterator[tuple[Copy, Snapshot, Meta]]:
    """Yield the copies that can be read, with what is in them."""
    for each in copies:
        if each.snapshot is not None and each.meta is not None:
            yield each, each.snapshot, each.meta
