"""Somebody on a sheet of people, as decided: what the sheet makes of a person and of the roles."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from revmentor.model.base import Role
from revmentor.model.participation import RecruitingState
from revmentor.model.person import Person

RowState = Literal["new", "changed", "same", "missing", "problem", "left_out", "restricted"]


class Newcomer(msgspec.Struct, frozen=True):
    """A person as the sheet leaves him or her, new to the file or not, and what else it says.

    ``teaches`` are skills with a level (0-8), or ``None`` where none is said, ``learns`` wishes in
    their order, ``exchanges`` what a senior offers in return or a mentor wishes to receive. What is
    ``None`` or empty was not said.
    """

    person: Person
    roles: tuple[Role, ...] = ()
    teaches: Mapping[str, int | None] = msgspec.field(default_factory=dict)
    learns: tuple[str, ...] = ()
    exchanges: tuple[str, ...] = ()
    row: int = 0
    are_ranked: bool = False
    """Whether the order of the wishes is the person's own."""
    replaces_role: bool = False
    """Whether the roles take the place of the one that stands."""
    prefers: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    max_seniors: int | None = None
    slot: str | None = None
    recruiting: RecruitingState | None = None
    """What came of asking the person to take part; ``ask_again_on`` belongs to a “not now”."""
    ask_again_on: date | None = None
    offers_said: str | None = None
    wishes_said: str | None = None
    leaves_on: date | None = None
    """The day on which somebody of the file left, as the sheet says."""


class RowOutcome(msgspec.Struct, frozen=True):
    """What became of one row: new, changed (field: old and new), or the same as before."""

    row: int
    person_id: str
    state: RowState
    changes: Mapping[str, tuple[object, object]] = msgspec.field(default_factory=dict)
