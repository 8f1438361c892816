"""Where in a type of record its plain values stand, and what they mean there.

Whoever asks of every record for its days, or for the ids it names, asks the types once and then
goes only where such a value can be.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from operator import attrgetter, methodcaller
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

EACH, KEYS, VALUES = "[]", ".key", ".value"
"""The steps into a list, and into a group; every other step is the name of a field."""


class Leaf(msgspec.Struct, frozen=True):
    """One place of a type where a plain value stands: ``steps[0].due_on`` of a session.

    ``field`` is the record's own, ``steps`` lead on from it; ``meaning`` is the ``extra`` of the
    value's type (see :mod:`revmentor.model.base`), and its ``pattern``.
    """

    field: str
    steps: tuple[str, ...]
    kind: Any
    meaning: Mapping[str, Any]

    def values(self, records: Iterable[object]) -> Iterable[Any]:
        """Return what stands at this place in all the records, some of it perhaps ``None``."""
        values: Iterable[Any] = map(attrgetter(self.field), records)
        for step in self.steps:
            values = _all_within(filter(None, values), step)
        return values

    def within(self, value: Any) -> list[tuple[str, Any]]:
        """Return what the steps lead to in the field's value, with the path to it."""
        places = [(self.field, value)]
        for step in self.steps:
            given = [place for place in places if place[1] is not None]
            places = [inner for path, each in given for inner in _within(path, each, step)]
        return places


GONE: Any = object()
"""What takes the place of a value that is to be no more."""

Change = Callable[[Any, bool], Any]
"""Says what takes the place of a value, and is told whether its part cannot be without it."""


def changed_at(record: T, places: Iterable[Leaf], change: Change) -> T | None:
    """Return a record with other values at some places.

    A value that is :data:`GONE` leaves its list or group, or makes its field empty; a part that
    cannot be without it goes with it, and so (``None``) does the record. Values that come to stand
    twice in a list stand once; in a group, what was said of the new name before holds.
    """
    changed: dict[str, Any] = {}
    for leaf in places:
        before = changed.get(leaf.field, getattr(record, leaf.field))
        needed = _is_needed(type(record), leaf.field)
        after = _changed(before, leaf.steps, change, needed)
        if after is GONE:
            if needed:
                return None
            after = None
        if after != before:
            changed[leaf.field] = after
    return msgspec.structs.replace(record, **changed) if changed else record


def _changed(value: Any, steps: tuple[str, ...], change: Change, needed: bool) -> Any:
    """Return what stands in a field, with what the steps lead to changed."""
    if value is None:
        return None
    if not steps:
        return change(value, needed)
    step, rest = steps[0], steps[1:]
    if step == EACH:
        each_of = (_changed(each, rest, change, needed=False) for each in value)
        within = tuple(each for each in each_of if each is not GONE)
        return within if rest or within == value else tuple(dict.fromkeys(within))
    if step == KEYS:
        return _with_keys(value, {key: change(key, False) for key in value})
    if step == VALUES:
        values = {key: _changed(each, rest, change, needed=False) for key, each in value.items()}
        return {key: each for key, each in values.items() if each is not GONE}
    return _with_part(value, step, rest, change)


def _with_keys(value: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: each for key, each in value.items() if keys[key] == key}
    new = {keys[key]: each for key, each in value.items() if keys[key] != key}
    new.pop(GONE, None)
    return {**new, **kept}


def _with_part(value: Any, step: str, rest: tuple[str, ...], change: Change) -> Any:
    needed, before = _is_needed(type(value), step), getattr(value, step)
    after = _changed(before, rest, change, needed)
    if after is GONE:
        if needed:
            return GONE
        after = None
    return value if after == before else msgspec.structs.replace(value, **{step: after})


def _is_needed(kind: type[msgspec.Struct], field: str) -> bool:
    """Tell whether a field of a type has to be given."""
    return field in _needed(kind)


@cache
def _needed(kind: type[msgspec.Struct]) -> frozenset[str]:
    """Return the fields of a type that have to be given; msgspec reads the whole type each time."""
    return frozenset(each.name for each in msgspec.structs.fields(kind) if each.required)


def places_in(record: object, wanted: Iterable[Leaf]) -> Iterator[tuple[Leaf, str, Any]]:
    """Yield every value that stands at the wanted places of a record, with the path to it."""
    for leaf in wanted:
        value = getattr(record, leaf.field)
        if value is None:
            continue
        if not leaf.steps:
            yield leaf, leaf.field, value
        elif value:
            for path, each in leaf.within(value):
                if each is not None:
                    yield leaf, path, each


def _all_within(values: Iterable[Any], step: str) -> Iterable[Any]:
    if step in {EACH, KEYS}:
        return chain.from_iterable(values)
    if step == VALUES:
        return chain.from_iterable(map(methodcaller("values"), values))
    return map(attrgetter(step), values)


def _within(path: str, value: Any, step: str) -> list[tuple[str, Any]]:
    if step == EACH:
        return [(f"{path}[{index}]", each) for index, each in enumerate(value)]
    if step == KEYS:
        return [(f"{path}.{key}", key) for key in value]
    if step == VALUES:
        return [(f"{path}.{key}", each) for key, each in value.items()]
    return [(f"{path}.{step}", getattr(value, step))]


@cache
def leaves(kind: type[msgspec.Struct]) -> tuple[Leaf, ...]:
    """Return every place of a type of record, in the order of its fields."""
    return tuple(_leaves(kind, (), {}))


@cache
def leaves_saying(what: str, kind: type[msgspec.Struct]) -> tuple[Leaf, ...]:
    """Return the places of a type of record whose meaning says a ``table``, or ``years``."""
    return tuple(leaf for leaf in leaves(kind) if what in leaf.meaning)


def _leaves(kind: Any, steps: tuple[str, ...], meaning: Mapping[str, Any]) -> Iterator[Leaf]:
    # The types are asked as Python knows them: msgspec's own telling of them takes four times
    # as long, and a command that opens a file waits for it.
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from _leaves(parts[0], steps, _meaning(parts[1:]))
    elif origin in {Union, UnionType} and len(given := [*filter(_is_given, parts)]) == 1:
        yield from _leaves(given[0], steps, meaning)
    elif origin is tuple:
        yield from _leaves(parts[0], (*steps, EACH), {})
    elif _is_a(origin, Mapping):
        yield from _leaves(parts[0], (*steps, KEYS), {})
        yield from _leaves(parts[1], (*steps, VALUES), {})
    elif _is_a(kind, msgspec.Struct):
        for name, each in _annotations(kind).items():
            yield from _leaves(each, (*steps, name), {})
    else:
        yield Leaf(steps[0], steps[1:], kind, meaning)


def _annotations(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return dict(ChainMap(*(vars(each).get("__annotations__", {}) for each in kind.__mro__)))


def _meaning(annotations: Iterable[msgspec.Meta]) -> dict[str, Any]:
    said = (each.extra or {} for each in annotations)
    patterns = (each.extra_json_schema or {} for each in annotations)
    return {key: value for part in (*patterns, *said) for key, value in part.items()}


def _is_a(kind: object, of: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, of)


def _is_given(kind: object) -> bool:
    return kind is not NoneType
