"""Tiny firms, and every plan there is for them: a search that knows nothing of the engine's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from revmentor.rules.pairing import problem
from revmentor.rules.pairing.engine import assign
from revmentor.rules.pairing.problem import Assignment

T = TypeVar("T")
Plan = dict[str, str]

MENTORS = ("giulia", "m-10", "m-9", "Zoë")
SENIORS = ("anna", "e10", "e9", "O'Neill", "Łukasz", "李")
DAYS = ((), ("mon-am",), ("tue-pm",), ("fri-am",), ("mon-am", "tue-pm"), ("fri-am", "mon-am"))


@dataclass(frozen=True)
class Firm:
    scores: dict[str, dict[str, int]]
    loads: dict[str, tuple[int, int]]
    locked: tuple[tuple[str, str], ...] = ()
    previous: dict[str, str] = field(default_factory=dict)
    met: tuple[str, ...] = ()
    half_days: dict[str, dict[str, tuple[str, ...]]] | None = None
    volunteers: tuple[str, ...] = ()

    @property
    def rest(self) -> dict[str, Any]:
        return {
            "locked": self.locked,
            "previous": self.previous,
            "met": self.met,
            "half_days": self.half_days,
            "volunteers": self.volunteers,
        }

    def solve(self, time_limit: float = 10.0) -> Assignment:
        return assign(self.scores, self.loads, **self.rest, time_limit=time_limit)

    def read(self) -> problem.PairingProblem:
        return problem.pose(self.scores, self.loads, **self.rest)

    def shuffled(self, random: Random) -> Firm:
        def order(of: dict[str, T]) -> dict[str, T]:
            return dict(random.sample(list(of.items()), len(of)))

        return Firm(
            order({s: order(of) for s, of in self.scores.items()}),
            order(self.loads),
            tuple(random.sample(self.locked, len(self.locked))),
            order(self.previous),
            tuple(random.sample(self.met, len(self.met))),
            self.half_days
            and order(
                {
                    s: order({m: tuple(random.sample(d, len(d))) for m, d in of.items()})
                    for s, of in self.half_days.items()
                }
            ),
            tuple(random.sample(self.volunteers, len(self.volunteers))),
        )


def allowed(firm: Firm, plan: Plan) -> bool:
    if any(plan.get(s) != m for s, m in firm.locked):
        return False
    if any(m not in firm.scores[s] for s, m in plan.items()):
        return False
    for mentor, load in Counter(plan.values()).items():
        least, most = firm.loads[mentor]
        if not least <= load <= most:
            return False
        if firm.half_days is not None:
            group = [firm.half_days[s][mentor] for s, m in plan.items() if m == mentor]
            if all(len(set(days)) < load for days in product(*group)):
                return False
    return True


def every_plan(firm: Firm) -> Iterator[Plan]:
    for mentors in product(*([*of, None] for of in firm.scores.values())):
        plan = {s: m for s, m in zip(firm.scores, mentors, strict=True) if m is not None}
        if allowed(firm, plan):
            yield plan


def total(firm: Firm, plan: Plan) -> int:
    return sum(firm.scores[s][m] for s, m in plan.items())


def values(firm: Firm, plan: Plan) -> tuple[int, int, int, int, int, int]:
    """What a plan is judged by, in this order: more is better."""
    kept = [s for s, m in plan.items() if firm.previous.get(s) == m]
    return (
        sum(s in firm.met for s in kept),
        len(plan),
        len(set(plan.values()) & set(firm.volunteers)),
        total(firm, plan),
        len(kept),
        -sum(load**2 for load in Counter(plan.values()).values()),
    )


@st.composite
def firms(
    draw: st.DrawFn,
    mentors: int = 4,
    seniors: int = 6,
    locks: int = 2,
    met: bool = True,
    weeks: bool = True,
) -> Firm:
    of_mentors = MENTORS[: draw(st.integers(0, mentors))]
    of_seniors = SENIORS[: draw(st.integers(0, seniors))]
    top = draw(st.sampled_from((0, 1, 3, 60, 10_000)))
    pairs = st.tuples(st.sampled_from(of_seniors or ("",)), st.sampled_from(of_mentors or ("",)))
    possible = bool(of_mentors and of_seniors)
    forbidden = st.none() if draw(st.booleans()) else st.nothing()
    score = forbidden | st.integers(0, top)
    previous = draw(st.lists(pairs, max_size=4)) if possible else []
    return Firm(
        {
            s: {m: points for m in of_mentors if (points := draw(score)) is not None}
            for s in of_seniors
        },
        {
            m: (min(pair), max(pair))
            for m in of_mentors
            for pair in [draw(st.tuples(st.integers(0, 3), st.integers(0, 4)))]
        },
        tuple(draw(st.lists(pairs, max_size=locks))) if possible and locks else (),
        dict(previous),
        tuple(draw(st.sets(st.sampled_from(of_seniors)))) if met and of_seniors else (),
        {s: {m: draw(st.sampled_from(DAYS)) for m in of_mentors} for s in of_seniors}
        if weeks and draw(st.booleans())
        else None,
        draw(st.sampled_from(((), of_mentors, of_mentors[:2]))),
    )
