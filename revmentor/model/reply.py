"""A reply: what somebody was asked on a form of ours or of the firm, and what came in."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.i18n.gettext import _
from revmentor.model.base import (
    Consent,
    Extra,
    HalfDay,
    Id,
    Level,
    Line,
    PersonId,
    ProgrammeId,
    Prose,
    ProseOrEmpty,
    Record,
    Role,
    SkillId,
    Stars,
    Struct,
)
from revmentor.model.person import Works
from revmentor.model.pulse import Fit, Method

FormKind = Literal["signup", "levels", "pulse", "final", "follow_up"]
"""Sign-up, own starting levels, pulse, final form, what is still used afterwards."""

PageKey = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{20}$",
        max_length=20,
        extra={"expected": lambda: _("the key of a page, twenty letters and digits")},
    ),
]
"""What a page and its reply are known by; nobody can guess that of somebody else."""

Names = Annotated[str, Meta(min_length=1, max_length=400)]


class SignUp(Struct, frozen=True, kw_only=True):
    """What somebody says when signing up; ``rather_with`` and ``not_with`` are names in words."""

    languages: Line | None = None
    availability: tuple[HalfDay, ...] = ()
    works: Works | None = None
    site: Line | None = None
    style: Mapping[Id, Stars] = msgspec.field(default_factory=dict)
    offers: tuple[SkillId, ...] = ()
    wishes: tuple[SkillId, ...] = ()
    rather_with: Names | None = None
    not_with: Names | None = None
    hopes: Prose | None = None
    fears: Prose | None = None
    readiness: Mapping[Id, bool] = msgspec.field(default_factory=dict)


class OwnLevel(Struct, frozen=True, kw_only=True):
    """Where somebody sees the own start in a skill, and which of its tasks can be done alone."""

    level: Level | None = None
    tasks: Mapping[Id, bool] = msgspec.field(default_factory=dict)


class OwnLevels(Struct, frozen=True, kw_only=True):
    """The own starting levels by skill, and what is said of topics of perspective."""

    levels: Mapping[SkillId, OwnLevel] = msgspec.field(default_factory=dict)
    sentences: Mapping[SkillId, Prose] = msgspec.field(default_factory=dict)


class PulseAnswers(Struct, frozen=True, kw_only=True):
    """A pulse as it was answered."""

    answers: Mapping[Id, Annotated[int, Meta(ge=0, le=3)]] = msgspec.field(default_factory=dict)
    fit: Fit | None = None
    comment: Prose | None = None


class FinalAnswers(Struct, frozen=True, kw_only=True):
    """A final form as it was answered; ``consent`` says whether the story may be told."""

    answers: Mapping[Id, ProseOrEmpty | int | float] = msgspec.field(default_factory=dict)
    own_gain: Prose | None = None
    other_gain: Prose | None = None
    gained_by: Mapping[PersonId, Prose] = msgspec.field(default_factory=dict)
    would_recommend: Annotated[int, Meta(ge=0, le=10)] | None = None
    would_repeat: bool | None = None
    story: Prose | None = None
    consent: Consent | None = None
    next_step: Prose | None = None


class FollowUpAnswers(Struct, frozen=True, kw_only=True):
    """What is still used some time after the closing."""

    still_using: bool | None = None
    note: Prose | None = None


class Answers(Struct, frozen=True, kw_only=True):
    """What one reply says: the part of its form, and whether somebody would rather talk.

    ``own`` are the answers to the firm's own questions, by the question's id.
    """

    wants_talk: bool = False
    own: Mapping[Id, ProseOrEmpty | int] = msgspec.field(default_factory=dict)
    signup: SignUp | None = None
    levels: OwnLevels | None = None
    pulse: PulseAnswers | None = None
    final: FinalAnswers | None = None
    follow_up: FollowUpAnswers | None = None


class Received(Struct, frozen=True, kw_only=True):
    """One reply: the day it was filled in, the day it was brought in, how, and what it says."""

    filled_on: date
    on: date
    way: Method
    answers: Answers


class Reply(Record, frozen=True, kw_only=True):
    """One form that one person was asked to answer, and every reply to it; the last one counts.

    ``edition`` tells the forms of one kind apart: the round of a pulse, the kind of a follow-up. Of
    the firm's own form ``asked_on`` is the day on which the first reply came in.
    """

    programme_id: ProgrammeId
    person_id: PersonId
    form: FormKind
    role: Role
    edition: Line
    asked_on: date
    page: PageKey | None = None
    reminded_on: date | None = None
    received: tuple[Received, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)

    @property
    def latest(self) -> Received | None:
        """The reply that counts, or ``None`` while none came in."""
        return self.received[-1] if self.received else None
