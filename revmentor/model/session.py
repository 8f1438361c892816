"""A session: what happened in a mentor's weekly slot, with one senior or several."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from revmentor.model.base import (
    CountedDay,
    Extra,
    Format,
    Id,
    Line,
    Minutes,
    Mode,
    PersonId,
    ProgrammeId,
    Prose,
    Record,
    Sentences,
    SessionId,
    Share,
    SkillId,
    Stars,
    Struct,
    stated,
)

SessionStatus = Literal["planned", "held", "missed", "cancelled", "moved"]
Attendance = Literal["present", "absent", "excused"]
StepDecision = Literal["try", "later", "not_for_us"]
Done = Literal["pending", "yes", "no"]


class Exchange(Struct, frozen=True, kw_only=True):
    """Something taught or given back: a skill of the catalogue, words, or both."""

    skill_id: SkillId | None = None
    text: Sentences | None = None


class Step(Struct, frozen=True, kw_only=True):
    """The one thing a senior tries before the next session."""

    senior_id: PersonId
    text: Sentences
    decision: StepDecision = stated("try")
    due_on: date | None = None
    done: Done = stated("pending")
    reason: Line | None = None


class Session(Record, frozen=True, kw_only=True):
    """One session of one mentor. ``attendance`` names the seniors it was for.

    ``quick_help`` is a question answered in under a quarter of an hour, beside the slots;
    ``makes_up`` names the session that was moved to this one; ``seen_by`` is who saw what the
    mentor can do (a head of department, a meeting).
    """

    programme_id: ProgrammeId
    mentor_id: PersonId
    due_on: CountedDay
    status: SessionStatus
    held_on: CountedDay | None = None
    reason: Line | None = None
    format: Format | None = None
    mode: Mode | None = None
    link: Line | None = None
    quick_help: bool = False
    makes_up: SessionId | None = None
    minutes: Minutes | None = None
    preparation_minutes: Minutes | None = None
    guide_id: Id | None = None
    attendance: Mapping[PersonId, Attendance] = msgspec.field(default_factory=dict)
    taught: tuple[Exchange, ...] = ()
    received: tuple[Exchange, ...] = ()
    steps: tuple[Step, ...] = ()
    ratings: Mapping[PersonId, Stars] = msgspec.field(default_factory=dict)
    mentor_share: Share | None = None
    seen_by: Line | None = None
    wants_talk: tuple[PersonId, ...] = ()
    note: Prose | None = None
    extra: Extra = msgspec.field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day it was held, else the day it was due."""
        return self.held_on or self.due_on
