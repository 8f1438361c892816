"""Whoever is only asked to take part is paired with nobody, rated by nobody and asked nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from revmentor.actions import participations
from revmentor.model.participation import Participation, Recruiting, RecruitingState
from revmentor.rules import journey
from revmentor.rules.care import pulses
from revmentor.rules.goals import levels
from revmentor.rules.launch import recruiting
from revmentor.rules.pairing import eligibility
from revmentor.rules.replies.asked import asked_forms
from tests.support.firm import PROGRAMME, TODAY, look, pair, part, prepared, programme, running
from tests.support.refusal import refused

NOT_YES: tuple[RecruitingState, ...] = ("invited", "not_now", "no")


def asked(who: str, state: RecruitingState, role: Any = "senior", **fields: Any) -> Participation:
    return part(who, role, recruiting=Recruiting(state=state, on=TODAY, **fields))


@pytest.mark.parametrize("state", NOT_YES)
def test_who_has_not_said_yes_takes_no_part(state: RecruitingState) -> None:
    view = look(asked("anna", state), asked("giulia", state, "mentor"))
    assert "anna" not in view.seniors
    assert view.active_mentors == ["luca"]
    assert "anna" not in view.unplaced
    assert {"anna", "giulia"}.isdisjoint(view.participants)
    assert {each.person_id for each in levels.everything_asked(view)} <= {*view.participants}
    assert "anna" not in journey.unacknowledged(view)
    assert eligibility.objections(view, "luca", "anna")
    assert [each.person_id for each in view.only_asked] == ["anna", "giulia"]


def test_who_said_yes_takes_part_like_who_was_never_asked() -> None:
    assert look(asked("anna", "yes")).seniors.keys() == look().seniors.keys()


def test_who_was_in_a_pair_stays_in_the_history() -> None:
    view = look(asked("anna", "no"), pair("giulia", "anna"))
    assert "anna" in view.seniors
    assert not view.is_active("anna", "senior")
    assert pulses.paired_people(view) == {"giulia", "anna"}


def test_who_is_invited_is_asked_to_sign_up_and_who_said_no_is_not() -> None:
    view = look(asked("anna", "invited"), asked("bruno", "no"), asked("carla", "not_now"))
    people = {each.person_id for each in asked_forms(view, "signup", TODAY)}
    assert people == {"giulia", "luca", "anna", "dario", "elena"}
    assert "anna" not in {each.person_id for each in asked_forms(view, "levels", TODAY)}


def test_who_said_not_now_in_a_closed_programme_is_asked_for_the_next_one() -> None:
    day = TODAY - timedelta(days=1)
    before = Participation(
        id="before",
        programme_id="first",
        person_id="ettore",
        role="senior",
        recruiting=Recruiting(state="not_now", on=day, ask_again_on=TODAY),
    )
    closed = programme(closed_on=day).__class__(
        id="first", name="First", starts_on=day - timedelta(weeks=20), weeks=12, closed_on=day
    )
    assert [each.person_id for each in recruiting.to_ask_again(look(before, closed), TODAY)] == [
        "ettore"
    ]
    invited = asked("ettore", "invited")
    assert recruiting.to_ask_again(look(before, closed, invited), TODAY) == []
    assert recruiting.to_ask_again(look(before, closed), day) == []


def test_how_many_were_asked_is_said_by_answer() -> None:
    answers = [asked("anna", "invited"), asked("bruno", "invited"), asked("carla", "no")]
    assert recruiting.counted(look(*answers)) == "2 invited, 1 said no"
    assert recruiting.counted(look()) == ""


def test_an_answer_is_written_down_and_a_day_to_ask_again_follows(path: Path) -> None:
    workspace = prepared(path)

    def recruit(state: RecruitingState, **fields: Any) -> Participation:
        tx = workspace.change(PROGRAMME, today=TODAY)
        return participations.recruit(tx, "ettore", "senior", state, on=TODAY, **fields)

    recruit("invited")
    assert "ettore" not in workspace.view(PROGRAMME).seniors
    part = recruit("not_now")
    assert part.recruiting
    assert part.recruiting.ask_again_on == TODAY + recruiting.ASKED_AGAIN_AFTER
    with refused(workspace, "Ask again on a later day than the answer.", "ask_again_on"):
        recruit("not_now", ask_again_on=TODAY)
    assert recruit("yes").recruiting == Recruiting(state="yes", on=TODAY)
    assert "ettore" in workspace.view(PROGRAMME).active_seniors


def test_who_was_paired_withdraws_and_does_not_say_no(path: Path) -> None:
    workspace = running(path)
    with refused(workspace, "Anna De Luca was already paired; choose withdraw", "state"):
        participations.recruit(
            workspace.change(PROGRAMME, today=TODAY), "anna", "senior", "no", on=TODAY
        )
    with refused(workspace, "has not come yet", "on"):
        participations.recruit(
            workspace.change(PROGRAMME, today=TODAY),
            "elena",
            "senior",
            "no",
            on=TODAY + timedelta(days=1),
        )


def test_a_word_for_how_it_stands() -> None:
    answer = Recruiting(state="not_now", on=TODAY, ask_again_on=TODAY + timedelta(days=7))
    text = recruiting.in_words(part("anna", "senior", recruiting=answer))
    assert text == "not now on 24 Apr 2026, to be asked again on 1 May 2026"
    assert recruiting.in_words(part("anna", "senior")) == ""
