"""A file and a conflict copy of it: two machines saved while they knew nothing of each other."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from revmentor.model.base import Record
from revmentor.model.session import Exchange
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.firm import day, person, running, session

COPY = "valdarco (conflicted copy).json"


def beside(path: Path, put: Sequence[Record], remove: Sequence[Record] = ()) -> Path:
    """Write a conflict copy of a file, in which some records are other than in the file."""
    copy = path.with_name(COPY)
    shutil.copyfile(path, copy)
    Workspace.open(copy).commit("on the other machine", put=put, remove=remove)
    shutil.rmtree(generations.folder_of(copy))
    return copy


def parted(path: Path) -> tuple[Workspace, Path]:
    """A file and a copy: both logged a slot under the same id, and know more of Anna and Carla."""
    workspace = running(path)
    there = [
        session("luca", day(3), "carla", id="s0001", minutes=30, note="tired that day"),
        session("giulia", day(3), "anna", id="s0002", taught=(Exchange(text="a shared drive"),)),
        person("anna", department="Export"),
        person("p0009", name="Zoe Nuova"),
    ]
    here = [
        session("giulia", day(3), "anna", id="s0001", taught=(Exchange(text="a shared folder"),)),
        person("anna", department="Sales"),
        person("carla", site="Modena"),
    ]
    copy = beside(path, there)
    workspace.commit("on this machine", put=here)
    return workspace, copy
