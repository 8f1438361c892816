"""Topics of perspective, like inclusion: answered by a sentence before and after, not a digit."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from revmentor.model.base import Role
from revmentor.model.reflection import ReflectionMoment
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View, remembered


class AskedTopic(msgspec.Struct, frozen=True):
    """A person who is asked for a sentence about a topic, in a role."""

    person_id: str
    role: Role
    skill_id: str


@remembered
def asked_of(view: View, person_id: str, role: Role) -> Sequence[str]:
    """Return the topics somebody is asked about in a role: those of the own goals and of all."""
    own = [
        goal.skill_id
        for goal in view.goals_of(person_id)
        if goal.skill_id and levels.goal_role(view, person_id, goal.skill_id) == role
    ]
    for_all = list(view.programme.standard_level) if role == "senior" else []
    every = dict.fromkeys((*for_all, *own))
    return [each for each in every if levels.in_words(view, person_id, each)]


@remembered
def everything_asked(view: View) -> Sequence[AskedTopic]:
    """Return everything asked of the people who take part now, seniors first."""
    sides: tuple[tuple[Role, Sequence[str]], ...] = (
        ("senior", view.active_seniors),
        ("mentor", view.active_mentors),
    )
    return [
        AskedTopic(person_id, role, skill_id)
        for role, people in sides
        for person_id in people
        for skill_id in asked_of(view, person_id, role)
    ]


@remembered
def missing(view: View, moment: ReflectionMoment) -> Sequence[AskedTopic]:
    """Return what nobody said yet at a moment; an end is asked where there is a start."""
    return [
        each
        for each in everything_asked(view)
        if not said(view, each.person_id, each.skill_id, moment)
        and (moment == "baseline" or said(view, each.person_id, each.skill_id, "baseline"))
    ]


def said(view: View, person_id: str, skill_id: str, moment: ReflectionMoment) -> str:
    """Return the sentence of somebody about a topic at a moment; empty where there is none."""
    reflection = view.reflections.get((person_id, skill_id, moment))
    return reflection.text if reflection else ""
