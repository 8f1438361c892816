"""Why this plan: the second best of each pair, and what a wish would cost everybody.

Every price is found by solving again, never by a difference of two scores: whoever moves makes
others move. A price that could not be found in its time is none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from revmentor.i18n.gettext import _, listed
from revmentor.model.errors import Refused
from revmentor.rules.pairing import engine
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.proposal import Proposal
from revmentor.rules.pairing.solver import Clock

PRICE_SECONDS = 5.0
"""The time one price may take."""


@dataclass(frozen=True)
class Price:
    """What another plan would mean for everybody, beside the plan in hand.

    ``mentor_id`` is the senior's mentor there (``None``: no mentor), ``cost`` the points of the
    whole plan it costs, ``fewer`` how many fewer it places. ``moved`` are the others who get
    another mentor, ``freed`` those who lose theirs, ``placed`` those who get a first one, and
    ``parted`` all whose pair has met and would not be kept.
    """

    senior_id: str
    mentor_id: str | None
    cost: int
    fewer: int
    moved: tuple[str, ...]
    freed: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unknown:
    """There was no time to find a price."""


def runner_up(
    found: Proposal, senior_id: str, clock: Clock | None = None
) -> Price | Unknown | None:
    """Return the best plan in which a placed senior has another mentor, and its price.

    Where nobody else may be, the senior is without a mentor in it; ``None``, where no plan is left
    without this pair.
    """
    mentor_id = found.plan.mentor_of[senior_id]
    asked = found.question.instance
    scores = {s: dict(of) for s, of in asked.scores.items()}
    del scores[senior_id][mentor_id]
    locked = {s: m for s, m in asked.locked.items() if s != senior_id}
    without = replace(asked, scores=scores, locked=locked)
    placed = replace(without, must=asked.must | {senior_id})
    return _price(found, placed, senior_id, clock) or _price(found, without, senior_id, clock)


def instead(
    found: Proposal, senior_id: str, mentor_id: str, clock: Clock | None = None
) -> Price | Unknown | str:
    """Return the price of giving a senior this mentor, or the sentence why it cannot be."""
    view = found.view
    if barred := found.question.barred.get((senior_id, mentor_id)):
        return " ".join(each.message for each in barred)
    asked = found.question.instance
    if mentor_id not in asked.scores.get(senior_id, {}):
        return _("{name} has no place for the plan to give.").format(name=view.name(mentor_id))
    locked = {s: m for s, m in asked.locked.items() if s != senior_id} | {senior_id: mentor_id}
    price = _price(found, replace(asked, locked=locked), senior_id, clock)
    if price is not None:
        return price
    held = [view.name(s) for s, m in asked.locked.items() if m == mentor_id and s != senior_id]
    if held:
        return _("{name} is locked with {others} and has no place for one more.").format(
            name=view.name(mentor_id), others=listed(held)
        )
    return _("With the locks as they are, {name} could not have the agreed number.").format(
        name=view.name(mentor_id)
    )


def _price(
    found: Proposal, asked: PairingProblem, senior_id: str, clock: Clock | None
) -> Price | Unknown | None:
    try:
        plan = engine.solve(asked, clock or Clock.of(PRICE_SECONDS), found.view.name)
    except Refused:
        return None
    if plan.proof == "gap":
        return Unknown()
    return price_between(found.plan, plan, asked, senior_id)


def price_between(
    now: Assignment, then: Assignment, asked: PairingProblem, senior_id: str = ""
) -> Price:
    """Return what the plan ``then`` means for everybody, beside the plan ``now``."""
    before, after = now.mentor_of, then.mentor_of
    others = [s for s in sorted({*before, *after}) if s != senior_id]
    return Price(
        senior_id,
        after.get(senior_id),
        now.total - then.total,
        len(before) - len(after),
        tuple(s for s in others if s in before and s in after and before[s] != after[s]),
        tuple(s for s in others if s in before and s not in after),
        tuple(s for s in others if s not in before and s in after),
        tuple(s for s in sorted(asked.met) if before.get(s) == asked.previous[s] != after.get(s)),
    )
