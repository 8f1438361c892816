"""All there is to say about a file, for ``check``: its state, its copies, what is around it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec.structs import asdict

from revmentor.i18n.dates import local_today
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import WrongPassphrase
from revmentor.model.text import shell_word, visible
from revmentor.rules import day_ranges, restriction
from revmentor.store import archive_places, drafts, shared_folders
from revmentor.store.encryption import rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, tables
from revmentor.store.file.header import Header, iso
from revmentor.store.file.inspection import glance, inspect, is_file_encrypted
from revmentor.store.file.verdict import Inspection
from revmentor.store.history import generations, recovery
from revmentor.store.history.recovery import Kept, Offer

SecondCopy = Literal[
    "whole",  # the state that the file holds too, if the file can be used
    "none",  # nor is there a generation: the file was begun, and not saved since
    "missing",
    "damaged",  # or not to be read at all
    "unopened",  # encrypted for another key, or damaged where it says for whom
    "stranger",  # of another file
    "older",
    "newer",
    "different",  # another state under the same number
]
"""What the second copy of the newest state is, beside the file."""


class Examined(msgspec.Struct, frozen=True):
    """A file, the copies kept of it, and notes on what is around it."""

    inspection: Inspection
    kept: tuple[Kept, ...]
    second_copy: SecondCopy
    aside: tuple[str, ...]
    faults: tuple[str, ...]
    """What is to be seen to, as sentences."""
    remarks: tuple[str, ...]
    """What is only worth knowing."""
    offer: Offer | None

    @property
    def notes(self) -> tuple[str, ...]:
        """All there is to say of what is around the file."""
        return (*self.faults, *self.remarks)

    @property
    def status(self) -> int:
        """The exit status: 4 it cannot be used as it is, 1 something to see to, 0 all well."""
        if not self.inspection.usable:
            return 4
        return 1 if self.faults else 0

    def as_data(self) -> dict[str, object]:
        """Return all of it for a script."""
        return {
            **self._file_data(),
            "second_copy": self.second_copy,
            "notes": list(self.faults),
            "remarks": list(self.remarks),
            "generations": [_kept_data(state) for state in self.kept],
            "aside": list(self.aside),
            "last_good": (
                self.offer.best.generation.number if self.offer and self.offer.best else None
            ),
            "would_lose": list(self.offer.lost) if self.offer else [],
        }

    def _file_data(self) -> dict[str, object]:
        """Return what the file itself is; its header says nothing where there is none."""
        inspection = self.inspection
        header = inspection.meta.file if inspection.meta else None
        return {
            "file": visible(str(inspection.path)),
            "state": inspection.state,
            "what": inspection.what,
            "encrypted": inspection.encrypted,
            "bytes": inspection.size,
            "schema": header.schema if header else None,
            "generation": header.generation if header else None,
            "written_at": header.written_at if header else None,
            "records": tables.count(inspection.snapshot) if inspection.snapshot else None,
            "problems": [asdict(problem) for problem in inspection.problems],
        }


def _kept_data(state: Kept) -> dict[str, object]:
    return {
        "number": state.generation.number,
        "written_at": iso(state.generation.written),
        "bytes": state.generation.size,
        "sound": state.sound,
        "what": state.what,
    }


def examine(path: str | os.PathLike[str], key: Key | None, today: date | None = None) -> Examined:
    """Look at a file, its copies and its surroundings; nothing is changed.

    ``today`` is what far days are measured from; the machine's own day without it.
    """
    inspection = inspect(path, key)
    now = inspection.meta.file.generation if inspection.usable and inspection.meta else None
    kept = tuple(
        each for each in recovery.listing(inspection.path, key) if each.generation.number != now
    )
    second_copy, number = _second_copy(inspection, key)
    return Examined(
        inspection,
        kept,
        second_copy,
        tuple(_aside(inspection.path)),
        (
            *_of_second_copy(inspection, second_copy, number),
            *_far_days(inspection, today),
            *_kept_too_long(inspection, today),
            *_faults(inspection, kept, key),
        ),
        tuple(_remarks(inspection.path)),
        None if inspection.usable else recovery.offer(inspection, key),
    )


def _second_copy(file: Inspection, key: Key | None) -> tuple[SecondCopy, int]:
    """Return what the second copy of the newest state is, and which change it holds."""
    try:
        copy = glance(generations.mirror_of(file.path), key)
    except WrongPassphrase:
        return "unopened", 0
    return _state_of_second_copy(file, copy), copy.meta.file.generation if copy.meta else 0


def _state_of_second_copy(file: Inspection, copy: Inspection) -> SecondCopy:
    if copy.state == "missing":
        return "missing" if file.kept else "none"
    if not copy.usable or copy.meta is None:
        return "damaged"
    if not file.usable or file.meta is None:
        return "whole"
    return _compared(copy.meta.file, file.meta.file)


def _compared(theirs: Header, ours: Header) -> SecondCopy:
    """Return what a second copy is beside the file, by the headers of both."""
    if theirs == ours:
        return "whole"
    if theirs.lineage != ours.lineage:
        return "stranger"
    if theirs.generation == ours.generation:
        return "different"
    return "older" if theirs.generation < ours.generation else "newer"


def _of_second_copy(file: Inspection, state: SecondCopy, theirs: int) -> Iterator[str]:
    """Say what is to be mended about the second copy of a file that can be used.

    Where the file itself cannot, the second copy is one of its copies, and the offer speaks of it.
    """
    texts: dict[SecondCopy, str] = {
        "missing": _(
            "The second copy of the newest state is missing ({name}); the next save writes it."
        ),
        "damaged": _(
            "The second copy of the newest state is damaged ({name}); the next save writes it anew."
        ),
        "unopened": _(
            "The second copy of the newest state cannot be opened: it is damaged, or encrypted for "
            "another key ({name}). The next save writes it anew."
        ),
        "stranger": _(
            "The second copy of the newest state is of another file ({name}); the next save writes "
            "it anew."
        ),
        "older": _(
            "The second copy of the newest state is older than the file: it holds change {theirs}, "
            "the file change {ours} ({name}). The next save writes it anew."
        ),
        "newer": _(
            "The second copy of the newest state is newer than the file: it holds change {theirs}, "
            "the file change {ours} ({name}). The next save replaces it; to go to it before that: "
            "revmentor restore {word} --change {theirs}"
        ),
        "different": _(
            "The second copy of the newest state is another state than the file, though both are "
            "change {ours} ({name}). The next save writes it anew."
        ),
    }
    if file.usable and file.meta and state in texts:
        place = generations.mirror_of(file.path)
        yield texts[state].format(
            name=f"{place.parent.name}/{place.name}",
            word=shell_word(str(file.path)),
            theirs=theirs,
            ours=file.meta.file.generation,
        )


def _aside(path: Path) -> Iterator[str]:
    of_generations = {each.name for each in generations.kept(path)}
    of_generations |= {generations.mirror_of(path).name, drafts.name_in(path.parent).name}
    try:
        names = sorted(each.name for each in generations.folder_of(path).glob("*.json"))
    except OSError:
        return
    yield from (name for name in names if name not in of_generations)


def _far_days(inspection: Inspection, today: date | None) -> list[str]:
    if inspection.snapshot is None:
        return []
    now = today or local_today()
    return day_ranges.far_day_sentences(inspection.snapshot, now)


def _kept_too_long(inspection: Inspection, today: date | None) -> Iterator[str]:
    if inspection.snapshot is None:
        return
    if text := restriction.kept_too_long(inspection.snapshot.firm, today or local_today()):
        yield text[:1].upper() + text[1:] + "."


def _faults(inspection: Inspection, kept: tuple[Kept, ...], key: Key | None) -> Iterator[str]:
    if inspection.state == "outdated":
        yield _("The file is of an older form; the first change brings it to the newer one.")
    yield from _broken_copies(kept)
    if inspection.encrypted and (clear := rewrap.unencrypted_copies(inspection.path)):
        yield ngettext(
            "{n} copy beside the encrypted file is not encrypted; revmentor lock finishes that.",
            "{n} copies beside the encrypted file are not encrypted; revmentor lock finishes that.",
            len(clear),
        )
    yield from _open_to_others(inspection.path)
    yield from generations.of_second_names(inspection.path)
    if inspection.snapshot:
        path, records = inspection.path, inspection.snapshot
        yield from archive_places.troubles(path, records, key)
        if inspection.encrypted:
            text = archive_places.in_the_clear()
            yield from archive_places.said_of_keys(path, records, text, encrypted=False)
    for copy in shared_folders.conflict_copies(inspection.path):
        yield _("A conflict copy lies beside it: {name}.").format(name=copy.name)
    if place := shared_folders.shared_place(inspection.path):
        yield place.advice


def _broken_copies(kept: tuple[Kept, ...]) -> Iterator[str]:
    for state in kept:
        if not state.sound:
            yield _("A copy cannot be used: {label}. {why}").format(
                label=state.label, why=state.inspection.what
            )


def _remarks(path: Path) -> Iterator[str]:
    for each in disk.left_over(path.parent):
        text = _("{name} was cut off while it was written, and nobody needs it: delete it.")
        yield text.format(name=each.name)
    if left := disk.temporaries(path):
        yield ngettext(
            "{n} unfinished file of an interrupted save lies beside it; the next save removes it.",
            "{n} unfinished files of interrupted saves lie beside it; the next save removes them.",
            len(left),
        )


def _keeps_no_rights(path: Path) -> bool:
    """Tell whether a disk keeps no modes: there the file may be run, as none of ours may."""
    with suppress(OSError):
        return bool(path.stat().st_mode & stat.S_IXUSR)
    return False


def _open_to_others(path: Path) -> Iterator[str]:
    if sys.platform == "win32":
        return
    if _keeps_no_rights(path):
        if not is_file_encrypted(path):
            yield _(
                "The disk keeps no rights: whoever holds it reads {name}. To encrypt it: "
                "revmentor lock {word}"
            ).format(name=path.name, word=shell_word(str(path)))
        return
    folder = generations.folder_of(path)
    for each, meant in ((path, disk.FILE_MODE), (folder, disk.FOLDER_MODE)):
        try:
            mode = stat.S_IMODE(each.stat().st_mode)
        except OSError:
            continue
        if mode & 0o077:
            yield _(
                "Others on this machine may read {name}. To mend it: chmod {mode} {word}"
            ).format(name=each.name, mode=f"{meant:o}", word=shell_word(str(each)))
