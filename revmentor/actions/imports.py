"""Take a whole document into a file: what is new is added, what is equal stays, no more."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.errors import NeedsConfirmation, Problem, Refused
from revmentor.model.firm import Firm
from revmentor.model.programme import Programme
from revmentor.model.snapshot import TABLES, Document, Snapshot
from revmentor.rules.another_firm import another_firm
from revmentor.store.history.erased_again import Erased, refuse_unasked, who_was_erased, without
from revmentor.store.transaction import Transaction


class Imported(msgspec.Struct):
    """How many records of each list were added, and how many stood there already, equal."""

    added: dict[str, int] = msgspec.field(default_factory=dict)
    equal: int = 0
    takes_firm: bool = False

    @property
    def total(self) -> int:
        """How many records were added."""
        return sum(self.added.values())


def is_empty(snapshot: Snapshot) -> bool:
    """Tell whether a file holds nothing but its firm."""
    return not any(table for _name, table in snapshot.tables())


def import_document(
    tx: Transaction,
    incoming: Document,
    *,
    other_firm: bool = False,
    erased: Erased = "ask",
) -> Imported:
    """Add a document's records in one commit; a dry run only says what would be added.

    Into a file with records it raises :class:`NeedsConfirmation` for a document of another firm,
    unless ``other_firm`` says that this is meant; and for somebody who was erased from the file
    (:class:`ErasedComesBack`), unless ``erased`` says what is to become of them.

    An empty file takes the document's firm. Where an id stands with other content, or something is
    new to a programme that is closed in the file, the whole import is refused with the list, and so
    is one after which the records would contradict each other.
    """
    standing = tx.standing
    if not other_firm and not is_empty(standing):
        _ask_of_firm(standing.firm, incoming.firm)
    if erased != "take-in" and (gone := who_was_erased(tx, incoming.people)):
        if erased == "ask":
            refuse_unasked(gone)
        incoming = without(incoming, gone)
    _refuse_any(tuple(_clashes(standing, incoming)))
    imported = Imported(takes_firm=is_empty(standing) and incoming.firm != standing.firm)
    fresh = [record for name in TABLES for record in _new(standing, incoming, name, imported)]
    tx.put(*fresh)
    if imported.takes_firm:
        tx.set_firm(incoming.firm)
    if not fresh and not imported.takes_firm:
        return imported
    what = ngettext("{n} entry imported", "{n} entries imported", len(fresh))
    return tx.commit_as(what, imported, brought_in=True)


def _ask_of_firm(mine: Firm, theirs: Firm) -> None:
    if sentence := another_firm(mine, theirs):
        raise NeedsConfirmation(sentence)


def _refuse_any(clashes: tuple[Problem, ...]) -> None:
    if clashes:
        raise Refused(
            ngettext(
                "{n} entry does not fit what stands in the file; nothing was imported.",
                "{n} entries do not fit what stands in the file; nothing was imported.",
                len(clashes),
            ),
            problems=clashes,
        )


def _new(standing: Snapshot, incoming: Document, table: str, imported: Imported) -> list[Record]:
    """Return what of a list is not in the file yet, and count it."""
    records = incoming.records(table)
    new = [record for record in records if record.id not in standing.table(table)]
    if new:
        imported.added[table] = len(new)
    imported.equal += len(records) - len(new)
    return new


def _clashes(standing: Snapshot, incoming: Document) -> Iterator[Problem]:
    """Yield what of a document does not fit what stands in the file."""
    closed = {each: why_closed(programme) for each, programme in standing.programmes.items()}
    for name in TABLES:
        table = standing.table(name)
        for index, record in enumerate(incoming.records(name)):
            there = table.get(record.id)
            if there is None:
                if why := closed.get(getattr(record, "programme_id", "")):
                    yield Problem(f"{name}[{index}]", why)
            elif there != record:
                text = _("“{id}” already stands in the file with other content")
                yield Problem(f"{name}[{index}]", text.format(id=record.id))


def why_closed(programme: Programme) -> str:
    """Return why nothing new comes into a programme; empty for one that is open."""
    if programme.closed_on is None:
        return ""
    return _("{name} was closed on {day} and stands as it is").format(
        name=programme.name, day=plain_date(programme.closed_on)
    )
