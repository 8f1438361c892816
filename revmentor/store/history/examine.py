"""All there is to say about a file, for ``check``: its state, its copies, what is around it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import WrongPassphrase
from revmentor.model.text import shell_word, visible
from revmentor.rules import day_ranges
from revmentor.store import drafts, shared_folders
from revmentor.store.encryption import rewrap
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, inspection, tables
from revmentor.store.file.header import iso
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


@dataclass(frozen=True)
class Examined:
    """What was found: the file itself, the copies kept of it, and notes on what is around it."""

    found: Inspection
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
        if not self.found.usable:
            return 4
        return 1 if self.faults else 0

    def as_data(self) -> dict[str, object]:
        """Return all of it for a script."""
        header = self.found.meta.file if self.found.meta else None
        return {
            "file": visible(str(self.found.path)),
            "state": self.found.state,
            "what": self.found.what,
            "encrypted": self.found.encrypted,
            "bytes": self.found.size,
            "schema": header.schema if header else None,
            "generation": header.generation if header else None,
            "written_at": header.written_at if header else None,
            "records": tables.count(self.found.snapshot) if self.found.snapshot else None,
            "problems": [vars(each) for each in self.found.problems],
            "second_copy": self.second_copy,
            "notes": list(self.faults),
            "remarks": list(self.remarks),
            "generations": [
                {
                    "number": each.generation.number,
                    "written_at": iso(each.generation.written),
                    "bytes": each.generation.size,
                    "sound": each.sound,
                    "what": each.what,
                }
                for each in self.kept
            ],
            "aside": list(self.aside),
            "last_good": (
                self.offer.best.generation.number if self.offer and self.offer.best else None
            ),
            "would_lose": list(self.offer.lost) if self.offer else [],
        }


def examine(path: str | os.PathLike[str], key: Key | None, today: date | None = None) -> Examined:
    """Look at a file, its copies and its surroundings; nothing is changed.

    ``today`` is what far days are measured from; the machine's own day without it.
    """
    found = inspection.inspect(path, key)
    now = found.meta.file.generation if found.usable and found.meta else None
    kept = tuple(
        each for each in recovery.listing(found.path, key) if each.generation.number != now
    )
    second_copy, number = _second_copy(found, key)
    return Examined(
        found,
        kept,
        second_copy,
        tuple(_aside(found.path)),
        (
            *_of_second_copy(found, second_copy, number),
            *_far_days(found, today),
            *_faults(found, kept),
        ),
        tuple(_remarks(found.path)),
        None if found.usable else recovery.offer(found, key),
    )


def _second_copy(file: Inspection, key: Key | None) -> tuple[SecondCopy, int]:
    """Return what the second copy of the newest state is, and which change it holds."""
    try:
        copy = inspection.glance(generations.mirror_of(file.path), key)
    except WrongPassphrase:
        return "unopened", 0
    return _state_of_second_copy(file, copy), copy.meta.file.generation if copy.meta else 0


def _state_of_second_copy(file: Inspection, copy: Inspection) -> SecondCopy:
    if copy.state == "missing":
        return "missing" if file.kept else "none"
    if not copy.usable or copy.meta is None:
        return "damaged"
    if not file.usable or file.meta is None or file.meta.file == copy.meta.file:
        return "whole"
    theirs, ours = copy.meta.file, file.meta.file
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


def _far_days(found: Inspection, today: date | None) -> list[str]:
    if found.snapshot is None:
        return []
    now = today or date.today()  # noqa: DTZ011 -- the day on the coordinator's wall
    return day_ranges.far_day_sentences(found.snapshot, now)


def _faults(found: Inspection, kept: tuple[Kept, ...]) -> Iterator[str]:
    if found.state == "outdated":
        yield _("The file is of an older form; the first change brings it to the newer one.")
    for each in kept:
        if not each.sound:
            yield _("A copy cannot be used: {label}. {why}").format(
                label=each.label, why=each.found.what
            )
    if found.encrypted and (clear := rewrap.unencrypted_copies(found.path)):
        yield ngettext(
            "{n} copy beside the encrypted file is not encrypted; revmentor lock finishes that.",
            "{n} copies beside the encrypted file are not encrypted; revmentor lock finishes that.",
            len(clear),
        )
    yield from _open_to_others(found.path)
    yield from generations.of_second_names(found.path)
    for copy in shared_folders.conflict_copies(found.path):
        yield _("A conflict copy lies beside it: {name}.").format(name=copy.name)
    if place := shared_folders.shared_place(found.path):
        yield place.advice


def _remarks(path: Path) -> Iterator[str]:
    if left := disk.temporaries(path):
        yield ngettext(
            "{n} unfinished file of an interrupted save lies beside it; the next save removes it.",
            "{n} unfinished files of interrupted saves lie beside it; the next save removes them.",
            len(left),
        )


def _open_to_others(path: Path) -> Iterator[str]:
    if os.name == "nt":
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
