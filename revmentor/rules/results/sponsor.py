"""What the sponsor may hear: every number of people through one gate, over one whole a side.

The whole is always everybody who took part on a side, so that no two totals differ by a few; what
somebody lacks (an end, an answer) is a part of it. The names of the parts are keys; whoever prints
them puts words in their place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from revmentor.model.base import Role
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, follow_ups, level_changes
from revmentor.rules.results.final_forms import forms_of
from revmentor.rules.results.findings import Effort, IndicatorChange
from revmentor.rules.results.privacy import LEAST, MergedCell, gate, may_be_told
from revmentor.rules.results.sides import people_of

_SIDES: tuple[Role, ...] = ("senior", "mentor")


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
    """Return a whole in parts, once they went through the gate."""
    of = len(people_of(view, role))
    cells = gate([*parts.items()])
    shown = tuple(each for each in cells if each.n) if len(cells) > 1 else ()
    return ToldParts(topic, role, of, shown)


def level_changes_of(view: View, role: Role) -> ToldParts:
    """Return how a side changed."""
    counts = findings.side_summary(view, role).counts
    return _told(
        view,
        "change",
        role,
        improved=counts.improved,
        same=counts.same,
        worse=counts.worse,
        no_end=len(people_of(view, role)) - counts.pairs,
    )


def standard(view: View) -> ToldParts | None:
    """Return how many seniors stand at the standard level; ``None`` where there is none."""
    counts = level_changes.standard_level(view)
    if not counts.of:
        return None
    below = {row.person_id for row in counts.below if level_changes.has_end(view, row)}
    return _told(
        view,
        "standard_level",
        "senior",
        reached=counts.reached,
        below=len(below),
        no_end=counts.of - counts.reached - len(below),
    )


def recommends(view: View, role: Role) -> ToldParts:
    """Return how a side would recommend the programme, 0 to 10."""
    scores = [form.would_recommend for form in forms_of(view, role)]
    counts = Counter(_score_band(score) for score in scores if score is not None)
    bands = {band: counts[band] for band in ("9-10", "7-8", "0-6")}
    no_answer = len(people_of(view, role)) - counts.total()
    return _told(view, "would_recommend", role, **bands, no_answer=no_answer)


def _score_band(score: int) -> str:
    """Return the part of the scale, 0 to 10, in which a score lies."""
    if score >= 9:
        return "9-10"
    return "7-8" if score >= 7 else "0-6"


def stayed(view: View, role: Role, on: date) -> ToldParts:
    """Return how many of a side are in the firm on a day."""
    retention = follow_ups.retention(view, role, on)
    n = len(retention.stayed)
    return _told(view, "retention", role, stayed=n, left=len(retention.started) - n)


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
    of_standard = standard(view)
    end = follow_ups.retention_days(view.programme, today)[:1]
    return [
        *(level_changes_of(view, role) for role in _SIDES),
        *([of_standard] if of_standard else []),
        *(recommends(view, role) for role in _SIDES),
        *(stayed(view, role, day) for role in _SIDES for day in end),
    ]
