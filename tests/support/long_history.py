"""Many years in one file: the sample programme again and again, under other ids."""

from __future__ import annotations

from typing import Any

import msgspec

from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.base import Record
from revmentor.model.snapshot import TABLES, Snapshot

SHARED = {"people", "skills"}
"""What all programmes of a firm have in common."""


def years(programmes: int) -> Snapshot:
    """A firm that ran the sample programme so often; about 190 kB each."""
    once = document.read_document(sample.sample_document("evaluation"))
    tables: dict[str, dict[str, Record]] = {name: {} for name in TABLES}
    for name in SHARED:
        tables[name] = {record.id: record for record in once.records(name)}
    for year in range(programmes):
        for name in TABLES:
            if name in SHARED:
                continue
            for record in once.records(name):
                copy = _renamed(record, year)
                tables[name][copy.id] = copy
    known: dict[str, Any] = dict(tables)
    return Snapshot(firm=once.firm, **known)


def _renamed(record: Record, year: int) -> Record:
    changes: dict[str, Any] = {"id": f"{record.id}-y{year:03d}"}
    for field in ("programme_id", "pair_id"):
        if old := getattr(record, field, None):
            changes[field] = f"{old}-y{year:03d}"
    return msgspec.structs.replace(record, **changes)
