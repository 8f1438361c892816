"""What must hold between records: every reference leads somewhere, and nothing contradicts."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import accumulate
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record, Span
from revmentor.model.errors import Problem, Problems
from revmentor.model.fields import Leaf, leaves_saying, places_in
from revmentor.model.goal import Goal, Light
from revmentor.model.pair import Pair, StandIn
from revmentor.model.session import Session
from revmentor.model.skill import Skill
from revmentor.model.snapshot import TABLES, Document
from revmentor.rules import answers
from revmentor.rules.circles import circles
from revmentor.rules.goals.attainment import from_words
from revmentor.rules.launch import contradictions as launch
from revmentor.rules.replies import own_questions


def problems(document: Document, shipped_skills: Container[str]) -> list[Problem]:
    """Return what in a document does not hold, the first fifty, with the path to each field."""
    return list(Problems(contradictions(document, shipped_skills)))


def contradictions(document: Document, shipped_skills: Container[str]) -> Iterator[Problem]:
    """Find everything in a document that does not hold, with the path to each field."""
    return _Check(document, shipped_skills).run()


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield every id a record names: the path of the field, the list it is in, and the id."""
    for leaf, place, target in places_in(record, leaves_saying("table", type(record))):
        yield place, leaf.meaning["table"], target


class _Check:
    """One look at one document."""

    def __init__(self, document: Document, shipped_skills: Container[str]) -> None:
        self.document = document
        self.shipped = shipped_skills
        self.held = [name for name in TABLES if document.records(name)]
        self.ids = {name: {r.id for r in document.records(name)} for name in TABLES}
        self.roles = {
            (part.programme_id, part.person_id, part.role) for part in document.participations
        }
        self.pairs: defaultdict[tuple[str, str, str], list[Pair]] = defaultdict(list)
        for pair in document.pairs:
            self.pairs[pair.programme_id, pair.mentor_id, pair.senior_id].append(pair)
        self.instead: defaultdict[tuple[str, str, str], list[StandIn]] = defaultdict(list)
        for pair in document.pairs:
            for each in pair.stand_ins:
                self.instead[pair.programme_id, each.mentor_id, pair.senior_id].append(each)
        self.spans: dict[tuple[str, str, str], _Spans] = {}
        self.day_in_words = cache(plain_date)  # thousands of sessions may lie on one day

    def run(self) -> Iterator[Problem]:
        yield from self.firm()
        for name in self.held:
            yield from self.duplicate_ids(name)
            yield from self.references(name)
        yield from self.days()
        yield from self.people()
        yield from self.skills()
        yield from self.programmes()
        yield from self.participations()
        yield from self.goals()
        yield from self.rating_moments()
        yield from self.reflections()
        yield from answers.problems(self.document, self.roles)
        yield from self.pairings()
        yield from self.groups()
        yield from self.sessions()

    def firm(self) -> Iterator[Problem]:
        firm = self.document.firm
        if firm.timezone:
            try:
                ZoneInfo(firm.timezone)
            except (KeyError, ValueError, OSError):
                if available_timezones():  # a machine that knows none cannot tell
                    text = _("“{zone}” is not a known time zone; write one like Europe/Rome")
                    yield Problem("firm.timezone", text.format(zone=firm.timezone))
        yield from _spans("firm.closed_days", firm.closed_days)
        yield from own_questions.contradictions(firm)

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
        return record_id in self.ids[table] or (table == "skills" and record_id in self.shipped)

    def unknown(self, leaf: Leaf, records: Sequence[Record]) -> bool:
        """Tell whether one of the ids that stand at one place of all the records leads nowhere.

        It says not which: a list without a fault, the usual one, is done five times faster than by
        going through what each record names.
        """
        table = leaf.meaning["table"]
        left = set(leaf.values(records)) - self.ids[table] - {None}
        return not all(self.known(table, target) for target in left)

    def references(self, name: str) -> Iterator[Problem]:
        records = self.document.records(name)
        if not any(self.unknown(leaf, records) for leaf in leaves_saying("table", TABLES[name])):
            return
        for index, record in enumerate(records):
            for place, table, target in references(record):
                if not self.known(table, target):
                    yield Problem(
                        f"{name}[{index}].{place}",
                        _("there is no “{id}” in {table}").format(id=target, table=table),
                    )

    def days(self) -> Iterator[Problem]:
        for name in self.held:
            records = self.document.records(name)
            for leaf in leaves_saying("years", TABLES[name]):
                years = leaf.meaning["years"]
                if all(day is None or day.year in years for day in leaf.values(records)):
                    continue
                for index, record in enumerate(records):
                    for _leaf, place, day in places_in(record, (leaf,)):
                        if day.year not in years:
                            yield Problem(
                                f"{name}[{index}].{place}",
                                _("the year {year} cannot be right").format(year=day.year),
                            )

    def people(self) -> Iterator[Problem]:
        managers = {each.id: each.manager_id for each in self.document.people}
        in_circles = {who for circle in circles(managers) for who in circle}
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
            yield from self.tasks(f"skills[{index}].tasks", skill)

    def tasks(self, path: str, skill: Skill) -> Iterator[Problem]:
        """Find a task without words, and one whose id stands twice."""
        seen: set[str] = set()
        for place, task in enumerate(skill.tasks):
            if not task.text:
                yield Problem(f"{path}[{place}].text", _("a task needs words"))
            if task.id in seen:
                text = _("the id “{id}” stands twice in this list; ids must differ")
                yield Problem(f"{path}[{place}].id", text.format(id=task.id))
            seen.add(task.id)

    def programmes(self) -> Iterator[Problem]:
        for index, programme in enumerate(self.document.programmes):
            path = f"programmes[{index}]"
            if programme.seniors_per_mentor.min > programme.seniors_per_mentor.max:
                yield Problem(
                    f"{path}.seniors_per_mentor",
                    _("the minimum is above the maximum"),
                )
            yield from _order(f"{path}.closed_on", programme.starts_on, programme.closed_on)
            if programme.archived and not programme.closed_on:
                text = _("only a programme that was closed lies in a file of its own")
                yield Problem(f"{path}.archived", text)
            yield from launch.contradictions(path, programme)

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
            if asked := part.recruiting:
                path = f"participations[{index}].recruiting.ask_again_on"
                yield from _order(path, asked.on, asked.ask_again_on)

    def goals(self) -> Iterator[Problem]:
        for index, goal in enumerate(self.document.goals):
            path = f"goals[{index}]"
            if goal.skill_id is None and goal.target is not None:
                yield Problem(f"{path}.target", _("a target level needs a skill (skill_id)"))
            if goal.skill_id is not None and goal.target is None:
                yield Problem(f"{path}.target", _("a goal on a skill needs its target level"))
            if goal.attainment_said:
                yield from _other_number(path, goal, goal.attainment_said)
            if goal.skill_id is None and goal.expected is None:
                yield Problem(
                    f"{path}.expected",
                    _("a goal needs a skill with a target, or what will be seen once reached"),
                )

    def rating_moments(self) -> Iterator[Problem]:
        first = _first_sessions(self.document.sessions)
        for index, rating in enumerate(self.document.ratings):
            day = first.get((rating.programme_id, rating.person_id))
            if rating.moment == "baseline" and day and rating.on > day:
                yield self.late_start(f"ratings[{index}].on", day)

    def reflections(self) -> Iterator[Problem]:
        first = _first_sessions(self.document.sessions) if self.document.reflections else {}
        seen: set[tuple[str, str, str, str]] = set()
        for index, each in enumerate(self.document.reflections):
            key = (each.programme_id, each.person_id, each.skill_id, each.moment)
            if key in seen:
                text = _("“{id}” said something of this topic at this moment already")
                yield Problem(f"reflections[{index}]", text.format(id=each.person_id))
            seen.add(key)
            day = first.get((each.programme_id, each.person_id))
            if each.moment == "baseline" and day and each.on > day:
                yield self.late_start(f"reflections[{index}].on", day)

    def late_start(self, path: str, day: date) -> Problem:
        return Problem(
            path,
            _("a starting point is written before the first session, held on {day}").format(
                day=self.day_in_words(day)
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
        by_senior: defaultdict[tuple[str, str], list[_Listed]] = defaultdict(list)
        for index, pair in enumerate(self.document.pairs):
            path = f"pairs[{index}]"
            if pair.mentor_id == pair.senior_id:
                yield Problem(f"{path}.senior_id", _("nobody can be their own mentor"))
            yield from self.not_in_role(path, pair, "mentor")
            yield from self.not_in_role(path, pair, "senior")
            yield from _order(f"{path}.until_on", pair.from_on, pair.until_on)
            yield from _spans(f"{path}.pauses", pair.pauses)
            yield from self.stand_ins(path, pair)
            yield from self.not_again(path, pair)
            by_senior[pair.programme_id, pair.senior_id].append(_Listed(index, pair))
        for mine in by_senior.values():
            for one, other in _overlaps(mine):
                yield Problem(
                    f"pairs[{other.place}].senior_id",
                    _("“{id}” is already paired with “{mentor}” at that time").format(
                        id=other.pair.senior_id, mentor=one.pair.mentor_id
                    ),
                )

    def stand_ins(self, path: str, pair: Pair) -> Iterator[Problem]:
        """Find a stand-in who cannot be, and one whose days are not the pair's or not free."""
        days = pair.days
        for place, each in enumerate(pair.stand_ins):
            at = f"{path}.stand_ins[{place}]"
            yield from self.not_in_role(
                at, _InProgramme(pair.programme_id, each.mentor_id), "mentor"
            )
            if each.mentor_id in pair.sides:
                yield Problem(
                    f"{at}.mentor_id", _("“{id}” is of this pair already").format(id=each.mentor_id)
                )
            yield from _order(f"{at}.end", each.start, each.end)
            if not (days.start <= each.start and each.end <= days.end):
                yield Problem(f"{at}.start", _("a stand-in teaches while the pair is together"))
            if any(map(each.overlaps, pair.stand_ins[:place])):
                yield Problem(f"{at}.start", _("somebody else stands in on these days already"))

    def not_again(self, path: str, pair: Pair) -> Iterator[Problem]:
        """Find whoever said “not again” and is not of the pair, or said it before the end."""
        for place, person_id in enumerate(pair.not_again):
            # Whom nobody knows is named among the references.
            if person_id in self.ids["people"] and person_id not in pair.sides:
                yield Problem(
                    f"{path}.not_again[{place}]",
                    _("“{id}” is not of this pair").format(id=person_id),
                )
        if pair.not_again and pair.until_on is None:
            yield Problem(
                f"{path}.not_again",
                _("“not again” is said when a pair ends; this one has no last day"),
            )

    def groups(self) -> Iterator[Problem]:
        most = {each.id: each.seniors_per_mentor.max for each in self.document.programmes}
        by_mentor: defaultdict[tuple[str, str], list[_Listed]] = defaultdict(list)
        for index, pair in enumerate(self.document.pairs):
            by_mentor[pair.programme_id, pair.mentor_id].append(_Listed(index, pair))
        for (programme_id, mentor_id), mine in by_mentor.items():
            limit = most.get(programme_id)
            standing = [each for each in mine if each.pair.until_on is None]
            if limit is not None and len(standing) > limit:
                yield Problem(
                    f"pairs[{standing[limit].place}].mentor_id",
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
                            day=self.day_in_words(session.due_on),
                        ),
                    )

    def _paired(self, session: Session, senior_id: str) -> bool:
        key = (session.programme_id, session.mentor_id, senior_id)
        spans = self.spans.get(key)
        if spans is None:
            days = [*(pair.days for pair in self.pairs.get(key, ())), *self.instead.get(key, ())]
            spans = self.spans[key] = _Spans(days)
        return spans.hold(session.due_on) or spans.hold(session.day)


class _Spans:
    """The days that any of some spans holds, ready to be asked of one day after another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        inorder = sorted(spans, key=attrgetter("start"))
        self.starts = [each.start for each in inorder]
        self.ends = list(accumulate((each.end for each in inorder), max))

    def hold(self, day: date) -> bool:
        """Tell whether one of those that had begun by a day had not ended before it."""
        begun = bisect_right(self.starts, day)
        return begun > 0 and self.ends[begun - 1] >= day


def _other_number(path: str, goal: Goal, answer: Light) -> Iterator[Problem]:
    """Yield that a goal's number is not the one of the plain answer it was judged by."""
    number = from_words(answer, goal.baseline_score)
    if goal.attainment is None:
        yield Problem(f"{path}.attainment_said", _("what was said of a goal needs its number too"))
    elif goal.attainment != number:
        sentence = _("“{said}” is the number {n}").format(said=answer, n=number)
        yield Problem(f"{path}.attainment", sentence)


def _first_sessions(sessions: Sequence[Session]) -> dict[tuple[str, str], date]:
    """Return the day of the first held session of each person in each programme."""
    first: dict[tuple[str, str], date] = {}
    for session in sessions:
        if session.status == "held":
            day = session.day
            there = [who for who, how in session.attendance.items() if how == "present"]
            for person_id in (session.mentor_id, *there):
                key = (session.programme_id, person_id)
                if first.get(key, date.max) > day:
                    first[key] = day
    return first


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


def _end(pair: Pair) -> date:
    return pair.until_on or date.max


class _InProgramme(msgspec.Struct, frozen=True):
    """Somebody who is named as a mentor of a programme."""

    programme_id: str
    mentor_id: str


class _Listed(msgspec.Struct, frozen=True):
    """A pair, and where it stands in the document."""

    place: int
    pair: Pair


def _overlaps(pairs: Sequence[_Listed]) -> Iterator[tuple[_Listed, _Listed]]:
    """Find each pair of one senior that begins before another one has ended, with that other.

    The second of the two is the one that comes later in the document.
    """
    inorder = sorted(pairs, key=lambda each: (each.pair.from_on, _end(each.pair)))
    lasting = inorder[0]
    for each in inorder[1:]:
        # A senior may change mentor within a day: the new pair begins where the old one ends.
        if lasting.pair.until_on is None or each.pair.from_on < lasting.pair.until_on:
            yield (lasting, each) if lasting.place < each.place else (each, lasting)
        if _end(each.pair) > _end(lasting.pair):
            lasting = each
