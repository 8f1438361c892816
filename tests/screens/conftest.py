from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import textual
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension
from syrupy.location import PyTestLocation

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting
from tests.support.sample_file import filled_sample
from tests.support.unanswered import unanswered

DRAWN_WITH = "8.2.8"


class Picture(SingleFileSnapshotExtension):
    """A screen as an SVG file, in a folder beside the tests."""

    file_extension = "svg"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        place = Path(test_location.filepath)
        return str(place.parent / "snapshots" / place.stem)


class Camera:
    """Compares the screen with its picture; ``--snapshot-update`` takes a new one to look at."""

    def __init__(self, snapshot: SnapshotAssertion) -> None:
        self._snapshot = snapshot

    def sees(self, sitting: Sitting) -> bool:
        svg = sitting.app.export_screenshot(title="revmentor")
        svg = re.sub(r"terminal-\d+", "terminal", svg)
        return bool(self._snapshot == svg.encode())


@pytest.fixture
def camera(snapshot: SnapshotAssertion) -> Camera:
    if textual.__version__ != DRAWN_WITH:
        pytest.skip(f"the pictures were taken with Textual {DRAWN_WITH}")
    return Camera(snapshot.use_extension(Picture))


@pytest.fixture
def valdarco(path: Path, kept_samples: Path) -> Any:
    """Return what begins a file with the sample at a stage, and gives its path."""

    def begin(stage: sample.Stage) -> Path:
        filled = kept_samples / f"{stage}.json"
        if not filled.exists():
            filled_sample(filled, stage)
        shutil.copy2(filled, path)
        shutil.copytree(generations.folder_of(filled), generations.folder_of(path))
        return path

    return begin


@pytest.fixture(scope="session")
def kept_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample is kept at each stage: to take it in once is a twentieth of a second."""
    return tmp_path_factory.mktemp("samples")


@pytest.fixture
def unasked(path: Path) -> Any:
    """Return the same of the sample before anybody was asked or told anything."""

    def begin(stage: sample.Stage) -> Path:
        found = unanswered(stage)
        workspace = Workspace.create(path, found.firm)
        imports.import_document(workspace.change(), found)
        return path

    return begin
