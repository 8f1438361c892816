"""The commands that look after the file, through the real entry point."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.model.errors import WrongPassphrase
from revmentor.store.encryption import cipher, identities, scrypt
from revmentor.store.history import generations
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import begin, exported, running

NAMES = ("REVMENTOR_PASSPHRASE", "PASSPHRASE", "AGE_PASSPHRASE")


def new_identity(path: Path) -> str:
    """Write an identity as age-keygen does, and return its public key."""
    identity = cipher.age().x25519.Identity.generate()
    path.write_text(f"# created: 2026-11-24\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public())


def beside(path: Path) -> list[Path]:
    return sorted(generations.folder_of(path).glob("*.json"))


# -- check, backup, restore ----------------------------------------------------------------------


def test_check_of_a_sound_file_says_so_and_ends_with_zero(path: Path) -> None:
    running(path)
    before = sorted(path.parent.rglob("*"))
    said = revmentor("check", path, cwd=path.parent)
    assert said.status == 0
    assert "is whole: every byte is as it was saved" in said.out
    assert "every reference and rule holds" in said.out
    assert sorted(path.parent.rglob("*")) == before
    found = revmentor("check", path, "--json", cwd=path.parent).json
    assert (found["state"], found["generation"], found["notes"]) == ("sound", 3, [])
    assert [each["number"] for each in found["generations"]] == [2, 1]


def test_check_says_what_wants_seeing_to_and_ends_with_one(path: Path) -> None:
    running(path)
    path.chmod(0o644)
    path.with_name(f".{path.name}.0123456789ab.tmp").write_bytes(b"half")
    newest = generations.kept(path)[0]
    newest.path.write_bytes(newest.path.read_bytes()[:-9])
    said = revmentor("check", path, cwd=path.parent)
    assert said.status == 1
    assert f"chmod 600 {path}" in said.out
    assert "1 unfinished file of an interrupted save" in said.out
    assert "A copy cannot be used: change 2 of" in said.out


def test_check_names_the_record_and_the_rule_that_does_not_hold(path: Path) -> None:
    running(path)
    raw = json.loads(path.read_text())
    raw["pairs"]["giulia-anna"]["senior_id"] = "nobody"
    path.write_text(json.dumps(raw))
    said = revmentor("check", path, "--json", cwd=path.parent)
    assert said.status == 4
    assert said.json["state"] == "damaged"
    assert "pairs[0].senior_id" in {each["path"] for each in said.json["problems"]}
    assert said.json["last_good"] == 3


def test_a_backup_is_a_whole_private_copy_under_a_free_name(path: Path) -> None:
    workspace = running(path)
    said = revmentor("backup", path, "--today", "2026-04-24", cwd=path.parent)
    copy = path.with_name("valdarco.backup-2026-04-24.json")
    assert said.status == 0
    assert str(copy) in said.out
    assert copy.read_bytes() == path.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    again = revmentor("backup", path, "--today", "2026-04-24", cwd=path.parent)
    assert (again.status, "is a revmentor file" in again.err) == (6, True)
    unplugged = revmentor("backup", path, "-o", path.parent / "stick", cwd=path.parent)
    assert (unplugged.status, "Is the stick plugged in?" in unplugged.err) == (6, True)
    stick = path.parent / "stick"
    stick.mkdir()
    assert revmentor("backup", path, "-o", stick, cwd=path.parent).status == 0
    (copy,) = stick.iterdir()
    assert exported(Workspace.open(copy)) == exported(workspace)


def test_a_damaged_file_is_not_backed_up(path: Path) -> None:
    running(path)
    path.write_bytes(path.read_bytes()[:-40])
    said = revmentor("backup", path, cwd=path.parent)
    assert said.status == 4
    assert not list(path.parent.glob("*backup*"))


def test_restore_lists_and_goes_back_and_keeps_what_was_there(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    people.add(workspace.change(), name="Zoe Nuova")
    after = exported(workspace)
    listed = revmentor("restore", path, cwd=path.parent)
    assert listed.status == 0
    lines = listed.out.splitlines()
    assert lines[0].split()[0] == "now"
    assert "Zoe Nuova added" in lines[0]
    assert [line.split()[0] for line in lines[1:]] == ["3", "2", "1"]
    assert revmentor("restore", path, "--generation", "3", cwd=path.parent).status == 0
    assert exported(Workspace.open(path)) == before
    assert revmentor("restore", path, "--generation", "4", cwd=path.parent).status == 0
    assert exported(Workspace.open(path)) == after


def test_restore_from_a_backup_and_after_the_file_was_deleted(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    revmentor("backup", path, "-o", path.with_name("b.json"), cwd=path.parent)
    people.add(workspace.change(), name="Zoe Nuova")
    assert revmentor("restore", path, "--from", "b.json", cwd=path.parent).status == 0
    assert exported(Workspace.open(path)) == before
    path.unlink()
    said = revmentor("status", path, cwd=path.parent)
    assert said.status == 4
    assert "is gone; copies of it are still there" in said.err
    assert "restore" in said.err
    assert revmentor("restore", path, "--last-good", cwd=path.parent).status == 0
    assert exported(Workspace.open(path)) == before


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--generation", "77"], "No copy of change 77 is kept"),
        (["--from", "gone.json"], "There is no file"),
        (["--from", "notes.txt"], "is not a revmentor file"),
        (["--accept"], "There is nothing to accept"),
    ],
)
def test_restore_of_what_cannot_be_changes_nothing(
    path: Path, words: list[str], expected: str
) -> None:
    running(path)
    path.with_name("notes.txt").write_text("Dear all")
    before = path.read_bytes()
    said = revmentor("restore", path, *words, cwd=path.parent)
    assert said.status == 6
    assert expected in said.err
    assert path.read_bytes() == before


def test_a_newer_file_is_not_restored_over(path: Path) -> None:
    running(path)
    raw = json.loads(path.read_text())
    raw["meta"]["file"]["schema"] = 9
    path.write_text(json.dumps(raw))
    before = path.read_bytes()
    said = revmentor("restore", path, "--last-good", cwd=path.parent)
    assert said.status == 6
    assert path.read_bytes() == before


# -- encryption ----------------------------------------------------------------------------------


def test_locked_with_an_identity_the_file_and_all_its_copies_are_ciphertext(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    new_identity(path.with_name("key.txt"))
    said = revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    assert said.status == 0, said.err
    assert all(cipher.is_encrypted(each.read_bytes()) for each in (path, *beside(path)))
    assert not any(b"Anna De Luca" in each.read_bytes() for each in path.parent.rglob("*.json"))
    blind = revmentor("export", path, cwd=path.parent)
    assert (blind.status, blind.raw) == (5, b"")
    assert "--identity" in blind.err
    seen = revmentor("export", path, "--identity", "key.txt", cwd=path.parent)
    assert seen.raw == before
    checked = revmentor("check", path, "--identity", "key.txt", "--json", cwd=path.parent)
    assert (checked.status, checked.json["encrypted"]) == (0, True)


def test_a_change_to_a_locked_file_stays_locked_for_the_same_keys(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    escrow = new_identity(path.with_name("escrow.txt"))
    revmentor("lock", path, "--identity", "key.txt", "--escrow", escrow, cwd=path.parent)
    sheet = path.with_name("people.csv")
    sheet.write_text("matricola;nome;cognome;ruolo_programma\nZ1;Zoe;Nuova;senior\n")
    taken = revmentor("import", path, sheet, "--identity", "escrow.txt", cwd=path.parent)
    assert taken.status == 0, taken.err
    assert all(cipher.is_encrypted(each.read_bytes()) for each in (path, *beside(path)))
    for key in ("key.txt", "escrow.txt"):
        seen = revmentor("export", path, "--identity", key, cwd=path.parent)
        assert b"Zoe Nuova" in seen.raw


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed here")
def test_the_standard_age_program_opens_the_file(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    opened = subprocess.run(
        ["age", "-d", "-i", "key.txt", path.name], cwd=path.parent, capture_output=True, check=True
    )
    assert json.loads(opened.stdout)["people"]["anna"]["name"] == "Anna De Luca"


def test_another_key_ends_with_five_and_changes_nothing(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    new_identity(path.with_name("other.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    before = path.read_bytes()
    for command in ("status", "export", "check", "unlock", "restore"):
        said = revmentor(command, path, "--identity", "other.txt", cwd=path.parent)
        assert (said.status, said.raw) == (5, b""), command
    assert path.read_bytes() == before


def test_rekey_lets_the_new_key_in_and_the_old_one_out(path: Path) -> None:
    before = exported(running(path))
    new_identity(path.with_name("old.txt"))
    escrow = new_identity(path.with_name("escrow.txt"))
    new_identity(path.with_name("new.txt"))
    revmentor("lock", path, "--identity", "old.txt", "--escrow", escrow, cwd=path.parent)
    said = revmentor("rekey", path, "--identity", "old.txt", "--to", "new.txt", cwd=path.parent)
    assert said.status == 0, said.err
    assert revmentor("status", path, "--identity", "old.txt", cwd=path.parent).status == 5
    for key in ("new.txt", "escrow.txt"):
        assert revmentor("export", path, "--identity", key, cwd=path.parent).raw == before
    old = identities.from_file(path.with_name("old.txt"), lambda: "")
    for each in beside(path):
        with pytest.raises(WrongPassphrase):
            old.open(each.read_bytes())
    again = ["--identity", "new.txt", "--to", "old.txt", "--no-escrow"]
    assert revmentor("rekey", path, *again, cwd=path.parent).status == 0
    assert revmentor("status", path, "--identity", "escrow.txt", cwd=path.parent).status == 5


def test_unlock_gives_back_a_file_that_anybody_reads(path: Path) -> None:
    before = exported(running(path))
    new_identity(path.with_name("key.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    said = revmentor("unlock", path, "--identity", "key.txt", cwd=path.parent)
    assert said.status == 0, said.err
    assert exported(Workspace.open(path)) == before
    assert not any(cipher.is_encrypted(each.read_bytes()) for each in (path, *beside(path)))
    assert revmentor("check", path, cwd=path.parent).status == 0


def test_a_lock_that_was_interrupted_is_said_and_finished(path: Path) -> None:
    running(path)
    clear = {each.name: each.read_bytes() for each in beside(path)}
    new_identity(path.with_name("key.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    for each in beside(path):
        if each.name in clear and each.name.startswith("g"):
            each.write_bytes(clear[each.name])
    checked = revmentor("check", path, "--identity", "key.txt", cwd=path.parent)
    assert checked.status == 1
    assert "are not encrypted; revmentor lock finishes that" in checked.out
    assert revmentor("lock", path, "--identity", "key.txt", cwd=path.parent).status == 0
    assert all(cipher.is_encrypted(each.read_bytes()) for each in beside(path))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--identity", "gone.txt"], "There is no file gone.txt."),
        (["--identity", "notes.txt"], "has a typing mistake"),
        (["--identity", "valdarco.json"], "holds no key"),
        (["--identity", "key.txt", "--escrow", "age1nonsense"], "is not a public key"),
    ],
)
def test_a_lock_that_cannot_be_leaves_the_file_in_the_clear(
    path: Path, words: list[str], expected: str
) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    path.with_name("notes.txt").write_text("AGE-SECRET-KEY-1NONSENSE\n")
    before = path.read_bytes()
    said = revmentor("lock", path, *words, cwd=path.parent)
    assert said.status in {4, 6}
    assert expected in said.err
    assert path.read_bytes() == before


def test_a_passphrase_is_neither_an_argument_nor_taken_from_the_environment(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    said = revmentor("status", path, cwd=path.parent, **dict.fromkeys(NAMES, "x"))
    assert said.status == 5
    assert revmentor("status", path, "--passphrase", "x", cwd=path.parent).status == 2


def test_the_recovery_sheet_holds_the_key_and_how_to_use_it(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    words = ["--identity", "key.txt", "--recovery-sheet", "sheet.txt"]
    assert revmentor("lock", path, *words, cwd=path.parent).status == 0
    sheet = path.with_name("sheet.txt")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    (secret,) = (line for line in sheet.read_text().splitlines() if line.startswith("AGE-SECRET"))
    path.with_name("typed.txt").write_text(secret)
    assert revmentor("check", path, "--identity", "typed.txt", cwd=path.parent).status == 0
    assert "age -d -i" in sheet.read_text()


def at_a_terminal(path: Path, words: list[str], *typed: str) -> tuple[int, str]:
    """Run a command at a terminal of its own, and type a line at each of its questions."""
    command = [sys.executable, "-m", "revmentor", *words]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(path.parent)
        os.execv(sys.executable, command)
    said, waiting, seen = b"", list(typed), 0
    while True:
        ready, _w, _x = select.select([terminal], [], [], 60)
        if not ready:
            break
        try:
            data = os.read(terminal, 4096)
        except OSError:
            break
        if not data:
            break
        said += data
        if waiting and said[seen:].rstrip(b" ").endswith(b":"):
            seen = len(said)
            os.write(terminal, waiting.pop(0).encode() + b"\n")
    _pid, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said.decode()


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_at_a_terminal_a_passphrase_locks_and_opens_and_a_wrong_one_ends_with_five(
    path: Path,
) -> None:
    begin(path)
    words = "four plain old words"
    status, said = at_a_terminal(path, ["lock", path.name], "", words, words)
    assert status == 0, said
    assert words not in said
    (place,) = identities.identity_files()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert scrypt.work_factor(place.read_bytes()) <= scrypt.HARDEST
    status, said = at_a_terminal(path, ["check", path.name], words)
    assert (status, "encrypted" in said) == (0, True), said
    status, said = at_a_terminal(path, ["check", path.name], "something else")
    assert (status, "That is not the passphrase" in said) == (5, True)
    status, said = at_a_terminal(path, ["lock", path.name], words)
    assert "is encrypted already" in said


def test_a_passphrase_typed_differently_or_too_short_changes_nothing(path: Path) -> None:
    begin(path)
    before = path.read_bytes()
    for typed, expected in ((("four plain", "four plane"), "differ"), (("short",), "eight")):
        status, said = at_a_terminal(path, ["lock", path.name], "", *typed)
        assert (status, expected in said) == (6, True), said
    assert path.read_bytes() == before
    assert identities.identity_files() == []


def test_an_identity_given_for_a_file_in_the_clear_encrypts_nothing(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    sheet = path.with_name("people.csv")
    sheet.write_text("matricola;nome;cognome;ruolo_programma\nZ1;Zoe;Nuova;senior\n")
    assert revmentor("import", path, sheet, "--identity", "key.txt", cwd=path.parent).status == 0
    assert "Zoe Nuova" in path.read_text()


def test_a_program_that_had_it_open_does_not_encrypt_again_what_was_unlocked(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    key = identities.from_file(path.with_name("key.txt"), lambda: "")
    open_one = Workspace.open(path, key)
    revmentor("unlock", path, "--identity", "key.txt", cwd=path.parent)
    open_one.make(lambda tx: people.add(tx, name="Zoe Nuova"))
    assert "Zoe Nuova" in path.read_text()


def test_a_new_file_does_not_take_the_place_of_one_whose_copies_are_there(path: Path) -> None:
    running(path)
    path.unlink()
    said = revmentor("new", path, cwd=path.parent)
    assert (said.status, "Choose another name" in said.err) == (6, True)
    assert not path.exists()


def test_an_encrypted_file_that_was_damaged_goes_back_to_ciphertext(path: Path) -> None:
    before = exported(running(path))
    new_identity(path.with_name("key.txt"))
    revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    path.write_bytes(b"\0" * 512 + path.read_bytes()[512:])
    said = revmentor("status", path, "--identity", "key.txt", cwd=path.parent)
    assert (said.status, "The last good copy is change" in said.err) == (4, True)
    done = revmentor("restore", path, "--last-good", "--identity", "key.txt", cwd=path.parent)
    assert done.status == 0
    assert cipher.is_encrypted(path.read_bytes())
    assert revmentor("export", path, "--identity", "key.txt", cwd=path.parent).raw == before


def test_two_backups_of_one_day_lie_side_by_side_on_a_stick(path: Path) -> None:
    running(path)
    stick = path.parent / "stick"
    stick.mkdir()
    for _turn in range(2):
        assert revmentor("backup", path, "-o", stick, cwd=path.parent).status == 0
    assert len(list(stick.iterdir())) == 2


def test_a_whole_file_is_not_gone_back_from_by_mistake(path: Path) -> None:
    running(path)
    before = path.read_bytes()
    said = revmentor("restore", path, "--last-good", cwd=path.parent)
    assert (said.status, "nothing to go back from" in said.err) == (6, True)
    assert path.read_bytes() == before


def test_what_would_be_refused_is_refused_before_anything_is_encrypted(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    path.with_name("sheet.txt").write_text("mine")
    before = path.read_bytes()
    words = ["--identity", "key.txt", "--recovery-sheet", "sheet.txt"]
    assert revmentor("lock", path, *words, cwd=path.parent).status == 6
    assert path.read_bytes() == before
    assert path.with_name("sheet.txt").read_text() == "mine"


def test_the_escrow_that_opens_a_file_stays_when_the_key_is_replaced(path: Path) -> None:
    before = exported(running(path))
    for name in ("key.txt", "new.txt"):
        new_identity(path.with_name(name))
    escrow = new_identity(path.with_name("escrow.txt"))
    revmentor("lock", path, "--identity", "key.txt", "--escrow", escrow, cwd=path.parent)
    words = ["--identity", "escrow.txt", "--to", "new.txt"]
    assert revmentor("rekey", path, *words, cwd=path.parent).status == 0
    for key in ("escrow.txt", "new.txt"):
        assert revmentor("export", path, "--identity", key, cwd=path.parent).raw == before
    assert revmentor("status", path, "--identity", "key.txt", cwd=path.parent).status == 5


def test_a_lock_names_what_beside_the_file_stays_in_the_clear(path: Path) -> None:
    running(path)
    new_identity(path.with_name("key.txt"))
    revmentor("backup", path, "-o", path.with_name("b.json"), cwd=path.parent)
    said = revmentor("lock", path, "--identity", "key.txt", cwd=path.parent)
    assert "This one beside it is not encrypted: b.json" in said.err
    assert "another key" not in said.err


def test_a_passphrase_goes_to_nothing_that_lies_in_the_folder(path: Path) -> None:
    trap = path.with_name("pyrage.py")
    trap.write_text("from pathlib import Path\nPath('caught').write_text('!')\n")
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        place, key = identities.make("four plain old words")
    finally:
        os.chdir(here)
    assert not path.with_name("caught").exists()
    assert identities.unlocked("four plain old words") == key
    assert place.exists()


def test_a_file_whose_name_is_no_text_is_looked_at_like_any_other(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caff\xe8.json"))
    begin(path)
    said = revmentor("check", path, "--json", cwd=tmp_path)
    assert (said.status, said.json["state"]) == (0, "sound")
    assert revmentor("status", path, cwd=tmp_path).status == 0


def test_a_dry_run_says_that_it_changed_nothing(path: Path) -> None:
    running(path)
    sheet = path.with_name("people.csv")
    sheet.write_text("matricola;nome;cognome;ruolo_programma\nZ1;Zoe;Nuova;senior\n")
    said = revmentor("import", path, sheet, "--dry-run", cwd=path.parent)
    assert "Nothing was changed. An import would do this:" in said.err
