"""People, and their part in a programme."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import (
    Extra,
    HalfDay,
    Id,
    Line,
    Prose,
    Record,
    Role,
    Slot,
    Stars,
    Struct,
    stated,
)

Works = Literal["on_site", "remote", "both"]
ParticipationStatus = Literal["active", "paused", "withdrawn"]


class Person(Record, frozen=True, kw_only=True):
    """Someone of the firm. Age is not asked: a mentor is whoever holds the skill."""

    name: Line
    email: Line | None = None
    department: Line | None = None
    job_title: Line | None = None
    site: Line | None = None
    manager_id: Id | None = None
    languages: tuple[Line, ...] = ()
    availability: tuple[HalfDay, ...] = ()
    works: Works | None = None
    style: Mapping[str, Stars] = msgspec.field(default_factory=dict)
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: Line | None = None
    privacy_notice_on: date | None = None
    note: Prose | None = None
    extra: Extra = msgspec.field(default_factory=dict)


class Acknowledgement(Struct, frozen=True, kw_only=True):
    """When a person heard the goals, whether they were understood, and what was asked."""

    on: date
    understood: bool = stated(True)
    question: Prose | None = None


class Participation(Record, frozen=True, kw_only=True):
    """One person in one role of one programme.

    ``slot`` is a mentor's weekly occasion; ``min_seniors`` and ``max_seniors`` stand in place of
    the programme's where a mentor agreed to something else.
    """

    programme_id: Id
    person_id: Id
    role: Role
    min_seniors: Annotated[int, Meta(ge=1, le=20)] | None = None
    max_seniors: Annotated[int, Meta(ge=0, le=20)] | None = None
    slot: Slot | None = None
    offers: tuple[Id, ...] = ()
    status: ParticipationStatus = stated("active")
    status_on: date | None = None
    status_reason: Line | None = None
    acknowledged: Acknowledgement | None = None
    in_annual_objectives: bool | None = None
    prefers: tuple[Id, ...] = ()
    avoids: tuple[Id, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
