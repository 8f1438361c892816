"""Somebody who presses anything: nothing crashes, the file stays sound, undo leads back to it.

The smoke form runs with all tests, the full numbers with ``-m long``. The seed stands in the name
of each test.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.screen import ModalScreen

from revmentor.content.sample import Stage
from revmentor.store.history.examine import examine
from tests.screens.test_fast_fingers import burst
from tests.support.app_driver import Sitting, sitting
from tests.support.firm import exported

Begin = Callable[[Stage], Path]
DAYS: dict[Stage, date] = {
    "baselines": date(2026, 1, 23),
    "pairs": date(2026, 2, 2),
    "sessions": date(2026, 4, 24),
    "evaluation": date(2026, 7, 24),
}
SIZES = [(80, 24), (60, 20), (100, 24)]
USUAL = [*"0123456789", *"abcdefghijklmnopqrstuvwxyz", *"A/+-.,<> "]
MOVES = ["tab", "shift+tab", "up", "down", "left", "right", "enter", "escape", "space", "home",
         "end", "pageup", "pagedown", "backspace", "delete"]  # fmt: skip
COMMANDS = ["ctrl+s", "ctrl+z", "ctrl+y", "ctrl+p", "f1", "question_mark", "ctrl+r"]
NAMES = {" ": "space", "/": "slash", "+": "plus", "-": "minus", ".": "full_stop", ",": "comma",
         "<": "less_than_sign", ">": "greater_than_sign"}  # fmt: skip
AT_ONCE = 5


def keys(seed: int, count: int) -> Iterator[list[str]]:
    """Yield keys in small bursts, the same for a seed every time."""
    chance = random.Random(seed)
    for _turn in range(count // AT_ONCE):
        kinds = chance.choices([USUAL, MOVES, COMMANDS], [5, 5, 1], k=AT_ONCE)
        yield [NAMES.get(key, key) for key in map(chance.choice, kinds)]


async def all_taken_back(here: Sitting) -> None:
    """Leave whatever is open, and take back every change there was."""
    for _turn in range(200):
        if here.app.file.next_undo is None:
            return
        await left(here)
        await here.app._undo()
        await here.settled()
    pytest.fail("undo leads to no end")


async def left(here: Sitting) -> None:
    """Press escape until no form, list or filter lies over a step."""
    for _turn in range(20):
        if not isinstance(here.app.screen, ModalScreen):
            return
        await here.press("escape")
    pytest.fail(f"escape does not lead out of {here.app.screen}")


async def play(path: Path, day: date, size: tuple[int, int], seed: int, count: int) -> int:
    """Press random keys; return how many changes they made."""
    made, bursts = 0, list(keys(seed, count))
    while bursts:
        async with sitting(path, day, size) as here:
            before, changes = exported(here.app.file), here.app.file.generation
            own = here.app.file
            while bursts and here.app.is_running and here.app.workspace is own:
                await burst(here, *bursts.pop(0))
                if len(own._undo) > 60:
                    break
            made += own.generation - changes
            if here.app.workspace is not own or not here.app.is_running:
                continue  # another file was begun, or the application left: it stands as it was
            await left(here)
            await all_taken_back(here)
            assert exported(own) == before
        examined = examine(path, None, day)
        assert examined.inspection.usable, examined.inspection.what
        assert examined.faults == ()
    return made


SEEDS = [
    pytest.param(stage, size, seed, id=f"{stage}-{size[0]}x{size[1]}-seed{seed}")
    for size in SIZES
    for seed, stage in enumerate(DAYS, start=100 * size[0])
]


@pytest.mark.parametrize(("stage", "size", "seed"), SEEDS[: len(DAYS)])
async def test_a_few_random_keys(
    stage: Stage,
    size: tuple[int, int],
    seed: int,
    valdarco: Begin,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    await play(valdarco(stage), DAYS[stage], size, seed, count=200)


@pytest.mark.long
@pytest.mark.parametrize(("stage", "size", "seed"), SEEDS)
async def test_three_thousand_random_keys(
    stage: Stage,
    size: tuple[int, int],
    seed: int,
    valdarco: Begin,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert await play(valdarco(stage), DAYS[stage], size, seed, count=3000) > 0
