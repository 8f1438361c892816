"""All that is kept about one person and by one person, for that person, as JSON.

Others stand in it by their role (“your mentor”, “a senior of yours”), in free text as “somebody”.
What was noted in confidence stands in it only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

import msgspec

from revmentor.exchange.contract.base import VERSION
from revmentor.exchange.person_replies import replies_of
from revmentor.i18n.gettext import _, addressed_by, ngettext
from revmentor.model.base import Record
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.model.session import Exchange, Session
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.model.success import Success
from revmentor.rules import archiving
from revmentor.rules.erasing.traces import Traces
from revmentor.rules.programme_view import skill_name

Entry = dict[str, Any]

_OF_ONES_OWN = (
    "participations", "goals", "ratings", "reflections", "pulses", "evaluations", "cases", "talks",
)  # fmt: skip
"""The lists whose records are about one person, by ``person_id``."""
_CONFIDENTIAL = {"pulses", "cases", "talks"}
_NOTES = {"note", "wants_talk", "comment", "fit", "story", "hopes", "fears", "own"}
"""Fields that hold what was said or noted in confidence."""
_LEFT_OUT = {"person_id", "programme_id", "prefers", "avoids", "extra", "gained_by", "person_ids"}


def person_data(
    snapshot: Snapshot,
    skills: Mapping[str, Skill],
    person_id: str,
    today: date,
    *,
    with_notes: bool,
) -> Entry:
    """Return everything about a person as plain data, the lists always there."""
    with addressed_by(snapshot.firm.address):
        return _Told(snapshot, skills, person_id, with_notes=with_notes).data(today)


def as_json(data: Entry) -> bytes:
    """Return what is kept about a person as JSON."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


