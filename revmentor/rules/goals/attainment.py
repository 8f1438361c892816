"""How far a goal was reached, from the levels that were really seen."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt
from statistics import median
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.goal import BaselineScore, Goal, Light
from revmentor.model.rating import level_of
from revmentor.rules.programme_view import View

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

LIGHT: tuple[Light, ...] = (
    "much_more", "little_more", "as_expected", "partly", "no_change", "worse",
)  # fmt: skip
"""The plain answers, from the best."""


class GapClosed(msgspec.Struct, frozen=True):
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
        return GapClosed(None, _maintenance(change))
    share = change / gap
    return GapClosed(share or 0.0, _share_status(share))  # never -0.0


def level_gap(baseline: int | None, target: int | None, final: int | None) -> GapClosed:
    """Return the share of the way to a target level, and what that is called.

    More is better with levels: whoever stood at the target or above it had no gap to close, and the
    status says whether the target was kept, lost or passed.
    """
    if baseline is None or target is None or final is None or baseline < target:
        return gap_closed(baseline, target, final)
    return GapClosed(None, _maintenance(final - target))


def _maintenance(change: float) -> GapStatus:
    if change == 0:
        return "maintenance_kept"
    return "maintenance_exceeded" if change > 0 else "maintenance_lost"


def _share_status(share: float) -> GapStatus:
    if share <= 0:
        return "worse" if share < 0 else "same"
    if share == 1:
        return "reached"
    return "partial" if share < 1 else "exceeded"


def gap_of_all(
    baseline: Sequence[float | None],
    target: Sequence[float | None],
    final: Sequence[float | None],
) -> tuple[float | None, float | None]:
    """Return two ways to sum up gaps closed: the median of the shares, and the ratio of the sums.

    Goals of maintenance and goals with a number missing are in neither; the two differ, and each
    is named where it is printed.
    """
    gaps = [
        (goal - start, end - start)
        for start, goal, end in zip(baseline, target, final, strict=True)
        if start is not None and goal is not None and end is not None and start != goal
    ]
    return _median_share(gaps), _ratio_of_sums(gaps)


def _median_share(gaps: Sequence[tuple[float, float]]) -> float | None:
    return median(change / gap for gap, change in gaps) if gaps else None


def _ratio_of_sums(gaps: Sequence[tuple[float, float]]) -> float | None:
    whole = sum(gap for gap, _change in gaps)
    return sum(change for _gap, change in gaps) / whole if whole else None


def gas_t(
    scores: Sequence[int | None], weights: Sequence[float] | None = None, *, rho: float = 0.3
) -> float:
    """Return the T of Goal Attainment Scaling: 50 where all is as agreed in advance.

    T = 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum w)^2), with x from -2 to 2 and rho 0.3
    by convention (Kiresuk and Sherman 1968; the formulas printed in Turner-Stokes 2009 were wrong
    and were corrected). Raises :class:`Refused` where T is not defined: no goals, a goal not
    judged, a level outside -2 to 2, weights that are negative, all 0 or not one for each goal, a
    rho outside 0 to 1.
    """
    levels = _judged(scores)
    each_weight = _weights(weights, len(levels))
    if not 0 <= rho <= 1:
        raise Refused(_("Rho lies between 0 and 1."))
    squares, whole = sum(w * w for w in each_weight), sum(each_weight)
    spread = sqrt((1 - rho) * squares + rho * whole * whole)
    return 50 + 10 * sum(w * x for w, x in zip(each_weight, levels, strict=True)) / spread


def _judged(scores: Sequence[int | None]) -> list[int]:
    """Return the levels of goals that are all judged; raises :class:`Refused` for others."""
    if not scores:
        raise Refused(_("Without a judged goal there is no T."))
    levels = [each for each in scores if each is not None and each in {-2, -1, 0, 1, 2}]
    if len(levels) < len(scores):
        raise Refused(_("T needs every goal judged, from -2 to 2."))
    return levels


def _weights(weights: Sequence[float] | None, goals: int) -> list[float]:
    """Return a weight for each goal, the same where none are given; raises :class:`Refused`."""
    if weights is None:
        return [1.0] * goals
    each_weight = [float(each) for each in weights]
    possible = all(0 <= each < inf for each in each_weight) and any(each_weight)
    if len(each_weight) != goals or not possible:
        raise Refused(_("T needs a weight for each goal, none below 0 and not all 0."))
    return each_weight


def from_words(answer: Light, baseline_score: BaselineScore = -1) -> int:
    """Return the attainment (-2..2) that a plain answer gives (GAS-light, Turner-Stokes 2010).

    “Partly” counts as -1, whatever the start: half points are not reported.
    """
    return {
        "much_more": 2,
        "little_more": 1,
        "as_expected": 0,
        "partly": -1,
        "no_change": baseline_score,
        "worse": -2,
    }[answer]


def light(attainment: int | None, baseline_score: BaselineScore = -1) -> Light | None:
    """Return the plain answer nearest to an attainment, to begin a form with."""
    if attainment is None:
        return None
    if attainment == -2:
        return "no_change" if baseline_score == -2 else "worse"
    answers: dict[int, Light] = {
        -1: "partly", 0: "as_expected", 1: "little_more", 2: "much_more",
    }  # fmt: skip
    return answers[attainment]


def attainment_from_levels(
    baseline: int | None, target: int, final: int, baseline_score: BaselineScore = -1
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
    return attainment_from_levels(level_of(start), goal.target, end.level, goal.baseline_score)


def verdict_of(goal: Goal) -> str:
    """Return how far a goal was reached: as it was said where somebody said it, else its number."""
    answer = goal.attainment_said
    return labels.verdicts()[answer] if answer else verdict(goal.attainment, goal.baseline_score)


TOO_HARD, TOO_EASY = 40.0, 60.0
"""A mean T well outside of these says more of the goals than of the people."""


def ambition(mean: float) -> Literal["too_easy", "too_hard"] | None:
    """Tell whether goals were probably set too easy or too hard, from the mean T of people."""
    return "too_easy" if mean > TOO_EASY else "too_hard" if mean < TOO_HARD else None


def verdict(attainment: int | None, baseline_score: BaselineScore = -1) -> str:
    """Return an attainment in words; one that is not there is said to be so."""
    answer = light(attainment, baseline_score)
    if answer is None:
        return _("not judged yet")
    if answer == "partly":
        return _("not reached yet")  # whether a part was, the number alone does not say
    return labels.verdicts()[answer]
