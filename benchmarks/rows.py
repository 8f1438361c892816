"""A line of the table: what was measured of ours, of the floor in the same run, and the target."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence

import msgspec


class Row(msgspec.Struct, frozen=True):
    """One ratio; both numbers are medians of seconds, or of megabytes."""

    what: str
    ours: float
    floor: float
    target: float | None = None
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor ours is."""
        return self.ours / self.floor

    @property
    def is_reached(self) -> bool:
        """Whether the ratio is within its target, or has none."""
        return self.target is None or self.ratio <= self.target

    def cells(self) -> tuple[str, ...]:
        """Return the cells of the table."""
        times = 1000 if self.unit == "ms" else 1
        ours, floor = (f"{each * times:,.1f}" for each in (self.ours, self.floor))
        verdict = "" if self.target is None else "reached" if self.is_reached else "**not reached**"
        target = "–" if self.target is None else f"{self.target:g}×"
        return (self.what, f"{ours} / {floor} {self.unit}", f"{self.ratio:.2f}×", target, verdict)


def print_table(rows: Iterable[Row]) -> None:
    """Print a table as Markdown has it."""
    print("| what | ours / floor | ratio | target | |\n|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row.cells()) + " |")


def medians(
    runs: int, *measures: Callable[[], object], before: Callable[[], object] = lambda: None
) -> Sequence[float]:
    """Return the median seconds of each measure; they take turns, and the first round warms up.

    ``before`` is called before each, and not timed.
    """
    times: list[list[float]] = [[] for _ in measures]
    for turn in range(runs + 1):
        for measure, taken in zip(measures, times, strict=True):
            before()
            start = time.perf_counter()
            measure()
            if turn:
                taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]
