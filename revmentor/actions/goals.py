"""Goals of the programme and of people, on both sides."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal, Light
from revmentor.rules.goals import attainment as rules
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction


def add(tx: Transaction, *, text: str | None, **fields: Any) -> Goal:
    """Set a goal: a skill with its target level, or words for how it is and what will be seen.

    A goal without a target or (in words) a starting point is refused; the starting point of a skill
    is the person's rating.
    """
    goal = tx.new(Goal, text=text, **{"set_on": tx.today, **fields})
    _check(tx.open_view, goal)
    tx.put(goal)
    return tx.commit_as(_("goal set: {text}").format(text=text), goal)


def edit(tx: Transaction, goal_id: str, **changes: Any) -> Goal:
    """Change a goal."""
    old = tx.get(Goal, goal_id)
    view = tx.open_view_of(old.programme_id)
    goal = msgspec.structs.replace(old, **changes)
    if goal.attainment_said:
        number = rules.from_words(goal.attainment_said, goal.baseline_score)
        goal = msgspec.structs.replace(goal, attainment=number)
    _check(view, goal)
    tx.put(goal)
    return tx.commit_as(_("goal changed: {text}").format(text=goal.text), goal)


def remove(tx: Transaction, goal_id: str) -> Goal:
    """Take out a goal, and return what it was."""
    goal = tx.get_open(Goal, goal_id)
    tx.remove(goal)
    return tx.commit_as(_("goal removed: {text}").format(text=goal.text), goal)


def judge(
    tx: Transaction,
    goal_id: str,
    attainment: int | None,
    *,
    on: date,
    note: str | None = None,
    said: Light | None = None,
) -> Goal:
    """Record how far a goal was reached, -2 (worse) to +2; ``None`` takes it back.

    ``said`` is the plain answer it was judged by, where it was asked in words.
    """
    old = tx.get_open(Goal, goal_id)
    tx.refuse_future(on)
    _refuse_other_number(said, attainment, old)
    judged = attainment is not None
    goal = msgspec.structs.replace(
        old,
        attainment=attainment,
        attainment_on=on if judged else None,
        attainment_note=note,
        attainment_said=said if judged else None,
    )
    tx.put(goal)
    return tx.commit_as(_("goal judged: {text}").format(text=goal.text), goal)


def _refuse_other_number(answer: Light | None, attainment: int | None, goal: Goal) -> None:
    """Raise :class:`Refused` where a plain answer is not the number that comes with it."""
    if attainment is None or answer not in rules.LIGHT:
        return
    if rules.from_words(answer, goal.baseline_score) != attainment:
        verdict = labels.verdicts()[answer]
        raise Refused(
            _("“{said}” is not the number {n}.").format(said=verdict, n=attainment), field="said"
        )


def _check(view: View, goal: Goal) -> None:
    if not (goal.text or "").strip():
        raise Refused(_("Say the goal in a few words."), field="text")
    if goal.skill_id:
        _check_skill_goal(view, goal, goal.skill_id)
    else:
        _check_goal_in_words(goal)


def _check_goal_in_words(goal: Goal) -> None:
    if not goal.expected:
        text = (
            _("Say what will be seen once the goal is reached, or choose a skill and a level.")
            if goal.person_id
            else _("Say what will be seen once the goal is reached.")
        )
        raise Refused(text, field="expected")
    if not goal.starting_point:
        raise Refused(
            _("Say how it is at present: without a starting point nothing can be compared."),
            field="starting_point",
        )


def _check_skill_goal(view: View, goal: Goal, skill_id: str) -> None:
    if goal.target is None:
        raise Refused(_("Give the level to reach, 0 to 8."), field="target")
    others = view.goals_of(goal.person_id) if goal.person_id else []
    if any(other.id != goal.id and other.skill_id == skill_id for other in others):
        raise Refused(
            _("{name} already has a goal on this skill.").format(
                name=view.name(goal.person_id or "")
            ),
            field="skill_id",
        )
