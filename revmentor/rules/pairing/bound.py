"""A proof by prices, in whole numbers: no plan can be worth more than what this adds up to.

Give every senior a price, and every earlier aim (``Aim``) one for each unit above what it must
reach. Take the prices off the worth of the pairs and let each mentor choose the best group alone.
What they get, plus all prices, is at least as much as any plan that keeps the rules can be worth:
weak duality of the Lagrangian relaxation (A. M. Geoffrion, 1974). Where the plan in hand reaches
it, nothing better exists, whatever the solver that found plan and prices may have done wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from revmentor.rules.pairing.problem import PairingProblem

SCALE = 12
"""Prices are counted in twelfths of a point: the solver's are halves, thirds or quarters."""

Arc = tuple[str, str]
"""A senior and a mentor who may be paired."""


@dataclass(frozen=True)
class Aim:
    """Something to be as large as possible: the sum of ``worth`` over the pairs of a plan.

    ``reached`` is what plans must reach from now on, once it is known.
    """

    worth: Mapping[Arc, int]
    reached: int = 0

    def of(self, plan: Mapping[str, str]) -> int:
        """Return what a plan is worth."""
        return sum(self.worth.get(pair, 0) for pair in plan.items())


@dataclass(frozen=True)
class Prices:
    """One price a senior and one an earlier aim, in twelfths of a point."""

    seniors: Mapping[str, int]
    aims: Sequence[int]


class Bound:
    """What the aim can be worth at most under some prices, and with a pair forced in or out."""

    def __init__(
        self,
        instance: PairingProblem,
        arcs: Mapping[Arc, int],
        earlier: Sequence[Aim],
        must: Collection[str],
        prices: Prices,
    ) -> None:
        """Count the bound of ``arcs`` (the worth of every pair still open).

        ``must`` are the seniors whom every plan places; the price of anyone else is not negative.
        """
        self._instance = instance
        wages = [max(price, 0) for price in prices.aims]
        cost = {
            s: price if s in must else max(price, 0)
            for s, price in prices.seniors.items()
            if s in instance.scores
        }
        self._left: dict[str, dict[str, int]] = {mentor_id: {} for mentor_id in instance.loads}
        for (senior_id, mentor_id), worth in arcs.items():
            paid = sum(
                wage * aim.worth.get((senior_id, mentor_id), 0)
                for wage, aim in zip(wages, earlier, strict=True)
            )
            self._left[mentor_id][senior_id] = SCALE * worth + paid - cost.get(senior_id, 0)
        self._order = {
            mentor_id: sorted(left, key=lambda s: (-left[s], s))
            for mentor_id, left in self._left.items()
        }
        self._forced: dict[str, list[str]] = {mentor_id: [] for mentor_id in instance.loads}
        for senior_id, mentor_id in instance.locked.items():
            self._forced[mentor_id].append(senior_id)
        self._best = {
            mentor_id: self._group(mentor_id, self._forced[mentor_id]) for mentor_id in self._left
        }
        # Where a locked mentor can have no group there is no plan, and the bound says nothing.
        self.possible = None not in self._best.values()
        base = sum(cost.values()) - sum(
            wage * aim.reached for wage, aim in zip(wages, earlier, strict=True)
        )
        self._scaled = base + sum(best or 0 for best in self._best.values())

    @property
    def most(self) -> int:
        """The most that any plan can be worth, in points."""
        return self._scaled // SCALE

    def open_arcs(self, reached: int) -> set[Arc]:
        """Return the pairs that can stand in a plan worth ``reached`` or more; no other can."""
        found: set[Arc] = set()
        needed: dict[str, str] = {}
        for mentor_id, left in self._left.items():
            best = self._best[mentor_id] or 0
            for senior_id in left:
                forced = self._forced[mentor_id]
                inside = self._group(mentor_id, [*forced, senior_id])
                if senior_id in forced:
                    inside = best
                if inside is not None and (self._scaled - best + inside) // SCALE >= reached:
                    found.add((senior_id, mentor_id))
                    outside = self._group(mentor_id, forced, without=senior_id)
                    if outside is None or (self._scaled - best + outside) // SCALE < reached:
                        needed[senior_id] = mentor_id
        return {(s, m) for s, m in found if needed.get(s, m) == m}

    def _group(self, mentor_id: str, forced: list[str], without: str = "") -> int | None:
        """Return the most a mentor's group is worth that holds ``forced``; ``None``: there is none.

        Best first is right, with half-days too: groups that fit into a week form a matroid.
        """
        least, most = self._instance.loads[mentor_id]
        left = self._left[mentor_id]
        if not forced:
            grown = self._grown(mentor_id, [], least, most, without)
            return max(0, grown or 0)
        if len(forced) > most or any(s not in left for s in forced):
            return None
        return self._grown(mentor_id, forced, least, most, without)

    def _grown(
        self, mentor_id: str, forced: list[str], least: int, most: int, without: str
    ) -> int | None:
        left = self._left[mentor_id]
        group = list(forced)
        worth = sum(left[s] for s in group)
        if not self._instance.fits(mentor_id, group):
            return None
        for senior_id in self._order[mentor_id]:
            if len(group) >= most or (len(group) >= least and left[senior_id] <= 0):
                break
            if senior_id in forced or senior_id == without:
                continue
            if self._instance.fits(mentor_id, [*group, senior_id]):
                group.append(senior_id)
                worth += left[senior_id]
        return worth if len(group) >= least else None
