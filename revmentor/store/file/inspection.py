"""A whole look at a file: is it there, whole, ours, of this form, and do its records hold.

Looking takes no lock, writes nothing and leaves nothing behind. An inspection is a value;
whoever asked for it decides whether it is enough.
"""

from __future__ import annotations

import errno
import os
from datetime import datetime, timezone
from pathlib import Path

from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model.errors import Unreadable, WrongPassphrase
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.file import header as file_header
from revmentor.store.file.storage import no_bytes
from revmentor.store.file.verdict import (
    ASKS,
    GONE,
    LOST,
    Damaged,
    FileState,
    Inspection,
    OutOfReach,
    judged,
)
from revmentor.store.history import generations
from revmentor.store.history.generations import Generation

_TURNS = 20
"""How often a file is read again that another program saves meanwhile."""


def opened_file(path: str | os.PathLike[str], key: Key | None = None) -> Inspection:
    """Return the inspection of a file that can be used.

    Raises :class:`Damaged` where a kept generation or a person's word would help,
    :class:`OutOfReach` where nothing can be read, and :class:`Unreadable` for what is newer or not
    ours.
    """
    inspection = inspect(path, key)
    if inspection.usable:
        return inspection
    copies = generations.copies_stand(inspection.path)
    if inspection.state in ASKS or (inspection.state in LOST and copies):
        raise Damaged(inspection)
    raise (OutOfReach if inspection.state in GONE else Unreadable)(inspection.what)


def is_file_encrypted(path: str | os.PathLike[str]) -> bool:
    """Tell whether a file, or what was kept of it last, is encrypted: whether a key is needed."""
    place = Path(os.path.realpath(path))
    kept = [each.path for each in generations.kept(place)[:1]]
    for each in (place, generations.mirror_of(place), *kept):
        try:
            if cipher.is_encrypted(disk.beginning(each)):
                return True
        except OSError:
            continue
    return False


def inspect(path: str | os.PathLike[str], key: Key | None = None) -> Inspection:
    """Look at a file; raises only where it is encrypted and the key is missing or another's."""
    place = Path(os.path.realpath(path))
    inspection = _read(place, key)
    for _turn in range(_TURNS):
        if inspection.state != "put_back" or inspection.stamp == disk.stamp_of(place):
            break
        # It was not put back: another program saved between two looks.
        inspection = _read(place, key)
    return inspection


def _read(place: Path, key: Key | None) -> Inspection:
    # The copies first: a commit between the two looks must not make the file look put back.
    kept = tuple(generations.kept(place))
    try:
        raw, lies = disk.read_file(place)
    except OSError as error:
        copies = generations.copies_stand(place)
        return Inspection(place, *_no_bytes(place, error, copies), kept=kept)
    encrypted = cipher.is_encrypted(raw)
    inspection = judged(place, _decrypted(raw, key, place, kept), kept)
    if not encrypted:
        inspection = _in_the_clear(inspection)
    if kept:
        inspection = _in_its_place(inspection, key, kept)
    return replace(
        inspection,
        mark=cipher.mark(raw),
        size=len(raw),
        stamp=disk.stamp(lies),
        written=_moment(lies.st_mtime),
        encrypted=encrypted,
        kept=kept,
    )


def _in_the_clear(inspection: Inspection) -> Inspection:
    """Say whether a sound file that lies in the clear was encrypted before."""
    if not inspection.usable or not (inspection.meta and inspection.meta.file.recipients):
        return inspection
    what = _("{file} was encrypted, and was decrypted outside revmentor.")
    return replace(inspection, state="outside", what=what.format(file=inspection.name))


def glance(path: Path, key: Key | None) -> Inspection:
    """Look at a copy no further than its seal; only where that is broken at all that is in it.

    A copy is a file that was whole when it was written: an intact seal says that it still is.
    """
    try:
        raw, _lies = disk.read_file(path)
    except OSError as error:
        return Inspection(path, *_no_bytes(path, error, has_copies=False))
    plain = cipher.decrypted(raw, key, path.name)
    meta = file_header.sealed_meta(plain) if plain is not None else None
    if meta is None:
        return inspect(path, key)
    encrypted = cipher.is_encrypted(raw)
    return Inspection(path, "sound", meta=meta, size=len(raw), encrypted=encrypted)


def _no_bytes(path: Path, error: OSError, has_copies: bool) -> tuple[FileState, str]:
    if isinstance(error, FileNotFoundError) and has_copies:
        text = _("The file {file} is gone; copies of it are still there.")
        return "missing", text.format(file=path.name)
    return _state_without_bytes(error), no_bytes(path, error)


def _state_without_bytes(error: OSError) -> FileState:
    if isinstance(error, FileNotFoundError):
        return "missing"
    return "foreign" if error.errno in {errno.EISDIR, errno.EINVAL} else "unreachable"


def _moment(seconds: float) -> datetime | None:
    """Return when a file says it was written, unless no calendar reaches that far."""
    try:
        return datetime.fromtimestamp(seconds, timezone.utc)
    except (ValueError, OverflowError, OSError):
        return None


def _decrypted(
    raw: bytes, key: Key | None, path: Path, kept: tuple[Generation, ...]
) -> bytes | None:
    """Return the plain bytes, ``None`` where they are damaged.

    A flipped bit in the part that names the key looks like another key; where the same key opens a
    copy of the file, it is damage.
    """
    try:
        return cipher.decrypted(raw, key, path.name)
    except WrongPassphrase:
        copies = (generations.mirror_of(path), *(each.path for each in kept[:3]))
        if key is not None and any(_opens(each, key) for each in copies):
            return None
        raise


def _opens(path: Path, key: Key) -> bool:
    try:
        raw, _lies = disk.read_file(path)
        return cipher.is_encrypted(raw) and key.open(raw) is not None
    except (OSError, WrongPassphrase):
        return False


def _in_its_place(
    inspection: Inspection, key: Key | None, kept: tuple[Generation, ...]
) -> Inspection:
    """Say whether a sound file is the one that belongs among its copies."""
    if not inspection.usable or inspection.meta is None or not inspection.meta.file.is_sealed:
        return inspection
    header, newest = inspection.meta.file, kept[0].number
    if all(each.lineage != header.lineage for each in kept):
        return replace(
            inspection,
            state="stranger",
            what=_("{file} is another file than the one whose copies lie beside it.").format(
                file=inspection.name
            ),
        )
    if header.generation <= newest:  # usually it is one more; the second copy knows
        newest = max(newest, _mirror_number(inspection.path, key))
    if header.generation < newest:
        return replace(
            inspection,
            state="put_back",
            what=_(
                "{file} holds an older state (change {theirs}) than the copies beside it "
                "(change {ours}): something put it back."
            ).format(file=inspection.name, theirs=header.generation, ours=newest),
        )
    return inspection


def _mirror_number(path: Path, key: Key | None) -> int:
    """Return the number of the state that was kept a second time; 0 where there is none."""
    try:
        inspection = glance(generations.mirror_of(path), key)
    except WrongPassphrase:
        return 0
    return inspection.meta.file.generation if inspection.usable and inspection.meta else 0
