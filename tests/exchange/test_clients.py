"""What a line about one client of several says."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from revmentor.actions import imports
from revmentor.content import sample
from revmentor.exchange import clients, document
from revmentor.rules.care.today import today
from revmentor.rules.care.wanted import Wanted, wanted
from revmentor.store.workspace import Workspace


def test_what_is_only_worth_an_eye_is_said_where_nothing_waits() -> None:
    assert clients.wanted_words(Wanted()) == "nothing waits"
    assert clients.wanted_words(Wanted(worth_an_eye=3)) == "3 worth an eye"
    assert clients.wanted_words(Wanted(to_log=2, worth_an_eye=3)) == "2 to log"


@pytest.mark.parametrize("stage", get_args(sample.Stage))
def test_nothing_waits_is_said_only_where_nothing_wants_anybody(
    path: Path, stage: sample.Stage
) -> None:
    found = document.read_document(sample.sample_document(stage))
    workspace = Workspace.create(path, found.firm)
    imports.import_document(workspace.change(), found)
    (programme_id, *_) = workspace.snapshot.programmes
    for week in range(0, 40, 3):
        day = date(2026, 1, 19) + timedelta(weeks=week)
        agenda = today(workspace.view(programme_id), day)
        told = clients.wanted_words(wanted(agenda))
        assert (told == "nothing waits") == (agenda.wanting == 0)
