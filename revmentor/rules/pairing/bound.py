"""A proof by prices, in whole numbers: no plan can be worth more than what this adds up to.

Give every senior a price, and every earlier aim (``Aim``) one for each unit above what it must
reach. Take the prices off the worth of the pairs and let each mentor choose the best group alone.
What they get, plus all prices, is at least as much as any plan that keeps the rules can be worth:
weak duality of the Lagrangian relaxation (A. M. Geoffrion, 1974). Where the plan in hand reaches
it, nothing better exists, whatever the solver that found plan and prices may have done wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from revmentor.rules.pairing.best_group import BestGroup
from revmentor.rules.pairing.problem import PairingProblem

SCALE = 12
"""Prices are counted in twelfths of a point: the solver's are halves, thirds or quarters."""

Arc = tuple[str, str]
"""A senior and a mentor who may be paired."""


class Aim(msgspec.Struct, frozen=True):
    """Something to be as large as possible: the sum of ``worth`` over the pairs of a plan.

    ``groups`` is what it is worth that a mentor has a group at all, by mentor; ``reached`` what
    plans must reach from now on, once it is known.
    """

    worth: Mapping[Arc, int]
    reached: int = 0
    groups: Mapping[str, int] = msgspec.field(default_factory=dict)

    def of(self, plan: Mapping[str, str]) -> int:
        """Return what a plan is worth."""
        of_groups = sum(self.groups.get(mentor_id, 0) for mentor_id in set(plan.values()))
        return of_groups + sum(self.worth.get(pair, 0) for pair in plan.items())


class Prices(msgspec.Struct, frozen=True):
    """One price a senior and one an earlier aim, in twelfths of a point."""

    seniors: Mapping[str, int]
    aims: Sequence[int]


