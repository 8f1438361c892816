"""Why this plan: the second best of each pair, what a wish would cost, who is left out and why.

Every price is found by solving again, never by a difference of two scores: whoever moves makes
others move.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from revmentor.model.errors import Refused
from revmentor.rules.matching import engine
from revmentor.rules.matching.instance import Instance
from revmentor.rules.matching.proposal import Proposal
from revmentor.rules.matching.solver import Clock
from revmentor.words import _

SECONDS = 5.0
"""The time one answer may take."""


@dataclass(frozen=True)
class Price:
    """What another mentor for one senior would mean for everybody.

    ``cost`` is in points of the whole plan; ``fewer`` is how many fewer would be placed, ``moved``
    who else would change mentors. ``mentor_id`` is ``None`` where the senior would have none.
    """

    senior_id: str
    mentor_id: str | None
    cost: int
    fewer: int
    moved: tuple[str, ...]


def runner_up(found: Proposal, senior_id: str, clock: Clock | None = None) -> Price | None:
    """Return the best plan in which a placed senior has another mentor, and its price.

    ``None``, where the pair is locked with no other way left to look at.
    """
    mentor_id = found.plan.mentor_of[senior_id]
    asked = found.question.instance
    scores = {s: dict(of) for s, of in asked.scores.items()}
    del scores[senior_id][mentor_id]
    locked = {s: m for s, m in asked.locked.items() if s != senior_id}
    return _price(found, replace(asked, scores=scores, locked=locked), senior_id, clock)


def instead(
    found: Proposal, senior_id: str, mentor_id: str, clock: Clock | None = None
) -> Price | str:
    """Return the price of giving a senior this mentor, or the sentence why it cannot be."""
    view = found.view
    if barred := found.question.barred.get((senior_id, mentor_id)):
        return " ".join(each.message for each in barred)
    asked = found.question.instance
    if mentor_id not in asked.scores.get(senior_id, {}):
        return _("{name} takes no seniors now.").format(name=view.name(mentor_id))
    locked = {s: m for s, m in asked.locked.items() if s != senior_id} | {senior_id: mentor_id}
    price = _price(found, replace(asked, locked=locked), senior_id, clock)
    if price is None:
        return _("Then {name} could not have the least number of seniors, or has no place.").format(
            name=view.name(mentor_id)
        )
    return price


def _price(found: Proposal, asked: Instance, senior_id: str, clock: Clock | None) -> Price | None:
    try:
        plan = engine.solve(asked, clock or Clock.of(SECONDS), found.view.name)
    except Refused:
        return None
    return Price(
        senior_id,
        plan.mentor_of.get(senior_id),
        found.plan.total - plan.total,
        len(found.plan.mentor_of) - len(plan.mentor_of),
        tuple(
            each
            for each in found.seniors
            if each != senior_id and plan.mentor_of.get(each) != found.plan.mentor_of.get(each)
        ),
    )
