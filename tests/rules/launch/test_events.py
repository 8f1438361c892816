"""Kick-off, briefing and mentor circle are planned, held and written down."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from revmentor.actions import launch
from revmentor.exchange.calendar import Edition, calendars
from revmentor.model.programme import ProgrammeEvent
from revmentor.rules.discretion import without_confidences
from revmentor.rules.launch import events
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, look, prepared, running
from tests.support.refusal import refused


def event(**fields: Any) -> ProgrammeEvent:
    return ProgrammeEvent(**{"id": "ev1", "kind": "mentor_circle", "on": TODAY, **fields})


def test_an_event_is_planned_moved_and_held(path: Path) -> None:
    workspace = prepared(path)

    def change() -> Any:
        return workspace.change(PROGRAMME, today=TODAY)

    later = TODAY + timedelta(days=3)
    launch.add_event(change(), "kick_off", on=later, at="09:30")
    with refused(workspace, "has not come yet", "on"):
        launch.edit_event(change(), "ev0001", held=True)
    with refused(workspace, "is written down once it was held", "held"):
        launch.edit_event(change(), "ev0001", there=("anna",))
    with refused(workspace, "an hour of the day, written like 09:30"):
        launch.edit_event(change(), "ev0001", at="9.30")
    held = {"on": TODAY, "held": True, "there": ("anna", "luca"), "decided": "Mondays"}
    launch.edit_event(change(), "ev0001", **held)
    (only,) = workspace.view(PROGRAMME).programme.events
    assert (only.on, only.there, only.decided) == (TODAY, ("anna", "luca"), "Mondays")
    launch.add_event(change(), "briefing", on=later)
    assert [each.id for each in workspace.view(PROGRAMME).programme.events] == ["ev0001", "ev0002"]
    launch.remove_event(change(), "ev0001")
    assert [each.kind for each in workspace.view(PROGRAMME).programme.events] == ["briefing"]


def test_the_id_of_an_event_is_not_given_again(path: Path) -> None:
    workspace = prepared(path, events=(event(id="ev0004"),))
    launch.remove_event(workspace.change(PROGRAMME), "ev0004")
    for known in ("ev0005", "ev0006"):
        launch.add_event(workspace.change(PROGRAMME), "briefing", on=TODAY)
        assert [each.id for each in workspace.view(PROGRAMME).programme.events] == [known]
        workspace.undo()
    launch.add_event(Workspace.open(path).change(PROGRAMME), "briefing", on=TODAY)
    (made,) = Workspace.open(path).view(PROGRAMME).programme.events
    assert made.id == "ev0007"


def test_what_was_changed_stands_with_its_day_and_why(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Say what was changed, in a few words.", "what"):
        launch.note_change(workspace.change(PROGRAMME), on=TODAY, what=None, why=None)
    launch.note_change(
        workspace.change(PROGRAMME, today=TODAY), on=TODAY, what="every two weeks", why="the fair"
    )
    (made,) = workspace.view(PROGRAMME).programme.changes_made
    assert (made.on, made.what, made.why) == (TODAY, "every two weeks", "the fair")


def test_each_event_is_for_those_it_is_about() -> None:
    view = look()
    assert events.invited(view, "mentor_circle") == ("luca", "giulia")
    assert len(events.invited(view, "briefing")) == 5
    assert len(events.invited(view, "kick_off")) == 7


def test_what_mentors_decided_among_themselves_stays_in_the_house() -> None:
    circle = event(held=True, decided="Bruno needs patience")
    told = without_confidences(look(events=(circle,)).snapshot)
    (left,) = told.programmes[PROGRAMME].events
    assert left == event(held=True)


def test_an_event_is_in_the_calendars_of_those_it_is_for() -> None:
    view = look(events=(event(at="14:00"),))
    files = calendars(view, Edition(TODAY, 1, "lineage"), {}).files
    title = b"SUMMARY:Mentor circle"
    assert {name for name, data in files.items() if title in data} == {
        "common-floor.ics",
        "giulia-ferrante-giulia.ics",
        "luca-bianchi-luca.ics",
    }
    assert b"DTSTART:20260424T120000Z" in files["common-floor.ics"]
    assert b"DTEND:20260424T124500Z" in files["common-floor.ics"]
