"""How many of our own functions are called by what a coordinator does most.

    python benchmarks/calls.py

On the sample in week 12, at 120 by 40, without a terminal: what Today and the rail ask of the rules
when a view is new, and a session saved from Today, from the key until the screen stands still.
Calls do not depend on the machine; they depend on the version of Python a little.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.counting import OurCalls
from benchmarks.firms import DAY, write_sample
from revmentor.rules import journey
from revmentor.rules.care.today import today
from revmentor.store.workspace import Workspace
from tests.support.app_driver import WIDE, sitting


def main() -> None:
    """Count both, and print them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "valdarco.json"
        write_sample(path)
        print(f"Today and rail      {_today_and_rail(path):>9,}")
        print(f"a save from Today   {asyncio.run(_save(path)):>9,}")


def _today_and_rail(path: Path) -> int:
    workspace = Workspace.open(path)
    view = workspace.view(next(iter(workspace.snapshot.programmes)))
    with OurCalls() as calls:
        today(view, DAY)
        list(journey.steps(view, DAY))
    return calls.count


async def _save(path: Path) -> int:
    async with sitting(path, DAY, WIDE) as here:
        await here.press("l")
        with OurCalls() as calls:
            await here.press("enter")
        if not here.toasts:
            raise RuntimeError("the session was not saved")
    return calls.count


if __name__ == "__main__":
    main()
