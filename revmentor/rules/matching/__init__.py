"""Who may be paired with whom, how well they fit, and the best plan for all together.

Placing by hand asks `permitted`; the best plan is `assign`; `proposal` makes it for a programme.
Only what is asked for is imported: the solver takes its time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from revmentor.rules.matching.instance import Assignment, Pairs
from revmentor.rules.matching.permitted import (
    Objection,
    against,
    below_minimum,
    excepted,
    load,
    managers,
    objections,
    places,
    rule_names,
    without_pair,
)
from revmentor.rules.matching.teaching import Lesson, give_backs, lessons, rationale

__all__ = [
    "Assignment",
    "Lesson",
    "Objection",
    "against",
    "assign",
    "below_minimum",
    "excepted",
    "give_backs",
    "lessons",
    "load",
    "managers",
    "objections",
    "places",
    "rationale",
    "rule_names",
    "without_pair",
]


def assign(
    scores: Mapping[str, Mapping[str, int]],
    loads: Mapping[str, tuple[int, int]],
    *,
    locked: Pairs = (),
    previous: Mapping[str, str] | None = None,
    met: Collection[str] = (),
    half_days: Mapping[str, Mapping[str, Collection[str]]] | None = None,
    time_limit: float = 10.0,
) -> Assignment:
    """Return the best plan: as many seniors placed as can be, then the highest total score.

    ``scores[senior][mentor]`` is a whole number 0 to 10,000, absent where the pair is forbidden;
    ``loads[mentor]`` the least and the most seniors of a mentor who has any (most 0: unavailable).
    ``locked`` gives seniors their mentor; pairs of ``previous`` break ties, and those whose senior
    is in ``met`` are kept before all else. ``half_days[senior][mentor]`` are the half-days the two
    share; where given, every senior gets an own one of the mentor's week. Then: the most even loads
    and, among equals, an order fixed by the ids. ``time_limit`` is in seconds; when it runs out
    the plan still keeps every rule, and ``proof`` is ``gap``.

    Raises :class:`~revmentor.model.errors.Refused` for loads and scores out of range, and for locks
    that cannot be kept, with their names.
    """
    from revmentor.rules.matching import engine, instance
    from revmentor.rules.matching.solver import Clock

    read = instance.read(
        scores, loads, locked=locked, previous=previous, met=met, half_days=half_days
    )
    return engine.solve(read, Clock.of(time_limit))
