"""Skill fit against give-back: what each would give, side by side, before anybody chooses."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from revmentor.model.programme import Weights
from revmentor.rules.pairing.engine import TIME_LIMIT
from revmentor.rules.pairing.proposal import Proposal, propose
from revmentor.rules.pairing.solver import Clock

SLIDER_STEPS = 6
"""Into how many equal parts the share of the two is cut: seven positions."""


class Position(msgspec.Struct, frozen=True):
    """One position of the slider, and the best plan there."""

    weights: Weights
    proposal: Proposal


def positions(weights: Weights) -> list[Weights]:
    """Return the positions from all skill need to all give-back; the other parts count as before.

    The position as it is set now is always among them.
    """
    both = weights.skill_need + weights.give_back
    steps = {round(both * step / SLIDER_STEPS) for step in range(SLIDER_STEPS + 1)}
    return [
        msgspec.structs.replace(weights, skill_need=both - share, give_back=share)
        for share in sorted(steps | {weights.give_back})
        if share <= 100 and both - share <= 100
    ]


def compare(proposal: Proposal, clock: Clock | None = None) -> list[Position]:
    """Return the best plan at each position, with the locks of the draft."""
    cancelled = clock.cancelled if clock else None
    return [
        Position(weights, _with_weights(proposal, weights, cancelled))
        for weights in positions(proposal.weights)
    ]


def _with_weights(
    proposal: Proposal, weights: Weights, cancelled: Callable[[], bool] | None
) -> Proposal:
    """Return the best plan with other weights: the one in hand, where they are the same."""
    if weights == proposal.weights:
        return proposal
    clock = Clock.of(TIME_LIMIT, cancelled)
    return propose(proposal.view, locks=proposal.locks, weights=weights, clock=clock)
