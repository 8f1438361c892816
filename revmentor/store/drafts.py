"""What somebody was typing when the application ended: kept beside the file until it is typed on.

A draft is encrypted as its file is. It lies in the file's folder; where that is out of reach, in
this machine's own, under the file's lineage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from revmentor.model.errors import Unreadable, WrongPassphrase
from revmentor.store.encryption import cipher
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.history import generations


class FormDraft(msgspec.Struct, frozen=True, kw_only=True):
    """One form: its title, when it was left (UTC), and what stood in the fields that were touched.

    ``fields`` holds, by the name of a row, one state for each field in it, as plain data.
    """

    title: str
    left_at: str
    fields: dict[str, list[Any]]


def keep(path: Path, lineage: str, draft: FormDraft, recipients: Sequence[str]) -> bool:
    """Keep a draft beside a file, for the public keys the file has; tell whether it lies there."""
    data = msgspec.json.encode(draft)
    if recipients:
        data = cipher.closed([data], recipients)
    for place in _places(path, lineage):
        try:
            disk.private_folder(place.parent)
            disk.private_write(place, data)
        except OSError:
            continue
        return True
    return False


def kept_draft(path: Path, lineage: str, key: Key | None) -> FormDraft | None:
    """Return the draft kept of a file, ``None`` where there is none that can be read."""
    for place in _places(path, lineage):
        try:
            raw, _lies = disk.read_file(place)
            plain = cipher.decrypted(raw, key, path.name)
            return msgspec.json.decode(plain or b"", type=FormDraft)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, WrongPassphrase, Unreadable):
            continue
    return None


def in_words(path: Path, lineage: str, key: Key | None) -> dict[Path, str | None]:
    """Return every draft kept of a file as one text, ``None`` where it cannot be read."""
    texts: dict[Path, str | None] = {}
    for place in _places(path, lineage):
        try:
            raw, _lies = disk.read_file(place)
        except OSError:
            continue
        texts[place] = None
        with suppress(WrongPassphrase, Unreadable, ValueError):
            plain = cipher.decrypted(raw, key, path.name)
            texts[place] = str(msgspec.json.decode(plain or b""))
    return texts


def drop_draft(path: Path, lineage: str) -> None:
    """Let a draft go: it was saved, or discarded."""
    for place in _places(path, lineage):
        disk.remove_file(place)


def name_in(folder: Path) -> Path:
    """Return where a draft lies in the folder of a file."""
    return folder / "draft.json"


def _places(path: Path, lineage: str) -> Iterator[Path]:
    from platformdirs import user_state_path

    yield name_in(generations.folder_of(path))
    state = user_state_path("revmentor")
    state.mkdir(parents=True, exist_ok=True, mode=disk.FOLDER_MODE)
    yield state / "drafts" / f"{lineage}.json"
