"""A hard link: a save leaves it with the state before, so it is told of in time."""

from __future__ import annotations

import os
from pathlib import Path

from revmentor.actions import people
from revmentor.store import shared_folders
from revmentor.store.file import inspection
from revmentor.store.history import generations
from revmentor.store.history.examine import examine
from tests.support.cli import revmentor
from tests.support.firm import begin, running

SECOND = "valdarco.json has a second name (a hard link) on the disk"


def test_a_second_name_is_told_when_the_file_is_opened_and_by_check(path: Path) -> None:
    workspace = running(path)
    os.link(path, path.with_name("elsewhere"))
    assert [line for line in shared_folders.worth_saying(path) if SECOND in line]
    assert [line for line in shared_folders.worth_saying(path) if SECOND in line]
    examined = examine(path, None)
    assert examined.status == 1
    assert SECOND in examined.notes[0]
    people.add(workspace.change(), name="Zoe")  # the second name keeps what was before
    assert shared_folders.worth_saying(path) == []
    assert examine(path, None).status == 0


def test_a_copy_of_ours_in_its_folder_is_no_second_name(path: Path) -> None:
    running(path)
    header = inspection.opened_file(path).meta
    assert header is not None
    file = header.file
    name = generations.copy_name(file.generation, file.written_at, file.lineage)
    os.link(path, generations.folder_of(path) / name)  # killed between the link and the rename
    assert shared_folders.worth_saying(path) == []
    assert examine(path, None).notes == ()
    os.link(path, path.with_name("elsewhere"))
    assert SECOND in examine(path, None).notes[0]


def test_a_second_name_of_a_file_without_a_folder_is_told_too(path: Path) -> None:
    begin(path)
    os.link(path, path.with_name("elsewhere"))
    assert SECOND in shared_folders.worth_saying(path)[0]


def test_opening_says_it_at_the_command_line(path: Path) -> None:
    running(path)
    os.link(path, path.with_name("elsewhere"))
    sheet = path.with_name("people.csv")
    sheet.write_text("matricola;nome;cognome;ruolo_programma\nZ1;Zoe;Nuova;senior\n")
    assert SECOND in revmentor("import", path, sheet, cwd=path.parent).err
