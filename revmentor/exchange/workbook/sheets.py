"""The sheets of a spreadsheet, read by a process of its own with a limit of memory and a clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec

from revmentor.exchange.workbook import look
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused

_READER = Path(__file__).with_name("reader.py")
_MEMORY = 1_000_000_000
"""The bytes of address space the reader may take; what it holds of them at once is far less."""
_SECONDS = 20


class BookSheet(msgspec.Struct, frozen=True):
    """One sheet: its name, whether the spreadsheet shows it, and its rows of cells."""

    name: str
    shows: bool
    rows: list[list[str]]


class _Ended(msgspec.Struct, frozen=True):
    """What the reader wrote, and its last word."""

    lines: list[bytes]
    word: str


def read_sheets(raw: bytes, kind: look.BookKind, most_rows: int) -> tuple[BookSheet, ...]:
    """Return the sheets of a spreadsheet, each with one row more than ``most_rows`` at most.

    Raises :class:`Refused` where it is locked, damaged or too large, and where reading it takes
    too much memory or time.
    """
    look.refuse_unfit(raw, kind)
    ended = _run(raw, most_rows + 1)
    refusals = {"password": look.locked, "damaged": look.damaged, "ok": None}
    refusal = refusals.get(ended.word, look.too_large)
    if refusal is not None:
        raise refusal()
    return tuple(msgspec.json.decode(line, type=BookSheet) for line in ended.lines)


def _run(raw: bytes, rows: int) -> _Ended:
    words = [sys.executable, str(_READER), str(rows), str(_MEMORY), str(_SECONDS)]
    # No more threads than one: each would take address space of its own.
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "RAYON_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, nothing of the file is in the words
            words,
            input=raw,
            capture_output=True,
            timeout=2 * _SECONDS,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(
            _("The spreadsheet takes too long to read. Save the sheet of people as CSV.")
        ) from error
    lines = done.stdout.splitlines()
    if b"No module named 'python_calamine'" in done.stderr:
        raise Refused(
            _(
                "Reading spreadsheets needs the package python-calamine, which is missing here; "
                "save the sheet as CSV."
            )
        )
    if done.returncode or not lines:
        return _Ended([], "ended")
    return _Ended(lines[:-1], lines[-1].decode("ascii", "replace"))
