"""A skill of the firm, beside the shipped catalogue."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.i18n.gettext import _
from revmentor.model.base import Extra, Id, Line, Record, Struct, stated

SkillKind = Literal["digital", "perspective", "experience", "mentor_growth"]
DigComp = Annotated[
    str,
    Meta(
        pattern=r"^[1-5]\.[1-6]$",
        max_length=3,
        extra={"expected": lambda: _("a DigComp code, written like 2.4")},
    ),
]


class Task(Struct, frozen=True, kw_only=True):
    """What somebody can be watched doing in a skill, in under five minutes. Its id never changes.

    ``text`` says it by language, as a skill's name is said.
    """

    id: Id
    text: Mapping[str, Line]


class Skill(Record, frozen=True, kw_only=True):
    """Something that can be taught, by a mentor or in return by a senior."""

    kind: SkillKind = stated("digital")
    name: Mapping[str, Line]
    digcomp: tuple[DigComp, ...] = ()
    tasks: tuple[Task, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
