"""Who was told what: once a day, of a closed programme too, and erased with a person."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from revmentor.actions import messages
from revmentor.model.errors import Refused
from revmentor.rules.erasing.removal import removed
from revmentor.rules.messages.sent import last_told, still_to_tell, told_text
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, pair, prepared, programme

LATER = TODAY + timedelta(days=3)


@pytest.fixture
def workspace(path: Path) -> Workspace:
    return prepared(path, pair("giulia", "anna"))


def told(workspace: Workspace, *people: str, on: object = TODAY) -> None:
    messages.record_sent(workspace.change(PROGRAMME, today=on), "thanks", people)  # type: ignore[arg-type]


def test_the_last_day_of_each_is_known_and_who_was_never_told(workspace: Workspace) -> None:
    told(workspace, "giulia", "anna")
    told(workspace, "anna", on=LATER)
    view = workspace.view(PROGRAMME)
    assert last_told(view, "thanks") == {"giulia": TODAY, "anna": LATER}
    assert still_to_tell(view, "thanks", ["giulia", "anna", "bruno"], LATER) == ["bruno"]
    assert still_to_tell(view, "thanks", ["giulia", "anna"], LATER) == ["giulia"]
    assert told_text(view, "thanks", ["giulia", "anna", "bruno"]) == (
        "told on 27 Apr to 1 person, 1 not yet"
    )
    assert told_text(view, "invitation", ["anna"]) == ""


def test_nobody_is_told_twice_on_a_day(workspace: Workspace) -> None:
    told(workspace, "giulia")
    told(workspace, "giulia", "anna", "anna")
    second = list(workspace.snapshot.messages.values())[-1]
    assert second.person_ids == ("anna",)
    with pytest.raises(Refused, match="told today"):
        told(workspace, "giulia")
    with pytest.raises(Refused, match="nobody"):
        told(workspace)
    with pytest.raises(Refused, match="nobody “nemo”"):
        told(workspace, "nemo")


def test_thanks_of_a_closed_programme_are_written_down(path: Path) -> None:
    workspace = prepared(path, programme(closed_on=TODAY))
    told(workspace, "anna")
    assert len(workspace.snapshot.messages) == 1


def test_with_a_person_goes_what_only_that_person_was_told(workspace: Workspace) -> None:
    told(workspace, "anna")
    told(workspace, "anna", "giulia", on=LATER)
    (left,) = removed(workspace.snapshot, ["anna"]).messages.values()
    assert left.person_ids == ("giulia",)
