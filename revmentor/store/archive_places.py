"""The files that ended programmes were moved to: where they lie, and whether they can be had."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused, WrongPassphrase
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Snapshot
from revmentor.rules import archiving
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.inspection import inspect
from revmentor.store.file.verdict import Inspection


def place_of(file: Path, programme: Programme) -> Path:
    """Return where the archive of a programme lies, as the file that it left names it.

    Raises :class:`Refused` for a programme that was not moved.
    """
    if programme.archived is None:
        raise Refused(
            _("{name} lies in this file; there is nothing to bring back.").format(
                name=programme.name
            ),
            field="programme",
        )
    return file.parent / programme.archived.file


def why_not_this(found: Inspection, programme: Programme) -> str:
    """Say why a file is not the one that a programme was moved to; empty where it is."""
    if not found.usable or found.meta is None or found.snapshot is None:
        return found.what
    lineage = programme.archived.lineage if programme.archived else None
    is_another = lineage is not None and lineage != found.meta.file.lineage
    if is_another or programme.id not in found.snapshot.programmes:
        return _("{file} is not the file that {name} was moved to, nor a copy of that one.").format(
            file=found.path.name, name=programme.name
        )
    return ""


def trouble_with(file: Path, programme: Programme, key: Key | None) -> str:
    """Say why what was moved cannot be had from where it lies; empty where it can.

    Of an archive that ``key`` does not open nothing is known but that it is there.
    """
    try:
        return why_not_this(inspect(place_of(file, programme), key), programme)
    except WrongPassphrase:
        return ""


def troubles(file: Path, snapshot: Snapshot, key: Key | None) -> Iterator[str]:
    """Yield a sentence for each programme of a file that cannot be had from its archive."""
    for programme in archiving.archived(snapshot):
        if why := trouble_with(file, programme, key):
            text = _("{name} was moved to a file of its own. {why}")
            yield text.format(name=programme.name, why=why)


def refuse_homeless(file: Path, before: Snapshot, after: Snapshot, key: Key | None) -> None:
    """Raise :class:`Refused` where a programme that stands here would then lie in no file."""
    for programme in archiving.archived(after):
        here = before.programmes.get(programme.id)
        if here is None or here.archived:
            continue
        if why := trouble_with(file, programme, key):
            raise Refused(
                _("{name} would then lie in no file. {why}").format(name=programme.name, why=why)
            )
