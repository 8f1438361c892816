"""An evaluation: one person's final form."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from revmentor.model.base import (
    Consent,
    Extra,
    Id,
    PersonId,
    ProgrammeId,
    Prose,
    ProseOrEmpty,
    Record,
    Role,
)
from revmentor.model.pulse import Method

Answer = ProseOrEmpty | int | float | bool


class Evaluation(Record, frozen=True, kw_only=True):
    """One person's final form: the own gain, and the other side's gain as this one saw it.

    A mentor says it of each senior (``gained_by``); ``other_gain`` of a mentor is one answer about
    all of them, as older forms asked it. ``consent`` says how the story may be told; ``own`` are
    the answers to the firm's own questions, by the question's id.
    """

    programme_id: ProgrammeId
    person_id: PersonId
    role: Role
    on: date
    answers: Mapping[Id, Answer] = msgspec.field(default_factory=dict)
    own_gain: Prose | None = None
    other_gain: Prose | None = None
    gained_by: Mapping[PersonId, Prose] = msgspec.field(default_factory=dict)
    would_recommend: Annotated[int, Meta(ge=0, le=10)] | None = None
    would_repeat: bool | None = None
    story: Prose | None = None
    consent: Consent | None = None
    next_step: Prose | None = None
    own: Mapping[Id, ProseOrEmpty | int] = msgspec.field(default_factory=dict)
    method: Method | None = None
    extra: Extra = msgspec.field(default_factory=dict)
