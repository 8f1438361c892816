"""The sample moved to today: whatever the weekday, nothing of later days is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from revmentor.content import sample
from revmentor.exchange import document, sample_dates
from revmentor.model.snapshot import Document

MONDAY = date(2031, 10, 13)


def on(days: int, stage: sample.Stage = "sessions", week: int = 12) -> Document:
    found = document.read_document(sample.sample_document(stage))
    return sample_dates.to_week(found, week, MONDAY + timedelta(days=days))


@pytest.mark.parametrize("days", range(7))
def test_nobody_has_answered_tomorrow(days: int) -> None:
    today = MONDAY + timedelta(days=days)
    moved = on(days)
    assert all(pulse.on <= today for pulse in moved.pulses)
    assert all(message.on <= today for message in moved.messages)
    assert all(each.asked_on <= today for each in moved.replies)
    assert all(one.on <= today for each in moved.replies for one in each.received)


def test_the_round_of_the_pulse_fills_from_monday_to_thursday() -> None:
    opened = MONDAY
    came_in = [sum(each.on >= opened for each in on(days).pulses) for days in range(5)]
    assert came_in == [8, 14, 19, 21, 21]


def test_the_kick_off_is_planned_until_it_was_held() -> None:
    held = [
        [event.held for event in on(days, "pairs", 0).programmes[0].events] for days in (0, 1, 2)
    ]
    assert held == [[True, False], [True, False], [True, True]]


def test_a_closed_programme_stays_closed() -> None:
    assert on(0, "evaluation", 26).programmes[0].closed_on is not None
