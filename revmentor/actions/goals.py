"""Goals of the programme and of people, on both sides."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal, Light
from revmentor.rules.goals import attainment as rules
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace


def get(workspace: Workspace, goal_id: str) -> Goal:
    """Return a goal; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.goals[goal_id]
    except KeyError:
        raise Refused(_("There is no goal “{id}” in this file.").format(id=goal_id)) from None


def _check(view: View, goal: Goal) -> None:
    if not goal.text.strip():
        raise Refused(_("Say the goal in a few words."), field="text")
    if goal.skill_id and goal.target is None:
        raise Refused(_("Give the level to reach, 0 to 8."), field="target")
    if not goal.skill_id and not goal.expected:
        raise Refused(
            _("Say what will be seen once the goal is reached, or choose a skill and a level."),
            field="expected",
        )
    if not goal.skill_id and not goal.starting_point:
        raise Refused(
            _("Say how it is at present: without a starting point nothing can be compared."),
            field="starting_point",
        )
    if goal.person_id and goal.skill_id:
        for other in view.goals_of(goal.person_id):
            if other.id != goal.id and other.skill_id == goal.skill_id:
                raise Refused(
                    _("{name} already has a goal on this skill.").format(
                        name=view.name(goal.person_id)
                    ),
                    field="skill_id",
                )


def add(workspace: Workspace, programme_id: str, *, text: str, today: date, **fields: Any) -> Goal:
    """Set a goal: a skill with its target level, or words for how it is and what will be seen.

    A goal without a target or (in words) a starting point is refused; the starting point of a skill
    is the person's rating.
    """
    view = open_view(workspace, programme_id)
    goal = Goal(
        id=workspace.new_id("goals"),
        programme_id=programme_id,
        text=text,
        **{"set_on": today, **fields},
    )
    _check(view, goal)
    workspace.commit(_("goal set: {text}").format(text=text), put=[goal])
    return goal


def edit(workspace: Workspace, goal_id: str, **changes: Any) -> Goal:
    """Change a goal."""
    old = get(workspace, goal_id)
    view = open_view(workspace, old.programme_id)
    goal = msgspec.structs.replace(old, **changes)
    if goal.attainment_said:
        number = rules.from_words(goal.attainment_said, goal.baseline_score)
        goal = msgspec.structs.replace(goal, attainment=number)
    _check(view, goal)
    workspace.commit(_("goal changed: {text}").format(text=goal.text), put=[goal])
    return goal


def remove(workspace: Workspace, goal_id: str) -> Goal:
    """Take out a goal, and return what it was."""
    goal = get(workspace, goal_id)
    open_view(workspace, goal.programme_id)
    workspace.commit(_("goal removed: {text}").format(text=goal.text), remove=[goal])
    return goal


def judge(
    workspace: Workspace,
    goal_id: str,
    attainment: int | None,
    *,
    on: date,
    note: str | None = None,
    said: Light | None = None,
    today: date | None = None,
) -> Goal:
    """Write down how far a goal was reached, -2 (worse) to +2; ``None`` takes it back.

    ``said`` is the plain answer it was judged by, where it was asked in words.
    """
    old = get(workspace, goal_id)
    open_view(workspace, old.programme_id)
    if today and on > today:
        raise Refused(
            _("{day} has not come yet; a goal is judged on a day that was.").format(
                day=plain_date(on)
            ),
            field="on",
        )
    known = said in rules.LIGHT and attainment is not None
    if said and known and rules.from_words(said, old.baseline_score) != attainment:
        raise Refused(
            _("“{said}” is not the number {n}.").format(said=rules.said(said), n=attainment),
            field="said",
        )
    goal = msgspec.structs.replace(
        old,
        attainment=attainment,
        attainment_on=on if attainment is not None else None,
        attainment_note=note,
        attainment_said=said if attainment is not None else None,
    )
    workspace.commit(_("goal judged: {text}").format(text=goal.text), put=[goal])
    return goal
