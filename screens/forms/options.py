"""The choices that several forms offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from revmentor.content import skills as content
from revmentor.model.firm import Kind, Skill
from revmentor.rules.view import View, name_of
from revmentor.words import _

Options = list[tuple[Any, str]]


def skill_options(skills: Mapping[str, Skill], *kinds: Kind) -> Options:
    """Return the skills of these kinds (of all, without any) in the order of the catalogue."""
    return [
        (skill.id, name_of(skill)) for skill in skills.values() if not kinds or skill.kind in kinds
    ]


def level_options() -> Options:
    """Return the levels people use, 0 to 6, each with what it means."""
    return [(level, f"{level}  {content.meaning(level)}") for level in range(7)]


def person_options(view: View, people: Iterable[str]) -> Options:
    """Return people with the names they are shown by."""
    return [(person_id, view.name(person_id)) for person_id in people]


def yes_no() -> Options:
    """Return yes and no, and a third for whoever did not say."""
    return [(None, _("not said")), (True, _("yes")), (False, _("no"))]
