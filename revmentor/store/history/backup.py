"""A backup: a sound file copied elsewhere, whole, and read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NotSaved, Unreadable
from revmentor.store import outputs
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.file.inspection import inspect, opened_file
from revmentor.store.file.storage import no_bytes
from revmentor.store.file.verdict import Inspection
from revmentor.store.typed_paths import stands


def name_for(path: Path, today: date) -> Path:
    """Return the name a backup of a file gets where none is given."""
    name = path.name.removesuffix(".json")
    return path.with_name(f"{name}.backup-{today.isoformat()}.json")


def free_name(path: Path) -> Path:
    """Return a name for a backup in a folder where one of the same day may lie already."""
    turn, name = 1, path
    while stands(name):
        turn += 1
        name = path.with_name(f"{path.stem}-{turn}{path.suffix}")
    return name


def write_backup(path: Path, target: Path, key: Key | None, *, force: bool = False) -> Inspection:
    """Write a copy of a sound file, and return the look at the copy.

    Raises :class:`Damaged` where the file is not sound, :class:`Refused` where the name is taken
    by what may not be written over, :class:`NotSaved` where the copy could not be written whole.
    """
    inspection, raw = _whole(path, key)
    outputs.write_out(target, raw, force=force)
    try:
        disk.sync_folder(target.parent)
    except OSError as error:
        raise NotSaved(
            _("The backup was not written: {reason}.").format(reason=reason_of(error))
        ) from error
    copy = inspect(target, key)
    if copy.mark != inspection.mark or not copy.usable:
        disk.remove_file(target)
        raise NotSaved(_("The backup cannot be read back; use another disk."))
    return copy


def _whole(path: Path, key: Key | None) -> tuple[Inspection, bytes]:
    """Return a sound file and its bytes, though another program saves meanwhile."""
    while True:
        inspection = opened_file(path, key)
        try:
            raw, _lies = disk.read_file(inspection.path)
        except OSError as error:
            raise Unreadable(no_bytes(inspection.path, error)) from error
        if cipher.mark(raw) == inspection.mark:
            return inspection, raw
