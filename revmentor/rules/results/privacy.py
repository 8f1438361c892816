"""The gate of the sponsor's report: no group of one to four passes, nor can one be worked out.

A total and its parts are let through together or not at all: parts that are too small are merged
with the smallest other until each is empty or large enough. So what is printed adds up to the
total, and no difference of printed numbers is a small group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from revmentor.model.indicator import Indicator

LEAST = 5
"""The smallest group of people of which the sponsor hears a number."""


@dataclass(frozen=True)
class MergedCell:
    """A part of a whole that may be shown: what it counts, by the names given, and how many."""

    names: tuple[str, ...]
    n: int


def gate(parts: Sequence[tuple[str, int]], least: int = LEAST) -> tuple[MergedCell, ...]:
    """Return the parts of a whole as they may be shown; nothing where the whole is too small.

    Parts come in an order of their own (improved, same, worse); a part that is too small is merged
    with the smaller of its neighbours. Empty parts are kept: nobody is no group. One cell left
    means that only the total may be shown. The sum of the cells is the sum of the parts.
    """
    if sum(n for _name, n in parts) < least:
        return ()
    cells = [MergedCell((name,), n) for name, n in parts]
    while (small := _too_small(cells, least)) is not None:
        first, second = sorted((small, _neighbour(cells, small)))
        cells[first : second + 1] = [_merged(cells[first], cells[second])]
    return tuple(cells)


def _neighbour(cells: Sequence[MergedCell], place: int) -> int:
    """Return the place of the cell that one is merged with: the smaller of the two beside it.

    An empty neighbour helps nothing, as long as the other holds somebody.
    """
    beside = [each for each in (place - 1, place + 1) if 0 <= each < len(cells)]
    with_people = [each for each in beside if cells[each].n] or beside
    return min(with_people, key=lambda each: (cells[each].n, each))


def _merged(first: MergedCell, second: MergedCell) -> MergedCell:
    return MergedCell(first.names + second.names, first.n + second.n)


def counts_people(indicator: Indicator) -> bool:
    """Tell whether an indicator may count people: as it says, else where all numbers are whole.

    A share (“%”) may too, unless the indicator denies it. What is kept back needlessly harms
    nobody.
    """
    if indicator.people is not None:
        return indicator.people
    return _is_share(indicator) or all(each.value == int(each.value) for each in indicator.readings)


def _is_share(indicator: Indicator) -> bool:
    return "%" in f"{indicator.name}{indicator.unit or ''}"


def may_be_told(indicator: Indicator, groups: Sequence[int]) -> bool:
    """Tell whether the sponsor may hear an indicator: no reading is a group of one to four.

    Nor may what is left be one: what a reading leaves of its target, of another reading, or of a
    whole in ``groups`` (the people of each side, and of both). A share of people is tried as so
    many of each group.
    """
    if not counts_people(indicator):
        return True
    target = [] if indicator.target is None else [indicator.target]
    values = [each.value for each in indicator.readings]
    if _is_share(indicator):
        return all(_share_apart([*values, *target], group) for group in groups)
    return _apart(values, [*values, *target, *groups])


def _share_apart(shares: Sequence[float], group: int) -> bool:
    """Tell the same of shares of a group, as so many people of it."""
    return _apart([share * group / 100 for share in shares], [group])


def _apart(values: Sequence[float], wholes: Sequence[float]) -> bool:
    """Tell whether no number, and nothing left of a whole, is more than nobody and under five."""
    left = (whole - value for whole in (*values, *wholes) for value in values)
    return not any(0.01 < each < LEAST - 0.01 for each in (*values, *left))


def _too_small(cells: Sequence[MergedCell], least: int) -> int | None:
    """Return the place of the smallest cell that must not be shown."""
    small = [(cell.n, place) for place, cell in enumerate(cells) if 0 < cell.n < least]
    return min(small)[1] if small else None
