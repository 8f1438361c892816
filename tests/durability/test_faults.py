"""Every call of a commit, and of the beginning of a file, fails, falls short or is the last."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.model.errors import RevmentorError
from revmentor.store.file import disk, inspection
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.durability.calls import Calls, failing, short
from tests.durability.points import NAME, WORKS, Work, calls_of, done, later, points, put_zoe
from tests.durability.rounds import ROOT
from tests.support.firm import FIRM, begin

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EDQUOT")
long = pytest.mark.long


def copy(folder: Path, at: int) -> Path:
    """Return a fresh copy of what the work begins with."""
    return shutil.copytree(folder / "template", folder / f"place-{at}") / NAME


def leftovers(path: Path) -> list[str]:
    found = {*disk.temporaries(path), *path.parent.rglob("*.tmp"), *path.parent.rglob(".*")}
    return sorted(each.name for each in found)


def is_a_sentence(text: str) -> bool:
    return text.endswith(".") and "Errno" not in text and "\n" not in text and len(text) > 20


def next_commit(workspace: Workspace) -> Iterator[str]:
    """Commit once more, and yield what is not as it should be then."""
    path = workspace.path
    try:
        people.add(workspace.change(), name="Yuri")
    except RevmentorError as error:
        yield f"the next commit: {error}"
        return
    if doubt := workspace.take_doubt():
        yield doubt
    opened = Workspace.open(path)
    if (opened.snapshot, opened.generation) != (workspace.snapshot, workspace.generation):
        yield "the next commit is not in the file"
    for each in generations.kept(path):
        if not inspection.inspect(each.path).usable:
            yield f"{each.name} does not hold"
    if left := leftovers(path):
        yield f"left behind: {left}"


def struck(work: Work, path: Path, calls: Calls) -> tuple[Workspace | None, RevmentorError | None]:
    """Do the work while a call is struck; any error but one of ours goes through."""
    workspace = None if work.creates else Workspace.open(path)
    with pytest.MonkeyPatch.context() as patch:
        work.on(patch)
        with calls.counted():
            try:
                if workspace is None:
                    workspace = begin(path)
                else:
                    put_zoe(workspace)
            except RevmentorError as error:
                return workspace, error
    return workspace, None


def broken_promises(work: Work, path: Path, calls: Calls) -> Iterator[str]:
    """Do the work while a call is struck, and yield whatever is not as promised."""
    before = None if work.creates else Workspace.open(path)
    raw = path.read_bytes() if before else b""
    try:
        workspace, error = struck(work, path, calls)
    except OSError as raw_error:
        yield f"an error of the system went through: {raw_error}"
        return
    if error and not is_a_sentence(str(error)):
        yield f"no sentence: {error}"
    if before is None:
        yield from _begun(path, workspace, error)
        return
    assert workspace is not None
    expected = before.snapshot if error else done(before.snapshot)
    generation = before.generation + (not error)
    if error and path.read_bytes() != raw:
        yield f"said “{error}”, but the file is another"
    if (workspace.snapshot, workspace.generation) != (expected, generation):
        yield "the workspace does not hold what it should"
    if bool(workspace.undoable) == bool(error):
        yield "undo does not know"
    opened = Workspace.open(path)
    if (opened.snapshot, opened.generation) != (expected, generation):
        yield "the file does not hold what it should"
    if (doubt := workspace.take_doubt()) and not is_a_sentence(doubt):
        yield f"no sentence: {doubt}"
    yield from next_commit(workspace)


def _begun(path: Path, workspace: Workspace | None, error: RevmentorError | None) -> Iterator[str]:
    if error and os.path.lexists(path):
        yield f"said “{error}”, but there is a file"
        return
    workspace = workspace or begin(path)
    workspace.take_doubt()
    opened = Workspace.open(path)
    if opened.snapshot != workspace.snapshot or opened.snapshot.firm != FIRM:
        yield "the file does not hold what it should"
    yield from next_commit(workspace)


@pytest.mark.parametrize(
    ("every", "lasting", "error"),
    [
        *(pytest.param(False, False, error, id=f"{error} once") for error in ERRORS),
        pytest.param(False, True, "EIO", id="EIO from then on"),
        *(
            pytest.param(True, lasting, error, id=f"{error} {when}, every write", marks=long)
            for error in ERRORS
            for lasting, when in ((False, "once"), (True, "from then on"))
        ),
    ],
)
@pytest.mark.parametrize("kind", WORKS)
def test_a_call_that_fails_leaves_the_old_state_or_the_new(
    tmp_path: Path, kind: str, error: str, every: bool, lasting: bool
) -> None:
    work, blow = WORKS[kind], failing(getattr(errno, error))
    struck_at = 0
    found = []
    for at, name in points(work, tmp_path, every=every):
        struck_at += 1
        calls = Calls(at, blow, lasting=lasting)
        found += [
            f"{name} ({at}): {each}" for each in broken_promises(work, copy(tmp_path, at), calls)
        ]
    sys.stdout.write(f"{struck_at} calls struck\n")
    assert struck_at >= 15
    assert found == []


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("kind", WORKS)
def test_a_write_that_falls_short_is_gone_on_with(tmp_path: Path, kind: str, lasting: bool) -> None:
    work = WORKS[kind]
    for at, name in points(work, tmp_path, every=False):
        if name == "write":
            path = copy(tmp_path, at)
            workspace, error = struck(work, path, Calls(at, short, lasting=lasting))
            assert error is None
            assert workspace is not None
            assert workspace.take_doubt() == ""
            assert Workspace.open(path).snapshot == workspace.snapshot
            assert list(next_commit(workspace)) == []


@pytest.mark.parametrize("number", ["EPERM", "ENOTSUP"])
def test_where_there_are_no_links_a_generation_is_a_copy(tmp_path: Path, number: str) -> None:
    work = Work(later, getattr(errno, number))
    before, after = work.set_up(tmp_path / "before"), work.set_up(tmp_path / "after")
    with pytest.MonkeyPatch.context() as patch:
        work.on(patch)
        put_zoe(Workspace.open(after))
    newest = generations.kept(after)[0].path
    assert newest.stat().st_nlink == 1
    assert stat.S_IMODE(newest.stat().st_mode) == disk.FILE_MODE
    assert inspection.inspect(newest).snapshot == Workspace.open(before).snapshot


@pytest.mark.parametrize("kind", WORKS)
def test_what_is_struck_are_the_calls_of_the_store(tmp_path: Path, kind: str) -> None:
    made = calls_of(WORKS[kind], tmp_path / "clean")
    assert {"open", "write", "close", "link"} <= set(made)
    assert ("fsync" in made) is (sys.platform != "darwin")  # there it is fcntl's F_FULLFSYNC
    assert ("flock" in made) is (kind != "create")
    assert ("replace" in made) is (kind != "create")
    assert ("unlink" in made) is (kind != "first commit")


@pytest.mark.parametrize(
    "every", [pytest.param("", id="smoke"), pytest.param("every", id="every write", marks=long)]
)
@pytest.mark.parametrize("kind", WORKS)
def test_a_kill_at_any_call_leaves_the_old_state_or_the_new(
    tmp_path: Path, kind: str, every: str
) -> None:
    work = WORKS[kind]
    folder = tmp_path / "points"
    ran = subprocess.run(
        [sys.executable, "-m", "tests.durability.points", kind, folder, every],
        cwd=ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    places = [*folder.glob("before-*"), *folder.glob("after-*")]
    sys.stdout.write(f"{len(places)} kills\n")
    assert len(places) >= 30
    template = folder / "template" / NAME
    found = [
        f"{place.name}: {each}"
        for place in places
        for each in _after_a_kill(work, template, place / NAME)
    ]
    assert found == []


def _after_a_kill(work: Work, template: Path, path: Path) -> Iterator[str]:
    if work.creates and not path.exists():
        yield from next_commit(begin(path))
        return
    try:
        workspace = Workspace.open(path)
    except RevmentorError as error:
        yield str(error)
        return
    if not work.creates:
        old = Workspace.open(template).snapshot
        if workspace.snapshot not in (old, done(old)):
            yield "neither the old state nor the new"
    yield from next_commit(workspace)
