"""The ended programmes on the screen: one goes to a file of its own, and comes back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from revmentor.app.app import RevmentorApp
from revmentor.i18n.gettext import set_language
from revmentor.store.encryption.cipher import Key
from revmentor.store.file.inspection import inspect
from revmentor.store.workspace import Workspace
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.ended_programme import OLD, with_ended_programme
from tests.support.firm import FIRM, exported
from widgets.form import FormScreen

FRIDAY = date(2026, 4, 24)
ENDED = ("ctrl+p", "'archive", "enter")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "valdarco.revmentor.json"


def own_file(path: Path) -> Path:
    return path.with_name("valdarco-common-floor-2024-pr2024.revmentor.json")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_programme_goes_and_comes_back_by_keys_alone(
    path: Path, size: tuple[int, int]
) -> None:
    stood = exported(with_ended_programme(path))
    async with sitting(path, FRIDAY, size) as here:
        await here.do(*ENDED)
        assert "Common floor 2024 closed on 26 Jul 2024" in here.words
        assert "Enter moves it to a file of its own. 5 entries go there." in here.words
        await here.press("enter")
        assert own_file(path).name[:30] in here.words
        await here.press("ctrl+s")
        assert "Common floor 2024 lies in" in here.toasts[-1]
        own = inspect(own_file(path)).snapshot
        assert own is not None
        assert len(own.sessions) == 1
        await here.do(*ENDED)
        assert "Enter brings it back." in here.words
        await here.do("enter", "ctrl+s")
        assert here.toasts[-1] == "Common floor 2024 is in this file again."
    assert exported(Workspace.open(path)) == stood


async def test_what_was_moved_is_taken_back_by_undo(path: Path) -> None:
    stood = exported(with_ended_programme(path))
    async with sitting(path, FRIDAY) as here:
        await here.do(*ENDED, "enter", "ctrl+s")
        assert Workspace.open(path).snapshot.programmes[OLD].archived
        await here.press("ctrl+z")
    assert exported(Workspace.open(path)) == stood


async def test_the_programme_on_screen_can_be_moved_and_the_last_one_is_shown(path: Path) -> None:
    with_ended_programme(path)
    async with sitting(path, FRIDAY) as here:
        here.app.show_programme(OLD)
        await here.settled()
        await here.do(*ENDED, "enter", "ctrl+s")
        assert here.app.view is not None
        assert here.app.view.programme.id != OLD
        await here.do("0", "4", "p")


async def test_a_name_that_is_taken_is_said_and_nothing_moves(path: Path) -> None:
    before = exported(with_ended_programme(path))
    own_file(path).write_text("mine", encoding="utf-8")
    async with sitting(path, FRIDAY) as here:
        await here.do(*ENDED, "enter", "ctrl+s")
        assert "already exists; choose another name." in here.words
        await here.do("ctrl+u", "'nowhere/own.json", "ctrl+s")
        assert "There is no folder" in here.words
        await here.do("escape escape")
        assert not isinstance(here.app.screen, FormScreen)
    assert own_file(path).read_text(encoding="utf-8") == "mine"
    assert exported(Workspace.open(path)) == before


async def test_an_archive_that_is_gone_is_said_and_asked_for(path: Path) -> None:
    stood = exported(with_ended_programme(path))
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do(*ENDED, "enter", "ctrl+s")
        own_file(path).rename(path.with_name("elsewhere.json"))
        before = path.read_bytes()
        await here.do(*ENDED, "enter", "ctrl+s")
        assert "There is no file" in here.words
        assert "Where does Common floor 2024 lie?" in here.words
        assert path.read_bytes() == before
        await here.do("ctrl+u", "'elsewhere.json", "ctrl+s")
        assert here.toasts[-1] == "Common floor 2024 is in this file again."
    assert exported(Workspace.open(path)) == stood


async def test_the_page_of_a_person_says_where_more_lies(path: Path) -> None:
    with_ended_programme(path)
    async with sitting(path, FRIDAY, WIDE) as here:
        await here.do(*ENDED, "enter", "ctrl+s")
        here.app.show_person("zoe")
        await here.settled()
        said = here.static("#headline")
        assert "1 programme lies in a file of its own: look there too." in said


async def test_an_archive_is_encrypted_as_the_file_is(path: Path) -> None:
    pyrage = pytest.importorskip("pyrage")
    key = Key((str(pyrage.x25519.Identity.generate()),))
    with_ended_programme(path)
    records = [
        each for _name, table in Workspace.open(path).snapshot.tables() for each in table.values()
    ]
    closed = path.with_name("closed.revmentor.json")
    Workspace.create(closed, FIRM, key).commit("all", put=records)
    app = RevmentorApp(Workspace.open(closed, key), today=FRIDAY)
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        here = Sitting(app, pilot)
        await here.do(*ENDED, "enter", "ctrl+s")
        own = closed.with_name("closed-common-floor-2024-pr2024.revmentor.json")
        assert own.read_bytes().startswith(b"age-encryption.org/")
        await here.do(*ENDED, "enter", "ctrl+s")
        assert here.toasts[-1] == "Common floor 2024 is in this file again."


async def test_in_italian_every_word_is_there(path: Path) -> None:
    with_ended_programme(path)
    set_language("it")
    async with sitting(path, FRIDAY) as here:
        await here.do("ctrl+p", "'archivio", "enter")
        assert "Invio lo sposta in un file a parte. Ci vanno 5 voci." in here.words
        await here.do("enter", "ctrl+s")
        assert "ora è in valdarco-common-floor-2024" in here.toasts[-1]
