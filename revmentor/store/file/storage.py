"""A TinyDB storage whose writes are whole, durable and never over somebody else's.

The file is one JSON object that plain TinyDB opens: the ``meta`` table on the first line, then one
table a line, so that two versions of a file can be compared line by line.
"""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NotSaved, Refused, StaleWrite, Unreadable, WrongPassphrase
from revmentor.model.text import shell_word
from revmentor.store import outputs
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, header, lock
from revmentor.store.file.encoded import EncodedTables
from revmentor.store.file.header import Meta
from revmentor.store.history import generations

Tables = Mapping[str, Mapping[str, Any]]
Keep = Literal["generation", "aside", "nothing"]
"""What becomes of the file that a commit replaces."""

NOTHING_THERE = b""
"""The mark of a file that is not there."""

_UNKNOWN = b"?"
"""The mark of no file: what stands must be read before anything is written."""


class DurableStorage(Storage):
    """One file, read whole and replaced whole.

    A write goes to a temporary file in the same folder and is forced to the disk; the old file is
    kept as a generation; the new one takes its place in one step, and the folder is forced to the
    disk too. All of that under a lock, and only if the file on the disk is still the one this
    storage read or wrote last. A symbolic link stays a link.
    """

    def __init__(self, path: str | os.PathLike[str], key: Key | None = None) -> None:
        """Stand before a file; nothing is opened or created yet."""
        self.path = Path(os.path.realpath(path))
        self.key = key
        self.patience = lock.PATIENCE
        """How many seconds another program is waited for."""
        self.mark = NOTHING_THERE
        """What the state that was last read or written here can be told by."""
        self.stamp: disk.Stamp | None = None
        """How the file lay on the disk then."""
        self._alone = False
        self._encoded = EncodedTables()
        self.doubt = ""
        """What the disk did not confirm of the last write that stands, as a sentence."""

    @property
    def folder(self) -> Path:
        """The folder that belongs to the file."""
        return generations.folder_of(self.path)

    # -- reading -----------------------------------------------------------------------------------

    def raw(self) -> bytes:
        """Return the bytes on the disk; raises :class:`Unreadable` with a sentence."""
        try:
            return disk.read_file(self.path)[0]
        except OSError as error:
            raise Unreadable(no_bytes(self.path, error)) from error

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every table, as TinyDB asks for them; raises :class:`Unreadable`."""
        raw = self.raw()
        plain = cipher.decrypted(raw, self.key, self.path.name)
        try:
            tables = msgspec.json.decode(plain or b"")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise Unreadable(
                _("{file} is damaged: it cannot be read as a revmentor file.").format(
                    file=self.path.name
                )
            ) from error
        if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
            raise Unreadable(_("{file} is not a revmentor file.").format(file=self.path.name))
        self.mark = cipher.mark(raw)
        return tables

    def unchanged(self) -> bool:
        """Tell whether the file is still the one that was read or written here last.

        Usually that costs one look at its entry in the folder and at its first line (opening it
        is what makes a network disk look again). Where the entry differs the file is read whole:
        somebody may have copied it to and fro, and it is the same all the same. Raises ``OSError``
        where it cannot be looked at.
        """
        try:
            now = disk.stamp(os.stat(self.path))
            if now == self.stamp:
                return self.mark_on_disk() == self.mark
            raw, _lies = disk.read_file(self.path)
        except FileNotFoundError:
            return self.mark == NOTHING_THERE
        try:
            plain = cipher.decrypted(raw, self.key, self.path.name)
        except WrongPassphrase:
            return False
        if cipher.mark(raw) != self.mark or plain is None or not header.is_intact(plain):
            return False
        self.stamp = now
        return True

    def mark_on_disk(self) -> bytes:
        """Return the mark of the file as it lies on the disk now; only its beginning is read."""
        try:
            start = disk.beginning(self.path)
            mark = cipher.mark(start)
            # What another program wrote as one line has no beginning of its own.
            return cipher.mark(disk.read_file(self.path)[0]) if mark == start else mark
        except OSError:
            return NOTHING_THERE

    # -- the lock --------------------------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let no other program write meanwhile; a commit within takes the same lock."""
        if self._alone:
            yield
            return
        self._refuse_write_protected()
        owner = self._owner()
        disk.private_folder(self.folder, owner)
        with lock.held(self.folder, self.patience):
            disk.give(self.folder / "lock", owner)
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    def _refuse_write_protected(self) -> None:
        """Raise where the mode lets its owner not write: it is meant, though a rename succeeds."""
        try:
            mode = stat.S_IMODE(os.stat(self.path).st_mode)
        except FileNotFoundError:
            return
        if not mode & stat.S_IWUSR:
            raise NotSaved(
                _(
                    "{file} is write-protected (mode {mode}); nothing was saved. To allow it: "
                    "chmod u+w {path}"
                ).format(file=self.path.name, mode=f"{mode:03o}", path=shlex.quote(str(self.path)))
            )

    def _owner(self) -> disk.Owner | None:
        """Return whose the file is, or its folder where it is gone: so it stays, whoever saves."""
        return disk.owner_of(self.path) or disk.owner_of(self.folder)

    # -- writing -----------------------------------------------------------------------------------

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Replace the tables, as TinyDB asks for it; the header and the seal are ours."""
        rest = dict(data)
        try:
            meta = msgspec.convert(rest.pop("meta"), Meta)
        except (KeyError, msgspec.ValidationError) as error:
            raise NotSaved(
                _("{file} was not saved: its table “meta” is gone.").format(file=self.path.name)
            ) from error
        self._encoded = EncodedTables()  # what TinyDB holds may be changed in its place
        self.commit(meta, rest, _("changed by a program"))

    def commit(self, meta: Meta, tables: Tables, what: str, keep: Keep = "generation") -> Meta:
        """Replace the file, and return its meta table with the new generation and its seal.

        ``meta`` is that of the state being replaced, with whatever shall be new in it; ``what``
        says in a few words what was done. Raises :class:`StaleWrite` where the file is no longer
        the one that was read, :class:`NotSaved` where the disk refuses: then the old file still
        stands. Where the new one stands but the disk did not confirm that it stays, ``doubt`` says
        so.
        """
        try:
            with self.alone():
                disk.sweep(self.path, self.folder)
                if not self.unchanged():
                    raise self.overtaken()
                return self._replace(meta, tables, what, keep)
        except OSError as error:
            raise not_saved(self.path, error) from error

    def _replace(self, meta: Meta, tables: Tables, what: str, keep: Keep) -> Meta:
        old, moment = meta.file, datetime.now(timezone.utc)
        newest = next((each.number for each in generations.kept(self.path)), 0)
        meta = meta.next(what, max(old.generation, newest) + 1, header.iso(moment))
        meta, pieces = self._sealed(meta, tables)
        mark = cipher.mark(pieces[0])
        temporary = disk.write_beside(self.path, pieces, owner=self._owner())
        try:
            if keep == "generation":
                name = generations.copy_name(old.generation, old.written_at, old.lineage)
                disk.keep_as(self.path, self.folder / name)
                disk.sync_folder(self.folder)
            elif keep == "aside" and self.mark != NOTHING_THERE:
                generations.set_aside(self.path, "aside", moment)
                disk.sync_folder(self.folder)
            self._rename(temporary)
        except BaseException as error:
            disk.remove_file(temporary)
            if not isinstance(error, OSError) or self.mark_on_disk() != mark:
                raise
            # The system says the name was not changed, and it was.
        self.mark, self.stamp = mark, disk.stamp_of(self.path)
        try:
            self._confirm(moment)
            self._write_twin(pieces)
        except BaseException:  # interrupted: whoever asked does not know that it stands
            self.mark, self.stamp = _UNKNOWN, None
            raise
        return meta

    def _write_twin(self, pieces: list[bytes]) -> None:
        """Keep the new state a second time, for the day the file itself is damaged.

        It is not forced to the disk: the file is, and so is the state before.
        """
        twin = generations.mirror_of(self.path)
        try:
            owner = self._owner()
            disk.private_folder(self.folder, owner)
            os.replace(disk.write_beside(twin, pieces, force=False, owner=owner), twin)
        except OSError as error:
            self.doubt = self.doubt or _(
                "{file} was saved. A second copy of it could not be written: {reason}."
            ).format(file=self.path.name, reason=reason_of(error))

    def overtaken(self) -> StaleWrite:
        """Return the error that says that the file is no longer the one that was read."""
        return StaleWrite(
            _("{file} was changed by somebody else meanwhile; nothing was saved.").format(
                file=self.path.name
            )
        )

    def _sealed(self, meta: Meta, tables: Tables) -> tuple[Meta, list[bytes]]:
        recipients = meta.file.recipients
        meta, pieces = header.sealed(meta, self._encoded.lines(tables))
        return meta, [cipher.closed(pieces, recipients)] if recipients else pieces

    def _rename(self, temporary: Path) -> None:
        os.replace(temporary, self.path)

    def _confirm(self, moment: datetime) -> None:
        """Make sure that the new file stays, and let go of generations that are too many."""
        name = self.path.name
        try:
            disk.sync_folder(self.path.parent)
        except OSError as error:
            self.doubt = _(
                "{file} was saved, but is not certain to survive a power cut: {reason}."
            ).format(file=name, reason=reason_of(error))
            return
        if failed := generations.prune(self.path, moment):
            self.doubt = _(
                "{file} was saved. An old copy of it could not be removed: {reason}."
            ).format(file=name, reason=reason_of(failed))

    def create(self, meta: Meta, tables: Tables, *, twice: bool = False) -> Meta:
        """Write a file that is not there yet, with its second copy where it is told ``twice``.

        Raises :class:`Refused` where one already is, or copies of one.
        """
        taken = Refused(
            _("{file} already exists; choose another name.").format(file=self.path.name)
        )
        try:
            if os.path.lexists(self.path):
                raise taken
            if generations.copies_stand(self.path):
                raise Refused(
                    _(
                        "Copies of an earlier {file} lie in {folder}. Choose another name, or go "
                        "back to it: revmentor restore {word} --last-good"
                    ).format(
                        file=self.path.name,
                        folder=self.folder.name,
                        word=shell_word(str(self.path)),
                    )
                )
            outputs.refuse_owned(self.path)
            if disk.kind_of(self.path.parent) != "folder":
                raise Refused(_("There is no folder {folder}.").format(folder=self.path.parent))
            meta, pieces = self._sealed(meta, tables)
            temporary = disk.write_beside(self.path, pieces)
        except OSError as error:
            raise self._not_begun(error) from error
        try:
            os.link(temporary, self.path)  # unlike a rename, this never replaces anything
        except FileExistsError as error:
            raise taken from error
        except OSError:  # a file system without hard links
            self._rename_if_free(temporary, taken)
        finally:
            disk.remove_file(temporary)
        self.mark, self.stamp = cipher.mark(pieces[0]), disk.stamp_of(self.path)
        self._confirm(datetime.now(timezone.utc))
        if twice:
            self._write_twin(pieces)
        return meta

    def _rename_if_free(self, temporary: Path, taken: Refused) -> None:
        try:
            with self.alone():
                if os.path.lexists(self.path):
                    raise taken
                self._rename(temporary)
        except OSError as error:
            raise self._not_begun(error) from error

    def _not_begun(self, error: OSError) -> NotSaved:
        return NotSaved(
            _("{file} was not begun: {reason}.").format(
                file=self.path.name, reason=reason_of(error)
            )
        )


def not_saved(path: Path, error: OSError) -> NotSaved:
    """Return the error that says why a file was not saved, and what it holds."""
    text = (
        _("{file} was not saved: {reason}. It still holds what it held before.")
        if os.path.lexists(path)
        else _("{file} was not saved: {reason}.")
    )
    return NotSaved(text.format(file=path.name, reason=reason_of(error)))


def no_bytes(path: Path, error: OSError) -> str:
    """Return the sentence that says why a file could not be read at all."""
    if isinstance(error, FileNotFoundError):
        text = _("There is no file {file}. To begin one: revmentor new {word}")
        return text.format(file=path, word=shell_word(str(path)))
    if isinstance(error, IsADirectoryError):
        return _("{file} is a folder, not a file.").format(file=path.name)
    return _("{file} cannot be read: {reason}.").format(file=path.name, reason=reason_of(error))


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
