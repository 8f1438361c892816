"""Which programmes may lie in a file of their own, what goes there, and what stays behind.

The programme, its participations, its pairs and its final forms stay: who taught whom, who asked
not to be paired again, and what somebody wanted to do next count for the programmes that follow.
Everything else goes, sessions and levels above all: nine tenths of a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec.structs import replace

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.programme import Archived, Programme
from revmentor.model.snapshot import TABLE_OF, TABLES, Snapshot
from revmentor.rules.integrity import references
from revmentor.rules.programme_view import current
from revmentor.rules.results import follow_ups

STAYS = frozenset({"programmes", "participations", "pairs", "evaluations"})
"""The tables of which an archived programme's records are in both files."""
_LAST = follow_ups.KINDS[-1]


def why_not(snapshot: Snapshot, programme: Programme, today: date) -> str:
    """Say why a programme cannot be moved to a file of its own; empty where it can."""
    if programme.archived:
        return _("{name} lies in {file} since {day}.").format(
            name=programme.name,
            file=programme.archived.file,
            day=plain_date(programme.archived.on),
        )
    if programme.closed_on is None:
        return _("{name} is not closed; close it first.").format(name=programme.name)
    last = current(snapshot)
    if last is not None and last.id == programme.id:
        return _("{name} is the last programme; the next one begins from it.").format(
            name=programme.name
        )
    due, until = follow_ups.due_on(programme, _LAST), follow_ups.asked_until(programme)
    if due and until and today <= until and follow_ups.heard(programme, _LAST) is None:
        return _(
            "{name} is followed up from {day} on; it can be moved once that is written down, or "
            "after {until}."
        ).format(name=programme.name, day=plain_date(due), until=plain_date(until))
    return ""


def oldest_first(snapshot: Snapshot) -> list[Programme]:
    """Return all programmes of a file, archived ones too, in the order in which they began."""
    return sorted(snapshot.programmes.values(), key=lambda each: (each.starts_on, each.id))


def archived(snapshot: Snapshot) -> list[tuple[Programme, Archived]]:
    """Return the programmes that lie in files of their own, and where each lies."""
    return [(each, each.archived) for each in oldest_first(snapshot) if each.archived]


def where(programme: Programme) -> Archived:
    """Return where a programme lies; raises :class:`Refused` for one that was not moved."""
    if programme.archived is None:
        raise Refused(
            _("{name} lies in this file; there is nothing to bring back.").format(
                name=programme.name
            ),
            field="programme",
        )
    return programme.archived


def refuse_unready(snapshot: Snapshot, programme: Programme, today: date) -> None:
    """Raise :class:`Refused` for a programme that cannot be moved to a file of its own."""
    if why := why_not(snapshot, programme, today):
        raise Refused(why, field="programme")


def what_goes(n: int) -> str:
    """Say that so many records go along with a programme."""
    return ngettext("{n} entry goes there.", "{n} entries go there.", n).format(n=number(n, 0))


def records_of(snapshot: Snapshot, programme_id: str) -> list[Record]:
    """Return everything that belongs to a programme, itself left out."""
    return [
        record
        for name, table in snapshot.tables()
        if "programme_id" in TABLES[name].__struct_fields__
        for record in table.values()
        if getattr(record, "programme_id", "") == programme_id
    ]


def records_that_go(snapshot: Snapshot, programme_id: str) -> list[Record]:
    """Return what an archived programme no longer has in the file it came from."""
    every = records_of(snapshot, programme_id)
    return [record for record in every if TABLE_OF[type(record)] not in STAYS]


def part_of(snapshot: Snapshot, programme_id: str) -> Snapshot:
    """Return what a file of a programme's own holds: the firm, whoever is named, and all of it."""
    programme = snapshot.programmes[programme_id]
    records = [replace(programme, archived=None), *records_of(snapshot, programme_id)]
    tables: dict[str, Any] = {
        name: {each.id: each for each in records if isinstance(each, kind)}
        for name, kind in TABLES.items()
    }
    tables["people"] = {each: snapshot.people[each] for each in _named(snapshot, records)}
    tables["skills"] = snapshot.skills
    return Snapshot(firm=snapshot.firm, **tables)


def _named(snapshot: Snapshot, records: Iterable[Record]) -> list[str]:
    """Return whoever some records name, and who these people answer to, ordered by id."""
    named: set[str] = set()
    waiting = [who for record in records for who in _people_in(record)]
    while waiting:
        person_id = waiting.pop()
        if person_id not in named:
            named.add(person_id)
            waiting += _people_in(snapshot.people[person_id])
    return sorted(named)


def _people_in(record: Record) -> list[str]:
    return [target for _place, table, target in references(record) if table == "people"]
