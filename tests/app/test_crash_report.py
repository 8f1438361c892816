"""What a fault of our own leaves: a terminal in order, one sentence, and nobody's secrets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revmentor.actions import people
from revmentor.app import crash_report
from revmentor.store import recent
from revmentor.store.workspace import Workspace
from tests.support.cli import revmentor
from tests.support.firm import begin, running
from tests.support.pty_terminal import Terminal, at_a_terminal

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

NOTE = "Renzo drinks"
FAILS = """
import sys
from revmentor.cli.main import main
from revmentor.rules import {module}
def fails(view, *rest):
    person = view.snapshot.people
    raise {error}("{secret}, says " + str(person))
{module}.{function} = fails
sys.exit(main())
"""
LEFT_ALTERNATE_SCREEN, CURSOR_SHOWN = "\x1b[?1049l", "\x1b[?25h"


def failing(module: str, function: str, error: str = "KeyError") -> str:
    return FAILS.format(module=module, function=function, error=error, secret=NOTE)


def with_a_secret(path: Path) -> Path:
    people.edit(running(path).change(), "anna", note=f"{NOTE}.")
    return path


def reports() -> list[str]:
    return [each.read_text() for each in sorted(crash_report.report_folder().glob("*.txt"))]


def last_screen(terminal: Terminal) -> tuple[int, str]:
    """Return the exit status, and what stands on the terminal once its own screen is back."""
    status, drawn = terminal.end()
    assert LEFT_ALTERNATE_SCREEN in drawn
    assert CURSOR_SHOWN in drawn
    return status, drawn.split(LEFT_ALTERNATE_SCREEN)[-1]


def test_a_fault_while_drawing_ends_in_order(path: Path) -> None:
    with_a_secret(path)
    with at_a_terminal(path, program=failing("journey", "steps")) as terminal:
        status, text = last_screen(terminal)
    assert status == crash_report.STATUS
    assert "revmentor stopped because of a fault of its own. What was saved is saved." in text
    assert "Traceback" not in text
    assert len(text.split()) < 60
    report = reports()[0]
    assert "builtins.KeyError" in report
    assert "in fails" in report
    assert "screens/base/step_screen.py:" in report
    assert "textual 8" in report
    for told in (text, report):
        assert NOTE not in told
        assert "Anna" not in told
        assert str(path) not in told
    assert crash_report.report_folder().stat().st_mode & 0o077 == 0


def test_a_fault_of_a_command_says_the_same(path: Path) -> None:
    with_a_secret(path)
    done = subprocess.run(
        [sys.executable, "-c", failing("journey", "steps"), "status", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == crash_report.STATUS
    assert done.stdout == ""
    assert "stopped because of a fault of its own" in done.stderr
    assert "Traceback" not in done.stderr
    assert NOTE not in done.stderr + "".join(reports())


def test_only_the_last_reports_are_kept(path: Path) -> None:
    for turn in range(8):
        try:
            raise RuntimeError(turn)
        except RuntimeError as error:
            crash_report.write_report(error)
    assert len(reports()) <= 5


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_the_terminal_is_left_in_order(path: Path, number: signal.Signals) -> None:
    running(path)
    with at_a_terminal(path) as terminal:
        terminal.wait_for("Valdarco")
        os.kill(terminal.child, number)
        status, text = last_screen(terminal)
    assert status == 128 + number
    assert "revmentor was told to end. What was saved is saved." in text


def test_a_window_that_is_closed_leaves_no_program_behind(path: Path) -> None:
    running(path)
    with at_a_terminal(path) as terminal:
        terminal.wait_for("Valdarco")
        terminal.close()
        os.waitpid(terminal.child, 0)
        terminal.child = 0


def test_no_core_file_is_written_while_a_key_is_in_memory() -> None:
    program = """
import resource, sys
soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
from revmentor.store.encryption.cipher import Key
Key(("AGE-SECRET-KEY-1",))
print(resource.getrlimit(resource.RLIMIT_CORE)[0])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"0"


# -- the demo's folders ----------------------------------------------------------------------------


def demos(folder: Path) -> list[Path]:
    return sorted(folder.glob("revmentor-demo-*"))


def test_a_demo_goes_away_with_its_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with at_a_terminal("demo", today=()) as terminal:
        terminal.wait_for("Valdarco")
        assert len(demos(tmp_path)) == 1
        terminal.press("\x11")
        assert terminal.end()[0] == 0
    assert demos(tmp_path) == []


def test_a_demo_of_an_earlier_day_is_swept(tmp_path: Path) -> None:
    old, new = tmp_path / "revmentor-demo-old", tmp_path / "revmentor-demo-new"
    link = tmp_path / "revmentor-demo-link"
    for each in (old, new, tmp_path / "mine"):
        each.mkdir()
        begin(each / "x.json")
    link.symlink_to(tmp_path / "mine")
    long_ago = time.time() - 3 * 24 * 60 * 60
    os.utime(old, (long_ago, long_ago))
    assert revmentor("demo", cwd=tmp_path, TMPDIR=str(tmp_path)).status == 0
    assert not old.exists()
    assert (new / "x.json").exists()
    assert (tmp_path / "mine" / "x.json").exists()


def test_nothing_of_a_fault_changes_the_file(path: Path) -> None:
    with_a_secret(path)
    before = path.read_bytes()
    with at_a_terminal(path, program=failing("journey", "steps")) as terminal:
        terminal.end()
    assert path.read_bytes() == before
    Workspace.open(path)


def test_of_a_demo_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with at_a_terminal("demo", today=()) as terminal:
        terminal.wait_for("Valdarco")
        terminal.press("pn")
        terminal.wait_for("New person")
        terminal.press("Ada")
        terminal.wait_for("Ada")
        os.kill(terminal.child, signal.SIGTERM)
        _status, text = last_screen(terminal)
    assert "told to end" in text
    assert "is kept" not in text
    assert demos(tmp_path) == []
    assert recent.opened_files() == []
