"""A stick as people carry it: exFAT, without hard links and modes, “Acme” and “acme” one name.

It is a real one, in an image, shown through FUSE; where that cannot be had the tests are skipped.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.cli import TODAY, Said, revmentor
from tests.support.firm import exported, running

TOOLS = ("losetup", "mkfs.exfat", "mount.exfat-fuse", "umount")


def ran(*command: str | Path) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no exFAT can be shown here: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    if missing := [each for each in TOOLS if shutil.which(each) is None]:
        pytest.skip(f"{', '.join(missing)} not here (Debian: exfat-fuse, exfatprogs)")
    image, folder = tmp_path / "stick.img", tmp_path / "stick"
    image.write_bytes(b"")
    with image.open("r+b") as file:
        file.truncate(64_000_000)
    folder.mkdir()
    loop = ran("losetup", "-f", "--show", image)
    try:
        ran("mkfs.exfat", loop)
        ran("mount.exfat-fuse", loop, folder)
        yield folder
    finally:
        subprocess.run(["umount", folder], check=False, capture_output=True)
        subprocess.run(["losetup", "-d", loop], check=False, capture_output=True)


def on(stick: Path, *words: str | Path) -> Said:
    return revmentor(*words, "--today", TODAY, cwd=stick)


def test_the_stick_is_one_of_that_kind(stick: Path) -> None:
    (stick / "Acme").write_bytes(b"")
    assert (stick / "aCME").exists()
    with pytest.raises(PermissionError):
        (stick / "other").hardlink_to(stick / "Acme")


def test_every_change_is_kept_undone_and_gone_back_to(stick: Path) -> None:
    path = stick / "acme.json"
    workspace = running(path)
    before = exported(workspace)
    workspace.commit("a note", put=[*workspace.snapshot.people.values()][:1])
    workspace.undo()
    assert exported(Workspace.open(path)) == before
    assert len(list(generations.kept(path))) >= 3
    assert on(stick, "restore", "acme.json", "--change", "1").status == 0
    assert Workspace.open(path).generation > workspace.generation


def test_another_case_is_the_same_name_and_nothing_is_written_over(stick: Path) -> None:
    running(stick / "acme.json")
    before = (stick / "acme.json").read_bytes()
    for words in (
        ("backup", "acme.json", "-o", "ACME.json", "--force"),
        ("export", "acme.json", "-o", "Acme.JSON", "--force"),
        ("report", "acme.json", "-o", "ACME.JSON", "--force"),
        ("new", "ACME.json"),
    ):
        assert on(stick, *words).status == 6
    assert on(stick, "calendar", "acme.json", "-o", "ACME.JSON.D").status == 6
    assert (stick / "acme.json").read_bytes() == before


def test_of_people_whose_names_differ_in_case_each_gets_a_file(stick: Path) -> None:
    running(stick / "acme.json")
    sheet = stick / "people.csv"
    sheet.write_text(
        "id;name;role\nA1;Anna De Luca;senior\na1b;ANNA DE LUCA;senior\n", encoding="utf-8"
    )
    on(stick, "import", "acme.json", "people.csv")
    assert on(stick, "forms", "acme.json", "--what", "signup", "-o", "pages").status == 0
    names = [each.name.casefold() for each in (stick / "pages").iterdir()]
    assert len(names) == len(set(names))


def test_it_is_said_that_the_stick_keeps_no_rights_and_what_helps(stick: Path) -> None:
    running(stick / "acme.json")
    said = on(stick, "check", "acme.json")
    assert "The disk keeps no rights: whoever holds it reads acme.json." in said.out + said.err
    assert "chmod" not in said.out + said.err
