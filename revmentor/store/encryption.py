"""Lock a file with a key, give it another, or take it away: the file and all copies of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from revmentor.model.errors import NotSaved, Refused, WrongPassphrase
from revmentor.store import cipher, disk, form, generations, lock
from revmentor.store.cipher import Key
from revmentor.store.storage import DurableStorage
from revmentor.store.verdict import Reading
from revmentor.words import _


@dataclass(frozen=True)
class Locked:
    """What was done: how many copies were written anew, and which could not be."""

    copies: int
    left: tuple[str, ...]


def rewrite(
    found: Reading, old: Key | None, new: Key | None, recipients: Sequence[str], what: str
) -> Locked:
    """Write a file and every copy beside it for other public keys; for none, in the clear.

    The file first, as one commit; then each copy, one at a time, in place of the old one. Where it
    is interrupted every file can still be read, and doing it again finishes it.
    """
    if found.snapshot is None or found.meta is None or not found.usable:
        raise Refused(found.what)
    storage = DurableStorage(found.path, new)
    storage.mark, storage.stamp = found.mark, found.stamp
    header = msgspec.structs.replace(found.meta.file, recipients=tuple(recipients))
    meta = msgspec.structs.replace(found.meta, file=header)
    storage.commit(meta, form.tables(found.snapshot), what)
    return copies(found.path, old, recipients)


def copies(path: Path, old: Key | None, recipients: Sequence[str]) -> Locked:
    """Write every copy beside a file for other public keys; for none, in the clear.

    ``old`` opens those that are encrypted now. What it does not open stays as it is, and is named.
    """
    folder = generations.folder_of(path)
    done, left = 0, []
    try:
        with lock.held(folder):
            for each in sorted(folder.glob("*.json")):
                if _rewritten(each, old, recipients):
                    done += 1
                else:
                    left.append(each.name)
            disk.sync_folder(folder)
    except OSError as error:
        raise NotSaved(
            _(
                "The file itself is done, but not all copies beside it: {reason}. "
                "Do the same once more when there is room."
            ).format(reason=error.strerror or error)
        ) from error
    return Locked(done, tuple(left))


def _rewritten(path: Path, old: Key | None, recipients: Sequence[str]) -> bool:
    raw = path.read_bytes()
    if cipher.is_encrypted(raw):
        try:
            plain = old.open(raw) if old else None
        except WrongPassphrase:
            plain = None
        if plain is None:
            return False
    elif recipients:
        plain = raw
    else:
        return True
    times = path.stat()
    temporary = disk.write_beside(
        path, [cipher.closed([plain], recipients)] if recipients else [plain]
    )
    os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
    try:
        os.replace(temporary, path)
    except OSError:
        disk.remove(temporary)
        raise
    return True


def unencrypted_copies(path: Path) -> list[str]:
    """Return the names of the copies beside a file that anybody can read."""
    found = []
    for each in sorted(generations.folder_of(path).glob("*.json")):
        try:
            with each.open("rb") as file:
                if not cipher.is_encrypted(file.read(64)):
                    found.append(each.name)
        except OSError:
            continue
    return found


def recovery_sheet(file: Path, firm: str, key: Key, day: str) -> str:
    """Return the text to print and put into a safe: the key, and how to open the file with it."""
    lines = [
        _("RECOVERY SHEET · revmentor"),
        "",
        _("File: {file}").format(file=file.name),
        _("Firm: {firm}").format(firm=firm),
        _("Written on: {day}").format(day=day),
        "",
        _("Whoever holds this sheet can read the file. Keep it in a safe, not beside the laptop."),
        "",
        *key.secrets,
        "",
        _("To open the file without the passphrase:"),
        _("1. Type the line that begins with AGE-SECRET-KEY-1 into a text file, say key.txt."),
        _("2. revmentor {file} --identity key.txt").format(file=file.name),
        _("   or, without revmentor:  age -d -i key.txt {file} > open.json").format(file=file.name),
        _("3. Delete key.txt again."),
    ]
    return "\n".join(lines) + "\n"
