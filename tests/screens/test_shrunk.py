"""A window that is made small, and large again, ends nothing and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)


@pytest.mark.parametrize("large", [(160, 45), (120, 24), (100, 30)])
async def test_every_step_is_as_it_was_after_a_small_window(
    valdarco: Callable[[str], Path], large: tuple[int, int]
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, large) as here:
        for key in "0345216p":
            await here.press(key)
            step, stood = here.app.screen, here.lines
            for small in ((60, 20), (45, 15), (39, 10), (5, 5)):
                await here.pilot.resize_terminal(*small)
                await here.settled()
                await here.pilot.resize_terminal(*large)
                await here.settled()
                assert (here.app.screen, here.lines) == (step, stood)
