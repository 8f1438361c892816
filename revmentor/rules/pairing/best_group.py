"""The best group of one mentor, and the best with or without somebody, each found at once.

It is for mentors whose week need not be shared out: then the best are simply first, and what they
are worth together is read from running sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, takewhile


class BestGroup:
    """The best group of a mentor that holds some seniors (``forced``).

    ``left`` is what each senior is worth to the mentor, ``order`` the same seniors with the best
    first. A group has ``least`` to ``most`` seniors.
    """

    def __init__(
        self,
        left: Mapping[str, int],
        order: Sequence[str],
        forced: Sequence[str],
        least: int,
        most: int,
    ) -> None:
        """Order whoever can join."""
        self._left, self._least, self._most = left, least, most
        self._forced = set(forced)
        joining = [senior_id for senior_id in order if senior_id not in self._forced]
        self._place = {senior_id: place for place, senior_id in enumerate(joining)}
        self._sums = [0, *accumulate(left[senior_id] for senior_id in joining)]
        self._gaining = sum(1 for _ in takewhile(lambda each: left[each] > 0, joining))
        self._possible = len(self._forced) <= most and left.keys() >= self._forced

    def worth(self, *, joined_by: str = "", without: str = "") -> int | None:
        """Return the most a group is worth, ``None`` where there is none.

        It holds whoever it is ``joined_by``, and not whoever it is ``without``; a senior who is in
        it anyway stays in it.
        """
        apart = joined_by or without
        if not self._possible or (joined_by and joined_by not in self._left):
            return None
        joins = bool(joined_by) and joined_by not in self._forced
        size = len(self._forced) + joins
        if size > self._most:
            return None
        place = self._place.get(apart, len(self._place))
        others = len(self._place) - (place < len(self._place))
        gaining = self._gaining - (place < self._gaining)
        # Whoever adds nothing joins only to reach the least.
        taken = max(min(gaining, self._most - size), min(others, self._least - size))
        if size + taken < self._least:
            return None
        of_taken = self._sums[taken]
        if place < taken:
            of_taken = self._sums[taken + 1] - self._left[apart]
        of_forced = sum(self._left[senior_id] for senior_id in self._forced)
        return of_forced + (self._left[apart] if joins else 0) + of_taken
