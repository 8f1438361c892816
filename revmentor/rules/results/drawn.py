"""What the first sheet of the report draws, as counts: people, skills, weeks, and what came back.

Every number says of how many; no mean stands for fewer than five people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from revmentor.model.base import Role
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes
from revmentor.rules.results.privacy import LEAST
from revmentor.rules.schedule import strip


class PersonColumn(msgspec.Struct, frozen=True):
    """One person with a starting point: in how many skills up, the same, down, without an end."""

    person_id: str
    up: int
    same: int
    down: int
    no_end: int

    @property
    def is_seen(self) -> bool:
        """Whether any skill was seen at both moments."""
        return bool(self.up + self.same + self.down)


def people(view: View, role: Role) -> list[PersonColumn]:
    """Return everybody of a side with a starting point: who rose most first, no end last."""
    gains_of: defaultdict[str, list[int | None]] = defaultdict(list)
    for row in level_changes.changes(view, role):
        if row.baseline:
            gains_of[row.person_id].append(row.levels)
    columns = [_column(who, gains) for who, gains in gains_of.items()]
    return sorted(columns, key=lambda each: (not each.is_seen, each.down - each.up, each.down))


def _column(person_id: str, gains: Sequence[int | None]) -> PersonColumn:
    seen = [each for each in gains if each is not None]
    up, down = sum(each > 0 for each in seen), sum(each < 0 for each in seen)
    return PersonColumn(person_id, up, len(seen) - up - down, down, len(gains) - len(seen))


class SkillMean(msgspec.Struct, frozen=True):
    """The mean level in a skill at start and end of the ``n`` people seen at both moments."""

    skill_id: str
    n: int
    before: float
    after: float


def skills(view: View, role: Role) -> list[SkillMean]:
    """Return the skills seen at both moments of five people or more, the most people first."""
    levels_of: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in level_changes.changes(view, role):
        if row.baseline and row.final:
            levels_of[row.skill_id].append((row.baseline.level, row.final.level))
    means = [
        SkillMean(
            skill_id, len(levels), *(sum(each) / len(levels) for each in zip(*levels, strict=True))
        )
        for skill_id, levels in levels_of.items()
        if len(levels) >= LEAST
    ]
    return sorted(means, key=lambda each: (-each.n, each.skill_id))


class Week(msgspec.Struct, frozen=True):
    """What became of the slots of one week: held, lost, not logged."""

    week: int
    held: int
    lost: int
    open: int


def weeks(view: View, today: date) -> list[Week]:
    """Return the weeks up to a day, or the closing, by what became of their slots.

    The sums are those of `findings.fidelity`; a slot put off to a later day is in none.
    """
    day = min(today, view.programme.closed_on or today)
    states: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for cell in strip.weeks_of_day(view, day):
        if cell.slot and cell.slot <= day:
            states[cell.week][findings.came_of(view, cell, day)] += 1
    return [_week(week, states[week]) for week in range(1, max(states, default=0) + 1)]


def _week(week: int, states: Counter[str]) -> Week:
    lost = states["missed"] + states["cancelled"] + states["moved"]
    return Week(week, states["held"], lost, states["due"])


class Returned(msgspec.Struct, frozen=True):
    """In how many sessions and pairs something came back, of those held and those that met."""

    sessions: int
    held: int
    regular: int
    some: int
    none: int
    skill_ids: tuple[str, ...]
    """What came back, the most pairs first."""

    @property
    def met(self) -> int:
        """How many pairs met."""
        return self.regular + self.some + self.none


def returned(view: View) -> Returned:
    """Return what came back, over all sessions and pairs."""
    met = [row for row in findings.give_backs_received(view) if row.held]
    regular = sum(is_regular(row) for row in met)
    giving = sum(bool(row.with_give_back) for row in met)
    named = Counter(skill_id for row in met for skill_id in row.skills)
    return Returned(
        level_changes.sessions_with_give_back(view),
        sum(each.status == "held" for each in view.sessions),
        regular,
        giving - regular,
        len(met) - giving,
        tuple(sorted(named, key=lambda each: (-named[each], each))),
    )


def is_regular(row: findings.GiveBack) -> bool:
    """Tell whether something came back in more than half of the sessions of a pair."""
    return 2 * len(row.with_give_back) > len(row.held)
