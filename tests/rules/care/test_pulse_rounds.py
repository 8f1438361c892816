"""The rounds of the pulse: who is asked, what each side says, and against the round before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from revmentor.model.pulse import Pulse
from revmentor.rules.care.pulse_rounds import WantedCall, round_numbers, round_on
from tests.support.firm import PROGRAMME, TODAY, day, look, pair, talk

FIRST, SECOND = day(4, 4), day(8, 4)


def slip(who: str, on: date = FIRST, **fields: Any) -> Pulse:
    answers = {each: fields.pop(each) for each in list(fields) if each.startswith("P")}
    return Pulse(
        id=f"{who}-{on}", programme_id=PROGRAMME, person_id=who, on=on, answers=answers, **fields
    )


def test_the_rounds_are_those_that_have_opened() -> None:
    assert round_numbers(look(), day(3, 6)) == []
    assert round_numbers(look(), day(4)) == [1]
    assert round_numbers(look(), TODAY) == [1, 2, 3]
    assert round_numbers(look(), day(40)) == [1, 2, 3, 4, 5, 6]
    assert round_numbers(look(closed_on=day(9)), day(40)) == [1, 2]


def test_what_was_answered_before_the_first_round_is_not_lost() -> None:
    view = look(pair("giulia", "anna"), slip("anna", day(2), P1=3))
    assert round_numbers(view, TODAY) == [0, 1, 2, 3]
    assert [each.person_id for each in round_on(view, 0, TODAY).pulses] == ["anna"]
    assert round_on(view, 1, TODAY).missing == ["anna", "giulia"]


def test_whoever_had_a_pair_at_the_end_of_a_round_was_asked() -> None:
    left = pair("giulia", "anna", until_on=day(8))
    view = look(left, pair("giulia", "bruno"), pair("luca", "carla", day(12)))
    assert round_on(view, 1, TODAY).asked == ("anna", "giulia", "bruno")
    assert round_on(view, 2, TODAY).asked == ("giulia", "bruno")
    assert round_on(view, 3, TODAY).asked == ("luca", "giulia", "carla", "bruno")


def test_the_last_answer_of_a_round_counts_and_the_earlier_one_is_kept() -> None:
    first, second = slip("anna", P1=1), slip("anna", FIRST + timedelta(days=2), P1=3)
    of_round = round_on(look(pair("giulia", "anna"), first, second), 1, TODAY)
    assert of_round.statement("P1", "senior").counts == (1, 0, 0, 0)
    assert of_round.earlier == (first,)
    assert of_round.missing == ["giulia"]


def test_each_side_is_counted_for_itself() -> None:
    view = look(
        pair("giulia", "anna"), pair("giulia", "bruno"),
        slip("giulia", P1=0), slip("anna", P1=3), slip("bruno", P1=2),
    )  # fmt: skip
    of_round = round_on(view, 1, TODAY)
    seniors, mentors = (of_round.statement("P1", role) for role in ("senior", "mentor"))
    assert (seniors.counts, seniors.n, seniors.agree) == ((1, 1, 0, 0), 2, 2)
    assert (mentors.counts, mentors.n, mentors.agree) == ((0, 0, 0, 1), 1, 0)
    assert of_round.statement("P2", "senior").n == 0


def test_two_rounds_are_compared_by_those_who_answered_both() -> None:
    view = look(
        pair("giulia", "anna"), pair("giulia", "bruno"), pair("giulia", "carla"),
        slip("anna", P1=3), slip("bruno", P1=1),
        slip("anna", SECOND, P1=2), slip("bruno", SECOND, P1=3), slip("carla", SECOND, P1=0),
    )  # fmt: skip
    second = round_on(view, 2, TODAY)
    said = second.statement("P1", "senior")
    assert (said.in_both, said.higher, said.lower) == (2, 1, 1)
    assert (said.agree, said.n, said.agreed_before, sum(said.before)) == (2, 3, 1, 2)
    assert second.compared_with == 1


def test_a_round_that_nobody_answered_is_not_compared_with() -> None:
    view = look(pair("giulia", "anna"), slip("anna", P1=3), slip("anna", day(12), P1=2))
    assert round_on(view, 3, TODAY).compared_with == 1
    assert round_on(view, 1, TODAY).compared_with is None


def test_a_name_stands_where_a_call_is_wanted() -> None:
    view = look(
        pair("giulia", "anna"), pair("giulia", "bruno"), pair("giulia", "carla"),
        pair("giulia", "dario"), pair("luca", "elena"),
        slip("anna", wants_talk=True), slip("bruno", fit="not_for_me", P7=2),
        slip("carla", P3=1), slip("dario", P7=1, P3=2, wants_talk=False, fit="unsure"),
    )  # fmt: skip
    assert round_on(view, 1, TODAY).calls == (
        WantedCall("anna", ("talk",)),
        WantedCall("carla", ("afraid",)),
        WantedCall("bruno", ("fit", "weighs")),
    )


def test_a_wish_to_talk_stays_one_until_a_talk_answers_it() -> None:
    asked = slip("anna", wants_talk=True)
    later = slip("anna", FIRST + timedelta(days=2), P1=3)
    answered = talk("anna", day(5), asked.id)
    waits = look(pair("giulia", "anna"), asked, later)
    done = look(pair("giulia", "anna"), asked, later, answered)
    assert round_on(waits, 1, TODAY).calls == (WantedCall("anna", ("talk",)),)
    assert round_on(done, 1, TODAY).calls == (WantedCall("anna", ("talk",), day(5)),)
