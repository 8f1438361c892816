"""Few-number statistics from their definitions: Wilson, signed rank, Hodges-Lehmann, T."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations_with_replacement
from math import sqrt

Z = 1.959963984540054


def wilson(k: int, n: int) -> list[float]:
    """Return the 95 % interval of ``k`` of ``n``."""
    share, z2 = k / n, Z * Z
    middle = share + z2 / (2 * n)
    half = Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    below = 1 + z2 / n
    return [max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)]


def ranks(numbers: Sequence[float]) -> list[float]:
    """Return the rank of each number, equal ones sharing the mean of theirs."""
    return [
        sum(other < one for other in numbers) + (sum(other == one for other in numbers) + 1) / 2
        for one in numbers
    ]


def sums_of_ranks(of: Sequence[float]) -> Counter[float]:
    """Return in how many of the 2^n ways each sum of positive ranks comes about."""
    ways: Counter[float] = Counter({0.0: 1})
    for rank in of:
        ways = ways + Counter({total + rank: n for total, n in ways.items()})
    return ways


def signed_rank(differences: Sequence[float]) -> tuple[float, float]:
    """Return V and the exact two-sided p; zeros are dropped."""
    moved = [round(each, 9) for each in differences if round(each, 9)]
    of = ranks([abs(each) for each in moved])
    v = sum(rank for rank, each in zip(of, moved, strict=True) if each > 0)
    ways = sums_of_ranks(of)
    low = sum(n for total, n in ways.items() if total <= v)
    high = sum(n for total, n in ways.items() if total >= v)
    return v, min(1.0, 2 * min(low, high) / 2 ** len(of))


def hodges_lehmann(differences: Sequence[float]) -> tuple[float, float, float]:
    """Return the median of the Walsh averages, with its 95 % interval by the exact quantile."""
    n = len(differences)
    walsh = sorted((a + b) / 2 for a, b in combinations_with_replacement(differences, 2))
    many = len(walsh)
    middle = (walsh[(many - 1) // 2] + walsh[many // 2]) / 2
    ways, total, quantile = sums_of_ranks([float(r) for r in range(1, n + 1)]), 0, 0
    while total + ways[float(quantile)] < 0.025 * 2**n:
        total += ways[float(quantile)]
        quantile += 1
    quantile = max(quantile, 1)
    return middle, walsh[quantile - 1], walsh[many - quantile]


def t_score(scores: Sequence[int], weights: Sequence[int]) -> float:
    """Return T of Goal Attainment Scaling, with the usual correlation of 0.3."""
    together = sum(w * x for w, x in zip(weights, scores, strict=True))
    below = 0.7 * sum(w * w for w in weights) + 0.3 * sum(weights) ** 2
    return 50 + 10 * together / sqrt(below)