class _Told:
    """What one person is told."""

    def __init__(
        self,
        snapshot: Snapshot,
        skills: Mapping[str, Skill],
        person_id: str,
        *,
        with_notes: bool,
    ) -> None:
        self.snapshot, self.skills, self.person_id = snapshot, skills, person_id
        self.with_notes = with_notes
        self.person = snapshot.people[person_id]
        others = [each for each in snapshot.people.values() if each.id != person_id]
        self.others = [Traces.of([each], [self.person]) for each in others]

    def data(self, today: date) -> Entry:
        own = {
            table: [self.record(each) for each in self.of_person(table)] for table in _OF_ONES_OWN
        }
        hidden = [] if self.with_notes else sorted(_CONFIDENTIAL)
        return {
            "version": VERSION,
            "today": today,
            "firm": self.snapshot.firm.name,
            "with_notes": self.with_notes,
            "person": self.of_the_person(self.person),
            **{table: [] if table in hidden else entries for table, entries in own.items()},
            "pairs": [self.pair(each) for each in self.snapshot.pairs.values()
                      if self.person_id in {*each.sides, *each.teachers}],
            "sessions": [self.session(each) for each in self.snapshot.sessions.values()
                         if self.person_id in {each.mentor_id, *each.attendance}],
            "exceptions": [
                {key: value for key, value in self.record(each).items()
                 if key not in {"senior_id", "mentor_id"}}
                for each in self.snapshot.exceptions.values()
                if self.person_id in {each.senior_id, each.mentor_id}
            ],
            "successes": [self.success(each) for each in self.snapshot.successes.values()
                          if self.person_id in each.person_ids],
            "replies": replies_of(self.snapshot, self.person_id, self.worded,
                                  with_notes=self.with_notes),
            "messages": [self.record(each) for each in self.snapshot.messages.values()
                         if self.person_id in each.person_ids],
            "elsewhere": [{"programme": each.name, "file": PurePath(where.file).name,
                           "since": where.on}
                          for each, where in archiving.archived(self.snapshot)],
            "said_by_mentors": list(self.said_by_mentors()),
            "said_of_seniors": list(self.said_of_seniors()),
        }  # fmt: skip

    def of_person(self, table: str) -> list[Record]:
        records = self.snapshot.table(table).values()
        return [each for each in records if getattr(each, "person_id", None) == self.person_id]

    def of_the_person(self, person: Person) -> Entry:
        entry = self.record(person)
        entry.pop("manager_id", None)
        return {**entry, "manager": _("your manager") if person.manager_id else None}

    def record(self, record: Record) -> Entry:
        """Return a record as plain data, without ids of others and what is told elsewhere."""
        raw: Entry = msgspec.to_builtins(record)
        entry = {key: value for key, value in raw.items() if key not in _LEFT_OUT | {"person_ids"}}
        if not self.with_notes:
            entry = {key: value for key, value in entry.items() if key not in _NOTES}
        if programme_id := getattr(record, "programme_id", ""):
            entry["programme"] = self.snapshot.programmes[programme_id].name
        if skill_id := entry.get("skill_id"):
            entry["skill"] = self.skill(skill_id)
        if "offers" in entry:
            entry["offers"] = [self.skill(each) for each in entry["offers"]]
        own_name = {"name", "email"} if isinstance(record, Person) else set()
        return {key: value if key in own_name else self.worded(value)
                for key, value in entry.items()}  # fmt: skip

    def success(self, success: Success) -> Entry:
        """Return a success, with what the person said of telling it; not what others said."""
        entry = self.record(success)
        entry.pop("consents", None)
        return {**entry, "consent": success.consents.get(self.person_id)}

    def pair(self, pair: Pair) -> Entry:
        if self.person_id not in pair.sides:
            return self.stood_in(pair)
        is_senior = pair.senior_id == self.person_id
        entry = self.record(pair)
        # Why the mentor was away is the mentor's own affair, and who stood in is somebody else.
        told = {"start", "end"} if is_senior else {"start", "end", "reason"}
        entry["stand_ins"] = [
            {key: value for key, value in each.items() if key in told}
            for each in entry.get("stand_ins", ())
        ]
        for field in ("mentor_id", "senior_id", "snoozes", "locked"):
            entry.pop(field, None)
        entry["not_again"] = self.person_id in pair.not_again
        return {"with": _("your mentor") if is_senior else _("a senior of yours"), **entry}

    def stood_in(self, pair: Pair) -> Entry:
        """Return when the person stood in for the mentor of a pair."""
        days = [each for each in pair.stand_ins if each.mentor_id == self.person_id]
        return {
            "with": _("a senior of a colleague"),
            "programme": self.snapshot.programmes[pair.programme_id].name,
            "stand_ins": [
                {"start": each.start.isoformat(), "end": each.end.isoformat()} for each in days
            ],
        }

    def session(self, session: Session) -> Entry:
        is_mentor = session.mentor_id == self.person_id
        others = len(set(session.attendance) - {self.person_id})
        entry = self.record(session)
        for field in ("mentor_id", "ratings", "steps", "wants_talk"):
            entry.pop(field, None)
        told: Entry = {
            "with": self.with_whom(is_mentor, others),
            **entry,
            "attendance": session.attendance.get(self.person_id),
            "taught": [self.exchange(each) for each in session.taught],
            "received": [self.exchange(each) for each in session.received],
            "steps": [
                {"text": self.worded(each.text), "done": each.done, "due_on": each.due_on}
                for each in session.steps
                if each.senior_id == self.person_id
            ],
            "rating": session.ratings.get(self.person_id),
        }
        if self.with_notes:
            told["wants_talk"] = self.person_id in session.wants_talk
        return told

    def with_whom(self, is_mentor: bool, others: int) -> str:
        if is_mentor:
            return ngettext("{n} senior of yours", "{n} seniors of yours", others)
        if not others:
            return _("your mentor")
        return ngettext("your mentor and {n} other", "your mentor and {n} others", others)

    def said_by_mentors(self) -> Iterator[Entry]:
        for form in self.snapshot.evaluations.values():
            if words := form.gained_by.get(self.person_id):
                yield {"by": _("your mentor"), "on": form.on, "text": self.worded(words)}

    def said_of_seniors(self) -> Iterator[Entry]:
        for form in self.snapshot.evaluations.values():
            if form.person_id == self.person_id:
                for words in form.gained_by.values():
                    yield {"of": _("a senior of yours"), "on": form.on, "text": self.worded(words)}

    def exchange(self, given: Exchange) -> str:
        skill = self.skill(given.skill_id) if given.skill_id else ""
        return ": ".join(filter(None, [skill, self.worded(given.text)]))

    def skill(self, skill_id: str) -> str:
        skill = self.skills.get(skill_id)
        return skill_name(skill) if skill else skill_id

    def worded(self, value: Any) -> Any:
        """Return a value with nobody else's name in its words."""
        if isinstance(value, str):
            for each in self.others:
                value = each.without(value)
            return value
        if isinstance(value, Mapping):
            return {key: self.worded(each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.worded(each) for each in value]
        return value
