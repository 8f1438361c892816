"""A firm whose programme of two years ago ended, beside the one that runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from revmentor.model.case import Case
from revmentor.model.evaluation import Evaluation
from revmentor.model.programme import Programme
from revmentor.store.workspace import Workspace
from tests.support.firm import goal, pair, part, person, rating, running, session

OLD = "pr2024"
BEGUN, CLOSED = date(2024, 2, 5), date(2024, 7, 26)


def with_ended_programme(path: Path) -> Workspace:
    """A file in week 12 of a programme; Luca and Dario said “not again” in the one before."""
    workspace = running(path)
    over = {"until_on": CLOSED, "end_reason": "end of the programme"}
    records = [
        person("zoe", name="Zoe Conti"),
        part("luca", "mentor", offers=("spreadsheets",)),
        part("dario", "senior"),
        part("zoe", "senior"),
        pair("luca", "dario", BEGUN, not_again=("dario",), **over),
        pair("luca", "zoe", BEGUN, **over),
        goal("dario", "spreadsheets"),
        rating("dario", "spreadsheets", 1, on=BEGUN),
        rating("dario", "spreadsheets", 3, "final", on=CLOSED),
        session("luca", date(2024, 2, 12), "dario", "zoe"),
        Evaluation(
            id="e1",
            programme_id=OLD,
            person_id="dario",
            role="senior",
            on=CLOSED,
            next_step="pivot tables",
        ),
        Case(id="c1", programme_id=OLD, opened_on=BEGUN, text="no room", closed_on=CLOSED),
    ]
    programme = Programme(
        id=OLD, name="Common floor 2024", starts_on=BEGUN, weeks=24, closed_on=CLOSED
    )
    moved = [
        replace(each, id=f"{OLD}-{each.id}", programme_id=OLD)
        if hasattr(each, "programme_id")
        else each
        for each in records
    ]
    workspace.commit("two years ago", put=[programme, *moved])
    return workspace
