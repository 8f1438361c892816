"""The power goes while a file is written: on a disk of our own, that forgets what was not forced.

An ext4 in an image, mounted without the kindnesses that save programs which do not fsync. The cut
is ext4's own shutdown, which throws away what is in memory, the journal included; mounting again is
what a machine does after it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.durability.rounds import MOUNT, Plan, Tally, prepare, run

long = pytest.mark.long
SIZE = 64 * 1024 * 1024
YEARS = 3


@pytest.fixture
def device(tmp_path: Path) -> Iterator[str]:
    """A disk of 64 MB, mounted at ``tmp_path / "disk"`` with a file prepared on it, then not."""
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("cutting the power needs Linux and root")
    for tool in ("losetup", "mkfs.ext4", "mount", "umount"):
        if not shutil.which(tool):
            pytest.skip(f"cutting the power needs {tool}")
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(SIZE)
    try:
        name = _said("losetup", "-f", "--show", image)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"there is no loop device to be had: {error.stderr.strip()}")
    try:
        _said("mkfs.ext4", "-q", "-F", name)
        try:
            _said(*MOUNT, name, folder)
        except subprocess.CalledProcessError as error:
            pytest.skip(f"nothing can be mounted here: {error.stderr.strip()}")
        prepare(folder / "valdarco.json", YEARS)
        _said("umount", folder)
        yield name
    finally:
        if folder.is_mount():
            subprocess.run(["umount", "-l", folder], check=False)
        subprocess.run(["losetup", "-d", name], check=False)


def _said(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def cut(tmp_path: Path, device: str, cuts: int, seed: int, **options: Any) -> Tally:
    file = tmp_path / "disk" / "valdarco.json"
    return run(Plan(str(file), cuts, seed, device, **options), patience=60 + cuts * 5)


@pytest.mark.parametrize(
    ("cuts", "seed"),
    [pytest.param(6, 1, id="smoke"), pytest.param(300, 2, id="300", marks=long)],
)
def test_a_power_cut_loses_nothing_acknowledged(
    tmp_path: Path, device: str, cuts: int, seed: int
) -> None:
    tally = cut(tmp_path, device, cuts, seed)
    assert tally.notes == []
    assert (tally.rounds, tally.bad) == (cuts, 0)
    assert tally.acknowledged


@pytest.mark.parametrize(
    ("cuts", "patient"),
    [pytest.param(20, False, id="smoke"), pytest.param(50, True, id="50", marks=long)],
)
def test_without_fsync_the_same_cuts_lose_something(
    tmp_path: Path, device: str, cuts: int, patient: bool
) -> None:
    tally = cut(tmp_path, device, cuts, 1, forced=False, patient=patient)
    assert tally.lost + tally.unreadable + tally.wrong > 0
