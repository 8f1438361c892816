"""What the application does when the disk of its file goes away, and when it comes back."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import people
from revmentor.app.app import RevmentorApp
from revmentor.exchange import clients
from revmentor.store import recent
from revmentor.store.workspace import Workspace
from tests.screens.file.test_file_in_disorder import look, names
from tests.support.app_driver import Sitting, sitting
from tests.support.cli import revmentor
from tests.support.firm import begin, exported, running
from tests.support.removable_disk import Stick, stick

__all__ = ["stick"]

FRIDAY = date(2026, 4, 24)


async def on_the_list(app: RevmentorApp) -> str:
    """What the list of files shows."""
    async with app.run_test(size=(80, 24)) as pilot:
        here = Sitting(app, pilot)
        await here.settled()
        return here.text


async def test_a_file_of_a_dead_disk_says_so_in_the_list(stick: Stick, path: Path) -> None:
    begin(path)
    on_stick = begin(stick.folder / "on-the-stick.json")
    recent.remember(path)
    recent.remember(on_stick.path)
    stick.pull()
    text = await on_the_list(RevmentorApp(None, today=FRIDAY))
    assert [line.split()[:3] for line in text.splitlines() if "not there" in line] == [
        ["on-the-stick", "not", "there"]
    ]
    assert revmentor("status", path, cwd=path.parent).status == 0
    stick.unmount()
    stick.plug()
    recent.remember(path)  # another file was opened meanwhile
    assert recent.remembered() == [str(path), str(on_stick.path)]


async def test_a_list_with_a_byte_that_is_no_letter_is_an_empty_one(path: Path) -> None:
    begin(path)
    recent.remember(path)
    listing = recent._list_path()
    listing.write_bytes(listing.read_bytes().replace(b"valdarco", b"vald\xffrco"))
    assert recent.opened_files() == []
    assert "Welcome" in await on_the_list(RevmentorApp(None, today=FRIDAY))


async def test_what_is_typed_is_saved_once_the_disk_is_back(stick: Stick) -> None:
    path = running(stick.folder / "ditta.json").path
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi")
        stick.pull()
        await look(here)
        await here.do("ctrl+s")
        assert "out of reach" in here.words
        assert "Ada Verdi" in here.text
        stick.unmount()
        await here.do("ctrl+s")
        assert "out of reach" in here.words
        stick.plug()
        await here.do("ctrl+s")
        assert "Ada Verdi" not in here.static("#headline")
        await look(here)
        assert "not saved" not in here.lines[0]
    assert "Ada Verdi" in names(path)


@pytest.mark.parametrize("how", ["dead", "empty", "renamed"])
async def test_the_top_line_says_that_nothing_can_be_saved(stick: Stick, how: str) -> None:
    path = running(stick.folder / "ditta.json").path
    async with sitting(path, FRIDAY) as here:
        assert here.lines[0].rstrip().endswith("saved")
        stick.pull()
        if how != "dead":
            stick.unmount()
        if how == "renamed":
            stick.folder.rename(stick.folder.with_name("elsewhere"))
        await look(here)
        assert "! not saved: the file is out of reach" in here.lines[0]
        assert "revmentor new" not in here.words
        assert len(here.toasts) == 1
        await look(here)
        assert len(here.toasts) == 1
        for key in "12345p0":
            await here.do(key)
            assert "not saved" in here.lines[0]
        if how == "renamed":
            stick.folder.with_name("elsewhere").rename(stick.folder)
        stick.unmount()
        stick.plug()
        await look(here)
        assert here.lines[0].rstrip().endswith("· saved")
        assert "ditta.json is there again." in here.toasts


async def test_everything_is_written_to_another_place_and_goes_on_there(
    stick: Stick, tmp_path: Path
) -> None:
    path = running(stick.folder / "ditta.json").path
    other = tmp_path / "here.json"
    async with sitting(path, FRIDAY) as here:
        before = exported(here.app.file)
        stick.pull()
        await look(here)
        await here.do("ctrl+p", "'another place", "enter")
        await here.do(f"'{tmp_path}/nowhere/x.json", "ctrl+s")
        assert "There is no folder" in here.words
        await here.do("home ctrl+k", f"'{other}", "ctrl+s")
        assert here.lines[0].rstrip().endswith("· saved")
        assert exported(Workspace.open(other)) == before
        await here.do("p n", "'Ada Verdi", "ctrl+s")
    assert "Ada Verdi" in names(other)
    stick.unmount()
    stick.plug()
    assert "Ada Verdi" not in names(path)


# -- put back from outside while it is open ------------------------------------------------------


def put_back(path: Path, copy: Path) -> None:
    """Put file and folder back as they were copied, as a backup program does."""
    for each in (path, path.with_name(path.name + ".d")):
        shutil.rmtree(each) if each.is_dir() else each.unlink()
        source = copy / each.name
        if source.is_dir():
            shutil.copytree(source, each)
        else:
            shutil.copy2(source, each)


def copied(path: Path, to: Path) -> Path:
    """Copy file and folder, as a backup program does."""
    to.mkdir()
    shutil.copy2(path, to)
    shutil.copytree(path.with_name(path.name + ".d"), to / (path.name + ".d"))
    return to


@pytest.mark.parametrize("more", [0, 1, 5])
async def test_what_was_saved_here_is_not_lost_to_an_older_state(
    path: Path, tmp_path: Path, more: int
) -> None:
    """Also where others saved in the older state since, past the number of ours."""
    running(path)
    copy = copied(path, tmp_path / "copy")
    async with sitting(path, FRIDAY) as here:
        for name in ("Ada", "Bea", "Cora"):
            await here.do("p n", f"'{name} Verdi", "ctrl+s")
        put_back(path, copy)
        for turn in range(more):
            people.add(Workspace.open(path).change(), name=f"Zeno {turn}")
        await look(here)
        assert "lacks what was saved here" in here.words
        assert all(f"· {name} Verdi added" in here.words for name in ("Ada", "Bea", "Cora"))
        await here.do("a w")
        assert here.lines[0].rstrip().endswith("· saved")
    assert {"Ada Verdi", "Bea Verdi", "Cora Verdi"} <= names(path)


async def test_a_form_does_not_save_into_an_older_state(path: Path, tmp_path: Path) -> None:
    running(path)
    copy = copied(path, tmp_path / "copy")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi", "ctrl+s")
        await here.do("n", "'Bea Verdi")
        put_back(path, copy)
        await here.do("ctrl+s")
        assert "Nothing was saved" in here.words
        assert "Bea Verdi" in here.text
    assert not {"Ada Verdi", "Bea Verdi"} & names(path)


async def test_an_older_state_may_be_meant(path: Path, tmp_path: Path) -> None:
    running(path)
    copy = copied(path, tmp_path / "copy")
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi", "ctrl+s")
        put_back(path, copy)
        await look(here)
        await here.do("a c")
        assert here.lines[0].rstrip().endswith("· saved")
        await look(here)
        assert "lacks" not in here.words
    assert "Ada Verdi" not in names(path)


async def test_another_firm_in_its_place_is_not_shown_as_ours(path: Path, tmp_path: Path) -> None:
    running(path)
    (tmp_path / "other").mkdir()
    other = begin(tmp_path / "other" / path.name)
    people.add(other.change(), name="Zeno")
    async with sitting(path, FRIDAY) as here:
        put_back(path, tmp_path / "other")
        await look(here)
        assert "another file than the one that was open here" in here.words
        await here.do("a d", f"'{tmp_path}/ours.json", "ctrl+s")
        assert here.lines[0].rstrip().endswith("· saved")
    assert "Anna De Luca" in names(tmp_path / "ours.json")
    assert names(path) == {"Zeno"}


# -- every way in which a disk says that it is gone ----------------------------------------------


GONE = ("ENOTCONN", "ESTALE", "EIO", "EACCES", "EHOSTDOWN", "ENOENT")
CALLS = ("stat", "lstat", "open", "scandir", "listdir", "mkdir", "link", "replace", "readlink")


@contextmanager
def gone(folder: Path, name: str) -> Iterator[None]:
    """Let every call of the system about a folder fail, as one whose disk went away does."""
    number = getattr(errno, name)

    def failing(call: Callable[..., Any]) -> Callable[..., Any]:
        def fails(path: Any = ".", *rest: Any, **options: Any) -> Any:
            if isinstance(path, str | Path) and str(path).startswith(str(folder)):
                raise OSError(number, os.strerror(number), str(path))
            return call(path, *rest, **options)

        return fails

    with pytest.MonkeyPatch.context() as patch:
        for call in CALLS:
            patch.setattr(os, call, failing(getattr(os, call)))
        yield


@pytest.mark.parametrize("name", GONE)
async def test_however_a_disk_says_that_it_is_gone(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    path = running(folder / "ditta.json").path
    async with sitting(path, FRIDAY) as here:
        await here.do("p n", "'Ada Verdi")
        with gone(folder, name):
            await look(here)
            await here.do("ctrl+s")
            assert "Ada Verdi" in here.text
            assert "out of reach" in here.words
            await here.do("escape escape", "ctrl+z", "0", "p")
            assert "not saved" in here.lines[0]
            assert clients.client_in(path).state in {"missing", "unreachable"}
        await look(here)
        assert here.lines[0].rstrip().endswith("· saved")
        await here.do("n", "'Ada Verdi", "ctrl+s")
    assert "Ada Verdi" in names(path)
