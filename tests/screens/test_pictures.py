"""Every screen as a picture, at the hardest size and at a comfortable one.

When a picture differs: look at both, and only then take the new one with ``--snapshot-update``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store.workspace import Workspace
from tests.screens.conftest import Camera
from tests.support.app_driver import NARROW, WIDE, sitting

Begin = Callable[[Stage], Path]
DAYS: dict[Stage, date] = {
    "baselines": date(2026, 1, 23),
    "pairs": date(2026, 1, 30),
    "sessions": date(2026, 4, 24),
    "evaluation": date(2026, 7, 31),
}
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])


@SIZES
@pytest.mark.parametrize(
    ("stage", "keys"),
    [
        pytest.param("sessions", "", id="today"),
        pytest.param("sessions", "1 down down down down down down down", id="goals"),
        pytest.param("baselines", "2 1 2 right 0", id="baselines"),
        pytest.param("sessions", "2 s", id="baselines-mentors"),
        pytest.param("sessions", "3 down", id="pairs"),
        pytest.param("baselines", "3", id="pairs-unplaced"),
        pytest.param("pairs", "3 a down down down", id="proposal"),
        pytest.param("baselines", "3 a down", id="proposal-first"),
        pytest.param("sessions", "3 a", id="proposal-under-way"),
        pytest.param("pairs", "3 a down down down enter", id="proposal-why"),
        pytest.param("pairs", "3 a down down down m down", id="proposal-instead"),
        pytest.param("pairs", "3 a b", id="proposal-balance"),
        pytest.param("pairs", "3 a w", id="proposal-weights"),
        pytest.param("baselines", "3 o", id="pairs-outlook"),
        pytest.param("sessions", "m", id="today-messages"),
        pytest.param("sessions", "b", id="today-playbook"),
        pytest.param("sessions", "z", id="today-later"),
        pytest.param("sessions", "4 g", id="sessions-guides"),
        pytest.param("sessions", "p down u", id="form-pulse"),
        pytest.param("sessions", "4 left", id="sessions"),
        pytest.param("evaluation", "5 down down down down down down", id="evaluation"),
        pytest.param("evaluation", "5 s", id="evaluation-mentors"),
        pytest.param("sessions", "p down", id="people"),
        pytest.param("sessions", "l", id="log"),
        pytest.param("sessions", "4 t", id="from-paper"),
        pytest.param("sessions", "4 q", id="form-quick-help"),
        pytest.param("sessions", "4 r down", id="resources"),
        pytest.param("sessions", "4 right o", id="form-moved"),
        pytest.param("sessions", "3 down c", id="form-charter"),
        pytest.param("sessions", "down down down down down down enter", id="form-steps"),
        pytest.param("sessions", "2 f1", id="help"),
        pytest.param("sessions", "1 down down down down down down down e", id="form-goal"),
        pytest.param("sessions", "1 s tab", id="form-standard"),
        pytest.param("sessions", "1 g", id="form-programme"),
        pytest.param("sessions", "p n", id="form-person"),
        pytest.param("sessions", "p down down down t", id="form-mentor"),
        pytest.param("pairs", "3 down down m", id="form-move"),
        pytest.param("sessions", "5 s s s enter", id="form-final"),
        pytest.param("evaluation", "5 s s", id="evaluation-exchange"),
        pytest.param("evaluation", "5 s s s", id="evaluation-goals"),
        pytest.param("evaluation", "5 s s s s", id="evaluation-forms"),
        pytest.param("evaluation", "5 n", id="form-next-programme"),
        pytest.param("sessions", "5 m", id="evaluation-mid-point"),
        pytest.param("sessions", "5 t", id="form-tasks"),
        pytest.param("sessions", "5 o", id="form-cost"),
        pytest.param("sessions", "5", id="evaluation-open"),
        pytest.param("pairs", "", id="today-before"),
        pytest.param("evaluation", "", id="today-closed"),
        pytest.param("sessions", "3 ctrl+p", id="palette"),
    ],
)
async def test_a_screen_looks_as_it_did(
    valdarco: Begin, camera: Camera, size: tuple[int, int], stage: Stage, keys: str
) -> None:
    async with sitting(valdarco(stage), DAYS[stage], size) as here:
        await here.do(keys)
        assert camera.sees(here)


@pytest.mark.parametrize("keys", ["", "1", "2", "3", "4", "5", "p"])
async def test_an_empty_file_says_which_key_fills_it(path: Path, camera: Camera, keys: str) -> None:
    Workspace.create(path, Firm(name="Officina Prova"))
    async with sitting(path, date(2026, 1, 12)) as here:
        await here.do(keys)
        assert "ress" in here.text or "n adds" in here.text
        assert camera.sees(here)


@SIZES
async def test_without_a_file_the_last_ones_are_offered(
    camera: Camera, size: tuple[int, int]
) -> None:
    from revmentor.app.app import RevmentorApp
    from tests.support.app_driver import Sitting

    app = RevmentorApp(None, today=date(2026, 1, 12))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert camera.sees(Sitting(app, pilot))
