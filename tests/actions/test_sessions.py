from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pairs, ratings, sessions
from revmentor.model.session import Attendance, Exchange, Session, Step
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, day, running
from tests.support.refusal import refused

ANNA: dict[str, Attendance] = {"anna": "present"}


def log(workspace: Workspace, mentor: str = "giulia", **fields: Any) -> Session:
    given = {"due_on": day(3), "status": "held", "attendance": ANNA, **fields}
    return sessions.log(workspace.change(PROGRAMME, today=TODAY), mentor, **given)


def test_a_session_held_lies_on_its_slot_unless_another_day_is_given(path: Path) -> None:
    workspace = running(path)
    assert log(workspace).held_on == day(3)
    moved = log(workspace, due_on=day(4), held_on=day(4, 2))
    assert (moved.due_on, moved.day) == (day(4), day(4, 2))
    assert workspace.undoable == "session of 25 Feb 2026 logged for Giulia Ferrante"


def test_everything_written_of_a_session_is_kept(path: Path) -> None:
    workspace = running(path)
    written: dict[str, Any] = {
        "taught": (Exchange(skill_id="spreadsheets"), Exchange(text="[/] pivot")),
        "received": (Exchange(text="how a price is made"),),
        "steps": (Step(senior_id="anna", text="a pivot of the suppliers", due_on=day(4)),),
        "ratings": {"anna": 5, "giulia": 4},
        "mentor_share": 0.6,
        "wants_talk": ("anna",),
        "note": "two\nlines",
    }
    made = log(workspace, **written)
    stored = Workspace.open(path).snapshot.sessions[made.id]
    assert {name: getattr(stored, name) for name in written} == written


@pytest.mark.parametrize("status", ["planned", "missed", "cancelled", "moved"])
def test_only_a_held_session_has_a_day_on_which_it_was_held(path: Path, status: str) -> None:
    workspace = running(path)
    assert log(workspace, status=status, held_on=day(3), reason="a fair").held_on is None


def test_a_session_is_planned_for_the_future_and_held_later(path: Path) -> None:
    workspace = running(path)
    planned = log(workspace, due_on=day(13), status="planned")
    held = sessions.log(
        workspace.change(PROGRAMME, today=day(13)),
        "giulia",
        due_on=day(13),
        status="held",
        attendance=ANNA,
        session_id=planned.id,
    )
    assert (held.id, held.status, held.held_on) == (planned.id, "held", day(13))


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        (
            {"due_on": day(13)},
            "27 Apr 2026 has not come yet; write down what has happened. Plan it",
            "due_on",
        ),
        ({"due_on": day(13), "status": "missed"}, "has not come yet", "due_on"),
        ({"held_on": TODAY + timedelta(days=3)}, "27 Apr 2026 has not come yet", "held_on"),
        ({"attendance": {}}, "Tick at least one senior the session was for.", "attendance"),
        ({"attendance": {"anna": "absent"}}, "Nobody was there: choose missed or ca", "attendance"),
        (
            {"attendance": {"carla": "present"}},
            "Carla Russo was not paired with Giulia Ferrante on 16 Feb 2026.",
            "due_on",
        ),
        ({"due_on": day(0)}, "Anna De Luca was not paired with Giulia Ferrante on 26", "due_on"),
        (
            {"due_on": day(1)},
            "There already is a session of Giulia Ferrante on 2 Feb 2026; open that one instead.",
            "due_on",
        ),
        ({"mentor": "anna"}, "Anna De Luca is not a mentor of this programme.", ""),
        (
            {"attendance": {**ANNA, "bruno": "somewhere"}},
            "“somewhere” is not one of",
            "attendance",
        ),
        ({"ratings": {"anna": 6}}, "“6” is not a whole number from 1 to 5", "ratings"),
        ({"mentor_share": 1.2}, "“1.2” is not a number from 0 to 1", "mentor_share"),
        ({"minutes": 2000}, "“2000” is not a whole number from 0 to 1440", "minutes"),
        ({"note": "\x1b]0;x\x07"}, "hidden control character (U+001B)", "note"),
        ({"taught": (Exchange(skill_id="dancing"),)}, "here is no “dancing” in skills", None),
    ],
)
def test_a_session_that_does_not_fit_is_refused(
    path: Path, fields: dict[str, Any], words: str, field: str | None
) -> None:
    workspace = running(path)
    with refused(workspace, words, field):
        log(workspace, **fields)


def test_two_seniors_met_one_by_one_on_a_day_are_two_sessions(path: Path) -> None:
    workspace = running(path)
    first = log(workspace)
    second = log(workspace, attendance={"bruno": "present"})
    assert first.id != second.id


def test_a_correction_takes_the_place_of_what_was_written(path: Path) -> None:
    workspace = running(path)
    log(workspace, due_on=day(2), session_id="s2", reason=None)
    assert workspace.snapshot.sessions["s2"].status == "held"
    assert len(workspace.snapshot.sessions) == 2
    with refused(workspace, "There is no session “s9” in this file."):
        log(workspace, session_id="s9")


def test_a_first_session_earlier_than_a_starting_point_is_refused(path: Path) -> None:
    workspace = running(path)
    pairs.place(workspace.change(PROGRAMME), "luca", "dario", on=day(3))
    ratings.rate(workspace.change(PROGRAMME, today=TODAY), "dario", "dashboards", 2, on=day(5))
    words = "starting point is written before the first session"
    with refused(workspace, words):
        log(workspace, "luca", due_on=day(4), attendance={"dario": "present"})


def test_a_session_written_by_mistake_is_taken_out(path: Path) -> None:
    workspace = running(path)
    sessions.remove(workspace.change(), "s2")
    assert "s2" not in workspace.snapshot.sessions
    assert workspace.undo() == "session of 9 Feb 2026 removed for Giulia Ferrante"
    assert "s2" in workspace.snapshot.sessions
