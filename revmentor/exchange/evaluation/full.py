"""The evaluation as data: every number with what it counts, and the ids of the records behind it.

For the coordinator: it names people. Shares are never given without the two numbers they come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from revmentor.exchange.cells import PLAIN, Dialect, table
from revmentor.exchange.contract.base import VERSION, json_bytes
from revmentor.exchange.evaluation.benefits import (
    adoption,
    after_closing,
    benefits,
    feelings_data,
    give_back,
    readings_data,
    spent,
)
from revmentor.exchange.evaluation.levels import levels_data, rounded, self_gap, skill_data
from revmentor.model.firm import Firm
from revmentor.model.goal import Goal
from revmentor.model.programme import Programme
from revmentor.model.snapshot import Snapshot
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes
from revmentor.rules.results.findings import GoalScore, IndicatorChange, Moved
from revmentor.rules.results.sides import SIDES

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
        "caution": level_changes.caution(view),
        "change": level_changes.meaning(),
        **levels_data(view),
        **_goals_data(view),
        "indicators": [_indicator(change) for change in findings.indicators(view)],
        "benefits": benefits(view),
        "felt": feelings_data(view),
        "give_back": give_back(view),
        "adoption": adoption(view),
        "effort": _effort(view),
        "fidelity": msgspec.to_builtins(findings.fidelity(view, today)),
        "cost": spent(view),
        "steps": msgspec.to_builtins(findings.steps_tried(view)),
        "pairs_changed": [_pair_change(moved) for moved in findings.pairs_changed(view)],
        **after_closing(view, today),
        "missing_to_close": level_changes.missing_to_close(view),
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
        "t": rounded(score.t),
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
    return {name: rounded(n) if isinstance(n, float) else n for name, n in numbers.items()}


def _pair_change(moved: Moved) -> dict[str, Any]:
    return {
        "senior_id": moved.senior_id,
        "from_pair_id": moved.ended.id,
        "to_pair_id": moved.begun.id if moved.begun else None,
        "on": moved.on,
        "reason": moved.ended.end_reason,
    }


def as_json(view: View | None, today: date) -> bytes:
    """Return the evaluation as JSON; of a file without a programme that of one without anybody."""
    data = as_data(view or _nobody(today), today)
    programme_id = view.programme.id if view else None
    return json_bytes({"version": VERSION, **data, "programme_id": programme_id})


def _nobody(today: date) -> View:
    """Return a programme in which nobody takes part."""
    programme = Programme(id="none", name="-", starts_on=today, weeks=1)
    snapshot = Snapshot(firm=Firm(name="-"), programmes={programme.id: programme})
    return View(snapshot, programme.id, {}, today)


def as_csv(view: View | None, dialect: Dialect = PLAIN) -> bytes:
    """Return one row for every person and skill."""
    return table(_COLUMNS, _rows(view) if view else (), dialect)


def _rows(view: View) -> Iterator[dict[str, Any]]:
    for row in [row for role in SIDES for row in level_changes.changes(view, role)]:
        yield {
            **skill_data(view, row),
            "name": view.name(row.person_id),
            "skill": view.skill_name(row.skill_id),
            "gap_closed": rounded(row.gap.value),
            "status": row.gap.status,
            "self_gap_baseline": self_gap(view, row, "baseline"),
            "self_gap_final": self_gap(view, row, "final"),
            "baseline_on": row.baseline.on if row.baseline else None,
            "final_on": row.final.on if row.final else None,
        }


def _ambition(view: View) -> dict[str, Any]:
    ambition = findings.ambition(view)
    return {
        "mean": rounded(ambition.mean),
        "goals": ambition.goals,
        "n": ambition.people,
        "goals_were": ambition.goals_were,
    }


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
