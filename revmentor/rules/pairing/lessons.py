"""What one side can bring the other: lessons to the senior, give-backs to the mentor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.rating import level_of
from revmentor.rules.goals import levels, topics
from revmentor.rules.programme_view import View, remembered


class LessonNeed(msgspec.Struct, frozen=True):
    """A skill a senior is to learn: the level now (``None``: not rated), the level to reach.

    ``own`` tells a goal of the senior's from a skill of the standard level.
    """

    skill_id: str
    level: int | None
    target: int
    weight: int
    own: bool = False

    @property
    def gap(self) -> int:
        """The levels still to go; all of them where the starting point is not written down."""
        return max(0, self.target - (self.level or 0))


class Lesson(msgspec.Struct, frozen=True):
    """A skill the mentor can bring the senior on in: where both stand, and where to."""

    skill_id: str
    senior_level: int | None
    target: int
    mentor_level: int | None
    weight: int = 1
    own: bool = False

    @property
    def closes(self) -> int:
        """How many levels of the gap this mentor can close."""
        return max(0, self.reaches - (self.senior_level or 0))

    @property
    def reaches(self) -> int:
        """The level this mentor can bring the senior to: the target, or the own level below it."""
        return self.target if self.mentor_level is None else min(self.target, self.mentor_level)


@remembered
def needs(view: View, senior_id: str) -> Sequence[LessonNeed]:
    """Return the skills a senior stands below the level to reach in, own goals first."""
    weights = _weights(view, senior_id)
    wanted = (
        LessonNeed(
            skill_id,
            _level_at_start(view, senior_id, skill_id),
            level.target or 0,
            weights.get(skill_id, 1),
            own=level.need == "goal",
        )
        for skill_id, level in levels.asked_of(view, senior_id, "senior").items()
    )
    every = [*wanted, *_topics(view, senior_id, weights)]
    return sorted((need for need in every if need.gap), key=lambda need: not need.own)


def _topics(view: View, senior_id: str, weights: Mapping[str, int]) -> Iterator[LessonNeed]:
    """Yield the topics of perspective of a senior's goals: whoever offers one can bring it."""
    targets = {goal.skill_id: goal.target for goal in view.goals_of(senior_id)}
    for skill_id in topics.asked_of(view, senior_id, "senior"):
        is_own = skill_id in targets
        target = targets.get(skill_id) or view.programme.standard_level.get(skill_id) or 1
        yield LessonNeed(skill_id, None, target, weights.get(skill_id, 1), own=is_own)


def _level_at_start(view: View, person_id: str, skill_id: str) -> int | None:
    return level_of(view.rating(person_id, skill_id, "baseline"))


def _weights(view: View, person_id: str) -> dict[str, int]:
    return {goal.skill_id: goal.weight for goal in view.goals_of(person_id) if goal.skill_id}


@remembered
def lessons(view: View, mentor_id: str, senior_id: str) -> Sequence[Lesson]:
    """Return the skills this senior is to learn and this mentor can teach.

    The senior's own goals come first, then those of the standard level, each the widest gap first.

    A mentor stands ``levels_above`` over the senior's level; a level that nobody wrote down speaks
    against nobody.
    """
    part = view.mentors.get(mentor_id)
    offers = part.offers if part else ()
    offered = (
        Lesson(
            need.skill_id,
            need.level,
            need.target,
            _level_at_start(view, mentor_id, need.skill_id),
            need.weight,
            need.own,
        )
        for need in needs(view, senior_id)
        if need.skill_id in offers
    )
    above = view.programme.pairs_by.levels_above
    taught = [lesson for lesson in offered if _stands_above(lesson, above)]
    return sorted(
        taught, key=lambda lesson: (not lesson.own, (lesson.senior_level or 0) - lesson.target)
    )


def _stands_above(lesson: Lesson, levels_above: int) -> bool:
    """Tell whether the mentor stands so far above the senior, as far as is known."""
    if lesson.mentor_level is None:
        return True
    return lesson.mentor_level >= (lesson.senior_level or 0) + levels_above


def own_goals(view: View, mentor_id: str, senior_id: str) -> tuple[list[str], list[str]]:
    """Return the senior's own goals with levels to go: those the mentor can teach, and the rest."""
    taught = {lesson.skill_id for lesson in lessons(view, mentor_id, senior_id)}
    own = [need.skill_id for need in needs(view, senior_id) if need.own]
    return [s for s in own if s in taught], [s for s in own if s not in taught]


def wishes(view: View, mentor_id: str) -> Mapping[str, int]:
    """Return the skills a mentor wishes to learn, with the weight of each."""
    return {
        skill_id: weight
        for skill_id, weight in _weights(view, mentor_id).items()
        if levels.goal_role(view, mentor_id, skill_id) == "mentor"
    }


def give_backs(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return the skills this senior offers and this mentor wishes to learn."""
    senior = view.seniors.get(senior_id)
    wanted = wishes(view, mentor_id)
    return [skill_id for skill_id in (senior.offers if senior else ()) if skill_id in wanted]


def rationale(view: View, mentor_id: str, senior_id: str) -> str:
    """Return in one line why the two fit: what is taught, and what comes back; or nothing."""
    taught = [view.skill_name(each.skill_id) for each in lessons(view, mentor_id, senior_id)[:2]]
    back = [view.skill_name(each) for each in give_backs(view, mentor_id, senior_id)[:2]]
    parts = []
    if taught:
        parts.append(_("teaches {skills}").format(skills=", ".join(taught)))
    if back:
        parts.append(_("gets back {skills}").format(skills=", ".join(back)))
    return "; ".join(parts)
