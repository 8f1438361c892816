"""Whether two records, of two files that went their own ways, are the same one.

Ids are counted. Two machines that added something while they knew nothing of each other gave the
same id to two things, or two ids to the same one. So an id that was counted is believed only where
the two also tell of the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.evaluation import Evaluation
from revmentor.model.goal import Goal
from revmentor.model.indicator import Indicator
from revmentor.model.pair import Pair, RuleException
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.programme import Programme
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Rating
from revmentor.model.reflection import Reflection
from revmentor.model.reply import Reply
from revmentor.model.resource import Resource
from revmentor.model.sent_message import SentMessage
from revmentor.model.session import Session
from revmentor.model.skill import Skill
from revmentor.model.snapshot import ID_PREFIX, TABLE_OF
from revmentor.model.success import Success
from revmentor.model.talk import Talk
from revmentor.model.text import unaccented

_ALIKE = 0.6
"""From which share of the same letters on a text is another's correction."""

_STAYS: Mapping[type[Record], tuple[str, ...]] = {
    Participation: ("person_id", "role"),
    Goal: ("person_id",),
    Rating: ("person_id", "skill_id", "moment"),
    Pair: ("mentor_id", "senior_id"),
    RuleException: ("senior_id", "rule"),
    Session: ("mentor_id", "due_on"),
    Pulse: ("person_id", "on"),
    Evaluation: ("person_id", "role"),
    Case: ("pair_id", "person_id"),
    Talk: ("person_id", "on"),
    Reflection: ("person_id", "skill_id", "moment"),
    Reply: ("person_id", "form", "role", "edition"),
    SentMessage: ("message", "on"),
}
"""What is never another of the same record."""

_IN_WORDS: Mapping[type[Record], tuple[str, ...]] = {
    Person: ("name", "email"),
    Skill: ("name",),
    Programme: ("name", "starts_on"),
    Goal: ("text", "skill_id"),
    Indicator: ("name",),
    Case: ("text", "opened_on"),
    Success: ("text", "on"),
    Resource: ("title", "link"),
}
"""What may be corrected; of the same record one of these is as it was, or nearly."""

_BESIDE: Mapping[type[Record], tuple[str, ...]] = {
    Rating: ("on", "rated_by"),
    Pair: ("from_on",),
    RuleException: ("mentor_id",),
    Session: ("quick_help",),
}
"""What two records under two ids must share too, so that they are one."""


def same_under_one_id(one: Record, other: Record) -> bool:
    """Tell whether two records with the same id are two states of one."""
    if not _is_counted(one):
        return True  # an id that somebody gave is meant
    if _standing(one) != _standing(other) or not _meet(one, other):
        return False
    words = _IN_WORDS.get(type(one), ())
    return not words or any(_alike(getattr(one, each), getattr(other, each)) for each in words)


def told_of(record: Record) -> tuple[object, ...] | None:
    """Return what a record under another id must share to be the same one; ``None``: nothing can.

    A person with a number that somebody gave is never the one with another number.
    """
    kind = type(record)
    if isinstance(record, Person):
        return (unaccented(record.name),) if _is_counted(record) else None
    beside = _BESIDE.get(kind, ())
    if isinstance(record, Rating) and record.moment == "baseline":
        beside = ()  # a person has one starting point in a skill
    fields = (*beside, *_IN_WORDS.get(kind, ()))
    return (*_standing(record), *(_folded(getattr(record, each)) for each in fields))


def same_under_two_ids(one: Record, other: Record) -> bool:
    """Tell whether two records that tell of the same are one: a session with the same seniors."""
    return _meet(one, other)


def _is_counted(record: Record) -> bool:
    """Tell whether an id was counted, as ours are, and so may have been given out twice."""
    return bool(re.fullmatch(rf"{ID_PREFIX[TABLE_OF[type(record)]]}\d+", record.id))


def _standing(record: Record) -> tuple[object, ...]:
    fields = _STAYS.get(type(record), ())
    return (
        getattr(record, "programme_id", ""),
        *(getattr(record, each) for each in fields),
    )


def _meet(one: Record, other: Record) -> bool:
    """Tell whether two sessions of a mentor's day were for the same; anything else does."""
    if not isinstance(one, Session) or not isinstance(other, Session):
        return True
    if not one.attendance or not other.attendance:
        return True
    return bool(one.attendance.keys() & other.attendance.keys())


def _folded(value: object) -> object:
    if isinstance(value, str):
        return unaccented(value)
    return tuple(sorted(value.items())) if isinstance(value, Mapping) else value


def _alike(one: object, other: object) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return any(_alike(one[each], other[each]) for each in one.keys() & other.keys())
    if one is None or other is None:
        return False
    if isinstance(one, str) and isinstance(other, str):
        return SequenceMatcher(None, unaccented(one), unaccented(other)).ratio() >= _ALIKE
    return one == other
