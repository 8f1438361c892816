"""The sample in Italian: the same records, days and numbers, every text said in Italian."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from revmentor.model.case import Case
from revmentor.model.evaluation import Evaluation
from revmentor.model.firm import ClosedDays
from revmentor.model.goal import Goal
from revmentor.model.indicator import Indicator
from revmentor.model.own_question import OwnQuestion
from revmentor.model.pair import Pair, Pause
from revmentor.model.participation import Acknowledgement, Participation
from revmentor.model.person import Person
from revmentor.model.programme import ChangeMade, PassedItem, Programme, ProgrammeEvent
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Rating
from revmentor.model.reply import Answers, FinalAnswers, PulseAnswers, SignUp
from revmentor.model.resource import Resource
from revmentor.model.session import Exchange, Session, Step
from revmentor.model.snapshot import Document
from revmentor.model.success import Success
from revmentor.model.talk import Talk

TEXTS: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Acknowledgement: ("question",),
    Answers: ("own",),
    Case: ("text", "next_step", "outcome"),
    ChangeMade: ("what", "why"),
    ClosedDays: ("label",),
    Evaluation: ("own_gain", "other_gain", "gained_by", "story", "next_step", "answers", "own"),
    Exchange: ("text",),
    FinalAnswers: ("own_gain", "other_gain", "gained_by", "story", "next_step", "answers"),
    Goal: ("text", "expected", "starting_point", "why", "attainment_note"),
    Indicator: ("name", "unit"),
    OwnQuestion: ("words", "choices"),
    Pair: ("rationale", "end_reason", "equipment"),
    Participation: ("hopes", "fears", "status_reason"),
    PassedItem: ("reason",),
    Pause: ("reason",),
    Person: ("left_reason",),
    Programme: ("name", "purposes", "lessons"),
    ProgrammeEvent: ("decided",),
    Pulse: ("comment", "own"),
    PulseAnswers: ("comment",),
    Rating: ("evidence",),
    Resource: ("title", "phase"),
    Session: ("reason", "seen_by", "note"),
    SignUp: ("hopes", "fears"),
    Step: ("text", "reason"),
    Success: ("text",),
    Talk: ("note",),
}
"""The fields that people wrote in their own words; everything else is the same in any language."""


@lru_cache
def table() -> dict[str, str]:
    """Return the Italian of every text of the story, by its English."""
    raw = Path(__file__).with_name("italian.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, str])


def in_italian(document: Document) -> Document:
    """Return the document in Italian; raises ``ValueError`` for a text without its Italian."""
    said: Document = _records(document)
    return said


def texts(value: Any) -> Iterator[str]:
    """Return every text of a document, in its order."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            inside = getattr(value, name)
            yield from _words(inside) if name in TEXTS.get(type(value), ()) else texts(inside)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def _words(value: Any) -> Iterator[str]:
    """Return the texts of one field: a text, or some of them in a list or by key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _words(each)


def _records(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_records(each) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    own = TEXTS.get(type(value), ())
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    return type(value)(
        **{name: (_said if name in own else _records)(inside) for name, inside in fields.items()}
    )


def _said(value: Any) -> Any:
    if isinstance(value, str):
        if value not in table():
            raise ValueError(f"no Italian in italian.json for: {value}")
        return table()[value]
    if isinstance(value, tuple):
        return tuple(_said(each) for each in value)
    return {key: _said(each) for key, each in value.items()} if isinstance(value, dict) else value
