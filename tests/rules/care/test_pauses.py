"""A pause has a day on which it is asked whether it goes on."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import participations
from revmentor.model.errors import Refused
from revmentor.model.participation import ParticipationStatus
from revmentor.rules.care.today import today
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace
from tests.support.firm import PROGRAMME, TODAY, day, look, part, prepared


def asked(view: View, on: date) -> list[str]:
    return [item.subject for item in today(view, on).items if "ask whether" in item.message]


def test_a_pause_is_asked_about_from_its_day_on() -> None:
    paused = part("giulia", "mentor", status="paused", status_on=day(5), ask_again_on=day(8))
    view = look(paused)
    assert asked(view, day(8) - timedelta(days=1)) == []
    assert asked(view, day(8)) == ["Giulia Ferrante"]


def test_one_of_which_nobody_said_a_day_is_asked_about_after_four_weeks_or_at_once() -> None:
    view = look(part("giulia", "mentor", status="paused", status_on=day(5)))
    assert (asked(view, day(8)), asked(view, day(9))) == ([], ["Giulia Ferrante"])
    assert asked(look(part("giulia", "mentor", status="paused")), day(1)) == ["Giulia Ferrante"]


def test_who_is_back_is_not_asked_about(path: Path) -> None:
    workspace = prepared(path)

    def set_status(status: ParticipationStatus, **fields: Any) -> None:
        change = workspace.change(PROGRAMME, today=TODAY)
        participations.set_status(change, "anna", "senior", status, on=day(5), **fields)

    set_status("paused", reason="leave", ask_again_on=day(7))
    view = Workspace.open(path).view(PROGRAMME)
    assert asked(view, TODAY) == ["Anna De Luca"]
    set_status("active")
    assert asked(workspace.view(PROGRAMME), TODAY) == []
    assert workspace.view(PROGRAMME).seniors["anna"].ask_again_on is None


def test_the_day_to_ask_lies_after_the_beginning(path: Path) -> None:
    workspace = prepared(path)
    change = workspace.change(PROGRAMME, today=TODAY)
    with pytest.raises(Refused, match="after the pause began"):
        participations.set_status(
            change, "anna", "senior", "paused", on=day(5), reason="leave", ask_again_on=day(5)
        )
