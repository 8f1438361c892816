"""The records without a person: what was the person's alone goes, the rest names nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Record
from revmentor.model.fields import GONE, KEYS, Leaf, changed_at, leaves
from revmentor.model.firm import Firm
from revmentor.model.goal import Goal
from revmentor.model.pair import Pair, RuleException
from revmentor.model.person import Person
from revmentor.model.sent_message import SentMessage
from revmentor.model.session import Session
from revmentor.model.snapshot import ID_PREFIX, Snapshot
from revmentor.model.success import Success
from revmentor.rules.erasing.traces import Traces
from revmentor.rules.identity import with_new_ids

T = TypeVar("T", bound=msgspec.Struct)

_LEFT_ALONE = {(Person, "name"), (Person, "email"), (Firm, "name")}
"""Texts that are other people's and the firm's own names: they are never changed, only listed."""

_CODES = {"framework", "framework_version", "rule", "timezone", "phase"}
"""Fields of a line of text that holds no words of anybody's."""


class Replacement(msgspec.Struct, frozen=True):
    """The person without a name who takes an erased one's place, so that figures stay right."""

    id: str
    name: str


def name_of_nobody(snapshot: Snapshot) -> str:
    """Return the next free name of somebody without a name: “Person 2”."""
    names = {each.name for each in snapshot.people.values()}
    number = 1
    while (name := _("Person {n}").format(n=number)) in names:
        number += 1
    return name


def without_person(
    snapshot: Snapshot,
    traces: Traces,
    new_id: Callable[[str], str],
    instead: Replacement | None = None,
) -> Snapshot:
    """Return the records without a person, or with somebody without a name in the place.

    ``new_id`` gives an id for a record of a table, where the old one is made of the person's.
    """
    own = [each for each in traces.ids if each in snapshot.people]
    left = removed(snapshot, own) if instead is None else _nameless(snapshot, own, instead)
    left = with_new_ids(left, _other_ids(left, traces, new_id, instead))
    keep = instead.id if instead else ""
    tables: dict[str, Any] = {
        name: {
            each.id: each if each.id == keep else _scrubbed(each, traces)
            for each in records.values()
        }
        for name, records in left.tables()
    }
    # Among what was answered about sheets may be the person's name; it is asked again.
    firm = _scrubbed(msgspec.structs.replace(left.firm, settled={}), traces)
    if left.firm.coordinator and firm.coordinator == _("somebody"):
        firm = msgspec.structs.replace(firm, coordinator=None)
    return _counted(msgspec.structs.replace(left, firm=firm, **tables))


def texts(record: msgspec.Struct) -> Iterator[tuple[Leaf, str, str]]:
    """Yield everything in a record that somebody wrote in words, with its path."""
    for leaf in _text_places(type(record)):
        value = getattr(record, leaf.field)
        if value is None:
            continue
        for path, each in leaf.within(value):
            yield from ((leaf, path, text) for text in _strings(each))


def is_left_alone(record: msgspec.Struct, leaf: Leaf) -> bool:
    """Tell whether a text is a name of somebody or something else, which is never changed."""
    return (type(record), leaf.field) in _LEFT_ALONE


# -- what goes ------------------------------------------------------------------------------------


def removed(snapshot: Snapshot, own: list[str]) -> Snapshot:
    """Return the records without those that are some people's own, and naming them nowhere."""
    gone: dict[str, dict[str, str | None]] = {"people": dict.fromkeys(own)}
    for table, records in snapshot.tables():
        for record in records.values():
            if _is_own(record, set(own)):
                gone.setdefault(table, {})[record.id] = None
    left = with_new_ids(snapshot, gone)
    sessions = {
        each.id: None
        for each in left.sessions.values()
        if not each.attendance and snapshot.sessions[each.id].attendance
    }
    left = with_new_ids(left, {"sessions": sessions})
    unanswered = {each.id: None for each in left.talks.values() if not each.asked_in}
    return with_new_ids(left, {"talks": unanswered})


def _is_own(record: Record, own: set[str]) -> bool:
    """Tell whether a record is about these people and nobody else."""
    if hasattr(record, "person_id"):
        return record.person_id in own
    if isinstance(record, Pair | RuleException):
        return bool({record.mentor_id, record.senior_id} & own)
    if isinstance(record, Session):
        return record.mentor_id in own
    if isinstance(record, Success | SentMessage):
        return bool(record.person_ids) and set(record.person_ids) <= own
    return False


