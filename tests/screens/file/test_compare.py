"""A file beside a copy of it on the screen: read, tick, take over, and what cannot be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from revmentor.content.sample import Stage
from revmentor.i18n.gettext import set_language
from revmentor.model.base import Record
from revmentor.model.firm import Firm
from revmentor.model.session import Exchange
from revmentor.model.snapshot import Snapshot
from revmentor.store.encryption import cipher, identities, rewrap
from revmentor.store.file.inspection import inspect
from revmentor.store.workspace import Workspace
from screens.file.choose_file import ChooseFileScreen
from screens.file.compare import CompareScreen
from screens.file.side_by_side import SideBySideScreen
from tests.screens.conftest import Camera
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.firm import exported, person, running
from tests.support.parted import COPY, beside, parted
from widgets.table import Table

Begin = Callable[[Stage], Path]
FRIDAY = date(2026, 4, 24)
COMPARE = ("ctrl+p", "'compare with", "enter")


def names(here: Sitting) -> list[str]:
    """The lines, each by what it is called."""
    table = here.app.screen.query_one(Table)
    return [str(table.get_row(key)[2]) for key in table.keys]


async def test_the_copy_is_told_with_the_way_and_the_way_leads_there(path: Path) -> None:
    parted(path)
    async with sitting(path, FRIDAY) as here:
        assert f"A conflict copy lies beside the file: {COPY}" in here.words
        assert "^p, “Compare with a copy”: what differs" in here.words.replace("ctrl+p", "^p")
        await here.do("enter", *COMPARE)
        assert isinstance(here.app.screen, CompareScreen)
        assert "Changes since then: here 1, in the copy 1." in here.words
        assert "2 only in the copy · 3 other in the copy" in here.text
        assert names(here) == [
            "Zoe Nuova",
            "Luca Bianchi with Carla Russo, 16 Feb 2026",
            "Anna De Luca",
            "Giulia Ferrante with Anna De Luca, 16 Feb 2026",
            "Carla Russo",
        ]
        await here.do("down down")
        assert "department: Sales → Export" in here.text


async def test_without_a_conflict_copy_nothing_is_said_of_comparing(path: Path) -> None:
    running(path)
    async with sitting(path, FRIDAY) as here:
        assert "Compare with a copy" not in here.words


async def test_ticked_entries_are_taken_over_in_one_change_and_undone_as_one(path: Path) -> None:
    workspace, _copy = parted(path)
    before = exported(workspace)
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE, "down space space ctrl+s")
        assert here.toasts == ["2 entries taken over. Once this is closed, ctrl+z takes that back."]
        assert "1 only in the copy · 2 other in the copy" in here.text
        standing = Workspace.open(path).snapshot
        assert standing.people["anna"].department == "Export"
        assert any(each.minutes == 30 for each in standing.sessions.values())
        await here.do("escape ctrl+z ctrl+s")
        assert "Taken back" in here.toasts[-1]
    assert exported(Workspace.open(path)) == before


async def test_nothing_ticked_takes_nothing_over(path: Path) -> None:
    workspace, _copy = parted(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE, "ctrl+s")
        assert here.toasts == ["Nothing is ticked; space ticks a line."]
    assert Workspace.open(path).generation == workspace.generation


async def test_enter_shows_both_states_side_by_side_and_space_ticks_there(path: Path) -> None:
    parted(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE, "down down enter")
        assert isinstance(here.app.screen, SideBySideScreen)
        assert "≠ department          Sales                      Export" in here.text
        assert "  name                Anna De Luca               Anna De Luca" in here.text
        await here.do("space")
        assert isinstance(here.app.screen, CompareScreen)
        assert list(here.app.screen.query_one(Table).ticked) == ["people:anna"]
        await here.do("up enter enter")  # enter closes it again, and ticks nothing
        assert list(here.app.screen.query_one(Table).ticked) == ["people:anna"]


async def test_what_stands_only_here_can_be_read_and_not_ticked(path: Path) -> None:
    workspace = running(path)
    beside(path, [])
    workspace.commit("here", put=[person("zoe", name="Zoe Nuova")])
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE)
        assert "It stands only here; there is nothing to take over." in here.text
        assert "you can delete it; revmentor leaves it alone" in here.words
        await here.do("space ctrl+s")
        assert here.toasts == ["Nothing is ticked; space ticks a line."]


async def test_what_comes_along_is_asked_first(path: Path) -> None:
    running(path)
    beside(path, [person("zoe", name="Zoe", manager_id="yara"), person("yara", name="Yara Galli")])
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE)
        place = names(here).index("Zoe")
        await here.do(*["down"] * place, "space ctrl+s")
        assert "since what is ticked needs it: Person: Yara Galli." in here.words
        await here.do("escape")
        assert "zoe" not in Workspace.open(path).snapshot.people
        await here.do("ctrl+s ctrl+s")
        assert {"zoe", "yara"} <= set(Workspace.open(path).snapshot.people)
        assert "The two hold the same." in here.text


async def test_a_refusal_is_a_sentence_and_nothing_changes(path: Path) -> None:
    workspace = running(path)
    start = next(each for each in workspace.snapshot.ratings.values() if each.person_id == "anna")
    beside(path, [replace(start, level=4)])
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE, "space ctrl+s")
        assert "The starting point of Anna De Luca stands" in here.toasts[-1]
    assert Workspace.open(path).generation == workspace.generation


async def test_another_file_of_the_firm_is_chosen(path: Path) -> None:
    running(path)
    other = path.with_name("other.json")
    running(other).commit("more", put=[person("zoe", name="Zoe Nuova")])
    async with sitting(path, FRIDAY) as here:
        await here.do(*COMPARE)
        assert "Compare with a copy" in here.text
        here.app.screen.query_one("#path", Input).value = str(other)
        await here.do("enter")
        assert "other.json is another file of the same firm" in here.words
        assert "Zoe Nuova" in names(here)
        await here.do("o")
        assert isinstance(here.app.screen, ChooseFileScreen)
        await here.do("escape")
        assert not isinstance(here.app.screen, CompareScreen)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("another firm", "is of the firm “Acme”; this file is of the firm “Meccanica Valdarco"),
        ("damaged", "is damaged"),
        ("empty", "is empty"),
        ("foreign", "is not a revmentor file"),
        ("newer", "written by a newer revmentor"),
    ],
)
async def test_what_cannot_be_compared_says_why(path: Path, kind: str, said: str) -> None:
    running(path)
    copy = beside(path, [])
    raw = copy.read_bytes()
    if kind == "another firm":
        copy.unlink()
        Workspace.create(copy, Firm(name="Acme"))
    elif kind == "damaged":
        copy.write_bytes(raw[: len(raw) // 2])
    elif kind == "newer":
        copy.write_bytes(
            b'{"meta":{"file":{"application":"revmentor","schema":99,"lineage":"00000000",'
            b'"generation":1,"written_at":""}}}\n'
        )
    else:
        copy.write_bytes(b"" if kind == "empty" else b"a letter")
    async with sitting(path, FRIDAY) as here:
        await here.do("escape", "ctrl+p", "'compare with", "enter")
        if not here.toasts:
            here.app.screen.query_one("#path", Input).value = str(copy)
            await here.do("enter")
        assert said in here.toasts[-1] or said in here.words
        assert not isinstance(here.app.screen, CompareScreen)


async def test_a_copy_that_went_away_says_so(path: Path) -> None:
    _workspace, copy = parted(path)
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE, "o")
        here.app.screen.query_one("#path", Input).value = str(copy)
        copy.unlink()
        await here.do("enter")
        assert f"{COPY}." in here.static("#wrong")
        assert "There is no file" in here.text


async def test_an_encrypted_copy_asks_for_its_passphrase(path: Path) -> None:
    _workspace, copy = parted(path)
    place, key = identities.make("four plain old words")
    assert place.exists()
    rewrap.rewrite(inspect(copy), None, key, key.own, "encrypted")
    shutil.rmtree(copy.with_name(f"{copy.name}.d"))
    assert cipher.is_encrypted(copy.read_bytes())
    async with sitting(path, FRIDAY) as here:
        await here.do("enter", *COMPARE)
        assert "The file is encrypted." in here.words
        await here.do("'four plain old words", "ctrl+s")
        await here.settled()
        assert isinstance(here.app.screen, CompareScreen)
        assert "Zoe Nuova" in names(here)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize("language", ["en", "it"])
async def test_no_key_is_cut_off(path: Path, size: tuple[int, int], language: str) -> None:
    parted(path)
    set_language(language)
    async with sitting(path, FRIDAY, size) as here:
        here.app.screen.dismiss(None)
        await here.settled()
        here.app.action_compare()
        await here.settled()
        assert here.lines[-1].rstrip().endswith(("escape closes ─╯", "esc chiude ─╯"))
        assert "ctrl+s" in here.lines[-1]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    "keys", ["down down space down", "down down down down enter"], ids=["list", "whole"]
)
async def test_it_looks_as_it_did(
    valdarco: Begin, camera: Camera, size: tuple[int, int], keys: str
) -> None:
    path = valdarco("sessions")
    beside(path, _other_in(Workspace.open(path).snapshot))
    async with sitting(path, FRIDAY, size) as here:
        await here.do("enter", *COMPARE, keys)
        assert camera.sees(here)


def _other_in(standing: Snapshot) -> list[Record]:
    """Return what somebody wrote down of the sample on another machine."""
    held = [each for each in standing.sessions.values() if each.taught and each.steps]
    ettore, luca = standing.people["V001"], standing.people["V002"]
    return [
        person("p0001", name="Zoe Nuova", department="Export"),
        replace(held[0], id="s9001", due_on=date(2026, 4, 23), held_on=date(2026, 4, 23)),
        replace(ettore, department="Direzione", note="Prefers the morning"),
        replace(luca, email="somebody@valdarco.example"),
        replace(held[1], minutes=45, taught=(Exchange(text="a shared calendar"),), steps=()),
    ]
