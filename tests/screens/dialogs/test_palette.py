"""The palette finds every action, and people, pairs and the words of sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revmentor.content.sample import Stage
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


@pytest.mark.parametrize(
    ("typed", "found", "seen"),
    [
        ("'niccolo", "Niccolò", "a person"),
        ("'closed days", "Closed days", "When the firm is closed"),
        ("'print", "Print", "send"),
        ("'giulia ettore", "Giulia Ferrante & Ettore", "a pair"),
    ],
)
async def test_the_palette_finds_it(valdarco: Begin, typed: str, found: str, seen: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("ctrl+p", typed)
        assert found in here.words
        assert seen in here.words


async def test_a_person_who_is_found_is_shown(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("ctrl+p", "'lukasz", "enter")
        assert "Łukasz" in here.static("#headline") or "Łukasz" in here.text


async def test_a_session_is_found_by_what_was_taught(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        words = next(
            each.text
            for session in here.app.file.snapshot.sessions.values()
            for each in session.taught
            if each.text
        )
        await here.do("ctrl+p", f"'{words[:14].lower()}")
        assert "a session" in here.words
