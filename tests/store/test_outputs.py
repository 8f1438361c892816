"""What leaves the house: where it may be written, and what is never written over."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from revmentor.store.encryption import cipher
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.cli import Said, Word, revmentor
from tests.support.firm import FIRM, begin, exported, running

WRITES: dict[str, Callable[[Path], list[str]]] = {
    "export": lambda target: ["export", "FILE", "-o", str(target)],
    "evaluation": lambda target: ["export", "FILE", "--what", "evaluation", "-o", str(target)],
    "report": lambda target: ["report", "FILE", "-o", str(target)],
    "backup": lambda target: ["backup", "FILE", "-o", str(target)],
    "sheet": lambda target: ["lock", "FILE", "--identity", "key.txt", "--recovery-sheet",
                             str(target)],
    "paper": lambda target: ["paper", "FILE", "--what", "pulse", "-o", str(target.parent)],
}  # fmt: skip
"""Every command that writes where a person says; the paper's file is called pulse.html."""


def identity(path: Path) -> str:
    made = cipher.age().x25519.Identity.generate()
    path.write_text(f"{made}\n")
    return str(made.to_public())


@pytest.fixture
def mine(path: Path) -> Path:
    running(path)
    identity(path.with_name("key.txt"))
    return path


def write(mine: Path, how: str, target: Path, *more: str) -> Said:
    words = [str(mine) if word == "FILE" else word for word in WRITES[how](target)]
    return revmentor(*words, *more, cwd=mine.parent)


def another_file(path: Path) -> bytes:
    """Begin the file of another client, and return its bytes."""
    Workspace.create(path, FIRM)
    return path.read_bytes()


# -- what is never written over --------------------------------------------------------------------


@pytest.mark.parametrize("how", WRITES)
def test_another_revmentor_file_stays_whatever_is_said(mine: Path, how: str) -> None:
    folder = mine.with_name("to")
    folder.mkdir()
    target = folder / "pulse.html"
    before = another_file(target)
    for more in ([], ["--force"]):
        said = write(mine, how, target, *more)
        assert (said.status, said.raw) == (6, b"")
        assert "nothing is written over it. Choose another name." in said.err
        assert said.err.count("\n") == 1
    assert target.read_bytes() == before
    assert not cipher.is_encrypted(mine.read_bytes())


def disguises(other: Path) -> dict[str, Path]:
    """Other names for a revmentor file and for what is kept of it."""
    here = other.parent
    (here / "hard").hardlink_to(other)
    (here / "soft").symlink_to(other.name)
    (here / "soft2").symlink_to("soft")
    (here / "d").symlink_to(other.name + ".d")
    (here / "kept").hardlink_to(generations.kept(other)[0].path)
    return {
        "a hard link": here / "hard",
        "a link": here / "soft",
        "a link to a link": here / "soft2",
        "dots": here / "to" / ".." / other.name,
        "a hard link to a copy": here / "kept",
        "a new name in its folder": generations.folder_of(other) / "new.html",
        "a new name in its folder by a link": here / "d" / "new.html",
        "its second copy": generations.mirror_of(other),
        "its lock": generations.folder_of(other) / "lock",
    }


def test_neither_a_file_nor_its_folder_is_written_over_by_another_name(mine: Path) -> None:
    here = mine.parent
    (here / "to").mkdir()
    other = here / "other.json"
    running(other)
    names = disguises(other)

    def everything() -> dict[Path, bytes]:
        every = [other, *generations.folder_of(other).iterdir()]
        return {each: each.read_bytes() for each in every}

    before = everything()
    for name, target in names.items():
        said = write(mine, "export", target, "--force")
        assert (said.status, said.raw, said.err.count("\n")) == (6, b"", 1), name
    folder = write(mine, "paper", generations.folder_of(other) / "pulse.html", "--force")
    assert (folder.status, "is for the copies of other.json alone" in folder.err) == (6, True)
    assert everything() == before


