"""From older forms of the file to this one: pure functions, one for each step.

A step takes every table as plain data and returns every table; it never looks at the clock, the
disk or what else there is. Files really written by the older revmentor stand in the tests.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec

from revmentor.store.file.header import SCHEMA

RawTables = dict[str, dict[str, Any]]


def _lineage_of(tables: RawTables) -> str:
    """Return a lineage for a file that has none: the same one each time it is read."""
    return hashlib.sha256(msgspec.json.encode(tables, order="deterministic")).hexdigest()[:8]


def _sealed_header(tables: RawTables) -> RawTables:
    """1 → 2: the header gets a lineage, and room for its seal; the records stay as they are."""
    header = {**tables["meta"]["file"], "schema": 2, "lineage": _lineage_of(tables)}
    return {**tables, "meta": {"changes": {"latest": []}, "file": header}}


def _people_counted(tables: RawTables) -> RawTables:
    """2 → 3: an indicator says on how many people it is measured, no longer whether it counts any.

    How many they are the older form did not know, and so it is unsaid.
    """
    header = {**tables["meta"]["file"], "schema": 3}
    indicators = {
        key: {name: value for name, value in each.items() if name != "people"}
        for key, each in tables.get("indicators", {}).items()
    }
    meta = {**tables["meta"], "file": header}
    moved = {"indicators": indicators} if "indicators" in tables else {}
    return {**tables, "meta": meta, **moved}


MIGRATIONS: dict[int, Callable[[RawTables], RawTables]] = {1: _sealed_header, 2: _people_counted}
"""For each older form, the step to the next one."""


def to_newest(tables: RawTables, schema: int) -> RawTables:
    """Return the tables of an older form in this one's; raises ``KeyError`` for an unknown form."""
    while schema < SCHEMA:
        tables = MIGRATIONS[schema](tables)
        schema += 1
    return tables
