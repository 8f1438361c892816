"""Letting a signal rest, waking it, and the settings of a programme."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import pairs, programmes
from revmentor.actions import signals as actions
from revmentor.exchange import document
from revmentor.model.pair import Pair
from revmentor.model.programme import Programme, SignalSettings
from revmentor.rules.care import pair_signals
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, day, exported, pair, prepared, session
from tests.support.refusal import refused

DAY = timedelta(days=1)
MONDAY = TODAY + 3 * DAY
LATEST = date(2026, 7, 24)


def worrying(path: Path) -> Workspace:
    """A file with a pair that asked to talk in week 2 and was silent since."""
    return prepared(
        path,
        pair("giulia", "anna", id="x"),
        session("giulia", day(1), "anna"),
        session("giulia", day(2), "anna", wants_talk=("anna",)),
    )


def rest(workspace: Workspace, **fields: Any) -> Any:
    given: dict[str, Any] = {
        "rule": "R11",
        "until": MONDAY,
        "reason": "they talk on Monday",
        **fields,
    }
    tx = workspace.change(today=given.pop("today", TODAY))
    return actions.snooze(tx, given.pop("pair_id", "x"), given.pop("rule"), **given)


def speaking(workspace: Workspace, on: date = TODAY) -> list[str]:
    view = workspace.view(PROGRAMME)
    return [each.rule for each in pair_signals.signals_of(view, view.pairs[0], on).signals]


def resting(workspace: Workspace, on: date = TODAY) -> list[str]:
    view = workspace.view(PROGRAMME)
    return [each.rule for each, _rest in pair_signals.signals_of(view, view.pairs[0], on).resting]


def test_a_signal_rests_until_its_day_and_then_speaks_again(path: Path) -> None:
    workspace = worrying(path)
    assert speaking(workspace) == ["R11", "R3", "charter"]
    made = rest(workspace)
    (kept,) = made.snoozes
    assert (kept.rule, kept.until, kept.reason, kept.on) == (
        "R11", MONDAY, "they talk on Monday", TODAY,
    )  # fmt: skip
    assert speaking(workspace) == ["R3", "charter"]
    assert speaking(workspace, MONDAY - DAY) == ["R3", "charter"]
    assert speaking(workspace, MONDAY) == ["R11", "R3", "charter"]
    assert Workspace.open(path).snapshot.pairs["x"] == made
    assert workspace.undoable == (
        "a signal of Giulia Ferrante and Anna De Luca rests until 27 Apr 2026"
    )


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"reason": None}, "Write down why it may rest, in a few words.", "reason"),
        ({"reason": ""}, "Write down why it may rest, in a few words.", "reason"),
        ({"until": TODAY}, "Choose a day to come.", "until"),
        ({"until": TODAY - DAY}, "Choose a day to come.", "until"),
        ({"until": None}, "Choose a day to come.", "until"),
        (
            {"until": LATEST + DAY},
            "A signal rests for three months at most, until 24 Jul 2026.",
            "until",
        ),
        ({"rule": "R5"}, "This signal does not speak now.", "rule"),
        ({"rule": ""}, "This signal does not speak now.", "rule"),
        ({"pair_id": "nope"}, "There is no pair “nope” in this file.", None),
    ],
)
def test_a_rest_that_cannot_be_is_refused_and_nothing_changes(
    path: Path, fields: dict[str, Any], words: str, field: str | None
) -> None:
    workspace = worrying(path)
    with refused(workspace, words, field):
        rest(workspace, **fields)


def test_three_months_to_the_day_are_not_too_long(path: Path) -> None:
    workspace = worrying(path)
    assert rest(workspace, until=LATEST).snoozes[0].until == LATEST


def test_a_signal_that_rests_already_does_not_speak_and_is_not_put_to_rest_again(
    path: Path,
) -> None:
    workspace = worrying(path)
    rest(workspace)
    with refused(workspace, "This signal does not speak now.", "rule"):
        rest(workspace, until=MONDAY + DAY)


def test_a_signal_of_an_ended_pair_is_not_put_to_rest(path: Path) -> None:
    workspace = worrying(path)
    pairs.end(workspace.change(), "x", on=TODAY, reason="both agreed")
    with refused(workspace, "This signal does not speak now.", "rule"):
        rest(workspace)


@pytest.mark.parametrize(
    "act",
    [
        rest,
        lambda w: actions.wake(w.change(), "x"),
        lambda w: programmes.set_signals(w.change(PROGRAMME), SignalSettings(gentle_weeks=0)),
    ],
    ids=["snooze", "wake", "set_settings"],
)
def test_a_closed_programme_keeps_its_signals_as_they_are(
    path: Path, act: Callable[[Workspace], object]
) -> None:
    workspace = worrying(path)
    rest(workspace, rule="R3")
    programmes.close(
        workspace.change(PROGRAMME, today=TODAY), on=TODAY, lessons="more time", decision="repeat"
    )
    with refused(workspace, "was closed on 24 Apr 2026"):
        act(workspace)


def test_another_signal_put_to_rest_leaves_the_first_at_rest(path: Path) -> None:
    workspace = worrying(path)
    rest(workspace)
    made = rest(workspace, rule="R3", until=MONDAY + DAY, reason="a fair")
    assert {each.rule: (each.until, each.reason) for each in made.snoozes} == {
        "R11": (MONDAY, "they talk on Monday"),
        "R3": (MONDAY + DAY, "a fair"),
    }
    assert speaking(workspace) == ["charter"]
    assert speaking(workspace, MONDAY) == ["R11", "charter"]


def test_a_signal_that_woke_is_put_to_rest_anew_and_its_old_rest_is_gone(path: Path) -> None:
    workspace = worrying(path)
    rest(workspace)
    made = rest(workspace, until=MONDAY + 7 * DAY, reason="ill", today=MONDAY)
    assert [(each.rule, each.until) for each in made.snoozes] == [("R11", MONDAY + 7 * DAY)]


def test_a_rest_that_is_over_is_not_kept_beside_a_new_one(path: Path) -> None:
    workspace = worrying(path)
    rest(workspace)
    made = rest(workspace, rule="R3", until=MONDAY + DAY, today=MONDAY)
    assert [each.rule for each in made.snoozes] == ["R3"]


def test_a_pair_that_is_woken_speaks_with_every_signal(path: Path) -> None:
    workspace = worrying(path)
    rest(workspace)
    rest(workspace, rule="R3")
    assert resting(workspace) == ["R11", "R3"]
    assert actions.wake(workspace.change(), "x").snoozes == ()
    assert (speaking(workspace), resting(workspace)) == (["R11", "R3", "charter"], [])
    assert workspace.undoable == "the signals of Giulia Ferrante and Anna De Luca speak again"


def test_a_pair_of_which_nothing_rests_is_not_woken(path: Path) -> None:
    workspace = worrying(path)
    with refused(workspace, "No signal of this pair rests."):
        actions.wake(workspace.change(), "x")


@pytest.mark.parametrize(
    "act",
    [
        lambda w: rest(w, rule="R3"),
        lambda w: actions.wake(w.change(), "x"),
        lambda w: programmes.set_signals(w.change(PROGRAMME), SignalSettings(charter_after=9)),
    ],
    ids=["snooze", "wake", "set_settings"],
)
def test_undo_gives_the_same_document_again(path: Path, act: Callable[[Workspace], object]) -> None:
    workspace = worrying(path)
    rest(workspace)
    before = exported(workspace)
    act(workspace)
    assert exported(workspace) != before
    workspace.undo()
    assert exported(workspace) == before


def test_rests_and_settings_go_through_the_document(path: Path) -> None:
    workspace = worrying(path)
    rest(workspace)
    programmes.set_signals(workspace.change(PROGRAMME), SignalSettings(attendance=0.5))
    found = document.read_document(exported(workspace))
    (kept,) = [each for each in found.records("pairs") if isinstance(each, Pair)]
    (run,) = [each for each in found.records("programmes") if isinstance(each, Programme)]
    assert kept == workspace.snapshot.pairs["x"]
    assert kept.snoozes[0].until == MONDAY
    assert run.signals == SignalSettings(attendance=0.5)


def test_usual_settings_leave_the_document_as_it_was(path: Path) -> None:
    workspace = worrying(path)
    before = exported(workspace)
    programmes.set_signals(workspace.change(PROGRAMME), SignalSettings())
    assert exported(workspace) == before
    programmes.set_signals(workspace.change(PROGRAMME), SignalSettings(charter_after=3))
    assert exported(workspace) != before
    programmes.set_signals(workspace.change(PROGRAMME), SignalSettings())
    assert exported(workspace) == before


def test_settings_of_a_programme_are_kept_and_change_what_speaks(path: Path) -> None:
    workspace = worrying(path)
    own = SignalSettings(charter_after=3, silent_cadences=12)
    assert programmes.set_signals(workspace.change(PROGRAMME), own).signals == own
    assert Workspace.open(path).snapshot.programmes[PROGRAMME].signals == own
    assert speaking(workspace) == ["R11"]


@pytest.mark.parametrize(
    "beyond",
    [
        {"first_within_days": 0},
        {"silent_cadences": 13},
        {"attendance": 1.01},
        {"attendance_from": 0},
        {"low_rating": 6},
        {"one_sided": 0.49},
        {"in_a_row": 0},
        {"charter_after": 51},
        {"hours_over": 0.99},
        {"gentle_weeks": -1},
    ],
)
def test_settings_beyond_their_limits_are_refused(path: Path, beyond: dict[str, Any]) -> None:
    workspace = worrying(path)
    with refused(workspace, ""):
        programmes.set_signals(workspace.change(PROGRAMME), SignalSettings(**beyond))
