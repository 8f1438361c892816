"""What changed between start and end, counted honestly for few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.rating import Moment, Rating
from revmentor.rules.goals import levels
from revmentor.rules.goals.attainment import GapClosed, gap_closed
from revmentor.rules.programme_view import View
from revmentor.rules.results.statistics import (
    BeforeAfter,
    before_after,
)


@dataclass(frozen=True)
class LevelChange:
    """One person and skill from start to end, both seen by the same kind of rater."""

    person_id: str
    role: Role
    skill_id: str
    target: int | None
    baseline: Rating | None
    final: Rating | None
    other_rater: bool = False
    then: Rating | None = None
    """The start as the person sees it at the end: a third number, never in place of the first."""

    @property
    def levels(self) -> int | None:
        """Levels gained (negative: lost), or ``None`` where start or end is missing."""
        if self.baseline is None or self.final is None:
            return None
        return self.final.level - self.baseline.level

    @property
    def gap(self) -> GapClosed:
        """The share of the way to the target."""
        return gap_closed(
            self.baseline.level if self.baseline else None,
            self.target,
            self.final.level if self.final else None,
        )


def changes(view: View, role: Role, end: Moment = "final") -> list[LevelChange]:
    """Return a row for every person of a role, also those who left, and every skill asked of them.

    What a mentor teaches is not a row: it was rated to pair well, not to be learned. With ``end``
    the checkpoint rows are read at the mid-point: ``final`` is then the checkpoint.
    """
    people = view.seniors if role == "senior" else view.mentors
    return [
        _change(view, person_id, role, asked, end)
        for person_id in people
        for asked in levels.asked_of(view, person_id, role).values()
        if asked.need != "teaches"
    ]


def _change(
    view: View, person_id: str, role: Role, asked: levels.AskedLevel, moment: Moment
) -> LevelChange:
    start = view.rating(person_id, asked.skill_id, "baseline")
    end = view.rating(person_id, asked.skill_id, moment)
    then = view.rating(person_id, asked.skill_id, "then")
    if start and then:
        then = view.rating_by(person_id, asked.skill_id, "then", start.rated_by) or then
    other = False
    if start and end and start.rated_by != end.rated_by:
        start, end, other = _alike(view, start, end)
    return LevelChange(person_id, role, asked.skill_id, asked.target, start, end, other, then)


def _alike(view: View, start: Rating, end: Rating) -> tuple[Rating, Rating | None, bool]:
    """Return a start and an end by one kind of rater, and whether only others rated the end.

    The latest start counts, if its rater saw the end too; else that of whoever saw the end last.
    """
    person_id, skill_id = start.person_id, start.skill_id
    if same := view.rating_by(person_id, skill_id, end.moment, start.rated_by):
        return start, same, False
    if earlier := view.rating_by(person_id, skill_id, "baseline", end.rated_by):
        return earlier, end, False
    return start, None, True


def gains(rows: Sequence[LevelChange]) -> dict[str, int | None]:
    """Return the levels each person who started gained over all complete skills, or ``None``.

    ``None`` is somebody with a starting point and no complete skill: missing, and never imputed.
    """
    found: dict[str, int | None] = {}
    for row in rows:
        if row.baseline is None:
            continue
        before = found.setdefault(row.person_id, None)
        if row.levels is not None:
            found[row.person_id] = (before or 0) + row.levels
    return found


def level_summary(rows: Sequence[LevelChange]) -> BeforeAfter:
    """Count people, not rows: a person's change is the sum of the levels over complete skills.

    A person with a starting point but no complete skill is missing.
    """
    after = list(gains(rows).values())
    return before_after([0] * len(after), after)


@dataclass(frozen=True)
class StandardLevel:
    """How many seniors stand at the standard level in all its skills, at the start and now."""

    of: int
    at_start: int
    reached: int
    below: tuple[LevelChange, ...]


def standard_level(view: View) -> StandardLevel:
    """Count the seniors at the standard level: a level nobody rated does not count as reached.

    Whoever has no final yet is judged by the baseline if that already reaches the level.
    """
    wanted = view.programme.standard_level
    rows = [row for row in changes(view, "senior") if row.skill_id in wanted]
    start, now, below = [], [], []
    for person_id in view.seniors:
        mine = [row for row in rows if row.person_id == person_id]
        if mine and all(_at_start(view, row) >= wanted[row.skill_id] for row in mine):
            start.append(person_id)
        under = [row for row in mine if _level_at_end(view, row) < wanted[row.skill_id]]
        below += under
        if mine and not under:
            now.append(person_id)
    return StandardLevel(len(view.seniors) if wanted else 0, len(start), len(now), tuple(below))


def level_now(view: View, row: LevelChange) -> int | None:
    """Return the level somebody stands at: the last end by any rater, else the start.

    A level is a state, not a change: here it does not matter that start and end have one rater.
    """
    rating = view.rating(row.person_id, row.skill_id, "final") or view.rating(
        row.person_id, row.skill_id, "baseline"
    )
    return rating.level if rating else None


def has_end(view: View, row: LevelChange) -> bool:
    """Tell whether anybody rated the end; without it a level is that of the start."""
    return view.rating(row.person_id, row.skill_id, "final") is not None


def _level_at_end(view: View, row: LevelChange) -> int:
    level = level_now(view, row)
    return -1 if level is None else level


def _at_start(view: View, row: LevelChange) -> int:
    rating = view.rating(row.person_id, row.skill_id, "baseline")
    return rating.level if rating else -1


def departure(view: View, person_id: str, role: Role) -> str:
    """Return why somebody has no end, in words, or an empty string for one who is still there."""
    person, part = view.snapshot.people.get(person_id), view.participations.get((person_id, role))
    if person and person.left_on and view.has_left(person_id):
        text = _("left the firm on {day}").format(day=plain_date(person.left_on))
        return f"{text}: {person.left_reason}" if person.left_reason else text
    if part and part.status != "active":
        verb = labels.participation_statuses()[part.status]
        text = f"{verb} {plain_date(part.status_on)}" if part.status_on else verb
        return f"{text}: {part.status_reason}" if part.status_reason else text
    return ""


@dataclass(frozen=True)
class GiveBackCounts:
    """Sessions and give-backs counted: what was held, and what came back to the mentors."""

    held: int
    settled: int
    give_backs: int
    pairs: int
    pairs_with_give_back: int


def exchange(view: View) -> GiveBackCounts:
    """Count the programme's sessions and give-backs."""
    held = [each for each in view.sessions if each.status == "held"]
    settled = [each for each in view.sessions if each.status in {"held", "missed", "cancelled"}]
    giving = {
        (session.mentor_id, senior_id)
        for session in held
        if session.received
        for senior_id, how in session.attendance.items()
        if how == "present"
    }
    pairs = {(pair.mentor_id, pair.senior_id) for pair in view.pairs}
    return GiveBackCounts(
        len(held),
        len(settled),
        sum(len(session.received) for session in held),
        len(pairs),
        len(pairs & giving),
    )


def missing_to_close(view: View) -> list[str]:
    """Return in words what an evaluation still lacks; nothing of it forbids closing."""
    found = []
    if finals := len(levels.missing_levels(view, "final")):
        found.append(ngettext("{n} final rating", "{n} final ratings", finals))
    people = [(each, "senior") for each in view.active_seniors]
    people += [(each, "mentor") for each in view.active_mentors]
    forms = sum(1 for who, role in people if not _has_form(view, who, role))
    if forms:
        found.append(ngettext("{n} final form", "{n} final forms", forms))
    goals = [goal for who in (None, *view.participants) for goal in view.goals_of(who)]
    if unjudged := sum(1 for goal in goals if goal.attainment is None):
        found.append(ngettext("{n} goal to judge", "{n} goals to judge", unjudged))
    if not view.programme.lessons:
        found.append(_("the lessons learned"))
    if not view.programme.decision:
        found.append(_("the decision"))
    return found


def _has_form(view: View, person_id: str, role: str) -> bool:
    return (person_id, "mentor" if role == "mentor" else "senior") in view.evaluations


def caution() -> str:
    """Return the sentence without which no result is printed."""
    return _(
        "These people changed. Without a group to compare with, the programme is one possible "
        "reason."
    )
