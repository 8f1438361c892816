"""Somebody who was erased from the file stands in what is brought in: it is asked, never guessed.

The file keeps no name to know anybody by, but slow digests of the ids that a person had.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from revmentor.i18n.gettext import listed, ngettext
from revmentor.model.errors import NeedsConfirmation
from revmentor.model.person import Person
from revmentor.model.snapshot import TABLES, Document, Snapshot, to_document
from revmentor.model.text import shown
from revmentor.rules.erasing.removal import without_person
from revmentor.rules.erasing.traces import Traces
from revmentor.store.history import erased_log
from revmentor.store.transaction import Transaction

Erased = Literal["ask", "leave-out", "take-in"]
"""What becomes of somebody who was erased and stands in what is brought in."""
_MOST = 5


class ErasedComesBack(NeedsConfirmation):
    """What is brought in holds somebody who was erased from the file; the person decides."""


def who_was_erased(tx: Transaction, people: Iterable[Person]) -> list[Person]:
    """Return those among new people who were erased from the file: each id costs milliseconds."""
    return [
        each
        for each in people
        if each.id not in tx.standing.people
        and any(tx.was_erased(one) for one in (each.id, *each.earlier_ids))
    ]


def refuse_unasked(people: Sequence[Person]) -> None:
    """Raise :class:`ErasedComesBack` where there is anybody."""
    if not people:
        return
    names = [shown(each.name, 80) for each in people[:_MOST]]
    if more := len(people) - _MOST if len(people) > _MOST else 0:
        names.append(ngettext("{n} more", "{n} more", more))
    text = ngettext(
        "{n} person in it was erased from this file: {{names}}.",
        "{n} people in it were erased from this file: {{names}}.",
        len(people),
    )
    raise ErasedComesBack(text.format(names=listed(names)))


def without(incoming: Document, people: Sequence[Person]) -> Document:
    """Return a document without some people, as if they had been erased from it."""
    tables: dict[str, Any] = {
        name: {each.id: each for each in incoming.records(name)} for name in TABLES
    }
    snapshot = Snapshot(firm=incoming.firm, **tables)
    others = [each for each in snapshot.people.values() if each not in people]
    left = without_person(snapshot, Traces.of(people, others), erased_log.new_record_id)
    return to_document(left)
