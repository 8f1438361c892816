"""The guides are true: each key is one of the screen it is said of, each picture is there."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import OptionList

from revmentor.app.app import _SCREENS, RevmentorApp
from revmentor.i18n.gettext import set_language
from screens.dialogs.history import HistoryScreen
from screens.dialogs.messages import ManyLettersScreen, MessagesScreen
from screens.people.bring_in import BringInScreen
from screens.people.sheet_table import SheetTable
from tests.support.guide_pictures import PICTURES
from tests.support.pages import ROOT, Section, sections, targets, text_of
from widgets.checks import Checks
from widgets.choice import Choice
from widgets.form import FormScreen
from widgets.rating_table import LevelTable
from widgets.table import Table

GUIDES = ["docs/guide.en.md", "docs/guide.it.md"]
READMES = ["README.md", "README.it.md"]
PARTS: dict[str, tuple[type, ...]] = {
    "form": (FormScreen, Choice, Checks),
    "grid": (LevelTable,),
    "sheet": (BringInScreen, SheetTable),
    "messages": (MessagesScreen, ManyLettersScreen, OptionList),
    "history": (HistoryScreen, OptionList),
}
"""What a page calls a place that is no screen of its own, and what acts there."""


def acting(place: str) -> tuple[type, ...]:
    """Return the classes whose keys act on a screen or a part of one, by its name."""
    if place in PARTS:
        return PARTS[place]
    module, name = _SCREENS[place]
    kind: type = getattr(import_module(module), name)
    return kind, Table


def keys(kind: type, name: str) -> Iterator[str]:
    """Yield the keys that a class and its bases declare, as the application names them."""
    app = RevmentorApp()
    for base in kind.__mro__:
        for each in vars(base).get(name, ()):
            if isinstance(each, Binding):
                for key in each.key.split(","):
                    one = Binding(key, each.action, key_display=each.key_display)
                    yield app.get_key_display(one)
                    if len(key) == 1:
                        yield key


def named(section: Section) -> set[str]:
    """Return every key that a section may name."""
    kinds = [RevmentorApp, *(kind for place in section.screens for kind in acting(place))]
    own = {key for kind in kinds for key in keys(kind, "BINDINGS")}
    menu = {key for kind in kinds for key in keys(kind, "MENU")} | own
    return own | {f"a {key}" for key in menu} | {RevmentorApp.COMMAND_PALETTE_BINDING}


@pytest.mark.parametrize("page", [*GUIDES, *READMES])
def test_every_key_is_a_key_of_that_screen(page: str) -> None:
    set_language("it" if ".it." in page else "en")
    found = sections(page)
    assert sum(len(each.keys) for each in found) > 20
    for section in found:
        assert set(section.keys) - named(section) == set(), section.screens


@pytest.mark.parametrize("page", [*GUIDES, *READMES, "docs/file.md", "docs/glossary.md"])
def test_what_a_page_leads_to_is_there(page: str) -> None:
    assert [each for each in targets(page) if not each.exists()] == []


@pytest.mark.parametrize("language", ["en", "it"])
def test_a_guide_shows_every_picture_once_and_no_other(language: str) -> None:
    shown = re.findall(
        rf"!\[.+\]\(pictures/{language}/(\w+)\.svg\)", text_of(f"docs/guide.{language}.md")
    )
    assert sorted(shown) == sorted(PICTURES)
    kept = sorted(each.stem for each in (ROOT / "docs" / "pictures" / language).iterdir())
    assert kept == sorted(PICTURES)
    for name in kept:
        drawn = (ROOT / "docs" / "pictures" / language / f"{name}.svg").read_text("utf-8")
        assert not re.search(r"/(?:tmp|home|root|work|Users)\b", drawn), name


def is_the_same(key: str) -> bool:
    """Tell whether a key is called the same in every language: it is no word."""
    return len(key) == 1 or not key.isalpha()


def test_both_guides_go_the_same_way() -> None:
    english, italian = (
        [(each.screens, sorted(filter(is_the_same, each.keys))) for each in sections(page)]
        for page in GUIDES
    )
    assert english == italian


def test_a_picture_is_the_same_whenever_it_is_taken(tmp_path: Path) -> None:
    names = ("history", "sheet")
    for time in ("first", "second"):
        words = ("-m", "tests.support.guide_pictures", "it", tmp_path / time, *names)
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    for name in names:
        first, second = (tmp_path / time / "it" / f"{name}.svg" for time in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()
        assert "invio&#160;torna" in first.read_text("utf-8") or name != "history"
