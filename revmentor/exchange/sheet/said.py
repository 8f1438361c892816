"""What one row of a sheet says of a person."""

from __future__ import annotations

from datetime import date

import msgspec

from revmentor.model.base import Role
from revmentor.model.participation import RecruitingState


class SaidPerson(msgspec.Struct):
    """What a row says of a person, each thing only where it says it."""

    row: int
    name: str = ""
    number: str = ""
    email: str | None = None
    roles: tuple[Role, ...] | None = None
    fields: dict[str, object] = msgspec.field(default_factory=dict)
    """What goes into the person as it is, by field."""
    manager: str = ""
    prefers: list[str] = msgspec.field(default_factory=list)
    avoids: list[str] = msgspec.field(default_factory=list)
    teaches: dict[str, int | None] = msgspec.field(default_factory=dict)
    """The level of each skill that is taught; ``None`` where none is said."""
    learns: list[str] = msgspec.field(default_factory=list)
    exchanges: list[str] = msgspec.field(default_factory=list)
    offers_said: str = ""
    wishes_said: str = ""
    max_seniors: int | None = None
    slot: str | None = None
    recruiting: RecruitingState | None = None
    ask_again_on: date | None = None
    has_gone: bool = False
    problems: list[str] = msgspec.field(default_factory=list)
    is_left_out: bool = False
