from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import participations
from tests.support.firm import PROGRAMME, START, TODAY, prepared, running
from tests.support.refusal import refused


@pytest.mark.parametrize(
    ("who", "fields", "words"),
    [
        ("zoe", {}, "here is no “zoe” in people"),
        ("ettore", {"offers": ("dancing",)}, "here is no “dancing” in skills"),
        ("ettore", {"slot": "mon-9"}, "is not a weekly slot, written like mon-09:00"),
        ("ettore", {"max_seniors": 21}, "“21” is not a whole number from 0 to 20"),
        ("ettore", {"avoids": ("zoe",)}, "here is no “zoe” in people"),
    ],
)
def test_a_participation_that_does_not_fit_is_refused(
    path: Path, who: str, fields: dict[str, Any], words: str
) -> None:
    workspace = prepared(path)
    with refused(workspace, words):
        participations.enrol(workspace.change(PROGRAMME), who, "mentor", **fields)


def test_an_own_limit_does_not_fall_below_the_group(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Giulia Ferrante has 2 seniors now; end a pair first.", "max_seniors"):
        participations.edit(workspace.change(PROGRAMME), "giulia", "mentor", max_seniors=1)
    part = participations.edit(
        workspace.change(PROGRAMME), "giulia", "mentor", max_seniors=2, slot="wed-09:30"
    )
    assert (part.max_seniors, part.slot) == (2, "wed-09:30")


def test_somebody_who_takes_no_part_cannot_be_changed(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Ettore Valdarco does not take part in this role."):
        participations.edit(workspace.change(PROGRAMME), "ettore", "mentor", max_seniors=1)


def test_a_participation_in_which_nothing_happened_is_taken_back(path: Path) -> None:
    workspace = running(path)
    participations.drop(workspace.change(PROGRAMME), "elena", "senior")
    assert "elena" not in workspace.view(PROGRAMME).seniors
    with refused(workspace, "Anna De Luca was already paired; choose withdraw"):
        participations.drop(workspace.change(PROGRAMME), "anna", "senior")


def test_withdrawing_ends_the_open_pairs_with_the_reason(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Write down why, in a few words without fault.", "status_reason"):
        participations.set_status(
            workspace.change(PROGRAMME), "giulia", "mentor", "withdrawn", on=TODAY
        )
    participations.set_status(
        workspace.change(PROGRAMME), "giulia", "mentor", "withdrawn", on=TODAY, reason="a new post"
    )
    view = workspace.view(PROGRAMME)
    assert view.unplaced == ["anna", "dario", "elena", "bruno"]
    assert {p.end_reason for p in view.pairs if p.mentor_id == "giulia"} == {"a new post"}
    assert view.active_mentors == ["luca"]


def test_withdrawing_before_the_pair_began_is_refused(path: Path) -> None:
    workspace = running(path)
    early = START - timedelta(days=1)
    with refused(workspace, "The pair began on 2 Feb 2026; it cannot end before", "status_on"):
        participations.set_status(
            workspace.change(PROGRAMME), "anna", "senior", "withdrawn", on=early, reason="no time"
        )


def test_a_pause_keeps_the_pairs_and_coming_back_clears_the_reason(path: Path) -> None:
    workspace = running(path)
    participations.set_status(
        workspace.change(PROGRAMME), "anna", "senior", "paused", on=TODAY, reason="on leave"
    )
    assert workspace.snapshot.pairs["giulia-anna"].until_on is None
    assert workspace.undoable == "Anna De Luca paused"
    back = participations.set_status(
        workspace.change(PROGRAMME), "anna", "senior", "active", on=TODAY
    )
    assert (back.status, back.status_reason) == ("active", None)


def test_goals_are_acknowledged_in_every_role_at_once(path: Path) -> None:
    workspace = prepared(path)
    participations.enrol(workspace.change(PROGRAMME), "giulia", "senior")
    parts = participations.acknowledge(
        workspace.change(PROGRAMME, today=TODAY), "giulia", on=TODAY, question="how much time?"
    )
    assert {part.role for part in parts} == {"mentor", "senior"}
    heard = workspace.view(PROGRAMME).mentors["giulia"].acknowledged
    assert heard is not None
    assert (heard.on, heard.understood, heard.question) == (TODAY, True, "how much time?")


@pytest.mark.parametrize(
    ("who", "on", "words"),
    [
        ("anna", TODAY + timedelta(days=1), "25 Apr 2026 has not come yet"),
        ("ettore", TODAY, "Ettore Valdarco does not take part."),
    ],
)
def test_an_acknowledgement_that_cannot_be_is_refused(
    path: Path, who: str, on: Any, words: str
) -> None:
    workspace = running(path)
    with refused(workspace, words):
        participations.acknowledge(workspace.change(PROGRAMME, today=TODAY), who, on=on)


def test_nobody_is_wished_for_and_declined_at_once(path: Path) -> None:
    workspace = prepared(path)
    both: dict[str, Any] = {"prefers": ("giulia", "luca"), "avoids": ("luca",)}
    with refused(workspace, "Nobody can be wished for and declined at once", "avoids"):
        participations.edit(workspace.change(PROGRAMME), "anna", "senior", **both)
    with refused(workspace, "Nobody can be wished for and declined at once", "avoids"):
        participations.enrol(workspace.change(PROGRAMME), "ettore", "senior", **both)
