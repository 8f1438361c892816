"""A participation: one person in one role of one programme."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import (
    Extra,
    Id,
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
RecruitingState = Literal["invited", "yes", "not_now", "no"]


class Acknowledgement(Struct, frozen=True, kw_only=True):
    """When a person heard the goals, whether they were understood, and what was asked."""

    on: date
    understood: bool = stated(True)
    question: Prose | None = None


class Recruiting(Struct, frozen=True, kw_only=True):
    """What came of asking somebody to take part, and since when.

    Whoever said “not now” is asked again on ``ask_again_on``; ``readiness`` are the answers to the
    list of questions that somebody reads before saying yes.
    """

    state: RecruitingState
    on: date | None = None
    ask_again_on: date | None = None
    readiness: Mapping[Id, bool] = msgspec.field(default_factory=dict)


class Participation(Record, frozen=True, kw_only=True):
    """One person in one role of one programme.

    ``slot`` is a mentor's weekly occasion; ``min_seniors`` and ``max_seniors`` stand in place of
    the programme's where a mentor agreed to something else. ``offers_said`` and ``wishes_said`` are
    the words of a sheet or a form about what is taught and wished; ``hopes`` and ``fears`` what
    somebody said when signing up. Whoever has no ``recruiting`` takes part without being asked.
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
    recruiting: Recruiting | None = None
    acknowledged: Acknowledgement | None = None
    in_annual_objectives: bool | None = None
    prefers: tuple[PersonId, ...] = ()
    avoids: tuple[PersonId, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)

    @property
    def said_yes(self) -> bool:
        """Whether somebody said yes, or takes part without having been asked by us."""
        return self.recruiting is None or self.recruiting.state == "yes"
