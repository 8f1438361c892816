"""Take a whole document into a file: what is new is added, what is equal stays, no more."""

from __future__ import annotations

from dataclasses import dataclass

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Refused
from revmentor.model.snapshot import TABLES, Document, Snapshot
from revmentor.store.workspace import Workspace


@dataclass(frozen=True)
class Imported:
    """How many records of each list were added, and how many stood there already, equal."""

    added: dict[str, int]
    equal: int
    takes_firm: bool

    @property
    def total(self) -> int:
        """How many records were added."""
        return sum(self.added.values())


def is_empty(snapshot: Snapshot) -> bool:
    """Tell whether a file holds nothing but its firm."""
    return not any(table for _name, table in snapshot.tables())


def _closed(snapshot: Snapshot) -> dict[str, str]:
    """Return why nothing new comes into each closed programme of the file, by its id."""
    return {
        each.id: _("{name} was closed on {day} and stands as it is").format(
            name=each.name, day=plain_date(each.closed_on)
        )
        for each in snapshot.programmes.values()
        if each.closed_on is not None
    }


def document(workspace: Workspace, incoming: Document, *, dry_run: bool = False) -> Imported:
    """Add a document's records in one commit; ``dry_run`` only says what would be added.

    An empty file takes the document's firm. Where an id stands with other content, or something is
    new to a programme that is closed in the file, the whole import is refused with the list, and so
    is one after which the records would contradict each other.
    """
    snapshot = workspace.snapshot
    fresh: list[Record] = []
    added: dict[str, int] = {}
    clashes: list[Problem] = []
    equal = 0
    closed = _closed(snapshot)
    for name in TABLES:
        table = snapshot.table(name)
        for index, record in enumerate(incoming.records(name)):
            standing = table.get(record.id)
            if standing is None:
                if why := closed.get(getattr(record, "programme_id", "")):
                    clashes.append(Problem(f"{name}[{index}]", why))
                fresh.append(record)
                added[name] = added.get(name, 0) + 1
            elif standing == record:
                equal += 1
            else:
                clashes.append(
                    Problem(
                        f"{name}[{index}]",
                        _("“{id}” already stands in the file with other content").format(
                            id=record.id
                        ),
                    )
                )
    if clashes:
        raise Refused(
            ngettext(
                "{n} entry does not fit what stands in the file; nothing was imported.",
                "{n} entries do not fit what stands in the file; nothing was imported.",
                len(clashes),
            ),
            problems=tuple(clashes),
        )
    takes_firm = is_empty(snapshot) and incoming.firm != snapshot.firm
    if dry_run:
        workspace.check(put=fresh, firm=incoming.firm if takes_firm else None)
    elif fresh or takes_firm:
        workspace.commit(
            ngettext("{n} entry imported", "{n} entries imported", len(fresh)),
            put=fresh,
            firm=incoming.firm if takes_firm else None,
            brought_in=True,
        )
    return Imported(added, equal, takes_firm)
