"""A file that takes a while to read says so to whoever waits, and to no script."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import revmentor
from tests.support.pty_terminal import at_a_terminal


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of 41 MB, most of which was never written."""
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.write(b"{")
        file.truncate(41_000_000)
    return path


@pytest.mark.parametrize("words", [("status",), ()], ids=["a command", "the application"])
def test_a_large_file_is_announced_at_a_terminal(large: Path, words: tuple[str, ...]) -> None:
    with at_a_terminal(*words, large) as terminal:
        terminal.wait_for("Reading large.json, 41 MB … ctrl+c leaves it as it is.")


def test_a_script_hears_nothing_of_it(large: Path) -> None:
    before = large.stat()
    said = revmentor("status", large, cwd=large.parent)
    assert "Reading" not in said.err
    assert said.status == 4
    assert (large.stat().st_size, large.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
