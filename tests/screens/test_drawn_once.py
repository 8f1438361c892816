"""What somebody waits for at a key: a part is styled, laid out and drawn where it changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget
from textual.widgets import Input

from screens.base.step_screen import StepScreen
from tests.support.app_driver import WIDE, Sitting, sitting
from tests.support.call_count import calls_of
from widgets.drawings import DrawingPanel
from widgets.frame import TopLine
from widgets.panel import Panel
from widgets.plain_text import PlainText
from widgets.themes import THEMES

Begin = Callable[[str], Path]
FRIDAY = date(2026, 4, 24)

MOST_STYLED_AGAIN = 8
"""What has the focus, what it is in, and what is told of it; a step has some thirty parts."""


MOST_STYLED_OF_A_FORM = 40
"""The rows that the focus comes to and goes from, and the step below, which loses it."""


@pytest.mark.parametrize("key", ["0", "3", "4"])
async def test_what_has_not_changed_is_not_drawn_again(valdarco: Begin, key: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do(key)
        step = here.app.screen
        assert isinstance(step, StepScreen)
        with calls_of(Widget.__dict__["refresh"]) as drawn:
            step.reread()
        parts = [frame.f_locals["self"] for frame in drawn]
        assert [each for each in parts if isinstance(each, Panel | PlainText)] == []


async def test_what_has_changed_is_drawn_again(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, (160, 40)) as here:
        with calls_of(Widget.__dict__["refresh"]) as drawn:
            await here.do("l ctrl+s")
        kinds = {type(frame.f_locals["self"]) for frame in drawn}
        assert {Panel, DrawingPanel} <= kinds


async def test_a_step_that_comes_back_is_not_styled_again(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("3 0")
        with calls_of(Stylesheet.__dict__["apply"]) as styled:
            await here.do("3")
        assert len(styled) <= MOST_STYLED_AGAIN


@pytest.mark.parametrize("chosen", [(0, 1, 1), (0, 1, 0), (1, 0, 1)])
async def test_a_step_that_comes_back_has_the_colours_chosen_meanwhile(
    valdarco: Begin, chosen: tuple[int, int, int]
) -> None:
    names = list(THEMES)
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        first, on_it, away = (names[each] for each in chosen)
        await here.do("3")
        here.app.draw_in(first)
        await here.do("0 3")
        here.app.draw_in(on_it)
        await here.do("0")
        here.app.draw_in(away)
        await here.settled()
        seen = colour_of_top(here)
        await here.do("3")
        assert colour_of_top(here) == seen


async def test_a_form_is_styled_once(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        with calls_of(Stylesheet.__dict__["apply"]) as styled:
            await here.do("l")
        parts = len(here.app.screen.query("*"))
        assert len(styled) <= parts + MOST_STYLED_OF_A_FORM


async def test_the_focus_moves_without_the_screen_being_painted_anew(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l tab")
        with calls_of(Compositor.__dict__["render_full_update"]) as painted:
            await here.do("tab shift+tab")
        assert painted == []
        await here.do("escape 3")
        with calls_of(Compositor.__dict__["render_full_update"]) as painted:
            await here.do("slash escape")
        assert painted == []


async def test_a_letter_places_no_form_anew(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l tab tab a")
        assert isinstance(here.app.focused, Input)
        with calls_of(Compositor.__dict__["reflow"]) as placed:
            await here.do("b c backspace")
        assert placed == []
        long = "m" * 130 + "the end"
        here.app.focused.value = long
        await here.do("end")
        assert "the end" in here.text  # the line moves on under the cursor all the same


def colour_of_top(here: Sitting) -> Color:
    """The colour that the line at the top stands on."""
    return here.app.screen.query_one(TopLine).styles.background


async def test_the_first_log_and_the_first_save_read_no_style(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        here.app.read_ahead()
        await here.settled()
        with calls_of(Stylesheet.__dict__["parse"]) as read:
            await here.do("l ctrl+s ctrl+z")
        assert read == []