@pytest.mark.parametrize(
    "how", ["encrypted", "damaged", "gone", "written by another program", "older"]
)
def test_a_revmentor_file_is_known_in_every_state(mine: Path, how: str) -> None:
    other = mine.with_name("other.json")
    running(other)
    if how == "encrypted":
        words: list[Word] = ["lock", other, "--identity", "key.txt"]
        assert revmentor(*words, cwd=mine.parent).status == 0
    elif how == "damaged":
        other.write_bytes(b"\0" * 4096)
    elif how == "gone":
        other.unlink()
    elif how == "written by another program":
        other.write_text(other.read_text().replace('{"meta":', '{\n  "meta": ', 1))
        generations.folder_of(other).rename(mine.with_name("elsewhere"))
    else:
        other.write_bytes((Path(__file__).parent / "file/old/form-1.json").read_bytes())
        generations.folder_of(other).rename(mine.with_name("elsewhere"))
    before = other.read_bytes() if other.exists() else None
    said = write(mine, "report", other, "--force")
    assert said.status == 6
    assert (other.read_bytes() if other.exists() else None) == before


def test_what_a_link_leads_to_stays(mine: Path) -> None:
    notes = mine.with_name("notes.txt")
    notes.write_text("mine")
    for name, target in (("link", "notes.txt"), ("dangling", "nowhere"), ("loop", "loop")):
        link = mine.with_name(name)
        link.symlink_to(target)
        said = write(mine, "export", link, "--force")
        assert (said.status, f"is a link to {target}" in said.err) == (6, True)
        assert link.readlink() == Path(target)
    assert notes.read_text() == "mine"
    assert not mine.with_name("nowhere").exists()


@pytest.mark.skipif(not Path("/dev/loop-control").exists(), reason="no block device here")
def test_a_whole_disk_is_not_written_over(mine: Path) -> None:
    disk = mine.with_name("disk")
    os.mknod(disk, 0o600 | stat.S_IFBLK, os.makedev(7, 200))
    said = write(mine, "export", disk, "--force")
    assert (said.status, "is a pipe or a device, not a file." in said.err) == (6, True)


# -- another file ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", WRITES)
def test_another_file_is_written_over_only_when_that_is_said(mine: Path, how: str) -> None:
    folder = mine.with_name("to")
    folder.mkdir()
    target = folder / "pulse.html"
    target.write_text("mine")
    target.chmod(0o644)
    said = write(mine, how, target)
    assert (said.status, said.raw) == (6, b"")
    assert "pulse.html already exists. Choose another name, or write over it with --force." in (
        said.err
    )
    assert target.read_text() == "mine"
    assert not cipher.is_encrypted(mine.read_bytes())
    assert write(mine, how, target, "--force").status == 0
    assert target.read_text() != "mine"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [target]


def test_all_of_several_files_are_looked_at_before_the_first_is_written(mine: Path) -> None:
    folder = mine.with_name("pages")
    folder.mkdir()
    (folder / "pulse.html").write_text("mine")
    before = another_file(folder / "final-form.html")
    for more, expected in (
        ([], "final-form.html is a revm"),
        (["--force"], "final-form.html is a revm"),
    ):
        said = revmentor("paper", mine, "-o", folder, *more, cwd=mine.parent)
        assert (said.status, said.raw, expected in said.err) == (6, b"", True)
    assert sorted(each.name for each in folder.iterdir()) == ["final-form.html", "pulse.html"]
    assert (folder / "pulse.html").read_text() == "mine"
    assert (folder / "final-form.html").read_bytes() == before


def test_folders_that_are_made_are_for_their_owner_alone(mine: Path) -> None:
    said = revmentor("paper", mine, "-o", "a/b/c", cwd=mine.parent)
    assert said.status == 0
    for name in ("a", "a/b", "a/b/c"):
        assert stat.S_IMODE((mine.parent / name).stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in (mine.parent / "a/b/c").iterdir()} == {
        0o600
    }


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("to", "to is a folder, not a file."),
        ("no/x.html", "There is no folder no."),
        ("new/", "There is no folder new."),
        ("key.txt/x.html", "key.txt is a file, not a folder; nothing lies in it."),
        ("key.txt/a/x.html", "key.txt is a file, not a folder; nothing lies in it."),
        ("astray/x.html", "astray is a link to nowhere, and nothing is there."),
        ("pipe", "Nobody reads from pipe."),
        ("~nobody-at-all/x", "There is no home folder for"),
        ("x" * 300, "cannot be a file’s name here"),
    ],
)
def test_where_nothing_can_be_written_one_sentence_says_why(
    mine: Path, target: str, expected: str
) -> None:
    here = mine.parent
    (here / "to").mkdir()
    (here / "astray").symlink_to("nowhere")
    os.mkfifo(here / "pipe")
    before = sorted(here.iterdir())
    said = revmentor("export", mine, "-o", target, "--force", cwd=here)
    assert (said.status, said.raw, said.err.count("\n")) == (6, b"", 1)
    assert expected in said.err
    assert sorted(here.iterdir()) == before


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("key.txt", "key.txt is a file, not a folder; nothing lies in it."),
        ("key.txt/a/b", "key.txt is a file, not a folder; nothing lies in it."),
        ("astray/b", "astray is a link to nowhere, and nothing is there."),
        ("/proc/nothing", "/proc/nothing was not written: "),
    ],
)
def test_where_no_folder_can_be_made_one_sentence_says_why(
    mine: Path, target: str, expected: str
) -> None:
    mine.with_name("astray").symlink_to("nowhere")
    said = revmentor("calendar", mine, "-o", target, cwd=mine.parent)
    assert (said.status, expected in said.err) == (4 if "proc" in target else 6, True)
    assert not mine.with_name("nowhere").exists()


