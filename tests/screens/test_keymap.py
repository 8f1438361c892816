"""Keys of one's own, from the configuration folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding

from revmentor.app.app import _SCREENS, RevmentorApp
from revmentor.content.sample import Stage
from revmentor.model.firm import Firm
from revmentor.store import settings
from revmentor.store.workspace import Workspace
from screens.base.step_screen import STEP_SCREENS
from tests.support.app_driver import sitting

FRIDAY = date(2026, 4, 24)
ROOT = Path(__file__).parents[2]
Begin = Callable[[Stage], Path]


def keys(text: str, file: str = "settings.toml") -> None:
    """Write the keys of the settings, or the file in which they stood before."""
    place = settings.settings_file().with_name(file)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"[keys]\n{text}\n" if file == "settings.toml" else text, "utf-8")


async def test_a_key_of_ones_own_does_what_the_other_did(valdarco: Begin) -> None:
    keys('log = "f6"')
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert here.app.key_of("log") == "f6"
        await here.press("l")
        assert "Session ·" not in here.text
        await here.press("f6")
        assert "Session ·" in here.text


async def test_keys_in_the_file_of_before_count_while_it_is_alone(valdarco: Begin) -> None:
    path = valdarco("sessions")
    keys('{"log": "f6"}', "keys.json")
    async with sitting(path, FRIDAY) as here:
        assert here.app.key_of("log") == "f6"
    keys('log = "f7"')
    async with sitting(path, FRIDAY) as here:
        assert here.app.key_of("log") == "f7"
        assert "keys.json is not used: the keys stand in settings.toml." in here.toasts


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('logg = "f6"', "settings.toml: there is no “logg”. Did you mean log"),
        ('log = "j j"', "settings.toml: “j j” is not a key"),
        ("log = 3", "settings.toml: “3” is not a key"),
        ('log = "h"', "“h” would be the key of “log” and of “changes”; “log” keeps its own"),
        ('new = "f6"\nedit = "f6"', "“f6” would be the key of"),
        ('go_pairs = "f4"', "“f4” would be the key of “go_pairs” and of “drawings”"),
    ],
)
async def test_keys_that_cannot_be_meant_are_told_of_and_the_others_count(
    valdarco: Begin, text: str, why: str
) -> None:
    keys(f'undo = "f9"\n{text}')
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert any(why in each for each in here.toasts), here.toasts
        assert here.app.key_of("undo") == "f9"
        assert here.app.key_of("log") == "l"
        await here.press("l")
        assert "Session ·" in here.text


@pytest.mark.parametrize("text", ["{", '["log"]'])
async def test_a_file_of_before_that_is_no_json_is_told_of(valdarco: Begin, text: str) -> None:
    keys(text, "keys.json")
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert any("keys.json is not used: it is not JSON" in each for each in here.toasts)
        assert here.app.key_of("log") == "l"


async def test_the_theme_of_the_settings_is_taken_and_another_word_is_told_of(
    valdarco: Begin,
) -> None:
    path = valdarco("sessions")
    settings.settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings.settings_file().write_text('theme = "textual-light"')
    async with sitting(path, FRIDAY) as here:
        assert here.app.theme == "textual-light"
    settings.settings_file().write_text('theme = "sea"')
    async with sitting(path, FRIDAY) as here:
        assert any("settings.toml: there is no theme “sea”" in each for each in here.toasts)


async def test_the_key_of_a_binding_is_named_as_it_is_shown(valdarco: Begin) -> None:
    keys('previous_step = "f5"')
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        assert here.app.key_of("previous_step") == "f5"  # and no longer <, as it was displayed
        assert here.app.key_of("next_step") == ">"
        await here.do("4 a o")  # a dialog, which is no registered screen
        assert here.app.key_of("copy_resource") == "c"


def test_an_id_has_one_key_wherever_it_stands() -> None:
    """The key of an id can be named without saying on which screen it is pressed."""
    found: dict[str, set[str]] = {}
    for module, kind in _SCREENS.values():
        for each in (*RevmentorApp.BINDINGS, *getattr(import_module(module), kind).BINDINGS):
            if isinstance(each, Binding) and each.id:
                found.setdefault(each.id, set()).add(each.key)
    assert [each for each, there in found.items() if len(there) > 1] == []


CHANGED = """
undo = "f9"
propose = "f6"
exception = "f7"
new = "f8"
new_programme = "f8"
accept = "f10"
go_people = "f2"
go_pairs = "f12"
"""


async def test_help_names_the_keys_of_ones_own(valdarco: Begin) -> None:
    keys(CHANGED)
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("f12 f1")
        assert "f6 drafts the best plan for everybody, n places by hand" in here.words
        await here.do("pagedown")
        assert "a f7 Exception" in here.words
        await here.do("escape f6 f1")
        assert "nothing changes until f10 accepts it" in here.words


async def test_an_empty_step_names_the_keys_of_ones_own(path: Path) -> None:
    keys(CHANGED)
    Workspace.create(path, Firm(name="Officina Prova"))
    async with sitting(path, FRIDAY) as here:
        assert "f2 People" in here.words  # the rail
        await here.do("f12")
        assert "Press f2 and add mentors and seniors." in here.words
        await here.do("f2")
        assert "Nobody yet. f8 adds a person, i takes in a sheet of people." in here.words


async def test_what_was_removed_comes_back_with_the_key_that_is_named(path: Path) -> None:
    keys(CHANGED)
    Workspace.create(path, Firm(name="Officina Prova"))
    async with sitting(path, FRIDAY) as here:
        await here.do("f2 f8", "'Ada Verdi", "ctrl+s", "x")
        assert here.toasts[-1] == "Ada Verdi removed. f9 brings the person back."
        await here.do("f9")
        assert "Ada Verdi" in here.text


@pytest.mark.parametrize("screen", sorted(_SCREENS.keys() - {"files"}))
async def test_the_help_of_every_screen_finds_the_keys_it_names(
    valdarco: Begin, screen: str
) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        if screen == "person":
            here.app.show_person(next(iter(here.app.file.snapshot.people)))
        else:
            here.app.go(screen)
        await here.settled()
        await here.do("f1")
        assert "On this screen" in here.words
        assert "{" not in here.words


async def test_a_dialog_names_the_keys_it_declares(valdarco: Begin) -> None:
    async with sitting(valdarco("sessions"), FRIDAY) as here:
        await here.do("4 a o")
        assert "n new, e edit, x remove, c copy, esc closes" in here.text


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for place in ("screens", "revmentor/app"):
        for path in sorted((ROOT / place).rglob("*.py")):
            yield path, ast.parse(path.read_text("utf-8"))


def texts(tree: ast.Module) -> Iterator[str]:
    for call in calls(tree):
        if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}:
            for given in call.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    yield given.value


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def ids() -> Iterator[str]:
    for place in ("screens", "widgets", "revmentor/app"):
        for path in (ROOT / place).rglob("*.py"):
            for call in calls(ast.parse(path.read_text("utf-8"))):
                if isinstance(call.func, ast.Name) and call.func.id == "Binding":
                    for given in call.keywords:
                        if given.arg == "id" and isinstance(given.value, ast.Constant):
                            yield str(given.value.value)
    yield from (f"go_{screen}" for screen in STEP_SCREENS)


def test_what_stands_in_braces_is_given_or_is_the_id_of_a_binding() -> None:
    known, wrong = set(ids()), []
    for path, tree in sources():
        given = {each.arg for call in calls(tree) for each in call.keywords}
        for text in texts(tree):
            names = set(re.findall(r"\{(\w+)\}", text)) - known - given - {"n"}  # of ngettext
            wrong += [(path.name, text)] if names else []
    assert wrong == []


KEY = re.compile(
    r"ctrl\+\w|[Pp]ress \w\b|\bthen \w\b|\(\d, |\b\d shows "
    r"|(?<![\w’'{])[b-zB-HJ-Z](?![\w’'}-])"  # a letter by itself; “a” and “I” are words
    r"|(^|[ “(])[aA] (on|accepts|proposes|writes|in|takes|gives|shows|lets|says|opens|sets|keeps) "
)
NOT_KEYS = re.compile(r"n\.a\.|\bT\b|“f6”")
"""“Not applicable”, the T of goals, and the example of what stands in the file of keys."""
TYPED = {"paper_grid.py"}
"""Where letters are what one types into a cell."""


def test_no_sentence_names_a_key_by_itself() -> None:
    """A key can be changed: a sentence takes it from the binding, ``{undo}`` and not ctrl+z."""
    named = [
        (path.name, text)
        for path, tree in sources()
        if path.name not in TYPED
        for text in texts(tree)
        if KEY.search(NOT_KEYS.sub("", text))
    ]
    assert named == []
