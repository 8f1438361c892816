"""A skill on a sheet of the firm's own skills, before it is one of them."""

from collections.abc import Mapping

import msgspec

from revmentor.model.skill import SkillKind


class SkillRow(msgspec.Struct, frozen=True):
    """What a row of a sheet says of a skill; ``row`` is its number as the spreadsheet counts.

    What its cells leave empty, and what has no column, stays as it is known.
    """

    row: int
    id: str
    name: Mapping[str, str]
    """By language."""
    kind: SkillKind | None
    tasks: Mapping[str, str]
    """By the id of the task."""
