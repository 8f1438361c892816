"""Lock a file with a key, give it another, or take it away: the file and all copies of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.i18n.system_errors import reason_of
from revmentor.model.errors import NotSaved, Refused, WrongPassphrase
from revmentor.model.text import shell_word
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, lock, tables
from revmentor.store.file import header as file_header
from revmentor.store.file.storage import DurableStorage
from revmentor.store.file.verdict import Inspection
from revmentor.store.history import generations

_FIELD = re.compile(rb'"[a-z_]{3,}":')
"""The name of a field: it stands all over a file in the clear, and nowhere in one of age's."""


class Locked(msgspec.Struct, frozen=True):
    """What was done: how many copies were written anew, and which stay as they are, and why."""

    copies: int
    foreign: tuple[str, ...]
    """Encrypted for a key that was not given."""
    damaged: tuple[str, ...]
    doubt: str = ""
    """What the disk did not confirm of the file itself."""


def rewrite(
    inspection: Inspection, old: Key | None, new: Key | None, recipients: Sequence[str], what: str
) -> Locked:
    """Write a file and every copy beside it for other public keys; for none, in the clear.

    The file first, as one commit; then each copy, one at a time, in place of the old one. Where it
    is interrupted every file can still be read, and doing it again finishes it.
    """
    if inspection.snapshot is None or inspection.meta is None or not inspection.usable:
        raise Refused(inspection.what)
    storage = DurableStorage(inspection.path, old)
    storage.mark, storage.stamp = inspection.mark, inspection.stamp
    header = msgspec.structs.replace(inspection.meta.file, recipients=tuple(recipients))
    meta = msgspec.structs.replace(inspection.meta, file=header)
    storage.commit(meta, tables.tables(inspection.snapshot), what)
    done = copies(inspection.path, [key for key in (new, old) if key], recipients)
    return replace(done, doubt=storage.doubt)


def copies(path: Path, keys: Sequence[Key], recipients: Sequence[str]) -> Locked:
    """Write every copy beside a file for other public keys; for none, in the clear.

    ``keys`` open those that are encrypted now. What none opens stays as it is, and is named.
    """
    folder = generations.folder_of(path)
    done: list[str] = []
    foreign: list[str] = []
    damaged: list[str] = []
    try:
        with lock.held(folder):
            for each in _copies(path):
                plain = _plain(each, keys)
                if plain is None:
                    (damaged if _opens(each, keys) else foreign).append(each.name)
                elif _rewritten(each, plain, recipients):
                    done.append(each.name)
            disk.sync_folder(folder)
    except OSError as error:
        raise NotSaved(
            _(
                "The file itself is done, but not all copies beside it: {reason}. "
                "Do the same once more when there is room."
            ).format(reason=reason_of(error))
        ) from error
    return Locked(len(done), tuple(foreign), tuple(damaged))


def _copies(path: Path) -> list[Path]:
    every = sorted(generations.folder_of(path).glob("*.json"))
    return [each for each in every if disk.is_plain_file(each)]


def _plain(path: Path, keys: Sequence[Key]) -> bytes | None:
    """Return the plain bytes of a copy, ``None`` where no key gives them."""
    raw, _lies = disk.read_file(path)
    if not cipher.is_encrypted(raw):
        return raw
    for key in keys:
        with suppress(WrongPassphrase):
            return key.open(raw)
    return None


def _opens(path: Path, keys: Sequence[Key]) -> bool:
    """Tell whether one of the keys is the right one, though the bytes are damaged."""
    raw, _lies = disk.read_file(path)
    for key in keys:
        with suppress(WrongPassphrase):
            key.open(raw)
            return True
    return False


def _rewritten(path: Path, plain: bytes, recipients: Sequence[str]) -> bool:
    """Write one copy anew, its header too; tell whether it was not as it should be already."""
    wanted, encrypted = tuple(recipients), cipher.is_encrypted(disk.beginning(path))
    meta = file_header.meta_of(plain) if file_header.is_intact(plain) else None
    if meta is not None and meta.file.recipients != wanted:
        plain = file_header.resealed(plain, wanted)
    elif encrypted == bool(wanted) and (meta is not None or not wanted):
        return False
    disk.put_in_place(path, [cipher.closed([plain], wanted)] if wanted else [plain])
    return True


def unencrypted_copies(path: Path) -> list[str]:
    """Return the names of the copies beside a file that anybody can read.

    An encrypted one that a power cut left empty or torn is damaged, but nothing of it is readable.
    """
    return [each.name for each in _copies(path) if _is_readable(each)]


def _is_readable(path: Path) -> bool:
    """Tell whether anything in a copy can be read, be it only the part that is not damaged."""
    try:
        if cipher.is_encrypted(disk.beginning(path)):
            return False
        return _FIELD.search(disk.read_file(path)[0]) is not None
    except OSError:
        return False


def recovery_sheet(file: Path, firm: str, key: Key, day: str) -> str:
    """Return the text to print and put into a safe: the key, and how to open the file with it."""
    word = shell_word(file.name)
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
        _("2. revmentor {file} --identity key.txt").format(file=word),
        _("   or, without revmentor:  age -d -i key.txt {file} > open.json").format(file=word),
        _("3. Delete key.txt again."),
    ]
    return "\n".join(lines) + "\n"
