"""What people answered, for scripts: nothing in confidence unless it is released."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from revmentor.exchange.answers import export
from revmentor.model.pulse import Pulse
from revmentor.model.reply import SignUp
from revmentor.rules.programme_view import View
from tests.contract.validator import faults
from tests.rules.care.test_pulse_rounds import slip
from tests.support.cli import revmentor
from tests.support.firm import (
    SENIORS,
    TODAY,
    begin,
    day,
    form,
    look,
    pair,
    replied,
    reply,
    running,
)

PRIVATELY = "It eats my Tuesdays"
PAIRS = [*(pair("giulia", who) for who in SENIORS)]


def slips(*answers: int) -> list[Pulse]:
    return [slip(who, day(12), P1=mark) for who, mark in zip(SENIORS, answers, strict=False)]


def forms(view: View, **how: bool) -> dict[tuple[str, str], Any]:
    raw = export.as_json(view, TODAY, **how)
    assert faults("answers", raw) == []
    return {(each["form"], each["edition"]): each for each in json.loads(raw)["forms"]}


def item(of: Any, name: str) -> Any:
    return next(each for each in of["items"] if each["item"] == name)


def test_a_mean_is_told_from_five_people_on_and_counts_only_with_the_notes() -> None:
    few = forms(look(*PAIRS, *slips(3, 3, 2, 0)))["pulse", "round-3"]
    many = forms(look(*PAIRS, *slips(3, 3, 2, 0, 1)))["pulse", "round-3"]
    assert (item(few, "P1")["n"], item(few, "P1")["mean"]) == (4, None)
    assert (item(many, "P1")["n"], item(many, "P1")["mean"]) == (5, 1.8)
    assert item(many, "P1")["counts"] is None
    told = forms(look(*PAIRS, *slips(3, 3, 2, 0)), with_notes=True)["pulse", "round-3"]
    assert [each["n"] for each in item(told, "P1")["counts"]] == [1, 0, 1, 2]


def test_words_and_wishes_leave_only_with_the_notes() -> None:
    view = look(
        *PAIRS,
        slip("anna", day(12), comment=PRIVATELY, wants_talk=True, P7=3),
        form("anna", "senior", own_gain=PRIVATELY, story=PRIVATELY, consent="no"),
        reply("anna", received=(replied(day(1), signup=SignUp(hopes=PRIVATELY)),)),
    )
    quiet = json.dumps([*forms(view).values()])
    assert PRIVATELY not in quiet
    assert not any(each["calls"] for each in forms(view).values())
    told = forms(view, with_notes=True)
    assert {words["item"] for each in told.values() for words in each["words"]} == {
        "comment", "own_gain", "story", "hopes"
    }  # fmt: skip
    assert told["pulse", "round-3"]["calls"] == [
        {"person_id": "anna", "name": "Anna De Luca", "reasons": ["talk", "weighs"],
         "talked_on": None}
    ]  # fmt: skip


def test_who_has_not_answered_is_no_confidence() -> None:
    asked = reply("anna", form="pulse", edition="round-3", asked_on=day(12), reminded_on=TODAY)
    (missing,) = forms(look(pair("giulia", "anna"), asked, slip("giulia", day(12))))[
        "pulse", "round-3"
    ]["missing"]
    assert (missing["person_id"], missing["asked_on"], missing["reminded_on"]) == (
        "anna", day(12).isoformat(), TODAY.isoformat()
    )  # fmt: skip


def test_the_command_writes_json_and_csv(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    workspace = running(path)
    workspace.commit("slips", put=[slip("anna", day(12), P1=3, comment="=1+1")])
    words = ("export", path, "--what", "answers", "--today", TODAY.isoformat())
    said = revmentor(*words, cwd=tmp_path)
    assert faults("answers", said.raw) == []
    sheet = revmentor(*words, "--format", "csv", "--with-notes", cwd=tmp_path).raw.decode()
    rows = list(csv.DictReader(io.StringIO(sheet, newline=""), strict=True))
    of_item = {(each["edition"], each["item"], each["role"]): each for each in rows}
    assert of_item["round-3", "P1", "senior"]["counts"] == "0: 0; 1: 0; 2: 0; 3: 1"
    assert of_item["round-3", "comment", "senior"]["name"] == "Anna De Luca"
    assert of_item["round-3", "comment", "senior"]["answer"] == "'=1+1"
    sponsor = revmentor(*words, "--audience", "sponsor", cwd=tmp_path)
    assert sponsor.status == 2


def test_a_file_without_a_programme_has_the_same_keys(path: Path) -> None:
    workspace = begin(path)
    told = json.loads(export.as_json(workspace.shown, TODAY))
    assert told == {"version": 1, "programme_id": None, "today": "2026-04-24", "forms": []}
