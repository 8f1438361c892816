"""The file beside plain TinyDB and plain JSON.

The measures of one comparison take turns, and the disk is idle before each. A commit is a change to
one session through the workspace; TinyDB's is one session inserted into the same tables by its own
JSONStorage.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import tinydb
from tinydb.table import Document, Table

from benchmarks.rows import Row, medians
from revmentor.model.session import Session
from revmentor.model.snapshot import Snapshot
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import inspection
from revmentor.store.workspace import Workspace
from tests.support.long_history import years

SMALL, LARGE = 11, 210
"""Programmes in a file of about 2 MB, and of about 40 MB."""


class TextIds(Table):
    """TinyDB's own table, but with the text ids that our tables have."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB annotates int


class Plain(tinydb.TinyDB):
    """TinyDB with its own JSONStorage."""

    table_class = TextIds


def rows(folder: Path, runs: int, few: int) -> Iterator[Row]:
    """Measure, and yield each ratio; the large file is measured a ``few`` times."""
    yield _commit(folder / "small", years(SMALL), runs, 0.25)
    yield _commit(folder / "large", years(LARGE), few, 0.15)
    yield _opening(folder / "small-opening", years(SMALL), runs)
    yield _opening(folder / "large-opening", years(LARGE), few)
    yield _encrypted(folder / "encrypted", years(SMALL), runs)


def _commit(folder: Path, snapshot: Snapshot, runs: int, target: float) -> Row:
    workspace = _filled(folder / "ours.json", snapshot)
    path = folder / "plain.json"
    path.write_bytes(workspace.path.read_bytes())
    with Plain(path) as plain:
        ours, theirs = medians(runs, _change(workspace), _insert(plain, workspace), before=_idle)
    return Row(f"commit at {_size(workspace.path)}, beside TinyDB's own", ours, theirs, target)


def _opening(folder: Path, snapshot: Snapshot, runs: int) -> Row:
    path = _filled(folder / "ours.json", snapshot).path

    def load() -> None:
        with path.open(encoding="utf-8") as file:
            json.load(file)

    ours, theirs = medians(runs, lambda: inspection.opened_file(path), load, before=_idle)
    return Row(f"opening at {_size(path)}, beside `json.load`", ours, theirs, 1.2)


def _encrypted(folder: Path, snapshot: Snapshot, runs: int) -> Row:
    import pyrage

    key = Key((str(pyrage.x25519.Identity.generate()),))
    closed = _filled(folder / "closed.json", snapshot, key)
    clear = _filled(folder / "clear.json", snapshot)
    ours, theirs = medians(runs, _change(closed), _change(clear), before=_idle)
    return Row(f"encrypted commit at {_size(clear.path)}, beside a plain one", ours, theirs, 3)


def _idle() -> None:
    """Leave nothing to do for the disk and for the search for circles."""
    gc.collect()
    if hasattr(os, "sync"):
        os.sync()


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.0f} MB"


def _filled(path: Path, snapshot: Snapshot, key: Key | None = None) -> Workspace:
    path.parent.mkdir(exist_ok=True)
    workspace = Workspace.create(path, snapshot.firm, key)
    records = [record for _name, table in snapshot.tables() for record in table.values()]
    workspace.commit("filled", put=records)
    return Workspace.open(path, key)


def _change(workspace: Workspace) -> Callable[[], None]:
    turn = 0
    before: Session = next(iter(workspace.snapshot.sessions.values()))

    def change() -> None:
        nonlocal turn
        turn += 1
        session = msgspec.structs.replace(before, note=f"turn {turn}")
        workspace.commit("session corrected", put=[session])

    return change


def _insert(plain: tinydb.TinyDB, workspace: Workspace) -> Callable[[], None]:
    turn = 0
    session: dict[str, Any] = msgspec.to_builtins(next(iter(workspace.snapshot.sessions.values())))

    def insert() -> None:
        nonlocal turn
        turn += 1
        new: Any = f"s-new-{turn}"  # TinyDB annotates int
        plain.table("sessions").insert(Document({**session, "id": new}, doc_id=new))

    return insert
