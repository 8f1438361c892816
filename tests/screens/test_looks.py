"""What a screen looks like where there is much room, and where there is little."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from tests.screens.test_pictures import DAYS
from tests.support.app_driver import NARROW, WIDE, sitting
from widgets.drawings import DrawingPanel
from widgets.inputs import LineInput
from widgets.themes import THEMES

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
HUGE = (200, 50)


async def test_the_page_of_a_person_has_the_whole_width_of_a_wide_terminal(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, HUGE) as here:
        await here.do("p slash i a n n o n e enter enter")
        assert any("Security" in line and "start 1 · goal 4" in line for line in here.lines)
        assert here.app.screen.query_one("#right").region.right > HUGE[0] - 10


@pytest.mark.parametrize(
    ("size", "name"), [(WIDE, "Security"), (HUGE, "Protecting accounts, devic")]
)
async def test_skills_are_called_by_their_names_where_there_is_room(
    valdarco: Begin, size: tuple[int, int], name: str
) -> None:
    async with sitting(valdarco("evaluation"), DAYS["evaluation"], size) as here:
        await here.do("5")
        first = next(line for line in here.lines if "Tiziano Andreolli" in line)
        assert f" {name}" in first


@pytest.mark.parametrize(("key", "drawings"), [("3", 1), ("4", 3)])
async def test_what_a_table_leaves_empty_is_drawn_in(
    valdarco: Begin, key: str, drawings: int
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do(key)
        panels = [each for each in here.app.screen.query(DrawingPanel) if each.display]
        assert len(panels) == drawings
        assert all(here.app.screen.region.contains_region(each.region) for each in panels)
        table = here.app.screen.query_one("#table")
        assert table.region.bottom < panels[0].region.y


async def test_the_strip_of_forms_stands_on_one_line(valdarco: Begin) -> None:
    async with sitting(valdarco("evaluation"), DAYS["evaluation"], NARROW) as here:
        await here.do("j")
        strip = next(line for line in here.lines if " Final " in line)
        assert "Pulse 6" in strip
        assert "6 months" in strip
        await here.do(*["left"] * 8)
        assert "Sign-up" in here.words
        assert "6 months" not in here.words


@pytest.mark.parametrize("theme", sorted(THEMES.keys() - {"ansi"}))
async def test_where_one_can_type_is_seen(valdarco: Begin, theme: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, NARROW) as here:
        here.app.theme = theme
        await here.do("p n")
        box = here.app.screen.query_one("Dialog").background_colors[1]
        fields = [each.background_colors[1] for each in here.app.screen.query(LineInput)]
        assert len(set(fields)) == 2  # the one with the cursor has its own
        assert box not in fields
