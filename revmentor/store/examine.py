"""All there is to say about a file, for ``check``: its state, its copies, what is around it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revmentor.model.text import visible
from revmentor.store import disk, encryption, form, generations, places, reading, recovery
from revmentor.store.cipher import Key
from revmentor.store.recovery import Kept, Offer
from revmentor.store.seal import iso
from revmentor.store.verdict import Reading
from revmentor.words import _, ngettext


@dataclass(frozen=True)
class Examined:
    """What was found: the file itself, the copies kept of it, and notes on what is around it."""

    found: Reading
    kept: tuple[Kept, ...]
    aside: tuple[str, ...]
    notes: tuple[str, ...]
    offer: Offer | None

    @property
    def status(self) -> int:
        """The exit status: 4 it cannot be used as it is, 1 something to see to, 0 all well."""
        if not self.found.usable:
            return 4
        return 1 if self.notes else 0

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
            "records": form.count(self.found.snapshot) if self.found.snapshot else None,
            "problems": [vars(each) for each in self.found.problems],
            "notes": list(self.notes),
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


def examine(path: str | os.PathLike[str], key: Key | None) -> Examined:
    """Look at a file, its copies and its surroundings; nothing is changed."""
    found = reading.read(path, key)
    now = found.meta.file.generation if found.usable and found.meta else None
    kept = tuple(
        each for each in recovery.listing(found.path, key) if each.generation.number != now
    )
    return Examined(
        found,
        kept,
        tuple(_aside(found.path)),
        tuple(_notes(found, kept)),
        None if found.usable else recovery.offer(found, key),
    )


def _aside(path: Path) -> Iterator[str]:
    of_generations = {each.name for each in generations.kept(path)}
    of_generations.add(generations.twin_of(path).name)
    try:
        names = sorted(each.name for each in generations.folder_of(path).glob("*.json"))
    except OSError:
        return
    yield from (name for name in names if name not in of_generations)


def _notes(found: Reading, kept: tuple[Kept, ...]) -> Iterator[str]:
    if found.state == "outdated":
        yield _("The file is of an older form; the first change brings it to the newer one.")
    for each in kept:
        if not each.sound:
            yield _("A copy cannot be used: {label}. {why}").format(
                label=each.label, why=each.found.what
            )
    if found.encrypted and (clear := encryption.unencrypted_copies(found.path)):
        yield ngettext(
            "{n} copy beside the encrypted file is not encrypted; revmentor lock finishes that.",
            "{n} copies beside the encrypted file are not encrypted; revmentor lock finishes that.",
            len(clear),
        )
    yield from _open_to_others(found.path)
    if left := disk.temporaries(found.path):
        yield ngettext(
            "{n} unfinished file of an interrupted save lies beside it; the next save removes it.",
            "{n} unfinished files of interrupted saves lie beside it; the next save removes them.",
            len(left),
        )
    for copy in places.conflict_copies(found.path):
        yield _("A conflict copy lies beside it: {name}.").format(name=copy.name)
    if place := places.shared(found.path):
        yield place.advice


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
                "Others on this machine may read {name}. To mend it: chmod {mode} {name}"
            ).format(name=each.name, mode=f"{meant:o}")
