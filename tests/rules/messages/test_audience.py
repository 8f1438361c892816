"""To whom a message for many goes, and in which phase of a programme it fits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.rules.messages.audience import audience
from revmentor.rules.messages.phases import phase_on
from revmentor.rules.programme_view import View
from tests.support.firm import (
    START,
    TODAY,
    day,
    look,
    pair,
    part,
    person,
    programme,
    replied,
    reply,
    session,
)


def to(view: View, reader: str, message_id: str = "any", on: date = TODAY) -> list[str]:
    return [each.person_id for each in audience(view, message_id, reader, on).recipients]


@pytest.mark.parametrize(
    ("on", "phase"),
    [
        (day(0), "start"),
        (day(2, 4), "start"),
        (day(3), "running"),
        (day(10, 4), "running"),
        (day(11), "middle"),
        (day(13, 4), "middle"),
        (day(14), "running"),
        (day(22, 4), "running"),
        (day(23), "end"),
        (day(24, 4), "end"),
        (day(25), "after"),
    ],
)
def test_the_phase_follows_the_weeks_of_a_programme_with_pairs(on: date, phase: str) -> None:
    assert phase_on(look(pair("giulia", "anna")), on) == phase


def test_before_anybody_is_paired_it_is_before_even_when_it_should_have_begun() -> None:
    assert phase_on(look(), day(0)) == "before"
    assert phase_on(look(), day(3)) == "before"
    assert phase_on(look(programme(closed_on=day(5))), day(5)) == "after"


def test_participants_are_those_who_take_part_each_once() -> None:
    gone = part("bruno", "senior", status="withdrawn")
    both = part("anna", "mentor")
    everybody = to(look(gone, both), "participant")
    assert "bruno" not in everybody
    assert everybody.count("anna") == 1
    assert to(look(pair("giulia", "anna")), "mentor") == ["giulia"]
    assert to(look(pair("giulia", "anna")), "senior") == ["anna"]
    assert to(look(pair("giulia", "anna")), "both") == ["giulia", "anna"]


def test_a_mentor_gets_one_letter_about_the_whole_group() -> None:
    view = look(pair("giulia", "anna"), pair("giulia", "bruno"))
    (one,) = audience(view, "pairing_mentor", "mentor", TODAY).recipients
    assert [each.senior_id for each in one.pairs] == ["anna", "bruno"]


def test_a_line_manager_gets_one_letter_for_the_team_and_who_has_none_is_named() -> None:
    view = look(
        person("giulia", manager_id="dario"),
        person("anna", manager_id="dario"),
        pair("giulia", "anna"),
    )
    found = audience(view, "line_manager", "line_manager", TODAY)
    (dario,) = (each for each in found.recipients if each.person_id == "dario")
    assert set(dario.own_ids) >= {"giulia", "anna"}
    assert len(dario.pairs) == 1
    assert not {"giulia", "anna"} & {*found.without_manager}


def soon(*more: Any, on: date) -> list[str]:
    mentor = part("giulia", "mentor", slot="mon-09:00")
    return to(look(mentor, pair("giulia", "anna"), pair("giulia", "bruno"), *more), "both",
              "reminder", on)  # fmt: skip


def test_a_reminder_goes_to_those_who_meet_within_the_week() -> None:
    met = (session("giulia", day(12), "anna"), session("giulia", day(11), "bruno"))
    assert soon(*met, on=day(12, 4)) == ["giulia", "bruno"]  # Bruno's turn is on Monday
    assert soon(*met, on=day(25)) == []


def test_not_answered_names_each_once_with_what_was_asked() -> None:
    asked = reply("anna", asked_on=START)
    view = look(pair("giulia", "anna"), asked)
    recipients = audience(view, "not_answered", "not_answered", TODAY).recipients
    assert all(each.forms for each in recipients)
    done = reply("anna", asked_on=START, received=(replied(START),))
    assert "anna" not in to(look(pair("giulia", "anna"), done), "not_answered")


def test_a_follow_up_goes_to_nobody_before_it_is_due() -> None:
    assert to(look(pair("giulia", "anna")), "follow_up") == []
