"""The form of the file: its header, its tables, and what is looked at before it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

import msgspec

from revmentor.content import skills
from revmentor.model import shape
from revmentor.model.errors import Problem, Unreadable
from revmentor.model.snapshot import TABLES, Snapshot, to_document
from revmentor.rules import integrity
from revmentor.store.storage import DurableStorage
from revmentor.words import _

SCHEMA = 1
"""The version of the file's form; a newer one is refused."""

APPLICATION = "revmentor"


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """The header of the file."""

    application: str
    schema: int
    generation: int
    written_at: str
    ids: dict[str, int] = msgspec.field(default_factory=dict)


def now() -> str:
    """Return the moment, in UTC, as the header keeps it."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


def tables(snapshot: Snapshot, meta: Meta) -> dict[str, Mapping[str, Any]]:
    """Return the tables of a file: the header, the firm, and every list."""
    return {
        "meta": {"file": meta},
        "firm": {"firm": snapshot.firm},
        **dict(snapshot.tables()),
    }


def generation_on_disk(storage: DurableStorage) -> int:
    """Return the generation on the disk, -1 where there is none to read.

    Usually only the first line is read; what another program wrote as one line is read whole.
    """
    try:
        with storage.path.open("rb") as file:
            line = file.readline()
            try:
                header = msgspec.json.decode(line.rstrip().rstrip(b",") + b"}")
            except msgspec.DecodeError:
                header = msgspec.json.decode(line + file.read())
        generation = header["meta"]["file"]["generation"]
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        return -1
    return generation if isinstance(generation, int) else -1


def load(storage: DurableStorage) -> tuple[Snapshot, Meta]:
    """Return what a file holds, looked at whole; raises :class:`Unreadable` with what is wrong."""
    raw_tables = storage.read()
    name = storage.path.name
    try:
        meta = msgspec.convert(raw_tables.pop("meta")["file"], Meta)
        firm = raw_tables.pop("firm")["firm"]
    except (KeyError, TypeError, msgspec.ValidationError) as error:
        raise Unreadable(
            _(
                "{file} is not a revmentor file. If it is an exported document, begin a new "
                "file and import it: revmentor import"
            ).format(file=name)
        ) from error
    if meta.application != APPLICATION:
        raise Unreadable(_("{file} is not a revmentor file.").format(file=name))
    if meta.schema > SCHEMA:
        raise Unreadable(
            _(
                "{file} was written by a newer revmentor (form {theirs}; this one knows {ours}). "
                "Nothing was touched; install the newer version."
            ).format(file=name, theirs=meta.schema, ours=SCHEMA)
        )
    raw = {"firm": firm, **{table: raw_tables.pop(table, {}) for table in TABLES}}
    snapshot, found = shape.read(Snapshot, raw, "")
    if raw_tables:
        found = [*found, *(Problem(table, _("this table is not known")) for table in raw_tables)]
    if snapshot is not None:
        found += [
            Problem(f"{table}.{key}.id", _("the id differs from its key"))
            for table, records in snapshot.tables()
            for key, record in records.items()
            if record.id != key
        ]
        found += integrity.problems(to_document(snapshot), skills.catalogue())
    if found or snapshot is None:
        raise Unreadable(
            _("{file} is damaged: {problem}. Nothing was touched.").format(
                file=name, problem=found[0]
            )
        )
    return snapshot, meta
