"""Calendars as people's programs show them, and what one edition says of the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import msgspec
import pytest

from revmentor.exchange import calendar, calendar_folder
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace
from tests.exchange.test_calendar import group, made, read
from tests.support.cli import Said, revmentor
from tests.support.firm import FIRM, TODAY, day, look, pair, part, person, prepared, session

LINK = "https://meet.example.org/valdarco?room=1,2;3"


def events(data: bytes) -> list[Any]:
    """Return the events of a calendar, each of which can be read whole."""
    found = icalendar.Calendar.from_ical(data)
    assert not found.errors
    every = list(found.walk("VEVENT"))
    assert not [error for each in every for error in each.errors]
    return every


def coming(view: View, name: str, **how: Any) -> list[Any]:
    """Return the events from today on of the calendar whose name begins so."""
    return [each for each in events(of(made(view, **how), name)) if start(each) >= TODAY]


def of(found: calendar.Calendars, name: str) -> bytes:
    return next(data for each, data in found.files.items() if each.startswith(name))


def start(event: Any) -> date:
    when = event.decoded("dtstart")
    return when.date() if isinstance(when, datetime) else when


def cancelled(found: calendar.Calendars, name: str) -> dict[str, str]:
    """Return the titles of the cancelled events of a calendar, by their uid."""
    every = events(of(found, name))
    return {str(e["uid"]): str(e["summary"]) for e in every if e["status"] == "CANCELLED"}


def remote(*more: Any) -> View:
    return group(
        pair("giulia", "anna", mode="remote"),
        session("giulia", day(1), "anna", mode="remote", link=LINK),
        *more,
    )


# -- one event -----------------------------------------------------------------------------------


def test_the_link_is_the_place_the_address_and_in_the_text_of_what_is_to_come() -> None:
    first, *_more = coming(remote(), "anna")
    assert (str(first["location"]), str(first["url"])) == (LINK, LINK)
    assert LINK in str(first["description"])
    assert str(coming(remote(), "common")[0].get("location")) == LINK


def test_a_link_of_a_session_is_in_its_own_event_and_on_site_there_is_none() -> None:
    other = "https://meet.example.org/other"
    view = group(session("giulia", TODAY, "bruno", mode="remote", link=other, id="s9"))
    links = {start(each): each.get("url") for each in events(made(view).files["common-floor.ics"])}
    assert {str(link) for link in links.values() if link} == {other}


@pytest.mark.parametrize("word", ["Room 3", "javascript:alert(1)", "https://", "http://[x"])
def test_what_is_no_address_is_a_place_and_no_url(word: str) -> None:
    view = group(session("giulia", TODAY, "bruno", mode="remote", link=word, id="s9"))
    (event,) = (e for e in events(of(made(view), "bruno")) if e.get("location"))
    assert str(event["location"]) == word
    assert "url" not in event


def test_what_is_to_come_rings_for_a_person_and_not_for_the_coordinator() -> None:
    view = group()
    every = events(of(made(view), "anna"))
    rings = {start(each): [a.decoded("trigger") for a in each.walk("VALARM")] for each in every}
    assert [timedelta(minutes=-15)] in rings.values()
    assert {bool(found) for on, found in rings.items() if on < TODAY} == {False}
    assert {bool(found) for on, found in rings.items() if on >= TODAY} == {True}
    assert b"VALARM" not in made(view).files["common-floor.ics"]


def test_a_day_without_an_hour_takes_no_time_and_rings_in_the_morning() -> None:
    event = coming(look(pair("giulia", "anna")), "anna")[0]
    assert str(event["transp"]) == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=8)
    with_hour = coming(group(), "anna")[0]
    assert str(with_hour["transp"]) == "OPAQUE"


def test_a_cancelled_event_says_so_in_its_title_and_rings_no_more() -> None:
    view = group(session("giulia", day(14), status="cancelled", attendance={"anna": "excused"}))
    (event,) = (each for each in events(of(made(view), "anna")) if each["status"] == "CANCELLED")
    assert str(event["summary"]) == "Cancelled: Reverse mentoring: Giulia Ferrante"
    assert str(event["transp"]) == "TRANSPARENT"
    assert not event.walk("VALARM")


# -- whose it is ---------------------------------------------------------------------------------


def uids(view: View, **how: Any) -> set[str]:
    return {str(each["uid"]) for each in events(made(view, **how).files["common-floor.ics"])}


def called(view: View, name: str) -> View:
    firm = msgspec.structs.replace(FIRM, name=name)
    return view.over(msgspec.structs.replace(view.snapshot, firm=firm))


def test_events_of_a_file_copied_for_another_firm_are_others() -> None:
    first, second = called(group(), "Valdarco S.r.l."), called(group(), "Conceria Arno S.p.A.")
    assert not uids(first) & uids(second)
    assert not uids(first) & uids(first, lineage="ffffffff")


def test_a_capital_or_a_dot_in_the_firms_name_makes_no_other_events() -> None:
    first, second = called(group(), "Niccolò S.r.l."), called(group(), "NICCOLO' SRL")
    assert uids(first) == uids(second) == uids(first, sequence=90)


# -- names of files ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Niccolò Mazzà", "niccolo-mazza-anna.ics"),
        ("Łukasz Wiśniewski", "lukasz-wisniewski-anna.ics"),
        ("Søren Ærø Strauß", "soren-aero-strauss-anna.ics"),
        ("İpek Đurić", "ipek-duric-anna.ics"),
        ("ＦＵＬＬ Ｗｉｄｔｈ", "full-width-anna.ics"),
        ("李小龙", "anna.ics"),
        ("../../etc/passwd", "etc-passwd-anna.ics"),
    ],
)
def test_accents_in_the_name_of_a_file_are_folded(name: str, file: str) -> None:
    assert file in made(group(person("anna", name=name))).files


def test_no_file_has_the_name_of_a_device() -> None:
    view = group()
    programme = msgspec.structs.replace(view.programme, name="CON")
    tables = {"programmes": {programme.id: programme}}
    named = view.over(view.snapshot.with_records(tables))
    assert "con-calendar.ics" in made(named).files


# -- one edition after the other -----------------------------------------------------------------


def ended() -> View:
    """Return the group after the pair with Anna ended."""
    return group(pair("giulia", "anna", until_on=TODAY - timedelta(days=2), end_reason="moved"))


def test_what_a_pair_that_ended_was_promised_is_cancelled_for_one_edition() -> None:
    first = made(group(), sequence=7)
    promised = {str(each["uid"]) for each in events(of(first, "anna")) if start(each) >= TODAY}
    second = made(ended(), first.files, sequence=8)
    told = cancelled(second, "anna")
    assert set(told) == promised
    assert set(told.values()) == {"Cancelled: Reverse mentoring: Giulia Ferrante"}
    assert not second.outlived
    third = made(ended(), second.files, sequence=9)
    assert not cancelled(third, "anna")
    assert not [each for each in events(of(third, "anna")) if start(each) >= TODAY]


def test_an_edition_written_twice_is_the_same() -> None:
    first = made(group(), sequence=7)
    second = made(ended(), first.files, sequence=8)
    assert made(ended(), second.files, sequence=8) == second


def test_a_turn_that_went_to_another_is_cancelled_for_whoever_had_it() -> None:
    first = made(group(), sequence=7)
    anna_too = group(session("giulia", day(12), "anna", id="s1"))
    second = made(anna_too, first.files, sequence=8)
    before, now = (
        {str(e["uid"]) for e in events(of(each, "anna")) if e["status"] != "CANCELLED"}
        for each in (first, second)
    )
    later = {str(e["uid"]) for e in events(of(first, "anna")) if start(e) >= TODAY}
    assert set(cancelled(second, "anna")) == (before - now) & later != set()


def test_into_a_new_folder_the_end_of_a_pair_is_told_all_the_same() -> None:
    found = made(ended())
    told = cancelled(found, "anna")
    assert told
    assert set(told.values()) == {"Cancelled: Reverse mentoring: Giulia Ferrante"}
    assert {str(e["uid"]) for e in events(of(made(group()), "giulia"))} == {
        str(e["uid"]) for e in events(of(found, "giulia"))
    }
    late = made(ended(), today=TODAY + timedelta(weeks=5))
    assert not cancelled(late, "anna")


def test_on_its_last_day_a_pair_is_told_of_what_will_not_come() -> None:
    view = group(pair("giulia", "anna", until_on=TODAY, end_reason="moved"))
    assert cancelled(made(view), "anna")
    said_early = group(pair("giulia", "anna", until_on=TODAY + timedelta(days=8)))
    days = {start(each) for each in events(of(made(said_early), "anna"))
            if each["status"] == "CANCELLED"}  # fmt: skip
    assert days
    assert min(days) > TODAY + timedelta(days=8)


def test_a_mentor_whose_only_pair_ended_hears_of_it() -> None:
    gone = look(
        part("luca", "mentor", slot="tue-10:00"), pair("luca", "carla", until_on=day(12, 1))
    )
    found = made(gone)
    assert len(cancelled(found, "luca")) == len(cancelled(found, "carla")) == 12
    assert len(cancelled(found, "common")) == 12


# -- files of earlier editions -------------------------------------------------------------------


def command(path: Path, *words: str) -> Said:
    return revmentor(
        "calendar", path.name, "-o", "out", "--today", "2026-04-24", *words, cwd=path.parent
    )


def names(path: Path) -> list[str]:
    return sorted(each.name for each in (path.parent / "out").iterdir())


@pytest.fixture
def workspace(path: Path) -> Workspace:
    return prepared(
        path,
        part("giulia", "mentor", slot="mon-09:00"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
    )


def test_the_file_of_a_renamed_person_goes_and_others_stay(
    path: Path, workspace: Workspace
) -> None:
    assert command(path).status == 0
    out = path.parent / "out"
    (out / "anna-de-luca-holiday.ics").write_text("BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")
    (out / "notes.txt").write_text("mine")
    (out / "link.ics").symlink_to(out / "anna-de-luca-anna.ics")
    workspace.commit("renamed", put=[person("anna", name="Anna Rossi")])
    done = command(path, "--force")
    assert done.status == 0
    assert "anna-de-luca-anna.ics was an earlier calendar; it was removed." in done.err
    assert names(path) == [
        "anna-de-luca-holiday.ics", "anna-rossi-anna.ics", "bruno-tosi-bruno.ics",
        "common-floor.ics", "giulia-ferrante-giulia.ics", "link.ics", "notes.txt",
    ]  # fmt: skip


def test_the_file_of_a_person_who_is_gone_goes(path: Path, workspace: Workspace) -> None:
    assert command(path).status == 0
    snapshot = workspace.snapshot
    tx = workspace.change()
    tx.remove(
        snapshot.pairs["giulia-bruno"],
        *(each for each in snapshot.participations.values() if each.person_id == "bruno"),
        snapshot.people["bruno"],
    )
    tx.commit_as("removed", None)
    done = command(path, "--force")
    assert "bruno-tosi-bruno.ics" in done.err
    assert names(path) == [
        "anna-de-luca-anna.ics",
        "common-floor.ics",
        "giulia-ferrante-giulia.ics",
    ]


def test_nothing_of_another_firm_or_programme_is_removed(path: Path, workspace: Workspace) -> None:
    assert command(path).status == 0
    stands = names(path)
    workspace.commit("another", firm=msgspec.structs.replace(FIRM, name="Conceria Arno"),
                     put=[person("anna", name="Anna Rossi")])  # fmt: skip
    assert command(path, "--force").status == 0
    assert set(stands) < set(names(path))


def test_without_force_nothing_is_removed(path: Path, workspace: Workspace) -> None:
    assert command(path).status == 0
    before = {each.name: each.read_bytes() for each in (path.parent / "out").iterdir()}
    workspace.commit("renamed", put=[person("anna", name="Anna Rossi")])
    assert command(path).status == 6
    assert {each.name: each.read_bytes() for each in (path.parent / "out").iterdir()} == before


def _spoiled(data: bytes) -> Iterator[bytes]:
    yield data.replace(b"SUMMARY", b"SUMM\xffARY")
    yield data.replace(b"DTSTART", b"DTSTART;VALUE=DATE")
    yield data.replace(b"END:VEVENT", b"END:VALARM")
    yield data[: len(data) // 2]
    yield data.replace(b"UID:", b"UID:" + b"x" * 5000)


def test_a_calendar_that_somebodys_hand_was_in_stops_nothing() -> None:
    first = made(group(), sequence=7)
    for index in range(5):
        spoiled = {name: list(_spoiled(data))[index] for name, data in first.files.items()}
        found = made(ended(), spoiled, sequence=8)
        assert set(found.files) == set(first.files)
        for data in found.files.values():
            assert icalendar.Calendar.from_ical(data)


def test_a_calendar_says_whose_it_is() -> None:
    found: Mapping[str, bytes] = made(group()).files
    tag = calendar_folder.tag("0a1b2c3d", FIRM.name)
    whose = {
        name: str(icalendar.Calendar.from_ical(data)["X-REVMENTOR-OF"])
        for name, data in found.items()
    }
    assert whose["common-floor.ics"] == f"{tag}/pr/"
    assert whose["anna-de-luca-anna.ics"] == f"{tag}/pr/anna"
    assert read(group())
