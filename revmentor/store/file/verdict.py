"""What the bytes of a file say: whether they are whole, ours, of this form, and in order.

Pure functions of bytes; an inspection is a value, and whoever asked decides whether it is enough.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Problem, Unreadable
from revmentor.model.snapshot import Snapshot
from revmentor.model.text import shell_word
from revmentor.store.file import disk, migrations
from revmentor.store.file import header as file_header
from revmentor.store.file import tables as file_tables
from revmentor.store.file.header import APPLICATION, FIRST_SEALED, SCHEMA, Meta
from revmentor.store.history.generations import Generation

FileState = Literal[
    "sound",  # every byte as it was sealed, every record in order
    "outdated",  # sound, in an older form; it is migrated before the first change
    "outside",  # its records hold, but another program wrote them
    "put_back",  # sound, but older than its copies, or than what was saved here before
    "stranger",  # sound, but another file than the one whose copies lie beside it
    "damaged",
    "empty",
    "missing",
    "newer",  # of a form that a later revmentor writes
    "unreachable",  # something stands there, or nothing, that the disk does not give out
    "foreign",  # no revmentor file
]
ASKS: frozenset[FileState] = frozenset({"outside", "put_back", "stranger"})
"""Sound as such, but somebody must say that it is meant."""
LOST: frozenset[FileState] = frozenset({"damaged", "empty", "missing"})
"""What a kept generation helps against."""


class Inspection(msgspec.Struct, frozen=True):
    """A look at a file: its state, what is wrong with it, and what it holds."""

    path: Path
    state: FileState
    what: str = ""
    """What is wrong, as a sentence; empty where nothing is."""
    problems: tuple[Problem, ...] = ()
    meta: Meta | None = None
    snapshot: Snapshot | None = None
    mark: bytes = b""
    stamp: disk.Stamp | None = None
    size: int = 0
    written: datetime | None = None
    """When the disk says the file was last written."""
    encrypted: bool = False
    kept: tuple[Generation, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.path.name

    @property
    def usable(self) -> bool:
        """Whether the file can be opened without a question."""
        return self.state in {"sound", "outdated"}


GONE: frozenset[FileState] = frozenset({"missing", "unreachable"})
"""What may come back by itself, with a stick or a network."""


class OutOfReach(Unreadable):
    """No file can be read at the path: it is not there, or its disk does not answer."""


class Damaged(Unreadable):
    """The file cannot be opened without a decision of a person; ``reading`` is the look at it."""

    def __init__(self, reading: Inspection) -> None:
        """Keep the look at the file."""
        super().__init__(reading.what)
        self.reading = reading


def judged(path: Path, plain: bytes | None, kept: tuple[Generation, ...]) -> Inspection:
    """Return what a file's bytes say (``None``: they could not be decrypted whole)."""
    name = path.name
    if plain is None:
        return _damaged(
            path, _("{file} is damaged: it cannot be decrypted whole.").format(file=name)
        )
    if not plain.strip():
        text = (
            _("{file} is empty, and was not empty before.")
            if kept
            else _("{file} is empty. To begin a new file, choose a name that is not taken.")
        )
        return Inspection(path, "empty", text.format(file=name))
    meta = file_header.sealed_meta(plain)
    if meta and meta.file.schema == SCHEMA:
        return _sealed(path, plain, meta, kept)
    return _unsealed(path, plain, kept, intact=meta is not None)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Make thousands of records without the garbage collector looking through them each time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _sealed(path: Path, plain: bytes, meta: Meta, kept: tuple[Generation, ...]) -> Inspection:
    with _without_collector():
        snapshot = file_tables.sealed_records(plain)
        problems = file_tables.table_problems(snapshot) if snapshot is not None else []
    if snapshot is None:
        return _unsealed(path, plain, kept)
    if problems:
        return _damaged(path, _contradicts(path, problems[0]), tuple(problems), meta)
    return Inspection(path, "sound", meta=meta, snapshot=snapshot)


