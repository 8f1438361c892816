"""What a programme cost: the hours as logged, by what an hour costs, and what was paid outside."""

from __future__ import annotations

from math import ceil, floor

import msgspec

from revmentor.model.edition import ToldCost
from revmentor.model.programme import Costs
from revmentor.rules.programme_view import View
from revmentor.rules.results.findings import effort
from revmentor.rules.results.privacy import LEAST

_ROUND_TO = 100
"""Amounts that the sponsor is told are rounded outwards to so much of the currency."""


class Cost(msgspec.Struct, frozen=True):
    """The cost of both sides' hours and of what was paid outside, in one currency."""

    mentors: float
    seniors: float
    external: float
    currency: str
    mentor_hours: float
    senior_hours: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.mentors + self.seniors + self.external


def cost(view: View) -> Cost | None:
    """Return what the programme cost so far; ``None`` where nobody said what an hour costs."""
    return at(view, view.programme.costs) if view.programme.costs else None


def at(view: View, costs: Costs) -> Cost:
    """Return what the hours as logged come to at some costs."""
    spent = effort(view)
    return Cost(
        spent.mentor_hours * costs.mentor_hour,
        spent.senior_hours * costs.senior_hour,
        costs.external,
        costs.currency,
        spent.mentor_hours,
        spent.senior_hours,
    )


def as_told(costs: Costs, hours: int) -> ToldCost:
    """Return what ``hours`` or more, as the sponsor is told them, can have cost.

    Nothing else goes into it: how the hours lie between the sides, and how many they are exactly,
    does not follow from the two amounts.
    """
    rates = (costs.mentor_hour, costs.senior_hour)
    low, high = hours * min(rates), (hours + LEAST) * max(rates)
    return ToldCost(
        low=floor((low + costs.external) / _ROUND_TO) * _ROUND_TO,
        high=ceil((high + costs.external) / _ROUND_TO) * _ROUND_TO,
        currency=costs.currency,
    )
