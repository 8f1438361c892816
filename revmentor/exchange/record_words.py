"""Any record in the words of whoever reads it: what it is called, and each field that is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from revmentor.exchange.field_labels import field_labels
from revmentor.exchange.field_words import (
    final_answers,
    plainly,
    pulse_answers,
    readiness_questions,
    words_of,
)
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.base import Record, Role
from revmentor.model.evaluation import Evaluation
from revmentor.model.goal import Goal
from revmentor.model.pair import RuleException
from revmentor.model.participation import Participation
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Rating
from revmentor.model.references import named, with_ids
from revmentor.model.reflection import Reflection
from revmentor.model.reply import Reply
from revmentor.model.sent_message import SentMessage
from revmentor.model.session import Session
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.model.talk import Talk
from revmentor.model.text import shown
from revmentor.rules.differences import called
from revmentor.rules.programme_view import display_names, skill_name, task_name
from revmentor.rules.replies.editions import form_title

_NOT_TOLD = {"id"}
_SECRETS = {"page", "columns", "form_columns", "settled"}
"""What only the program reads: that it is there is told, and no more."""
_CODES = {"availability", "slot"}
"""What holds codes like ``mon-am``."""
_LONGEST = 80
_BESIDE_WORDS = ("decision", "due_on", "done", "reason")
_SAID = {"text", "skill_id", "senior_id", *_BESIDE_WORDS}
"""What stands in something that was taught, given back, or is to be tried."""


def kind_of(table: str) -> str:
    """Return what one record of a list is."""
    return {
        "firm": _("Firm"),
        "people": _("Person"),
        "skills": _("Skill"),
        "programmes": _("Programme"),
        "participations": _("Part taken"),
        "goals": _("Goal"),
        "ratings": _("Level"),
        "pairs": _("Pair"),
        "exceptions": _("Exception"),
        "sessions": _("Session"),
        "pulses": _("Pulse"),
        "indicators": _("Indicator"),
        "evaluations": _("Final form"),
        "cases": _("Case"),
        "successes": _("Success"),
        "resources": _("Resource"),
        "talks": _("Talk"),
        "reflections": _("Said of a topic"),
        "replies": _("Reply"),
        "messages": _("Message sent"),
    }[table]


class RecordWords:
    """Puts the records of one file into words, the ids in them by the names of what they mean."""

    def __init__(self, snapshot: Snapshot, skills: Mapping[str, Skill]) -> None:
        """Take the records, and all skills: the shipped ones and the firm's own."""
        self._snapshot = snapshot
        self._people = display_names(snapshot.people.values())
        self._skills = {each.id: skill_name(each) for each in skills.values()}
        self._labels = {
            **field_labels(),
            **readiness_questions(),
            **{each.id: each.words for each in snapshot.firm.questions},
            **{task.id: task_name(task) for skill in skills.values() for task in skill.tasks},
        }
        self._words_of = words_of()
        self._sides = {
            (each.programme_id, each.person_id): each.role
            for each in snapshot.participations.values()
        }

    # -- what a record is called ---------------------------------------------------------------

    def name(self, record: Record) -> str:
        """Return what a record is called, without what kind it is."""
        if isinstance(record, Session):
            return self._session(record)
        if isinstance(record, Goal):
            whose = self._people.get(record.person_id or "", "")
            text = shown(record.text, _LONGEST)
            return f"{whose}: {text}" if whose else text
        if isinstance(record, Rating | Reflection):
            return self._seen(record)
        if isinstance(record, SentMessage):
            title = self._words_of["message"](record.message)
            return f"{title}, {plain_date(record.on)}"
        if beside := self._beside(record):
            return f"{called(self._snapshot, record)}, {beside}"
        return called(self._snapshot, record)

    def _session(self, session: Session) -> str:
        with_whom = listed([self._person(each) for each in session.attendance])
        text = _("{mentor} with {seniors}, {day}") if with_whom else _("{mentor}, {day}")
        return text.format(
            mentor=self._person(session.mentor_id), seniors=with_whom, day=plain_date(session.day)
        )

    def _seen(self, record: Rating | Reflection) -> str:
        skill = self._skills.get(record.skill_id, record.skill_id)
        when = (
            labels.moments()[record.moment]
            if isinstance(record, Rating)
            else labels.reflection_moments()[record.moment]
        )
        return ", ".join([self._person(record.person_id), shown(skill), when])

    def _beside(self, record: Record) -> str:
        """Return what tells a record from others of the same person."""
        if isinstance(record, Pulse | Talk):
            return plain_date(record.on)
        if isinstance(record, Participation | Evaluation):
            return labels.roles()[record.role]
        if isinstance(record, RuleException):
            return labels.pairing_rules()[record.rule]
        if isinstance(record, Reply):
            return form_title(record.form, record.edition)
        return ""

    def _person(self, person_id: str) -> str:
        return shown(self._people.get(person_id, person_id))

    # -- what stands in it ---------------------------------------------------------------------

    def label(self, field: str) -> str:
        """Return the word for a field."""
        return self._labels.get(field, field.replace("_", " "))

    def fields(self, record: msgspec.Struct) -> dict[str, str]:
        """Return each field that is given, in words; an empty one is left out."""
        named = self._named(record)
        told = {
            name: self._field(named, name)
            for name in named.__struct_fields__
            if name not in _NOT_TOLD and not _is_empty(getattr(named, name))
        }
        return {name: text for name, text in told.items() if text}

    def _named(self, record: msgspec.Struct) -> msgspec.Struct:
        """Return a record with names in the place of the ids that it names."""
        if not isinstance(record, Record):
            return record
        snapshot = self._snapshot
        names: dict[str, dict[str, str | None]] = {
            "people": {**self._people},
            "skills": {**self._skills},
            "programmes": {each.id: each.name for each in snapshot.programmes.values()},
        }
        for table in ("pairs", "sessions", "pulses", "replies"):
            names[table] = {}
            for target in _targets(record, table):
                if (each := snapshot.table(table).get(target)) is not None:
                    names[table][target] = f"{kind_of(table)}: {self.name(each)}"
        return with_ids(record, names) or record

    def _field(self, record: msgspec.Struct, name: str) -> str:
        value = getattr(record, name)
        if name in _SECRETS:
            return _("is there")
        if name == "extra":
            return _freely(value)
        if name == "answers" and isinstance(record, Pulse):
            value = pulse_answers(self._side(record), record.answers)
        elif name == "answers" and isinstance(record, Evaluation):
            value = final_answers(record.role, record.answers)
        return self._in_words(name, msgspec.to_builtins(value))

    def _side(self, pulse: Pulse) -> Role:
        ids = {name: person_id for person_id, name in self._people.items()}
        programme = {each.name: each.id for each in self._snapshot.programmes.values()}
        place = programme.get(pulse.programme_id, ""), ids.get(pulse.person_id, "")
        return self._sides.get(place, "mentor")

    def _pieces(self, key: str, entry: Mapping[str, Any]) -> Iterator[str]:
        for inner, value in entry.items():
            if value is None or (isinstance(value, str | list | dict) and not value):
                continue
            own = inner if inner in self._words_of else key
            yield f"{self._labels.get(inner, inner)}: {self._in_words(own, value)}"

    def _said(self, entry: Mapping[str, Any]) -> str:
        """Return what was taught, given back or is to be tried; empty for anything else."""
        if not entry or entry.keys() - _SAID:
            return ""
        text, skill = entry.get("text"), entry.get("skill_id")
        beside = [skill] if text and skill else []
        beside += [self._in_words(key, entry[key]) for key in _BESIDE_WORDS if entry.get(key)]
        told = f"{text or skill} ({', '.join(beside)})" if beside else text or skill or ""
        return f"{entry['senior_id']}: {told}" if "senior_id" in entry else told

    def _in_words(self, key: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, Mapping):
            return self._said(value) or "; ".join(self._pieces(key, value))
        if isinstance(value, Iterable) and not isinstance(value, str):
            return _between(value).join(self._in_words(key, each) for each in value)
        if value is None:
            return _("nothing")
        words = self._words_of.get(key)
        if words is None or (key in _CODES and "-" not in str(value)):  # somebody is called “slot”
            return plainly(value)
        return words(value)


def _freely(value: Any) -> str:
    """Return what somebody else's program wrote: whatever its fields are called, they are text."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_freely(each)}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_freely, value))
    if isinstance(value, bool) or value is None:
        return {True: _("yes"), False: _("no"), None: _("nothing")}[value]
    return plainly(value)


def _between(value: Iterable[Any]) -> str:
    """Return what stands between the entries of a list: more where each has several parts."""
    return " / " if any(isinstance(each, Mapping) for each in value) else ", "


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | Mapping) and not value)


def _targets(record: Record, table: str) -> list[str]:
    return [target for _path, tables, target in named(record) if table in tables]
