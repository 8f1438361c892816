"""A resource: material of the firm for its sessions."""

import msgspec

from revmentor.model.base import Extra, Line, ProgrammeId, Record, SkillId


class Resource(Record, frozen=True, kw_only=True):
    """Material for the sessions."""

    programme_id: ProgrammeId
    title: Line
    link: Line | None = None
    skill_ids: tuple[SkillId, ...] = ()
    phase: Line | None = None
    extra: Extra = msgspec.field(default_factory=dict)
