"""The weeks of a stand-in are not the pair's: no signal of the pair speaks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.model.pair import Charter, StandIn
from revmentor.model.session import Exchange, Step
from revmentor.rules.care import mentor_signals, pair_signals
from revmentor.rules.care.pair_facts import facts_of
from revmentor.rules.pairing.meetings import meetings
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings
from revmentor.rules.schedule import hours
from revmentor.rules.sessions import steps
from tests.support.firm import day, look, pair, person, programme, session, snapshot

AWAY = StandIn(mentor_id="luca", start=day(6), end=day(11, 6))
SIGNED = Charter(mentor_on=day(1), senior_on=day(1))
BEFORE = [session("giulia", day(week), "anna", steps=(Step(senior_id="anna", text="a pivot"),),
                  received=(Exchange(text="a handshake"),)) for week in range(1, 6)]  # fmt: skip
MISSED = [session("luca", day(week), "anna", status="missed") for week in (6, 7)]
HELD = [session("luca", day(week), "anna") for week in range(6, 12)]


def anna(*more: Record, stand_ins: Any = (AWAY,)) -> View:
    alone = pair("giulia", "anna", stand_ins=stand_ins, charter=SIGNED)
    return look(alone, pair("luca", "carla", charter=SIGNED), *BEFORE, *more)


def speaking(view: View, on: date) -> list[str]:
    found = pair_signals.signals_of(view, view.snapshot.pairs["giulia-anna"], on).signals
    return [each.rule for each in found if each.rule != "R8"]


def test_the_pair_is_neither_silent_nor_missed_in_these_weeks() -> None:
    assert speaking(anna(*HELD), day(11, 6)) == []
    assert speaking(anna(*MISSED), day(8)) == []
    assert "R3" in speaking(anna(stand_ins=()), day(11, 6))


def test_afterwards_the_clock_goes_on_from_where_it_stood() -> None:
    view = anna(*HELD)
    found = facts_of(view, view.snapshot.pairs["giulia-anna"], day(12, 1))
    # The last own session was on the Monday of week 5: six days of it, and two of week 12.
    assert found.days_since_last == 8
    assert (found.expected, found.held) == (5, 5)


def test_what_was_missed_with_the_stand_in_is_said_of_the_stand_in() -> None:
    rules = [each.rule for each in mentor_signals.group_signals(anna(*MISSED), "luca", day(8))]
    assert "lost_slots" in rules
    rules = [each.rule for each in mentor_signals.group_signals(anna(*MISSED), "giulia", day(8))]
    assert "lost_slots" not in rules


def test_a_meeting_with_the_stand_in_is_not_one_of_the_pair() -> None:
    view = anna(*HELD)
    of_pair = view.snapshot.pairs["giulia-anna"]
    assert len(meetings(view, of_pair)) == 5
    assert len(view.sessions_of_pair(of_pair)) == 11
    gave = [each for each in findings.give_backs_received(view) if each.pair == of_pair]
    assert [len(each.held) for each in gave] == [5]


def test_the_step_is_asked_by_whoever_teaches_next() -> None:
    view = anna()
    asked = steps.waiting_step(view, "luca", "anna", day(6))
    assert asked is not None
    assert asked.step.text == "a pivot"
    later = session("luca", day(6), "anna", steps=(Step(senior_id="anna", text="a chart"),))
    back = steps.waiting_step(anna(later), "giulia", "anna", day(12))
    assert back is not None
    assert back.step.text == "a chart"


def test_the_hours_count_in_these_weeks() -> None:
    records = [
        *(person(who) for who in ("giulia", "luca")),
        *anna().snapshot.people.values(),
        *anna().snapshot.participations.values(),
        *anna().snapshot.pairs.values(),
        programme(),
    ]

    def on(today: date) -> View:
        return View(snapshot(*records), "pr", catalogue(), today)

    alone = hours.mentor_hours(programme(), 1)
    assert hours.monthly_hours(on(day(5)), "luca") == alone
    assert hours.monthly_hours(on(day(6)), "luca") == 2 * alone
    assert hours.monthly_hours(on(day(12)), "luca") == alone
