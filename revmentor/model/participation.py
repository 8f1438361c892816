"""A participation: one person in one role of one programme."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import (
    Extra,
    Line,
    PersonId,
    ProgrammeId,
    Prose,
    Record,
    Role,
    SkillId,
    Slot,
    Struct,
    stated,
)

ParticipationStatus = Literal["active", "paused", "withdrawn"]


class Acknowledgement(Struct, frozen=True, kw_only=True):
    """When a person heard the goals, whether they were understood, and what was asked."""

    on: date
    understood: bool = stated(True)
    question: Prose | None = None


class Participation(Record, frozen=True, kw_only=True):
    """One person in one role of one programme.

    ``slot`` is a mentor's weekly occasion; ``min_seniors`` and ``max_seniors`` stand in place of
    the programme's where a mentor agreed to something else. ``offers_said`` and ``wishes_said`` are
    the words of a sheet or a form about what is taught and wished; ``hopes`` and ``fears`` what
    somebody said when signing up.
    """

    programme_id: ProgrammeId
    person_id: PersonId
    role: Role
    min_seniors: Annotated[int, Meta(ge=1, le=20)] | None = None
    max_seniors: Annotated[int, Meta(ge=0, le=20)] | None = None
    slot: Slot | None = None
    offers: tuple[SkillId, ...] = ()
    offers_said: Prose | None = None
    wishes_said: Prose | None = None
    hopes: Prose | None = None
    fears: Prose | None = None
    status: ParticipationStatus = stated("active")
    status_on: date | None = None
    status_reason: Line | None = None
    ask_again_on: date | None = None
    acknowledged: Acknowledgement | None = None
    in_annual_objectives: bool | None = None
    prefers: tuple[PersonId, ...] = ()
    avoids: tuple[PersonId, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
