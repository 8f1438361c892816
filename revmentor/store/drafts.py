"""What somebody typed into forms and did not save: kept beside the file until it is typed on.

A draft is encrypted as its file is. It lies in the file's folder; where that is out of reach, in
this machine's own, under the file's lineage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
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

    ``fields`` holds, by the name of a row, one state for each field in it, as plain data; ``of``
    tells forms of one title apart. One that was left on purpose is offered, not typed back.
    """

    title: str
    left_at: str
    fields: dict[str, list[Any]]
    of: str = ""
    on_purpose: bool = False

    def is_of(self, title: str, of: str) -> bool:
        """Tell whether a form is the one that this was typed into."""
        return self.title == title and self.of in {"", of}


_KEPT_FOR = timedelta(days=14)
_MOST = 12
"""How long a draft is kept that nobody takes up, and how many there are at most."""


def keep(
    path: Path,
    lineage: str,
    draft: FormDraft,
    recipients: Sequence[str],
    key: Key | None = None,
) -> bool:
    """Keep a draft beside a file, for the public keys the file has; tell whether it lies there."""
    others = [each for each in kept_drafts(path, lineage, key) if not _alike(each, draft)]
    return _write(path, lineage, [*others, draft][-_MOST:], recipients)


def kept_drafts(path: Path, lineage: str, key: Key | None) -> list[FormDraft]:
    """Return the drafts kept of a file that can be read, the latest last."""
    for place in _places(path, lineage):
        try:
            raw, _lies = disk.read_file(place)
            plain = cipher.decrypted(raw, key, path.name)
            kept = msgspec.json.decode(plain or b"", type=list[FormDraft] | FormDraft)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, WrongPassphrase, Unreadable):
            continue
        # Earlier there was but one.
        return [each for each in (kept if isinstance(kept, list) else [kept]) if _is_fresh(each)]
    return []


def drop_one(
    path: Path,
    lineage: str,
    draft: FormDraft,
    recipients: Sequence[str],
    key: Key | None = None,
) -> None:
    """Let the draft of a form go: it was saved."""
    kept = kept_drafts(path, lineage, key)
    left = [each for each in kept if not _alike(each, draft)]
    if len(left) < len(kept):
        _write(path, lineage, left, recipients)


def _alike(one: FormDraft, other: FormDraft) -> bool:
    return one.is_of(other.title, other.of)


def _is_fresh(draft: FormDraft) -> bool:
    try:
        left_at = datetime.fromisoformat(draft.left_at)
    except ValueError:
        return True
    return datetime.now(timezone.utc) - left_at < _KEPT_FOR


def _write(path: Path, lineage: str, kept: Sequence[FormDraft], recipients: Sequence[str]) -> bool:
    """Write the drafts into the first place that takes them; tell whether one did."""
    if not kept:
        drop_draft(path, lineage)
        return True
    data = msgspec.json.encode(kept)
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
    """Let every draft of a file go."""
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
