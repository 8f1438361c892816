"""A case: something the coordinator follows until it is settled."""

from datetime import date

import msgspec

from revmentor.model.base import Extra, Line, PairId, PersonId, ProgrammeId, Prose, Record


class Case(Record, frozen=True, kw_only=True):
    """Something the coordinator follows until it is settled."""

    programme_id: ProgrammeId
    opened_on: date
    text: Prose
    pair_id: PairId | None = None
    person_id: PersonId | None = None
    rule: Line | None = None
    owner: Line | None = None
    next_step: Prose | None = None
    due_on: date | None = None
    closed_on: date | None = None
    outcome: Prose | None = None
    extra: Extra = msgspec.field(default_factory=dict)
