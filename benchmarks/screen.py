"""The application in a terminal: start, keys, a save, memory, beside a bare Textual application.

The bare application has a header, two buttons and a footer, and its key goes from one button to the
other. All are started in turn on a terminal of 120 by 40 and timed from outside, after one round
that warms up; our modules are compiled before, as an installation compiles them. A key is timed
until the repaint begins. The firm of ten years has 400 people, of whom all take part.
"""

from __future__ import annotations

import compileall
import json
import shutil
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.firms import DAY, ROOT
from benchmarks.harness import Act, Life, Target, lives
from benchmarks.rows import Row, medians

BARE = """
from textual.app import App
from textual.widgets import Button, Footer, Header

class Bare(App):
    BINDINGS = [("ctrl+q", "quit", "Quit")]
    def compose(self):
        yield Header()
        yield Button("Hello")
        yield Button("World")
        yield Footer()

Bare().run()
"""
ACTS = (
    Act("log", "l", "Taught"),
    Act("save", "enter", ": held"),
    Act("undo", "ctrl+z", "Taken back"),
)
"""The first session that waits is logged as usual from Today, and that is taken back."""


def rows(folder: Path, sample: Path, ten_years: Path, runs: int) -> Iterator[Row]:
    """Measure, and yield each ratio."""
    for package in ("revmentor", "screens", "widgets"):
        compileall.compile_dir(ROOT / package, quiet=1)
    bare, files = folder / "bare.py", (_copy(sample, folder), _copy(ten_years, folder))
    bare.write_text(BARE, encoding="utf-8")
    told = lives(
        [
            Target("bare", [sys.executable, str(bare)], "Hello", ["tab"]),
            Target("sample", _ours(files[0]), "This week", ["down"], ACTS),
            Target("step", _ours(files[0]), "This week", ["3", "4"]),
            Target("ten years", _ours(files[1]), "This week", ["down"], ACTS),
        ],
        runs,
    )
    read = medians(3, lambda: json.loads(ten_years.read_bytes()))[0]
    plain, small, large = (told[each] for each in ("bare", "sample", "ten years"))
    start, key, memory = (_median(plain, each) for each in ("start", "key_begins", "memory"))
    yield Row("start to the first usable screen", *_paired(small, plain, "start"), 1.75)
    if _median(plain, "processor"):
        yield Row("the same, processor time", *_paired(small, plain, "processor"))
    large_start = _median(large, "start")
    yield Row("the same on ten years, and `json.load`", large_start, start + read, 1.5)
    yield Row("a list key, to the first byte", *_paired(small, plain, "key_begins"), 1)
    yield Row("the same on ten years", *_paired(large, plain, "key_begins"))
    yield Row("another step, to the first byte", *_paired(told["step"], plain, "key_begins"), 5)
    yield Row("the log open", _act(small, "log"), key, 8)
    yield Row("the first save, until the new Today", _act(small, "save"), key, 10)
    for act in ("log", "save", "undo"):
        name = f"{act} on ten years, beside the sample's"
        yield Row(name, _act(large, act), _act(small, act), None if act == "log" else 2)
    if memory:
        of_file = ten_years.stat().st_size / 1e6
        yield Row("memory after the start", _median(small, "memory"), memory, 1.3, "MB")
        with_file = memory + 5 * of_file
        name = "the same on ten years, and five times the file"
        yield Row(name, _median(large, "memory"), with_file, 1.0, "MB")


def _ours(file: Path) -> list[str]:
    words = [str(file), "--today", str(DAY), "--lang", "en"]
    return [sys.executable, "-m", "revmentor", *words]


def _copy(file: Path, folder: Path) -> Path:
    copy = folder / f"{file.stem}-screen.json"
    shutil.copy(file, copy)
    return copy


def _median(every: list[Life], field: str) -> float:
    values: list[float] = [value for life in every if (value := getattr(life, field)) is not None]
    return statistics.median(values) if values else 0


def _paired(ours: list[Life], floor: list[Life], field: str) -> tuple[float, float]:
    """Return what both took in the round whose ratio is the median of all rounds.

    The speed of a machine changes from round to round, by more than what is measured.
    """
    rounds = zip(
        (getattr(each, field) for each in ours),
        (getattr(each, field) for each in floor),
        strict=True,
    )
    told = sorted((pair for pair in rounds if all(pair)), key=lambda pair: pair[0] / pair[1])
    return told[len(told) // 2]


def _act(every: list[Life], name: str) -> float:
    return statistics.median(life.acts[name] for life in every)
