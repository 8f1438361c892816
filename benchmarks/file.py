"""The file beside plain TinyDB and plain JSON, as ratios of medians in one run on one machine.

    python benchmarks/file.py [RUNS at 2 MB] [RUNS at 40 MB] [FOLDER]

The measures of one comparison take turns, and the disk is idle before each. A commit is a change to
one session through the workspace; TinyDB's is one session inserted into the same tables by its own
JSONStorage. FOLDER says on which disk; without one it is that of the temporary files.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import tinydb
from tinydb.table import Document, Table

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE))

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


def main() -> int:
    """Measure, print a line for each target, and return 1 where one is not reached."""
    given = dict(enumerate(sys.argv))
    runs, few, folder = int(given.get(1, 15)), int(given.get(2, 5)), given.get(3)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        reached = [
            _commit(place / "small", years(SMALL), runs, 1 / 2),
            _commit(place / "large", years(LARGE), few, 1 / 3),
            _opening(place / "opening", years(SMALL), runs),
            _encrypted(place / "encrypted", years(SMALL), runs),
        ]
    return 0 if all(reached) else 1


def _commit(folder: Path, snapshot: Snapshot, runs: int, target: float) -> bool:
    workspace = _filled(folder / "ours.json", snapshot)
    path = folder / "plain.json"
    path.write_bytes(workspace.path.read_bytes())
    with Plain(path) as plain:
        found = _medians(runs, _change(workspace), _insert(plain, workspace))
    return _told("commit, against TinyDB inserting", workspace.path, found, target)


def _opening(folder: Path, snapshot: Snapshot, runs: int) -> bool:
    path = _filled(folder / "ours.json", snapshot).path

    def load() -> None:
        with path.open(encoding="utf-8") as file:
            json.load(file)

    found = _medians(runs, lambda: inspection.opened_file(path), load)
    return _told("opening, against json.load", path, found, 3 / 2)


def _encrypted(folder: Path, snapshot: Snapshot, runs: int) -> bool:
    import pyrage

    key = Key((str(pyrage.x25519.Identity.generate()),))
    closed = _filled(folder / "closed.json", snapshot, key)
    clear = _filled(folder / "clear.json", snapshot)
    found = _medians(runs, _change(closed), _change(clear))
    return _told("encrypted commit, against a plain one", closed.path, found, 3)


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


def _medians(
    runs: int, ours: Callable[[], object], theirs: Callable[[], object]
) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for measure, found in zip((ours, theirs), times, strict=True):
            gc.collect()
            if hasattr(os, "sync"):
                os.sync()
            start = time.perf_counter()
            measure()
            if turn:  # the first one only warms up
                found.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _told(what: str, path: Path, found: tuple[float, float], target: float) -> bool:
    ours, theirs = found
    ratio = ours / theirs
    word = "reached" if ratio <= target else "NOT reached"
    print(
        f"{path.stat().st_size / 1e6:5.1f} MB  {what:<38} {ours * 1e3:8.1f} ms / "
        f"{theirs * 1e3:8.1f} ms = {ratio:.2f}  (target {target:.2f}: {word})"
    )
    return ratio <= target


if __name__ == "__main__":
    sys.exit(main())
