"""The ids a record names, and the same record with others in their place.

Which fields name what is said by their types: see :mod:`revmentor.model.base`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from revmentor.model.base import Record
from revmentor.model.fields import EACH, KEYS, VALUES, Leaf, leaves, places_in
from revmentor.model.snapshot import TABLE_OF

R = TypeVar("R", bound=Record)

NewIds = Mapping[str, Mapping[str, str | None]]
"""By table: for an id the one that takes its place, or ``None`` where it is to be named no more."""

_GONE: Any = object()
"""A value without the one thing it cannot be without."""


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
    changed: dict[str, Any] = {} if record_id == record.id else {"id": record_id}
    for leaf in _naming(type(record)):
        before = changed.get(leaf.field, getattr(record, leaf.field))
        after = _replaced(before, leaf.steps, _of_tables(ids, _tables(leaf)))
        if after is _GONE:
            if _needed(type(record), leaf.field):
                return None
            after = None
        if after != before:
            changed[leaf.field] = after
    return msgspec.structs.replace(record, **changed) if changed else record


@cache
def _naming(kind: type[Record]) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves(kind) if _tables(leaf))


def _tables(leaf: Leaf) -> tuple[str, ...]:
    """Return the tables that an id at a place may be in; none where no id stands there."""
    names: tuple[str, ...] = leaf.meaning.get("names", ())
    return names or ((leaf.meaning["table"],) if "table" in leaf.meaning else ())


def _of_tables(ids: NewIds, tables: tuple[str, ...]) -> dict[str, str | None]:
    return {old: new for table in tables for old, new in ids.get(table, {}).items()}


def _replaced(value: Any, steps: tuple[str, ...], ids: Mapping[str, str | None]) -> Any:
    """Return what stands in a field, along the steps to its ids, with the new ones."""
    if value is None:
        return None
    if not steps:
        new = ids.get(value, value)
        return _GONE if new is None else new
    step, rest = steps[0], steps[1:]
    if step == EACH:
        return _list(value, rest, ids)
    if step == KEYS:
        return _group(value, ids)
    if step == VALUES:
        within = {key: _replaced(each, rest, ids) for key, each in value.items()}
        return {key: each for key, each in within.items() if each is not _GONE}
    return _part(value, step, _replaced(getattr(value, step), rest, ids))


def _list(value: Any, rest: tuple[str, ...], ids: Mapping[str, str | None]) -> Any:
    within = tuple(
        each for each in (_replaced(one, rest, ids) for one in value) if each is not _GONE
    )
    return within if rest or within == value else tuple(dict.fromkeys(within))


def _group(value: Any, ids: Mapping[str, str | None]) -> Any:
    new = {ids.get(key, key): each for key, each in value.items() if ids.get(key, key) != key}
    kept = {key: each for key, each in value.items() if ids.get(key, key) == key}
    return {**{key: each for key, each in new.items() if key is not None}, **kept}


def _part(value: Any, step: str, after: Any) -> Any:
    """Return a part of a record with a field changed, or that it cannot be without."""
    if after is _GONE:
        if _needed(type(value), step):
            return _GONE
        after = None
    return (
        value if after == getattr(value, step) else msgspec.structs.replace(value, **{step: after})
    )


def _needed(kind: type[msgspec.Struct], field: str) -> bool:
    """Tell whether a field of a type has to be given."""
    return next(each for each in msgspec.structs.fields(kind) if each.name == field).required
