"""The bytes of tables, of which only what changed since the last time is made anew.

Ids and fields stand in a fixed order, so that two files of one state are the same bytes. In a file
of ten years one session changes among fifty thousand, and making the bytes of all of them took as
long as writing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import is_
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder(order="deterministic")
_RUN = 256
"""How many records are encoded at once, on average."""


class _Run(msgspec.Struct, frozen=True, gc=False):
    """Some records of a table that follow each other, and their bytes."""

    ids: tuple[str, ...]
    records: tuple[Any, ...]
    encoded: bytes

    def is_of(self, ids: Sequence[str], records: Sequence[Any]) -> bool:
        """Tell whether these are the very same records."""
        return self.ids == ids and all(map(is_, self.records, records))


class EncodedTables:
    """Makes the lines of a file, and remembers what they were made of.

    What it is given never changes: a record that differs is another record.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: dict[str, tuple[Mapping[str, Any], dict[str, _Run]]] = {}

    def lines(self, tables: Mapping[str, Mapping[str, Any]]) -> list[bytes]:
        """Return one line a table, its name and its records by id, in the order of the tables."""
        return [
            encoded(name) + b":{" + b",".join(run.encoded for run in self._runs(name, table)) + b"}"
            for name, table in tables.items()
        ]

    def _runs(self, name: str, table: Mapping[str, Any]) -> Iterable[_Run]:
        known, before = self._known.get(name, (None, {}))
        if known is table:
            return before.values()
        runs = {run.ids[0]: run for run in _made(table, before)}
        self._known[name] = table, runs
        return runs.values()


def _made(table: Mapping[str, Any], before: Mapping[str, _Run]) -> Iterator[_Run]:
    """Yield the runs of a table, those that are as they were ``before`` not made anew."""
    for ids in _cut(sorted(table)):
        records = tuple(map(table.__getitem__, ids))
        run = before.get(ids[0])
        if run is None or not run.is_of(ids, records):
            run = _Run(ids, records, encoded(dict(zip(ids, records, strict=True)))[1:-1])
        yield run


def encoded(value: object) -> bytes:
    """Return a value as the file holds it."""
    return _ENCODER.encode(value)


def _cut(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Cut sorted ids into runs at places that hang on the ids alone.

    So a new id among them changes one run, and not all that follow.
    """
    begun = 0
    for place, record_id in enumerate(ids):
        if place > begun and hash(record_id) % _RUN == 0:
            yield tuple(ids[begun:place])
            begun = place
    if begun < len(ids):
        yield tuple(ids[begun:])
