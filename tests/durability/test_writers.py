"""Several programs at one file: every change arrives once, and readers see whole states."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from revmentor.store.workspace import Workspace
from tests.durability.rounds import ROOT, prepare
from tests.support.cli import revmentor
from tests.support.firm import begin

long = pytest.mark.long
PATIENCE = 900

WRITER = """
import sys
from revmentor.actions import people
from revmentor.store.workspace import Workspace
path, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
workspace = Workspace.open(path)
print("ready", flush=True)
sys.stdin.readline()
for n in range(times):
    person = workspace.make(lambda tx: people.add(tx, name=f"{name} {n}"))
    print(workspace.generation, person.id, person.name, flush=True)
"""

SAVER = """
import hashlib, select, sys
from random import Random
from revmentor.exchange import document
from revmentor.store.workspace import Workspace
from tests.durability.rounds import change
workspace, random = Workspace.open(sys.argv[1]), Random(1)
print(hashlib.sha256(document.document_bytes(workspace.snapshot)).hexdigest(), flush=True)
turn = 0
while not select.select([sys.stdin], [], [], 0)[0]:
    turn += 1
    put = change(workspace.snapshot, f"{turn}", random)
    after = workspace.snapshot.with_records({"sessions": {each.id: each for each in put}})
    print(hashlib.sha256(document.document_bytes(after)).hexdigest(), flush=True)
    workspace.commit(f"{turn}", put=put)
"""

EXPORTER = """
import hashlib, sys
from revmentor.exchange import document
from revmentor.store.workspace import Workspace
for _turn in range(int(sys.argv[2])):
    exported = document.document_bytes(Workspace.open(sys.argv[1]).snapshot)
    print(hashlib.sha256(exported).hexdigest(), flush=True)
"""


def program(text: str, *words: object, **options: Any) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", text, *map(str, words)]
    given = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, **options}
    started: subprocess.Popen[str] = subprocess.Popen(command, cwd=ROOT, text=True, **given)
    return started


@pytest.mark.parametrize(
    ("writers", "changes"),
    [
        pytest.param(2, 60, id="2 writers, smoke"),
        pytest.param(4, 60, id="4 writers, smoke"),
        pytest.param(2, 1500, id="2 writers, 1500", marks=long),
        pytest.param(4, 1500, id="4 writers, 1500", marks=long),
    ],
)
def test_several_programs_write_and_nothing_is_lost(path: Path, writers: int, changes: int) -> None:
    begin(path)
    each = changes // writers
    names = [chr(ord("A") + n) for n in range(writers)]
    with ExitStack() as stack:
        running = [stack.enter_context(program(WRITER, path, name, each)) for name in names]
        for one in running:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate(timeout=PATIENCE)[0].splitlines() for one in running]
        assert [one.returncode for one in running] == [0] * writers
    lines = [line.split(" ", 2) for lines in said for line in lines]
    opened = Workspace.open(path)
    people = opened.snapshot.people
    sys.stdout.write(f"{len(lines)} acknowledged, {len(people)} in the file\n")
    assert {(person, name) for _number, person, name in lines} == {
        (person.id, person.name) for person in people.values()
    }
    assert {person.name for person in people.values()} == {
        f"{name} {n}" for name in names for n in range(each)
    }
    assert len(people) == changes
    assert sorted(int(number) for number, *_rest in lines) == list(range(2, changes + 2))
    assert opened.generation == changes + 1
    assert sorted(path.parent.rglob("*.tmp")) == []


@pytest.mark.parametrize(
    ("programmes", "loops", "commands"),
    [
        pytest.param(3, 57, 3, id="smoke"),
        pytest.param(11, 980, 20, id="1000", marks=long),
    ],
)
def test_every_export_while_another_program_saves_is_a_state_that_was_written(
    path: Path, programmes: int, loops: int, commands: int
) -> None:
    prepare(path, programmes)
    log = path.with_name("states")
    with log.open("w") as states, program(SAVER, path, stdout=states) as saver:
        try:
            end = monotonic() + 60
            while len(log.read_text().splitlines()) < 3:
                assert saver.poll() is None
                assert monotonic() < end
            with program(EXPORTER, path, loops) as exporter:
                exports = exporter.communicate(timeout=PATIENCE)[0].splitlines()
            assert exporter.returncode == 0
            for _turn in range(commands):
                done = revmentor("export", path, cwd=path.parent)
                assert (done.status, done.err) == (0, "")
                exports.append(hashlib.sha256(done.raw).hexdigest())
            assert saver.poll() is None
        finally:
            saver.communicate("stop\n", timeout=60)
    assert saver.returncode == 0
    written = {state: place for place, state in enumerate(log.read_text().splitlines())}
    sys.stdout.write(
        f"{len(exports)} exports of {len(set(exports))} states, {len(written)} saved\n"
    )
    assert len(exports) == loops + commands
    assert set(exports) <= set(written)
    places = [written[each] for each in exports]
    assert places == sorted(places), "an older state came after a newer one"
    assert len(set(places)) > 2, "nothing was saved meanwhile"
