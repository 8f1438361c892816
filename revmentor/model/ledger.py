"""What the coordinator keeps beside: indicators, cases, successes and resources."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from revmentor.model.base import Extra, Id, Line, Prose, Record, Struct, stated


class Reading(Struct, frozen=True, kw_only=True):
    """The value of an indicator on a day."""

    on: date
    value: float


class Indicator(Record, frozen=True, kw_only=True):
    """A hard or soft number of the firm; its first reading is the baseline.

    ``people`` says whether it counts people; unsaid, it may, where the numbers could be people.
    """

    programme_id: Id
    name: Line
    kind: Literal["hard", "soft"] = stated("hard")
    unit: Line | None = None
    better: Literal["up", "down"] = stated("up")
    readings: tuple[Reading, ...] = ()
    target: float | None = None
    people: bool | None = None
    extra: Extra = msgspec.field(default_factory=dict)


class Case(Record, frozen=True, kw_only=True):
    """Something the coordinator follows until it is settled."""

    programme_id: Id
    opened_on: date
    text: Prose
    pair_id: Id | None = None
    person_id: Id | None = None
    rule: Line | None = None
    owner: Line | None = None
    next_step: Prose | None = None
    due_on: date | None = None
    closed_on: date | None = None
    outcome: Prose | None = None
    extra: Extra = msgspec.field(default_factory=dict)


class Success(Record, frozen=True, kw_only=True):
    """A success worth telling, on a day."""

    programme_id: Id
    on: date
    text: Prose
    person_ids: tuple[Id, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)


class Resource(Record, frozen=True, kw_only=True):
    """Material for the sessions."""

    programme_id: Id
    title: Line
    link: Line | None = None
    skill_ids: tuple[Id, ...] = ()
    phase: Line | None = None
    extra: Extra = msgspec.field(default_factory=dict)
