"""Starting points: who is rated on what, what is missing, and when a rating is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rating
from revmentor.rules import day_ranges
from revmentor.rules.programme_view import View, remembered

HIGHEST_DRAWN = 6
"""The highest level that is drawn; people use 0 to 6."""

LevelNeed = Literal["standard", "goal", "teaches"]


@dataclass(frozen=True)
class AskedLevel:
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
    found: dict[str, AskedLevel] = {}
    if role == "senior":
        for skill_id, level in view.programme.standard_level.items():
            found[skill_id] = AskedLevel(person_id, role, skill_id, "standard", level)
    else:
        part = view.mentors.get(person_id)
        for skill_id in part.offers if part else ():
            found[skill_id] = AskedLevel(person_id, role, skill_id, "teaches", None)
    for goal in view.goals_of(person_id):
        if goal.skill_id and goal_role(view, person_id, goal.skill_id) == role:
            found[goal.skill_id] = AskedLevel(person_id, role, goal.skill_id, "goal", goal.target)
    return found


def goal_role(view: View, person_id: str, skill_id: str) -> Role:
    """Tell in which role a person holds a skill goal; it matters only to someone with both roles.

    Experience and growth are what a mentor takes home, everything else is learned as a senior.
    """
    roles = [role for (who, role) in view.participations if who == person_id]
    if len(roles) == 1:
        return roles[0]
    skill = view.skills.get(skill_id)
    return "mentor" if skill and skill.kind in {"experience", "mentor_growth"} else "senior"


@remembered
def everything_asked(view: View) -> Sequence[AskedLevel]:
    """Return every cell asked of the people who take part now, seniors first."""
    return [
        asked
        for role, people in (("senior", view.active_seniors), ("mentor", view.active_mentors))
        for person_id in people
        for asked in asked_of(view, person_id, _role(role)).values()
    ]


def _role(text: str) -> Role:
    return "mentor" if text == "mentor" else "senior"


@remembered
def missing_levels(view: View, moment: Moment) -> Sequence[AskedLevel]:
    """Return the cells that have no rating at a moment; a final is asked where a baseline is."""
    return [
        asked
        for asked in everything_asked(view)
        if view.rating(asked.person_id, asked.skill_id, moment) is None
        and (
            moment == "baseline"
            or (
                asked.need != "teaches" and view.rating(asked.person_id, asked.skill_id, "baseline")
            )
        )
    ]


def fully_rated(view: View) -> tuple[int, int]:
    """Return how many people have every baseline asked of them, and how many there are."""
    lacking = {asked.person_id for asked in missing_levels(view, "baseline")}
    people = {asked.person_id for asked in everything_asked(view)}
    return len(people - lacking), len(people)


def refusal(
    view: View, person_id: str, moment: Moment, on: date, existing: Rating | None, today: date
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
    if moment == "baseline" and first:
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
