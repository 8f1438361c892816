"""Keys that come in a burst: each takes effect where the one before it leads."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from revmentor.store import drafts
from revmentor.store.history import generations
from tests.screens.test_nobody_hidden import FORMS
from tests.support.app_driver import Sitting, sitting
from tests.support.crowded_firm import crowd
from tests.support.firm import TODAY, running
from widgets.form import FormScreen

FRIDAY = date(2026, 4, 24)


async def burst(here: Sitting, *keys: str) -> None:
    """Let keys arrive all at once."""
    here.hand_over(*keys)
    await here.settled()


async def test_what_is_typed_at_once_after_l_and_tab_is_text_in_the_field(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        await burst(here, "l", "tab", *"calendario")
        focused = here.app.focused
        assert isinstance(focused, Input), focused
        assert focused.value.endswith("calendario")


async def test_page_keys_in_a_palette_that_is_not_drawn_yet_do_nothing(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        for key in ("pagedown", "pageup", "end", "home"):
            await burst(here, "ctrl+p", key)
            await burst(here, "escape")


KEYS = ("tab", *"calendario", "down", "space", "right", *"abc", "shift+tab", *"12", "tab", "x")


def standing(form: FormScreen[Any]) -> tuple[dict[str, object], str]:
    """What stands in each field of a form, and which has the focus."""
    focused = form.focused
    rows = [row.field for row in form.rows.values() if focused in row.walk_children()]
    return {name: row.raw for name, row in form.rows.items()}, rows[0] if rows else str(focused)


async def opened_by_a_key(
    path: Path, name: str, *, at_once: bool, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, object], str]:
    async with sitting(path, TODAY) as here:
        view = here.app.view
        assert view is not None
        form = FORMS[name](here.app, view)
        monkeypatch.setattr(here.app, "action_log", lambda: here.app.ask(form))
        if at_once:
            await burst(here, "l", *KEYS)
        else:
            await here.press("l", *KEYS)
        assert here.app.screen is form
        return standing(form)


@pytest.mark.parametrize("name", FORMS)
async def test_a_burst_over_any_form_is_what_the_same_keys_are_one_by_one(
    name: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd(path, 5)
    before = path.read_bytes()
    slowly = await opened_by_a_key(path, name, at_once=False, monkeypatch=monkeypatch)
    drafts.name_in(generations.folder_of(path)).unlink(missing_ok=True)
    at_once = await opened_by_a_key(path, name, at_once=True, monkeypatch=monkeypatch)
    assert at_once == slowly
    assert path.read_bytes() == before
