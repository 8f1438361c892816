"""The ids a record names, and the same record with others in their place.

Which fields name what is said by their types: see :mod:`revmentor.model.base`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from revmentor.model.base import Record
from revmentor.model.fields import GONE, Change, Leaf, changed_at, leaves, places_in
from revmentor.model.snapshot import TABLE_OF

R = TypeVar("R", bound=Record)

NewIds = Mapping[str, Mapping[str, str | None]]
"""By table: for an id the one that takes its place, or ``None`` where it is to be named no more."""


def named(record: Record) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield every id a record names: the path of the field, the tables it may be in, and the id."""
    for leaf, place, target in places_in(record, _naming(type(record))):
        yield place, _tables(leaf), target


def with_ids(record: R, ids: NewIds) -> R | None:
    """Return a record with other ids, its own too, wherever it names one that is replaced.

    An id that comes to stand twice in a list stands once; in a group, what the record said of the
    new id holds. What cannot be without an id that is named no more is left out: an entry of a
    list, or (``None``) the record.
    """
    own = ids.get(TABLE_OF[type(record)], {})
    record_id = own.get(record.id, record.id)
    if record_id is None:
        return None
    if record_id != record.id:
        record = msgspec.structs.replace(record, id=record_id)
    for leaf in _naming(type(record)):
        after = changed_at(record, (leaf,), _renaming(_of_tables(ids, _tables(leaf))))
        if after is None:
            return None
        record = after
    return record


def _renaming(ids: Mapping[str, str | None]) -> Change:
    def change(value: str, _needed: bool) -> Any:
        new = ids.get(value, value)
        return GONE if new is None else new

    return change


@cache
def _naming(kind: type[Record]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves(kind) if _tables(leaf))


def _tables(leaf: Leaf) -> tuple[str, ...]:
    """Return the tables that an id at a place may be in; none where no id stands there."""
    names: tuple[str, ...] = leaf.meaning.get("names", ())
    return names or ((leaf.meaning["table"],) if "table" in leaf.meaning else ())


def _of_tables(ids: NewIds, tables: tuple[str, ...]) -> Mapping[str, str | None]:
    if len(tables) == 1:  # thousands of records may be asked for the same thousands of ids
        return ids.get(tables[0], {})
    return {old: new for table in tables for old, new in ids.get(table, {}).items()}
