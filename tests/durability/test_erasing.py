"""Killed at any moment an erasing leaves what can be read, and done again it finishes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from revmentor.model.errors import Refused
from revmentor.store.file.inspection import inspect
from revmentor.store.history import copies
from revmentor.store.workspace import Workspace
from tests.durability.erasing import NAME, erase
from tests.durability.rounds import ROOT


def unfinished(path: Path) -> Iterator[str]:
    if not inspect(path).usable:
        yield "the file cannot be used"
    for each in copies.kept(path, None):
        if each.snapshot is None and each.path.name != "aside-damaged.json":
            yield f"{each.path.name} cannot be read"
    try:
        erase(path)
    except Refused as error:  # nobody there any more: it was done
        yield from () if "There is nobody" in str(error) else (str(error),)
    for place in path.parent.rglob("*"):
        if place.is_file() and b"Anna" in place.read_bytes():
            yield f"{place.name} tells of Anna"
    Workspace.open(path).commit("one more", firm=Workspace.open(path).snapshot.firm)


def test_killed_anywhere_it_is_readable_and_finishes_when_done_again(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.durability.erasing", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    places = sorted(tmp_path.glob("before-*"))
    assert len(places) > 10
    assert {each.name: list(unfinished(each / NAME)) for each in places} == {
        each.name: [] for each in places
    }
