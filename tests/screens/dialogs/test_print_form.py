"""Sheets to print, from the palette."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from revmentor.content.sample import Stage
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)


async def test_the_palette_writes_attestations_and_asks_before_it_replaces_them(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    target = path.parent / "home.html"
    async with sitting(path, FRIDAY) as here:
        here.app.action_print_sheets()
        await here.settled()
        await here.do("right right right right tab", f"'{target}", "ctrl+s")
        assert here.toasts == [f"Written: {target}"]
        page = target.read_text(encoding="utf-8")
        assert page.count("<section>") == 6
        assert "took part as a mentor" in page
        target.write_text("mine", encoding="utf-8")
        here.app.action_print_sheets()
        await here.settled()
        await here.do("right right right right tab", f"'{target}", "ctrl+s")
        assert target.read_text(encoding="utf-8") == "mine"
        await here.do("ctrl+s")
        assert target.read_text(encoding="utf-8") == page
