"""The launch list is worked out from the records; what does not stand may pass with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import launch
from revmentor.model.pair import Charter
from revmentor.model.participation import Acknowledgement
from revmentor.model.programme import PassedItem
from revmentor.rules.launch.launch_list import launch_list, still_open, summary
from tests.support.firm import (
    MENTORS,
    PROGRAMME,
    SENIORS,
    START,
    TODAY,
    look,
    pair,
    part,
    rating,
    running,
)
from tests.support.refusal import refused

SIGNED = Charter(mentor_on=START, senior_on=START)
HEARD = Acknowledgement(on=START)
STANDING: dict[str, list[Any]] = {
    "standard": [],
    "starting_points": [rating(who, "video-meetings", 1) for who in SENIORS],
    "heard": [part(who, "senior", acknowledged=HEARD) for who in SENIORS],
    "charters": [pair("giulia", "anna", charter=SIGNED, equipment="two accounts")],
}
MENTOR = {"offers": (), "slot": "mon-09:00", "acknowledged": HEARD}


def ready(*records: Any, **fields: Any) -> Any:
    every = [each for records in STANDING.values() for each in records]
    mentors = [part(who, "mentor", **MENTOR) for who in MENTORS]
    return look(*every, *mentors, *records, **{"standard_level": {"video-meetings": 3}, **fields})


def test_all_of_it_stands() -> None:
    assert {each.item: (each.done, each.of) for each in launch_list(ready())} == {
        "standard": (1, 1),
        "starting_points": (5, 5),
        "heard": (7, 7),
        "slots": (1, 1),
        "charters": (1, 1),
        "tools": (1, 1),
    }
    assert summary(launch_list(ready())) == "6 of 6 stand"


@pytest.mark.parametrize(
    ("item", "records", "fields", "lacking"),
    [
        ("standard", [], {"standard_level": {}}, "no skill is named for all yet"),
        (
            "starting_points",
            [part("luca", "mentor", **{**MENTOR, "offers": ("spreadsheets",)})],
            {},
            "Luca Bianchi",
        ),
        (
            "heard",
            [part("anna", "senior", acknowledged=Acknowledgement(on=START, understood=False))],
            {},
            "Anna De Luca",
        ),
        ("slots", [part("giulia", "mentor", acknowledged=HEARD)], {}, "Giulia Ferrante"),
        (
            "charters",
            [pair("giulia", "anna", charter=Charter(mentor_on=START), equipment="a room")],
            {},
            "Giulia Ferrante & Anna De Luca",
        ),
        (
            "tools",
            [pair("giulia", "anna", charter=SIGNED)],
            {},
            "Giulia Ferrante & Anna De Luca",
        ),
    ],
)
def test_what_lacks_is_named(
    item: Any, records: list[Any], fields: dict[str, Any], lacking: str
) -> None:
    view = ready(*records, **fields)
    lines = {each.item: each.lacking for each in still_open(view)}
    assert lines[item] == (lacking,)
    assert set(lines) - {item} <= ({"starting_points"} if item == "standard" else set())
    passed = PassedItem(item=item, reason="next week", on=TODAY)
    left = still_open(ready(*records, **fields, launch_passed=(passed,)))
    assert item not in {each.item for each in left}


def test_before_there_are_pairs_what_hangs_on_them_is_open() -> None:
    lines = {each.item: each.state for each in launch_list(look())}
    assert (lines["charters"], lines["slots"], lines["tools"]) == ("open", "open", "open")


def test_a_line_is_let_pass_and_opened_again(path: Path) -> None:
    workspace = running(path)

    def let_pass(reason: str | None) -> None:
        launch.pass_item(workspace.change(PROGRAMME, today=TODAY), "tools", reason=reason)

    with refused(workspace, "Write down why it may be let pass.", "reason"):
        let_pass(None)
    let_pass("on loan")
    let_pass("on loan until May")
    passed = PassedItem(item="tools", reason="on loan until May", on=TODAY)
    assert workspace.view(PROGRAMME).programme.launch_passed == (passed,)
    assert "1 let pass" in summary(launch_list(workspace.view(PROGRAMME)))
    let_pass(None)
    assert workspace.view(PROGRAMME).programme.launch_passed == ()
