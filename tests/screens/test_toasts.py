"""What is said in passing stands whole on the screen, however long it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.support.app_driver import NARROW, sitting

FRIDAY = date(2026, 4, 24)


async def test_no_end_of_a_sentence_is_cut(valdarco: Callable[[str], Path]) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, NARROW) as here:
        for letters in range(NARROW[0] - 30, NARROW[0]):
            sentence = f"There is no file {'x' * letters}."
            here.app.warn(sentence)
            await here.settled()
            said = [line.partition("▌")[2].strip() for line in here.lines if "▌" in line]
            assert "".join("".join(said).split()) == "".join(sentence.split())
