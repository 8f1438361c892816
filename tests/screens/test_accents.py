"""Accented letters are found without accents, by the filter and by the palette."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from textual.fuzzy import Matcher

from revmentor.content.sample import Stage
from revmentor.i18n.gettext import in_language
from screens.dialogs.palette import Command, _score
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


async def test_the_filter_finds_an_accented_name(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("p", "/", "'niccol", "enter")
        assert "Niccolò" in here.text
        assert "Amadou" not in here.text


def test_the_palette_finds_an_accented_word() -> None:
    with in_language("it"):
        command = Command("Attività del mese", "", "", lambda: None)
        assert _score(Matcher("attivita"), "attivita", command) > 0
