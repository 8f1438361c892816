"""A proposal as plain text and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from revmentor.model.text import one_line
from revmentor.rules import cadence
from revmentor.rules.matching import outlook, permitted, reasons, unplaced, wording
from revmentor.rules.matching.proposal import Proposal
from revmentor.rules.matching.solver import Clock
from revmentor.rules.matching.teaching import rationale
from revmentor.rules.view import View
from revmentor.words import _, listed, ngettext, number

SECONDS = 30.0
"""How long the second best of every pair is looked for, together."""


def headline(found: Proposal) -> str:
    """Return how many are placed, and how well the plan is proven."""
    text = _("{n} of {of} seniors placed").format(
        n=len(found.plan.mentor_of), of=len(found.question.instance)
    )
    return f"{text} · {proof(found)}"


def proof(found: Proposal) -> str:
    """Say how well a plan is proven, and nothing more than that."""
    plan = found.plan
    if plan.proof == "gap":
        return _("not proven best: at most {points} better, time ran out").format(
            points=wording.hundredths(plan.gap)
        )
    if found.question.instance.met:
        return _("proven best, keeping who has met")
    return _("proven best plan")


def hours_line(found: Proposal, mentor_id: str) -> str:
    """Return a mentor's hours a month in the plan, or why the mentor has no group."""
    if found.planned.group_of(mentor_id):
        hours = cadence.monthly_hours(found.planned, mentor_id)
        agreed = found.view.programme.monthly_hours.mentor
        text = _("{hours} hours a month").format(hours=number(hours))
        if hours > agreed:
            return _("{text}, {agreed} were agreed").format(text=text, agreed=number(agreed))
        return text
    return why_unused(found, mentor_id)


def why_unused(found: Proposal, mentor_id: str) -> str:
    """Return why a mentor has nobody in the plan."""
    least, most = permitted.load(found.view, mentor_id)
    if not most:
        return _("takes no seniors now")
    may = [s for s, of in found.question.instance.scores.items() if mentor_id in of]
    if not may:
        return _("no senior may go here")
    if len(may) < least:
        return ngettext(
            "only {n} senior may go here, at least {{least}} are needed",
            "only {n} seniors may go here, at least {{least}} are needed",
            len(may),
        ).format(least=least)
    return _("not needed: the others do better for all together")


def warnings(found: Proposal) -> list[str]:
    """Return what the plan leaves to a person: half-days that clash, pairs that wait."""
    view, lines = found.view, []
    for mentor_id, seniors in found.without_half_day.items():
        lines.append(
            _("{mentor} has no own half-day left for {seniors}; their group shares one.").format(
                mentor=view.name(mentor_id), seniors=listed([view.name(each) for each in seniors])
            )
        )
    for senior_id, pair in sorted(found.question.held.items()):
        part = view.seniors.get(senior_id)
        paused = (part and part.status == "paused") or view.is_active(senior_id, "senior")
        text = (
            _("{senior} stays with {mentor} while one of them is paused.")
            if paused
            else _("{senior} no longer takes part; end the pair with {mentor} to free the place.")
        )
        lines.append(text.format(senior=view.name(senior_id), mentor=view.name(pair.mentor_id)))
    if not found.plan.settled and found.plan.proof != "gap":
        lines.append(_("Time ran out before the most even of equal plans was found."))
    return lines


def change_word(found: Proposal, senior_id: str) -> str:
    """Say what the plan changes for a senior, beside what stands."""
    pair = found.view.pair_of_senior.get(senior_id)
    before = found.view.name(pair.mentor_id) if pair else ""
    return {
        "same": _("as before"),
        "new": _("new"),
        "moved": _("from {mentor}").format(mentor=before),
        "freed": _("no longer with {mentor}").format(mentor=before),
        "none": _("not placed"),
    }[found.change(senior_id)]


def text(found: Proposal) -> str:
    """Return a proposal as lines of plain text."""
    return "\n".join(one_line(line) for line in _lines(found)) + "\n"


