"""All records of one file at one moment, and the JSON document they travel in."""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeVar

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Record, Struct, stated
from revmentor.model.case import Case
from revmentor.model.errors import Refused
from revmentor.model.evaluation import Evaluation
from revmentor.model.firm import Firm
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
from revmentor.model.success import Success
from revmentor.model.talk import Talk

R = TypeVar("R", bound=Record)

TABLES: dict[str, type[Record]] = {
    "people": Person,
    "skills": Skill,
    "programmes": Programme,
    "participations": Participation,
    "goals": Goal,
    "ratings": Rating,
    "pairs": Pair,
    "exceptions": RuleException,
    "sessions": Session,
    "pulses": Pulse,
    "indicators": Indicator,
    "evaluations": Evaluation,
    "cases": Case,
    "successes": Success,
    "resources": Resource,
    "talks": Talk,
    "reflections": Reflection,
    "replies": Reply,
    "messages": SentMessage,
}
"""Every list of the document, in its order, with the record it holds."""

TABLE_OF: dict[type[Record], str] = {kind: name for name, kind in TABLES.items()}

ID_PREFIX: dict[str, str] = {
    "people": "p",
    "skills": "k",
    "programmes": "pr",
    "participations": "pt",
    "goals": "g",
    "ratings": "r",
    "pairs": "pa",
    "exceptions": "x",
    "sessions": "s",
    "pulses": "pu",
    "indicators": "i",
    "evaluations": "e",
    "cases": "c",
    "successes": "su",
    "resources": "re",
    "talks": "ta",
    "reflections": "rf",
    "replies": "rp",
    "messages": "m",
}
"""What the ids we give out begin with; a number follows, and none is ever given twice."""

INNER_ID_PREFIX: dict[str, str] = {"events": "ev", "questions": "q"}
"""The same of what stands within a record: the days of programmes, the firm's own questions."""


class Snapshot(Struct, frozen=True, kw_only=True):
    """Every record of a file at one moment, by table and id. Nothing in it ever changes."""

    firm: Firm
    people: Mapping[str, Person] = msgspec.field(default_factory=dict)
    skills: Mapping[str, Skill] = msgspec.field(default_factory=dict)
    programmes: Mapping[str, Programme] = msgspec.field(default_factory=dict)
    participations: Mapping[str, Participation] = msgspec.field(default_factory=dict)
    goals: Mapping[str, Goal] = msgspec.field(default_factory=dict)
    ratings: Mapping[str, Rating] = msgspec.field(default_factory=dict)
    pairs: Mapping[str, Pair] = msgspec.field(default_factory=dict)
    exceptions: Mapping[str, RuleException] = msgspec.field(default_factory=dict)
    sessions: Mapping[str, Session] = msgspec.field(default_factory=dict)
    pulses: Mapping[str, Pulse] = msgspec.field(default_factory=dict)
    indicators: Mapping[str, Indicator] = msgspec.field(default_factory=dict)
    evaluations: Mapping[str, Evaluation] = msgspec.field(default_factory=dict)
    cases: Mapping[str, Case] = msgspec.field(default_factory=dict)
    successes: Mapping[str, Success] = msgspec.field(default_factory=dict)
    resources: Mapping[str, Resource] = msgspec.field(default_factory=dict)
    talks: Mapping[str, Talk] = msgspec.field(default_factory=dict)
    reflections: Mapping[str, Reflection] = msgspec.field(default_factory=dict)
    replies: Mapping[str, Reply] = msgspec.field(default_factory=dict)
    messages: Mapping[str, SentMessage] = msgspec.field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Record]:
        """Return one table by its name in the document."""
        records: Mapping[str, Record] = getattr(self, name)
        return records

    def get(self, kind: type[R], record_id: str) -> R:
        """Return a record by its id; raises :class:`Refused` where there is none."""
        record = self.table(TABLE_OF[kind]).get(record_id)
        if not isinstance(record, kind):
            raise Refused(_nothing_there(kind).format(id=record_id))
        return record

    def inner_ids(self, name: str) -> set[str]:
        """Return the ids of what stands within records, by its name in ``INNER_ID_PREFIX``."""
        if name == "questions":
            return {each.id for each in self.firm.questions}
        return {event.id for each in self.programmes.values() for event in each.events}

    def tables(self) -> Iterator[tuple[str, Mapping[str, Record]]]:
        """Yield every table with its name, in the document's order."""
        for name in TABLES:
            yield name, self.table(name)

    def with_records(self, changed: Mapping[str, Mapping[str, Record | None]]) -> "Snapshot":
        """Return a snapshot with records put in or (``None``) taken out, by table and id."""
        tables: dict[str, Any] = {
            name: _changed(self.table(name), records) for name, records in changed.items()
        }
        return msgspec.structs.replace(self, **tables)


