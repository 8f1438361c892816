"""What is known of levels, as data: who was rated, by whom, and how far they rose."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import Any

import msgspec

from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rating, level_of
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes, raters, side_changes, standard
from revmentor.rules.results.level_changes import LevelChange, PersonChange
from revmentor.rules.results.side_changes import Attrition, Flow, Spread, Summary
from revmentor.rules.results.sides import SIDES


def levels_data(view: View) -> dict[str, Any]:
    """Return what is known of levels: who was rated, and how far they rose."""
    rows = {role: level_changes.changes(view, role) for role in SIDES}
    return {
        "flow": {role: _flow(side_changes.flow(view, role)) for role in SIDES},
        "attrition": {role: _attrition(side_changes.attrition(view, role)) for role in SIDES},
        "skills": [skill_data(view, row) for role in SIDES for row in rows[role]],
        "summary": _summaries(view, "final"),
        "mid_point": _summaries(view, "checkpoint"),
        "gap_closed": {role: _gap(rows[role]) for role in SIDES},
        "response_shift": {role: msgspec.to_builtins(raters.shift(view, role)) for role in SIDES},
        "self_and_others": {
            "baseline": msgspec.to_builtins(raters.self_and_others(view, "baseline")),
            "final": msgspec.to_builtins(raters.self_and_others(view, "final")),
        },
        "standard_level": _standard_level(view),
        "attended": {role: _doses(view, role) for role in SIDES},
        "spread": [_spread(spread) for spread in side_changes.spread(rows["senior"])],
    }


def _summaries(view: View, end: Moment) -> dict[str, Any]:
    return {role: _summary(side_changes.side_summary(view, role, end)) for role in SIDES}


def _standard_level(view: View) -> dict[str, Any]:
    """Return who stands at the standard level, by what was rated at the end."""
    standing = standard.standard_level(view)
    groups = {
        "reached": standing.reached,
        "below": standing.below,
        "no_end": standing.no_end,
        "no_end_at_start": standing.no_end_at_start,
        "compared": standing.compared,
        "compared_at_start": standing.compared_at_start,
    }
    return {
        "rated": standing.rated,
        **{name: len(people) for name, people in groups.items()},
        "person_ids": groups,
        "skills_below": [_below_standard(view, row) for row in standing.rows_below],
    }


def _below_standard(view: View, row: LevelChange) -> dict[str, Any]:
    return {
        "person_id": row.person_id,
        "skill_id": row.skill_id,
        "level": level_of(row.end),
        "needed": view.programme.standard_level[row.skill_id],
    }


def _attrition(start: Attrition) -> dict[str, Any]:
    """Return where those with and without an end stood at the start, in levels a skill."""
    return {
        "with_end": start.with_end,
        "without_end": start.without_end,
        "start_with": rounded(start.start_with),
        "start_without": rounded(start.start_without),
    }


def _doses(view: View, role: Role) -> list[dict[str, Any]]:
    """Return the sessions each person of a side was at, beside the change."""
    return [
        {"person_id": each.person_id, "sessions": each.sessions, "change": rounded(each.change)}
        for each in side_changes.doses(view, role)
    ]


def _spread(spread: Spread) -> dict[str, Any]:
    return {
        "skill_id": spread.skill_id,
        "n": spread.n,
        "before": list(spread.before),
        "after": list(spread.after),
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


def self_gap(view: View, row: LevelChange, moment: Moment) -> int | None:
    """Return how far the own rating lies above that of others; it enters no change."""
    return raters.self_gap(view, row.person_id, row.skill_id, moment)


def _tasks(rating: Rating | None) -> dict[str, Any] | None:
    """Return how many observable tasks were watched and done, with their ids."""
    if rating is None or not rating.tasks:
        return None
    done = [each for each, was_done in rating.tasks.items() if was_done]
    return {"done": len(done), "of": len(rating.tasks), "task_ids_done": done}


def skill_data(view: View, row: LevelChange) -> dict[str, Any]:
    """Return one person and skill from start to end, with the ratings behind it."""
    start = row.baseline or row.final
    return {
        "person_id": row.person_id,
        "role": row.role,
        "skill_id": row.skill_id,
        "rated_by": start.rated_by if start else None,
        "own_ratings": raters.all_own(view, [row]),
        "baseline": level_of(row.baseline),
        "then": level_of(row.then),
        "final": level_of(row.final),
        "target": row.target,
        "change": row.levels,
        "gap_closed": {"value": rounded(row.gap.value), "status": row.gap.status},
        "final_by_another_rater": row.other_end is not None,
        "self_gap": {
            "baseline": self_gap(view, row, "baseline"),
            "final": self_gap(view, row, "final"),
        },
        "tasks": {"baseline": _tasks(row.baseline), "final": _tasks(row.final)},
        "rating_ids": _rating_ids(row),
    }


def _rating_ids(row: LevelChange) -> dict[str, str]:
    ratings = {"baseline": row.baseline, "then": row.then, "final": row.final}
    return {name: rating.id for name, rating in ratings.items() if rating}


def _gap(rows: Sequence[LevelChange]) -> dict[str, Any]:
    """Return the gaps closed of a side in two ways, each by its name."""
    wide = [row for row in rows if row.gap.value is not None]
    starts = [level_of(row.baseline) for row in wide]
    ends = [level_of(row.final) for row in wide]
    median, ratio = attainment.gap_of_all(starts, [row.target for row in wide], ends)
    return {
        "n": len(wide),
        "median": rounded(median),
        "ratio_of_sums": rounded(ratio),
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
        "median_change": rounded(counts.median_change),
        "wilson": [round(end, 4) for end in summary.wilson] if summary.wilson else None,
        "bounds": {"worst": worst, "best": best, "of": counts.started},
        "hodges_lehmann": _interval(summary),
        "signed_rank": _signed_rank(summary),
        "went_down_in_a_skill": summary.went_down,
        "partly": summary.partly,
        "skills": [msgspec.to_builtins(each) for each in summary.by_skill],
        "people": [_person_change(each) for each in summary.people],
    }


def _person_change(person: PersonChange) -> dict[str, Any]:
    """Return a person's change in levels a skill, over the skills seen of those started with."""
    return {
        "person_id": person.person_id,
        "change": rounded(person.mean),
        "skills": person.seen,
        "of_skills": person.started,
        "skills_down": person.down,
    }


def _interval(summary: Summary) -> dict[str, float | None] | None:
    """Return the Hodges–Lehmann estimate and its interval; an end that is open is ``None``."""
    if not summary.hodges_lehmann:
        return None
    estimate, low, high = summary.hodges_lehmann
    return {"estimate": _finite(estimate), "low": _finite(low), "high": _finite(high)}


def _finite(value: float) -> float | None:
    return None if isinf(value) else round(value, 4)


def _signed_rank(summary: Summary) -> dict[str, float] | None:
    if not summary.test:
        return None
    v, p = summary.test
    return {"v": v, "p": round(p, 6)}


def rounded(value: float | None) -> float | None:
    """Return a number as it is written: with four decimals."""
    return None if value is None else round(value, 4)
