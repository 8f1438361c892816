"""Start, keys and memory beside a bare Textual application, as ratios in one run.

    python benchmarks/start.py [RUNS]

The bare application has a header, two buttons and a footer, and its key goes from one button to the
other. Both are started in turn on a terminal of 120 by 40 and timed from outside, RUNS (7) times
after one round that warms up; our modules are compiled before, as an installation compiles them.
Each line is a median of ours, of the bare one's, and their ratio beside its target. A key is timed
until the repaint begins; when it stands is told without a target, since the bare application blends
its button for a while.
"""

from __future__ import annotations

import compileall
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.firms import DAY, write_sample
from benchmarks.harness import Life, Target, lives

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
MEASURES = (
    ("start", "list", "start", 1.75),
    ("start, processor time", "list", "processor", None),
    ("a list key", "list", "key_begins", 2.0),
    ("a list key, until it stands", "list", "key_ends", None),
    ("another step", "step", "key_begins", 8.0),
    ("another step, until it stands", "step", "key_ends", None),
    ("memory", "list", "memory", 1.6),
    ("memory, after other steps", "step", "memory", None),
)
"""What is told, of which of our two lives, and the ratio it is meant to stay under."""


def main() -> int:
    """Time both applications, print the ratios, and return 1 where one is above its target."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    for package in ("revmentor", "screens", "widgets"):
        compileall.compile_dir(Path(__file__).resolve().parents[1] / package, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare, file = folder / "bare.py", folder / "valdarco.revmentor.json"
        bare.write_text(BARE, encoding="utf-8")
        write_sample(file)
        ours = [sys.executable, "-m", "revmentor", str(file), "--today", str(DAY), "--lang", "en"]
        told = lives(
            [
                Target("bare", [sys.executable, str(bare)], "Hello", ["tab"]),
                Target("list", ours, "Needs you", ["down"]),
                Target("step", ours, "Needs you", ["3", "4"]),
            ],
            runs,
        )
    reached = [_reached(told, *measure) for measure in MEASURES]
    return 0 if all(reached) else 1


def _reached(
    told: dict[str, list[Life]], what: str, life: str, field: str, target: float | None
) -> bool:
    """Print one measure, and tell whether it stays under its target."""
    ours, bare = (_median(told[name], field) for name in (life, "bare"))
    if ours is None or bare is None:
        print(f"{what:<32} not told by this system")
        return True
    unit, times = ("MB", 1) if field == "memory" else ("ms", 1000)
    ratio = ours / bare
    reached = target is None or ratio <= target
    beside = f"  (target {target:.2f}: {'reached' if reached else 'NOT reached'})" if target else ""
    print(
        f"{what:<32}{ours * times:8.1f} {unit} / {bare * times:6.1f} {unit} = {ratio:5.2f}{beside}"
    )
    return reached


def _median(every: list[Life], field: str) -> float | None:
    values: list[float] = [value for life in every if (value := getattr(life, field)) is not None]
    return statistics.median(values) if values else None


if __name__ == "__main__":
    sys.exit(main())
