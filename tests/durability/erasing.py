"""An erasing that is killed at each call that changes anything on the disk.

As a program (``python -m tests.durability.erasing FOLDER``) it forks once for each such call; the
child works on a copy of its own, FOLDER/before-3.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import NoReturn

from revmentor.model.firm import Firm
from revmentor.store.history import backup, erasure, generations
from revmentor.store.workspace import Workspace
from tests.durability.calls import Calls, killing
from tests.support.firm import TODAY, running

NAME = "valdarco.json"
CHANGING = {"replace", "rename", "unlink", "link", "write"}


def set_up(folder: Path) -> None:
    folder.mkdir(parents=True)
    path = folder / NAME
    running(path).commit("session with Anna De Luca", firm=running_firm())
    backup.write_backup(path, folder / "valdarco.backup-2026-04-24.json", None)
    generations.set_aside(path, "aside", datetime(2026, 4, 1, tzinfo=timezone.utc))
    (generations.folder_of(path) / "aside-damaged.json").write_bytes(b'{"meta":{"Anna De Luca')


def running_firm() -> Firm:
    return Firm(name="Valdarco", coordinator="Anna De Luca")


def erase(path: Path) -> None:
    workspace = Workspace.open(path)
    erasure.erase(workspace, erasure.person_meant(workspace, "anna"), on=TODAY)


def changing_calls(folder: Path) -> list[int]:
    """Return the numbers of the calls that change something, of writes on end the first."""
    with Calls().counted() as calls:
        erase(folder / NAME)
    return [
        at
        for at, name in enumerate(calls.made, 1)
        if name in CHANGING and not (name == "write" and calls.made[at - 2] == "write")
    ]


def _play(folder: Path) -> None:
    set_up(folder / "template")
    erase(shutil.copytree(folder / "template", folder / "warm") / NAME)  # imports read files too
    at_calls = changing_calls(shutil.copytree(folder / "template", folder / "clean"))
    for at in at_calls:
        place = shutil.copytree(folder / "template", folder / f"before-{at}")
        child = os.fork()
        if child == 0:
            _be_killed(place / NAME, at)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise SystemExit(f"before-{at} was not killed")


def _be_killed(path: Path, at: int) -> NoReturn:
    try:
        with Calls(at, killing("before")).counted():
            erase(path)
    finally:
        os._exit(0)


if __name__ == "__main__":
    _play(Path(sys.argv[1]))
