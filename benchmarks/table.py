"""The table of `make bench`: every ratio beside its target, all floors measured in the same run.

    python benchmarks/table.py [RUNS]

It makes its own data (the sample, a firm of ten years; what was made once stays in build/bench),
plays the terminal itself, and returns 1 where a target is not reached. RUNS (5) is how often each
life and each small measure is repeated; a quiet machine takes some five minutes.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import commands, file, screen
from benchmarks.firms import DAY, SIXTY, TEN_YEARS, Size, write_firm, write_sample
from benchmarks.rows import Row, medians, print_table
from revmentor.rules import journey
from revmentor.rules.care.today import today
from revmentor.rules.pairing.draft import draw
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.strip import weeks_of_day
from revmentor.store.workspace import Workspace
from tests.support.big_firm import large

KEPT = ROOT / "build" / "bench"


def main() -> int:
    """Measure everything, and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = folder / "sample.json"
        write_sample(sample)
        ten_years = _kept("ten-years", TEN_YEARS)
        every = [
            *screen.rows(folder, sample, ten_years, runs),
            *commands.rows(sample, ten_years, runs),
            *file.rows(folder, 3 * runs, runs),
            *_pairing(folder, runs),
            *_rules(_kept("sixty", SIXTY), runs),
        ]
    print_table(every)
    return 0 if all(row.is_reached for row in every) else 1


def _kept(name: str, size: Size) -> Path:
    """Return the file of an invented firm, made where it was not made yet."""
    path = KEPT / f"{name}.json"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        write_firm(path, size)
    return path


def _pairing(folder: Path, runs: int) -> Iterator[Row]:
    """Yield the best plan for 20 mentors and 60 seniors beside reading the solver."""
    code = "import time; t = time.perf_counter(); import highspy; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", code]
    reading = statistics.median(float(subprocess.check_output(command)) for _ in range(runs))
    times = []
    for seed in range(runs + 1):
        path = folder / f"pairing-{seed}.json"
        view = large(path, 20, 60, seed).view("pr")
        start = time.perf_counter()
        draw(view)
        if seed:  # the first one reads the solver
            times.append(time.perf_counter() - start)
    yield Row("a draft of 20 × 60, beside reading HiGHS", statistics.median(times), reading)


def _rules(sixty: Path, runs: int) -> Iterator[Row]:
    """Yield what Today, the rail and the strip of 60 people in 52 weeks take of a tenth second."""
    workspace = Workspace.open(sixty)
    programme_id = next(iter(workspace.snapshot.programmes))
    workspace.today = DAY

    def new_view() -> View:
        """Return a view that no rule was asked of."""
        return workspace.view(programme_id).over(workspace.snapshot)

    def all_of_today() -> None:
        view = new_view()
        today(view, DAY)
        list(journey.steps(view, DAY))

    def strip() -> None:
        weeks_of_day(new_view(), DAY)

    ours, slots = medians(3 * runs, all_of_today, strip)
    yield Row("Today and the rail, 60 people × 52 weeks, of 0.1 s", ours, 0.1, 1)
    yield Row("the strip of the same, of 0.1 s", slots, 0.1, 1)


if __name__ == "__main__":
    sys.exit(main())
