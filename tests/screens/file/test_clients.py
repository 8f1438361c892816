"""The list of files as the clients of a consultant, and the first minute without any."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest

from benchmarks.firms import Size, write_firm
from revmentor.app.app import RevmentorApp
from revmentor.content.sample import Stage
from revmentor.i18n.gettext import set_language
from revmentor.model.firm import Firm
from revmentor.store import recent, scratch_copies
from revmentor.store.workspace import Workspace
from tests.screens.conftest import Camera
from tests.support.app_driver import NARROW, WIDE, Sitting, sitting
from tests.support.cli import revmentor

FRIDAY = date(2026, 4, 24)
Begin = Callable[[Stage], Path]


@asynccontextmanager
async def the_list(
    size: tuple[int, int] = NARROW, today: date | None = FRIDAY
) -> AsyncIterator[Sitting]:
    """Open the application without a file."""
    app = RevmentorApp(None, today=today)
    async with app.run_test(size=size, notifications=True) as pilot:
        here = Sitting(app, pilot)
        await here.settled()
        yield here
    app.remove_samples()


@pytest.fixture
def clients(valdarco: Begin, tmp_path: Path) -> dict[str, Path]:
    """Five clients: under way, without a programme, damaged, encrypted by its looks, and gone."""
    paths = {"under way": valdarco("sessions")}
    paths["empty"] = Workspace.create(tmp_path / "ferri.revmentor.json", Firm(name="Ferri")).path
    paths["damaged"] = tmp_path / "bellini.json"
    shutil.copyfile(paths["under way"], paths["damaged"])
    paths["damaged"].write_bytes(paths["damaged"].read_bytes()[:900])
    paths["encrypted"] = tmp_path / "ruffo.revmentor.json"
    paths["encrypted"].write_bytes(b"age-encryption.org/v1\n-> X25519 x\n")
    paths["gone"] = tmp_path / "po.json"
    for days, path in enumerate(reversed(paths.values())):
        recent.remember(path, date(2026, 4, 20 + days))
    return paths


def line(here: Sitting, word: str) -> str:
    """The line of the screen that holds a word."""
    return " ".join(next((each for each in here.lines if word in each), "").split())


async def test_each_client_says_where_it_stands_and_what_waits(clients: dict[str, Path]) -> None:
    async with the_list(WIDE) as here:
        assert line(here, "Meccanica Valdarco").startswith(
            "Meccanica Valdarco S.r.l. Common floor week 12 of 24 ‼ "
        )
        assert line(here, "Meccanica Valdarco").endswith("today")
        assert line(here, "Ferri") == "Ferri – no programme yesterday"
        assert line(here, "bellini") == "bellini damaged 22 Apr"
        assert line(here, "ruffo") == "ruffo encrypted 21 Apr"
        assert line(here, "po ") == "po not there 20 Apr"
        assert "5 files, 1 wants you" in here.lines[0]


async def test_the_list_and_the_command_line_say_the_same(clients: dict[str, Path]) -> None:
    path, other = clients["under way"], clients["empty"]
    said = revmentor(
        "status", path, other, "--with-notes", "--today", "2026-04-24", cwd=path.parent
    )
    told = said.out.splitlines()[0].rpartition(" · ")[2]
    async with the_list(WIDE) as here:
        assert told.split(", ")[0] in here.words
    assert said.out.splitlines()[1].endswith(
        "ferri.revmentor.json: Ferri · there is no programme yet"
    )


async def test_what_is_wrong_is_said_below_and_enter_leads_to_what_helps(
    clients: dict[str, Path],
) -> None:
    async with the_list() as here:
        await here.do("down down")
        assert "is damaged" in here.words
        await here.do("down")
        assert "its passphrase opens it" in here.words
        await here.do("down enter")
        assert "There is no file" in here.toasts[-1]


async def test_a_file_can_be_taken_off_the_list_and_stays(clients: dict[str, Path]) -> None:
    async with the_list() as here:
        await here.do("down x")
        assert "Ferri" not in here.text
        assert "The file stays" in here.toasts[-1]
    assert clients["empty"].exists()
    assert str(clients["empty"]) not in recent.remembered()


async def test_from_inside_a_file_to_the_list_and_back_to_the_same_screen(
    clients: dict[str, Path],
) -> None:
    async with sitting(clients["under way"], FRIDAY) as here:
        await here.do("p n", "'Zora Nuova", "ctrl+s", "ctrl+o")
        assert "Ferri" in here.text
        assert "escape: back to Meccanica Valdarco" in here.words
        await here.do("escape")
        assert "Zora Nuova" in here.text
        await here.do("ctrl+z")
        assert "27 people" in here.text
        await here.do("ctrl+o", "enter", "0")
        assert "week 12 of 24" in here.lines[0]
        await here.do("ctrl+o", "down enter")
        assert here.lines[0].split()[0] == "Ferri"


async def test_without_any_client_there_are_four_ways_to_begin() -> None:
    async with the_list() as here:
        for key in ("g  Look round", "i  Begin with a sheet", "n  Begin empty", "o  Open a file"):
            assert key in here.text
        await here.do("down down enter")
        assert "New file" in here.text


@pytest.mark.parametrize(("code", "word"), [("en", "Common floor"), ("it", "Base comune")])
async def test_a_look_round_the_sample_leaves_no_client(code: str, word: str) -> None:
    set_language(code)
    async with the_list() as here:
        await here.do("g")
        assert word in here.lines[0]
        assert "ctrl+o" in here.toasts[-1]
        sample = here.app.file.path
        assert scratch_copies.is_scratch(sample)
        await here.do("ctrl+o")
        assert "Meccanica Valdarco" not in here.lines[4]
    assert recent.remembered() == []
    assert not sample.exists()


async def test_begin_with_a_sheet_goes_on_to_the_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = tmp_path / "people.csv"
    sheet.write_text("Name;Role\nAda Bruni;mentor\nBea Conti;senior\n", encoding="utf-8")
    async with the_list() as here:
        await here.do("i", "'Ferri", "tab", "'it", "ctrl+s")
        assert "people.csv" in here.text
        await here.do("tab enter ctrl+s ctrl+s")
        names = {each.name for each in here.app.file.snapshot.people.values()}
    assert names == {"Ada Bruni", "Bea Conti"}


async def test_a_file_nearby_is_chosen_from_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Workspace.create(tmp_path / "ferri.revmentor.json", Firm(name="Ferri"))
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    async with the_list() as here:
        await here.do("o")
        assert "ferri.revmentor.json" in here.text
        assert "other.json" not in here.text
        await here.do("'nowhere.json", "enter")
        assert "There is no file" in here.words
        await here.do(*["backspace"] * len("nowhere.json"), "tab enter")
        assert here.lines[0].split()[0] == "Ferri"


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "120x40"])
async def test_the_clients_look_as_they_did(
    clients: dict[str, Path], camera: Camera, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(clients["gone"].parent))
    async with the_list(size) as here:
        assert camera.sees(here)


@pytest.mark.parametrize("damage", [False, True])
async def test_a_large_file_is_opened_beside_the_screen(tmp_path: Path, damage: bool) -> None:
    path = tmp_path / "large.json"
    write_firm(path, Size(mentors=25, seniors=75, programmes=16, weeks=24, week=12))
    assert path.stat().st_size > 8_000_000
    if damage:
        with path.open("r+b") as file:
            file.seek(4_000_000)
            file.write(b"#")
    recent.remember(path, FRIDAY)
    async with the_list(WIDE) as here:
        opened = asyncio.create_task(here.press("enter"))
        while "this takes a moment" not in here.text:
            await asyncio.sleep(0)
        await opened
        await here.settled()
        assert ("nothing was touched" if damage else "week 12 of 24") in here.text
