"""Runs the real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TODAY = "2026-04-24"


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    raw: bytes
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.raw)


Word = str | os.PathLike[str]


def revmentor(*words: Word, cwd: Path, **env: str) -> Said:
    """Run the command line without a terminal, in a folder, and wait for its end."""
    done = subprocess.run(
        [sys.executable, "-m", "revmentor", *words],
        cwd=cwd,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    encoding = env.get("PYTHONIOENCODING", "utf-8").split(":")[0]
    out, err = done.stdout.decode(encoding), done.stderr.decode(encoding)
    assert "Traceback" not in err, err
    return Said(done.returncode, done.stdout, out, err)
