"""A step is filled once for each change, and never shows what no longer stands in the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest

from screens.people.screen import PeopleScreen
from screens.sessions.screen import SessionsScreen
from screens.today.screen import TodayScreen
from tests.support.answers import changed_answers
from tests.support.app_driver import WIDE, Sitting, sitting
from tests.support.call_count import calls_of
from tests.support.cli import revmentor
from widgets.form import FormScreen
from widgets.panel import Panel

Begin = Callable[[str], Path]
FRIDAY = date(2026, 4, 24)


def fillings(step: type) -> AbstractContextManager[list[FrameType]]:
    """Collect the times a step is filled from the records."""
    return calls_of(step.__dict__["show_view"])


def add_elsewhere(path: Path) -> None:
    """Let another program add somebody to the open file."""
    sheet = path.with_name("sheet.csv")
    sheet.write_text("matricola,nominativo,ruolo_programma\nZ1,Zora Altrove,mentor\n")
    assert revmentor("import", path, sheet, cwd=path.parent).status == 0


async def test_opening_fills_the_first_step_once(valdarco: Begin) -> None:
    with fillings(TodayScreen) as filled:
        async with sitting(valdarco("sessions"), FRIDAY, WIDE):
            assert len(filled) == 1


@pytest.mark.parametrize(("key", "step"), [("0", TodayScreen), ("4", SessionsScreen)])
async def test_a_save_fills_the_step_once(valdarco: Begin, key: str, step: type) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do(f"{key} l")
        before, generation = here.text, here.app.file.generation
        with fillings(step) as filled:
            await here.do("ctrl+s")
        assert here.app.file.generation == generation + 1
        assert isinstance(here.app.screen, step)
        assert len(filled) == 1
        assert here.text != before


@pytest.mark.parametrize("between", ["3", "3 4 5", "f1 escape", "l escape", "ctrl+p escape"])
async def test_a_step_that_comes_back_as_it_was_is_not_filled_again(
    valdarco: Begin, between: str
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        before = here.text
        with fillings(TodayScreen) as filled:
            await here.do(between, *(["0"] if between[0] == "3" else []))
        assert here.text == before
        assert filled == []


async def test_a_step_that_comes_back_to_other_records_shows_them(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l ctrl+s")
        before = week(here)
        await here.do("4 ctrl+z 0")
        assert week(here) != before


def week(here: Sitting) -> str:
    """What Today says over the slots of the week."""
    return str(here.app.screen.query(Panel).first().border_title)


async def test_undo_and_redo_fill_the_step_once_each(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        asked = week(here)
        await here.do("l ctrl+s")
        saved = week(here)
        with fillings(TodayScreen) as filled:
            await here.do("ctrl+z")
            assert (len(filled), week(here)) == (1, asked)
            await here.do("ctrl+y")
            assert (len(filled), week(here)) == (2, saved)
        assert asked != saved


async def test_a_step_shows_what_was_saved_on_another_one(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        assert "1 earlier slot not logged" in here.words
        await here.do("4 l ctrl+s 0")
        assert "1 earlier slot not logged" not in here.words


async def test_what_another_program_saved_under_a_form_is_shown_once(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do("p n")
        add_elsewhere(path)
        with fillings(PeopleScreen) as filled:
            here.app.look_at_file()
            await here.settled()
            await here.do("escape")
            assert len(filled) == 1
        await here.do("slash", "'zora")
        assert "Zora Altrove" in here.text


async def test_midnight_under_a_form_is_seen_when_it_closes(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do("p n")
        add_elsewhere(path)
        here.app.look_at_file()
        await here.settled()
        here.app.fixed_today = FRIDAY + timedelta(days=1)
        with fillings(PeopleScreen) as filled:
            here.app.follow_the_day()  # as every two seconds
            await here.do("escape")
            assert len(filled) == 1
        assert "Sat 25 Apr" in here.lines[0]


async def test_a_form_that_changes_nothing_leaves_the_step_as_it_was(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.do("l escape")
        before = here.lines
        await here.do("l escape")
        assert here.lines == before


async def test_no_screen_changes_what_the_view_remembers(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        view = here.app.view
        await here.do("1 2 s 3 down down enter escape 3 a c escape 3 u escape 4 a w escape")
        await here.do("4 down enter escape 5 s s s s p down down 0 m escape b escape l escape")
        await here.do("3 d", "k u escape enter escape escape")
        assert here.app.view is view
        assert view is not None
        assert len(view.answers) > 100
        assert changed_answers(view) == []


MOST_PARTS_OF_THE_LOG = 64
"""Every part that is placed is styled, laid out and drawn: somebody waits for each."""


async def test_the_log_places_the_rows_that_matter(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, WIDE) as here:
        await here.press("l")
        form = here.app.screen
        assert isinstance(form, FormScreen)
        folded = len(form.query("*"))
        assert folded <= MOST_PARTS_OF_THE_LOG
        await here.press("plus")
        assert len(form.query("*")) > 1.8 * folded
