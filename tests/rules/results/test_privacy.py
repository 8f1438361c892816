from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revmentor.rules.results.privacy import LEAST, MergedCell, gate

PARTS = st.lists(st.integers(0, 30), min_size=1, max_size=6).map(
    lambda sizes: [(f"p{place}", n) for place, n in enumerate(sizes)]
)


@given(PARTS)
def test_no_small_group_is_shown_nor_left_over_when_others_are_subtracted(
    parts: list[tuple[str, int]],
) -> None:
    total = sum(n for _name, n in parts)
    cells = gate(parts)
    assert sum(cell.n for cell in cells) == (total if total >= LEAST else 0)
    shown = [total, *(cell.n for cell in cells)] if cells else []
    for size in range(1, len(cells) + 1):
        for some in combinations(cells, size):
            rest = total - sum(cell.n for cell in some)
            assert rest == 0 or rest >= LEAST
    assert all(n == 0 or n >= LEAST for n in shown)


@given(PARTS)
def test_every_part_is_in_one_cell_in_its_order(parts: list[tuple[str, int]]) -> None:
    cells = gate(parts)
    if cells:
        assert [name for cell in cells for name in cell.names] == [name for name, _n in parts]
        sizes = dict(parts)
        assert [sum(sizes[name] for name in cell.names) for cell in cells] == [c.n for c in cells]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([11, 3, 1, 3], [MergedCell(("a",), 11), MergedCell(("b", "c", "d"), 7)]),
        ([18, 0], [MergedCell(("a",), 18), MergedCell(("b",), 0)]),
        ([3, 15], [MergedCell(("a", "b"), 18)]),
        ([2, 2], []),
        ([0, 0], []),
        ([5, 5, 5], [MergedCell(("a",), 5), MergedCell(("b",), 5), MergedCell(("c",), 5)]),
        ([4, 0, 9], [MergedCell(("a", "b", "c"), 13)]),
    ],
)
def test_parts_that_are_too_small_are_merged_with_a_neighbour(
    sizes: list[int], expected: list[MergedCell]
) -> None:
    assert list(gate(list(zip("abcd", sizes, strict=False)))) == expected
