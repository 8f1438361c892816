"""How far a goal was reached, from the levels that were really seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revmentor.model.goal import Goal
from revmentor.rules.view import View
from revmentor.words import _

GapStatus = Literal[
    "partial",
    "reached",
    "exceeded",
    "same",
    "worse",
    "maintenance_kept",
    "maintenance_lost",
    "maintenance_exceeded",
    "missing",
]


@dataclass(frozen=True)
class GapClosed:
    """The share of the gap that was closed (1.0 is all of it), and what that is called."""

    value: float | None
    status: GapStatus


def gap_closed(baseline: float | None, target: float | None, final: float | None) -> GapClosed:
    """Return (final - baseline) / (target - baseline) with its status.

    Works for measures where lower is better (the target lies under the baseline). Where baseline
    and target are equal there is no ratio, and the status says whether the level was kept. A number
    that is not there gives ``missing``; nothing is ever imputed.
    """
    if baseline is None or target is None or final is None:
        return GapClosed(None, "missing")
    gap, change = target - baseline, final - baseline
    if gap == 0:
        if change == 0:
            return GapClosed(None, "maintenance_kept")
        return GapClosed(None, "maintenance_exceeded" if change > 0 else "maintenance_lost")
    value = change / gap
    if value < 0:
        return GapClosed(value, "worse")
    if value == 0:
        return GapClosed(0.0, "same")
    if value == 1:
        return GapClosed(1.0, "reached")
    return GapClosed(value, "partial" if value < 1 else "exceeded")


def attainment_from_levels(
    baseline: int | None, target: int, final: int, baseline_score: Literal[-1, -2] = -1
) -> int:
    """Return the attainment (-2..2) that the levels (0-8) of a skill goal give.

    Two levels over the target or more +2, one over +1, the target 0, under it but above the start
    -1, at the start the goal's baseline score, below the start -2. Source: the measurement brief,
    section 2.1.
    """
    if final >= target:
        return min(2, final - target)
    if baseline is None or final > baseline:
        return -1
    return baseline_score if final == baseline else -2


def proposed(view: View, goal: Goal) -> int | None:
    """Return the attainment a skill goal's ratings give, or ``None`` while there is no end."""
    if goal.person_id is None or goal.skill_id is None or goal.target is None:
        return None
    start = view.rating(goal.person_id, goal.skill_id, "baseline")
    end = view.rating(goal.person_id, goal.skill_id, "final")
    if end is None:
        return None
    return attainment_from_levels(
        start.level if start else None, goal.target, end.level, goal.baseline_score
    )


def verdict(attainment: int | None) -> str:
    """Return an attainment in words; one that is not there is said to be so."""
    if attainment is None:
        return _("not judged yet")
    return {
        -2: _("worse than at the start"),
        -1: _("not reached yet"),
        0: _("reached as agreed"),
        1: _("a little more than agreed"),
        2: _("a lot more than agreed"),
    }[attainment]
