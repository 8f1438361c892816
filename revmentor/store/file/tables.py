"""The form of the file: its tables, and the records in them.

A file whose seal is intact is decoded straight into records: every byte is as we wrote it, after
every limit of every type was looked at. Anything else is read as somebody else's data: each
problem is found and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

import msgspec

from revmentor.content import skills
from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.errors import Problem, Problems
from revmentor.model.firm import Firm
from revmentor.model.snapshot import TABLES, Snapshot, to_document
from revmentor.rules import integrity


def tables(snapshot: Snapshot) -> dict[str, Mapping[str, Any]]:
    """Return the tables of a file but for its header: the firm, and every list."""
    return {"firm": {"firm": snapshot.firm}, **dict(snapshot.tables())}


@lru_cache(maxsize=1)
def _decoder() -> msgspec.json.Decoder[Any]:
    fields: list[tuple[str, Any]] = [("meta", msgspec.Raw), ("firm", dict[str, Firm])]
    # A type made while running, which msgspec reads and mypy cannot.
    fields += [(name, dict[str, kind]) for name, kind in TABLES.items()]  # type: ignore[valid-type]
    return msgspec.json.Decoder(msgspec.defstruct("File", fields, forbid_unknown_fields=True))


def sealed_records(plain: bytes) -> Snapshot | None:
    """Return the records of a file whose seal is intact; ``None`` where a slower look is needed."""
    try:
        file = _decoder().decode(plain)
        lists = {name: getattr(file, name) for name in TABLES}
        return Snapshot(firm=file.firm["firm"], **lists)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, KeyError):
        return None


def records(raw_tables: Mapping[str, Any]) -> tuple[Snapshot | None, list[Problem]]:
    """Return the records in plain tables, or ``None``, and every problem in their shape."""
    rest = {name: table for name, table in raw_tables.items() if name not in {"meta", "firm"}}
    firm = raw_tables.get("firm")
    raw = {
        "firm": firm.get("firm", {}) if isinstance(firm, dict) else firm,
        **{name: rest.pop(name, {}) for name in TABLES},
    }
    snapshot, problems = validation.read_as(Snapshot, raw, "")
    return snapshot, [*problems, *(Problem(name, _("this table is not known")) for name in rest)]


def table_problems(snapshot: Snapshot) -> Problems:
    """Return what between the records of a file does not hold: the first fifty, and how many."""
    mismatched = (
        Problem(f"{table}.{key}.id", _("the id differs from its key"))
        for table, records in snapshot.tables()
        for key, record in records.items()
        if record.id != key
    )
    between = integrity.contradictions(to_document(snapshot), skills.catalogue())
    return Problems(chain(mismatched, between))


def count(snapshot: Snapshot) -> int:
    """Return how many records a file holds."""
    return sum(len(table) for _name, table in snapshot.tables())
