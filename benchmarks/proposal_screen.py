"""Whether the interface goes on answering while the best plan is looked for.

    python benchmarks/proposal_screen.py

On firms of three sizes the proposal is opened without a terminal, and the longest time is taken for
which the application's own loop stood still, from the key to a second after the plan was shown (the
import of the solver, the plan, its reasons, the drawing). The target is 0.1 s. Returns 1 above it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from revmentor.app.app import RevmentorApp
from tests.support.big_firm import large

SIZES = ((6, 18), (20, 60), (50, 150))
TARGET = 0.1


def main() -> int:
    """Measure every size and print a line for each."""
    longest = [asyncio.run(_measured(mentors, seniors)) for mentors, seniors in SIZES]
    return int(max(longest) > TARGET)


async def _measured(mentors: int, seniors: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        workspace = large(Path(folder) / "large.json", mentors, seniors)
        app = RevmentorApp(workspace, today=date(2026, 1, 30), first_screen="pairs")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            stills: list[float] = []
            watch = asyncio.create_task(_watched(stills))
            begun = time.perf_counter()
            await pilot.press("d")
            await pilot.pause()
            while any(not worker.is_finished for worker in app.workers):
                await asyncio.sleep(0.002)
            shown = time.perf_counter() - begun
            await asyncio.sleep(1)
            watch.cancel()
    print(
        f"{mentors:>3} x {seniors:<4} shown after {shown:.2f} s, "
        f"longest standstill {max(stills):.3f} s (target {TARGET})"
    )
    return max(stills)


async def _watched(stills: list[float]) -> None:
    last = time.perf_counter()
    while True:
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        stills.append(now - last)
        last = now


if __name__ == "__main__":
    sys.exit(main())
