"""The scripts of the page are run as they stand, in its order, over two clients."""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import revmentor

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "scripting.md").read_text(encoding="utf-8")
PART = PAGE[PAGE.index("## What scripts do every week") :]


def scripts(heading: str) -> list[tuple[str, str]]:
    """Return the language and the text of each script under a heading."""
    section = PART.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
    return re.findall(r"^```(bash|py)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two clients' files, in the folder of the page, and a shell that finds the command."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "revmentor"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m revmentor "$@"\n')
    command.chmod(0o700)
    clients = tmp_path / "clients"
    clients.mkdir()
    for name, stage in (("acme", "3-week-12"), ("begun", "1-goals")):
        file = f"{name}.revmentor.json"
        assert revmentor("new", file, "--firm", name, cwd=clients).status == 0
        source = ROOT / "sample_data" / f"valdarco-{stage}.json"
        assert revmentor("import", file, source, cwd=clients).status == 0
    return tmp_path


def run(place: Path, heading: str) -> subprocess.CompletedProcess[str]:
    """Run the scripts under a heading one after the other; the last must end well."""
    done = None
    for language, text in scripts(heading):
        words = ["bash", "-c", text] if language == "bash" else [sys.executable, "-c", text]
        path = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            words,
            cwd=place,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
    assert done is not None, heading
    return done


needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not on this machine")


def test_on_monday_every_client_has_a_line(place: Path) -> None:
    (place / "clients" / "broken.revmentor.json").write_text("{")
    said = run(place, "On Monday, over all clients")
    assert "a file could not be read" in said.stderr
    (place / "clients" / "broken.revmentor.json").unlink()
    said = run(place, "On Monday, over all clients")
    lines = said.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "clients/acme.revmentor.json",
        "clients/begun.revmentor.json",
    ]
    waits = ("to talk to now", "to look at", "to log", "to do")
    assert all(any(words in line for words in waits) for line in lines)


@needs_jq
def test_jq_reads_what_is_written(place: Path) -> None:
    run(place, "With jq")
    with (place / "wanting.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 2
    assert all(int(wanting) > 0 for _firm, wanting, _minutes in rows)
    assert (place / "still-to-try.tsv").read_text(encoding="utf-8").count("\t") > 0
    assert (place / "without-a-role.txt").exists()


def test_the_levels_are_a_table_as_pandas_wants_it(place: Path) -> None:
    first, second = scripts("With pandas")
    if importlib.util.find_spec("pandas"):
        run(place, "With pandas")
        assert (place / "medians.csv").read_text(encoding="utf-8").startswith("skill,")
        return
    # Without it: the columns that the script names, a number in each cell of values.
    assert revmentor(*first[1].split()[1:], cwd=place).status == 0
    with (place / "levels.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = re.findall(r'(?:index|columns|values)="(\w+)"', second[1])
    assert names == ["skill", "moment", "level"]
    assert rows
    assert all(row["skill"] and row["moment"] and row["level"].isdigit() for row in rows)


def test_a_mail_merge_writes_to_each_senior_who_has_a_mentor(place: Path) -> None:
    run(place, "A mail merge")
    letters = (place / "letters.txt").read_text(encoding="utf-8")
    people = revmentor("export", "clients/acme.revmentor.json", "--what", "people", cwd=place).json[
        "people"
    ]
    paired = [row for row in people if row["mentor_id"]]
    assert letters.count("Dear ") == len(paired) > 10
    for row in paired:
        assert f"Dear {row['name']}, your mentor is {row['mentor']}." in letters


def test_a_copy_every_night_opens_and_is_kept(place: Path) -> None:
    for night in (1, 2):
        run(place, "A copy every night")
        copies = sorted((place / "copies").glob("acme*.json"))
        assert len(copies) == night + 1
    backup = next(each for each in copies if "document" not in each.name)
    assert revmentor("check", backup, cwd=place).status == 0
    document = json.loads((place / "copies" / "acme-document.json").read_bytes())
    assert document["format"] == "revmentor"


@needs_jq
def test_a_correction_is_foreseen_made_and_taken_back(place: Path) -> None:
    file = place / "clients" / "acme.revmentor.json"
    before = revmentor("export", file, cwd=place).raw
    run(place, "Corrections")
    would, done = (json.loads((place / f"{name}.json").read_bytes()) for name in ("would", "done"))
    assert would["changed"] == done["changed"]
    (changed,) = done["changed"]
    assert (changed["id"], changed["fields"]["site"][1]) == ("V006", "Lecco")
    assert revmentor("export", file, cwd=place).raw == before


# -- several files at once, and standard output ---------------------------------------------------


def test_of_several_files_each_is_a_json_on_a_line_and_the_worst_status_counts(
    place: Path,
) -> None:
    from tests.contract.validator import faults

    words = ("status", "clients/acme.revmentor.json", "nope.json", "--json")
    said = revmentor(*words, cwd=place)
    assert said.status == 4
    first, second = said.raw.splitlines()
    assert faults("status", first) == faults("error", second) == []
    assert json.loads(first)["file"] == "clients/acme.revmentor.json"
    assert json.loads(second)["file"] == "nope.json"
    assert "nope.json" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["export", "FILE"],
        ["export", "FILE", "--what", "people", "--format", "csv"],
        ["report", "FILE"],
        ["schema"],
    ],
    ids=" ".join,
)
def test_a_dash_is_standard_output(place: Path, words: list[str]) -> None:
    named = [str(place / "clients" / "acme.revmentor.json") if w == "FILE" else w for w in words]
    listed = sorted(place.iterdir())
    said = revmentor(*named, "-o", "-", cwd=place)
    assert said.status == 0
    assert said.raw == revmentor(*named, cwd=place).raw != b""
    assert sorted(place.iterdir()) == listed
