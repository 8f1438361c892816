"""A person of the firm."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from revmentor.model.base import Extra, HalfDay, Id, Line, PersonId, Prose, Record, Stars

Works = Literal["on_site", "remote", "both"]


class Person(Record, frozen=True, kw_only=True):
    """Someone of the firm. Age is not asked: a mentor is whoever holds the skill.

    ``availability_said`` is what was said of days and hours where it says no half-days. Since
    ``restricted_on`` the records of the person are kept and not used. ``earlier_ids`` are other
    numbers of the same person: as sheets have them, before an id was changed, or two were joined.
    """

    name: Line
    email: Line | None = None
    department: Line | None = None
    job_title: Line | None = None
    site: Line | None = None
    manager_id: PersonId | None = None
    languages: tuple[Line, ...] = ()
    availability: tuple[HalfDay, ...] = ()
    availability_said: Line | None = None
    works: Works | None = None
    style: Mapping[str, Stars] = msgspec.field(default_factory=dict)
    joined_on: date | None = None
    left_on: date | None = None
    left_reason: Line | None = None
    privacy_notice_on: date | None = None
    restricted_on: date | None = None
    note: Prose | None = None
    earlier_ids: tuple[Id, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)

    def has_left_by(self, day: date) -> bool:
        """Tell whether the person has left the firm; a day of leaving to come is to come."""
        return self.left_on is not None and self.left_on <= day
