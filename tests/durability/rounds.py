"""Rounds: a child commits without end until a blow ends it; then the file is looked at.

A program of its own (``python -m tests.durability.rounds``), because it forks: what is to be
committed is read once, and no child pays for a start. It says what it counted as JSON.
"""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import json
import os
import select
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import NoReturn

import msgspec

from revmentor.model.errors import RevmentorError
from revmentor.model.session import Session
from revmentor.model.snapshot import Snapshot
from revmentor.store.encryption.cipher import Key
from revmentor.store.file import disk, inspection
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.long_history import years

SHUTDOWN, WITHOUT_FLUSH = 0x8004587D, struct.pack("I", 2)
"""EXT4_IOC_SHUTDOWN: from now on nothing reaches the disk, the journal in memory least of all."""
MOUNT = ("mount", "-t", "ext4", "-o", "noauto_da_alloc,data=writeback")
MARK = "round "
NOTE, NOTES, MOST = 4000, 100, 300
"""Letters in a note, notes in a growing commit, and how many there may be."""
PATIENCE = 120.0
ROOT = Path(__file__).parents[2]


@dataclass
class Tally:
    """What was done, and everything that was not as promised."""

    rounds: int = 0
    acknowledged: int = 0
    struck: int = 0
    """Blows while a commit was under way."""
    half: int = 0
    """Blows that left a temporary file behind."""
    new: int = 0
    """Blows after which the commit under way stood in the file."""
    lost: int = 0
    unreadable: int = 0
    wrong: int = 0
    phantom: int = 0
    stuck: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        return self.lost + self.unreadable + self.wrong + self.phantom + self.stuck


@dataclass(frozen=True)
class Plan:
    """``device`` makes the blow a power cut; ``forced`` says whether the child may fsync.

    ``patient`` rounds go on after something was found. ``secret`` opens an encrypted file.
    """

    path: str
    rounds: int
    seed: int = 0
    device: str = ""
    forced: bool = True
    patient: bool = True
    secret: str = ""

    @property
    def key(self) -> Key | None:
        return Key((self.secret,)) if self.secret else None


def run(plan: Plan, patience: float) -> Tally:
    """Play rounds in a process of their own; ``pytest -s`` shows what they counted."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, json.dumps(asdict(plan))],
        cwd=ROOT,
        capture_output=True,
        timeout=patience,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    sys.stdout.write(f"\n{done.stdout.decode()}\n")
    return Tally(**json.loads(done.stdout))


def prepare(path: Path, programmes: int, key: Key | None = None) -> None:
    """Make a file of so many years; 11 are 2 MB, 105 are 20 MB."""
    snapshot = years(programmes)
    records = [record for _name, table in snapshot.tables() for record in table.values()]
    Workspace.create(path, snapshot.firm, key).commit("years", put=records)


def digest(snapshot: Snapshot) -> str:
    return hashlib.sha256(msgspec.json.encode(snapshot, order="deterministic")).hexdigest()


# -- the child -----------------------------------------------------------------------------------


def change(snapshot: Snapshot, tag: str, random: Random) -> list[Session]:
    """Return sessions that grow or shrink the file; the first one bears the tag of the change."""
    first = min(snapshot.sessions)
    programme = random.choice(sorted(snapshot.programmes))
    rest = [each for each in snapshot.sessions.values() if each.id != first]
    noted = [each for each in rest if (each.note or "").startswith(MARK)]
    if len(noted) > MOST or (noted and random.random() < 0.5):
        chosen = random.sample(noted, random.randint(1, len(noted)))
        text = None
    else:
        mine = [each for each in rest if each.programme_id == programme]
        chosen = random.sample(mine, random.randint(1, min(NOTES, len(mine))))
        text = f"{MARK}{tag} ".ljust(NOTE, "è")
    return [
        msgspec.structs.replace(snapshot.sessions[first], note=f"{MARK}{tag}"),
        *(msgspec.structs.replace(each, note=text) for each in chosen),
    ]


def commit_without_end(
    workspace: Workspace, turn: int, random: Random, say: Callable[[str], object]
) -> None:
    for n in itertools.count(1):
        tag = f"{turn}.{n}"
        put = change(workspace.snapshot, tag, random)
        after = workspace.snapshot.with_records({"sessions": {each.id: each for each in put}})
        say(f"try {tag} {digest(after)}")
        workspace.commit(tag, put=put)
        if doubt := workspace.take_doubt():
            say(f"doubt {doubt}")
        if "power cut" not in doubt:
            say(f"ack {workspace.generation}")


# -- the parent ----------------------------------------------------------------------------------


class Heard:
    """What the child said so far."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._rest = b""
        self.lines: list[list[str]] = []
        self.took: list[float] = []
        """Seconds from each try to its acknowledgement."""
        self._tried = 0.0

    def wait(self, seconds: float) -> bool:
        """Listen until something is said; ``False`` once nothing more can be."""
        if not select.select([self._handle], [], [], seconds)[0]:
            return True
        data = os.read(self._handle, 65536)
        *whole, self._rest = (self._rest + data).split(b"\n")
        for line in whole:
            self.lines.append(line.decode().split(" ", 2))
            if self.lines[-1][0] == "try":
                self._tried = time.monotonic()
            elif self.lines[-1][0] == "ack":
                self.took.append(time.monotonic() - self._tried)
        return bool(data)

    def all(self, word: str) -> list[list[str]]:
        return [line for line in self.lines if line[0] == word]


