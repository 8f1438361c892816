"""What changed between start and end, counted honestly for few people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.model.rating import Moment, Rating
from revmentor.model.session import Session
from revmentor.rules.goals import levels
from revmentor.rules.goals.attainment import GapClosed, gap_closed
from revmentor.rules.programme_view import View
from revmentor.rules.results.sides import people_of
from revmentor.rules.results.statistics import BeforeAfter, before_after


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
        return gap_closed(_level(self.baseline), self.target, _level(self.final))


def changes(view: View, role: Role, end: Moment = "final") -> list[LevelChange]:
    """Return a row for every person of a role, also those who left, and every skill asked of them.

    What a mentor teaches is not a row: it was rated to pair well, not to be learned. With ``end``
    the checkpoint rows are read at the mid-point: ``final`` is then the checkpoint.
    """
    return [
        _change(view, person_id, role, wanted, end)
        for person_id in people_of(view, role)
        for wanted in levels.asked_of(view, person_id, role).values()
        if wanted.need != "teaches"
    ]


def _change(
    view: View, person_id: str, role: Role, wanted: levels.AskedLevel, moment: Moment
) -> LevelChange:
    skill_id = wanted.skill_id
    start = view.rating(person_id, skill_id, "baseline")
    end = view.rating(person_id, skill_id, moment)
    then = _looking_back(view, person_id, skill_id, start)
    other = False
    if start and end and start.rated_by != end.rated_by:
        start, end, other = _alike(view, start, end)
    return LevelChange(person_id, role, skill_id, wanted.target, start, end, other, then)


def _looking_back(view: View, person_id: str, skill_id: str, start: Rating | None) -> Rating | None:
    """Return the start as it is seen at the end, by the rater of the start where there is such."""
    then = view.rating(person_id, skill_id, "then")
    if not start or not then:
        return then
    return view.rating_by(person_id, skill_id, "then", start.rated_by) or then


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
    gained: dict[str, int | None] = {row.person_id: None for row in rows if row.baseline}
    for row in rows:
        if row.levels is not None:
            gained[row.person_id] = (gained[row.person_id] or 0) + row.levels
    return gained


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
    rows_of = _standard_rows(view)
    below = [_below(view, rows) for rows in rows_of.values()]
    return StandardLevel(
        len(view.seniors) if view.programme.standard_level else 0,
        sum(_stood_there(view, rows) for rows in rows_of.values()),
        below.count([]),
        tuple(chain.from_iterable(below)),
    )


def _standard_rows(view: View) -> dict[str, list[LevelChange]]:
    """Return the skills of the standard level, by senior."""
    rows_of: dict[str, list[LevelChange]] = {}
    for row in changes(view, "senior"):
        if row.skill_id in view.programme.standard_level:
            rows_of.setdefault(row.person_id, []).append(row)
    return rows_of


def _below(view: View, rows: Sequence[LevelChange]) -> list[LevelChange]:
    """Return the skills in which somebody stands below the standard level now."""
    wanted = view.programme.standard_level
    return [row for row in rows if _at_least(level_now(view, row)) < wanted[row.skill_id]]


def _stood_there(view: View, rows: Sequence[LevelChange]) -> bool:
    """Tell whether somebody stood at the standard level in all of it at the start."""
    wanted = view.programme.standard_level
    return all(_at_least(_level_at_start(view, row)) >= wanted[row.skill_id] for row in rows)


def level_now(view: View, row: LevelChange) -> int | None:
    """Return the level somebody stands at: the last end by any rater, else the start.

    A level is a state, not a change: here it does not matter that start and end have one rater.
    """
    end = view.rating(row.person_id, row.skill_id, "final")
    return end.level if end else _level_at_start(view, row)


def has_end(view: View, row: LevelChange) -> bool:
    """Tell whether anybody rated the end; without it a level is that of the start."""
    return view.rating(row.person_id, row.skill_id, "final") is not None


def _level_at_start(view: View, row: LevelChange) -> int | None:
    return _level(view.rating(row.person_id, row.skill_id, "baseline"))


def _level(rating: Rating | None) -> int | None:
    return rating.level if rating else None


def _at_least(level: int | None) -> int:
    """Return a level that can be compared: one that nobody rated is below all others."""
    return -1 if level is None else level


def departure(view: View, person_id: str, role: Role) -> str:
    """Return why somebody has no end, in words, or an empty string for one who is still there."""
    person, part = view.snapshot.people.get(person_id), view.participations.get((person_id, role))
    if person and person.left_on and view.has_left(person_id):
        text = _("left the firm on {day}").format(day=plain_date(person.left_on))
        return _with_reason(text, person.left_reason)
    if part and part.status != "active":
        return _with_reason(_status(part), part.status_reason)
    return ""


def _status(part: Participation) -> str:
    """Return how somebody takes part, with the day since when, if there is one."""
    verb = labels.participation_statuses()[part.status]
    return f"{verb} {plain_date(part.status_on)}" if part.status_on else verb


def _with_reason(text: str, reason: str | None) -> str:
    return f"{text}: {reason}" if reason else text


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
    statuses = Counter(session.status for session in view.sessions)
    held = [session for session in view.sessions if session.status == "held"]
    giving = chain.from_iterable(_pairs_there(session) for session in held if session.received)
    pairs = {(pair.mentor_id, pair.senior_id) for pair in view.pairs}
    return GiveBackCounts(
        len(held),
        statuses["held"] + statuses["missed"] + statuses["cancelled"],
        sum(len(session.received) for session in held),
        len(pairs),
        len(pairs.intersection(giving)),
    )


def _pairs_there(session: Session) -> list[tuple[str, str]]:
    """Return the mentor of a session with each senior who came."""
    return [(session.mentor_id, who) for who, how in session.attendance.items() if how == "present"]


def missing_to_close(view: View) -> list[str]:
    """Return in words what an evaluation still lacks; nothing of it forbids closing."""
    lacking = []
    if finals := len(levels.missing_levels(view, "final")):
        lacking.append(ngettext("{n} final rating", "{n} final ratings", finals))
    if forms := _missing_forms(view):
        lacking.append(ngettext("{n} final form", "{n} final forms", forms))
    if unjudged := _unjudged_goals(view):
        lacking.append(ngettext("{n} goal to judge", "{n} goals to judge", unjudged))
    if not view.programme.lessons:
        lacking.append(_("the lessons learned"))
    if not view.programme.decision:
        lacking.append(_("the decision"))
    return lacking


def _missing_forms(view: View) -> int:
    """Return how many final forms of those who take part are not there."""
    seniors = {(each, "senior") for each in view.active_seniors}
    mentors = {(each, "mentor") for each in view.active_mentors}
    return len((seniors | mentors) - view.evaluations.keys())


def _unjudged_goals(view: View) -> int:
    goals = (goal for who in (None, *view.participants) for goal in view.goals_of(who))
    return sum(goal.attainment is None for goal in goals)


def caution() -> str:
    """Return the sentence without which no result is printed."""
    return _(
        "These people changed. Without a group to compare with, the programme is one possible "
        "reason."
    )
