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
        thing = next((one for one in accepts[key] if one not in holder), None)
        if thing is None:
            thing = next((one for one in accepts[key] if frees(one, seen)), None)
        if thing is None:
            return False
        holder[thing] = key
        return True

    def frees(thing: B, seen: set[B]) -> bool:
        """Try once to give whoever holds a thing another one; tell whether that went."""
        if thing in seen:
            return False
        seen.add(thing)
        return give(holder[thing], seen)

    for key in accepts:
        give(key, set())
    held = {key: thing for thing, key in holder.items()}
    return {key: held[key] for key in accepts if key in held}
