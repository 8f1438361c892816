"""The same keys do the same everywhere, and nothing needs more than the keyboard shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.content.sample import Stage
from revmentor.exchange import document
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.support.app_driver import sitting

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
STEPS = "012345p"


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
async def test_help_and_quit_are_in_the_last_line_at_every_width(
    valdarco: Begin, width: int
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, (width, 24)) as here:
        for key in STEPS:
            await here.do("escape", key)
            last = here.lines[-1]
            assert last.lstrip().startswith("f1 Help")
            assert last.rstrip().endswith("ctrl+q Quit")
            assert len(last) <= width


async def test_the_rail_goes_round_with_the_arrows_and_back_with_escape(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        seen = []
        for _step in STEPS:
            seen.append(getattr(here.app.screen, "STEP", ""))
            await here.press("greater_than_sign")
        assert seen == ["today", "goals", "baselines", "pairs", "sessions", "evaluation", "people"]
        assert getattr(here.app.screen, "STEP", "") == "today"
        await here.press("less_than_sign")
        assert getattr(here.app.screen, "STEP", "") == "people"
        await here.press("escape")
        assert getattr(here.app.screen, "STEP", "") == "today"


async def test_the_mouse_reaches_steps_and_keys(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.pilot.click(offset=(here.lines[1].index("Pairs") + 1, 1))
        await here.pilot.pause()
        assert "seniors placed" in here.text
        await here.pilot.click(offset=(here.lines[-1].index("Help"), 23))
        await here.pilot.pause()
        assert "escape closes" in here.text


async def test_undo_takes_back_step_by_step_and_says_what(valdarco: Begin) -> None:
    path = valdarco("baselines")
    before = document.document_bytes(Workspace.open(path).snapshot)
    async with sitting(path, date(2026, 1, 23)) as here:
        await here.do("2 enter 1 2 3")
        assert "127 cells are missing" in here.text
        await here.do("ctrl+z ctrl+z ctrl+z")
        assert here.toasts[-1].startswith("Taken back:")
        assert "130 cells are missing" in here.text
        await here.do("ctrl+z")
        assert here.toasts[-1].startswith("Since the file was opened there is nothing left")
    assert document.document_bytes(Workspace.open(path).snapshot) == before


async def test_the_filter_narrows_and_escape_gives_everything_back(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("p slash", "'oberh")
        assert "Jürgen Oberhofer" in here.text
        assert "Gianfranco Nicolò" not in here.text
        await here.do("enter escape")
        assert "Gianfranco Nicolò" in here.text
        assert getattr(here.app.screen, "STEP", "") == "people"


async def test_the_palette_does_what_a_key_does(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("p ctrl+p", "'standard")
        await here.pilot.app.workers.wait_for_complete()
        await here.do("enter")
        await here.pilot.pause()
        assert "What every senior shall reach" in here.text


async def test_help_explains_the_step_and_lists_its_keys(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY, (120, 40)) as here:
        await here.do("4 f1")
        assert "A row for each mentor" in here.text
        assert "Log a session, from anywhere" in here.text
        await here.do("escape")
        assert "escape closes" not in here.text


async def test_what_another_program_wrote_is_read_before_it_is_written_on(valdarco: Begin) -> None:
    path = valdarco("baselines")
    async with sitting(path, date(2026, 1, 23)) as here:
        people.add(Workspace.open(path).change(), name="Zora Altrove")
        await here.do("2 enter 3")
        assert "129 cells are missing" in here.text
        await here.do("escape p slash", "'zora")
        assert "Zora Altrove" in here.text
    names = {each.name for each in Workspace.open(path).snapshot.people.values()}
    assert "Zora Altrove" in names


async def test_letters_are_letters_while_a_field_is_typed_in(path: Path) -> None:
    Workspace.create(path, Firm(name="Acme"))
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'n0pxl", "enter")
        assert "n0pxl" in here.text


async def test_the_first_day_of_a_new_file_begins_with_one_key(path: Path) -> None:
    Workspace.create(path, Firm(name="Acme"))
    async with sitting(path, FRIDAY) as here:
        await here.do("enter")
        assert "New programme" in here.text


async def test_an_earlier_programme_can_be_looked_at_again(valdarco: Begin) -> None:
    path = valdarco("sessions")
    async with sitting(path, FRIDAY) as here:
        await here.do("n", "ctrl+s ctrl+s", "'Second round ", "enter")
        assert "Second round" in here.text
        await here.do("0 ctrl+p", "'another")
        await here.pilot.app.workers.wait_for_complete()
        await here.do("enter")
        assert "Another programme" in here.text
        await here.do("left enter")
        assert "Needs you · 5" in here.text


async def test_help_names_every_key_of_the_evaluation(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), date(2026, 4, 24), (120, 40)) as here:
        await here.do("5 f1")
        assert "Where this person sees the own start from" in here.words
