from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pulses
from revmentor.model.errors import Refused
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, exported, running


def test_a_pulse_is_kept_and_one_undo_takes_it_back(path: Path) -> None:
    workspace = running(path)
    before = exported(workspace)
    pulses.record_pulse(
        workspace.change(PROGRAMME, today=TODAY),
        "anna",
        on=TODAY,
        answers={"P5": 3, "P1": 2},
        wants_talk=True,
        fit="unsure",
        comment="more time",
        method="paper",
    )
    kept = list(Workspace.open(path).snapshot.pulses.values())[-1]
    assert (dict(kept.answers), kept.wants_talk, kept.fit) == ({"P1": 2, "P5": 3}, True, "unsure")
    workspace.undo()
    assert exported(workspace) == before


def test_a_second_slip_of_the_day_takes_the_place_of_the_first(path: Path) -> None:
    workspace = running(path)
    for mark in (1, 3):
        pulses.record_pulse(
            workspace.change(PROGRAMME, today=TODAY), "anna", on=TODAY, answers={"P1": mark}
        )
    assert [dict(each.answers) for each in workspace.snapshot.pulses.values()] == [{"P1": 3}]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"answers": {}}, "Nothing was answered"),
        ({"answers": {"P9": 1}}, "“P9” is not an item of the pulse."),
        ({"answers": {"P1": 1}, "on": TODAY + timedelta(days=1)}, "25 Apr 2026 has not come yet"),
        ({"answers": {"P1": 1}, "person_id": "ettore"}, "does not take part"),
    ],
)
def test_what_is_no_pulse_is_refused_and_nothing_changes(
    path: Path, fields: dict[str, Any], sentence: str
) -> None:
    workspace = running(path)
    before = path.read_bytes()
    given = {"person_id": "anna", "on": TODAY, **fields}
    person_id = given.pop("person_id")
    with pytest.raises(Refused, match=sentence):
        pulses.record_pulse(workspace.change(PROGRAMME, today=TODAY), person_id, **given)
    assert path.read_bytes() == before
