"""A reflection: what somebody says of a topic of perspective, in a sentence, before and after."""

from datetime import date
from typing import Literal

import msgspec

from revmentor.model.base import Extra, PersonId, ProgrammeId, Prose, Record, SkillId

ReflectionMoment = Literal["baseline", "final"]


class Reflection(Record, frozen=True, kw_only=True):
    """One sentence of one person about a topic, at the start or at the end; never a level."""

    programme_id: ProgrammeId
    person_id: PersonId
    skill_id: SkillId
    moment: ReflectionMoment
    text: Prose
    on: date
    extra: Extra = msgspec.field(default_factory=dict)
