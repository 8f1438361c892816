"""What both sides gained, gave and felt, and what came after the closing, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from revmentor.model.base import Role
from revmentor.rules.programme_view import View
from revmentor.rules.results import cost, final_forms, findings, follow_ups

ROLES: tuple[Role, ...] = ("senior", "mentor")


def benefits(view: View) -> dict[str, Any]:
    """Return the final forms, both sides crossed, and how they would recommend and repeat it."""
    forms = [view.evaluations[key] for key in sorted(view.evaluations.keys() & view.participations)]
    recommend = Counter(f.would_recommend for f in forms if f.would_recommend is not None)
    repeat = [f.would_repeat for f in forms if f.would_repeat is not None]
    return {
        "forms": [
            {
                "evaluation_id": form.id,
                "person_id": form.person_id,
                "role": form.role,
                "on": form.on,
                "method": form.method,
                "answers": dict(form.answers),
                "own_gain": form.own_gain,
                "other_gain": form.other_gain,
                "story": form.story,
                "next_step": form.next_step,
                "would_recommend": form.would_recommend,
                "would_repeat": form.would_repeat,
            }
            for form in forms
        ],
        "n": {role: sum(form.role == role for form in forms) for role in ROLES},
        "of": {"senior": len(view.seniors), "mentor": len(view.mentors)},
        "crossed": [_crossed(view, pair.id) for pair in view.pairs],
        "would_recommend": {
            "n": sum(recommend.values()),
            "counts": {str(score): recommend[score] for score in range(11)},
        },
        "would_repeat": {"n": len(repeat), "yes": sum(repeat), "no": len(repeat) - sum(repeat)},
    }


def _crossed(view: View, pair_id: str) -> dict[str, Any]:
    """Return what each side of a pair says it gained, beside what the other side saw."""
    pair = view.snapshot.pairs[pair_id]
    mentor = view.evaluations.get((pair.mentor_id, "mentor"))
    senior = view.evaluations.get((pair.senior_id, "senior"))
    return {
        "pair_id": pair.id,
        "mentor_id": pair.mentor_id,
        "senior_id": pair.senior_id,
        "mentor_own": mentor.own_gain if mentor else None,
        "mentor_as_seen": senior.other_gain if senior else None,
        "senior_own": senior.own_gain if senior else None,
        "senior_as_seen": mentor.other_gain if mentor else None,
        "evaluation_ids": [form.id for form in (mentor, senior) if form],
    }


def give_back(view: View) -> dict[str, Any]:
    """Return the ledger of what came back to the mentors, pair by pair, and its balance."""
    ledger = findings.give_backs_received(view)
    met: Sequence[findings.GiveBack] = [each for each in ledger if each.held]
    return {
        "pairs": [
            {
                "pair_id": each.pair.id,
                "mentor_id": each.pair.mentor_id,
                "senior_id": each.pair.senior_id,
                "held": len(each.held),
                "with_give_back": len(each.with_give_back),
                "skill_ids": each.skills,
                "session_ids": each.with_give_back,
            }
            for each in ledger
        ],
        "met": len(met),
        "with_any": sum(bool(each.with_give_back) for each in met),
        "regular": sum(2 * len(each.with_give_back) > len(each.held) for each in met),
    }


def after_closing(view: View, today: date) -> dict[str, Any]:
    """Return who is still in the firm, and what the follow-ups heard."""
    return {
        "retention": [
            {
                "role": found.role,
                "on": found.on,
                "stayed": len(found.stayed),
                "of": len(found.started),
                "person_ids": {
                    "stayed": found.stayed,
                    "left": sorted(set(found.started) - set(found.stayed)),
                },
            }
            for day in follow_ups.retention_days(view.programme, today)
            for found in (follow_ups.retention(view, role, day) for role in ROLES)
        ],
        "follow_ups": [
            {
                "kind": found.kind,
                "due_on": found.due_on,
                "on": found.on,
                "still_using": len(found.yes),
                "not_using": len(found.no),
                "not_asked": len(found.not_asked),
                "person_ids": {
                    "still_using": found.yes,
                    "not_using": found.no,
                    "not_asked": found.not_asked,
                },
                "note": found.note,
            }
            for found in (follow_ups.still_using(view, kind) for kind in follow_ups.KINDS)
            if found
        ],
    }


def spent(view: View) -> dict[str, Any] | None:
    """Return what the programme cost; ``None`` where nobody said what an hour costs."""
    found = cost.cost(view)
    if found is None:
        return None
    return {
        "mentors": round(found.mentors, 2),
        "seniors": round(found.seniors, 2),
        "external": round(found.external, 2),
        "total": round(found.total, 2),
        "currency": found.currency,
        "mentor_hours": round(found.mentor_hours, 4),
        "senior_hours": round(found.senior_hours, 4),
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
        for role in ROLES
        for each in final_forms.felt(view, role)
    ]
