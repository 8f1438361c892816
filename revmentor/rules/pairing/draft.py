"""A proposal with a person's hand in it: what was locked or moved, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from revmentor.model.errors import Refused
from revmentor.model.programme import Weights
from revmentor.rules.pairing import engine
from revmentor.rules.pairing.engine import TIME_LIMIT
from revmentor.rules.pairing.prices import PRICE_SECONDS, Price, price_between
from revmentor.rules.pairing.problem import Assignment, PairingProblem
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.pairing.solver import Clock
from revmentor.rules.programme_view import View


class Draft(msgspec.Struct, frozen=True):
    """The best plan around the locks of the draft, beside the best without them.

    ``free`` is the best plan without regard to who has met, where that is asked at all, and
    ``unfilled`` the best with the same locks that may leave a mentor with nobody. Each is ``None``
    where it is not asked, or there was no time to prove it.
    """

    proposal: Proposal
    best: Assignment | None
    free: Assignment | None
    unfilled: Assignment | None = None

    @property
    def locking(self) -> Price | None:
        """What the locks of the draft cost all together, where they change anything."""
        if self.best is None or self.best == self.proposal.plan:
            return None
        return price_between(self.best, self.proposal.plan, self.proposal.question.problem)

    @property
    def keeping(self) -> Price | None:
        """What it costs that whoever has met stays together, where it costs anything."""
        if self.free is None or self.best is None or self.free == self.best:
            return None
        return price_between(self.free, self.best, self.proposal.question.problem)

    @property
    def filling(self) -> Price | None:
        """What it costs that no mentor is left with nobody, where it changes anything."""
        plan = self.proposal.plan
        if self.unfilled is None or self.unfilled.mentor_of == plan.mentor_of:
            return None
        return price_between(self.unfilled, plan, self.proposal.question.problem)


def draw(
    view: View,
    locks: Mapping[str, str] | None = None,
    *,
    weights: Weights | None = None,
    clock: Clock | None = None,
) -> Draft:
    """Return the draft of a programme; raises :class:`Refused` like `propose`."""
    cancelled = clock.cancelled if clock else None
    proposal = propose(view, locks=locks, weights=weights, clock=clock or Clock.of(TIME_LIMIT))
    if proposal.plan.proof == "gap":  # nothing to compare with
        return Draft(proposal, None, None)
    problem = replace(proposal.question.problem, locked=_locked(proposal))
    best = _proven(problem, cancelled) if locks else proposal.plan
    free = _proven(replace(problem, met=frozenset()), cancelled) if problem.met else None
    return Draft(proposal, best, free, _unfilled(proposal.question.problem, cancelled))


def _unfilled(problem: PairingProblem, cancelled: Callable[[], bool] | None) -> Assignment | None:
    """Return the best plan that may leave a mentor with nobody, where the problem asks for none."""
    if not problem.volunteers:
        return None
    return _proven(replace(problem, volunteers=frozenset()), cancelled)


def _proven(problem: PairingProblem, cancelled: Callable[[], bool] | None) -> Assignment | None:
    """Return a plan to compare with, or none where it was not proven in time."""
    try:
        plan = engine.solve(problem, Clock.of(PRICE_SECONDS, cancelled))
    except Refused:
        return None
    return plan if plan.proof != "gap" else None


def _locked(proposal: Proposal) -> dict[str, str]:
    """Return the locks that stand in the file, without those of the draft."""
    standing = proposal.view.pair_of_senior
    locked = {s: pair.mentor_id for s, pair in standing.items() if pair.locked}
    return {s: m for s, m in proposal.question.problem.locked.items() if locked.get(s) == m}
