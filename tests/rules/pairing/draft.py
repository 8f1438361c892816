"""A few people built from records, and the same records with something changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from revmentor.content.skills import catalogue
from revmentor.model.base import Record
from revmentor.model.pair import RuleException
from revmentor.model.programme import Programme, SeniorsPerMentor, Weights
from revmentor.model.snapshot import TABLE_OF
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.programme_view import View
from tests.support.firm import PROGRAMME, START, pair, part, person, programme, session, snapshot

ASKED_FOR = Weights(
    skill_need=0,
    give_back=0,
    working_style=0,
    availability=0,
    place=0,
    other_department=0,
    preferences=100,
)
"""Only preferences count: 5,000 where one asked for the other, else nothing."""


def people(mentors: str, seniors: str, *records: Record, **fields: Any) -> View:
    """These mentors and seniors, one to four each; later records stand in place of earlier ones."""
    every = [*mentors.split(), *seniors.split()]
    given = {"seniors_per_mentor": SeniorsPerMentor(min=1, max=4), **fields}
    built = snapshot(
        programme(**given),
        *(person(who) for who in every),
        *(part(who, "mentor") for who in mentors.split()),
        *(part(who, "senior") for who in seniors.split()),
        *records,
    )
    return View(built, PROGRAMME, catalogue(), date.max)


def exception(
    rule: Any, senior: str = "anna", mentor: str | None = "giulia", record_id: str = "x"
) -> RuleException:
    return RuleException(
        id=record_id,
        programme_id=PROGRAMME,
        senior_id=senior,
        rule=rule,
        reason="agreed with both",
        on=START,
        mentor_id=mentor,
    )


def changed(view: View, *records: Record, without: Iterable[Record] = ()) -> View:
    """The same programme with some records put in, and some taken out."""
    tables: dict[str, dict[str, Record | None]] = {}
    for record in records:
        tables.setdefault(TABLE_OF[type(record)], {})[record.id] = record
    for record in without:
        tables.setdefault(TABLE_OF[type(record)], {})[record.id] = None
    return view.over(view.snapshot.with_records(tables))


def with_fields(view: View, **fields: Any) -> View:
    """The same people in a programme of which something is different."""
    other: Programme = msgspec.structs.replace(view.programme, **fields)
    return changed(view, other)


def met(mentor: str, senior: str, **fields: Any) -> list[Record]:
    """A pair that has had a session."""
    return [
        pair(mentor, senior, **fields),
        session(mentor, START, senior, id=f"s-{mentor}-{senior}"),
    ]


def groups(found: Proposal) -> dict[str, list[str]]:
    """By mentor, who is with whom in a plan."""
    of: dict[str, list[str]] = {}
    for senior_id, mentor_id in sorted(found.plan.mentor_of.items()):
        of.setdefault(mentor_id, []).append(senior_id)
    return of