class Bound:
    """What the aim can be worth at most under some prices, and with a pair forced in or out."""

    def __init__(
        self,
        problem: PairingProblem,
        arcs: Mapping[Arc, int],
        earlier: Sequence[Aim],
        must: Collection[str],
        prices: Prices,
        *,
        groups: Mapping[str, int] | None = None,
        filled: Collection[str] = (),
    ) -> None:
        """Count the bound of ``arcs`` (the worth of every pair still open) and ``groups``.

        ``must`` are the seniors whom every plan places; the price of anyone else is not negative.
        ``filled`` are the mentors who have a group in every plan.
        """
        self._problem, self._filled = problem, filled
        wages = [(max(price, 0), aim) for price, aim in zip(prices.aims, earlier, strict=True)]
        cost = _senior_prices(problem, must, prices)
        self._left = _worth_left(problem, arcs, wages, cost)
        self._bonus = {m: _of_group(wages, groups or {}, m) for m in problem.loads}
        self._order = {mentor_id: _best_first(left) for mentor_id, left in self._left.items()}
        locked = problem.locked_groups
        self._forced = {mentor_id: locked.get(mentor_id, []) for mentor_id in problem.loads}
        self._free: dict[str, BestGroup] = {}
        self._best = {m: self._group(m, forced) for m, forced in self._forced.items()}
        # Where a mentor who has to have a group can have none there is no plan, nor any bound.
        self.possible = None not in self._best.values()
        base = sum(cost.values()) - sum(wage * aim.reached for wage, aim in wages)
        self._scaled = base + sum(best or 0 for best in self._best.values())

    @property
    def most(self) -> int:
        """The most that any plan can be worth, in points."""
        return self._scaled // SCALE

    def open_arcs(self, reached: int) -> set[Arc]:
        """Return the pairs that can stand in a plan worth ``reached`` or more; no other can."""
        can_stand = [
            (senior_id, mentor_id)
            for mentor_id, left in self._left.items()
            for senior_id in left
            if self._reaches(reached, mentor_id, self._inside(mentor_id, senior_id))
        ]
        needed = {
            senior_id: mentor_id
            for senior_id, mentor_id in can_stand
            if not self._reaches(reached, mentor_id, self._outside(mentor_id, senior_id))
        }
        return {(s, m) for s, m in can_stand if needed.get(s, m) == m}

    def _reaches(self, reached: int, mentor_id: str, worth: int | None) -> bool:
        """Tell whether plans can reach so much with a mentor's group of this worth."""
        best = self._best[mentor_id] or 0
        return worth is not None and (self._scaled - best + worth) // SCALE >= reached

    def _inside(self, mentor_id: str, senior_id: str) -> int | None:
        """Return the most a mentor's group is worth with a senior in it."""
        forced = self._forced[mentor_id]
        if senior_id in forced:
            return self._best[mentor_id] or 0
        if best := self._free_group(mentor_id):
            worth = best.worth(joined_by=senior_id)
            return None if worth is None else worth + self._bonus[mentor_id]
        return self._group(mentor_id, [*forced, senior_id])

    def _outside(self, mentor_id: str, senior_id: str) -> int | None:
        """Return the most a mentor's group is worth without a senior."""
        if best := self._free_group(mentor_id):
            worth = best.worth(without=senior_id)
            worth = None if worth is None else worth + self._bonus[mentor_id]
            return worth if self._forced[mentor_id] else self._unless_none(mentor_id, worth)
        return self._group(mentor_id, self._forced[mentor_id], without=senior_id)

    def _free_group(self, mentor_id: str) -> BestGroup | None:
        """Return the best group of a mentor where no half-days have to be shared out."""
        if self._problem.half_days is not None:
            return None
        if mentor_id not in self._free:
            least, most = self._problem.loads[mentor_id]
            left, forced = self._left[mentor_id], self._forced[mentor_id]
            self._free[mentor_id] = BestGroup(left, self._order[mentor_id], forced, least, most)
        return self._free[mentor_id]

    def _group(self, mentor_id: str, forced: list[str], without: str = "") -> int | None:
        """Return the most a mentor's group is worth that holds ``forced``; ``None``: there is none.

        Best first is right, with half-days too: groups that fit into a week form a matroid.
        """
        if not forced:
            return self._unless_none(mentor_id, self._grown(mentor_id, [], without))
        left, (_least, most) = self._left[mentor_id], self._problem.loads[mentor_id]
        if len(forced) > most or not left.keys() >= set(forced):
            return None
        return self._grown(mentor_id, forced, without)

    def _unless_none(self, mentor_id: str, worth: int | None) -> int | None:
        """Return what a group is worth, or nothing where the mentor may as well have none."""
        return worth if mentor_id in self._filled else max(0, worth or 0)

    def _grown(self, mentor_id: str, forced: list[str], without: str) -> int | None:
        """Return what a group is worth once the best seniors have joined ``forced``."""
        if not self._problem.fits(mentor_id, forced):
            return None
        least, most = self._problem.loads[mentor_id]
        left, group = self._left[mentor_id], list(forced)
        for senior_id in self._joining(mentor_id, {*forced, without}):
            # Whoever adds nothing joins only to reach the least.
            if len(group) >= (most if left[senior_id] > 0 else least):
                break
            if self._problem.fits(mentor_id, [*group, senior_id]):
                group.append(senior_id)
        worth = self._bonus[mentor_id] + sum(left[s] for s in group)
        return worth if len(group) >= least else None

    def _joining(self, mentor_id: str, barred: Collection[str]) -> Iterator[str]:
        """Yield who can join a mentor's group, the best first."""
        return (senior_id for senior_id in self._order[mentor_id] if senior_id not in barred)


def _senior_prices(
    problem: PairingProblem, must: Collection[str], prices: Prices
) -> dict[str, int]:
    """Return the price of each senior: not negative, unless every plan places the senior."""
    return {
        senior_id: price if senior_id in must else max(price, 0)
        for senior_id, price in prices.seniors.items()
        if senior_id in problem.scores
    }


_Wages = Sequence[tuple[int, Aim]]
"""The price of each earlier aim, with the aim."""


def _worth_left(
    problem: PairingProblem, arcs: Mapping[Arc, int], wages: _Wages, cost: Mapping[str, int]
) -> dict[str, dict[str, int]]:
    """Return what each pair is worth once the prices are off, by mentor and then by senior."""
    left: dict[str, dict[str, int]] = {mentor_id: {} for mentor_id in problem.loads}
    for (senior_id, mentor_id), worth in arcs.items():
        paid = _paid(wages, (senior_id, mentor_id))
        left[mentor_id][senior_id] = SCALE * worth + paid - cost.get(senior_id, 0)
    return left


def _paid(wages: _Wages, arc: Arc) -> int:
    """Return what the earlier aims pay for a pair."""
    return sum(wage * aim.worth.get(arc, 0) for wage, aim in wages)


def _of_group(wages: _Wages, groups: Mapping[str, int], mentor_id: str) -> int:
    """Return what it is worth that a mentor has a group, with what the earlier aims pay for it."""
    paid = sum(wage * aim.groups.get(mentor_id, 0) for wage, aim in wages)
    return SCALE * groups.get(mentor_id, 0) + paid


def _best_first(left: Mapping[str, int]) -> list[str]:
    return sorted(left, key=lambda senior_id: (-left[senior_id], senior_id))
