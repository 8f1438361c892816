"""Keys of one's own, from the configuration folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding

from revmentor.app import keymap
from revmentor.app.app import _SCREENS, RevmentorApp
from revmentor.content.sample import Stage
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


def keys(text: str) -> None:
    keymap.keys_file().parent.mkdir(parents=True, exist_ok=True)
    keymap.keys_file().write_text(text, "utf-8")


async def test_a_key_of_ones_own_does_what_the_other_did(valdarco: Begin) -> None:
    keys('{"log": "j"}')
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert here.app.key_of("log") == "j"
        await here.press("l")
        assert "Session ·" not in here.text
        await here.press("j")
        assert "Session ·" in here.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "it is not JSON"),
        ('["log"]', "it is not JSON"),
        ('{"logg": "j"}', "there is no “logg”"),
        ('{"log": "j j"}', "“j j” is not a key"),
        ('{"log": "h"}', "“h” would be the key of"),
    ],
)
async def test_keys_that_cannot_be_meant_are_told_of_and_not_used(
    valdarco: Begin, text: str, why: str
) -> None:
    keys(text)
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert "keys.json is not used" in here.toasts[-1]
        assert why in here.toasts[-1]
        await here.press("l")
        assert "Session ·" in here.text


async def test_the_key_of_a_binding_is_named_as_it_is_shown(valdarco: Begin) -> None:
    keys('{"previous_step": "f5"}')
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert here.app.key_of("previous_step") == "f5"  # and no longer <, as it was displayed
        assert here.app.key_of("next_step") == ">"
        await here.do("4 r")  # a dialog, which is no registered screen
        assert here.app.key_of("copy_resource") == "c"


def test_an_id_has_one_key_wherever_it_stands() -> None:
    """The key of an id can be named without saying on which screen it is pressed."""
    found: dict[str, set[str]] = {}
    for module, kind in _SCREENS.values():
        for each in (*RevmentorApp.BINDINGS, *getattr(import_module(module), kind).BINDINGS):
            if isinstance(each, Binding) and each.id:
                found.setdefault(each.id, set()).add(each.key)
    assert [each for each, there in found.items() if len(there) > 1] == []
