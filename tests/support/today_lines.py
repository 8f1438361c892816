"""The lines of Today on the screen: go to one, and read the one under the cursor."""

from __future__ import annotations

from screens.today.screen import TodayScreen
from tests.support.app_driver import Sitting
from widgets.panel import Panel


def _today(here: Sitting) -> TodayScreen:
    screen = here.app.screen
    assert isinstance(screen, TodayScreen)
    return screen


def panel_lines(here: Sitting, name: str) -> list[str]:
    """The lines of one panel: ``week``, ``needs`` or ``eye``."""
    panel = _today(here).query_one(f"#{name}", Panel)
    return [" ".join(str(option.prompt).split()) for option in panel.options]


def line_here(here: Sitting) -> str:
    """The line under the cursor."""
    option = _today(here).items.highlighted_option
    return " ".join(str(option.prompt).split()) if option else ""


async def go_to_line(here: Sitting, words: str) -> None:
    """Go to the line that says some words, as far as the arrows and `+` lead."""
    every = [line for each in ("week", "needs") for line in panel_lines(here, each)]
    is_folded = "".join(panel_lines(here, "eye")).endswith("+ shows them")
    if is_folded and not any(words in line for line in every):
        await here.press("plus")
    for direction in ("up", "down"):
        before = ""
        while before != line_here(here) or not before:
            if words in line_here(here):
                return
            before = line_here(here)
            await here.press(direction)
    raise AssertionError(f"no line says {words!r}")
