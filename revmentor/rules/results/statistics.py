"""Counting honestly for few people: before and after, intervals, an exact test.

All of it is pure, exact where that can be had at a firm's size, and imputes nothing. Nothing here
divides by zero in silence: what is not defined is refused by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import inf, sqrt
from statistics import NormalDist, median
from typing import Literal, NamedTuple

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused

Alternative = Literal["two-sided", "greater", "less"]
_DIGITS = 9
"""Differences are rounded to so many decimals: floating-point dust is no change and no order."""


class BeforeAfter(msgspec.Struct, frozen=True):
    """Counts of a before and an after: everybody who started is in ``started``."""

    started: int
    pairs: int
    missing: int
    improved: int
    same: int
    worse: int
    median_change: float | None

    @property
    def bounds(self) -> tuple[int, int]:
        """The number improved if every missing one did not, and if every one did."""
        return self.improved, self.improved + self.missing


def before_after(before: Sequence[float | None], after: Sequence[float | None]) -> BeforeAfter:
    """Count how people changed; ``None`` is a number that is missing, and is never imputed.

    Somebody without a ``before`` did not start and is not counted. Differences are rounded to nine
    decimals first, so that floating-point dust is no change.
    """
    started = [(a, b) for a, b in zip(before, after, strict=True) if a is not None]
    differences = [round(b - a, _DIGITS) for a, b in started if b is not None]
    return BeforeAfter(
        started=len(started),
        pairs=len(differences),
        missing=len(started) - len(differences),
        improved=sum(each > 0 for each in differences),
        same=sum(each == 0 for each in differences),
        worse=sum(each < 0 for each in differences),
        median_change=median(differences) if differences else None,
    )


class Interval(NamedTuple):
    """What lies between two bounds, one of which may be infinite."""

    low: float
    high: float


class Estimate(NamedTuple):
    """An estimate, and the bounds of its interval."""

    value: float
    low: float
    high: float


class SignedRank(NamedTuple):
    """Wilcoxon's statistic, and how probable one as far out is by chance."""

    v: float
    p: float


def wilson(k: int, n: int, confidence: float = 0.95) -> Interval:
    """Return the Wilson score interval of the share ``k`` of ``n`` (Wilson 1927).

    Raises :class:`ValueError` unless 0 <= k <= n and n > 0.
    """
    if n <= 0 or not 0 <= k <= n:
        raise ValueError(_("a share needs 0 <= k <= n and n > 0"))
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = k / n
    middle = share + z * z / (2 * n)
    width = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    below = 1 + z * z / n
    return Interval(max(0.0, (middle - width) / below), min(1.0, (middle + width) / below))


def signed_rank(differences: Sequence[float], alternative: Alternative = "two-sided") -> SignedRank:
    """Return Wilcoxon's signed-rank statistic V and its exact p (Wilcoxon 1945).

    V is the sum of the ranks of the positive differences; equal sizes share the mean of their
    ranks, zeros are dropped. p is taken from all ways to sign the ranks that are there, ties
    included. Without a difference there is no evidence: V is 0 and p is 1. Raises
    :class:`Refused` for an unknown alternative or a number that is not finite.
    """
    if alternative not in {"two-sided", "greater", "less"}:
        raise Refused(_("The alternative is two-sided, greater or less."))
    kept = [each for each in _rounded(differences) if each != 0]
    if not kept:
        return SignedRank(0.0, 1.0)
    doubled = _double_ranks([abs(each) for each in kept])
    v = sum(rank for rank, each in zip(doubled, kept, strict=True) if each > 0)
    return SignedRank(v / 2, _exact_p(doubled, v)[alternative])


def _exact_p(doubled: Sequence[int], v: int) -> dict[Alternative, float]:
    """Return the p of each alternative, from twice the ranks and twice the statistic."""
    counts, ways = _sums(tuple(sorted(doubled))), 2 ** len(doubled)
    at_most = sum(counts[: v + 1]) / ways
    at_least = sum(counts[v:]) / ways
    return {
        "greater": at_least,
        "less": at_most,
        "two-sided": min(1.0, 2 * min(at_most, at_least)),
    }


