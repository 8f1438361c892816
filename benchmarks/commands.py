"""Commands as whole processes, beside Python reading the same file with TinyDB and msgspec."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.firms import DAY, ROOT
from benchmarks.rows import Row, medians

FLOOR = """
import sys
import msgspec, tinydb
tinydb.table.Table.document_id_class = str
with tinydb.TinyDB(sys.argv[1], access_mode="r") as db:
    tables = {name: {each.doc_id: each for each in db.table(name)} for name in db.tables()}
msgspec.json.encode(tables)
"""


def rows(sample: Path, ten_years: Path, runs: int) -> Iterator[Row]:
    """Measure, and yield each ratio."""
    floor = partial(_run, "-c", FLOOR, sample)
    for word, target in (("export", 2), ("status", 2.5)):
        ours, plain = medians(runs, partial(_revmentor, word, sample), floor)
        yield Row(f"`revmentor {word}` of the sample", ours, plain, target)
    every: tuple[tuple[str, ...], ...] = (("status",), ("pair",), ("export", "--what", "people"))
    for words in every:
        ours, opened = medians(
            1, partial(_revmentor, *words, ten_years), partial(_revmentor, "check", ten_years)
        )
        name = " ".join(words)
        yield Row(f"`revmentor {name}` of ten years, beside `check`", ours, opened)


def _revmentor(command: str, *words: str | Path) -> None:
    _run("-m", "revmentor", command, words[-1], *words[:-1], "--today", DAY.isoformat())


def _run(*words: str | Path) -> None:
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, check=False)
    # With 1 a command says that something wants a person; a floor that breaks off ends so too.
    if done.returncode > 1 or b"Traceback" in done.stderr:
        raise RuntimeError(done.stderr.decode())
