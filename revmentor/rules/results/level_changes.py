"""What changed between start and end, counted honestly for few people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import get_args

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.model.rating import Moment, Rater, Rating, level_of
from revmentor.model.session import Session
from revmentor.rules.goals import levels, topics
from revmentor.rules.goals.attainment import GapClosed, level_gap
from revmentor.rules.programme_view import View
from revmentor.rules.results.sides import SIDES, people_of
from revmentor.rules.results.statistics import BeforeAfter, before_after


class LevelChange(msgspec.Struct, frozen=True):
    """One person and skill from start to end, both seen by the same kind of rater."""

    person_id: str
    role: Role
    skill_id: str
    target: int | None
    baseline: Rating | None
    final: Rating | None
    other_end: Rating | None = None
    """The last end, where nobody of one kind saw both: a state, and no change from the start."""
    then: Rating | None = None
    """The start as the person sees it at the end: a third number, never in place of the first."""

    @property
    def end(self) -> Rating | None:
        """The end as a state: by whoever saw the start too, else the last one by anybody."""
        return self.final or self.other_end

    @property
    def levels(self) -> int | None:
        """Levels gained (negative: lost), or ``None`` where start or end is missing."""
        if self.baseline is None or self.final is None:
            return None
        return self.final.level - self.baseline.level

    @property
    def gap(self) -> GapClosed:
        """The share of the way to the target."""
        return level_gap(level_of(self.baseline), self.target, level_of(self.final))


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
    start, end = _alike(view, person_id, skill_id, moment)
    latest = view.rating(person_id, skill_id, moment)
    other = latest if start and not end else None
    final = end if start else latest
    then = _looking_back(view, person_id, skill_id, start)
    return LevelChange(person_id, role, skill_id, wanted.target, start, final, other, then)


def _looking_back(view: View, person_id: str, skill_id: str, start: Rating | None) -> Rating | None:
    """Return the start as it is seen at the end, by the rater of the start where there is such."""
    then = view.rating(person_id, skill_id, "then")
    if not start or not then:
        return then
    return view.rating_by(person_id, skill_id, "then", start.rated_by) or then


def _alike(
    view: View, person_id: str, skill_id: str, end: Moment
) -> tuple[Rating | None, Rating | None]:
    """Return a start and an end by one kind of rater; no end, where no kind saw both.

    Of several kinds that saw both that of the latest start counts, then that of the latest end,
    then whichever saw the end last.
    """
    start = view.rating(person_id, skill_id, "baseline")
    last = view.rating(person_id, skill_id, end)
    if start is None or last is None:
        return start, None
    seen_twice = [
        (first, second)
        for kind in get_args(Rater)
        if (first := view.rating_by(person_id, skill_id, "baseline", kind))
        and (second := view.rating_by(person_id, skill_id, end, kind))
    ]
    if not seen_twice:
        return start, None
    return max(seen_twice, key=lambda both: (both[0] == start, both[1] == last, both[1].on))


class PersonChange(msgspec.Struct, frozen=True):
    """How one person changed: ``mean`` in levels a skill, over the ``seen`` skills of ``started``.

    ``mean`` is ``None`` where no skill was seen at both moments: missing, and never imputed.
    ``down`` counts the skills in which the person stands lower.
    """

    person_id: str
    mean: float | None
    seen: int
    started: int
    down: int


def person_changes(rows: Sequence[LevelChange]) -> list[PersonChange]:
    """Return how each person with a starting point changed, in the order of the rows."""
    rows_of: dict[str, list[LevelChange]] = {}
    for row in rows:
        if row.baseline:
            rows_of.setdefault(row.person_id, []).append(row)
    return [_person_change(person_id, of_person) for person_id, of_person in rows_of.items()]


def _person_change(person_id: str, rows: Sequence[LevelChange]) -> PersonChange:
    seen = [row.levels for row in rows if row.levels is not None]
    mean = sum(seen) / len(seen) if seen else None
    return PersonChange(person_id, mean, len(seen), len(rows), sum(each < 0 for each in seen))


class SkillChange(msgspec.Struct, frozen=True):
    """How one skill changed among the ``n`` people who were seen at both moments."""

    skill_id: str
    up: int
    same: int
    down: int
    n: int


def skill_changes(rows: Sequence[LevelChange]) -> list[SkillChange]:
    """Return how many went up and down in each skill that was seen at both moments."""
    levels_of: dict[str, list[int]] = {}
    for row in rows:
        if row.levels is not None:
            levels_of.setdefault(row.skill_id, []).append(row.levels)
    return [_skill_change(skill_id, levels_of[skill_id]) for skill_id in sorted(levels_of)]


def _skill_change(skill_id: str, gained: Sequence[int]) -> SkillChange:
    up, down = sum(each > 0 for each in gained), sum(each < 0 for each in gained)
    return SkillChange(skill_id, up, len(gained) - up - down, down, len(gained))


def level_summary(people: Sequence[PersonChange]) -> BeforeAfter:
    """Count people, not rows: better is above 0 levels a skill, lower is below.

    A person with a starting point but no skill seen at both moments is missing.
    """
    means = [each.mean for each in people]
    return before_after([0.0] * len(means), means)


def meaning() -> str:
    """Return what better and lower mean; it stands once wherever they are counted."""
    return _(
        "Better, the same, lower: a person’s mean level difference over the skills that one kind "
        "of rater saw at both moments, in levels a skill."
    )


def meaning_shortly() -> str:
    """Return what :func:`meaning` says, in the room of a line."""
    return _("better, lower: mean change over the skills that one kind of rater saw twice")


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


class GiveBackCounts(msgspec.Struct, frozen=True):
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


def sessions_with_give_back(view: View) -> int:
    """Return in how many of the held sessions something came back."""
    return sum(each.status == "held" and bool(each.received) for each in view.sessions)


def _pairs_there(session: Session) -> list[tuple[str, str]]:
    """Return the mentor of a session with each senior who came."""
    return [(session.mentor_id, who) for who, how in session.attendance.items() if how == "present"]


def missing_to_close(view: View) -> list[str]:
    """Return in words what an evaluation still lacks; nothing of it forbids closing."""
    lacking = []
    if finals := len(levels.missing_levels(view, "final")):
        lacking.append(ngettext("{n} final rating", "{n} final ratings", finals))
    if unsaid := len(topics.missing(view, "final")):
        lacking.append(ngettext("{n} topic at the end", "{n} topics at the end", unsaid))
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


def caution(view: View) -> str:
    """Return the sentence without which no result is printed: it says how many people changed.

    Whether somebody did is asked of every skill seen at both moments, on both sides.
    """
    if changed := {row.person_id for role in SIDES for row in changes(view, role) if row.levels}:
        return ngettext(
            "{n} person changed in a skill. Without a group to compare with, the programme is one "
            "possible reason.",
            "{n} people changed in a skill. Without a group to compare with, the programme is one "
            "possible reason.",
            len(changed),
        )
    return without_comparison()


def without_comparison() -> str:
    """Return the sentence that is true of any result, whatever it is."""
    return _("Without a group to compare with, no result is known to come from the programme.")
