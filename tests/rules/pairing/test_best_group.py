from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from revmentor.rules.pairing.best_group import BestGroup

SENIORS = "abcdef"
LEFT = st.dictionaries(st.sampled_from(SENIORS), st.integers(-5, 5))
SOME = st.lists(st.sampled_from(SENIORS), unique=True, max_size=3)


@given(
    left=LEFT,
    forced=SOME,
    loads=st.tuples(st.integers(1, 4), st.integers(1, 5)).map(sorted),
    who=st.sampled_from(SENIORS),
    joins=st.booleans(),
)
def test_a_group_is_worth_what_the_best_of_all_groups_is_worth(
    left: dict[str, int], forced: list[str], loads: list[int], who: str, joins: bool
) -> None:
    least, most = loads
    order = sorted(left, key=lambda each: (-left[each], each))
    best = BestGroup(left, order, forced, least, most)
    groups = [
        set(group)
        for size in range(least, most + 1)
        for group in combinations(sorted({*left, *forced, *(who if joins else "")}), size)
        if {*forced} <= {*group}
    ]
    if joins:
        worth = best.worth(joined_by=who)
        groups = [group for group in groups if who in group]
    else:
        worth = best.worth(without=who)
        groups = [group for group in groups if who not in group or who in forced]
    possible = [sum(left[each] for each in group) for group in groups if group <= left.keys()]
    assert worth == max(possible, default=None)
