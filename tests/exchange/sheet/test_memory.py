"""How much memory the command takes for the largest sheet, and for one that is too large."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cli import TODAY, revmentor

MOST = 300_000_000
HEAD = "matricola;nome;cognome;ruolo_programma;reparto;email;responsabile;insegna;impara_1\n"
_MEASURED = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_pid, status, used = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
print(child.returncode, used.ru_maxrss)
"""
"""A small program between: to a process the memory of the one that begins it is counted too."""
_BYTES = 1 if sys.platform == "darwin" else 1024
"""What the system counts memory in."""


def row(n: int) -> str:
    skills = "Excel; ChatGPT;" if n % 2 else ";spreadsheets"
    role = "mentor" if n % 2 else "senior"
    return f"V{n};Ada;Re{n};{role};Reparto {n % 40};p{n}@firm.example;V{n // 8 + 1};{skills}\n"


def sheet(folder: Path, rows: int) -> Path:
    source = folder / "people.csv"
    with source.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(row(n) for n in range(1, rows + 1))
    return source


@pytest.fixture
def peak(tmp_path: Path) -> Callable[[int], tuple[int, int]]:
    """Bring so many rows in; return how it ended, and the most memory it held at once."""
    assert revmentor("new", "f.json", "--firm", "F", "--country", "IT", cwd=tmp_path).status == 0

    def bring_in(rows: int) -> tuple[int, int]:
        words = ["import", "f.json", str(sheet(tmp_path, rows)), "--today", TODAY]
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, sys.executable, "-m", "revmentor", *words],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        )
        status, most = done.stdout.split()
        return int(status), int(most) * _BYTES

    return bring_in


pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system does not tell")


def test_the_largest_sheet_comes_in_with_little_memory(
    peak: Callable[[int], tuple[int, int]],
) -> None:
    status, most = peak(19_999)
    assert status == 0
    assert most < MOST


def test_a_sheet_ten_times_too_large_is_refused_with_little_memory(
    peak: Callable[[int], tuple[int, int]],
) -> None:
    status, most = peak(200_000)
    assert status == 6
    assert most < MOST
