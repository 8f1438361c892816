"""A rating: the level of one person in one skill, as somebody saw it on a day."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from revmentor.model.base import (
    CountedDay,
    Extra,
    Id,
    Level,
    Line,
    PersonId,
    ProgrammeId,
    Prose,
    Record,
    SkillId,
)

Moment = Literal["baseline", "checkpoint", "final", "then"]
Rater = Literal["self", "mentor", "senior", "coordinator", "task", "certificate"]


class Rating(Record, frozen=True, kw_only=True):
    """Only a rating says a level; a session never changes one.

    ``tasks`` are the observable tasks of the catalogue that were watched, by their ids: ``true``
    was done alone, ``false`` was not. They are what the level was seen in, and never a level.
    """

    programme_id: ProgrammeId
    person_id: PersonId
    skill_id: SkillId
    level: Level
    moment: Moment
    rated_by: Rater
    on: CountedDay
    evidence: Prose | None = None
    tasks: Mapping[Id, bool] = msgspec.field(default_factory=dict)
    framework: Line | None = None
    framework_version: Line | None = None
    extra: Extra = msgspec.field(default_factory=dict)


def level_of(rating: Rating | None) -> int | None:
    """Return the level that was seen, or ``None`` where nobody rated."""
    return rating.level if rating else None
