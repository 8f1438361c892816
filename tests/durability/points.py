"""The pieces of work that are struck at every call, and the program that is killed at each.

As a program (``python -m tests.durability.points WORK FOLDER [every]``) it forks once for each call
of the work and each side of it; the child works on a copy of its own, FOLDER/before-3 or after-3.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from revmentor.actions import people
from revmentor.model.person import Person
from revmentor.model.snapshot import Snapshot
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.durability.calls import Calls, killing, without_links
from tests.support.firm import begin, running

NAME = "valdarco.json"
ZOE = Person(id="zoe", name="Zoe Nuova")


def first(path: Path) -> None:
    """A file without its folder yet."""
    begin(path)


def later(path: Path) -> None:
    """A file with so many generations that one must go, and what a killed program left."""
    workspace = running(path)
    for n in range(generations.COMMITS):
        people.add(workspace.change(), name=f"Person {n}")
    for each in (path, generations.mirror_of(path)):
        each.with_name(f".{each.name}.0123456789ab.tmp").write_bytes(b"half")


def nothing(_path: Path) -> None:
    """No file yet."""


@dataclass(frozen=True)
class Work:
    """What is prepared, whether the disk knows hard links, and whether the file is begun or not."""

    prepare: Callable[[Path], None]
    no_links: int = 0
    creates: bool = False

    def set_up(self, folder: Path) -> Path:
        folder.mkdir(parents=True)
        self.prepare(folder / NAME)
        return folder / NAME

    def on(self, patch: pytest.MonkeyPatch) -> None:
        """Make the disk what it is for this work."""
        if self.no_links:
            patch.setattr(os, "link", without_links(self.no_links))

    def ready(self, path: Path) -> Callable[[], object]:
        """Return the work itself, with everything read that it needs."""
        if self.creates:
            return lambda: begin(path)
        workspace = Workspace.open(path)
        return lambda: put_zoe(workspace)


WORKS = {
    "first commit": Work(first),
    "later commit": Work(later),
    "commit without links": Work(later, errno.EPERM),
    "create": Work(nothing, creates=True),
    "create without links": Work(nothing, errno.EPERM, creates=True),
}


def put_zoe(workspace: Workspace) -> None:
    """The commit."""
    workspace.commit("Zoe added", put=[ZOE])


def done(snapshot: Snapshot) -> Snapshot:
    """Return the records after the commit."""
    return snapshot.with_records({"people": {ZOE.id: ZOE}})


def calls_of(work: Work, folder: Path) -> list[str]:
    """Return the calls of one clean run of the work, in their order."""
    does = work.ready(work.set_up(folder))
    with pytest.MonkeyPatch.context() as patch:
        work.on(patch)
        with Calls().counted() as calls:
            does()
    return calls.made


def points(work: Work, folder: Path, *, every: bool) -> Iterator[tuple[int, str]]:
    """Yield the calls of the work, counted from 1, and leave what it begins with in ``template``.

    Unless it is to be ``every`` call, of several writes on end only the first and the last.
    """
    made = calls_of(work, folder / "clean")
    work.set_up(folder / "template")
    for at, name in enumerate(made, 1):
        if every or made[max(0, at - 2) : at + 1] != ["write"] * 3:
            yield at, name


def _play(work: Work, folder: Path, *, every: bool) -> None:
    for at, _name in points(work, folder, every=every):
        for when in ("before", "after"):
            place = shutil.copytree(folder / "template", folder / f"{when}-{at}")
            child = os.fork()
            if child == 0:
                _be_killed(work, place / NAME, at, when)
            _pid, status = os.waitpid(child, 0)
            if not os.WIFSIGNALED(status):
                raise SystemExit(f"{when}-{at} was not killed")


def _be_killed(work: Work, path: Path, at: int, when: str) -> NoReturn:
    status = 1
    try:
        does = work.ready(path)
        with pytest.MonkeyPatch.context() as patch:
            work.on(patch)
            with Calls(at, killing(when)).counted():
                does()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    _play(WORKS[sys.argv[1]], Path(sys.argv[2]), every="every" in sys.argv[3:])
