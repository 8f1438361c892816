"""What the sponsor may hear: every number of people through one gate, over one whole a side.

The whole is always everybody who took part on a side, so that no two totals differ by a few; what
somebody lacks (an end, an answer) is a part of it. The names of the parts are keys; whoever prints
them puts words in their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from revmentor.model.base import Role
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, follow_ups, level_changes
from revmentor.rules.results.findings import Effort, IndicatorChange
from revmentor.rules.results.privacy import LEAST, MergedCell, gate, may_be_told


@dataclass(frozen=True)
class ToldParts:
    """One whole in the parts that may be told: none where it is too small, or all had to merge.

    That everybody of five or more is in one part is told: it is the result (decision 18).
    """

    topic: str
    role: Role
    of: int
    cells: tuple[MergedCell, ...]


def _told(view: View, topic: str, role: Role, **parts: int) -> ToldParts:
    of = len(_people(view, role))
    cells = gate([*parts.items()])
    return ToldParts(
        topic, role, of, tuple(each for each in cells if each.n) if len(cells) > 1 else ()
    )


def _people(view: View, role: Role) -> list[str]:
    return list(view.seniors if role == "senior" else view.mentors)


def level_changes_of(view: View, role: Role) -> ToldParts:
    """Return how a side changed."""
    counts = findings.side_summary(view, role).counts
    rest = len(_people(view, role)) - counts.pairs
    return _told(
        view,
        "change",
        role,
        improved=counts.improved,
        same=counts.same,
        worse=counts.worse,
        no_end=rest,
    )


def standard(view: View) -> ToldParts | None:
    """Return how many seniors stand at the standard level; ``None`` where there is none."""
    found = level_changes.standard_level(view)
    if not found.of:
        return None
    seen = {row.person_id for row in found.below if level_changes.has_end(view, row)}
    return _told(
        view,
        "standard_level",
        "senior",
        reached=found.reached,
        below=len(seen),
        no_end=found.of - found.reached - len(seen),
    )


def recommends(view: View, role: Role) -> ToldParts:
    """Return how a side would recommend the programme, 0 to 10."""
    people = _people(view, role)
    forms = [view.evaluations.get((each, role)) for each in people]
    scores = [f.would_recommend for f in forms if f and f.would_recommend is not None]
    return _told(
        view,
        "would_recommend",
        role,
        **{
            "9-10": sum(score >= 9 for score in scores),
            "7-8": sum(7 <= score <= 8 for score in scores),
            "0-6": sum(score <= 6 for score in scores),
            "no_answer": len(people) - len(scores),
        },
    )


def stayed(view: View, role: Role, on: date) -> ToldParts:
    """Return how many of a side are in the firm on a day."""
    found = follow_ups.retention(view, role, on)
    n = len(found.stayed)
    return _told(view, "retention", role, stayed=n, left=len(found.started) - n)


def sponsor_indicators(view: View) -> list[IndicatorChange]:
    """Return the indicators that tell of no small group."""
    both = len({*view.seniors, *view.mentors})
    groups = (len(view.seniors), len(view.mentors), both, len(view.seniors) + len(view.mentors))
    return [each for each in findings.indicators(view) if may_be_told(each.indicator, groups)]


def sponsor_effort(view: View) -> tuple[Effort, bool, bool]:
    """Return what it took, and whether the mentors’ and the seniors’ hours may be told."""
    spent = findings.effort(view)
    return spent, spent.mentors >= LEAST, spent.seniors >= LEAST


def everything(view: View, today: date) -> list[ToldParts]:
    """Return every whole of people that the sponsor may hear of."""
    found: list[ToldParts | None] = []
    sides: tuple[Role, ...] = ("senior", "mentor")
    for role in sides:
        found.append(level_changes_of(view, role))
    found.append(standard(view))
    for role in sides:
        found.append(recommends(view, role))
    for role in sides:
        found += [
            stayed(view, role, day) for day in follow_ups.retention_days(view.programme, today)[:1]
        ]
    return [each for each in found if each]
