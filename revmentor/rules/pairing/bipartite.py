"""Giving each of some things one of what it accepts, as many as can be: augmenting paths."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def match(accepts: Mapping[A, Collection[B]]) -> dict[A, B]:
    """Return what each key gets, no two the same: as many keys as possible, earlier ones first.

    Kuhn's method (H. W. Kuhn, 1955): a key that has something keeps something, even if it moves.
    """
    holder: dict[B, A] = {}

    def give(key: A, seen: set[B]) -> bool:
        # What is free first: nobody moves for what another thing does as well.
        free = next((thing for thing in accepts[key] if thing not in holder), None)
        if free is not None:
            holder[free] = key
            return True
        for thing in accepts[key]:
            if thing not in seen:
                seen.add(thing)
                if give(holder[thing], seen):
                    holder[thing] = key
                    return True
        return False

    for key in accepts:
        give(key, set())
    got = {key: thing for thing, key in holder.items()}
    return {key: got[key] for key in accepts if key in got}
