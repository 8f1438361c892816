"""All that is kept about one person and by one person, for that person: as JSON, or a page to read.

Others stand in it by their role (“your mentor”, “a senior of yours”), in free text as “somebody”.
What was noted in confidence stands in it only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from revmentor.content import library
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, language, ngettext
from revmentor.model import labels
from revmentor.model.base import Record
from revmentor.model.pair import Pair
from revmentor.model.person import Person
from revmentor.model.session import Exchange, Session
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.rules.erasing.traces import Traces
from revmentor.rules.programme_view import skill_name

Entry = dict[str, Any]

_OF_ONES_OWN = (
    "participations", "goals", "ratings", "reflections", "pulses", "evaluations", "cases", "talks",
)  # fmt: skip
"""The lists whose records are about one person, by ``person_id``."""
_CONFIDENTIAL = {"pulses", "cases", "talks"}
_NOTES = {"note", "wants_talk", "comment", "fit", "story"}
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
    return _Told(snapshot, skills, person_id, with_notes=with_notes).data(today)


def as_json(data: Entry) -> bytes:
    """Return what is kept about a person as JSON."""
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def as_page(data: Entry) -> bytes:
    """Return what is kept about a person as a page of HTML that needs no network."""
    from jinja2 import Environment, StrictUndefined

    source = Path(library.__file__).with_name("person.html.j2").read_text(encoding="utf-8")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(source)
    title = _("What is kept about {name}").format(name=data["person"]["name"])
    text = template.render(
        language=language(),
        title=title,
        firm=data["firm"],
        about=_about(data),
        sections=list(_sections(data)),
    )
    return text.encode("utf-8")


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
            "version": 1,
            "today": today,
            "firm": self.snapshot.firm.name,
            "with_notes": self.with_notes,
            "person": self.of_the_person(self.person),
            **{table: [] if table in hidden else entries for table, entries in own.items()},
            "pairs": [self.pair(each) for each in self.snapshot.pairs.values()
                      if self.person_id in each.sides],
            "sessions": [self.session(each) for each in self.snapshot.sessions.values()
                         if self.person_id in {each.mentor_id, *each.attendance}],
            "exceptions": [
                {key: value for key, value in self.record(each).items()
                 if key not in {"senior_id", "mentor_id"}}
                for each in self.snapshot.exceptions.values()
                if self.person_id in {each.senior_id, each.mentor_id}
            ],
            "successes": [self.record(each) for each in self.snapshot.successes.values()
                          if self.person_id in each.person_ids],
            "messages": [self.record(each) for each in self.snapshot.messages.values()
                         if self.person_id in each.person_ids],
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

    def pair(self, pair: Pair) -> Entry:
        is_senior = pair.senior_id == self.person_id
        entry = self.record(pair)
        for field in ("mentor_id", "senior_id", "snoozes", "locked"):
            entry.pop(field, None)
        entry["not_again"] = self.person_id in pair.not_again
        return {"with": _("your mentor") if is_senior else _("a senior of yours"), **entry}

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


# -- the page -------------------------------------------------------------------------------------


def _about(data: Entry) -> str:
    on = _("As it stood on {day}.").format(day=plain_date(data["today"]))
    if data["with_notes"]:
        return on + " " + _("Others are named by their role.")
    text = _("Others are named by their role. Notes made in confidence are not in it.")
    return f"{on} {text}"


def _titles() -> dict[str, str]:
    return {
        "participations": _("Your part"),
        "pairs": _("Pairs"),
        "sessions": _("Sessions"),
        "goals": _("Goals"),
        "ratings": _("Levels"),
        "reflections": _("Said of topics"),
        "pulses": _("Pulses"),
        "evaluations": _("Final forms"),
        "said_by_mentors": _("What your mentors said you gained"),
        "said_of_seniors": _("What you said your seniors gained"),
        "successes": _("Successes"),
        "cases": _("What the coordinator follows"),
        "talks": _("Talks"),
        "exceptions": _("Exceptions from a rule of pairing"),
        "messages": _("Messages you were sent"),
    }


def _words_of() -> Mapping[str, Callable[[], Mapping[Any, str]]]:
    """Return the fields whose values have a word of their own."""
    return {
        "role": labels.roles,
        "status": _states,
        "works": labels.workplaces,
        "moment": labels.moments,
        "rated_by": labels.raters,
        "attendance": labels.attendances,
        "done": labels.steps_done,
        "method": labels.methods,
        "fit": labels.fits,
        "attainment_said": labels.verdicts,
        "rule": labels.pairing_rules,
    }


def _states() -> Mapping[Any, str]:
    """Return the words for the state of a participation, and for that of a session."""
    return {**labels.participation_statuses(), **labels.session_statuses()}


def _sections(data: Entry) -> Iterator[tuple[str, list[str]]]:
    yield _("You"), [_line(data["person"])]
    for key, title in _titles().items():
        yield title, [_line(each) for each in data[key]]


def _line(entry: Entry) -> str:
    return " · ".join(_pieces(entry))


def _pieces(entry: Entry) -> Iterator[str]:
    for key, value in entry.items():
        if key != "id" and value not in (None, "", [], {}, False):
            yield f"{_labels().get(key, key)}: {_in_words(key, value)}"


def _labels() -> dict[str, str]:
    """Return the word for each field, where it is not one of the firm's own."""
    return {
        "name": _("name"),
        "email": _("e-mail"),
        "department": _("department"),
        "job_title": _("work"),
        "site": _("site"),
        "manager": _("manager"),
        "languages": _("languages"),
        "availability": _("half-days"),
        "works": _("works"),
        "style": _("working style"),
        "availability_said": _("days, in their words"),
        "joined_on": _("joined on"),
        "left_on": _("left on"),
        "left_reason": _("why"),
        "privacy_notice_on": _("privacy notice given on"),
        "restricted_on": _("not used since"),
        "earlier_ids": _("earlier ids"),
        "note": _("note"),
        "programme": _("programme"),
        "role": _("role"),
        "offers": _("teaches or gives back"),
        "offers_said": _("teaches, in their words"),
        "wishes_said": _("wishes, in their words"),
        "prefers": _("rather with"),
        "avoids": _("rather not with"),
        "slot": _("weekly slot"),
        "status": _("status"),
        "status_on": _("since"),
        "status_reason": _("why"),
        "ask_again_on": _("ask again on"),
        "acknowledged": _("heard the goals"),
        "with": _("with"),
        "from_on": _("from"),
        "until_on": _("until"),
        "end_reason": _("why it ended"),
        "rationale": _("why this pair"),
        "handover": _("what the new mentor was told"),
        "not_again": _("you asked not to be paired again"),
        "charter": _("charter"),
        "pauses": _("pauses"),
        "due_on": _("due on"),
        "held_on": _("held on"),
        "attendance": _("you were"),
        "minutes": _("minutes"),
        "preparation_minutes": _("minutes of preparation"),
        "mentor_share": _("share of talking, the mentor’s"),
        "seen_by": _("seen by"),
        "taught": _("taught"),
        "received": _("given back"),
        "steps": _("your steps"),
        "rating": _("your rating"),
        "wants_talk": _("you asked to talk"),
        "reason": _("why"),
        "text": _("text"),
        "skill": _("skill"),
        "skill_id": _("id of the skill"),
        "target": _("target level"),
        "expected": _("what will be seen"),
        "starting_point": _("starting point"),
        "baseline_score": _("score at the start"),
        "weight": _("weight"),
        "set_on": _("set on"),
        "set_by": _("set by"),
        "attainment": _("score reached"),
        "attainment_on": _("judged on"),
        "attainment_note": _("note on it"),
        "attainment_said": _("judged as"),
        "evidence": _("seen in"),
        "level": _("level"),
        "moment": _("when"),
        "rated_by": _("rated by"),
        "tasks": _("tasks watched"),
        "framework": _("framework"),
        "framework_version": _("version"),
        "on": _("on"),
        "answers": _("answers"),
        "fit": _("fit"),
        "comment": _("comment"),
        "method": _("answered by"),
        "own_gain": _("what you gained"),
        "other_gain": _("what the other side gained"),
        "would_recommend": _("would recommend it, 0 to 10"),
        "would_repeat": _("would do it again"),
        "story": _("story"),
        "next_step": _("next step"),
        "opened_on": _("opened on"),
        "closed_on": _("closed on"),
        "outcome": _("outcome"),
        "owner": _("who follows it"),
        "by": _("by"),
        "of": _("of"),
        "rule": _("rule"),
        "message": _("message"),
    }


def _in_words(key: str, value: Any) -> str:
    if isinstance(value, str) and key in _words_of():
        return _words_of()[key]().get(value, value)
    if value is True:
        return _("yes")
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_in_words(name, each)}" for name, each in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(_in_words(key, each) for each in value)
    return str(value)
