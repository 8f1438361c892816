"""What both sides gained, gave and felt, and what came after the closing, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from revmentor.model.evaluation import Evaluation
from revmentor.model.indicator import Reading
from revmentor.model.pair import Pair
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost, final_forms, findings, follow_ups
from revmentor.rules.results.sides import SIDES


def benefits(view: View) -> dict[str, Any]:
    """Return the final forms, both sides crossed, and how they would recommend and repeat it."""
    forms = [view.evaluations[key] for key in sorted(view.evaluations.keys() & view.participations)]
    return {
        "forms": [_form(form) for form in forms],
        "n": {role: sum(form.role == role for form in forms) for role in SIDES},
        "of": {"senior": len(view.seniors), "mentor": len(view.mentors)},
        "crossed": [_crossed(view, pair) for pair in view.pairs],
        "would_recommend": _would_recommend(forms),
        "would_repeat": _would_repeat(forms),
    }


def _form(form: Evaluation) -> dict[str, Any]:
    return {
        "evaluation_id": form.id,
        "person_id": form.person_id,
        "role": form.role,
        "on": form.on,
        "method": form.method,
        "answers": dict(form.answers),
        "own_gain": form.own_gain,
        "other_gain": form.other_gain,
        "gained_by": dict(form.gained_by),
        "story": form.story,
        "next_step": form.next_step,
        "would_recommend": form.would_recommend,
        "would_repeat": form.would_repeat,
    }


def _would_recommend(forms: Iterable[Evaluation]) -> dict[str, Any]:
    """Return how often each score from 0 to 10 was given."""
    scores = Counter(f.would_recommend for f in forms if f.would_recommend is not None)
    counts = {str(score): scores[score] for score in range(11)}
    return {"n": sum(scores.values()), "counts": counts}


def _would_repeat(forms: Iterable[Evaluation]) -> dict[str, int]:
    answers = [f.would_repeat for f in forms if f.would_repeat is not None]
    return {"n": len(answers), "yes": sum(answers), "no": len(answers) - sum(answers)}


def _crossed(view: View, pair: Pair) -> dict[str, Any]:
    """Return what each side of a pair says it gained, beside what the other side saw."""
    said = final_forms.gained(view, pair)
    keys = ((pair.mentor_id, "mentor"), (pair.senior_id, "senior"))
    forms = [form for key, form in view.evaluations.items() if key in keys]
    return {
        "pair_id": pair.id,
        "mentor_id": pair.mentor_id,
        "senior_id": pair.senior_id,
        "mentor_own": said.mentor_own,
        "mentor_as_seen": said.mentor_as_seen,
        "senior_own": said.senior_own,
        "senior_as_seen": said.senior_as_seen,
        "evaluation_ids": sorted(form.id for form in forms),
    }


def give_back(view: View) -> dict[str, Any]:
    """Return the ledger of what came back to the mentors, pair by pair, and its balance."""
    ledger = findings.give_backs_received(view)
    met = [row for row in ledger if row.held]
    return {
        "pairs": [_ledger_row(row) for row in ledger],
        "met": len(met),
        "with_any": sum(bool(row.with_give_back) for row in met),
        "regular": sum(2 * len(row.with_give_back) > len(row.held) for row in met),
    }


def _ledger_row(row: findings.GiveBack) -> dict[str, Any]:
    return {
        "pair_id": row.pair.id,
        "mentor_id": row.pair.mentor_id,
        "senior_id": row.pair.senior_id,
        "held": len(row.held),
        "with_give_back": len(row.with_give_back),
        "shared_with_others": len(row.shared),
        "skill_ids": row.skills,
        "session_ids": row.with_give_back,
    }


def after_closing(view: View, today: date) -> dict[str, Any]:
    """Return who is still in the firm, and what the follow-ups heard."""
    days = follow_ups.retention_days(view.programme, today)
    retained = [follow_ups.retention(view, role, day) for day in days for role in SIDES]
    uses = [follow_ups.still_using(view, kind) for kind in follow_ups.KINDS]
    return {
        "retention": [_retention(retention) for retention in retained],
        "follow_ups": [_follow_up(use) for use in uses if use],
    }


def _retention(retention: follow_ups.Retention) -> dict[str, Any]:
    return {
        "role": retention.role,
        "on": retention.on,
        "stayed": len(retention.stayed),
        "of": len(retention.started),
        "person_ids": {
            "stayed": retention.stayed,
            "left": sorted(set(retention.started) - set(retention.stayed)),
        },
    }


def _follow_up(use: follow_ups.StillUsing) -> dict[str, Any]:
    return {
        "kind": use.kind,
        "due_on": use.due_on,
        "on": use.on,
        "still_using": len(use.yes),
        "not_using": len(use.no),
        "not_asked": len(use.not_asked),
        "person_ids": {
            "still_using": use.yes,
            "not_using": use.no,
            "not_asked": use.not_asked,
        },
        "note": use.note,
    }


def spent(view: View) -> dict[str, Any] | None:
    """Return what the programme cost; ``None`` where nobody said what an hour costs."""
    price = cost.cost(view)
    if price is None:
        return None
    parts = {
        "mentors": round(price.mentors, 2),
        "seniors": round(price.seniors, 2),
        "external": round(price.external, 2),
    }
    return {
        **parts,
        "total": round(sum(parts.values()), 2),
        "currency": price.currency,
        "mentor_hours": round(price.mentor_hours, 4),
        "senior_hours": round(price.senior_hours, 4),
    }


def adoption(view: View) -> dict[str, Any]:
    """Return what is used now: tools of the last week, minutes, certificates."""
    tools, saved, papers = (
        final_forms.tools_used(view),
        final_forms.minutes_saved(view),
        final_forms.certificates(view),
    )
    return {
        "tools_used_last_week": {
            "n": tools.n,
            "answered": tools.answered,
            "of": tools.of,
            "tools": [{"name": name, "people": n} for name, n in tools.named],
        },
        "minutes_saved_a_week": {
            "n": saved.n,
            "of": saved.of,
            "median": saved.median,
            "total": saved.total,
            "evaluation_ids": saved.form_ids,
        },
        "certificates": {"n": len(papers), "rating_ids": papers},
    }


def feelings_data(view: View) -> list[dict[str, Any]]:
    """Return how people felt before and feel now, both asked at the end."""
    return [
        {
            "item": each.item,
            "role": each.role,
            "n": each.counts.pairs,
            "missing": each.counts.missing,
            "improved": each.counts.improved,
            "same": each.counts.same,
            "worse": each.counts.worse,
            "median_change": each.counts.median_change,
            "evaluation_ids": each.form_ids,
        }
        for role in SIDES
        for each in final_forms.felt(view, role)
    ]


def readings_data(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Return the readings of an indicator, each with its day."""
    return [{"on": reading.on, "value": reading.value} for reading in readings]
