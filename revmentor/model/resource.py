"""A resource: material of the firm for its sessions."""

from __future__ import annotations

import msgspec

from revmentor.model.base import Extra, Id, Line, Record


class Resource(Record, frozen=True, kw_only=True):
    """Material for the sessions."""

    programme_id: Id
    title: Line
    link: Line | None = None
    skill_ids: tuple[Id, ...] = ()
    phase: Line | None = None
    extra: Extra = msgspec.field(default_factory=dict)
