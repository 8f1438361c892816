"""Who is who: one person under two ids, or under another one; pure functions of the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, TypeVar

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Record
from revmentor.model.evaluation import Evaluation
from revmentor.model.pair import RuleException
from revmentor.model.participation import Participation, Recruiting
from revmentor.model.person import Person
from revmentor.model.pulse import Pulse
from revmentor.model.rating import Rating
from revmentor.model.references import NewIds, with_ids
from revmentor.model.reflection import Reflection
from revmentor.model.skill import Skill
from revmentor.model.snapshot import TABLES, Snapshot
from revmentor.rules.programme_view import display_names, skill_name

R = TypeVar("R", bound=Record)


def with_new_ids(snapshot: Snapshot, ids: NewIds) -> Snapshot:
    """Return all records with other ids in the place of some, wherever they are named."""
    tables: dict[str, Any] = {}
    for name, records in snapshot.tables():
        own = ids.get(name, {})
        new = [(record.id in own, with_ids(record, ids)) for record in records.values()]
        # Where a record takes another's id, the one that had it stays.
        inorder = sorted(new, key=lambda each: each[0], reverse=True)
        tables[name] = {each.id: each for _renamed, each in inorder if each is not None}
    return msgspec.structs.replace(snapshot, **tables)


def merged(snapshot: Snapshot, keep_id: str, gone_id: str) -> Snapshot:
    """Return the records with two people as one; :func:`against_merging` is asked first."""
    keep, gone = snapshot.people[keep_id], snapshot.people[gone_id]
    person = _joined_person(keep, gone)
    left = snapshot.with_records({"people": {gone_id: None}})
    ids: NewIds = {"people": {gone_id: keep_id}, **_twins(snapshot, keep_id, gone_id)}
    after = with_new_ids(left.with_records({"people": {keep_id: person}}), ids)
    parts = _joined_parts(snapshot, after, keep_id, gone_id)
    if person.manager_id in {keep_id, gone_id}:
        person = msgspec.structs.replace(person, manager_id=None)
    return after.with_records({"people": {keep_id: person}, "participations": parts})


def against_merging(
    snapshot: Snapshot, keep_id: str, gone_id: str, skills: Mapping[str, Skill]
) -> Iterator[str]:
    """Yield why two people cannot be one, each reason as a sentence."""
    both = {keep_id, gone_id}
    names = display_names(snapshot.people.values())
    yield from _in_one_pair(snapshot, both)
    yield from _paired_at_once(snapshot, both, names)
    for told in _told_twice(snapshot, keep_id, gone_id):
        if told.differ:
            yield _said_twice(told, names[keep_id], names[gone_id], skills)


# -- what contradicts -------------------------------------------------------------------------


def _in_one_pair(snapshot: Snapshot, both: set[str]) -> Iterator[str]:
    for pair in snapshot.pairs.values():
        if set(pair.sides) == both:
            yield _("The two were a pair, from {day} on; nobody is their own mentor.").format(
                day=plain_date(pair.from_on)
            )


def _paired_at_once(snapshot: Snapshot, both: set[str], names: Mapping[str, str]) -> Iterator[str]:
    pairs = sorted(
        (each for each in snapshot.pairs.values() if each.senior_id in both),
        key=lambda each: (each.from_on, each.id),
    )
    for one, other in combinations(pairs, 2):
        apart = one.programme_id != other.programme_id or one.senior_id == other.senior_id
        if not apart and (one.until_on is None or other.from_on < one.until_on):
            yield _(
                "Both have a mentor at the same time: {one} with {mentor} from {day}, {other} "
                "with {other_mentor} from {other_day}. End one of the pairs first."
            ).format(
                one=names[one.senior_id],
                mentor=names[one.mentor_id],
                day=plain_date(one.from_on),
                other=names[other.senior_id],
                other_mentor=names[other.mentor_id],
                other_day=plain_date(other.from_on),
            )


class _ToldTwice(msgspec.Struct, frozen=True):
    """Two records of which one person has one: that of the person kept, and the other's."""

    table: str
    kept: Record
    other: Record
    differ: bool


def _told_twice(snapshot: Snapshot, keep_id: str, gone_id: str) -> Iterator[_ToldTwice]:
    ids = {"people": {gone_id: keep_id}}
    for table in ("ratings", "reflections", "pulses", "evaluations", "exceptions"):
        records = list(snapshot.table(table).values())
        mine = {_once(each): each for each in records if _owner(each) == keep_id}
        for other in records:
            if _owner(other) != gone_id or (renamed := with_ids(other, ids)) is None:
                continue
            if kept := mine.get(_once(renamed)):
                same = msgspec.structs.replace(renamed, id=kept.id) == with_ids(kept, ids)
                yield _ToldTwice(table, kept, other, not same and table != "exceptions")


def _owner(record: Record) -> str:
    whose: str = getattr(record, "person_id", "") or getattr(record, "senior_id", "")
    return whose


