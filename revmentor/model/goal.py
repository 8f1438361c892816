"""A goal: what shall be seen at the end, and the starting point it is measured from."""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import (
    Extra,
    Level,
    Line,
    PersonId,
    ProgrammeId,
    Prose,
    Record,
    SkillId,
    Weight,
    stated,
)

Attainment = Annotated[int, Meta(ge=-2, le=2)]
"""-2 worse, -1 as at the start, 0 as agreed, +1 a little more, +2 a lot more."""


Light = Literal["much_more", "little_more", "as_expected", "partly", "no_change", "worse"]
"""What was answered in plain words when a goal was judged; ``attainment`` is its number."""

BaselineScore = Literal[-1, -2]


class Goal(Record, frozen=True, kw_only=True):
    """A goal of the programme (no ``person_id``) or of one person.

    It names a skill with its target level, or says in words what will be seen (``expected``).
    """

    programme_id: ProgrammeId
    text: Line
    person_id: PersonId | None = None
    skill_id: SkillId | None = None
    target: Level | None = None
    expected: Prose | None = None
    starting_point: Prose | None = None
    baseline_score: BaselineScore = stated(-1)
    weight: Weight = stated(1)
    why: Prose | None = None
    evidence: Prose | None = None
    due_on: date | None = None
    set_by: Line | None = None
    set_on: date | None = None
    attainment: Attainment | None = None
    attainment_on: date | None = None
    attainment_note: Prose | None = None
    attainment_said: Light | None = None
    extra: Extra = msgspec.field(default_factory=dict)
