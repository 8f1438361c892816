"""What a record brings along when it is taken over: what it names and cannot stand without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revmentor.model.base import Record, Role
from revmentor.model.pair import Pair
from revmentor.model.references import named
from revmentor.model.session import Session
from revmentor.model.snapshot import TABLE_OF, Snapshot


def with_what_it_needs(
    here: Snapshot, copy: Snapshot, records: Iterable[Record]
) -> tuple[list[Record], list[Record]]:
    """Return the records that are taken over, and those of the copy that come along.

    Along comes whom or what a record names and this file does not hold, the pair of a session, and
    the part that people have in the programme. What the copy lacks too is left to whoever checks.
    """
    chosen = {_place(each): each for each in records}
    along: dict[tuple[str, str], Record] = {}
    waiting = list(chosen.values())
    while waiting:
        for each in _needed(here, copy, waiting.pop()):
            place = _place(each)
            if place not in chosen and place not in along:
                along[place] = each
                waiting.append(each)
    return list(chosen.values()), list(along.values())


def _place(record: Record) -> tuple[str, str]:
    return TABLE_OF[type(record)], record.id


def _needed(here: Snapshot, copy: Snapshot, record: Record) -> Iterator[Record]:
    for _path, tables, target in named(record):
        if any(target in here.table(table) for table in tables):
            continue
        for table in tables:
            if (each := copy.table(table).get(target)) is not None:
                yield each
    if isinstance(record, Session):
        yield from _pairs(here, copy, record)
    for person_id, role in _roles(record):
        yield from _parts(here, copy, getattr(record, "programme_id", ""), person_id, role)


def _pairs(here: Snapshot, copy: Snapshot, session: Session) -> Iterator[Pair]:
    """Yield the pairs that a session is of, where this file has none of the two that day."""
    for senior_id in session.attendance:
        if not any(_is_of(each, session, senior_id) for each in here.pairs.values()):
            yield from (each for each in copy.pairs.values() if _is_of(each, session, senior_id))


def _is_of(pair: Pair, session: Session, senior_id: str) -> bool:
    same = pair.programme_id == session.programme_id
    return same and pair.sides == (session.mentor_id, senior_id) and pair.stands_on(session.day)


def _roles(record: Record) -> Iterator[tuple[str, Role | None]]:
    """Yield who must take part so that a record can stand, and in which role, where it says so."""
    if isinstance(record, Pair):
        yield record.mentor_id, "mentor"
        yield record.senior_id, "senior"
    elif isinstance(record, Session):
        yield record.mentor_id, "mentor"
    elif person_id := getattr(record, "person_id", None):
        yield person_id, getattr(record, "role", None)


def _parts(
    here: Snapshot, copy: Snapshot, programme_id: str, person_id: str, role: Role | None
) -> Iterator[Record]:
    def parts(of: Snapshot) -> list[Record]:
        return [
            each
            for each in of.participations.values()
            if (each.programme_id, each.person_id) == (programme_id, person_id)
            and role in {None, each.role}
        ]

    if not parts(here):
        yield from parts(copy)
