"""A TinyDB storage that writes whole files atomically and never creates one by accident.

The file is one JSON object that plain TinyDB opens: the ``meta`` table on the first line, then one
table a line, so that two versions of a file can be compared line by line.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from revmentor.model.errors import NotSaved, Refused, Uncertain, Unreadable
from revmentor.words import _

_ENCODER = msgspec.json.Encoder(order="deterministic")


class DurableStorage(Storage):
    """One file, read whole and replaced whole.

    A write goes to a temporary file in the same folder, is forced to the disk, takes the place of
    the old file in one step, and the folder is forced to the disk too: after a crash the file holds
    the old state or the new one. The mode is 0600. A symbolic link stays a link.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Stand before a file; nothing is opened or created yet."""
        self.path = Path(os.path.realpath(path))

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every table; raises :class:`Unreadable` with a sentence for whoever opened it."""
        raw = self._bytes()
        try:
            tables = msgspec.json.decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Unreadable(
                _("{file} is damaged: it cannot be read as a revmentor file.").format(
                    file=self.path.name
                )
            ) from error
        if isinstance(tables, dict) and tables.get("format") == "revmentor":
            raise Unreadable(
                _(
                    "{file} is an exported document. Begin a new file and take it in: "
                    "revmentor new FILE, then revmentor import FILE {file}"
                ).format(file=self.path.name)
            )
        if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
            raise Unreadable(_("{file} is not a revmentor file.").format(file=self.path.name))
        return tables

    def _bytes(self) -> bytes:
        name = self.path.name
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError as error:
            raise Unreadable(
                _("There is no file {file}. To begin one: revmentor new {file}").format(
                    file=self.path
                )
            ) from error
        except IsADirectoryError as error:
            raise Unreadable(_("{file} is a folder, not a file.").format(file=name)) from error
        except OSError as error:
            raise Unreadable(
                _("{file} cannot be read: {reason}.").format(file=name, reason=error.strerror)
            ) from error
        if not raw.strip():
            raise Unreadable(
                _("{file} is empty. To begin a new file, choose a name that is not taken.").format(
                    file=name
                )
            )
        return raw

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the file.

        Raises :class:`NotSaved`, and then the old file still stands; or :class:`Uncertain`, and
        then the new one does, but the disk did not confirm it.
        """
        temporary = self._temporary(encode(data))
        try:
            os.replace(temporary, self.path)
        except OSError as error:
            _remove(temporary)
            raise _not_saved(self.path, error) from error
        self._sync_folder()

    def create(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Write a file that is not there yet; raises :class:`Refused` where one already is."""
        taken = Refused(
            _("{file} already exists; choose another name.").format(file=self.path.name)
        )
        try:
            if self.path.exists():
                raise taken
            if not self.path.parent.is_dir():
                raise Refused(_("There is no folder {folder}.").format(folder=self.path.parent))
        except OSError as error:
            raise _not_saved(self.path, error) from error
        temporary = self._temporary(encode(data))
        try:
            os.link(temporary, self.path)  # unlike a rename, this never replaces anything
        except FileExistsError as error:
            raise taken from error
        except OSError:  # a file system without hard links
            os.replace(temporary, self.path)
        finally:
            _remove(temporary)
        self._sync_folder()

    def _sync_folder(self) -> None:
        if os.name == "nt":  # Windows has no handle on a folder to flush
            return
        try:
            handle = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            raise Uncertain(
                _("{file} was saved, but is not certain to survive a power cut: {reason}.").format(
                    file=self.path.name, reason=error.strerror or error
                )
            ) from error

    def _temporary(self, payload: bytes) -> Path:
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        try:
            _remove(temporary)
            handle = os.open(temporary, flags, stat.S_IRUSR | stat.S_IWUSR)
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(payload)
                    out.flush()
                    os.fsync(out.fileno())
            except OSError:
                _remove(temporary)
                raise
        except OSError as error:
            raise _not_saved(self.path, error) from error
        return temporary


class RecordTable(Table):
    """A TinyDB table with text ids and no query cache (a cache would alias and outlive records)."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB annotates int, and documents str
    default_query_cache_capacity = 0


class Database(TinyDB):
    """TinyDB over our storage and our tables."""

    table_class = RecordTable
    default_storage_class = DurableStorage  # type: ignore[assignment]  # TinyDB annotates its own

    @property
    def file(self) -> DurableStorage:
        """The storage, as what it is."""
        storage = self.storage
        if not isinstance(storage, DurableStorage):
            raise TypeError(storage)
        return storage


def encode(data: Mapping[str, Mapping[Any, Any]]) -> bytes:
    """Return the bytes of a file: one JSON object, one table a line, ids in order."""
    lines = [
        _ENCODER.encode(name) + b":" + _ENCODER.encode(dict(sorted(table.items())))
        for name, table in data.items()
    ]
    return b"{" + b",\n".join(lines) + b"}\n"


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def private_write(path: Path, data: bytes) -> None:
    """Write what leaves the house for its owner alone (0600); a plain file is replaced at once."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)
        raise


def _not_saved(path: Path, error: OSError) -> NotSaved:
    return NotSaved(
        _("{file} was not saved: {reason}. It still holds what it held before.").format(
            file=path.name, reason=error.strerror or error
        )
    )
