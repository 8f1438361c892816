"""The files that ended programmes were moved to: where they lie, and whether they can be had."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model.errors import WrongPassphrase
from revmentor.model.programme import Programme
from revmentor.model.snapshot import TABLE_OF, Snapshot
from revmentor.model.text import shell_word
from revmentor.rules import archiving
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk
from revmentor.store.file.inspection import inspect, is_file_encrypted
from revmentor.store.file.verdict import Inspection
from revmentor.store.history import generations
from revmentor.store.typed_paths import trouble


def place_of(file: Path, programme: Programme) -> Path:
    """Return where the archive of a programme lies, as the file that it left names it.

    Raises :class:`Refused` for a programme that was not moved.
    """
    return file.parent / archiving.where(programme).file


def why_unread(place: Path) -> str:
    """Say why an archive cannot be read at all from where it lies; empty where it can."""
    why = trouble(place, disk.MOST_OF_A_FILE)
    return why and _with_cure(why, place)


def _with_cure(why: str, place: Path) -> str:
    """Add to what is wrong with an archive how its second copy takes its place."""
    if not generations.copies_stand(place):
        return why
    text = _("{why} Copies of it are kept: revmentor restore {word} --last-good")
    return text.format(why=why, word=shell_word(str(place)))


def why_not_this(found: Inspection, programme: Programme) -> str:
    """Say why a file is not the one that a programme was moved to; empty where it is."""
    if not found.usable or found.meta is None or found.snapshot is None:
        return _with_cure(found.what, found.path)
    lineage = archiving.where(programme).lineage
    held = found.snapshot.programmes.get(programme.id)
    if held is None or held.archived or lineage not in {None, found.meta.file.lineage}:
        return _("{file} is not the file that {name} was moved to, nor a copy of that one.").format(
            file=found.path.name, name=programme.name
        )
    return ""


def trouble_with(file: Path, programme: Programme, key: Key | None) -> str:
    """Say why what was moved cannot be had from where it lies; empty where it can."""
    return _looked_up(file, programme, key)[1]


def _looked_up(file: Path, programme: Programme, key: Key | None) -> tuple[Snapshot | None, str]:
    """Return what the archive of a programme holds, or why that cannot be had."""
    place = place_of(file, programme)
    if why := why_unread(place):
        return None, why
    try:
        found = inspect(place, key)
    except WrongPassphrase:
        text = _("{file} has another key; whether it holds {name} cannot be told.")
        return None, text.format(file=place.name, name=programme.name)
    return found.snapshot, why_not_this(found, programme)


def troubles(file: Path, snapshot: Snapshot, key: Key | None) -> Iterator[str]:
    """Yield a sentence for each programme of a file that cannot be had from its archive."""
    for programme, _where in archiving.archived(snapshot):
        if why := trouble_with(file, programme, key):
            text = _("{name} was moved to a file of its own. {why}")
            yield text.format(name=programme.name, why=why)


def said_of_keys(file: Path, snapshot: Snapshot, text: str, *, encrypted: bool) -> Iterator[str]:
    """Yield ``text`` for each archive that is encrypted, or is not: what to do about that."""
    for programme, _where in archiving.archived(snapshot):
        place = place_of(file, programme)
        if disk.kind_of(place) == "file" and is_file_encrypted(place) is encrypted:
            word = shell_word(str(place))
            yield text.format(name=programme.name, file=place.name, word=word)


def in_the_clear() -> str:
    """Return what is said of an archive in the clear, of a file that is encrypted."""
    return _("{name} lies in {file}, which is not encrypted: revmentor lock {word}")


def why_homeless(file: Path, before: Snapshot, after: Snapshot, key: Key | None) -> str:
    """Say why a programme that stands here would then lie in no file, or not whole; else empty."""
    for programme, _where in archiving.archived(after):
        here = before.programmes.get(programme.id)
        if here is None or here.archived:
            continue
        held, why = _looked_up(file, programme, key)
        if not why and not (held and _holds_what_goes(held, before, after, programme.id)):
            why = _("{file} does not hold it as it stands here.").format(
                file=place_of(file, programme).name
            )
        if why:
            return _("{name} would then lie in no file. {why}").format(name=programme.name, why=why)
    return ""


def _holds_what_goes(held: Snapshot, before: Snapshot, after: Snapshot, programme_id: str) -> bool:
    """Tell whether an archive holds each record that goes just so, and none is left behind."""
    return not archiving.records_that_go(after, programme_id) and all(
        held.table(TABLE_OF[type(record)]).get(record.id) == record
        for record in archiving.records_that_go(before, programme_id)
    )


def with_paths_from(snapshot: Snapshot, file: Path, other: Path) -> Snapshot:
    """Return the records of a file with its archives named as ``other`` names them."""
    moved = {
        each.id: replace(
            each, archived=replace(where, file=relative_path(place_of(file, each), other))
        )
        for each, where in archiving.archived(snapshot)
    }
    return snapshot.with_records({"programmes": moved}) if moved else snapshot


def relative_path(place: Path, file: Path) -> str:
    """Return a path as a file names it: from its own folder, as every system reads it."""
    real = os.path.realpath(place)
    try:
        return Path(os.path.relpath(real, os.path.realpath(file.parent))).as_posix()
    except ValueError:  # another drive of Windows
        return Path(real).as_posix()
