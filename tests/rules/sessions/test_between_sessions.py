"""Between two sessions: steps, clocks that stand still, cases that come back, a hand-over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.firm import ClosedDays, Firm
from revmentor.model.pair import Pause
from revmentor.model.programme import Individual, Pairing
from revmentor.model.session import Exchange, Session, Step
from revmentor.rules.care import cases, pair_facts, pair_signals
from revmentor.rules.pairing import handover
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import steps
from tests.support.firm import FIRM, PROGRAMME, START, TODAY, day, look, pair, part, person, session

DAY = timedelta(days=1)


def step(who: str = "anna", **fields: Any) -> Step:
    return Step(senior_id=who, text=fields.pop("text", "a pivot of the suppliers"), **fields)


def met(week: int, *agreed: Step, **fields: Any) -> Session:
    there = fields.pop("there", ("anna",))
    return session("giulia", day(week), *there, steps=agreed, id=f"w{week:02}", **fields)


def with_anna(*records: Record, **fields: Any) -> View:
    return look(pair("giulia", "anna"), *records, **fields)


def asked(view: View, on: date) -> list[str]:
    return [each.key for each in steps.steps_to_ask(view, on)]


# -- the last step, that no session asks about any more --------------------------------------------


def lost(view: View, on: date) -> list[str]:
    return [each.key for each in steps.lost_steps(view, on)]


def test_the_last_step_of_a_pair_that_ended_is_not_lost() -> None:
    ended = pair("giulia", "anna", until_on=day(4))
    view = look(ended, met(1, step(done="no")), met(3, step()))
    assert lost(view, day(4)) == ["w03-0"]
    assert lost(view, day(3, 4)) == []  # the next session would ask
    assert lost(look(ended, met(1, step()), met(3, step(done="yes"))), day(5)) == []
    assert lost(look(ended, met(3, step(decision="later"))), day(5)) == []


def test_after_the_programme_the_last_step_of_every_pair_is_asked_about_once() -> None:
    view = with_anna(met(24, step()))
    assert lost(view, day(24, 4)) == []
    assert lost(view, day(25)) == ["w24-0"]
    # what waits for long is asked about anyway, and not told twice
    early = with_anna(met(2, step()))
    assert (asked(early, day(25)), lost(early, day(25))) == (["w02-0"], [])


@pytest.mark.parametrize(
    "gone", [person("anna", left_on=day(5)), part("anna", "senior", status="withdrawn")]
)
def test_who_left_or_withdrew_is_not_asked_what_came_of_a_step(gone: Record) -> None:
    view = look(gone, pair("giulia", "anna", until_on=day(4)), met(3, step()))
    assert lost(view, day(6)) == []


# -- the step a session asks about -----------------------------------------------------------------


def test_a_session_asks_about_the_step_of_the_one_before() -> None:
    found = steps.waiting_step(with_anna(met(1, step())), "giulia", "anna", day(2))
    assert found is not None
    assert (found.session.id, found.index, found.key) == ("w01", 0, "w01-0")
    assert found.step.text == "a pivot of the suppliers"


def test_a_session_does_not_ask_about_the_step_of_its_own_day() -> None:
    view = with_anna(met(1, step()), met(2, step(text="a chart")))
    found = steps.waiting_step(view, "giulia", "anna", day(2))
    assert found is not None
    assert found.session.id == "w01"
    assert steps.waiting_step(view, "giulia", "anna", day(1)) is None


@pytest.mark.parametrize(
    "fields", [{"done": "yes"}, {"done": "no"}, {"decision": "later"}, {"decision": "not_for_us"}]
)
def test_what_was_answered_or_not_taken_on_is_not_asked_about(fields: dict[str, Any]) -> None:
    view = with_anna(met(1, step(**fields)))
    assert steps.waiting_step(view, "giulia", "anna", day(2)) is None
    assert asked(view, TODAY) == []


def test_a_step_nobody_asked_about_is_asked_about_until_somebody_does() -> None:
    view = with_anna(met(1, step()), met(2, step(done="yes")))
    assert (
        steps.waiting_step(view, "giulia", "anna", day(3)) is None
    )  # the log asks of the last one
    assert len(asked(view, TODAY)) == 1


def test_each_senior_of_a_group_is_asked_about_the_own_step() -> None:
    both = met(1, step("anna"), step("bruno", text="a chart"), there=("anna", "bruno"))
    view = with_anna(pair("giulia", "bruno"), both)
    found = steps.waiting_step(view, "giulia", "bruno", day(2))
    assert found is not None
    assert (found.index, found.step.text) == (1, "a chart")
    assert steps.waiting_step(view, "giulia", "carla", day(2)) is None
    assert steps.waiting_step(view, "luca", "bruno", day(2)) is None


def test_the_next_session_has_its_turn_to_ask_before_anybody_else() -> None:
    view = with_anna(met(1, step()))
    # Due on the 9th of February; the turn after it ends on the 16th.
    assert asked(view, day(3)) == []
    assert asked(view, day(3) + DAY) == ["w01-0"]


def test_a_step_that_the_next_session_left_out_is_asked_about_from_that_day() -> None:
    view = with_anna(met(1, step()), met(2))
    assert asked(view, day(2) - DAY) == []
    assert asked(view, day(2)) == ["w01-0"]


def test_a_step_for_later_than_the_next_session_waits_for_its_day() -> None:
    view = with_anna(met(1, step(due_on=day(4))), met(2), met(3))
    assert asked(view, day(4) - DAY) == []
    assert asked(view, day(4)) == ["w01-0"]


@pytest.mark.parametrize("status", ["missed", "cancelled", "moved", "planned"])
def test_a_session_that_was_not_held_left_nothing_out(status: str) -> None:
    view = with_anna(met(1, step()), met(2, status=status))
    assert asked(view, day(2)) == []


def test_where_turns_are_long_a_step_waits_a_whole_turn() -> None:
    group = [pair("giulia", who) for who in ("anna", "bruno", "carla")]
    view = look(*group, met(1, step()))
    # Due on the 9th of February, a turn of three weeks later is the 2nd of March.
    assert asked(view, day(5)) == []
    assert asked(view, day(5) + DAY) == ["w01-0"]


def test_the_oldest_step_is_asked_about_first() -> None:
    group = [pair("giulia", "anna"), pair("giulia", "bruno"), pair("luca", "carla")]
    theirs = session("luca", day(1), "carla", steps=(step("carla"),), id="z")
    both = met(2, step("anna", due_on=day(5)), step("bruno"), there=("anna", "bruno"))
    assert asked(look(*group, both, theirs), TODAY) == ["z-0", "w02-1", "w02-0"]


def test_nobody_is_asked_about_a_step_of_a_pair_that_ended() -> None:
    view = look(pair("giulia", "anna", until_on=day(4)), met(1, step()), met(2))
    assert asked(view, TODAY) == []


def test_a_session_without_the_senior_could_not_ask() -> None:
    group = [pair("giulia", "anna"), pair("giulia", "bruno")]
    missing = session("giulia", day(2), attendance={"anna": "excused", "bruno": "present"})
    view = look(*group, met(1, step()), missing, formats=("group",))
    assert asked(view, day(2)) == []


# -- what counts as tried --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreed", "tried"),
    [
        ([step()], True),
        ([step(done="yes")], True),
        ([step(done="no", reason="no time")], False),
        ([step(decision="later")], False),
        ([step(decision="not_for_us")], False),
        ([step("bruno")], False),
        ([step(done="no"), step(text="a chart")], True),
        ([], False),
    ],
)
def test_a_step_counts_until_it_is_known_that_it_was_left_undone(
    agreed: list[Step], tried: bool
) -> None:
    assert steps.was_tried(met(1, *agreed), "anna") is tried


def no_step(*records: Record, **fields: Any) -> str:
    view = with_anna(*records, **fields)
    found = pair_signals.signals_of(view, view.pairs[0], TODAY)
    return next((each.message for each in found.signals if each.rule == "R12"), "")


def test_three_steps_left_undone_running_are_named() -> None:
    undone = [met(week, step(done="no", reason="no time")) for week in (9, 10, 11)]
    assert no_step(*undone) == "no step tried in 3 sessions"


def test_steps_left_undone_and_sessions_without_one_count_together() -> None:
    assert no_step(met(9), met(10, step(done="no")), met(11)) == "no step tried in 3 sessions"


@pytest.mark.parametrize("last", [step(), step(done="yes")])
def test_a_step_that_is_tried_ends_the_count(last: Step) -> None:
    undone = [met(week, step(done="no")) for week in (9, 10, 11)]
    assert no_step(*undone, met(12, last)) == ""


def test_two_steps_left_undone_are_not_named_yet() -> None:
    assert no_step(met(9, step()), met(10, step(done="no")), met(11, step(done="no"))) == ""


# -- the clock of a pair ---------------------------------------------------------------------------


def clock(view: View, on: date) -> tuple[int | None, int | None]:
    """Days to the first session, and since the last one."""
    (mine,) = [each for each in view.pairs if each.senior_id == "anna"]
    found = pair_facts.facts_of(view, mine, on)
    return found.days_to_first, found.days_since_last


def shut(first: date, last: date) -> Firm:
    return Firm(name=FIRM.name, closed_days=(ClosedDays(start=first, end=last),))


def test_the_clock_counts_every_day_where_nothing_stands_in_the_way() -> None:
    assert clock(with_anna(), day(3)) == (14, None)
    assert clock(with_anna(met(2)), day(4)) == (7, 14)


def test_the_clock_of_a_pair_that_began_before_the_programme_starts_with_it() -> None:
    early = pair("giulia", "anna", START - timedelta(days=30))
    assert clock(look(early), day(3)) == (14, None)


def test_the_clock_stands_still_on_each_day_of_a_pause() -> None:
    # Wednesday of week 2 to Tuesday of week 3, both included: 7 of the 21 days.
    away = pair("giulia", "anna", pauses=(Pause(start=day(2, 2), end=day(3, 1)),))
    assert clock(look(away), day(4)) == (14, None)
    assert clock(look(away, met(1)), day(4)) == (0, 14)


@pytest.mark.parametrize(("who", "role"), [("anna", "senior"), ("giulia", "mentor")])
def test_the_clock_stands_still_while_one_of_the_two_pauses(who: str, role: Any) -> None:
    paused = part(who, role, status="paused", status_on=day(3))
    # Day 3 itself is a day of the pause: 13 days from the first of the programme.
    assert clock(with_anna(paused), TODAY) == (13, None)


def test_the_clock_stands_still_in_a_week_whose_slot_a_closed_day_took() -> None:
    one_day = shut(day(2), day(2))
    # Monday of week 2 to its Sunday do not count, though the firm was closed on one day only.
    assert clock(with_anna(met(1), firm=one_day), day(3)) == (0, 7)
    assert clock(with_anna(firm=one_day), day(3)) == (7, None)


def test_a_closed_day_that_took_no_slot_does_not_stop_the_clock() -> None:
    friday = shut(day(2, 4), day(2, 4))
    assert clock(with_anna(met(1), firm=friday), day(3)) == (0, 14)
    shifted = with_anna(met(1), firm=shut(day(2), day(2)), holidays="shift")
    assert clock(shifted, day(3)) == (0, 14)


def test_three_closed_weeks_are_no_silence() -> None:
    view = with_anna(
        *(met(week, step(), received=(Exchange(text="x"),)) for week in range(1, 9)),
        firm=shut(day(9), day(11, 6)),
    )
    found = pair_facts.facts_of(view, view.pairs[0], TODAY)
    # From Monday of week 8: six days of it, none of three weeks, Monday to Friday of week 12.
    assert found.days_since_last == 11
    assert "R3" not in [each.rule for each in pair_signals.signals(found)]


def test_a_week_that_is_closed_and_a_pause_are_left_out_only_once() -> None:
    away = pair("giulia", "anna", pauses=(Pause(start=day(2), end=day(2, 6)),))
    assert clock(look(away, met(1), firm=shut(day(2), day(2))), day(3)) == (0, 7)


def test_the_clock_of_an_own_slot_stands_still_only_where_that_slot_was_lost() -> None:
    own = {"pairing": Pairing(own_half_day=True)}
    other = pair("giulia", "bruno", slot="wed-09:00")
    monday = look(pair("giulia", "anna"), other, met(1), firm=shut(day(2), day(2)), **own)
    assert clock(monday, day(3)) == (0, 7)
    wednesday = look(pair("giulia", "anna"), other, met(1), firm=shut(day(2, 2), day(2, 2)), **own)
    assert clock(wednesday, day(3)) == (0, 14)


def test_the_clock_stands_still_in_a_week_that_lost_its_only_slot() -> None:
    beside = {"formats": ("group",), "individual": Individual(every_weeks=4)}
    view = with_anna(met(1, format="group"), firm=shut(day(2), day(2, 6)), **beside)
    assert clock(view, day(3)) == (0, 7)


def test_the_clock_stands_still_in_a_week_that_lost_both_its_slots() -> None:
    beside = {"formats": ("group",), "individual": Individual(every_weeks=1)}
    view = with_anna(met(1, format="group"), firm=shut(day(2), day(2, 6)), **beside)
    assert clock(view, day(3)) == (0, 7)


def test_quick_help_does_not_turn_the_clock_back() -> None:
    helped = session("giulia", day(3), "anna", quick_help=True, minutes=5)
    assert clock(with_anna(met(1), helped), day(4)) == (0, 21)


def test_sessions_during_a_pause_are_not_expected() -> None:
    away = pair("giulia", "anna", pauses=(Pause(start=day(2), end=day(2, 6)),))
    view = look(away, met(1), met(2, status="missed"), met(3))
    found = pair_facts.facts_of(view, view.pairs[0], TODAY)
    assert (found.expected, found.held) == (2, 2)


# -- cases that come back --------------------------------------------------------------------------


def case(case_id: str, *, closed: bool = False, **fields: Any) -> Case:
    ending = {"closed_on": day(2), "outcome": "they talked"} if closed else {}
    given = {"text": "sessions fall out", "pair_id": "giulia-anna", **ending, **fields}
    return Case(id=case_id, programme_id=PROGRAMME, opened_on=day(1 if closed else 3), **given)


def test_a_case_that_was_closed_once_before_proposes_a_new_pairing() -> None:
    old, now = case("ca1", closed=True), case("ca2")
    view = with_anna(old, now)
    assert cases.before(view, now) == [old]
    assert cases.proposes_rematch(view, now)


@pytest.mark.parametrize(
    "old",
    [
        case("ca1"),
        case("ca1", closed=True, text="a fair"),
        case("ca1", closed=True, pair_id="giulia-bruno"),
        case("ca1", closed=True, pair_id=None, person_id="giulia"),
    ],
)
def test_a_case_still_open_or_of_something_else_has_not_come_back(old: Case) -> None:
    view = look(pair("giulia", "anna"), pair("giulia", "bruno"), old, case("ca2"))
    assert cases.before(view, case("ca2")) == []
    assert not cases.proposes_rematch(view, case("ca2"))


def test_the_first_case_has_nothing_before_it() -> None:
    view = with_anna(case("ca1"))
    assert not cases.proposes_rematch(view, case("ca1"))


def test_the_same_words_are_the_same_case_however_they_are_written() -> None:
    view = with_anna(case("ca1", closed=True, text=" Sessions fall OUT "), case("ca2"))
    assert cases.proposes_rematch(view, case("ca2"))


def test_the_same_rule_is_the_same_case_whatever_its_words() -> None:
    old = case("ca1", closed=True, rule="R3", text="no session for 15 days")
    now = case("ca2", rule="R3", text="no session for 22 days")
    assert cases.proposes_rematch(with_anna(old, now), now)
    other = case("ca2", rule="R2", text="no session for 15 days")
    assert not cases.proposes_rematch(with_anna(old, other), other)


def test_a_case_of_a_mentor_comes_back_without_a_new_pairing() -> None:
    of_mentor: dict[str, Any] = {"pair_id": None, "person_id": "giulia"}
    old, now = case("ca1", closed=True, **of_mentor), case("ca2", **of_mentor)
    view = with_anna(old, now)
    assert cases.before(view, now) == [old]
    assert not cases.proposes_rematch(view, now)


def test_no_new_pairing_is_proposed_for_a_pair_that_ended() -> None:
    old, now = case("ca1", closed=True), case("ca2")
    view = look(pair("giulia", "anna", until_on=day(6), end_reason="both agreed"), old, now)
    assert not cases.proposes_rematch(view, now)


def test_open_cases_are_in_the_order_they_were_opened() -> None:
    late = Case(id="ca1", programme_id=PROGRAMME, opened_on=day(4), text="x")
    view = with_anna(late, case("ca3"), case("ca2"), case("ca4", closed=True))
    assert [each.id for each in cases.cases(view)] == ["ca2", "ca3", "ca1"]


# -- the hand-over ---------------------------------------------------------------------------------


def note(*records: Record, **fields: Any) -> str:
    view = look(pair("giulia", "anna", **fields), *records)
    return handover.note(view, view.pairs[0])


def test_a_pair_that_never_met_has_nothing_to_hand_over() -> None:
    absent = met(2, step(), attendance={"anna": "absent"})
    assert note(met(1, status="missed"), absent, met(13, status="planned")) == ""


def test_a_hand_over_says_what_was_done_tried_and_given_back() -> None:
    first = met(
        1,
        step(done="yes"),
        taught=(Exchange(skill_id="spreadsheets"), Exchange(text="sums")),
        received=(Exchange(skill_id="negotiation"),),
    )
    second = met(
        2,
        step(text="a chart of the week", done="no", reason="no time"),
        taught=(
            Exchange(skill_id="video-meetings", text="invitations"),
            Exchange(skill_id="spreadsheets", text="pivots."),
        ),
        received=(Exchange(text="patience"),),
    )
    assert note(first, second).splitlines() == [
        "2 sessions with Giulia Ferrante, the last on Mon 9 Feb.",
        "Worked on: Spreadsheets at work and Running remote meetings.",
        "Last time: invitations; pivots.",
        "Step: a chart of the week (not tried yet).",
        "Gives back: Negotiating contracts.",
    ]


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (step(), "Step: a pivot of the suppliers (to be asked about)."),
        (step(done="yes"), "Step: a pivot of the suppliers (tried)."),
        (step(done="no"), "Step: a pivot of the suppliers (not tried yet)."),
    ],
)
def test_a_hand_over_says_how_the_last_step_stands(agreed: Step, said: str) -> None:
    assert note(met(1, agreed)).splitlines() == [
        "1 session with Giulia Ferrante, the last on Mon 2 Feb.",
        said,
    ]


@pytest.mark.parametrize("decision", ["later", "not_for_us"])
def test_a_step_that_was_put_off_is_not_handed_over(decision: Any) -> None:
    assert "Step" not in note(met(1, step(decision=decision)))


def test_a_hand_over_keeps_to_facts() -> None:
    told = note(
        met(
            1,
            step(done="no", reason="PRIVATE reason of the step"),
            taught=(Exchange(text="sums"),),
            ratings={"anna": 1, "giulia": 2},
            mentor_share=0.9,
            wants_talk=("anna",),
            note="PRIVATE note",
            reason="PRIVATE reason",
        ),
        until_on=day(3),
        end_reason="PRIVATE ending",
        rationale="PRIVATE rationale",
    )
    assert told.splitlines() == [
        "1 session with Giulia Ferrante, the last on Mon 2 Feb.",
        "Last time: sums.",
        "Step: a pivot of the suppliers (not tried yet).",
    ]


def test_a_hand_over_tells_nothing_of_other_seniors_sessions() -> None:
    theirs = met(2, step("bruno"), there=("bruno",), taught=(Exchange(text="theirs"),))
    told = note(met(1, taught=(Exchange(text="hers"),)), pair("giulia", "bruno"), theirs)
    assert told.splitlines() == [
        "1 session with Giulia Ferrante, the last on Mon 2 Feb.",
        "Last time: hers.",
    ]
