"""How the people of a side changed: who got how far, the counts, and what lies behind them.

Nothing missing is imputed; who has no end is named with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from statistics import median

import msgspec

from revmentor.model.base import Role
from revmentor.model.rating import Moment
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange, PersonChange, SkillChange
from revmentor.rules.results.sides import people_of
from revmentor.rules.results.statistics import (
    BeforeAfter,
    Estimate,
    Interval,
    SignedRank,
    hodges_lehmann,
    signed_rank,
    wilson,
)

FEWEST_FOR_A_TEST = 6
"""From so many people on an interval or an exact test says anything (n = 6: p can reach 0.03)."""


class Gone(msgspec.Struct, frozen=True):
    """Somebody who started and has no end, and why."""

    person_id: str
    role: Role
    reason: str


class Flow(msgspec.Struct, frozen=True):
    """How many people of a side got how far: each number counts people, by their ids.

    ``active`` take part now; ``complete`` have a start and an end by the same kind of rater.
    """

    started: tuple[str, ...]
    baseline: tuple[str, ...]
    active: tuple[str, ...]
    final: tuple[str, ...]
    complete: tuple[str, ...]
    gone: tuple[Gone, ...]


def flow(view: View, role: Role) -> Flow:
    """Return the flow of a side, with everybody who dropped out on the way."""
    people = people_of(view, role)
    rows = level_changes.changes(view, role)
    complete = _people([row for row in rows if row.levels is not None])
    return Flow(
        tuple(people),
        _those_in(people, _people([row for row in rows if row.baseline])),
        tuple(each for each in people if view.is_active(each, role)),
        _those_in(people, _people([row for row in rows if row.end])),
        _those_in(people, complete),
        _gone(view, role, complete),
    )


def _people(rows: Sequence[LevelChange]) -> set[str]:
    return {row.person_id for row in rows}


def _those_in(people: Sequence[str], group: Collection[str]) -> tuple[str, ...]:
    """Return who of some people is in a group, in the order of the people."""
    return tuple(each for each in people if each in group)


def _gone(view: View, role: Role, complete: Collection[str]) -> tuple[Gone, ...]:
    """Return everybody on a side who is not complete, with the reason."""
    without_end = (each for each in people_of(view, role) if each not in complete)
    return tuple(
        Gone(each, role, level_changes.departure(view, each, role)) for each in without_end
    )


class Summary(msgspec.Struct, frozen=True):
    """How the people of a side changed: counts, and from six complete people on an interval.

    ``wilson`` is the interval of the share better of those with an end; ``bounds`` the number
    better if nobody missing was, and if all were. ``hodges_lehmann`` and ``test`` are for the data.
    """

    counts: BeforeAfter
    wilson: Interval | None
    hodges_lehmann: Estimate | None
    test: SignedRank | None
    people: tuple[PersonChange, ...]
    by_skill: tuple[SkillChange, ...]

    @property
    def went_down(self) -> int:
        """How many people stand lower in any skill, whatever their mean."""
        return sum(each.down > 0 for each in self.people)

    @property
    def partly(self) -> int:
        """How many people have an end in only some of the skills they started with."""
        return sum(0 < each.seen < each.started for each in self.people)


def side_summary(view: View, role: Role, end: Moment = "final") -> Summary:
    """Return how the people of a side changed, each by all skills with a start and an end.

    With ``end`` the checkpoint it says so of the mid-point.
    """
    rows = level_changes.changes(view, role, end)
    people = level_changes.person_changes(rows)
    counts = level_changes.level_summary(people)
    known = [each.mean for each in people if each.mean is not None]
    enough = len(known) >= FEWEST_FOR_A_TEST
    return Summary(
        counts,
        wilson(counts.improved, counts.pairs) if counts.pairs else None,
        hodges_lehmann(known) if enough else None,
        signed_rank(known) if enough else None,
        tuple(sorted(people, key=lambda each: each.person_id)),
        tuple(level_changes.skill_changes(rows)),
    )


class Attrition(msgspec.Struct, frozen=True):
    """Where people stood at the start who have an end, and who have none: median mean levels."""

    with_end: int
    without_end: int
    start_with: float | None
    start_without: float | None


def attrition(view: View, role: Role) -> Attrition:
    """Return how those without an end stood at the start, beside those with one.

    A person's start is the mean level over the skills with a starting point.
    """
    rows = level_changes.changes(view, role)
    complete = _people([row for row in rows if row.levels is not None])
    starts = _mean_starts(rows)
    staying = [mean for who, mean in starts.items() if who in complete]
    going = [mean for who, mean in starts.items() if who not in complete]
    return Attrition(
        len(staying),
        len(going),
        median(staying) if staying else None,
        median(going) if going else None,
    )


def _mean_starts(rows: Sequence[LevelChange]) -> dict[str, float]:
    """Return the mean level at the start of each person, over the skills with a starting point."""
    starts: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.baseline:
            starts[row.person_id].append(row.baseline.level)
    return {who: sum(levels) / len(levels) for who, levels in starts.items()}


class Dose(msgspec.Struct, frozen=True):
    """How many sessions somebody was at, and how he or she changed, in levels a skill."""

    person_id: str
    sessions: int
    change: float


def doses(view: View, role: Role) -> list[Dose]:
    """Return the sessions each person was at beside the change, of those with a change."""
    attended: defaultdict[str, int] = defaultdict(int)
    for session in view.sessions:
        if session.status == "held":
            there = [who for who, how in session.attendance.items() if how == "present"]
            for person_id in [session.mentor_id] if role == "mentor" else there:
                attended[person_id] += 1
    people = level_changes.person_changes(level_changes.changes(view, role))
    return [
        Dose(each.person_id, attended[each.person_id], each.mean)
        for each in people
        if each.mean is not None
    ]


class Spread(msgspec.Struct, frozen=True):
    """The lowest and the highest level of those with both numbers, at the start and at the end."""

    skill_id: str
    n: int
    before: tuple[int, int]
    after: tuple[int, int]


def spread(rows: Sequence[LevelChange]) -> list[Spread]:
    """Return how far apart people stood in each skill, before and after."""
    levels: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row.baseline and row.final:
            levels[row.skill_id].append((row.baseline.level, row.final.level))
    return [_spread(skill_id, both) for skill_id, both in sorted(levels.items())]


def _spread(skill_id: str, levels: Sequence[tuple[int, int]]) -> Spread:
    before, after = zip(*levels, strict=True)
    return Spread(skill_id, len(levels), (min(before), max(before)), (min(after), max(after)))