def _counted(snapshot: Snapshot) -> Snapshot:
    """Return the records with no indicator measured on more people than take part."""
    put: dict[str, Record | None] = {}
    for each in snapshot.indicators.values():
        people = {
            part.person_id
            for part in snapshot.participations.values()
            if part.programme_id == each.programme_id
        }
        if each.people and each.people > len(people):
            put[each.id] = msgspec.structs.replace(each, people=len(people) or None)
    return snapshot.with_records({"indicators": put}) if put else snapshot


# -- somebody without a name ----------------------------------------------------------------------


def _nameless(snapshot: Snapshot, own: list[str], instead: Replacement) -> Snapshot:
    """Return the records with somebody without a name, and without words, in people's place."""
    if not own:
        return snapshot
    old = snapshot.people[own[0]]
    nobody = Person(id=instead.id, name=instead.name, left_on=old.left_on)
    left = snapshot.with_records({"people": {**dict.fromkeys(own), instead.id: nobody}})
    told = {
        each.id: None
        for each in snapshot.successes.values()
        if each.person_ids and set(each.person_ids) <= set(own)
    }
    left = with_new_ids(left, {"people": dict.fromkeys(own, instead.id), "successes": told})
    people: dict[str, Record | None] = {
        each.id: msgspec.structs.replace(each, manager_id=None)
        for each in left.people.values()
        if each.manager_id == instead.id
    }
    left = left.with_records({"people": people})
    put: dict[str, dict[str, Record | None]] = {}
    for table, records in left.tables():
        for record in records.values():
            if record.id != instead.id or table != "people":
                put.setdefault(table, {})[record.id] = _without_words(record, instead.id)
    return left.with_records(put)


def _without_words(record: Record, nobody: str) -> Record:
    """Return a record without what was said in words by or about somebody without a name."""
    if isinstance(record, Session):
        return _session_without_words(record, nobody)
    if not _is_own(record, {nobody}):
        return record
    wordless = changed_at(record, _text_places(type(record)), _no_words)
    if wordless is None:
        raise TypeError(record)
    if isinstance(wordless, Goal) and wordless.skill_id is None:
        wordless = msgspec.structs.replace(wordless, expected="–")  # it is a goal by its words
    return msgspec.structs.replace(wordless, extra={})


def _session_without_words(session: Session, nobody: str) -> Session:
    steps = tuple(
        msgspec.structs.replace(each, text="–", reason=None) if each.senior_id == nobody else each
        for each in session.steps
    )
    session = msgspec.structs.replace(session, steps=steps)
    alone = set(session.attendance) <= {nobody}
    if not alone and session.mentor_id != nobody:
        return session
    return msgspec.structs.replace(session, note=None, reason=None, link=None, extra={})


def _no_words(value: Any, needed: bool) -> Any:
    return ("–" if needed else GONE) if isinstance(value, str) else value


# -- texts ----------------------------------------------------------------------------------------


def _other_ids(
    snapshot: Snapshot,
    traces: Traces,
    new_id: Callable[[str], str],
    instead: Replacement | None,
) -> dict[str, dict[str, str | None]]:
    """Return, by table, the ids of records that are made of the person's id or name."""
    return {
        table: {
            record_id: new_id(ID_PREFIX[table])
            for record_id in records
            if traces.in_id(record_id) and not (instead and record_id == instead.id)
        }
        for table, records in snapshot.tables()
        if table not in {"people", "skills", "programmes"}
    }


def _scrubbed(record: T, traces: Traces) -> T:
    def change(value: Any, _needed: bool) -> Any:
        return _deeply(value, traces.without)

    places = [each for each in _text_places(type(record)) if not is_left_alone(record, each)]
    return changed_at(record, places, change) or record


def _deeply(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value with every text in it changed, the names of groups too."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(str(key)): _deeply(each, change) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_deeply(each, change) for each in value]
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield str(key)
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)


@cache
def _text_places(kind: type[msgspec.Struct]) -> tuple[Leaf, ...]:
    """Return the places of a type where somebody writes in words, or anything may stand."""
    return tuple(leaf for leaf in leaves(kind) if _is_text(leaf))


def _is_text(leaf: Leaf) -> bool:
    if _CODES & {leaf.field, *leaf.steps} or {"expected", "table", "names"} & leaf.meaning.keys():
        return False
    if leaf.steps[-1:] == (KEYS,):
        return leaf.field == "extra"
    if leaf.kind is str or leaf.kind is Any:
        return True
    return any(part is str or get_args(part)[:1] == (str,) for part in get_args(leaf.kind))
