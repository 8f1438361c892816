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
    spent,
)
from revmentor.exchange.tables import table
from revmentor.model.rating import Moment, Rating
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes
from revmentor.rules.results.findings import Flow, Summary
from revmentor.rules.results.level_changes import LevelChange

_COLUMNS = (
    "person_id", "name", "role", "skill_id", "skill", "rated_by", "baseline", "then", "final",
    "target", "change", "gap_closed", "status", "baseline_on", "final_on",
    "final_by_another_rater", "self_gap_baseline", "self_gap_final",
)  # fmt: skip
"""The columns of the CSV: one row for every person and skill."""


def as_data(view: View, today: date) -> dict[str, Any]:
    """Return the whole evaluation of a programme, as plain data."""
    standard = level_changes.standard_level(view)
    rows = {role: level_changes.changes(view, role) for role in ROLES}
    return {
        "programme_id": view.programme.id,
        "today": today,
        "closed_on": view.programme.closed_on,
        "caution": level_changes.caution(),
        "flow": {role: _flow(findings.flow(view, role)) for role in ROLES},
        "skills": [_skill(view, row) for role in ROLES for row in rows[role]],
        "summary": {role: _summary(findings.side_summary(view, role)) for role in ROLES},
        "mid_point": {
            role: _summary(findings.side_summary(view, role, "checkpoint")) for role in ROLES
        },
        "gap_closed": {role: _gap(rows[role]) for role in ROLES},
        "response_shift": {role: msgspec.to_builtins(findings.shift(view, role)) for role in ROLES},
        "self_and_others": {
            "baseline": msgspec.to_builtins(findings.self_and_others(view, "baseline")),
            "final": msgspec.to_builtins(findings.self_and_others(view, "final")),
        },
        "standard_level": {
            "reached": standard.reached,
            "at_start": standard.at_start,
            "of": standard.of,
            "below": [
                {
                    "person_id": row.person_id,
                    "skill_id": row.skill_id,
                    "level": level_changes.level_now(view, row),
                    "has_end": level_changes.has_end(view, row),
                    "needed": view.programme.standard_level[row.skill_id],
                }
                for row in standard.below
            ],
        },
        "spread": [
            {
                "skill_id": each.skill_id,
                "n": each.n,
                "before": list(each.before),
                "after": list(each.after),
            }
            for each in findings.spread(rows["senior"])
        ],
        "goals": [_goal(view, goal_id) for goal_id in _goals(view)],
        "gas": [
            {
                "person_id": each.person_id,
                "t": None if each.t is None else round(each.t, 4),
                "rated": each.rated,
                "of": each.of,
            }
            for each in findings.goal_scores(view)
        ],
        "gas_mean": _ambition(view),
        "indicators": [
            {
                "indicator_id": each.indicator.id,
                "name": each.indicator.name,
                "kind": each.indicator.kind,
                "unit": each.indicator.unit,
                "better": each.indicator.better,
                "readings": [{"on": one.on, "value": one.value} for one in each.readings],
                "n": len(each.readings),
                "afterwards": [{"on": one.on, "value": one.value} for one in each.afterwards],
                "target": each.indicator.target,
                "change": each.change,
                "direction": each.direction,
                "target_reached": each.target_reached,
            }
            for each in findings.indicators(view)
        ],
        "benefits": benefits(view),
        "felt": feelings_data(view),
        "give_back": give_back(view),
        "adoption": adoption(view),
        "effort": {
            name: round(value, 4) if isinstance(value, float) else value
            for name, value in msgspec.to_builtins(findings.effort(view)).items()
        },
        "cost": spent(view),
        "steps": msgspec.to_builtins(findings.steps_tried(view)),
        "pairs_changed": [
            {
                "senior_id": each.senior_id,
                "from_pair_id": each.ended.id,
                "to_pair_id": each.begun.id if each.begun else None,
                "on": each.on,
                "reason": each.ended.end_reason,
            }
            for each in findings.pairs_changed(view)
        ],
        **after_closing(view, today),
        "missing_to_close": level_changes.missing_to_close(view),
    }


def as_json(view: View | None, today: date) -> bytes:
    """Return the evaluation as JSON; of a file without a programme only the day."""
    data = as_data(view, today) if view else {"programme_id": None, "today": today}
    versioned = {"version": 1, **data}
    return msgspec.json.format(msgspec.json.encode(versioned), indent=2) + b"\n"


