"""People of the firm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.actions.pairs import end_pairs
from revmentor.actions.stand_ins import cut_stand_ins
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.model.base import Record, Role
from revmentor.model.errors import Refused
from revmentor.model.participation import Participation, Recruiting
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.rules import differences, integrity
from revmentor.store.transaction import Transaction


def add(
    tx: Transaction,
    *,
    name: str,
    roles: Sequence[Role] = (),
    invited: bool = False,
    **fields: Any,
) -> Person:
    """Add a person, who may take part in the programme at once, or be ``invited`` to.

    Two people may share a name.
    """
    if roles and tx.programme_id:
        tx.refuse_closed()
    person = tx.new(Person, name=name, **fields)
    tx.put(person)
    for role in roles if tx.programme_id else ():
        asked = Recruiting(state="invited", on=tx.today) if invited else None
        tx.put(tx.new(Participation, person_id=person.id, role=role, recruiting=asked))
    return tx.commit_as(_("{name} added").format(name=name), person)


def edit(tx: Transaction, person_id: str, **changes: Any) -> Person:
    """Change what is known of a person."""
    person = msgspec.structs.replace(tx.get(Person, person_id), **changes)
    tx.put(person)
    return tx.commit_as(_("{name} changed").format(name=person.name), person)


def leave(tx: Transaction, person_id: str, *, on: date, reason: str | None) -> Person:
    """Record that a person left the firm; the open pairs end on that day, history stays."""
    left, no_more = end_stay(tx, person_id, on=on, reason=reason)
    what = _("{name} left the firm").format(name=left.name)
    return tx.commit_as("; ".join(filter(None, (what, no_more))), left)


def end_stay(
    tx: Transaction, person_id: str, *, on: date, reason: str | None
) -> tuple[Person, str]:
    """Put it down that a person left and end the open pairs, as a part of a larger change.

    The sentence says for whom the person stood in, and does not any more.
    """
    person = tx.get(Person, person_id)
    if person.joined_on and on < person.joined_on:
        raise Refused(_("Nobody leaves before joining."), field="left_on")
    left = msgspec.structs.replace(person, left_on=on, left_reason=reason)
    no_more = ""
    for programme in tx.standing.programmes.values():
        if programme.closed_on is None:
            pairs = tx.view_of(programme.id).open_pairs
            own = [pair for pair in pairs if person_id in {pair.mentor_id, pair.senior_id}]
            end_pairs(tx, programme.id, own, on, _("left the firm"))
            no_more = cut_stand_ins(tx, programme.id, person_id, on) or no_more
    tx.put(left)
    return left, no_more


def remove(tx: Transaction, person_id: str) -> Person:
    """Take out a person whom nothing else names, with the part in a programme that is open.

    Wishes of others about the person, and the person as somebody's manager, go with it. Anybody of
    whom more is written leaves, withdraws or is erased; :class:`Refused` says where it stands.
    """
    person = tx.get(Person, person_id)
    held: Counter[str] = Counter()
    own: list[Participation] = []
    for table, record, fields in _that_name(tx.snapshot, person_id):
        if table == "people" and isinstance(record, Person):
            tx.put(msgspec.structs.replace(record, manager_id=None))
        elif fields <= {"prefers", "avoids"} and isinstance(record, Participation):
            tx.put(_without(record, person_id))
        elif isinstance(record, Participation) and _is_open(tx, record):
            own.append(record)
        else:
            held[table] += 1
    if held:
        where = listed([_held(table, count) for table, count in held.items()])
        raise Refused(
            _(
                "{name} stands in {where}. Write down that the person left or withdrew, so that "
                "the history stays, or have every trace erased."
            ).format(name=person.name, where=where)
        )
    tx.remove(*own, person)
    what = _("{name} removed, with the part in the programme") if own else _("{name} removed")
    return tx.commit_as(what.format(name=person.name), person)


def _held(table: str, n: int) -> str:
    """Return what of a list names a person; a part is held only by a programme that is closed."""
    if table == "participations":
        return ngettext("{n} closed programme", "{n} closed programmes", n)
    return differences.counted_entries(table, n)


def _is_open(tx: Transaction, part: Participation) -> bool:
    return tx.snapshot.programmes[part.programme_id].closed_on is None


def _that_name(snapshot: Snapshot, person_id: str) -> Iterator[tuple[str, Record, set[str]]]:
    """Yield the records that name a person, with their table and the fields that do."""
    for table, records in snapshot.tables():
        for record in records.values():
            fields = {
                path.split("[")[0]
                for path, where, target in integrity.references(record)
                if (where, target) == ("people", person_id)
            }
            if fields:
                yield table, record, fields


def _without(part: Participation, person_id: str) -> Participation:
    return msgspec.structs.replace(
        part,
        prefers=tuple(each for each in part.prefers if each != person_id),
        avoids=tuple(each for each in part.avoids if each != person_id),
    )
