"""What must hold between records: every reference leads somewhere, and nothing contradicts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Problems
from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.model.snapshot import TABLES, Document
from revmentor.rules.goals.attainment import from_words
from revmentor.rules.results.follow_ups import due_on

_SKILL = "skills"
# Field of a record -> the list its ids must be found in.
_REFERENCES: dict[str, str] = {
    "programme_id": "programmes",
    "person_id": "people",
    "manager_id": "people",
    "mentor_id": "people",
    "senior_id": "people",
    "skill_id": _SKILL,
    "pair_id": "pairs",
    "makes_up": "sessions",
    "prefers": "people",
    "avoids": "people",
    "person_ids": "people",
    "wants_talk": "people",
    "attendance": "people",
    "ratings": "people",
    "offers": _SKILL,
    "skill_ids": _SKILL,
    "standard_level": _SKILL,
    "taught": _SKILL,
    "received": _SKILL,
    "steps": "people",
}
_DAYS = {
    "programmes": ("starts_on", "closed_on"),
    "pairs": ("from_on",),
    "sessions": ("due_on", "held_on"),
    "ratings": ("on",),
}
_INNER = {"taught": "skill_id", "received": "skill_id", "steps": "senior_id"}


def problems(document: Document, shipped_skills: Container[str]) -> list[Problem]:
    """Return what in a document does not hold, the first fifty, with the path to each field."""
    return list(Problems(contradictions(document, shipped_skills)))


def contradictions(document: Document, shipped_skills: Container[str]) -> Iterator[Problem]:
    """Find everything in a document that does not hold, with the path to each field."""
    return _Check(document, shipped_skills).run()


@cache
def _reference_fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a type of record that name other records, each with their list."""
    mine = kind.__struct_fields__
    return tuple((field, table) for field, table in _REFERENCES.items() if field in mine)


