"""Everything a sponsor could work out from a page, by going through all programmes that give it.

Written apart from the rule it tries: a programme is how many people of a side lie in each cell of
a table; a page is what the public rule makes of its sums. For every page and every group of cells
it looks for a programme with the same page in which the group is empty or of five and more. Where
there is none, every programme behind the page agrees that the group is of one to four.

The sponsor is taken to know more than the page says: how many people a side has, exactly. Only of
a side of under five that would be the small group itself; there it is one of under ten.

What people released in their own words says who spoke: some of a side are known by name. And a goal
of the programme can speak of everybody: were it told only where it was reached, its absence would
say that somebody is not there. Both are gone through too.

    python -m tests.rules.results.enumeration 30
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, product
from typing import NamedTuple

from revmentor.rules.results.privacy import in_fives

ROWS = ("better", "the same", "lower", "not seen twice")
NONE, BOTH, YES, NO = range(4)
"""What of a row is in a group: nobody, everybody, those at the standard level, or the others."""


class Page(NamedTuple):
    """What the page prints of a side of ``n``: the lower ends of its three numbers."""

    n: int
    seen: int
    better: int
    standard: int


def pages(n: int) -> list[Page]:
    """Return every page a side of so many people can have."""
    sums = (
        (seen, better, standard)
        for seen in range(n + 1)
        for better in range(seen + 1)
        for standard in range(n + 1)
    )
    return sorted({Page(n, *(in_fives(each).low for each in three)) for three in sums})


def programmes(page: Page) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the people in each row, and how many stand at the standard level, behind a page."""
    for n in [page.n] if page.n >= 5 else range(10):
        told = [range(low, min(low + 5, n + 1)) for low in page[1:]]
        for seen, better, standard in product(*told):
            for same in _shares(seen - better):
                yield (better, same, seen - better - same, n - seen), standard


def _shares(rest: int) -> set[int]:
    """Return some ways to put the rest of those seen twice into the same and lower; enough ones."""
    return {0, rest, rest // 2, min(5, rest)} if rest >= 0 else set()


def extremes(rows: Sequence[int], standard: int, group: Sequence[int]) -> tuple[int, int]:
    """Return the fewest and the most people that a group of cells can hold."""
    whole = sum(n for n, part in zip(rows, group, strict=True) if part in {BOTH, NO})
    yes = sum(n for n, part in zip(rows, group, strict=True) if part == YES)
    no = sum(n for n, part in zip(rows, group, strict=True) if part == NO)
    rest = sum(rows) - yes - no
    # Whoever stands at the level counts one more in a YES row and one less in a NO row.
    most = whole + min(yes, standard) - max(0, standard - min(yes, standard) - rest)
    fewest = whole - min(no, standard) + max(0, standard - min(no, standard) - rest)
    return fewest, most


def few_in(page: Page, group: Sequence[int]) -> bool:
    """Tell whether every programme behind a page agrees that a group is of one to four."""
    for rows, standard in programmes(page):
        fewest, most = extremes(rows, standard, group)
        if fewest == 0 or most >= 5:
            return False
    return True


def leaks(n: int) -> list[tuple[Page, tuple[int, ...]]]:
    """Return every page of a side of ``n`` from which a group of one to four follows."""
    groups = [each for each in product(range(4), repeat=len(ROWS)) if any(each)]
    return [(page, group) for page in pages(n) for group in groups if few_in(page, group)]


AGAINST = [each for each in product((NONE, NO), *[(NONE, BOTH, NO)] * 3) if any(each)]
"""The groups in which nobody is known for anything good: not better, or not at the level."""


def words_leak(n: int) -> list[tuple[Page, int, tuple[int, ...]]]:
    """Return what follows against people once some of a side are known by their released words.

    Nothing a page counts says who spoke. So of a group those who spoke may be as many as fit in,
    or none, and the others likewise; neither part may be known to be of one to four.
    """
    return [
        (page, spoke, group)
        for page in pages(n)
        for group in AGAINST
        for spoke in range(1, n + 1)
        if any(_few_beside(page, spoke, group, whose) for whose in (spoke, max(page.n, n) - spoke))
    ]


def _few_beside(page: Page, spoke: int, group: Sequence[int], whose: int) -> bool:
    """Tell whether a group is known to be of one to four among so many people of a side."""
    for rows, standard in programmes(page):
        if sum(rows) < spoke:
            continue
        fewest, most = extremes(rows, standard, group)
        if max(0, fewest - (sum(rows) - whose)) == 0 or min(most, whose) >= 5:
            return False
    return True


def goals_leak(n: int) -> list[Page]:
    """Return the pages on which the absence of a goal tells of one to four who are not there.

    The goal is that all of a side stand at the standard level, and is told where it was reached.
    """
    return [page for page in pages(n) if page.n and _few_below(page)]


def _few_below(page: Page) -> bool:
    below = {sum(rows) - standard for rows, standard in programmes(page)} - {0}
    return bool(below) and max(below) < 5


def is_against_everybody(page: Page) -> bool:
    """Tell whether a page says that nobody of a side was seen, got better or reached the level."""
    behind = list(programmes(page))
    return bool(page.n) and (
        all(rows[3] == page.n for rows, _standard in behind)
        or all(rows[0] == 0 for rows, _standard in behind)
        or all(standard == 0 for _rows, standard in behind)
    )


def _parts(n: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to put ``n`` people into some cells."""
    for bars in combinations(range(n + cells - 1), cells - 1):
        edges = (-1, *bars, n + cells - 1)
        yield tuple(high - low - 1 for low, high in pairwise(edges))


def editions_leak(n: int) -> bool:
    """Tell whether the mid-point's edition and the closed one together tell of a small group.

    A person is better, seen or not seen at each: nine cells, gone through one by one.
    """
    left: dict[tuple[int, ...], set[int]] = {}
    groups = [sum(1 << each for each in some) for size in range(1, 10)
              for some in combinations(range(9), size)]  # fmt: skip
    for cells in _parts(n, 9):
        better = (sum(cells[:3]), sum(cells[0::3]))
        seen = (sum(cells[:6]), n - sum(cells[2::3]))
        page = tuple(in_fives(each).low for each in (*better, *seen))
        still = left.setdefault(page, set(groups))
        for group in [*still]:
            held = sum(cells[each] for each in range(9) if group >> each & 1)
            if held == 0 or held >= 5:
                still.discard(group)
    return any(left.values())


def main() -> None:
    """Go through every side up to so many people, and print what was found."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    for n in range(most + 1):
        every = pages(n)
        alike = sum(is_against_everybody(each) for each in every)
        words, goals = len(words_leak(n)), len(goals_leak(n))
        told = f"{n:2} people: {len(every):4} pages, {len(leaks(n))} leaks, {alike} against all"
        told += f", {words} by released words; {goals} if reached goals alone were told"
        sys.stdout.write(told + "\n")


if __name__ == "__main__":
    main()
