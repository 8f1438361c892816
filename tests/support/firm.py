"""A small invented firm, built from records: what most tests stand on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from revmentor.actions import ratings
from revmentor.content.skills import catalogue
from revmentor.exchange import document
from revmentor.model.base import Record, Role
from revmentor.model.evaluation import Evaluation
from revmentor.model.firm import Firm
from revmentor.model.goal import Goal
from revmentor.model.pair import Pair
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.programme import Programme
from revmentor.model.rating import Rating
from revmentor.model.reflection import Reflection, ReflectionMoment
from revmentor.model.reply import Answers, Received, Reply
from revmentor.model.session import Session
from revmentor.model.snapshot import TABLE_OF, Snapshot
from revmentor.model.talk import Talk
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace

PROGRAMME = "pr"
START = date(2026, 2, 2)
"""A Monday: the first day of the programme of 24 weeks."""
TODAY = date(2026, 4, 24)
"""The Friday of week 12."""

FIRM = Firm(name="Meccanica Valdarco S.r.l.")
NAMES = {
    "giulia": "Giulia Ferrante",
    "luca": "Luca Bianchi",
    "anna": "Anna De Luca",
    "bruno": "Bruno Tosi",
    "carla": "Carla Russo",
    "dario": "Dario Neri",
    "elena": "Elena Pezzini",
    "ettore": "Ettore Valdarco",
}
MENTORS, SENIORS = ("giulia", "luca"), ("anna", "bruno", "carla", "dario", "elena")


def day(week: int, weekday: int = 0) -> date:
    return START + timedelta(weeks=week - 1, days=weekday)


def person(who: str, **fields: Any) -> Person:
    return Person(id=who, name=fields.pop("name", NAMES.get(who, who.title())), **fields)


def part(who: str, role: Role, **fields: Any) -> Participation:
    return Participation(
        id=f"{who}-{role}", programme_id=PROGRAMME, person_id=who, role=role, **fields
    )


def pair(mentor: str, senior: str, from_on: date = START, **fields: Any) -> Pair:
    return Pair(
        id=fields.pop("id", f"{mentor}-{senior}"),
        programme_id=PROGRAMME,
        mentor_id=mentor,
        senior_id=senior,
        from_on=from_on,
        **fields,
    )


def session(mentor: str, on: date, *there: str, **fields: Any) -> Session:
    return Session(
        id=fields.pop("id", f"{mentor}-{on}"),
        programme_id=PROGRAMME,
        mentor_id=mentor,
        due_on=on,
        status=fields.pop("status", "held"),
        attendance=fields.pop("attendance", dict.fromkeys(there, "present")),
        **fields,
    )


def replied(on: date, **answers: Any) -> Received:
    """A reply that was filled in and came in on a day; it says what ``answers`` name."""
    return Received(filled_on=on, on=on, way="page", answers=Answers(**answers))


def reply(person_id: str, **fields: Any) -> Reply:
    """A sign-up that a senior was asked for on the first day, with a page of its own."""
    defaults: dict[str, Any] = {
        "id": f"rp-{person_id}",
        "programme_id": PROGRAMME,
        "form": "signup",
        "role": "senior",
        "edition": "signup",
        "asked_on": START,
    }
    return Reply(**{**defaults, "person_id": person_id, **fields})


def talk(who: str, on: date, *asked_in: str, **fields: Any) -> Talk:
    return Talk(
        id=fields.pop("id", f"talk-{who}-{on}"),
        programme_id=PROGRAMME,
        person_id=who,
        on=on,
        asked_in=asked_in,
        **fields,
    )


def rating(who: str, skill: str, level: int, moment: Any = "baseline", **fields: Any) -> Rating:
    return Rating(
        id=fields.pop("id", f"{who}-{skill}-{moment}"),
        programme_id=PROGRAMME,
        person_id=who,
        skill_id=skill,
        level=level,
        moment=moment,
        rated_by=fields.pop("rated_by", "coordinator"),
        on=fields.pop("on", START - timedelta(days=7)),
        **fields,
    )


def reflection(
    who: str, moment: ReflectionMoment = "baseline", text: str = "I ask first.", **fields: Any
) -> Reflection:
    """What somebody says of inclusion."""
    skill = fields.pop("skill", "inclusion-sustainability")
    return Reflection(
        id=f"{who}-{skill}-{moment}",
        programme_id=PROGRAMME,
        person_id=who,
        skill_id=skill,
        moment=moment,
        text=text,
        on=fields.pop("on", START if moment == "baseline" else TODAY),
    )


def goal(who: str | None, skill: str | None = None, target: int = 3, **fields: Any) -> Goal:
    words = {} if skill else {"expected": "done alone, twice a month"}
    return Goal(
        id=fields.pop("id", f"{who}-{skill}"),
        programme_id=PROGRAMME,
        person_id=who,
        text=fields.pop("text", f"learn {skill}"),
        skill_id=skill,
        target=target if skill else None,
        **{**words, **fields},
    )


def form(who: str, role: Role, **fields: Any) -> Evaluation:
    return Evaluation(
        id=f"{who}-{role}-form",
        programme_id=PROGRAMME,
        person_id=who,
        role=role,
        on=TODAY,
        **fields,
    )


def programme(**fields: Any) -> Programme:
    given = {"name": "Common floor", "starts_on": START, "weeks": 24, **fields}
    return Programme(id=PROGRAMME, **given)


def everybody() -> list[Record]:
    return [
        *(person(who) for who in NAMES),
        *(part(who, "mentor", offers=("video-meetings", "spreadsheets")) for who in MENTORS),
        *(part(who, "senior", offers=("negotiation",)) for who in SENIORS),
    ]


def snapshot(*records: Record, firm: Firm = FIRM) -> Snapshot:
    tables: defaultdict[str, dict[str, Record]] = defaultdict(dict)
    for record in records:
        tables[TABLE_OF[type(record)]][record.id] = record
    known: dict[str, Any] = dict(tables)
    return Snapshot(firm=firm, **known)


def look(*records: Record, firm: Firm = FIRM, **fields: Any) -> View:
    """Everybody, the programme with these fields, and these records; later ones win."""
    every = snapshot(programme(**fields), *everybody(), *records, firm=firm)
    return View(every, PROGRAMME, catalogue(), date.max)


def begin(path: Path) -> Workspace:
    return Workspace.create(path, FIRM)


def prepared(path: Path, *more: Record, **fields: Any) -> Workspace:
    """A file with everybody in a programme, nobody paired yet."""
    workspace = begin(path)
    standard = {"standard_level": {"video-meetings": 3}, **fields}
    workspace.commit("people", put=[programme(**standard), *everybody(), *more])
    return workspace


def running(path: Path) -> Workspace:
    """A file in week 12: starting points, two pairs of Giulia's, one of Luca's, two sessions."""
    workspace = prepared(
        path,
        *(rating(who, "video-meetings", 1) for who in SENIORS),
        goal("anna", "spreadsheets", id="g-anna"),
        goal("giulia", "negotiation", id="g-giulia"),
        goal(None, id="g-all", text="A common floor for everybody"),
        pair("giulia", "anna"),
        pair("giulia", "bruno"),
        pair("luca", "carla"),
        session("giulia", day(1), "anna", "bruno", id="s1"),
        session("giulia", day(2), "anna", status="missed", reason="a fair", id="s2"),
    )
    ratings.rate(workspace.change(PROGRAMME, today=TODAY), "anna", "spreadsheets", 1, on=day(0))
    return workspace


def exported(workspace: Workspace) -> bytes:
    return document.document_bytes(workspace.snapshot)


def raw_document(**lists: Any) -> dict[str, Any]:
    """A document as plain data, with whatever lists are given."""
    firm: Mapping[str, Any] = {"name": FIRM.name}
    return {"format": "revmentor", "version": 1, "firm": firm, **lists}


def packed(raw: Mapping[str, Any]) -> bytes:
    return msgspec.json.encode(raw)