def _once(record: Record) -> tuple[object, ...]:
    """Return what a person has no second record of."""
    if isinstance(record, Rating):
        again = () if record.moment == "baseline" else (record.on, record.rated_by)
        return record.programme_id, record.skill_id, record.moment, *again
    if isinstance(record, Reflection):
        return record.programme_id, record.skill_id, record.moment
    if isinstance(record, Pulse):
        return record.programme_id, record.on
    if isinstance(record, Evaluation):
        return record.programme_id, record.role
    if isinstance(record, RuleException):
        return record.programme_id, record.rule, record.mentor_id
    raise TypeError(record)


def _said_twice(told: _ToldTwice, keep: str, gone: str, skills: Mapping[str, Skill]) -> str:
    kept, other = told.kept, told.other
    if isinstance(kept, Rating) and isinstance(other, Rating):
        text = _(
            "Both have a level in {skill} ({moment}), and not the same: {keep} {n}, {gone} {other}."
        )
        return text.format(
            skill=skill_name(skills[kept.skill_id]),
            moment=labels.moments()[kept.moment],
            keep=keep,
            n=kept.level,
            gone=gone,
            other=other.level,
        )
    if isinstance(kept, Reflection):
        text = _("Both said something of {skill} ({moment}), and not the same.")
        skill = skill_name(skills[kept.skill_id])
        return text.format(skill=skill, moment=labels.moments()[kept.moment])
    if isinstance(kept, Pulse):
        text = _("Both answered a pulse on {day}, and not the same.")
        return text.format(day=plain_date(kept.on))
    return _("Both filled in a final form in the same role, and not the same.")


# -- what becomes one -------------------------------------------------------------------------


def _twins(snapshot: Snapshot, keep_id: str, gone_id: str) -> dict[str, dict[str, str | None]]:
    """Return, by table, the records of one that say what the other's do, and those they become."""
    ids: dict[str, dict[str, str | None]] = {}
    for told in _told_twice(snapshot, keep_id, gone_id):
        ids.setdefault(told.table, {})[told.other.id] = told.kept.id
    return ids


def _joined_person(keep: Person, gone: Person) -> Person:
    earlier = dict.fromkeys([*keep.earlier_ids, gone.id, *gone.earlier_ids])
    joined = _filled(keep, gone)
    return msgspec.structs.replace(joined, earlier_ids=tuple(earlier))


def _joined_parts(
    snapshot: Snapshot, after: Snapshot, keep_id: str, gone_id: str
) -> dict[str, Participation | None]:
    """Return the parts that become one, and (``None``) those that went into another."""
    parts: dict[str, Participation | None] = {}
    of_gone = [each for each in snapshot.participations.values() if each.person_id == gone_id]
    for other in of_gone:
        part = after.participations[other.id]
        own = next(
            (
                each
                for each in snapshot.participations.values()
                if (each.programme_id, each.person_id, each.role)
                == (other.programme_id, keep_id, other.role)
            ),
            None,
        )
        if own is None:
            parts[part.id] = part
        else:
            parts[own.id] = _joined_part(after.participations[own.id], part)
            parts[other.id] = None
    for part in after.participations.values():
        if part.person_id == keep_id:
            joined = parts.get(part.id, part)
            parts[part.id] = joined and _without_oneself(joined)
    return parts


def _joined_part(own: Participation, other: Participation) -> Participation:
    """Return two parts in one role as one; who is there with one of them, is there."""
    standing = other if other.status == "active" != own.status else own
    joined = _filled(own, other)
    return msgspec.structs.replace(
        joined,
        offers=_either(own.offers, other.offers),
        prefers=_either(own.prefers, other.prefers),
        avoids=_either(own.avoids, other.avoids),
        recruiting=_recruiting(own, other),
        status=standing.status,
        status_on=standing.status_on,
        status_reason=standing.status_reason,
        ask_again_on=standing.ask_again_on,
    )


def _recruiting(own: Participation, other: Participation) -> Recruiting | None:
    """Return what came of asking somebody with two parts: a yes of one of them counts."""
    yes = [each.recruiting for each in (own, other) if each.said_yes]
    return next(filter(None, yes), None) if yes else own.recruiting


def _without_oneself(part: Participation) -> Participation:
    prefers = tuple(each for each in part.prefers if each != part.person_id)
    avoids = tuple(each for each in part.avoids if each != part.person_id)
    return msgspec.structs.replace(part, prefers=prefers, avoids=avoids)


def _either(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))


def _filled(own: R, other: R) -> R:
    """Return a record with what it leaves empty taken from another one."""
    empty = {
        each: getattr(other, each)
        for each in own.__struct_fields__
        if getattr(own, each) in (None, (), {})
    }
    return msgspec.structs.replace(own, **empty)


def differing(before: Snapshot, after: Snapshot) -> tuple[list[Record], list[Record]]:
    """Return the records that are new or other than before, and those that are no more."""
    put = [
        record
        for name in TABLES
        for record in after.table(name).values()
        if before.table(name).get(record.id) != record
    ]
    gone = [
        record
        for name in TABLES
        for record_id, record in before.table(name).items()
        if record_id not in after.table(name)
    ]
    return put, gone
