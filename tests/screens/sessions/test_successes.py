from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]


async def test_a_success_is_written_down_from_sessions_and_read_in_the_palette(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    before = len(Workspace.open(path).snapshot.successes)
    async with sitting(path, date(2026, 4, 24)) as here:
        await here.do("4 a u", "'[red]Ettore sent his first invitation", "ctrl+s")
        await here.do("ctrl+p", "'successes", "enter")
        assert "[red]Ettore sent his first invitation" in here.words
        await here.do("escape")
        assert "Successes" not in here.text
    assert len(Workspace.open(path).snapshot.successes) == before + 1