class Rounds:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.path = Path(plan.path)
        self.random = Random(plan.seed)
        self.tally = Tally()
        self.pace = 0.05
        self.tags: set[str] = set()
        if plan.device:
            self._mount()
        self.ids = self._ids(Workspace.open(self.path, self.plan.key).snapshot)
        self.whole = self.path.read_bytes()

    def play(self) -> Tally:
        workspace = Workspace.open(self.path, self.plan.key)
        for turn in range(1, self.plan.rounds + 1):
            base = digest(workspace.snapshot), workspace.generation
            heard = self._blow(workspace, turn)
            self.tally.rounds += 1
            workspace = self._look(heard, *base)
            if self.tally.bad and not self.plan.patient:
                break
        return self.tally

    def _blow(self, workspace: Workspace, turn: int) -> Heard:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            self._be_the_child(workspace, turn, writer)
        os.close(writer)
        heard = Heard(reader)
        acks = self.random.randint(0, 3)
        end = time.monotonic() + PATIENCE
        while len(heard.all("ack")) < acks or not heard.all("try"):
            if not heard.wait(1) or time.monotonic() > end:
                break
        longest = 1.2
        if self.random.random() < 0.5:  # every other blow once the disk is being written
            said, longest = len(heard.lines), 0.3
            while len(heard.lines) <= said + 1 and not self._leftovers() and heard.wait(0):
                pass
        end = time.monotonic() + self.random.uniform(0, longest) * self.pace
        while (left := end - time.monotonic()) > 0 and heard.wait(left):
            pass
        if self.plan.device:
            self._cut()
            if self.random.random() < 0.3:
                heard.wait(self.pace)  # a program that goes on without its disk
        os.kill(child, signal.SIGKILL)
        while heard.wait(PATIENCE):
            pass
        for took in heard.took:
            self.pace += (took - self.pace) / 5
        os.waitpid(child, 0)
        os.close(reader)
        if self.plan.device:
            subprocess.run(["umount", self.path.parent], check=True)
            self._mount()
        return heard

    def _be_the_child(self, workspace: Workspace, turn: int, handle: int) -> NoReturn:
        def say(line: str) -> None:
            os.write(handle, line.encode() + b"\n")

        if not self.plan.forced:
            os.fsync = lambda fd: None  # the teeth
        try:
            commit_without_end(workspace, turn, Random(f"{self.plan.seed}.{turn}"), say)
        except Exception as error:  # noqa: BLE001  # the parent is told
            say(f"fail {type(error).__name__} {error}")
        finally:
            os._exit(1)

    def _mount(self) -> None:
        subprocess.run([*MOUNT, self.plan.device, self.path.parent], check=True)

    def _cut(self) -> None:
        handle = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, SHUTDOWN, WITHOUT_FLUSH)
        finally:
            os.close(handle)

    def _look(self, heard: Heard, base: str, generation: int) -> Workspace:
        """Compare the file with what was said of it, and go on from it."""
        tally, tries, acks = self.tally, heard.all("try"), heard.all("ack")
        tally.acknowledged += len(acks)
        tally.struck += len(tries) > len(acks)
        tally.half += bool(self._leftovers())
        self.tags |= {tag for _word, tag, _digest in tries}
        if not self.plan.device:
            for line in (*heard.all("fail"), *heard.all("doubt")):
                self._note("stuck", " ".join(line))
        states = [base, *(found for _word, _tag, found in tries)]
        if acks:
            generation = int(acks[-1][1])
        try:
            workspace = Workspace.open(self.path, self.plan.key)
        except RevmentorError as error:
            self._note("unreadable", str(error))
            return self._begin_again()
        found = digest(workspace.snapshot)
        allowed = {states[len(acks)]: generation}
        if len(tries) > len(acks):
            allowed[states[len(acks) + 1]] = generation + 1
        tally.new += found != states[len(acks)]
        if found in states[: len(acks)]:
            self._note("lost", f"{len(acks) - states.index(found)} of {len(acks)}")
        elif found not in allowed:
            self._note("wrong", "a state that no commit wrote")
        elif workspace.generation != allowed[found]:
            self._note("wrong", f"change {workspace.generation}, not {allowed[found]}")
        if strange := self._strange(workspace.snapshot):
            self._note("phantom", ", ".join(strange[:5]))
        newest = next(iter(generations.kept(self.path)), None)
        if newest is None or not inspection.inspect(newest.path, self.plan.key).usable:
            self._note("wrong", "the newest generation does not hold")
        return self._go_on(workspace)

    def _go_on(self, workspace: Workspace) -> Workspace:
        """Commit once more; nothing of the broken commit may be left then."""
        tag = f"{self.tally.rounds}.next"
        self.tags.add(tag)
        try:
            workspace.commit(tag, put=change(workspace.snapshot, tag, self.random))
            opened = Workspace.open(self.path, self.plan.key)
        except RevmentorError as error:
            self._note("stuck", str(error))
            return self._begin_again()
        if opened.snapshot != workspace.snapshot or workspace.take_doubt():
            self._note("stuck", "the next commit is not in the file")
        if left := self._leftovers():
            self._note("stuck", f"left behind: {left}")
        return opened

    def _leftovers(self) -> list[str]:
        found = {*disk.temporaries(self.path), *self.path.parent.rglob("*.tmp")}
        return sorted(each.name for each in found)

    def _strange(self, snapshot: Snapshot) -> list[str]:
        """Return what stands in the file and was never put there."""
        marked = [s.note for s in snapshot.sessions.values() if (s.note or "").startswith(MARK)]
        tags = {note.split()[1] for note in marked if note}
        return sorted(tags - self.tags) + sorted(self._ids(snapshot) ^ self.ids)

    @staticmethod
    def _ids(snapshot: Snapshot) -> set[str]:
        return {f"{name}.{each}" for name, table in snapshot.tables() for each in table}

    def _begin_again(self) -> Workspace:
        shutil.rmtree(generations.folder_of(self.path), ignore_errors=True)
        for each in disk.temporaries(self.path):
            each.unlink()
        self.path.write_bytes(self.whole)
        os.sync()
        return Workspace.open(self.path, self.plan.key)

    def _note(self, kind: str, what: str) -> None:
        setattr(self.tally, kind, getattr(self.tally, kind) + 1)
        self.tally.notes.append(f"round {self.tally.rounds}: {kind}: {what}")


if __name__ == "__main__":
    played = Rounds(Plan(**json.loads(sys.argv[1]))).play()
    sys.stdout.write(json.dumps(asdict(played)))
