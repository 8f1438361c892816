"""The application itself, at a terminal, killed in the middle of a week of logging."""

from __future__ import annotations

from pathlib import Path

import pytest

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.exchange import document
from revmentor.store.file import disk
from revmentor.store.workspace import Workspace
from tests.support.pty_terminal import at_a_terminal


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_kill_9_in_the_middle_of_a_week_of_logging_loses_no_logged_session(path: Path) -> None:
    found = document.read_document(sample.sample_document("sessions"))
    imports.import_document(Workspace.create(path, found.firm).change(), found)
    before = set(Workspace.open(path).snapshot.sessions)
    logged = 0
    for _turn in range(3):
        with at_a_terminal(path) as terminal:
            terminal.wait_for("Needs you")
            terminal.press("l")
            terminal.wait_for("Given back")
            terminal.press("\r")
            terminal.wait_for(": held")  # said in passing: it is saved
            logged += 1
            terminal.press("l")
            terminal.wait_for("Given back")
            terminal.press("half a sentence")  # and here the battery dies
        opened = Workspace.open(path)
        assert len(set(opened.snapshot.sessions) - before) == logged
        assert "logged for" in opened.changes[0].what
        assert disk.temporaries(path) == []
