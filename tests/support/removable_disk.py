"""A disk that can be pulled out: a folder shown through FUSE, whose program is killed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


class Stick:
    """A folder that goes away (every call fails with ``ENOTCONN``) and comes back."""

    def __init__(self, inside: Path, folder: Path) -> None:
        """Show ``inside`` as ``folder``, and nothing before :meth:`plug`."""
        self._inside, self.folder = inside, folder
        self._process: subprocess.Popen[bytes] | None = None

    def plug(self) -> None:
        """Let the folder show what lies on the disk; skips where the system cannot do that."""
        self._process = subprocess.Popen(
            [
                "bindfs",
                "-f",
                "-o",
                "attr_timeout=0,entry_timeout=0",
                str(self._inside),
                str(self.folder),
            ],
            stderr=subprocess.PIPE,
        )
        while self.folder.stat().st_dev == self.folder.parent.stat().st_dev:
            if self._process.poll() is not None:
                pytest.skip(f"bindfs cannot show a folder here: {self._process.communicate()[1]!r}")

    def pull(self) -> None:
        """Kill what shows the folder, as a stick is pulled out or a server dies."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None

    def unmount(self) -> None:
        """Take the dead folder away, so that an empty one stands there."""
        self.pull()
        subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """Return a disk that is plugged in."""
    if shutil.which("bindfs") is None:
        pytest.skip("bindfs (Debian's package of that name) is not here to pull a disk out")
    inside, folder = tmp_path / "inside", tmp_path / "stick"
    inside.mkdir()
    folder.mkdir()
    disk = Stick(inside, folder)
    disk.plug()
    yield disk
    disk.unmount()
