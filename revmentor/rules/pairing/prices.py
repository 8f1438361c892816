"""Why this plan: the second best of each pair, and what a wish would cost everybody.

Every price is found by solving again, never by a difference of two scores: whoever moves makes
others move. A price that could not be found in its time is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from revmentor.i18n.gettext import _, listed
from revmentor.model.errors import Refused
from revmentor.rules.pairing import engine
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock

PRICE_SECONDS = 5.0
"""The time one price may take."""

_Change = Literal["moved", "freed", "placed", "same"]


class Price(msgspec.Struct, frozen=True):
    """What another plan would mean for everybody, beside the plan in hand.

    ``mentor_id`` is the senior's mentor there (``None``: no mentor), ``cost`` the points of the
    whole plan it costs, ``fewer`` how many fewer it places. ``moved`` are the others who get
    another mentor, ``freed`` those who lose theirs, ``placed`` those who get a first one, and
    ``parted`` all whose pair has met and would not be kept. ``total`` is what the plan in hand is
    worth, in the same points as ``cost``. Of the mentors who shall not be left with nobody
    ``emptied`` would be, and ``filled`` no longer.
    """

    senior_id: str
    mentor_id: str | None
    cost: int
    fewer: int
    moved: tuple[str, ...]
    freed: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    total: int = 0
    emptied: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


class Unknown(msgspec.Struct, frozen=True):
    """There was no time to find a price."""


def runner_up(
    proposal: Proposal, senior_id: str, clock: Clock | None = None
) -> Price | Unknown | None:
    """Return the best plan in which a placed senior has another mentor, and its price.

    Where nobody else may be, the senior is without a mentor in it; ``None``, where no plan is left
    without this pair.
    """
    mentor_id = proposal.plan.mentor_of[senior_id]
    problem = proposal.question.problem
    scores = {s: dict(of) for s, of in problem.scores.items()}
    del scores[senior_id][mentor_id]
    without = replace(problem, scores=scores, locked=_without(problem.locked, senior_id))
    placed = replace(without, must=problem.must | {senior_id})
    return _price(proposal, placed, senior_id, clock) or _price(proposal, without, senior_id, clock)


def instead(
    proposal: Proposal, senior_id: str, mentor_id: str, clock: Clock | None = None
) -> Price | Unknown | str:
    """Return the price of giving a senior this mentor, or the sentence why it cannot be."""
    if objections := proposal.question.barred.get((senior_id, mentor_id)):
        return " ".join(each.message for each in objections)
    problem = proposal.question.problem
    if mentor_id not in problem.scores.get(senior_id, {}):
        name = proposal.view.name(mentor_id)
        return _("{name} has no place for the plan to give.").format(name=name)
    locked = _without(problem.locked, senior_id) | {senior_id: mentor_id}
    price = _price(proposal, replace(problem, locked=locked), senior_id, clock)
    return _locks_against(proposal, senior_id, mentor_id) if price is None else price


def _locks_against(proposal: Proposal, senior_id: str, mentor_id: str) -> str:
    """Say how the locks stand between a senior and a mentor."""
    view = proposal.view
    others = _without(proposal.question.problem.locked, senior_id)
    locked_here = [view.name(s) for s, m in others.items() if m == mentor_id]
    if locked_here:
        return _("{name} is locked with {others} and has no place for one more.").format(
            name=view.name(mentor_id), others=listed(locked_here)
        )
    return _("With the locks as they are, {name} could not have the agreed number.").format(
        name=view.name(mentor_id)
    )


def _without(locked: Mapping[str, str], senior_id: str) -> dict[str, str]:
    """Return the locks of everybody else."""
    return {s: m for s, m in locked.items() if s != senior_id}


def _price(
    proposal: Proposal, problem: PairingProblem, senior_id: str, clock: Clock | None
) -> Price | Unknown | None:
    """Return the price of the best plan for a changed problem; ``None``: there is no plan.

    Beside a plan that may not be the best one itself no price can be told.
    """
    if proposal.plan.proof == "gap":
        return Unknown()
    try:
        plan = engine.solve(problem, clock or Clock.of(PRICE_SECONDS), proposal.view.name)
    except Refused:
        return None
    if plan.proof == "gap":
        return Unknown()
    return price_between(proposal.plan, plan, problem, senior_id)


def price_between(
    now: Assignment, then: Assignment, problem: PairingProblem, senior_id: str = ""
) -> Price:
    """Return what the plan ``then`` means for everybody, beside the plan ``now``."""
    before, after = now.mentor_of, then.mentor_of
    others = sorted({*before, *after} - {senior_id})
    changes = {s: _change(before.get(s), after.get(s)) for s in others}
    having, having_then = (problem.volunteers & set(of.values()) for of in (before, after))
    return Price(
        senior_id,
        after.get(senior_id),
        now.total - then.total,
        len(before) - len(after),
        _those(changes, "moved"),
        _those(changes, "freed"),
        _those(changes, "placed"),
        tuple(s for s in sorted(problem.met) if _parts(problem.previous[s], s, before, after)),
        now.total,
        tuple(sorted(having - having_then)),
        tuple(sorted(having_then - having)),
    )


def _those(changes: Mapping[str, _Change], change: _Change) -> tuple[str, ...]:
    """Return the seniors of whom one thing becomes."""
    return tuple(senior_id for senior_id, each in changes.items() if each == change)


def _change(before: str | None, after: str | None) -> _Change:
    """Tell what becomes of a senior with one mentor before and another, or none, after."""
    if before == after:
        return "same"
    if before is None:
        return "placed"
    return "freed" if after is None else "moved"


def _parts(
    previous: str, senior_id: str, before: Mapping[str, str], after: Mapping[str, str]
) -> bool:
    """Tell whether a senior is with the previous mentor in one plan and no longer in the other."""
    return before.get(senior_id) == previous != after.get(senior_id)