def _changed(
    table: Mapping[str, Record], changed: Mapping[str, Record | None]
) -> dict[str, Record]:
    after = dict(table)
    for record_id, record in changed.items():
        if record is None:
            after.pop(record_id, None)
        else:
            after[record_id] = record
    return after


def _nothing_there(kind: type[Record]) -> str:
    sentences: dict[type[Record], str] = {
        Person: _("There is nobody “{id}” in this file."),
        Programme: _("There is no programme “{id}” in this file."),
        Pair: _("There is no pair “{id}” in this file."),
        RuleException: _("There is no exception “{id}” in this file."),
        Goal: _("There is no goal “{id}” in this file."),
        Session: _("There is no session “{id}” in this file."),
        Case: _("There is no case “{id}” in this file."),
        Indicator: _("There is no indicator “{id}” in this file."),
        Resource: _("There is no resource “{id}” in this file."),
        Skill: _("There is no skill “{id}” of the firm's own."),
    }
    return sentences.get(kind, _("There is no entry “{id}” in this file."))


class Document(Struct, frozen=True, kw_only=True):
    """The JSON document: export, import, sample data, and the contract with scripts."""

    format: Literal["revmentor"] = stated("revmentor")
    version: Literal[1] = stated(1)
    firm: Firm
    people: tuple[Person, ...] = stated(())
    skills: tuple[Skill, ...] = stated(())
    programmes: tuple[Programme, ...] = stated(())
    participations: tuple[Participation, ...] = stated(())
    goals: tuple[Goal, ...] = stated(())
    ratings: tuple[Rating, ...] = stated(())
    pairs: tuple[Pair, ...] = stated(())
    exceptions: tuple[RuleException, ...] = stated(())
    sessions: tuple[Session, ...] = stated(())
    pulses: tuple[Pulse, ...] = stated(())
    indicators: tuple[Indicator, ...] = stated(())
    evaluations: tuple[Evaluation, ...] = stated(())
    cases: tuple[Case, ...] = stated(())
    successes: tuple[Success, ...] = stated(())
    resources: tuple[Resource, ...] = stated(())
    # The last four are left out while there is none, as before there were any.
    talks: tuple[Talk, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    replies: tuple[Reply, ...] = ()
    messages: tuple[SentMessage, ...] = ()

    def records(self, name: str) -> tuple[Record, ...]:
        """Return one list by its name."""
        records: tuple[Record, ...] = getattr(self, name)
        return records


def to_document(snapshot: Snapshot, programme_ids: Container[str] | None = None) -> Document:
    """Return the document of a snapshot, every list ordered by id.

    With ``programme_ids`` it holds the people and skills, those programmes, and of everything else
    only what belongs to them.
    """
    lists: dict[str, Any] = {
        name: tuple(table[key] for key in sorted(_ids(name, table, programme_ids)))
        for name, table in snapshot.tables()
    }
    return Document(firm=snapshot.firm, **lists)


def _ids(
    name: str, table: Mapping[str, Any], programme_ids: Container[str] | None
) -> Iterable[str]:
    """Return the ids of a table's records that are, or belong to, one of some programmes.

    What belongs to no programme is of them all.
    """
    if programme_ids is not None and name == "programmes":
        return (key for key in table if key in programme_ids)
    if programme_ids is not None and "programme_id" in TABLES[name].__struct_fields__:
        return (key for key, record in table.items() if record.programme_id in programme_ids)
    return table
