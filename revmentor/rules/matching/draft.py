"""A proposal with a person's hand in it: what was locked or moved, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from revmentor.model.programme import Weights
from revmentor.rules.matching import engine, proposal
from revmentor.rules.matching.instance import Assignment
from revmentor.rules.matching.proposal import TIME_LIMIT, Proposal
from revmentor.rules.matching.solver import Clock
from revmentor.rules.view import View


@dataclass(frozen=True)
class Draft:
    """The best plan around the locks of the draft, beside the best without them.

    ``free`` is the best plan without regard to who has met, where that is asked at all.
    """

    found: Proposal
    best: Assignment
    free: Assignment | None

    @property
    def below(self) -> int:
        """The points that the locks of the draft cost all together; below nothing: they add."""
        return self.best.total - self.found.plan.total

    @property
    def fewer(self) -> int:
        """How many fewer seniors are placed for the locks of the draft."""
        return len(self.best.mentor_of) - len(self.found.plan.mentor_of)

    @property
    def keeping(self) -> int:
        """The points it costs that whoever has met stays together."""
        return self.free.total - self.best.total if self.free else 0


def draw(
    view: View,
    locks: Mapping[str, str] | None = None,
    *,
    weights: Weights | None = None,
    clock: Clock | None = None,
) -> Draft:
    """Return the draft of a programme; raises :class:`Refused` like `propose`."""
    clock = clock or Clock.of(TIME_LIMIT)
    found = proposal.propose(view, locks=locks, weights=weights, clock=clock)
    best = found.plan
    if locks:
        best = proposal.propose(view, weights=weights, clock=clock).plan
    free = None
    if found.question.instance.met:
        asked = replace(found.question.instance, met=frozenset(), locked=_locked(found))
        free = engine.solve(asked, clock, view.name)
    return Draft(found, best, free)


def _locked(found: Proposal) -> dict[str, str]:
    """Return the locks that stand in the file, without those of the draft."""
    standing = found.view.pair_of_senior
    return {
        s: m
        for s, m in found.question.instance.locked.items()
        if s in standing and standing[s].locked and standing[s].mentor_id == m
    }
