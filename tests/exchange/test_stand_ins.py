"""What leaves the house while somebody stands in: calendars, messages, agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from revmentor.exchange import agenda, calendar
from revmentor.exchange.messages import letters, message_texts
from revmentor.exchange.messages_of_pair import messages_of_pair
from revmentor.model.pair import StandIn
from revmentor.model.session import Step
from revmentor.rules.people.printed_for import PrintedFor
from revmentor.rules.programme_view import View
from tests.exchange.test_calendar_editions import cancelled, events, of, start
from tests.support.firm import TODAY, day, look, pair, part, session

AWAY = StandIn(mentor_id="luca", start=day(13), end=day(15, 6))


def group(*stand_ins: StandIn, **fields: Any) -> View:
    """Giulia meets Anna and Bruno in turn on Mondays at nine, Luca Carla on Tuesdays at ten."""
    return look(
        part("giulia", "mentor", slot="mon-09:00"),
        part("luca", "mentor", slot="tue-10:00"),
        pair("giulia", "anna", stand_ins=stand_ins),
        pair("giulia", "bruno", stand_ins=stand_ins),
        pair("luca", "carla"),
        session("giulia", day(12), "anna", steps=(Step(senior_id="anna", text="a pivot"),)),
    )


def made(view: View, folder: Any = None, sequence: int = 7) -> calendar.Calendars:
    return calendar.calendars(view, calendar.Edition(TODAY, sequence, "0a1b2c3d"), folder or {})


def days(found: calendar.Calendars, who: str) -> set[date]:
    return {
        start(each)
        for each in events(of(found, who))
        if each["status"] != "CANCELLED" and AWAY.holds(start(each))
    }


def test_the_slots_leave_the_mentor_s_calendar_and_come_into_the_stand_in_s() -> None:
    before, after = made(group()), made(group(AWAY))
    mondays = {day(13), day(14), day(15)}
    assert (days(before, "giulia"), days(after, "giulia")) == (mondays, set())
    assert days(after, "luca") - days(before, "luca") == mondays
    assert days(after, "anna") | days(after, "bruno") == mondays
    with_luca = [each for each in events(of(after, "anna")) if "Luca" in str(each["summary"])]
    assert [start(each) for each in with_luca] == sorted(days(after, "anna"))
    assert {str(each["dtstart"].dt.time()) for each in with_luca} == {"07:00:00"}


@pytest.mark.parametrize("known", [True, False], ids=["told before", "a fresh folder"])
def test_what_is_taken_over_is_told_as_cancelled_to_mentor_and_senior(known: bool) -> None:
    folder = made(group()).files if known else None
    after = made(group(AWAY), folder, sequence=8)
    told = cancelled(after, "giulia")
    assert len(told) == 3
    assert {*cancelled(after, "anna"), *cancelled(after, "bruno")} == {*told}
    assert not cancelled(after, "luca")


def test_what_is_given_back_is_cancelled_for_the_stand_in() -> None:
    with_luca = made(group(AWAY)).files
    short = StandIn(mentor_id="luca", start=AWAY.start, end=day(13, 6))
    after = made(group(short), with_luca, sequence=8)
    assert len(cancelled(after, "luca")) == 2
    assert days(after, "giulia") == {day(14), day(15)}


def test_the_agenda_of_the_week_is_the_stand_in_s_with_the_last_step() -> None:
    week = PrintedFor(week_with=day(13))
    view = group(AWAY)
    pages = {each.who: each for each in agenda.agendas(view, week, day(13))}
    assert [*pages] == ["Luca Bianchi & Bruno Tosi", "Luca Bianchi & Carla Russo"]
    [anna] = [each for each in agenda.agendas(view, PrintedFor(week_with=day(14)), day(13))
              if "Anna" in each.who]  # fmt: skip
    assert "Last time’s step: Anna: a pivot" in anna.intro


def letter_of(message_id: str, view: View, on: date = TODAY) -> Any:
    [text] = [each for each in message_texts(view) if each.id == message_id]
    return letters(view, text, view.snapshot.pairs["giulia-anna"], on)


def test_the_colleague_and_the_senior_are_written_to() -> None:
    [to_luca] = letter_of("stand_in", group(AWAY))
    assert (to_luca.name, to_luca.subject) == ("Luca Bianchi", "Some weeks with Anna")
    assert "Giulia is away for a while" in to_luca.body
    assert "It begins on 27 April and ends on 17 May." in to_luca.body
    assert "The usual occasion stays: Monday at 09:00." in to_luca.body
    assert "The last step agreed on was this: a pivot." in to_luca.body
    [to_anna] = letter_of("stand_in_senior", group(AWAY))
    assert (to_anna.name, to_anna.subject) == ("Anna De Luca", "For some weeks with Luca")
    assert "Luca takes them over from 27 April to 17 May." in to_anna.body


def test_they_stand_first_before_it_begins_and_go_once_it_is_over() -> None:
    view = group(AWAY)
    anna = view.snapshot.pairs["giulia-anna"]
    first = [each.message.id for each in messages_of_pair(view, anna, TODAY) if each.fits_now]
    assert {"stand_in", "stand_in_senior"} <= {*first}
    assert letter_of("stand_in", view, day(16)) == []
    assert letter_of("stand_in", group()) == []


def test_the_reminder_goes_to_whoever_teaches_next() -> None:
    view = group(AWAY)
    assert [each.name for each in letter_of("reminder", view)] == ["Luca Bianchi", "Anna De Luca"]
    assert letter_of("reminder", view)[1].subject == "Soon, with Luca"
    assert [each.name for each in letter_of("reminder", view, day(16))] == [
        "Giulia Ferrante",
        "Anna De Luca",
    ]
