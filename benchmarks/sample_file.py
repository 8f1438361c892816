"""The sample in week 12 as a file, made by the command line: the same for every benchmark."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 4, 24)
"""The day on which the sample stands in week 12."""


def write_sample(path: Path) -> None:
    """Make a file with the sample in it."""
    sample = ROOT / "sample_data" / "valdarco-3-week-12.json"
    for words in (["new", path], ["import", path, sample]):
        command = [sys.executable, "-m", "revmentor", *map(str, words)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
