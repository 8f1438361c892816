"""A proposal as plain text and as JSON for scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from revmentor.exchange.contract.base import VERSION, json_bytes
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.pair import Pair
from revmentor.model.text import one_line
from revmentor.rules import availability
from revmentor.rules.pairing import capacity, eligibility, pair_text, plan_text, prices, unplaced
from revmentor.rules.pairing.draft import Draft
from revmentor.rules.pairing.lessons import own_goals, rationale
from revmentor.rules.pairing.prices import Price, Unknown
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.score import not_counted
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours

_ARROW = re.compile(r"(\d) → (\d)")
POINTS = "points; the best of one pair is 10000"
"""What scores and prices are counted in."""
TEXT_SECONDS = 3.0
"""How long the second best of all pairs is looked for, together: a plan is not waited for long."""

Seconds = Mapping[str, Price | Unknown | None]
"""The second best of each placed senior: its price, unknown, or none where no way is left."""


def proposal_text(drawn: Draft) -> str:
    """Return a proposal as lines of plain text."""
    return "\n".join(one_line(_in_words(line)) for line in _lines(drawn)) + "\n"


def _in_words(line: str) -> str:
    """Return a line with a level and its goal in words: an arrow says nothing when read aloud."""
    words = _("{low} to {high}")
    return _ARROW.sub(lambda found: words.format(low=found[1], high=found[2]), line)


def _lines(drawn: Draft) -> Iterator[str]:
    proposal = drawn.proposal
    view = proposal.view
    yield f"{view.firm.name} · {view.programme.name}"
    proof = f"{plan_text.proof(proposal)}, {plan_text.by_which(proposal)}"
    yield f"{plan_text.placed(proposal)} · {proof}"
    yield " ".join(plan_text.settings(proposal))
    yield from filter(None, (plan_text.keeping(drawn), plan_text.filling(drawn)))
    yield from filter(None, [plan_text.own_goals(proposal)])
    yield ""
    yield from capacity.capacity_sentences(view, capacity.look(view))
    seconds = _seconds(proposal)
    for mentor_id in view.active_mentors:
        yield from _mentor_lines(proposal, mentor_id, seconds)
    yield from _unplaced_lines(proposal)
    notes = [*plan_text.warnings(proposal), *_not_looked_for(seconds)]
    if notes:
        yield ""
        yield _("Mind")
        yield from (f"  {note}" for note in notes)


def _not_looked_for(seconds: Seconds) -> Iterator[str]:
    """Say of how many pairs the second best was not found in time."""
    if unknown := sum(isinstance(each, Unknown) for each in seconds.values()):
        yield ngettext(
            "of {n} pair the second best was not found in time; the application shows it",
            "of {n} pairs the second best was not found in time; the application shows it",
            unknown,
        ).format(n=unknown)


def _mentor_lines(proposal: Proposal, mentor_id: str, seconds: Seconds) -> Iterator[str]:
    """Yield a mentor and the hours it takes, then each senior of the group."""
    group = proposal.planned.group_of(mentor_id)
    places = _("{n} of {places} places").format(
        n=len(group), places=eligibility.places_of(proposal.view, mentor_id)
    )
    yield ""
    yield f"{proposal.view.name(mentor_id)} · {places} · {plan_text.hours(proposal, mentor_id)}"
    if wishes := plan_text.unmet_wishes(proposal, mentor_id):
        yield f"  {wishes}"
    for senior_id in group:
        yield from _pair_lines(proposal, senior_id, seconds)


def _unplaced_lines(proposal: Proposal) -> Iterator[str]:
    unplaced_seniors = unplaced.with_reasons(proposal)
    if unplaced_seniors:
        yield ""
        yield _("Not placed")
    for senior in unplaced_seniors:
        yield f"  {proposal.view.name(senior.senior_id)}: {' '.join(senior.why)}"
        yield f"      {plan_text.suggestions(senior)}"


def _pair_lines(proposal: Proposal, senior_id: str, seconds: Seconds) -> Iterator[str]:
    view = proposal.view
    if senior_id in proposal.question.held:
        yield f"  {view.name(senior_id)} · {plan_text.why_left(proposal, senior_id)}"
        return
    mentor_id = proposal.plan.mentor_of[senior_id]
    yield f"  {' · '.join(_pair_heading(proposal, senior_id, mentor_id))}"
    yield f"      {_score_parts(proposal, senior_id)}"
    lessons = pair_text.lesson_text(view, mentor_id, senior_id)
    if lessons:
        yield f"      {'; '.join(lessons)}"
    if untaught := pair_text.own_goals_text(view, mentor_id, senior_id):
        yield f"      {untaught}"
    if unknown := pair_text.not_rated(view, mentor_id, senior_id):
        yield f"      {unknown}"
    yield f"      {pair_text.give_back_text(view, mentor_id, senior_id)}"
    if earlier := pair_text.earlier_text(view, mentor_id, senior_id):
        yield f"      {earlier}"
    yield f"      {' · '.join(pair_text.checks(view, mentor_id, senior_id))}"
    if not isinstance(second := seconds[senior_id], Unknown):
        line = _("instead: {price}").format(price=pair_text.price(view, second))
        yield f"      {line}"


def _pair_heading(proposal: Proposal, senior_id: str, mentor_id: str) -> Iterator[str]:
    yield proposal.view.name(senior_id)
    yield pair_text.hundredths(proposal.question.scores[senior_id, mentor_id].total)
    yield plan_text.change_text(proposal, senior_id)
    if senior_id in proposal.question.problem.locked:
        yield _("locked")


def _score_parts(proposal: Proposal, senior_id: str) -> str:
    parts = pair_text.parts(proposal, senior_id)
    return " + ".join(
        f"{name} {pair_text.hundredths(points)}" for name, points, _m in parts if points
    )


def _seconds(proposal: Proposal) -> Seconds:
    """Return the second best of every pair, as far as the time for it goes."""
    clock = Clock.of(TEXT_SECONDS)
    return {
        senior_id: prices.runner_up(proposal, senior_id, clock) if clock.left else Unknown()
        for senior_id in proposal.plan.mentor_of
    }


def as_json(drawn: Draft, *, applied: bool = False) -> bytes:
    """Return a proposal as JSON: status, proof, weights, total, pairs, unplaced, loads and hours.

    Scores, their parts and prices are whole points, 10,000 for the best of one pair.
    """
    proposal = drawn.proposal
    view, plan = proposal.view, proposal.plan
    seconds = _seconds(proposal)
    unplaced_seniors = unplaced.with_reasons(proposal)
    data: dict[str, Any] = {
        "version": VERSION,
        "firm": view.firm.name,
        "programme_id": view.programme.id,
        "status": "complete" if not unplaced_seniors else "incomplete",
        "applied": applied,
        "proof": plan.proof,
        "gap": plan.gap,
        "places_gap": plan.places_gap,
        "settled": plan.settled,
        "best_by": _best_by(proposal),
        "total": plan.total,
        "unit": POINTS,
        "placed": len(plan.mentor_of),
        "seniors": len(proposal.question.problem),
        "changes": proposal.changes,
        "keeping_who_has_met": _price(drawn.keeping),
        "group_for_each": _price(drawn.filling),
        "own_goals": dict(zip(("taught", "of"), proposal.own_goals, strict=True)),
        "outlook": _outlook(view),
        "pairs": [_pair(proposal, each, seconds[each]) for each in sorted(plan.mentor_of)],
        "held": [
            {"senior_id": senior_id, "mentor_id": pair.mentor_id}
            for senior_id, pair in sorted(proposal.question.held.items())
        ],
        "unplaced": [_unplaced(senior) for senior in unplaced_seniors],
        "mentors": [_mentor(proposal, mentor_id) for mentor_id in sorted(view.active_mentors)],
        "warnings": plan_text.warnings(proposal),
    }
    return json_bytes(data)


def _best_by(proposal: Proposal) -> dict[str, Any]:
    """Return the settings by which a plan is the best."""
    by = proposal.view.programme.pairs_by
    return {
        "weights": proposal.weights,
        "not_counted": not_counted(proposal.view, proposal.weights),
        "own_goal": by.own_goal,
        "group_for_each": by.group_for_each,
        "levels_above": by.levels_above,
        "own_half_day": by.own_half_day,
    }


def _unplaced(senior: unplaced.Unplaced) -> dict[str, Any]:
    """Return a senior without a place: why, and what would give one."""
    return {
        "senior_id": senior.senior_id,
        "reasons": senior.why,
        "cures": [
            {
                "kind": cure.kind,
                "text": cure.text,
                "places": cure.places,
                "total": cure.total,
                "mentor_id": cure.mentor_id,
                "rules": cure.rules,
            }
            for cure in senior.suggestions
        ],
        "searched": senior.searched,
    }


def _price(price: Price | Unknown | None) -> dict[str, Any] | None:
    """Return a price; ``known`` tells one that could not be found in time from one that is none."""
    if price is None:
        return None
    found = None if isinstance(price, Unknown) else price
    return {
        "known": found is not None,
        "mentor_id": found.mentor_id if found else None,
        "cost": found.cost if found else None,
        "of": found.total if found else None,
        "unit": POINTS if found else None,
        "fewer_placed": found.fewer if found else None,
        "moved": found.moved if found else (),
        "freed": found.freed if found else (),
        "placed": found.placed if found else (),
        "parted": found.parted if found else (),
        "emptied": found.emptied if found else (),
        "filled": found.filled if found else (),
    }


def _outlook(view: View) -> dict[str, Any]:
    outlook = capacity.look(view)
    return {
        "places": {"least": outlook.least, "most": outlook.most, "enough": outlook.enough},
        "seniors_a_mentor": outlook.group,
        "hours_a_month": {
            "mentor": round(outlook.hours, 2),
            "mentor_agreed": outlook.agreed,
            "senior": round(outlook.hours_senior, 2),
            "senior_agreed": outlook.agreed_senior,
        },
        "nobody_teaches": outlook.untaught,
        "not_needed": outlook.unneeded,
    }


def _pair(proposal: Proposal, senior_id: str, second: Price | Unknown | None) -> dict[str, Any]:
    view, mentor_id = proposal.view, proposal.plan.mentor_of[senior_id]
    score = proposal.question.scores[senior_id, mentor_id]
    pair = view.pair_of_senior.get(senior_id)
    taught, untaught = own_goals(view, mentor_id, senior_id)
    return {
        "senior_id": senior_id,
        "mentor_id": mentor_id,
        "score": score.total,
        "parts": score.parts,
        "change": proposal.change(senior_id),
        "before": pair.mentor_id if pair else None,
        "locked": senior_id in proposal.question.problem.locked,
        "rationale": rationale(view, mentor_id, senior_id),
        "lessons": pair_text.lesson_text(view, mentor_id, senior_id),
        "own_goals": {"taught": taught, "not_taught": untaught},
        "own_goals_text": pair_text.own_goals_text(view, mentor_id, senior_id),
        "earlier": [_ended(each) for each in eligibility.ended_pairs(view, mentor_id, senior_id)],
        "give_back": pair_text.give_back_text(view, mentor_id, senior_id),
        "half_days": availability.shared_half_days(view, mentor_id, senior_id),
        "checks": pair_text.checks(view, mentor_id, senior_id),
        "runner_up": _price(second),
    }


def _ended(pair: Pair) -> dict[str, Any]:
    """Return an earlier pair of the same two: until when, and why it ended."""
    return {
        "pair_id": pair.id,
        "programme_id": pair.programme_id,
        "until_on": pair.until_on,
        "end_reason": pair.end_reason,
    }


def _mentor(proposal: Proposal, mentor_id: str) -> dict[str, Any]:
    least, most = eligibility.load(proposal.view, mentor_id)
    group = proposal.planned.group_of(mentor_id)
    return {
        "mentor_id": mentor_id,
        "seniors": len(group),
        "least": least,
        "most": most,
        "hours_a_month": round(hours.monthly_hours(proposal.planned, mentor_id), 2),
        "hours_agreed": proposal.view.programme.monthly_hours.mentor,
        "unmet_wishes": proposal.unmet_wishes(mentor_id) if group else [],
        "why_unused": None if group else plan_text.unused(proposal, mentor_id),
    }