def _lines(found: Proposal) -> Iterator[str]:
    view = found.view
    yield f"{view.firm.name} · {view.programme.name}"
    yield headline(found)
    yield ""
    yield from outlook.sentences(view, outlook.look(view))
    clock = Clock.of(SECONDS)
    for mentor_id in view.active_mentors:
        group = found.planned.group_of(mentor_id)
        most = permitted.places(view, mentor_id)
        yield ""
        yield f"{view.name(mentor_id)} · {len(group)}/{most} · {hours_line(found, mentor_id)}"
        for senior_id in group:
            yield from _pair_lines(found, senior_id, clock)
    left = unplaced.explained(found)
    if left:
        yield ""
        yield _("Not placed")
        for each in left:
            yield f"  ‼ {view.name(each.senior_id)}: {' '.join(each.why)}"
            yield f"      {cures_line(each)}"
    notes = warnings(found)
    if notes:
        yield ""
        yield from (f"! {note}" for note in notes)


def cures_line(each: unplaced.Unplaced) -> str:
    """Return what would help an unplaced senior, in a sentence."""
    if each.cures:
        return _("Helps: {cures}.").format(cures=_(", or ").join(c.text for c in each.cures))
    if each.searched:
        return _("No single change that was tried helps.")
    return _("There was no time to look for a change that helps.")


def _pair_lines(found: Proposal, senior_id: str, clock: Clock) -> Iterator[str]:
    view, mentor_id = found.view, found.planned.pair_of_senior[senior_id].mentor_id
    if senior_id in found.question.held:
        yield f"  {view.name(senior_id)} · {_('as before')}"
        return
    score = found.question.scores[senior_id, mentor_id].total
    lock = f" · {_('locked')}" if senior_id in found.question.instance.locked else ""
    yield (
        f"  {view.name(senior_id)} · {wording.hundredths(score)} · "
        f"{change_word(found, senior_id)}{lock}"
    )
    taught = wording.lessons(view, mentor_id, senior_id)
    if taught:
        yield f"      {'; '.join(taught)}"
    if unknown := wording.not_rated(view, mentor_id, senior_id):
        yield f"      {unknown}"
    yield f"      {wording.give_backs(view, mentor_id, senior_id)}"
    second = reasons.runner_up(found, senior_id, clock) if clock.left else None
    if second:
        yield "      " + _("instead: {price}").format(price=wording.price(found, second))


def as_json(found: Proposal, *, applied: bool = False) -> bytes:
    """Return a proposal as JSON: status, proof, total, pairs, unplaced, loads and hours."""
    view, plan = found.view, found.plan
    clock = Clock.of(SECONDS)
    left = unplaced.explained(found)
    data: dict[str, Any] = {
        "firm": view.firm.name,
        "programme_id": view.programme.id,
        "status": "complete" if not left else "incomplete",
        "applied": applied,
        "proof": plan.proof,
        "gap": plan.gap,
        "settled": plan.settled,
        "total": plan.total,
        "placed": len(plan.mentor_of),
        "seniors": len(found.question.instance),
        "changes": found.changes,
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
                    for cure in each.cures
                ],
                "searched": each.searched,
            }
            for each in left
        ],
        "mentors": [_mentor(found, each) for each in sorted(view.active_mentors)],
        "warnings": warnings(found),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _outlook(view: View) -> dict[str, Any]:
    found = outlook.look(view)
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
    second = reasons.runner_up(found, senior_id, clock) if clock.left else None
    return {
        "senior_id": senior_id,
        "mentor_id": mentor_id,
        "score": score.total,
        "parts": score.parts,
        "change": found.change(senior_id),
        "before": pair.mentor_id if pair else None,
        "locked": senior_id in found.question.instance.locked,
        "rationale": rationale(view, mentor_id, senior_id),
        "lessons": wording.lessons(view, mentor_id, senior_id),
        "give_back": wording.give_backs(view, mentor_id, senior_id),
        "half_days": permitted.shared_half_days(view, mentor_id, senior_id),
        "checks": wording.checks(view, mentor_id, senior_id),
        "runner_up": {
            "mentor_id": second.mentor_id,
            "cost": second.cost,
            "fewer_placed": second.fewer,
            "moved": second.moved,
        }
        if second
        else None,
    }


def _mentor(found: Proposal, mentor_id: str) -> dict[str, Any]:
    least, most = permitted.load(found.view, mentor_id)
    group = found.planned.group_of(mentor_id)
    return {
        "mentor_id": mentor_id,
        "seniors": len(group),
        "least": least,
        "most": most,
        "hours_a_month": round(cadence.monthly_hours(found.planned, mentor_id), 2),
        "hours_agreed": found.view.programme.monthly_hours.mentor,
        "why_unused": None if group else why_unused(found, mentor_id),
    }
