from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from revmentor.content import sample
from revmentor.store.workspace import Workspace
from tests.support.firm import begin

LOADED = """
import sys, runpy
sys.argv = ["revmentor", *sys.argv[1:]]
try:
    runpy.run_module("revmentor", run_name="__main__")
except SystemExit as end:
    if end.code not in {None, 0, 1}:
        raise
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""
PROGRAM = """
import sys
{what}
print(*sorted({{name.split(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
FIRST_SCREEN = """
import asyncio, sys
from datetime import date
from pathlib import Path
from revmentor.cli import main
from revmentor.store.workspace import Workspace
from revmentor.app.app import RevmentorApp

async def shown():
    workspace = Workspace.open(Path(sys.argv[1]))
    app = RevmentorApp(workspace, today=date(2026, 4, 24))
    async with app.run_test(size=(80, 24)):
        return [*sys.modules]

print(*asyncio.run(shown()), file=sys.stderr)
"""
OURS = {"revmentor", "screens", "widgets"}
MOST_BEFORE_THE_FIRST_SCREEN = 184
"""So many modules of ours are read before the first screen: each costs every start."""
MOST_OF_A_COMMAND = {"export": 112, "status": 155}
INTERFACE = {"textual", "rich", "screens", "widgets"}


def loaded(code: str, *words: str) -> set[str]:
    """Run some code in a fresh interpreter; return the top-level modules it ended with."""
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.fixture
def filled(path: Path) -> Workspace:
    from revmentor.actions import imports
    from revmentor.exchange import document

    workspace = begin(path)
    imports.import_document(
        workspace.change(), document.read_document(sample.sample_document("sessions"))
    )
    return workspace


@pytest.mark.parametrize(
    "words",
    [
        ["export", "FILE"],
        ["export", "FILE", "--what", "status"],
        ["status", "FILE"],
        ["status", "FILE", "--json"],
        ["FILE"],
        ["import", "FILE", str(sample.sample_path("participants.csv")), "--dry-run"],
        ["new", "NEW"],
        ["demo"],
    ],
    ids=" ".join,
)
def test_a_command_that_draws_nothing_loads_no_interface(
    filled: Workspace, tmp_path: Path, words: list[str]
) -> None:
    names = {"FILE": str(filled.path), "NEW": str(tmp_path / "new.json")}
    found = loaded(LOADED, *(names.get(word, word) for word in words))
    assert found & INTERFACE == set()
    assert "revmentor" in found


def test_the_version_and_the_help_load_nothing_heavy() -> None:
    for word in ("--version", "--help"):
        found = loaded(LOADED, word)
        assert found & {*INTERFACE, "tinydb", "babel", "dateutil"} == set()


def test_an_export_needs_no_dates_in_words(filled: Workspace) -> None:
    assert "babel" not in loaded(LOADED, "export", str(filled.path))


@pytest.mark.parametrize(
    "what",
    [
        "import revmentor.model.snapshot, revmentor.model.validation, revmentor.model.import_row",
        "import revmentor.rules.integrity, revmentor.rules.journey, revmentor.rules.care.today",
        "import revmentor.rules.pairing.engine, revmentor.rules.results.findings",
        "from revmentor.content import sample, skills",
    ],
)
def test_model_rules_and_content_know_no_file_and_no_screen(what: str) -> None:
    assert loaded(PROGRAM.format(what=what)) & {*INTERFACE, "tinydb"} == set()


def test_store_actions_and_exchange_know_no_screen() -> None:
    what = "from revmentor.actions import enrolment, imports; from revmentor.exchange import status"
    assert loaded(PROGRAM.format(what=what)) & INTERFACE == set()


def ours(modules: set[str]) -> set[str]:
    return {each for each in modules if each.split(".")[0] in OURS}


def test_the_first_screen_is_there_before_the_other_steps_are_read(filled: Workspace) -> None:
    found = ours(loaded(FIRST_SCREEN, str(filled.path)))
    steps = {each.split(".")[1] for each in found if each.startswith("screens.")}
    assert steps <= {"base", "dialogs", "today"}
    assert not {each for each in found if each.startswith("revmentor.exchange")}
    assert not found & {
        "revmentor.rules.pairing.solver",
        "revmentor.rules.pairing.problem",
        "revmentor.rules.results.findings",
        "screens.dialogs.messages",
        "screens.sessions.log_form",
    }
    assert len(found) <= MOST_BEFORE_THE_FIRST_SCREEN


@pytest.mark.parametrize("command", MOST_OF_A_COMMAND)
def test_a_command_reads_no_more_than_it_needs(filled: Workspace, command: str) -> None:
    code = LOADED.replace('{name.split(".")[0] for name in sys.modules}', "sys.modules")
    found = ours(loaded(code, command, str(filled.path)))
    assert len(found) <= MOST_OF_A_COMMAND[command]
