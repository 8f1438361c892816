"""Standard output and standard error that are closed, full, broken off, or write few letters."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from revmentor.store.encryption import cipher
from revmentor.store.workspace import Workspace
from tests.support.cli import Said
from tests.support.firm import part, person, running

# A command, its own status, and whether it writes a result to standard output.
COMMANDS = {
    "f.json": (0, True),
    "status f.json": (1, True),
    "status f.json --json": (1, True),
    "check f.json": (0, True),
    "check f.json --json": (0, True),
    "export f.json": (0, True),
    "export f.json --what people --format csv": (0, True),
    "report f.json": (0, True),
    "pair f.json": (0, True),
    "pair f.json --json": (0, True),
    "pair f.json --apply": (0, True),
    "import f.json p.csv": (0, True),
    "import f.json p.csv --json": (0, True),
    "import f.json p.csv --dry-run": (0, True),
    "calendar f.json -o Łódź": (0, True),
    "paper f.json -o Łódź": (0, True),
    "backup f.json -o Łódź.json": (0, True),
    "restore f.json": (0, True),
    "restore f.json --json": (0, True),
    "restore f.json --change 1": (0, False),
    "lock f.json --identity key.txt": (0, False),
    "lock f.json --identity key.txt --recovery-sheet -": (0, True),
    "new Łódź.json": (0, False),
    "import f.json nope.csv": (6, False),
    "status nope.json": (4, False),
    "bogus f.json": (2, False),
    "--help": (0, True),
    "restore --help": (0, True),
    "--version": (0, True),
}
CHANGES = {
    "import f.json p.csv": "1 new",
    "import f.json p.csv --json": "1 new",
    "calendar f.json -o Łódź": "dź/common-floor.ics",
    "backup f.json -o Łódź.json": "Backup written and read back:",
    "pair f.json --apply": "made, from",
}
"""What is said beside the result where the result itself cannot be written."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of people whose names few encodings can write, a sheet of one more, a key."""
    folder = tmp_path_factory.mktemp("template")
    running(folder / "f.json").commit(
        "more", put=[person("l", name="Łukasz Żółć"), part("l", "senior")]
    )
    sheet = "matricola;nome;cognome;ruolo_programma\nV1;Żaneta;Kowalska;senior\n"
    (folder / "p.csv").write_text(sheet, encoding="utf-8")
    (folder / "key.txt").write_text(f"{cipher.age().x25519.Identity.generate()}\n")
    return folder


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "place")


def run(place: Path, command: str, redirected: str = "", **env: str) -> Said:
    """Run a command in a shell, its streams redirected, and look at what came out all the same."""
    words = f"{shlex.quote(sys.executable)} -m revmentor {command} --today 2026-04-24 {redirected}"
    if command.startswith(("--", "restore --help")):
        words = words.replace("--today 2026-04-24", "")
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {words}"],
        cwd=place,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    said = Said(
        done.returncode, done.stdout, done.stdout.decode("utf-8", "replace"), done.stderr.decode()
    )
    for text in (said.out, said.err):
        assert "Traceback" not in text, text
        assert "Exception ignored" not in text, text
        assert "Error" not in text, text
    return said


@pytest.mark.parametrize("command", COMMANDS)
def test_letters_that_the_output_cannot_write_end_nothing(place: Path, command: str) -> None:
    said = run(place, command, PYTHONIOENCODING="ascii")
    assert said.status == COMMANDS[command][0]


def test_a_letter_that_cannot_be_written_becomes_a_sign_and_bytes_stay_bytes(place: Path) -> None:
    before = run(place, "export f.json").raw
    in_ascii, in_windows = {"PYTHONIOENCODING": "ascii:strict"}, {"PYTHONIOENCODING": "cp1252"}
    assert run(place, "calendar f.json -o Łódź", **in_ascii).raw.startswith(b"??d?/")
    assert run(place, "paper f.json -o Łódź", **in_windows).raw.startswith(b"?\xf3d?/")
    assert run(place, "status f.json", **in_ascii).raw.startswith(b"Meccanica Valdarco S.r.l. ? ")
    assert run(place, "export f.json", **in_ascii).raw == before


@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_result_that_cannot_be_written_ends_with_four_and_one_sentence(
    place: Path, command: str, where: str
) -> None:
    own, writes = COMMANDS[command]
    if where == ">&-" and command.endswith(("--help", "--version")):
        writes = False  # whoever closed it wants no help
    said = run(place, command, where)
    assert said.status == (4 if writes else own)
    assert said.err.count("could not be ") == writes
    assert CHANGES.get(command, "") in said.err
    assert ("it is closed." in said.err) == (writes and where == ">&-")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_that_is_closed_takes_nothing_from_the_status(place: Path, command: str) -> None:
    said = run(place, command, "| true")
    assert said.status == COMMANDS[command][0]
    assert "could not be written" not in said.err


@pytest.mark.parametrize("command", ["restore f.json --change 1", "lock f.json --identity key.txt"])
def test_a_change_is_reported_where_only_the_output_is_open(place: Path, command: str) -> None:
    assert "f.json" in run(place, command, "2>&-").out


@pytest.mark.parametrize("command", ["import f.json p.csv", "export f.json", "status nope.json"])
def test_with_no_stream_at_all_the_status_still_says_how_it_ended(
    place: Path, command: str
) -> None:
    assert run(place, command, ">&- 2>&- <&-").status == 4
    Workspace.open(place / "f.json")


def test_what_is_said_beside_a_result_never_gets_into_it(place: Path) -> None:
    for redirected in ("2>&-", "2>/dev/full", "2>&- <&-"):
        said = run(place, "pair f.json --apply --json", redirected)
        assert json.loads(said.raw)["applied"] is True


def test_the_next_file_does_not_take_the_words_of_a_closed_stream(place: Path) -> None:
    run(place, "import f.json p.csv", ">&- 2>&- <&-")
    assert run(place, "check f.json").status == 0
    assert "Żaneta Kowalska" in (place / "f.json").read_text(encoding="utf-8")


def test_a_reader_that_has_seen_enough_is_told_nothing(place: Path) -> None:
    for command in ("status f.json", "export f.json", "restore f.json"):
        said = run(place, command, "| head -c 1")
        own = 1 if command.startswith("status") else 0
        assert (said.status, len(said.raw), said.err.count("\n")) == (own, 1, "restore" in command)
