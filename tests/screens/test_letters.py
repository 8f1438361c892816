"""A letter means one thing in the whole application (decision 49)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.binding import Binding

import screens
import widgets
from revmentor.app.app import RevmentorApp
from revmentor.content.sample import Stage
from screens.base.step_screen import StepScreen
from tests.support.app_driver import Sitting, sitting
from widgets.table import Table

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]

MEANS = {
    "a": {"actions"},
    "b": {"playbook"},
    "c": {"copy"},
    "d": {"propose"},
    "e": {"edit", "pass_line", "correct"},
    "f": {"form"},
    "g": {"guides", "look_round"},
    "h": {"changes"},
    "i": {"import", "app.import"},
    "j": {"answers"},
    "k": {"lock"},
    "l": {"log"},
    "m": {"message", "mail", "remind"},
    "n": {"new", "add", "place", "next"},
    "o": {"other"},
    "p": {"go('people')"},
    "P": {"person", "app.person"},
    "q": {"quick"},
    "r": {"print_and_send", "app.print_and_send", "mail_all"},
    "s": {"part", "side"},
    "t": {"tasks"},
    "u": {"move"},
    "v": {"direction"},
    "w": {"acknowledge"},
    "x": {"remove", "end"},
    "y": {"talked"},
    "z": {"snooze"},
}
"""What each letter does, by the names of the actions: several names, one meaning."""


def kinds() -> Iterator[type]:
    yield RevmentorApp
    for package in (screens, widgets):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for kind in vars(import_module(module.name)).values():
                if isinstance(kind, type) and kind.__module__ == module.name:
                    yield kind


def declared(kind: type, name: str) -> list[Binding]:
    return [each for each in vars(kind).get(name, ()) if isinstance(each, Binding)]


def test_a_letter_means_one_thing_everywhere() -> None:
    meant = [
        (kind.__name__, key, each.action)
        for kind in kinds()
        for each in declared(kind, "BINDINGS")
        for key in each.key.split(",")
        if re.fullmatch(r"[A-Za-z]", key)
    ]
    assert len(meant) > 60
    assert [each for each in meant if each[2] not in MEANS.get(each[1], ())] == []


def test_the_decision_names_the_same_letters() -> None:
    page = Path(__file__).parents[2] / "docs/decisions/0049-a-letter-means-one-thing.md"
    assert set(re.findall(r"^\|.*", page.read_text("utf-8"), re.M))
    letters = {
        each
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("| `")
        for each in re.findall(r"`(\w)`", line)
    }
    assert letters == MEANS.keys()


def test_no_menu_uses_a_letter_twice_or_one_that_acts_on_its_screen() -> None:
    for kind in kinds():
        menu = list(getattr(kind, "MENU", ()))
        letters = [each.key for each in menu]
        assert len(letters) == len(set(letters)), kind
        acting = {
            key: each.id
            for base in kind.__mro__
            for each in declared(base, "BINDINGS")
            for key in each.key.split(",")
        }
        assert [each.id for each in menu if acting.get(each.key, each.id) != each.id] == [], kind


@pytest.mark.parametrize(
    ("keys", "verb"),
    [
        ("1 a", "Standard"),
        ("3 a", "Charter"),
        ("p a", "As mentor"),
        ("5 a", "Indicators"),
    ],
)
async def test_a_shows_what_fits_the_line(valdarco: Begin, keys: str, verb: str) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do(keys)
        assert verb in here.text
        await here.do("escape")


async def test_a_letter_in_the_menu_does_what_stands_beside_it(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("3 down down a c")
        assert "The pair’s charter" in here.text


async def test_enter_in_the_menu_does_what_it_stands_on(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("p a down enter")
        assert "t.andreolli@valdarco.example" in here.words


def step(here: Sitting) -> str:
    screen = here.app.screen
    return screen.STEP if isinstance(screen, StepScreen) else ""


async def test_digits_go_to_the_steps_until_enter_goes_into_the_grid(valdarco: Begin) -> None:
    async with sitting(valdarco("baselines"), date(2026, 1, 23)) as here:
        await here.do("2 1")
        assert step(here) == "goals"
        await here.do("2 enter")
        assert "digits rate, downwards" in here.words
        await here.do("3")
        assert step(here) == "baselines"
        await here.do("escape 3")
        assert step(here) == "pairs"


async def test_a_grid_that_goes_right_rates_one_person_after_the_other(valdarco: Begin) -> None:
    async with sitting(valdarco("baselines"), date(2026, 1, 23)) as here:
        await here.do("2 enter v")
        row, column = here.app.screen.query_one(Table).cursor_coordinate
        await here.do("3")
        assert here.app.screen.query_one(Table).cursor_coordinate == (row, column + 1)
        assert "digits rate, to the right" in here.words


async def test_caps_lock_is_told(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.press("L")
        assert here.toasts == ["Caps Lock seems to be on; keys are small letters."]
