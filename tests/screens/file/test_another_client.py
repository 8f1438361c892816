"""Nothing of one client's file is on the screen of the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


async def test_filter_and_ticks_do_not_come_along_to_another_file(
    valdarco: Begin, tmp_path: Path
) -> None:
    other = tmp_path / "other.revmentor.json"
    Workspace.create(other, Firm(name="Tessitura Bellini"))
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("3 down space space p slash", "'oberh", "enter")
        assert "oberh" in here.text
        here.app.use(Workspace.open(other))
        await here.settled()
        await here.do("p")
        assert "oberh" not in here.text
        here.app.use(Workspace.open(path))
        await here.settled()
        await here.do("3")
        assert "☑" not in here.text
