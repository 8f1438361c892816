"""Numbers of the firm, from the Evaluation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)


async def test_the_first_indicator_asks_for_its_starting_point(valdarco: Begin) -> None:
    path = valdarco("baselines")
    workspace = Workspace.open(path)
    known = list(workspace.snapshot.indicators.values())
    workspace.commit("none yet", remove=known)
    async with sitting(path, date(2026, 1, 23)) as here:
        await here.do(
            "5 a v", "'[b]Calls to the office[/]", "tab", "'calls a week", "tab tab tab right"
        )
        await here.do("tab", "'4,5", "enter")
        assert "The first reading is the starting point." in here.words
        await here.do("'23", "enter")
        assert "[b]Calls to the office[/]" in here.words
        assert "23 calls a week" in here.words
    (made,) = Workspace.open(path).snapshot.indicators.values()
    assert (made.better, made.target, made.unit) == ("down", 4.5, "calls a week")
    assert [each.value for each in made.readings] == [23]


async def test_enter_writes_a_reading_and_x_takes_an_indicator_out(valdarco: Begin) -> None:
    path = valdarco("sessions")
    before = document.document_bytes(Workspace.open(path).snapshot)
    async with sitting(path, FRIDAY) as here:
        await here.do("5 a v enter", "'16", "enter")
        assert "24 Apr 2026 16" in here.words
        await here.do("x")
        assert "Indicator removed" in here.toasts[-1]
        await here.do("escape ctrl+z ctrl+z")
    assert document.document_bytes(Workspace.open(path).snapshot) == before
