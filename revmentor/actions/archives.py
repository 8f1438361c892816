"""Move an ended programme to a file of its own, and back."""

from __future__ import annotations

from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.programme import Archived, Programme
from revmentor.model.snapshot import TABLE_OF, Snapshot
from revmentor.rules import archiving
from revmentor.store.transaction import Transaction


def put_away(
    tx: Transaction, programme_id: str, archive: Snapshot, file: str, lineage: str
) -> Programme:
    """Take out what an archive holds of an ended programme.

    ``file`` is where the archive lies, ``lineage`` that by which it is known again.

    Raises :class:`Refused` for a programme that cannot be moved, and where something stands here
    that the archive does not hold just so.
    """
    snapshot, programme = tx.snapshot, tx.get(Programme, programme_id)
    archiving.refuse_unready(snapshot, programme, tx.today)
    if archive != archiving.part_of(snapshot, programme_id):
        raise Refused(
            _("{file} does not hold {name} as it stands here; nothing was moved.").format(
                file=file, name=programme.name
            )
        )
    tx.remove(*archiving.records_that_go(snapshot, programme_id))
    moved = replace(programme, archived=Archived(file=file, on=tx.today, lineage=lineage))
    tx.put(moved)
    return tx.commit_as(_("{name} moved to {file}").format(name=programme.name, file=file), moved)


def bring_back(tx: Transaction, programme_id: str, archive: Snapshot) -> Programme:
    """Put back what an archive holds of a programme that was moved there.

    What stands here is left as it is. ``archive`` holds nobody who was erased here since. Raises
    :class:`Refused` for a programme that was not moved, and one that the archive does not hold.
    """
    programme = tx.get(Programme, programme_id)
    archiving.where(programme)
    if programme_id not in archive.programmes:
        raise Refused(_("{name} is not in that file.").format(name=programme.name), field="path")
    here = replace(programme, archived=None)
    returning = [
        record
        for record in archiving.records_that_go(archive, programme_id)
        if record.id not in tx.snapshot.table(TABLE_OF[type(record)])
    ]
    skills = [each for each in archive.skills.values() if each.id not in tx.snapshot.skills]
    tx.put(here, *skills, *returning)
    return tx.commit_as(_("{name} brought back").format(name=here.name), here, brought_in=True)
