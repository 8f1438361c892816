"""The paths people type, paste or drop: on the command line and in the forms."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from textual import events

from revmentor.app.app import RevmentorApp
from revmentor.content import sample
from revmentor.model.errors import Refused
from revmentor.store import typed_paths
from revmentor.store.workspace import Workspace
from tests.support.app_driver import Sitting, sitting
from tests.support.cli import Said, revmentor
from tests.support.firm import begin
from tests.support.removable_disk import Stick, stick

__all__ = ["stick"]

SHEET = sample.sample_path("participants.csv")
NAME = "Elenco dell'ufficio (1).csv"
DAY = date(2026, 4, 24)


def take_in(path: Path, source: str | Path, *more: str) -> Said:
    return revmentor("import", path, source, *more, "--dry-run", cwd=path.parent)


# -- how one may write a path --------------------------------------------------------------------


def written(path: Path) -> dict[str, str]:
    """A path as people, file managers and terminals write it."""
    escaped = "".join(c if c.isalnum() or c in "/._-" else f"\\{c}" for c in str(path))
    shelled = "'" + str(path).replace("'", "'\\''") + "'"
    return {
        "as it is": str(path),
        "blank around it": f"  {path}\n",
        "in double quotes": f'"{path}"',
        "in single quotes": f"'{path}'",
        "quoted for a shell": f"{shelled} ",
        "in typographic quotes": f"“{path}”",
        "escaped by a terminal": f"{escaped} ",
        "as an address": f"file://{quote(str(path))}",
        "as an address of this machine": f"file://localhost{quote(str(path))}",
        "as an address in quotes": f"'file://{quote(str(path))}'",
        "up and down again": f"{path.parent}/../{path.parent.name}/{path.name}",
    }


@pytest.mark.parametrize("how", written(Path("x")))
def test_a_path_is_understood_however_it_was_pasted(path: Path, how: str) -> None:
    begin(path)
    source = path.with_name(NAME)
    shutil.copy(SHEET, source)
    said = take_in(path, written(source)[how])
    assert (said.status, said.out.splitlines()[:1]) == (0, ["24 new · 0 changed · 0 the same"]), (
        said.err
    )


def test_the_home_folder_is_understood_quoted_too(path: Path) -> None:
    begin(path)
    shutil.copy(SHEET, Path.home() / "a b.csv")
    for text in ("~/a b.csv", '"~/a b.csv"', r"~/a\ b.csv"):
        assert take_in(path, text).status == 0


@pytest.mark.parametrize(
    "name",
    ["'people.csv'", " people.csv ", r"people\ .csv", "~nobody", "file:people", "caff\udce8"],
)
def test_a_name_that_exists_as_typed_wins_over_any_cleaning(path: Path, name: str) -> None:
    begin(path)
    path.with_name("people.csv").write_text("not this one")
    shutil.copy(SHEET, path.with_name(name))
    assert take_in(path, name).status == 0


def test_every_option_that_takes_a_path_understands_it(path: Path) -> None:
    begin(path)
    here = path.parent
    assert revmentor("backup", f"'{path}'", "-o", f"file://{here}/b%20c.json", cwd=here).status == 0
    assert (here / "b c.json").exists()
    assert revmentor("restore", path, "--from", r"b\ c.json", cwd=here).status == 0
    assert revmentor("export", path, "-o", "~/out.json", cwd=here).status == 0
    assert (Path.home() / "out.json").exists()
    assert revmentor("new", "'two words.json'", cwd=here).status == 0
    assert revmentor(r"two\ words.json", cwd=here).status == 0


def test_a_command_to_type_can_be_pasted_whatever_the_file_is_called(tmp_path: Path) -> None:
    said = revmentor("new", "l'anno nuovo.json", "--firm", "F", cwd=tmp_path)
    command = said.err.partition("Open it with: ")[2].splitlines()[0]
    shell = command.replace("revmentor ", f"'{sys.executable}' -m revmentor status ", 1)
    assert subprocess.run(shell, shell=True, cwd=tmp_path, capture_output=True).returncode == 0  # noqa: S602


# -- what is no file -----------------------------------------------------------------------------


TYPED = {
    "a device": "/dev/zero",
    "a disk that fails": "/proc/self/mem",
    "below a file": "odd/x.csv",
    "a folder that is not there": "no/x.csv",
    "nobody's home": "~nobody-at-all/x.csv",
    "too long": "x" * 5000,
    "a control character": "x\x1b[2J.csv",
    "an address": "https://example.org/x.csv",
    "another machine": "file://server/share/x.csv",
    "nothing typed": "  ",
}
"""What stands nowhere in the folder itself, as it is typed."""


def stands(folder: Path, what: str) -> str:
    """Make what is no file, and return its path as it is typed."""
    place = folder / "odd"
    if what == "a folder":
        place.mkdir()
    elif what == "a pipe":
        os.mkfifo(place)
    elif what == "a socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(os.path.relpath(place))
    elif what == "a dangling link":
        place.symlink_to("nowhere")
    elif what == "a loop of links":
        place.symlink_to("even")
        (folder / "even").symlink_to("odd")
    elif what == "5 GB":
        with place.open("wb") as file:
            file.truncate(5_000_000_000)
    elif what == "below a file":
        place.write_text("x")
    return TYPED.get(what, str(place))


SAID = {
    "a folder": "odd is a folder, not a file.",
    "a pipe": "odd is a pipe or a device, not a file.",
    "a socket": "odd is a pipe or a device, not a file.",
    "a dangling link": "odd is a link to nowhere, and nothing is there.",
    "a loop of links": "odd is a link that leads back to itself; name the file itself.",
    "5 GB": "odd is too large: nothing over 256 MB is read.",
    "a device": "/dev/zero is a pipe or a device, not a file.",
    "a disk that fails": "/proc/self/mem cannot be read: Input/output error. Is its disk",
    "below a file": "odd is a file, not a folder; nothing lies in it.",
    "a folder that is not there": "There is no folder no.",
    "nobody's home": "There is no home folder for ~nobody-at-all/x.csv;",
    "too long": "cannot be a file’s name here",
    "a control character": "x␛[2J.csv holds a hidden control character (U+001B)",
    "an address": "https://example.org/x.csv is no file of this machine.",
    "another machine": "file://server/share/x.csv is no file of this machine.",
    "nothing typed": "Type the path of the file.",
}


@pytest.mark.parametrize("what", SAID)
def test_what_is_no_sheet_is_said_in_one_sentence_and_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(path.parent)
    begin(path)
    before = path.read_bytes()
    said = revmentor("import", path, stands(path.parent, what), cwd=path.parent)
    assert (said.status, said.raw) == (6, b"")
    assert SAID[what] in said.err
    assert said.err.count("\n") == 1
    assert len(said.err) < 300 + len(str(path))
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", SAID)
def test_what_is_no_file_of_ours_ends_with_four_and_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = revmentor("status", stands(tmp_path, what), cwd=tmp_path)
    assert (said.status, said.raw) == (4, b"")
    assert said.err.count("\n") == 1
    assert len(said.err) < 300 + 2 * len(str(tmp_path))


@pytest.mark.parametrize("what", ["a pipe", "a device", "5 GB", "a loop of links", "too long"])
def test_neither_a_copy_nor_an_identity_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(path.parent)
    begin(path)
    odd = stands(path.parent, what)
    copy = revmentor("restore", path, "--from", odd, cwd=path.parent)
    assert (copy.status, copy.err.count("\n")) == (6, 1)
    key = revmentor("lock", path, "--identity", odd, cwd=path.parent)
    assert (key.status, key.err.count("\n")) == (4, 1)


@pytest.mark.parametrize("words", [["import", "FILE", "GONE"], ["status", "GONE"],
                                   ["export", "FILE", "-o", "GONE"], ["new", "GONE"],
                                   ["backup", "FILE", "-o", "GONE"]])  # fmt: skip
def test_a_disk_that_went_away_is_said_in_a_sentence(
    path: Path, stick: Stick, words: list[str]
) -> None:
    begin(path)
    stick.pull()
    names = {"FILE": path, "GONE": stick.folder / "x.json"}
    said = revmentor(*(names.get(word, word) for word in words), cwd=path.parent)
    assert said.status in {4, 6}
    assert said.err.count("\n") == 1
    assert "x.json" in said.err or "disk" in said.err


def test_a_path_with_a_nul_is_refused_where_one_can_be_typed(tmp_path: Path) -> None:
    for text in ("a\0b", "~a\0b", "file:///a%00b"):
        with pytest.raises(Refused, match="hidden control character"):
            typed_paths.typed_path(text)


# -- standard input ------------------------------------------------------------------------------


def fed(path: Path, *words: str, data: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "revmentor", "import", path, *words],
        cwd=path.parent,
        input=data,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("source", ["-", "/dev/stdin"])
def test_standard_input_is_taken_in_like_a_file(path: Path, source: str) -> None:
    begin(path)
    assert fed(path, source, data=SHEET.read_bytes()).returncode == 0
    assert len(Workspace.open(path).snapshot.people) == 24


def test_more_than_can_be_on_standard_input_is_refused(path: Path) -> None:
    begin(path)
    with path.with_name("large").open("wb") as file:
        file.truncate(5_000_000_000)
    for source in (path.with_name("large"), Path("/dev/zero")):
        with source.open("rb") as stdin:
            done = subprocess.run(
                [sys.executable, "-m", "revmentor", "import", path, "-"],
                stdin=stdin,
                capture_output=True,
                timeout=60,
                check=False,
            )
        assert (done.returncode, b"is too large" in done.stderr) == (6, True)


def test_a_source_may_be_what_another_command_writes(path: Path) -> None:
    begin(path)
    command = f"'{sys.executable}' -m revmentor import '{path}' <(cat '{SHEET}')"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout[:6]) == (0, b"24 new")


# -- the forms -----------------------------------------------------------------------------------


async def paste(here: Sitting, text: str) -> None:
    """Paste a text in place of what stands in the field."""
    await here.do("ctrl+u")
    here.app.post_message(events.Paste(text))
    await here.settled()


async def test_the_form_that_takes_in_says_it_beside_the_field(path: Path) -> None:
    begin(path)
    os.mkfifo(path.with_name("pipe"))
    async with sitting(path, DAY) as here:
        await here.do("p i")
        for text, expected in (
            (str(path.with_name("pipe")), "is a pipe or a device, not a file."),
            ("~nobody-at-all/x.csv", "There is no home folder for ~nobody-at-all/x.csv;"),
        ):
            await paste(here, text)
            await here.do("enter")
            assert expected in here.words
        await paste(here, f"'{SHEET}' ")
        await here.do("enter ctrl+s ctrl+s")
    assert len(Workspace.open(path).snapshot.people) == 24


async def test_a_file_is_opened_by_its_address_and_begun_by_a_pasted_path(path: Path) -> None:
    begin(path)
    app = RevmentorApp(None, today=DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        here = Sitting(app, pilot)
        await here.do("o")
        await paste(here, "x" * 300)
        await here.do("enter")
        assert "cannot be a file’s name here" in here.words
        await paste(here, path.as_uri())
        await here.do("enter")
        assert here.app.workspace is not None
        assert here.app.workspace.path == path
        here.app.leave()
        await here.do("n", "'Rossi", "tab", "'it", "tab")
        await paste(here, f'"{path.with_name("rossi e figli.json")}"')
        await here.do("enter")
        assert here.app.workspace.path.name == "rossi e figli.json"
