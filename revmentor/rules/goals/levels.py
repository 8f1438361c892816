"""Starting points: who is rated on what, what is missing, and when a rating is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, get_args

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rating
from revmentor.model.reflection import Reflection
from revmentor.rules import day_ranges
from revmentor.rules.programme_view import View, remembered

HIGHEST_DRAWN = 6
"""The highest level that is drawn; people use 0 to 6."""

USUAL_STANDARD = 3
"""Routine tasks mostly alone: the level for all until somebody says another."""

LevelNeed = Literal["standard", "goal", "teaches"]


class AskedLevel(msgspec.Struct, frozen=True):
    """One cell of the baseline grid: a person, a skill, why it is asked, the level to reach."""

    person_id: str
    role: Role
    skill_id: str
    need: LevelNeed
    target: int | None


@remembered
def asked_of(view: View, person_id: str, role: Role) -> Mapping[str, AskedLevel]:
    """Return the skills a person is rated on in a role, with the level to reach in each.

    A senior: the standard skills and the own goals. A mentor: the skills offered (what is taught is
    rated too) and the own goals. A goal's target stands before the standard level.
    """
    of_role = _standard(view, person_id) if role == "senior" else _offered(view, person_id)
    levels = {each.skill_id: each for each in of_role}
    # Topics of perspective are asked in words: see `topics`.
    for goal in view.goals_of(person_id):
        if goal.skill_id and goal_role(view, person_id, goal.skill_id) == role:
            if in_words(view, person_id, goal.skill_id):
                continue
            levels[goal.skill_id] = AskedLevel(person_id, role, goal.skill_id, "goal", goal.target)
    return levels


def _standard(view: View, person_id: str) -> list[AskedLevel]:
    """Return the levels that every senior shall reach."""
    return [
        AskedLevel(person_id, "senior", skill_id, "standard", level)
        for skill_id, level in view.programme.standard_level.items()
        if not in_words(view, person_id, skill_id)
    ]


def _offered(view: View, person_id: str) -> list[AskedLevel]:
    """Return the levels of what a mentor teaches; none is to be reached."""
    part = view.mentors.get(person_id)
    offers = part.offers if part else ()
    return [
        AskedLevel(person_id, "mentor", each, "teaches", None)
        for each in offers
        if not in_words(view, person_id, each)
    ]


def in_words(view: View, person_id: str, skill_id: str) -> bool:
    """Tell whether a skill is a topic of perspective, answered by a sentence and by no level.

    Where levels of the person were written down in it once, they are read as any others.
    """
    skill = view.skills.get(skill_id)
    if skill is None or skill.kind != "perspective":
        return False
    return not any(view.rating(person_id, skill_id, each) for each in get_args(Moment))


def standard_text(view: View) -> str:
    """Return the level that most skills for all have, and those that have another; or nothing."""
    standard = view.programme.standard_level
    if not standard:
        return ""
    usual = most_common(standard.values())
    others = ", ".join(
        f"{view.skill_name(skill_id)} {level}"
        for skill_id, level in standard.items()
        if level != usual
    )
    if others:
        return _("Standard level {level}; {others}").format(level=usual, others=others)
    return _("Standard level {level}").format(level=usual)


def most_common(standard: Iterable[int]) -> int:
    """Return the level that most skills for all have, of several the nearest to the usual one."""
    counts = Counter(standard)
    return max(
        counts,
        key=lambda level: (counts[level], -abs(level - USUAL_STANDARD), level),
        default=USUAL_STANDARD,
    )


def goal_role(view: View, person_id: str, skill_id: str) -> Role:
    """Tell in which role a person holds a skill goal; it matters only to someone with both roles.

    Experience and growth are what a mentor takes home, everything else is learned as a senior.
    """
    roles = [part.role for part in view.parts_of(person_id)]
    if len(roles) == 1:
        return roles[0]
    skill = view.skills.get(skill_id)
    return "mentor" if skill and skill.kind in {"experience", "mentor_growth"} else "senior"


@remembered
def everything_asked(view: View) -> Sequence[AskedLevel]:
    """Return every cell asked of the people who take part now, seniors first."""
    return [
        level
        for of_person in (
            *(asked_of(view, each, "senior") for each in view.active_seniors),
            *(asked_of(view, each, "mentor") for each in view.active_mentors),
        )
        for level in of_person.values()
    ]


@remembered
def missing_levels(view: View, moment: Moment) -> Sequence[AskedLevel]:
    """Return the cells that have no rating at a moment; a final is asked where a baseline is."""
    return [
        each
        for each in everything_asked(view)
        if view.rating(each.person_id, each.skill_id, moment) is None
        and (moment == "baseline" or _has_final(view, each))
    ]


def _has_final(view: View, level: AskedLevel) -> bool:
    """Tell whether a level is seen again at the end: one with a start, and not of a teacher."""
    if level.need == "teaches":
        return False
    return view.rating(level.person_id, level.skill_id, "baseline") is not None


def refusal(
    view: View,
    person_id: str,
    moment: Moment,
    on: date,
    existing: Rating | Reflection | None,
    today: date,
) -> str:
    """Return why a rating may not be written, or an empty string.

    A starting point is written before the person's first held session and stands for ever after;
    whoever sees it differently later writes a new, dated rating.
    """
    if on > today:
        return day_ranges.not_come_yet(on)
    if view.programme.closed_on:
        return _("The programme is closed; its levels stand as they are.")
    first = view.first_session.get(person_id)
    if moment != "baseline" or first is None:
        return ""
    if existing:
        return _(
            "The starting point of {name} stands since the first session on {day}. "
            "Write a checkpoint or a final rating instead."
        ).format(name=view.name(person_id), day=plain_date(first))
    if on > first:
        return _(
            "A starting point is written before the first session, and {name} had it on {day}. "
            "Give the day it was really observed, or write a checkpoint rating."
        ).format(name=view.name(person_id), day=plain_date(first))
    return ""
