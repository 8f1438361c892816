"""The choices that several forms offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from revmentor.content import skills as content
from revmentor.i18n.gettext import _
from revmentor.model.skill import Skill, SkillKind
from revmentor.rules.programme_view import View, skill_name

Options = list[tuple[Any, str]]


def skill_options(
    skills: Mapping[str, Skill], *kinds: SkillKind, also: Iterable[str] = ()
) -> Options:
    """Return the skills of these kinds (of all, without any) in the order of the catalogue.

    ``also`` are skills that stand in the field now: a form never drops what it does not offer.
    """
    kept = set(also)
    return [
        (skill.id, skill_name(skill))
        for skill in skills.values()
        if not kinds or skill.kind in kinds or skill.id in kept
    ]


def level_options(also: int | None = None) -> Options:
    """Return the levels people use, 0 to 6, and the one that stands there now if it is higher."""
    levels = [*range(7), *([also] if also is not None and also > 6 else [])]
    return [(level, f"{level}  {content.meaning(level)}") for level in levels]


def person_options(view: View, people: Iterable[str]) -> Options:
    """Return people with the names they are shown by."""
    return [(person_id, view.name(person_id)) for person_id in people]


def yes_no() -> Options:
    """Return yes and no, and a third for whoever did not say."""
    return [(None, _("not said")), (True, _("yes")), (False, _("no"))]


def options_of(values: Sequence[tuple[Any, str]], none: str = "") -> list[tuple[Any, str]]:
    """Return options for a choice, with one for “none” before them where it has a name."""
    return [(None, none), *values] if none else list(values)
