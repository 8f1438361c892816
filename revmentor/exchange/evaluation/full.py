"""The evaluation as data: every number with what it counts, and the ids of the records behind it.

For the coordinator: it names people. Shares are never given without the two numbers they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import isinf
from typing import Any

import msgspec

from revmentor.exchange.evaluation.benefits import (
    ROLES,
    adoption,
    after_closing,
    benefits,
    feelings_data,
    give_back,
    readings_data,
    spent,
)
from revmentor.exchange.tables import table
from revmentor.model.goal import Goal
from revmentor.model.rating import Moment, Rating
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes
from revmentor.rules.results.findings import (
    Flow,
    GoalScore,
    IndicatorChange,
    Moved,
    Spread,
    Summary,
)
from revmentor.rules.results.level_changes import LevelChange

_COLUMNS = (
    "person_id", "name", "role", "skill_id", "skill", "rated_by", "baseline", "then", "final",
    "target", "change", "gap_closed", "status", "baseline_on", "final_on",
    "final_by_another_rater", "self_gap_baseline", "self_gap_final",
)  # fmt: skip
"""The columns of the CSV: one row for every person and skill."""


def as_data(view: View, today: date) -> dict[str, Any]:
    """Return the whole evaluation of a programme, as plain data."""
    return {
        "programme_id": view.programme.id,
        "today": today,
        "closed_on": view.programme.closed_on,
        "caution": level_changes.caution(),
        **_levels_data(view),
        **_goals_data(view),
        "indicators": [_indicator(change) for change in findings.indicators(view)],
        "benefits": benefits(view),
        "felt": feelings_data(view),
        "give_back": give_back(view),
        "adoption": adoption(view),
        "effort": _effort(view),
        "cost": spent(view),
        "steps": msgspec.to_builtins(findings.steps_tried(view)),
        "pairs_changed": [_pair_change(moved) for moved in findings.pairs_changed(view)],
        **after_closing(view, today),
        "missing_to_close": level_changes.missing_to_close(view),
    }


def _levels_data(view: View) -> dict[str, Any]:
    """Return what is known of levels: who was rated, and how far they rose."""
    rows = {role: level_changes.changes(view, role) for role in ROLES}
    return {
        "flow": {role: _flow(findings.flow(view, role)) for role in ROLES},
        "skills": [_skill(view, row) for role in ROLES for row in rows[role]],
        "summary": _summaries(view, "final"),
        "mid_point": _summaries(view, "checkpoint"),
        "gap_closed": {role: _gap(rows[role]) for role in ROLES},
        "response_shift": {role: msgspec.to_builtins(findings.shift(view, role)) for role in ROLES},
        "self_and_others": {
            "baseline": msgspec.to_builtins(findings.self_and_others(view, "baseline")),
            "final": msgspec.to_builtins(findings.self_and_others(view, "final")),
        },
        "standard_level": _standard_level(view),
        "spread": [_spread(spread) for spread in findings.spread(rows["senior"])],
    }


def _summaries(view: View, end: Moment) -> dict[str, Any]:
    return {role: _summary(findings.side_summary(view, role, end)) for role in ROLES}


def _standard_level(view: View) -> dict[str, Any]:
    standard = level_changes.standard_level(view)
    return {
        "reached": standard.reached,
        "at_start": standard.at_start,
        "of": standard.of,
        "below": [_below_standard(view, row) for row in standard.below],
    }


def _below_standard(view: View, row: LevelChange) -> dict[str, Any]:
    return {
        "person_id": row.person_id,
        "skill_id": row.skill_id,
        "level": level_changes.level_now(view, row),
        "has_end": level_changes.has_end(view, row),
        "needed": view.programme.standard_level[row.skill_id],
    }


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "skill_id": spread.skill_id,
        "n": spread.n,
        "before": list(spread.before),
        "after": list(spread.after),
    }


def _goals_data(view: View) -> dict[str, Any]:
    """Return every goal with its verdict, and the scores of Goal Attainment Scaling."""
    return {
        "goals": [_goal(goal) for goal in _goals(view)],
        "gas": [_goal_score(score) for score in findings.goal_scores(view)],
        "gas_mean": _ambition(view),
    }


def _goal_score(score: GoalScore) -> dict[str, Any]:
    return {
        "person_id": score.person_id,
        "t": _rounded(score.t),
        "rated": score.rated,
        "of": score.of,
    }


def _indicator(change: IndicatorChange) -> dict[str, Any]:
    indicator = change.indicator
    return {
        "indicator_id": indicator.id,
        "name": indicator.name,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "better": indicator.better,
        "readings": readings_data(change.readings),
        "n": len(change.readings),
        "afterwards": readings_data(change.afterwards),
        "target": indicator.target,
        "change": change.change,
        "direction": change.direction,
        "target_reached": change.target_reached,
    }


def _effort(view: View) -> dict[str, Any]:
    numbers = msgspec.to_builtins(findings.effort(view))
    return {name: _rounded(n) if isinstance(n, float) else n for name, n in numbers.items()}


def _pair_change(moved: Moved) -> dict[str, Any]:
    return {
        "senior_id": moved.senior_id,
        "from_pair_id": moved.ended.id,
        "to_pair_id": moved.begun.id if moved.begun else None,
        "on": moved.on,
        "reason": moved.ended.end_reason,
    }


def _rounded(value: float | None) -> float | None:
    """Return a number as it is written: with four decimals."""
    return None if value is None else round(value, 4)


def as_json(view: View | None, today: date) -> bytes:
    """Return the evaluation as JSON; of a file without a programme only the day."""
    data = as_data(view, today) if view else {"programme_id": None, "today": today}
    versioned = {"version": 1, **data}
    return msgspec.json.format(msgspec.json.encode(versioned), indent=2) + b"\n"


def as_csv(view: View | None, _today: date) -> bytes:
    """Return one row for every person and skill, as spreadsheets of the language read it."""
    return table(_COLUMNS, _rows(view) if view else ())


def _rows(view: View) -> Iterator[dict[str, Any]]:
    for row in [row for role in ROLES for row in level_changes.changes(view, role)]:
        yield {
            **_skill(view, row),
            "name": view.name(row.person_id),
            "skill": view.skill_name(row.skill_id),
            "gap_closed": _rounded(row.gap.value),
            "status": row.gap.status,
            "self_gap_baseline": _self_gap(view, row, "baseline"),
            "self_gap_final": _self_gap(view, row, "final"),
            "baseline_on": row.baseline.on if row.baseline else None,
            "final_on": row.final.on if row.final else None,
        }


def _flow(flow: Flow) -> dict[str, Any]:
    stages = {
        "started": flow.started,
        "baseline": flow.baseline,
        "active": flow.active,
        "final": flow.final,
        "complete": flow.complete,
    }
    return {
        **{stage: len(people) for stage, people in stages.items()},
        "person_ids": stages,
        "without_end": [
            {"person_id": gone.person_id, "reason": gone.reason or None} for gone in flow.gone
        ],
    }


def _self_gap(view: View, row: LevelChange, moment: Moment) -> int | None:
    """Return how far the own rating lies above that of others; it enters no change."""
    return findings.self_gap(view, row.person_id, row.skill_id, moment)


def _tasks(rating: Rating | None) -> dict[str, Any] | None:
    """Return how many observable tasks were watched and done, with their ids."""
    if rating is None or not rating.tasks:
        return None
    done = [each for each, was_done in rating.tasks.items() if was_done]
    return {"done": len(done), "of": len(rating.tasks), "task_ids_done": done}


def _ambition(view: View) -> dict[str, Any]:
    mean, ambition = findings.mean_ambition(view)
    known = sum(score.t is not None for score in findings.goal_scores(view))
    return {"mean": _rounded(mean), "n": known, "goals_were": ambition}


def _skill(view: View, row: LevelChange) -> dict[str, Any]:
    start = row.baseline or row.final
    return {
        "person_id": row.person_id,
        "role": row.role,
        "skill_id": row.skill_id,
        "rated_by": start.rated_by if start else None,
        "baseline": _level(row.baseline),
        "then": _level(row.then),
        "final": _level(row.final),
        "target": row.target,
        "change": row.levels,
        "gap_closed": {"value": _rounded(row.gap.value), "status": row.gap.status},
        "final_by_another_rater": row.other_rater,
        "self_gap": {
            "baseline": _self_gap(view, row, "baseline"),
            "final": _self_gap(view, row, "final"),
        },
        "tasks": {"baseline": _tasks(row.baseline), "final": _tasks(row.final)},
        "rating_ids": _rating_ids(row),
    }


def _level(rating: Rating | None) -> int | None:
    return rating.level if rating else None


def _rating_ids(row: LevelChange) -> dict[str, str]:
    ratings = {"baseline": row.baseline, "then": row.then, "final": row.final}
    return {name: rating.id for name, rating in ratings.items() if rating}


def _gap(rows: Sequence[LevelChange]) -> dict[str, Any]:
    """Return the gaps closed of a side in two ways, each by its name."""
    starts = [_level(row.baseline) for row in rows]
    ends = [_level(row.final) for row in rows]
    median, ratio = attainment.gap_of_all(starts, [row.target for row in rows], ends)
    return {
        "n": sum(row.gap.value is not None for row in rows),
        "median": _rounded(median),
        "ratio_of_sums": _rounded(ratio),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    counts = summary.counts
    worst, best = counts.bounds
    return {
        "started": counts.started,
        "n": counts.pairs,
        "missing": counts.missing,
        "improved": counts.improved,
        "same": counts.same,
        "worse": counts.worse,
        "median_change": counts.median_change,
        "wilson": [round(end, 4) for end in summary.wilson] if summary.wilson else None,
        "bounds": {"worst": worst, "best": best, "of": counts.started},
        "hodges_lehmann": _interval(summary),
        "signed_rank": _signed_rank(summary),
        "people": [{"person_id": who, "change": gained} for who, gained in summary.gains],
    }


def _interval(summary: Summary) -> dict[str, float | None] | None:
    """Return the Hodges–Lehmann estimate and its interval; an end that is open is ``None``."""
    if not summary.hodges_lehmann:
        return None
    estimate, low, high = summary.hodges_lehmann
    return {"estimate": estimate, "low": _finite(low), "high": _finite(high)}


def _finite(value: float) -> float | None:
    return None if isinf(value) else value


def _signed_rank(summary: Summary) -> dict[str, float] | None:
    if not summary.test:
        return None
    v, p = summary.test
    return {"v": v, "p": round(p, 6)}


def _goals(view: View) -> list[Goal]:
    return [goal for who in (None, *view.participants) for goal in view.goals_of(who)]


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "goal_id": goal.id,
        "person_id": goal.person_id,
        "text": goal.text,
        "skill_id": goal.skill_id,
        "target": goal.target,
        "weight": goal.weight,
        "attainment": goal.attainment,
        "verdict": attainment.verdict_of(goal),
        "judged_on": goal.attainment_on,
    }