def _targets(kind: type[Record], records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield every id that a list names, once, with the list it must be found in.

    It says no places: a list without a fault, the usual one, is done five times faster than by
    going through what each record names.
    """
    for field, table in _reference_fields(kind):
        named: set[str] = set()
        for value in map(attrgetter(field), records):
            if isinstance(value, str):
                named.add(value)
            elif value and field in _INNER:
                named.update(map(attrgetter(_INNER[field]), value))
            elif value and not isinstance(value, bool):
                named.update(value)
        yield from ((table, target) for target in named if target is not None)


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield every id a record names: the path of the field, the list it is in, and the id."""
    for field, table in _reference_fields(type(record)):
        value = getattr(record, field)
        if value is None or isinstance(value, bool):  # a pulse answers wants_talk by yes or no
            continue
        if isinstance(value, str):
            yield field, table, value
        elif isinstance(value, dict):
            yield from ((f"{field}.{key}", table, key) for key in value)
        else:
            inner = _INNER.get(field)
            for index, each in enumerate(value):
                target = getattr(each, inner) if inner else each
                if target is not None:
                    place = f"{field}[{index}]"
                    yield f"{place}.{inner}" if inner else place, table, target


class _Check:
    """One look at one document."""

    def __init__(self, document: Document, shipped_skills: Container[str]) -> None:
        self.document = document
        self.shipped = shipped_skills
        self.ids = {name: {r.id for r in document.records(name)} for name in TABLES}
        self.roles = {
            (part.programme_id, part.person_id, part.role) for part in document.participations
        }
        self.pairs: defaultdict[tuple[str, str, str], list[Pair]] = defaultdict(list)
        for pair in document.pairs:
            self.pairs[pair.programme_id, pair.mentor_id, pair.senior_id].append(pair)
        self.spans: dict[tuple[str, str, str], _Spans] = {}
        self.said_day = cache(plain_date)  # thousands of sessions may lie on one day

    def run(self) -> Iterator[Problem]:
        yield from self.firm()
        for name in TABLES:
            yield from self.duplicate_ids(name)
            yield from self.references(name)
        yield from self.days()
        yield from self.people()
        yield from self.skills()
        yield from self.programmes()
        yield from self.participations()
        yield from self.goals()
        yield from self.rating_moments()
        yield from self.follow_ups()
        yield from self.pairings()
        yield from self.groups()
        yield from self.sessions()

    def firm(self) -> Iterator[Problem]:
        firm = self.document.firm
        if firm.timezone:
            try:
                ZoneInfo(firm.timezone)
            except (KeyError, ValueError, OSError):
                yield Problem(
                    "firm.timezone",
                    _("“{zone}” is not a known time zone; write one like Europe/Rome").format(
                        zone=firm.timezone
                    ),
                )
        yield from _spans("firm.closed_days", firm.closed_days)

    def duplicate_ids(self, name: str) -> Iterator[Problem]:
        records = self.document.records(name)
        if len(self.ids[name]) == len(records):
            return
        seen: set[str] = set()
        for index, record in enumerate(records):
            if record.id in seen:
                yield Problem(
                    f"{name}[{index}].id",
                    _("the id “{id}” stands twice in this list; ids must differ").format(
                        id=record.id
                    ),
                )
            seen.add(record.id)

    def known(self, table: str, record_id: str) -> bool:
        return record_id in self.ids[table] or (table == _SKILL and record_id in self.shipped)

    def references(self, name: str) -> Iterator[Problem]:
        records = self.document.records(name)
        if all(self.known(table, target) for table, target in _targets(TABLES[name], records)):
            return
        for index, record in enumerate(records):
            for place, table, target in references(record):
                if not self.known(table, target):
                    yield Problem(
                        f"{name}[{index}].{place}",
                        _("there is no “{id}” in {table}").format(id=target, table=table),
                    )

    def days(self) -> Iterator[Problem]:
        for name, fields in _DAYS.items():
            for index, record in enumerate(self.document.records(name)):
                for field in fields:
                    day = getattr(record, field)
                    if day is not None and not 1970 <= day.year <= 2200:
                        yield Problem(
                            f"{name}[{index}].{field}",
                            _("the year {year} cannot be right").format(year=day.year),
                        )

    def people(self) -> Iterator[Problem]:
        in_circles = _in_circles({each.id: each.manager_id for each in self.document.people})
        for index, person in enumerate(self.document.people):
            path = f"people[{index}]"
            if person.manager_id == person.id:
                yield Problem(f"{path}.manager_id", _("nobody is their own manager"))
            elif person.id in in_circles:
                yield Problem(
                    f"{path}.manager_id",
                    _("the reporting line goes round in a circle through “{id}”").format(
                        id=person.id
                    ),
                )
            yield from _order(f"{path}.left_on", person.joined_on, person.left_on)

    def skills(self) -> Iterator[Problem]:
        for index, skill in enumerate(self.document.skills):
            if skill.id in self.shipped:
                yield Problem(
                    f"skills[{index}].id",
                    _("“{id}” is a skill of the shipped catalogue; choose another id").format(
                        id=skill.id
                    ),
                )
            if not skill.name:
                yield Problem(f"skills[{index}].name", _("a skill needs a name"))

    def programmes(self) -> Iterator[Problem]:
        for index, programme in enumerate(self.document.programmes):
            path = f"programmes[{index}]"
            if programme.seniors_per_mentor.min > programme.seniors_per_mentor.max:
                yield Problem(
                    f"{path}.seniors_per_mentor",
                    _("the minimum is above the maximum"),
                )
            yield from _order(f"{path}.closed_on", programme.starts_on, programme.closed_on)

    def participations(self) -> Iterator[Problem]:
        seen: set[tuple[str, str, str]] = set()
        for index, part in enumerate(self.document.participations):
            key = (part.programme_id, part.person_id, part.role)
            if key in seen:
                yield Problem(
                    f"participations[{index}]",
                    _("“{id}” already takes part in this role").format(id=part.person_id),
                )
            seen.add(key)

    def goals(self) -> Iterator[Problem]:
        for index, goal in enumerate(self.document.goals):
            path = f"goals[{index}]"
            if goal.skill_id is None and goal.target is not None:
                yield Problem(f"{path}.target", _("a target level needs a skill (skill_id)"))
            if goal.skill_id is not None and goal.target is None:
                yield Problem(f"{path}.target", _("a goal on a skill needs its target level"))
            said = goal.attainment_said
            if said and goal.attainment not in {None, from_words(said, goal.baseline_score)}:
                yield Problem(
                    f"{path}.attainment",
                    _("“{said}” is the number {n}").format(
                        said=said, n=from_words(said, goal.baseline_score)
                    ),
                )
            if said and goal.attainment is None:
                yield Problem(
                    f"{path}.attainment_said", _("what was said of a goal needs its number too")
                )
            if goal.skill_id is None and goal.expected is None:
                yield Problem(
                    f"{path}.expected",
                    _("a goal needs a skill with a target, or what will be seen once reached"),
                )

    def rating_moments(self) -> Iterator[Problem]:
        first: dict[tuple[str, str], date] = {}
        for session in self.document.sessions:
            if session.status == "held":
                there = [who for who, how in session.attendance.items() if how == "present"]
                for person_id in (session.mentor_id, *there):
                    key = (session.programme_id, person_id)
                    first[key] = min(session.day, first.get(key, session.day))
        for index, rating in enumerate(self.document.ratings):
            day = first.get((rating.programme_id, rating.person_id))
            if rating.moment == "baseline" and day and rating.on > day:
                yield Problem(
                    f"ratings[{index}].on",
                    _("a starting point is written before the first session, held on {day}").format(
                        day=self.said_day(day)
                    ),
                )

    def follow_ups(self) -> Iterator[Problem]:
        for index, programme in enumerate(self.document.programmes):
            seen: set[str] = set()
            for place, each in enumerate(programme.follow_ups):
                path = f"programmes[{index}].follow_ups[{place}]"
                if not 1970 <= each.on.year <= 2200:
                    yield Problem(
                        f"{path}.on", _("the year {year} cannot be right").format(year=each.on.year)
                    )
                elif programme.closed_on is None:
                    yield Problem(
                        f"{path}.on", _("a follow-up is heard after the programme was closed")
                    )
                elif each.on < (due := due_on(programme, each.kind) or each.on):
                    yield Problem(
                        f"{path}.on",
                        _("this follow-up is heard from {day} on").format(day=plain_date(due)),
                    )
                if each.kind in seen:
                    yield Problem(f"{path}.kind", _("the same follow-up stands here twice"))
                seen.add(each.kind)
                for person_id in each.still_using:
                    if (programme.id, person_id, "senior") not in self.roles:
                        yield Problem(
                            f"{path}.still_using.{person_id}",
                            _("“{id}” takes no part in the programme as a senior").format(
                                id=person_id
                            ),
                        )

    def has_role(self, programme_id: str, person_id: str, role: str) -> bool:
        return (
            (programme_id, person_id, role) in self.roles
            or programme_id not in self.ids["programmes"]
            or person_id not in self.ids["people"]
        )

    def not_in_role(self, path: str, record: Any, role: str) -> Iterator[Problem]:
        person_id = getattr(record, f"{role}_id")
        if not self.has_role(record.programme_id, person_id, role):
            text = (
                _("“{id}” takes no part in the programme as a mentor")
                if role == "mentor"
                else _("“{id}” takes no part in the programme as a senior")
            )
            yield Problem(f"{path}.{role}_id", text.format(id=person_id))

    def pairings(self) -> Iterator[Problem]:
        by_senior: defaultdict[tuple[str, str], list[tuple[int, Pair]]] = defaultdict(list)
        for index, pair in enumerate(self.document.pairs):
            path = f"pairs[{index}]"
            if pair.mentor_id == pair.senior_id:
                yield Problem(f"{path}.senior_id", _("nobody can be their own mentor"))
            yield from self.not_in_role(path, pair, "mentor")
            yield from self.not_in_role(path, pair, "senior")
            yield from _order(f"{path}.until_on", pair.from_on, pair.until_on)
            yield from _spans(f"{path}.pauses", pair.pauses)
            by_senior[pair.programme_id, pair.senior_id].append((index, pair))
        for mine in by_senior.values():
            for (_i, one), (index, other) in _overlaps(mine):
                yield Problem(
                    f"pairs[{index}].senior_id",
                    _("“{id}” is already paired with “{mentor}” at that time").format(
                        id=other.senior_id, mentor=one.mentor_id
                    ),
                )

    def groups(self) -> Iterator[Problem]:
        most = {each.id: each.seniors_per_mentor.max for each in self.document.programmes}
        by_mentor: defaultdict[tuple[str, str], list[tuple[int, Pair]]] = defaultdict(list)
        for index, pair in enumerate(self.document.pairs):
            by_mentor[pair.programme_id, pair.mentor_id].append((index, pair))
        for (programme_id, mentor_id), mine in by_mentor.items():
            limit = most.get(programme_id)
            standing = [(index, pair) for index, pair in mine if pair.until_on is None]
            if limit is not None and len(standing) > limit:
                yield Problem(
                    f"pairs[{standing[limit][0]}].mentor_id",
                    _("“{id}” would have {n} seniors at once; the most is {limit}").format(
                        id=mentor_id, n=len(standing), limit=limit
                    ),
                )

    def sessions(self) -> Iterator[Problem]:
        for index, session in enumerate(self.document.sessions):
            path = f"sessions[{index}]"
            if not self.has_role(session.programme_id, session.mentor_id, "mentor"):
                yield from self.not_in_role(path, session, "mentor")
            if session.held_on and session.status != "held":
                yield Problem(
                    f"{path}.held_on",
                    _("only a session that was held has a day on which it was held"),
                )
            for senior_id in session.attendance:
                if senior_id in self.ids["people"] and not self._paired(session, senior_id):
                    yield Problem(
                        f"{path}.attendance.{senior_id}",
                        _("“{id}” was not paired with “{mentor}” on {day}").format(
                            id=senior_id,
                            mentor=session.mentor_id,
                            day=self.said_day(session.due_on),
                        ),
                    )

    def _paired(self, session: Session, senior_id: str) -> bool:
        key = (session.programme_id, session.mentor_id, senior_id)
        spans = self.spans.get(key)
        if spans is None:
            spans = self.spans[key] = _Spans(self.pairs.get(key, ()))
        return spans.hold(session.due_on) or spans.hold(session.day)


class _Spans:
    """The days on which any of some pairs stands, ready to be asked of one day after another."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        inorder = sorted(pairs, key=attrgetter("from_on"))
        self.starts = [pair.from_on for pair in inorder]
        self.ends = list(accumulate(map(_end, inorder), max))

    def hold(self, day: date) -> bool:
        """Tell whether one of those that had begun by a day had not ended before it."""
        begun = bisect_right(self.starts, day)
        return begun > 0 and self.ends[begun - 1] >= day


def _order(path: str, start: date | None, end: date | None) -> Iterator[Problem]:
    if start and end and end < start:
        yield Problem(
            path,
            _("{end} is before {start}; an end comes after its beginning").format(
                end=plain_date(end), start=plain_date(start)
            ),
        )


def _spans(path: str, spans: Sequence[Any]) -> Iterator[Problem]:
    for index, span in enumerate(spans):
        yield from _order(f"{path}[{index}].end", span.start, span.end)


def _in_circles(manager: Mapping[str, str | None]) -> set[str]:
    """Return everybody whose line of managers comes back to them; each is passed once."""
    passed: set[str] = set()
    in_circles: set[str] = set()
    for start in manager:
        line: dict[str, None] = {}
        person: str | None = start
        while person is not None and person not in passed:
            passed.add(person)
            line[person] = None
            person = manager.get(person)
        if person in line:
            everybody = list(line)
            in_circles.update(everybody[everybody.index(person) :])
    return in_circles


def _end(pair: Pair) -> date:
    return pair.until_on or date.max


def _overlaps(
    pairs: Sequence[tuple[int, Pair]],
) -> Iterator[tuple[tuple[int, Pair], tuple[int, Pair]]]:
    """Find each pair of one senior that begins before another one has ended, with that other.

    The second of the two is the one that comes later in the document.
    """
    inorder = sorted(pairs, key=lambda each: (each[1].from_on, _end(each[1])))
    lasting = inorder[0]
    for each in inorder[1:]:
        # A senior may change mentor within a day: the new pair begins where the old one ends.
        if lasting[1].until_on is None or each[1].from_on < lasting[1].until_on:
            yield (lasting, each) if lasting[0] < each[0] else (each, lasting)
        if _end(each[1]) > _end(lasting[1]):
            lasting = each
