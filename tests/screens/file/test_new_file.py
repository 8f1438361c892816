"""Beginning a file on the start screen: the firm, its country, where it lies."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from revmentor.app.app import RevmentorApp
from revmentor.i18n.gettext import set_language
from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, Sitting
from tests.support.firm import begin


@asynccontextmanager
async def the_list(path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sitting]:
    """Show the list of files, in the folder of a path."""
    monkeypatch.chdir(path.parent)
    app = RevmentorApp(None, today=date(2026, 1, 12))
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await pilot.pause()
        yield Sitting(app, pilot)


async def test_a_new_file_asks_for_the_country(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with the_list(path, monkeypatch) as here:
        await here.do("n", "'Acme", "ctrl+s")
        assert "Write the country" in here.words
        await here.do("'italy", "ctrl+s")
        assert "is not a country’s two letters" in here.words.replace("'", "’")
        assert not list(path.parent.glob("*.json"))
        await here.do(*["backspace"] * len("italy"), "'it", "ctrl+s")
        assert here.app.file.snapshot.firm.country == "IT"
    assert Workspace.open(path.parent / "acme.revmentor.json").snapshot.firm.name == "Acme"


async def test_in_italian_the_country_stands_there_to_be_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_language("it")
    async with the_list(path, monkeypatch) as here:
        await here.do("n", "'Acme")
        assert "IT" in here.words
        await here.do("ctrl+s")
        assert here.app.file.snapshot.firm.country == "IT"


async def test_the_form_of_the_firm_does_not_guess_a_country(path: Path) -> None:
    from screens.dialogs.firm_form import firm_form
    from tests.support.app_driver import sitting

    begin(path)
    async with sitting(path, date(2026, 1, 12)) as here:
        here.app.ask(firm_form(here.app))
        await here.settled()
        await here.do("ctrl+s")
        assert here.app.file.snapshot.firm.country is None
