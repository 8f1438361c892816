"""A proposal with a person's hand in it: what was locked or moved, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from revmentor.model.errors import Refused
from revmentor.model.programme import Weights
from revmentor.rules.pairing import engine, proposal
from revmentor.rules.pairing.prices import PRICE_SECONDS, Price, price_between
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.proposal import TIME_LIMIT, Proposal
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View


@dataclass(frozen=True)
class Draft:
    """The best plan around the locks of the draft, beside the best without them.

    ``free`` is the best plan without regard to who has met, where that is asked at all. Either is
    ``None`` where there was no time to prove it.
    """

    found: Proposal
    best: Assignment | None
    free: Assignment | None

    @property
    def locking(self) -> Price | None:
        """What the locks of the draft cost all together, where they change anything."""
        if self.best is None or self.best == self.found.plan:
            return None
        return price_between(self.best, self.found.plan, self.found.question.instance)

    @property
    def keeping(self) -> Price | None:
        """What it costs that whoever has met stays together, where it costs anything."""
        if self.free is None or self.best is None or self.free == self.best:
            return None
        return price_between(self.free, self.best, self.found.question.instance)


def draw(
    view: View,
    locks: Mapping[str, str] | None = None,
    *,
    weights: Weights | None = None,
    clock: Clock | None = None,
) -> Draft:
    """Return the draft of a programme; raises :class:`Refused` like `propose`."""
    cancelled = clock.cancelled if clock else None
    found = proposal.propose(
        view, locks=locks, weights=weights, clock=clock or Clock.of(TIME_LIMIT)
    )
    if found.plan.proof == "gap":  # nothing to compare with
        return Draft(found, None, None)
    asked = replace(found.question.instance, locked=_locked(found))
    best = _proven(asked, cancelled) if locks else found.plan
    free = _proven(replace(asked, met=frozenset()), cancelled) if asked.met else None
    return Draft(found, best, free)


def _proven(asked: PairingProblem, cancelled: Callable[[], bool] | None) -> Assignment | None:
    """Return a plan to compare with, or none where it was not proven in time."""
    try:
        plan = engine.solve(asked, Clock.of(PRICE_SECONDS, cancelled))
    except Refused:
        return None
    return plan if plan.proof != "gap" else None


def _locked(found: Proposal) -> dict[str, str]:
    """Return the locks that stand in the file, without those of the draft."""
    standing = found.view.pair_of_senior
    return {
        s: m
        for s, m in found.question.instance.locked.items()
        if s in standing and standing[s].locked and standing[s].mentor_id == m
    }
