"""Who asked to talk stands on Today until somebody writes down that they talked."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from revmentor.actions import imports, talks
from revmentor.exchange import document
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.pulse import Pulse
from revmentor.rules.care.today import today
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    PROGRAMME,
    TODAY,
    day,
    look,
    packed,
    pair,
    part,
    prepared,
    session,
    talk,
)

PAIRS = [pair("giulia", "anna"), pair("giulia", "bruno")]


def pulse(who: str, on: date) -> Pulse:
    return Pulse(id=f"pu-{who}", programme_id=PROGRAMME, person_id=who, on=on, wants_talk=True)


def asked(view: View, on: date = TODAY) -> list[tuple[str, str]]:
    items = today(view, on).items
    return [(item.subject, item.message) for item in items if "asked to talk" in item.message]


@pytest.mark.parametrize(
    "where",
    [
        session("giulia", day(8), "anna", wants_talk=("anna",), id="s"),
        session("giulia", day(8), "anna", "bruno", wants_talk=("anna",), id="s"),
        session("giulia", day(8), "anna", wants_talk=("anna",), quick_help=True, id="s"),
        session("giulia", day(8), "anna", wants_talk=("anna",), status="moved", id="s"),
        session("giulia", day(8), "anna", wants_talk=("anna",), status="cancelled", id="s"),
        pulse("anna", day(8)),
    ],
    ids=["session", "group", "quick help", "moved", "cancelled", "pulse"],
)
def test_a_wish_is_heard_wherever_it_was_said_and_names_who_asked(where: Record) -> None:
    later = [session("giulia", day(week), "anna", "bruno") for week in (9, 10, 11, 12)]
    ((subject, message),) = asked(look(*PAIRS, where, *later))
    assert subject == "Giulia & Anna"
    assert message.startswith("Anna asked to talk, Mon 23 Mar")
    assert asked(look(*PAIRS, where, *later, talk("anna", TODAY, where.id))) == []


def test_a_session_moved_to_a_later_day_asks_at_once() -> None:
    moved = session("giulia", day(13), "anna", wants_talk=("anna",), status="moved", id="s")
    assert asked(look(*PAIRS, moved))


def test_what_a_mentor_asks_in_a_group_stands_under_the_mentor() -> None:
    group = session("giulia", day(8), "anna", "bruno", wants_talk=("giulia",), id="s")
    ((subject, message),) = asked(look(*PAIRS, group))
    assert (subject, message.startswith("Giulia asked to talk")) == ("Giulia Ferrante", True)
    alone = session("giulia", day(8), "anna", wants_talk=("giulia",), id="s")
    assert [who for who, _said in asked(look(*PAIRS, alone))] == ["Giulia & Anna"]


def test_who_has_no_pair_any_more_is_not_forgotten_nor_after_the_last_week() -> None:
    said = session("giulia", day(8), "anna", wants_talk=("anna",), id="s")
    ended = [pair("giulia", "anna", until_on=day(9), end_reason="moved away")]
    assert [who for who, _said in asked(look(*ended, said))] == ["Anna De Luca"]
    assert [who for who, _said in asked(look(*PAIRS, said), day(30))] == ["Anna De Luca"]


def test_a_wish_of_a_day_to_come_is_not_there_yet() -> None:
    said = session("giulia", day(8), "anna", wants_talk=("anna",))
    assert asked(look(*PAIRS, said), day(7)) == []


# -- writing it down -------------------------------------------------------------------------------


def waiting(path: Path) -> Workspace:
    return prepared(
        path,
        part("giulia", "mentor"),
        *PAIRS,
        session("giulia", day(8), "anna", wants_talk=("anna",), id="s8"),
        session("giulia", day(10), "anna", wants_talk=("anna",), id="s10"),
    )


def test_a_talk_answers_what_was_asked_up_to_its_day(path: Path) -> None:
    workspace = waiting(path)
    first = talks.record_talk(workspace.change(PROGRAMME, today=TODAY), "anna", on=day(9))
    assert first.asked_in == ("s8",)
    assert asked(workspace.view(PROGRAMME))
    second = talks.record_talk(workspace.change(PROGRAMME, today=TODAY), "anna", on=TODAY)
    assert second.asked_in == ("s10",)
    assert asked(Workspace.open(path).view(PROGRAMME)) == []
    workspace.undo()
    assert asked(workspace.view(PROGRAMME))


@pytest.mark.parametrize(
    ("who", "on", "words"),
    [
        ("anna", day(7), "It was asked for on 23 Mar 2026; a talk before that day"),
        ("bruno", TODAY, "Nobody waits for this talk"),
        ("ettore", TODAY, "does not take part"),
        ("anna", TODAY + timedelta(days=1), "has not come yet"),
    ],
)
def test_a_talk_nobody_asked_for_or_too_early_is_refused(
    path: Path, who: str, on: date, words: str
) -> None:
    workspace = waiting(path)
    before = path.read_bytes()
    with pytest.raises(Refused, match=words):
        talks.record_talk(workspace.change(PROGRAMME, today=TODAY), who, on=on)
    assert path.read_bytes() == before


def test_a_document_with_a_talk_before_it_was_asked_for_is_refused(path: Path) -> None:
    workspace = waiting(path)
    early = {
        "id": "ta1",
        "programme_id": PROGRAMME,
        "person_id": "anna",
        "on": day(7).isoformat(),
        "asked_in": ["s8"],
    }
    raw = json.loads(document.document_bytes(workspace.snapshot))
    whole = packed({**raw, "talks": [early]})
    with pytest.raises(Refused) as caught:
        imports.import_document(workspace.change(), document.read_document(whole))
    assert "asked for on 23 Mar 2026, later than this talk" in str(caught.value.problems[0])
