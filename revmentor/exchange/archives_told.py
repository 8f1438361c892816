"""Where the programmes of a file lie, for a script."""

from __future__ import annotations

from datetime import date

from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.contract.files import ProgrammeKept, ProgrammesKept
from revmentor.model.programme import Programme
from revmentor.rules import archiving
from revmentor.store import archive_places
from revmentor.store.workspace import Workspace


def as_data(workspace: Workspace, today: date, *, moved: str | None) -> ProgrammesKept:
    """Return every programme of a file; ``moved`` is the one that just went, or came back."""
    every = archiving.oldest_first(workspace.snapshot)
    return ProgrammesKept(
        version=VERSION,
        file=str(workspace.path),
        bytes=workspace.path.stat().st_size,
        moved=moved,
        programmes=[_told(workspace, each, today) for each in every],
    )


def _told(workspace: Workspace, programme: Programme, today: date) -> ProgrammeKept:
    snapshot, file, key = workspace.snapshot, workspace.path, workspace.key
    away = programme.archived
    return ProgrammeKept(
        id=programme.id,
        name=programme.name,
        starts_on=programme.starts_on,
        closed_on=programme.closed_on,
        lies_in=away.file if away else None,
        since=away.on if away else None,
        records=0 if away else len(archiving.records_that_go(snapshot, programme.id)),
        why_not=archiving.why_not(snapshot, programme, today) or None,
        trouble=(away and archive_places.trouble_with(file, programme, key)) or None,
    )
