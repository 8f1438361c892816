"""A proposal as plain text and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.text import one_line
from revmentor.rules import availability
from revmentor.rules.pairing import capacity, eligibility, pair_text, plan_text, prices, unplaced
from revmentor.rules.pairing.draft import Draft
from revmentor.rules.pairing.lessons import rationale
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours

TEXT_SECONDS = 30.0
"""How long the second best of every pair is looked for, together."""


def proposal_text(drawn: Draft) -> str:
    """Return a proposal as lines of plain text."""
    return "\n".join(one_line(line) for line in _lines(drawn)) + "\n"


def _lines(drawn: Draft) -> Iterator[str]:
    found = drawn.proposal
    view = found.view
    yield f"{view.firm.name} · {view.programme.name}"
    yield f"{plan_text.placed(found)} · {plan_text.proof(found)}"
    if keeping := plan_text.keeping(drawn):
        yield keeping
    yield ""
    yield from capacity.capacity_sentences(view, capacity.look(view))
    clock = Clock.of(TEXT_SECONDS)
    for mentor_id in view.active_mentors:
        group = found.planned.group_of(mentor_id)
        most = eligibility.places_of(view, mentor_id)
        yield ""
        yield f"{view.name(mentor_id)} · {len(group)}/{most} · {plan_text.hours(found, mentor_id)}"
        for senior_id in group:
            yield from _pair_lines(found, senior_id, clock)
    left = unplaced.with_reasons(found)
    if left:
        yield ""
        yield _("Not placed")
        for each in left:
            yield f"  ‼ {view.name(each.senior_id)}: {' '.join(each.why)}"
            yield f"      {plan_text.suggestions(each)}"
    notes = plan_text.warnings(found)
    if notes:
        yield ""
        yield from (f"! {note}" for note in notes)


def _pair_lines(found: Proposal, senior_id: str, clock: Clock) -> Iterator[str]:
    view = found.view
    if senior_id in found.question.held:
        yield f"  {view.name(senior_id)} · {plan_text.why_left(found, senior_id)}"
        return
    mentor_id = found.plan.mentor_of[senior_id]
    score = found.question.scores[senior_id, mentor_id].total
    told = [
        view.name(senior_id),
        pair_text.hundredths(score),
        plan_text.change_text(found, senior_id),
    ]
    if senior_id in found.question.problem.locked:
        told.append(_("locked"))
    yield f"  {' · '.join(told)}"
    parts = [
        f"{name} {pair_text.hundredths(points)}"
        for name, points, _most in pair_text.parts(found, senior_id)
        if points
    ]
    yield f"      {' + '.join(parts)}"
    taught = pair_text.lesson_text(view, mentor_id, senior_id)
    if taught:
        yield f"      {'; '.join(taught)}"
    if unknown := pair_text.not_rated(view, mentor_id, senior_id):
        yield f"      {unknown}"
    yield f"      {pair_text.give_back_text(view, mentor_id, senior_id)}"
    yield f"      {' · '.join(pair_text.checks(view, mentor_id, senior_id))}"
    second = _("instead: {price}").format(
        price=pair_text.price(view, _second(found, senior_id, clock))
    )
    yield f"      {second}"


def _second(found: Proposal, senior_id: str, clock: Clock) -> Price | Unknown | None:
    if not clock.left:
        return Unknown()
    return prices.runner_up(found, senior_id, Clock.of(prices.PRICE_SECONDS))


def as_json(drawn: Draft, *, applied: bool = False) -> bytes:
    """Return a proposal as JSON: status, proof, total, pairs, unplaced, loads and hours."""
    found = drawn.proposal
    view, plan = found.view, found.plan
    clock = Clock.of(TEXT_SECONDS)
    left = unplaced.with_reasons(found)
    data: dict[str, Any] = {
        "firm": view.firm.name,
        "programme_id": view.programme.id,
        "status": "complete" if not left else "incomplete",
        "applied": applied,
        "proof": plan.proof,
        "gap": plan.gap,
        "places_gap": plan.places_gap,
        "settled": plan.settled,
        "total": plan.total,
        "placed": len(plan.mentor_of),
        "seniors": len(found.question.problem),
        "changes": found.changes,
        "keeping_who_has_met": _price(drawn.keeping),
        "outlook": _outlook(view),
        "pairs": [_pair(found, s, clock) for s in sorted(plan.mentor_of)],
        "held": [
            {"senior_id": s, "mentor_id": pair.mentor_id}
            for s, pair in sorted(found.question.held.items())
        ],
        "unplaced": [
            {
                "senior_id": each.senior_id,
                "reasons": each.why,
                "cures": [
                    {
                        "kind": cure.kind,
                        "text": cure.text,
                        "places": cure.places,
                        "total": cure.total,
                        "mentor_id": cure.mentor_id,
                        "rules": cure.rules,
                    }
                    for cure in each.suggestions
                ],
                "searched": each.searched,
            }
            for each in left
        ],
        "mentors": [_mentor(found, each) for each in sorted(view.active_mentors)],
        "warnings": plan_text.warnings(found),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _price(asked: Price | Unknown | None) -> dict[str, Any] | None:
    """Return a price; ``known`` tells one that could not be found in time from one that is none."""
    if asked is None:
        return None
    if isinstance(asked, Unknown):
        return {"known": False}
    return {
        "known": True,
        "mentor_id": asked.mentor_id,
        "cost": asked.cost,
        "fewer_placed": asked.fewer,
        "moved": asked.moved,
        "freed": asked.freed,
        "placed": asked.placed,
        "parted": asked.parted,
    }


def _outlook(view: View) -> dict[str, Any]:
    found = capacity.look(view)
    return {
        "places": {"least": found.least, "most": found.most, "enough": found.enough},
        "seniors_a_mentor": found.group,
        "hours_a_month": {
            "mentor": round(found.hours, 2),
            "mentor_agreed": found.agreed,
            "senior": round(found.hours_senior, 2),
            "senior_agreed": found.agreed_senior,
        },
        "nobody_teaches": found.untaught,
        "not_needed": found.unneeded,
    }


def _pair(found: Proposal, senior_id: str, clock: Clock) -> dict[str, Any]:
    view, mentor_id = found.view, found.plan.mentor_of[senior_id]
    score = found.question.scores[senior_id, mentor_id]
    pair = view.pair_of_senior.get(senior_id)
    return {
        "senior_id": senior_id,
        "mentor_id": mentor_id,
        "score": score.total,
        "parts": score.parts,
        "change": found.change(senior_id),
        "before": pair.mentor_id if pair else None,
        "locked": senior_id in found.question.problem.locked,
        "rationale": rationale(view, mentor_id, senior_id),
        "lessons": pair_text.lesson_text(view, mentor_id, senior_id),
        "give_back": pair_text.give_back_text(view, mentor_id, senior_id),
        "half_days": availability.shared_half_days(view, mentor_id, senior_id),
        "checks": pair_text.checks(view, mentor_id, senior_id),
        "runner_up": _price(_second(found, senior_id, clock)),
    }


def _mentor(found: Proposal, mentor_id: str) -> dict[str, Any]:
    least, most = eligibility.load(found.view, mentor_id)
    group = found.planned.group_of(mentor_id)
    return {
        "mentor_id": mentor_id,
        "seniors": len(group),
        "least": least,
        "most": most,
        "hours_a_month": round(hours.monthly_hours(found.planned, mentor_id), 2),
        "hours_agreed": found.view.programme.monthly_hours.mentor,
        "why_unused": None if group else plan_text.unused(found, mentor_id),
    }