def as_csv(view: View | None, today: date) -> bytes:
    """Return one row for every person and skill, as spreadsheets of the language read it."""
    return table(_COLUMNS, _rows(view) if view else ())


def _rows(view: View) -> Iterator[dict[str, Any]]:
    for row in [row for role in ROLES for row in level_changes.changes(view, role)]:
        yield {
            **_skill(view, row),
            "name": view.name(row.person_id),
            "skill": view.skill_name(row.skill_id),
            "gap_closed": told_value(row),
            "status": row.gap.status,
            "self_gap_baseline": _self_gap(view, row, "baseline"),
            "self_gap_final": _self_gap(view, row, "final"),
            "baseline_on": row.baseline.on if row.baseline else None,
            "final_on": row.final.on if row.final else None,
        }


def told_value(row: LevelChange) -> float | None:
    """Return the share of the gap that was closed, as it is written: four decimals."""
    return None if row.gap.value is None else round(row.gap.value, 4)


def _flow(found: Flow) -> dict[str, Any]:
    return {
        "started": len(found.started),
        "baseline": len(found.baseline),
        "active": len(found.active),
        "final": len(found.final),
        "complete": len(found.complete),
        "person_ids": {
            "started": found.started,
            "baseline": found.baseline,
            "active": found.active,
            "final": found.final,
            "complete": found.complete,
        },
        "without_end": [
            {"person_id": each.person_id, "reason": each.reason or None} for each in found.gone
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
    known = sum(each.t is not None for each in findings.goal_scores(view))
    return {"mean": None if mean is None else round(mean, 4), "n": known, "goals_were": ambition}


def _skill(view: View, row: LevelChange) -> dict[str, Any]:
    ratings: dict[str, Rating | None] = {
        "baseline": row.baseline,
        "then": row.then,
        "final": row.final,
    }
    start = row.baseline or row.final
    return {
        "person_id": row.person_id,
        "role": row.role,
        "skill_id": row.skill_id,
        "rated_by": start.rated_by if start else None,
        **{name: each.level if each else None for name, each in ratings.items()},
        "target": row.target,
        "change": row.levels,
        "gap_closed": {"value": told_value(row), "status": row.gap.status},
        "final_by_another_rater": row.other_rater,
        "self_gap": {
            "baseline": _self_gap(view, row, "baseline"),
            "final": _self_gap(view, row, "final"),
        },
        "tasks": {"baseline": _tasks(row.baseline), "final": _tasks(row.final)},
        "rating_ids": {name: each.id for name, each in ratings.items() if each},
    }


def _gap(rows: Sequence[LevelChange]) -> dict[str, Any]:
    """Return the gaps closed of a side in two ways, each by its name."""
    median, ratio = attainment.gap_of_all(
        [row.baseline.level if row.baseline else None for row in rows],
        [row.target for row in rows],
        [row.final.level if row.final else None for row in rows],
    )
    return {
        "n": sum(row.gap.value is not None for row in rows),
        "median": None if median is None else round(median, 4),
        "ratio_of_sums": None if ratio is None else round(ratio, 4),
    }


def _summary(found: Summary) -> dict[str, Any]:
    counts = found.counts
    estimate = found.hodges_lehmann
    return {
        "started": counts.started,
        "n": counts.pairs,
        "missing": counts.missing,
        "improved": counts.improved,
        "same": counts.same,
        "worse": counts.worse,
        "median_change": counts.median_change,
        "wilson": [round(each, 4) for each in found.wilson] if found.wilson else None,
        "bounds": {
            "worst": counts.bounds[0],
            "best": counts.bounds[1],
            "of": counts.started,
        },
        "hodges_lehmann": {
            "estimate": estimate.value,
            "low": None if isinf(estimate.low) else estimate.low,
            "high": None if isinf(estimate.high) else estimate.high,
        }
        if estimate
        else None,
        "signed_rank": {"v": found.test.v, "p": round(found.test.p, 6)} if found.test else None,
        "people": [{"person_id": who, "change": gained} for who, gained in found.gains],
    }


def _goals(view: View) -> list[str]:
    return [goal.id for who in (None, *view.participants) for goal in view.goals_of(who)]


def _goal(view: View, goal_id: str) -> dict[str, Any]:
    goal = view.snapshot.goals[goal_id]
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