def _unsealed(
    path: Path, plain: bytes, kept: tuple[Generation, ...], *, intact: bool = False
) -> Inspection:
    """Look at bytes that are not as this form seals them: an older form, another hand, or damage.

    ``intact`` ones are as an older form sealed them.
    """
    name, meta = path.name, file_header.meta_of(plain)
    try:
        tables = msgspec.json.decode(plain)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if not kept and not plain.lstrip().startswith(b"{"):
            return Inspection(
                path, "foreign", _("{file} is not a revmentor file.").format(file=name)
            )
        return _damaged(path, _cut_or_broken(name, plain, meta), meta=meta)
    header = _header(tables)
    if header is None:
        if kept:
            return _damaged(path, _("{file} is damaged: its header is gone.").format(file=name))
        return Inspection(path, "foreign", _not_ours(path, tables))
    schema = header["schema"]
    if _is_broken_number(plain, header):
        return _damaged(path, _cut_or_broken(name, plain, meta), meta=meta)
    if schema > SCHEMA:
        return Inspection(
            path,
            "newer",
            _(
                "{file} was written by a newer revmentor (form {theirs}; this one knows {ours}). "
                "Nothing was touched; install the newer version."
            ).format(file=name, theirs=schema, ours=SCHEMA),
        )
    as_left = intact or schema < FIRST_SEALED
    return _by_hand(path, tables, schema, as_left=as_left)


def _by_hand(path: Path, tables: dict[str, Any], schema: int, *, as_left: bool) -> Inspection:
    """Look at tables that JSON could read: each record, then what is between them.

    ``as_left`` tells that an older form is as revmentor left it, as far as that can be known.
    """
    name = path.name
    try:
        tables = migrations.to_newest(tables, schema)
        meta = msgspec.convert(tables["meta"], Meta)
    except (KeyError, TypeError, msgspec.ValidationError):
        return _damaged(path, _("{file} is damaged: its header cannot be read.").format(file=name))
    snapshot, problems = file_tables.records(tables)
    if snapshot is not None:
        problems = [*problems, *file_tables.table_problems(snapshot)]
    if problems or snapshot is None:
        return _damaged(path, _contradicts(path, problems[0]), tuple(problems), meta)
    if schema < SCHEMA and as_left:
        return Inspection(path, "outdated", meta=meta, snapshot=snapshot)
    what = _("{file} was changed outside revmentor; its records still hold.").format(file=name)
    return Inspection(path, "outside", what, meta=meta, snapshot=snapshot)


def _header(tables: object) -> dict[str, Any] | None:
    """Return the header of a revmentor file of any form, or ``None``."""
    try:
        header = tables["meta"]["file"]  # type: ignore[index]  # whatever JSON there is
        if header["application"] == APPLICATION and type(header["schema"]) is int:
            return dict(header) if header["schema"] >= 1 else None
    except (KeyError, TypeError, IndexError, ValueError):
        return None
    return None


def _is_broken_number(plain: bytes, header: dict[str, Any]) -> bool:
    """Tell whether the number of the form is what is broken: older or newer only by its look."""
    schema = header["schema"]
    if schema < FIRST_SEALED:
        return "sha256" in header
    theirs = b'"schema":%d,' % schema
    others = (form for form in range(FIRST_SEALED, SCHEMA + 1) if form != schema)
    return any(
        file_header.is_intact(plain.replace(theirs, b'"schema":%d,' % form, 1)) for form in others
    )


def _damaged(
    path: Path, what: str, problems: tuple[Problem, ...] = (), meta: Meta | None = None
) -> Inspection:
    return Inspection(path, "damaged", what, problems, meta)


def _contradicts(path: Path, problem: Problem) -> str:
    return _("{file} is damaged: {problem}.").format(file=path.name, problem=problem)


def _cut_or_broken(name: str, plain: bytes, meta: Meta | None) -> str:
    if meta and 0 < len(plain) < meta.file.bytes:
        return _("{file} is damaged: it holds {n} of {of} bytes.").format(
            file=name, n=len(plain), of=meta.file.bytes
        )
    return _("{file} is damaged: it cannot be read as a revmentor file.").format(file=name)


def _not_ours(path: Path, tables: object) -> str:
    if isinstance(tables, dict) and tables.get("format") == "revmentor":
        return _(
            "{file} is an exported document. Begin a new file and take it in: "
            "revmentor new FILE, then revmentor import FILE {word}"
        ).format(file=path.name, word=shell_word(str(path)))
    return _("{file} is not a revmentor file.").format(file=path.name)
