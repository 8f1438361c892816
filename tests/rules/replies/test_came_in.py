"""What came in of each form: who was asked, and who is missing."""

from __future__ import annotations

from typing import Any

from revmentor.model.reply import PulseAnswers, SignUp
from revmentor.rules.programme_view import View
from revmentor.rules.replies.came_in import (
    CameIn,
    FormKey,
    calls,
    came_in,
    form_at_hand,
    form_keys,
)
from tests.rules.care.test_pulse_rounds import slip
from tests.support.firm import TODAY, day, form, look, pair, part, replied, reply

SIGN_UP: FormKey = ("signup", "signup")
FINAL: FormKey = ("final", "end")


def people(of: CameIn, which: str = "missing") -> list[str]:
    found: Any = getattr(of, which)
    return [each.person_id for each in found]


def test_the_forms_come_in_their_order_and_follow_ups_after_the_closing() -> None:
    assert form_keys(look(), day(5)) == [
        SIGN_UP, ("levels", "start"), ("pulse", "round-1"), FINAL
    ]  # fmt: skip
    closed = look(closed_on=TODAY)
    assert form_keys(closed, TODAY)[-2:] == [("follow_up", "60_days"), ("follow_up", "6_months")]


def test_the_form_at_hand_is_the_round_then_the_final_form() -> None:
    assert form_at_hand(look(), day(1)) == SIGN_UP
    assert form_at_hand(look(), day(9)) == ("pulse", "round-2")
    assert form_at_hand(look(closed_on=TODAY), TODAY) == FINAL


def test_a_round_is_missed_by_slip_and_by_page_alike() -> None:
    asked = reply("anna", form="pulse", edition="round-3", asked_on=day(12))
    view = look(pair("giulia", "anna"), asked, slip("giulia", day(12), method="paper"))
    of_round = came_in(view, ("pulse", "round-3"), TODAY)
    assert (people(of_round), of_round.ways, of_round.can_remind) == (
        ["anna"],
        (("paper", 1),),
        True,
    )
    earlier = came_in(view, ("pulse", "round-2"), TODAY)
    assert (people(earlier), earlier.can_remind) == (["anna", "giulia"], False)


def test_of_a_sign_up_only_who_has_a_page_is_waited_for() -> None:
    view = look(
        reply("anna"),
        reply("bruno", received=(replied(day(1), signup=SignUp(hopes="to learn")),)),
        part("carla", "senior", fears="to look slow"),
    )
    of_form = came_in(view, SIGN_UP, TODAY)
    assert people(of_form) == ["anna"]
    assert people(of_form, "answered") == ["carla", "bruno"]


def test_the_final_form_is_missed_only_once_it_is_asked() -> None:
    records = (form("anna", "senior", own_gain="less fear"),)
    assert people(came_in(look(*records), FINAL, TODAY)) == []
    last_weeks = came_in(look(*records), FINAL, day(23))
    assert "anna" not in people(last_weeks)
    assert {"giulia", "luca", "bruno"} <= set(people(last_weeks))


def test_who_would_rather_talk_has_answered() -> None:
    asked = reply(
        "anna", form="final", edition="end", received=(replied(day(23), wants_talk=True),)
    )
    view: View = look(asked)
    assert people(came_in(view, FINAL, day(23)), "answered") == ["anna"]
    assert [each.person_id for each in calls(view, FINAL, day(23))] == ["anna"]


def test_a_reply_to_a_pulse_counts_by_its_pulse() -> None:
    received = (replied(day(12), pulse=PulseAnswers(answers={"P1": 3})),)
    asked = reply("anna", form="pulse", edition="round-3", asked_on=day(12), received=received)
    view = look(pair("giulia", "anna"), asked, slip("anna", day(12), P1=3, method="page"))
    assert people(came_in(view, ("pulse", "round-3"), TODAY)) == ["giulia"]
