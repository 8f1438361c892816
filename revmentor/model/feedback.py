"""What people say of the programme: pulses along the way, evaluations at the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import Extra, Id, Prose, ProseOrEmpty, Record, Role

Method = Literal["app", "paper", "interview"]
Answer = ProseOrEmpty | int | float | bool
Fit = Literal["good", "unsure", "not_for_me"]


class Pulse(Record, frozen=True, kw_only=True):
    """A short confidential form, answered by either side every few weeks (0-3 an item)."""

    programme_id: Id
    person_id: Id
    on: date
    answers: Mapping[Id, Annotated[int, Meta(ge=0, le=3)]] = msgspec.field(default_factory=dict)
    wants_talk: bool | None = None
    fit: Fit | None = None
    comment: Prose | None = None
    method: Method | None = None
    extra: Extra = msgspec.field(default_factory=dict)


class Evaluation(Record, frozen=True, kw_only=True):
    """One person's final form: the own gain, and the other side's gain as this one saw it."""

    programme_id: Id
    person_id: Id
    role: Role
    on: date
    answers: Mapping[Id, Answer] = msgspec.field(default_factory=dict)
    own_gain: Prose | None = None
    other_gain: Prose | None = None
    would_recommend: Annotated[int, Meta(ge=0, le=10)] | None = None
    would_repeat: bool | None = None
    story: Prose | None = None
    next_step: Prose | None = None
    method: Method | None = None
    extra: Extra = msgspec.field(default_factory=dict)
