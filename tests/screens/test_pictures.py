"""Every screen as a picture at the hardest size, the steps at a comfortable one too.

When a picture differs: take the new one with ``--snapshot-update``, look at both side by side with
``make pictures``, and put back what is not better.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.screens.conftest import Camera
from tests.support import sheets
from tests.support.app_driver import NARROW, WIDE, sitting

Begin = Callable[[Stage], Path]
DAYS: dict[Stage, date] = {
    "baselines": date(2026, 1, 23),
    "pairs": date(2026, 1, 30),
    "sessions": date(2026, 4, 24),
    "evaluation": date(2026, 7, 31),
}
SIZES = {"80x24": NARROW, "120x40": WIDE}
STEPS: dict[str, tuple[Stage, str]] = {
    "today": ("sessions", ""),
    "goals": ("sessions", "1 down down down down down down down"),
    "baselines": ("baselines", "2 enter 1 2 right 0"),
    "pairs": ("sessions", "3 down"),
    "proposal": ("pairs", "3 d down down down"),
    "sessions": ("sessions", "4 left"),
    "evaluation": ("evaluation", "5 down down down down down down"),
    "evaluation-mentors": ("evaluation", "5 s"),
    "evaluation-exchange": ("evaluation", "5 s s"),
    "evaluation-goals": ("evaluation", "5 s s s"),
    "evaluation-forms": ("evaluation", "5 s s s s"),
    "answers": ("sessions", "j down"),
    "answers-final": ("evaluation", "j down"),
    "people": ("sessions", "p down"),
    "person": ("sessions", "p slash i a n n o n e enter enter"),
    "person-mentor": ("sessions", "p slash f e r r a n t e enter enter"),
    "person-closed": ("evaluation", "p slash z a n e l l a enter enter pagedown"),
    "messages": ("baselines", "m"),
    "actions": ("sessions", "3 down down a"),
}
"""What is taken at both sizes: the steps and their parts, each with a stage and the keys to it."""
OTHERS: dict[str, tuple[Stage, str]] = {
    "baselines-mentors": ("sessions", "2 s"),
    "pairs-unplaced": ("baselines", "3"),
    "proposal-first": ("baselines", "3 d down"),
    "proposal-under-way": ("sessions", "3 d"),
    "proposal-why": ("pairs", "3 d down down down enter"),
    "proposal-instead": ("pairs", "3 d down down down u down"),
    "proposal-balance": ("pairs", "3 d a c"),
    "proposal-weights": ("pairs", "3 d a w"),
    "pairs-outlook": ("baselines", "3 a o"),
    "today-folded-out": ("sessions", "plus"),
    "today-drawings": ("sessions", "f4"),
    "today-messages": ("sessions", "down down down m"),
    "messages-letters": ("baselines", "m enter space down"),
    "today-playbook": ("sessions", "down down down down b"),
    "today-later": ("sessions", "down down down z"),
    "sessions-guides": ("sessions", "4 g"),
    "form-pulse": ("sessions", "p down a f"),
    "form-print": ("sessions", "3 down r"),
    "form-print-pages": ("sessions", "j r"),
    "log": ("sessions", "l"),
    "from-paper": ("sessions", "4 a w"),
    "launch-list": ("pairs", "1 enter down down"),
    "form-asked": ("sessions", "p a c left left enter"),
    "form-quick-help": ("sessions", "4 q"),
    "resources": ("sessions", "4 a o down"),
    "form-moved": ("sessions", "4 right enter left"),
    "form-charter": ("sessions", "3 down a c"),
    "form-stand-in": ("sessions", "3 down a s"),
    "form-steps": ("sessions", "plus down down down down enter"),
    "help": ("sessions", "2 f1"),
    "form-goal": ("sessions", "1 down down down down down down down e"),
    "form-standard": ("sessions", "1 a d tab"),
    "skills": ("sessions", "1 a o"),
    "form-skill": ("sessions", "1 a o n"),
    "form-programme": ("sessions", "1 a v"),
    "form-person": ("sessions", "p n"),
    "form-person-more": ("sessions", "p down down down e"),
    "actions-person": ("sessions", "p down enter a"),
    "form-which-person": ("sessions", "3 down P"),
    "form-senior": ("sessions", "p down a u"),
    "form-mentor": ("sessions", "p down down down a d"),
    "form-move": ("pairs", "3 down down u"),
    "form-final": ("sessions", "5 s s s enter"),
    "form-next-programme": ("evaluation", "5 n"),
    "evaluation-mid-point": ("sessions", "5 a d"),
    "form-tasks": ("sessions", "5 t"),
    "form-cost": ("sessions", "5 a u"),
    "evaluation-open": ("sessions", "5"),
    "today-before": ("pairs", ""),
    "today-closed": ("evaluation", ""),
    "palette": ("sessions", "3 ctrl+p"),
}
"""What is taken at the hardest size alone: forms, dialogs, other states of a step."""


@pytest.mark.parametrize(
    ("stage", "keys", "size"),
    [
        *(
            pytest.param(*where, size, id=f"{name}-{size_name}")
            for name, where in STEPS.items()
            for size_name, size in SIZES.items()
        ),
        *(pytest.param(*where, NARROW, id=f"{name}-80x24") for name, where in OTHERS.items()),
    ],
)
async def test_a_screen_looks_as_it_did(
    valdarco: Begin, camera: Camera, stage: Stage, keys: str, size: tuple[int, int]
) -> None:
    async with sitting(valdarco(stage), DAYS[stage], size) as here:
        await here.do(keys)
        assert camera.sees(here)


@pytest.mark.parametrize("keys", ["", "1", "2", "3", "4", "5", "p"])
async def test_an_empty_file_says_which_key_fills_it(path: Path, camera: Camera, keys: str) -> None:
    Workspace.create(path, Firm(name="Officina Prova"))
    async with sitting(path, date(2026, 1, 12)) as here:
        await here.do(keys)
        assert any(each in here.text for each in ("ress", "n adds", "n begins"))
        assert camera.sees(here)


async def test_without_a_file_the_last_ones_are_offered(camera: Camera) -> None:
    from revmentor.app.app import RevmentorApp
    from tests.support.app_driver import Sitting

    app = RevmentorApp(None, today=date(2026, 1, 12))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        assert camera.sees(Sitting(app, pilot))


@pytest.mark.parametrize(
    "keys", ["", "ctrl+s", "ctrl+s right"], ids=["columns", "doubts", "chosen"]
)
async def test_a_sheet_is_brought_in_step_by_step(
    valdarco: Begin, camera: Camera, keys: str
) -> None:
    path = valdarco("baselines")
    sheet = path.with_name("people.csv")
    sheet.write_bytes(sheets.case("messy"))
    async with sitting(path, DAYS["baselines"], NARROW) as here:
        await here.do("p i")
        here.app.screen.query_one("#path", Input).value = str(sheet)
        await here.press("enter")
        await here.do(keys)
        assert camera.sees(here)
