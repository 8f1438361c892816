"""A firm with as many seniors as a test wants, most of them with one mentor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.indicator import Indicator, Reading
from revmentor.model.pair import RuleException
from revmentor.model.programme import SeniorsPerMentor
from revmentor.model.resource import Resource
from revmentor.model.session import Step
from revmentor.store.workspace import Workspace
from tests.support.firm import (
    FIRM,
    PROGRAMME,
    START,
    TODAY,
    day,
    goal,
    pair,
    part,
    person,
    programme,
    rating,
    session,
)

MENTOR = "giulia"
CLOSED_ON = TODAY - timedelta(days=61)
_FIRST = ("Maria Grazia", "Jürgen", "Ettore", "Łukasz", "Anna", "Francesco", "Rosa", "Gianfranco")
_LAST = ("Valdarco", "De Luca", "Oberhofer", "Di Bella", "Wiśniewski", "Lo Presti", "Iannone")
_MOST = 20
"""The most seniors that a mentor can be agreed to have."""
_ASKED = 4
"""How many seniors took a step that the next session asks about."""


def seniors_of(count: int) -> list[str]:
    """Return the ids of so many seniors."""
    return [f"s{number:02}" for number in range(1, count + 1)]


def crowd(path: Path, count: int, **fields: Any) -> Workspace:
    """Begin a file in week 12 with ten mentors; the first has as many of the seniors as may be."""
    seniors, others = seniors_of(count), [f"m{number:02}" for number in range(1, 10)]
    names = {
        who: f"{_FIRST[place % len(_FIRST)]} {_LAST[place % len(_LAST)]}"
        for place, who in enumerate([*seniors, *others])
    }
    group = seniors[:_MOST]
    asked = tuple(
        Step(senior_id=who, text="one mail a day with it", due_on=day(2)) for who in group[:_ASKED]
    )
    records: list[Record] = [
        programme(
            formats=("individual", "group"),
            seniors_per_mentor=SeniorsPerMentor(min=1, max=_MOST),
            standard_level={"video-meetings": 3, "spreadsheets": 2},
            **fields,
        ),
        person(MENTOR),
        part(MENTOR, "mentor", offers=("video-meetings", "spreadsheets")),
        *(person(who, name=name) for who, name in names.items()),
        *(part(who, "mentor", offers=("video-meetings", "spreadsheets")) for who in others),
        *(part(who, "senior", offers=("negotiation",)) for who in seniors),
        *(pair(MENTOR, who) for who in group),
        *(pair(others[0], who) for who in seniors[_MOST:]),
        *(rating(who, "video-meetings", 1) for who in seniors),
        *(rating(who, "spreadsheets", 1) for who in seniors),
        goal(seniors[0], "spreadsheets", id="g-skill"),
        goal(None, id="g-all", text="A common floor for everybody"),
        session(MENTOR, day(1), *group, id="held", format="group", steps=asked),
        session(MENTOR, day(2), *group, id="planned", format="group", status="planned"),
        Indicator(
            id="in0001",
            programme_id=PROGRAMME,
            name="Tools used last week",
            readings=(Reading(on=START, value=4),),
        ),
        Resource(id="re0001", programme_id=PROGRAMME, title="How to share a screen"),
        Case(
            id="ca0001",
            programme_id=PROGRAMME,
            opened_on=day(3),
            text="They do not meet",
            pair_id=f"{MENTOR}-{seniors[0]}",
        ),
        RuleException(
            id="ex0001",
            programme_id=PROGRAMME,
            senior_id=seniors[0],
            rule="reporting_line",
            reason="the owner and HR agreed",
            on=START,
        ),
    ]
    workspace = Workspace.create(path, FIRM)
    workspace.commit("a crowd", put=records)
    return workspace