def test_several_files_and_a_backup_want_a_place_that_keeps_them(mine: Path) -> None:
    for command in ("calendar", "paper", "backup"):
        said = revmentor(command, mine, "-o", "-", cwd=mine.parent)
        assert (said.status, said.raw) == (2, b"")
        assert not mine.with_name("-").exists()


# -- streams ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["-", "/dev/stdout", "/proc/self/fd/1"])
def test_standard_output_may_be_named(mine: Path, target: str) -> None:
    said = revmentor("export", mine, "-o", target, cwd=mine.parent)
    assert (said.status, said.raw) == (0, exported(Workspace.open(mine)))


def shell(mine: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", command.replace("revmentor", f"'{sys.executable}' -m revmentor")],
        cwd=mine.parent,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_what_the_shell_opened_is_written_into(mine: Path) -> None:
    data = exported(Workspace.open(mine))
    name = mine.name
    for command in (
        f"revmentor export {name} -o >(cat > a.json) && sleep 0; wait; cat a.json",
        f"revmentor export {name} -o /dev/stdout > b.json && cat b.json",
        f"revmentor export {name} -o /dev/fd/5 5> c.json && cat c.json",
        f"mkfifo p && (cat p > d.json & exec 3<> p; revmentor export {name} -o p; exec 3>&-; wait)"
        " && cat d.json",
        f"revmentor lock {name} --identity key.txt --recovery-sheet - >/dev/null"
        f" && revmentor export {name} --identity <(cat key.txt)",
    ):
        done = shell(mine, command)
        assert (done.returncode, done.stdout) == (0, data), (command, done.stderr)
    assert Path("/dev/stdout").is_symlink()
    assert shell(mine, f"revmentor report {name} --identity key.txt -o /dev/null").stdout == b""
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


# -- a disk that refuses ---------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["export", "report", "backup", "paper"])
@pytest.mark.parametrize("force", [True, False])
def test_a_full_disk_ends_with_four_and_leaves_no_half_file(
    mine: Path, how: str, *, force: bool
) -> None:
    folder = mine.with_name("to")
    folder.mkdir()
    target = folder / "pulse.html"
    if force:
        target.write_text("mine")
    words = [str(mine) if word == "FILE" else word for word in WRITES[how](target)]

    def fill() -> None:  # a limit on how large a file may become fails like a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "revmentor", *words, *(["--force"] if force else [])],
        cwd=mine.parent,
        preexec_fn=fill,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert b"was not written: File too large." in done.stderr
    assert [each.name for each in folder.iterdir()] == (["pulse.html"] if force else [])
    if force:
        assert target.read_text() == "mine"


def test_a_device_that_is_full_ends_with_four(mine: Path) -> None:
    said = revmentor("export", mine, "-o", "/dev/full", cwd=mine.parent)
    assert (said.status, said.err) == (
        4,
        "/dev/full was not written: No space left on device.\n",
    )


def test_an_export_over_another_client_s_file_is_refused_at_once(tmp_path: Path) -> None:
    begin(tmp_path / "a.json")
    before = another_file(tmp_path / "b.json")
    for command in ("export", "backup"):
        said = revmentor(command, "a.json", "-o", "b.json", cwd=tmp_path)
        assert (said.status, "b.json is a revmentor file" in said.err) == (6, True)
    assert (tmp_path / "b.json").read_bytes() == before


def test_no_file_is_begun_among_the_copies_of_another(path: Path) -> None:
    begin(path)
    inside = path.with_name(path.name + ".d") / "other.json"
    said = revmentor("new", inside, cwd=path.parent)
    assert said.status == 6
    assert "is for the copies of" in said.err
    assert not inside.exists()