def hodges_lehmann(differences: Sequence[float], confidence: float = 0.95) -> Estimate:
    """Return the pseudomedian of some differences with its exact interval (Hodges, Lehmann 1963).

    The estimate is the median of all averages of two (Walsh averages, each with itself too). The
    interval comes from the distribution of the signed ranks and covers at least ``confidence``; of
    fewer than six differences none reaches 95 %, and the interval is without bounds. Zeros count as
    what they are. Raises :class:`Refused` without differences, or unless 0 < confidence < 1.
    """
    if not 0 < confidence < 1:
        raise Refused(_("A confidence lies between 0 and 1."))
    values = _rounded(differences)
    if not values:
        raise Refused(_("Without a difference there is nothing to estimate."))
    n = len(values)
    walsh = sorted((values[i] + values[j]) / 2 for i in range(n) for j in range(i, n))
    estimate = _clean(median(walsh))
    cut = signed_rank_quantile((1 - confidence) / 2, n)
    if cut == 0:
        return Estimate(estimate, -inf, inf)
    return Estimate(estimate, _clean(walsh[cut - 1]), _clean(walsh[len(walsh) - cut]))


def signed_rank_quantile(p: float, n: int) -> int:
    """Return the smallest q with P(V <= q) >= p for ``n`` differences without ties or zeros."""
    counts = _sums(tuple(range(2, 2 * n + 2, 2)))
    reached, ways = 0, 2**n
    for doubled, count in enumerate(counts):
        reached += count
        if reached / ways >= p:
            return doubled // 2
    return n * (n + 1) // 2


def _rounded(differences: Sequence[float]) -> list[float]:
    values = [round(float(each), _DIGITS) for each in differences]
    if any(each != each or each in {inf, -inf} for each in values):
        raise Refused(_("A difference is not a number."))
    return values


def _clean(value: float) -> float:
    return round(value, _DIGITS) + 0.0


def _double_ranks(sizes: Sequence[float]) -> list[int]:
    """Return twice the rank of each size, so that the mean of tied ranks is a whole number."""
    order = sorted(range(len(sizes)), key=lambda index: sizes[index])
    doubled = [0] * len(sizes)
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and sizes[order[stop]] == sizes[order[start]]:
            stop += 1
        for index in order[start:stop]:
            doubled[index] = start + 1 + stop
        start = stop
    return doubled


@lru_cache(maxsize=64)
def _sums(ranks: tuple[int, ...]) -> tuple[int, ...]:
    """Return in how many ways some ranks add up to each sum, from 0 to the sum of all."""
    counts = [1] + [0] * sum(ranks)
    top = 0
    for rank in ranks:
        top += rank
        for total in range(top, rank - 1, -1):
            counts[total] += counts[total - rank]
    return tuple(counts)


class Shift(msgspec.Struct, frozen=True):
    """How people see their start afterwards, against what was written down then.

    ``shift`` is then minus baseline: below nought, people had thought too well of themselves.
    """

    pairs: int
    shift: float | None
    gain: float | None
    """The median gain from the baseline written down at the start."""
    gain_then: float | None
    """The median gain from the start as it is seen afterwards."""


def response_shift(
    baseline: Sequence[float | None],
    then: Sequence[float | None],
    final: Sequence[float | None],
) -> Shift:
    """Return the medians over the people of whom all three are known; nothing is imputed."""
    known = [
        (a, t, b)
        for a, t, b in zip(baseline, then, final, strict=True)
        if a is not None and t is not None and b is not None
    ]
    if not known:
        return Shift(0, None, None, None)
    starts, seen_then, ends = zip(*known, strict=True)
    return Shift(
        len(known),
        _median_change(starts, seen_then),
        _median_change(starts, ends),
        _median_change(seen_then, ends),
    )


def _median_change(before: Sequence[float], after: Sequence[float]) -> float:
    return median(_clean(b - a) for a, b in zip(before, after, strict=True))


class RaterGap(msgspec.Struct, frozen=True):
    """How far people see themselves above what others see (levels), and how often they agree."""

    pairs: int
    mean: float | None
    exact: int
    within_one: int


def rater_gap(own: Sequence[float | None], other: Sequence[float | None]) -> RaterGap:
    """Compare own ratings with another rater's of the same people and skills, in levels."""
    gaps = [a - b for a, b in zip(own, other, strict=True) if a is not None and b is not None]
    return RaterGap(
        len(gaps),
        sum(gaps) / len(gaps) if gaps else None,
        sum(each == 0 for each in gaps),
        sum(abs(each) <= 1 for each in gaps),
    )
