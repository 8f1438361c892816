"""Calendars, read back by another library."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import vobject

from revmentor.exchange import calendar
from revmentor.model.firm import ClosedDays
from revmentor.model.programme import Programme
from revmentor.rules.programme_view import View
from tests.support.cli import revmentor
from tests.support.firm import (
    FIRM,
    START,
    TODAY,
    day,
    look,
    pair,
    part,
    person,
    prepared,
    session,
)


def group(*more: Any) -> View:
    """Giulia on Mondays at nine with Anna and Bruno, from the first week on."""
    return look(
        part("giulia", "mentor", slot="mon-09:00"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        *more,
    )


def made(
    view: View,
    folder: Mapping[str, bytes] | None = None,
    *,
    sequence: int = 7,
    lineage: str = "0a1b2c3d",
    today: date = TODAY,
) -> calendar.Calendars:
    return calendar.calendars(view, calendar.Edition(today, sequence, lineage), folder or {})


def written(view: View) -> dict[str, bytes]:
    return made(view).files


def read(view: View, name: str = "common-floor.ics", sequence: int = 7) -> list[Any]:
    found = made(view, sequence=sequence).files
    name = next(each for each in found if each.startswith(name.removesuffix(".ics")))
    return list(vobject.readOne(found[name].decode()).vevent_list)


def programme(view: View, **fields: Any) -> Programme:
    return msgspec.structs.replace(view.programme, **fields)


def test_a_slot_keeps_its_hour_on_the_wall_across_the_change_to_summer_time() -> None:
    starts = [each.dtstart.value for each in read(group())]
    assert all(each.utcoffset() == timedelta(0) for each in starts)
    hours = {each.date(): each.hour for each in starts}
    assert hours[date(2026, 3, 23)] == 8
    assert hours[date(2026, 3, 30)] == 7


def test_every_slot_of_the_programme_is_one_event_without_repetition_or_guests() -> None:
    events = read(group())
    assert len({each.uid.value for each in events}) == len(events) == 24
    for each in events:
        assert each.dtend.value - each.dtstart.value == timedelta(minutes=30)
        assert not {"rrule", "attendee", "organizer"} & set(each.contents)


def test_a_logged_session_keeps_the_name_of_its_slot_and_a_later_file_counts_higher() -> None:
    before = {each.uid.value: each for each in read(group())}
    after = {
        each.uid.value: each
        for each in read(group(session("giulia", day(1), "anna", minutes=45)), sequence=8)
    }
    assert before.keys() == after.keys()
    first = min(after.values(), key=lambda each: each.dtstart.value)
    assert first.dtend.value - first.dtstart.value == timedelta(minutes=45)
    assert int(first.sequence.value) > int(before[first.uid.value].sequence.value)


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_what_was_dropped_is_cancelled_and_not_left_out(status: Any) -> None:
    view = group(session("giulia", day(2), status=status, attendance={"anna": "excused"}))
    dropped = [each for each in read(view) if each.status.value == "CANCELLED"]
    assert [each.dtstart.value.date() for each in dropped] == [day(2)]


def test_a_session_moved_to_another_day_is_an_event_of_its_own() -> None:
    view = group(
        session("giulia", day(2), status="moved", attendance={"anna": "excused"}),
        session("giulia", day(2, 3), "anna", id="s0009"),
    )
    days = sorted(
        each.dtstart.value.date() for each in read(view) if each.status.value == "CONFIRMED"
    )
    assert day(2, 3) in days
    assert day(2) not in days


def test_the_firms_own_closed_days_cancel_a_slot_they_take_away() -> None:
    view = group()
    shut = ClosedDays(start=day(5), end=day(5, 4), label="stocktaking")
    firm = msgspec.structs.replace(FIRM, closed_days=(shut,))
    closed = view.over(msgspec.structs.replace(view.snapshot, firm=firm))
    dropped = [each for each in read(closed) if each.status.value == "CANCELLED"]
    assert [each.dtstart.value.date() for each in dropped] == [day(5)]


def test_each_person_has_only_the_own_sessions_and_turns_go_round() -> None:
    anna, bruno = (
        {each.dtstart.value for each in read(group(), f"{name}.ics")}
        for name in ("anna-de-luca", "bruno-tosi")
    )
    giulia = {each.dtstart.value for each in read(group(), "giulia-ferrante.ics")}
    assert not anna & bruno
    assert anna | bruno == giulia
    assert abs(len(anna) - len(bruno)) <= 2  # turns begin anew from today on


def test_without_a_time_of_the_week_an_event_is_a_whole_day() -> None:
    first = read(look(pair("giulia", "anna")))[0]
    assert first.dtstart.value == START
    assert not isinstance(first.dtstart.value, datetime)


def test_lines_are_folded_at_75_octets_and_names_stay_text() -> None:
    name = "[red]Żółć; Łukasz, =cmd\\n " + "è" * 60
    data = written(group(person("anna", name=name)))["common-floor.ics"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    events = vobject.readOne(data.decode()).vevent_list
    assert any(name in each.summary.value for each in events)


def test_the_same_state_gives_the_same_bytes_and_no_address() -> None:
    view = group(person("anna", email="anna@example.org"))
    found = written(view)
    assert found == written(view) == made(view, found).files
    assert b"example.org" not in b"".join(found.values())


def test_the_command_writes_one_file_for_each_and_the_programme(path: Path) -> None:
    prepared(
        path,
        part("giulia", "mentor", slot="mon-09:00"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
    )
    done = revmentor("calendar", path.name, "-o", "out", "--today", "2026-04-24", cwd=path.parent)
    assert done.status == 0
    names = sorted(each.name for each in (path.parent / "out").iterdir())
    assert names == ["anna-de-luca-anna.ics", "bruno-tosi-bruno.ics", "common-floor.ics",
                     "giulia-ferrante-giulia.ics"]  # fmt: skip
    words = ("calendar", path.name, "-o", "out", "--today", "2026-04-24")
    again = revmentor(*words, cwd=path.parent)
    assert (again.status, again.raw) == (6, b"")
    assert "and 3 others already exist." in again.err
    assert revmentor(*words, "--force", cwd=path.parent).raw == done.raw


def test_without_a_folder_the_command_says_what_is_missing(path: Path) -> None:
    prepared(path)
    done = revmentor("calendar", path.name, cwd=path.parent)
    assert done.status == 2
    assert "-o" in done.err


def test_where_a_calendar_cannot_be_written_nothing_is_said_to_be_done(path: Path) -> None:
    prepared(path, pair("giulia", "anna"))
    (path.parent / "out").write_text("a file, not a folder")
    done = revmentor("calendar", path.name, "-o", "out", cwd=path.parent)
    assert done.status == 6
    assert "out is a file, not a folder" in done.err
    assert not done.out


def test_a_zone_that_does_not_exist_is_named(path: Path) -> None:
    view = group()
    firm = msgspec.structs.replace(FIRM, timezone="Europe/Atlantis")
    wrong = view.over(msgspec.structs.replace(view.snapshot, firm=firm))
    with pytest.raises(Exception, match="Europe/Atlantis"):
        made(wrong)


def test_two_people_whose_names_and_ids_look_alike_both_have_a_file() -> None:
    twins = [person(who, name="Anna Rossi") for who in ("V.1", "V_1")]
    view = look(
        *twins,
        *(part(each.id, "senior") for each in twins),
        *(pair("giulia", each.id) for each in twins),
    )
    names = [each for each in written(view) if each.startswith("anna-rossi")]
    assert names == ["anna-rossi-v-1.ics", "anna-rossi-v-1-2.ics"]


def test_a_make_up_that_is_held_keeps_the_name_it_had_when_it_was_planned() -> None:
    moved = session("giulia", day(13), id="s1", status="moved", attendance={"anna": "excused"})

    def uids(status: Any, on: date) -> dict[str, date]:
        extra = session(
            "giulia", day(13, 1), id="s2", status=status, attendance={"anna": "present"}
        )
        found = read(group(moved, extra))
        return {
            each.uid.value: each.dtstart.value.date()
            for each in found
            if each.dtstart.value.date() in {day(13), day(13, 1)}
        }

    assert uids("planned", TODAY) == uids("held", TODAY)
