"""Levels: the starting point, checkpoints, and the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from revmentor.content import skills
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal
from revmentor.model.rating import Moment, Rater, Rating, level_of
from revmentor.rules.goals import attainment, levels
from revmentor.rules.programme_view import View
from revmentor.store.transaction import Transaction


def rate(
    tx: Transaction,
    person_id: str,
    skill_id: str,
    level: int,
    *,
    moment: Moment = "baseline",
    rated_by: Rater = "coordinator",
    on: date | None = None,
    evidence: str | None = None,
    keep_evidence: bool = True,
    tasks: Mapping[str, bool] | None = None,
) -> Rating:
    """Record a level (0-8). A second thought on the same day takes the first one's place.

    A baseline is refused after the person's first session, and never changed after it. A final
    rating also judges the skill goal it belongs to, unless somebody judged it already. ``tasks``
    are the observable tasks that were watched, and whether each was done alone; without them those
    ticked before for the same rating stay.
    """
    rating = put_rating(
        tx,
        person_id,
        skill_id,
        level,
        moment=moment,
        rated_by=rated_by,
        on=on or tx.today,
        evidence=evidence,
        keep_evidence=keep_evidence,
        tasks=tasks,
    )
    what = _("{name}: {skill} rated {level}").format(
        name=tx.view.name(person_id), skill=tx.view.skill_name(skill_id), level=level
    )
    return tx.commit_as(what, rating)


def put_rating(
    tx: Transaction,
    person_id: str,
    skill_id: str,
    level: int,
    *,
    moment: Moment,
    rated_by: Rater,
    on: date,
    evidence: str | None = None,
    keep_evidence: bool = True,
    tasks: Mapping[str, bool] | None = None,
) -> Rating:
    """Put a level in as :func:`rate` does, as a part of a larger change."""
    view = tx.open_view
    old = view.rating(person_id, skill_id, moment)
    _refuse(view, person_id, moment, on, old, tx.today)
    _refuse_unknown_skill(view, skill_id)
    _refuse_unknown_task(view, skill_id, tasks or ())
    _refuse_topic(view, person_id, skill_id)
    corrected = _corrected(old, on, rated_by)
    tasks = _tasks(corrected, tasks)
    if corrected and keep_evidence:
        evidence = evidence or corrected.evidence
    rating = tx.new(
        Rating,
        replaces=corrected,
        person_id=person_id,
        skill_id=skill_id,
        level=level,
        moment=moment,
        rated_by=rated_by,
        on=on,
        evidence=evidence,
        tasks={each: tasks[each] for each in sorted(tasks)},
        **_framework(view, skill_id),
    )
    tx.put(rating, *_judged(view, rating))
    return rating


def _tasks(corrected: Rating | None, tasks: Mapping[str, bool] | None) -> Mapping[str, bool]:
    """Return what was ticked; where nothing was asked, what stood in the rating before."""
    if tasks is None:
        return corrected.tasks if corrected else {}
    return tasks


def _corrected(old: Rating | None, on: date, rated_by: Rater) -> Rating | None:
    """Return the rating that a new one replaces: a starting point, or one of the same day."""
    if old and (old.moment == "baseline" or (old.on, old.rated_by) == (on, rated_by)):
        return old
    return None


def _framework(view: View, skill_id: str) -> dict[str, str]:
    """Return the framework that the levels of a digital skill are those of."""
    if not view.skills[skill_id].digcomp:
        return {}
    return {"framework": skills.FRAMEWORK, "framework_version": skills.FRAMEWORK_VERSION}


def _refuse(
    view: View, person_id: str, moment: Moment, on: date, old: Rating | None, today: date
) -> None:
    if problem := levels.refusal(view, person_id, moment, on, old, today):
        raise Refused(problem, field="on" if on > today else "level")


def _refuse_unknown_skill(view: View, skill_id: str) -> None:
    if skill_id not in view.skills:
        raise Refused(_("There is no skill “{id}”.").format(id=skill_id), field="skill_id")


def _refuse_topic(view: View, person_id: str, skill_id: str) -> None:
    if levels.in_words(view, person_id, skill_id):
        raise Refused(
            _("{skill} is answered by a sentence before and after, and not by a level.").format(
                skill=view.skill_name(skill_id)
            ),
            field="level",
        )


def _refuse_unknown_task(view: View, skill_id: str, tasks: Iterable[str]) -> None:
    known = {each.id for each in view.tasks(skill_id)}
    if unknown := sorted(set(tasks) - known):
        raise Refused(
            _("{skill} has no observable task “{id}”.").format(
                skill=view.skill_name(skill_id), id=unknown[0]
            ),
            field="tasks",
        )


def look_back(tx: Transaction, person_id: str, seen: Mapping[str, int | None]) -> list[Rating]:
    """Record where somebody sees the own start from today: a third number, in one change.

    ``seen`` gives a level (0-8) for each skill asked about, ``None`` where nothing was said; what
    was said before today stays. It never takes the place of the starting point.
    """
    view = tx.open_view
    answers = {skill_id: level for skill_id, level in seen.items() if level is not None}
    if not answers:
        raise Refused(_("Nothing is answered yet."))
    ratings: list[Rating] = []
    for skill_id, level in answers.items():
        start = view.rating(person_id, skill_id, "baseline")
        if start is None:
            raise Refused(
                _("{name} has no starting point in {skill} to look back on.").format(
                    name=view.name(person_id), skill=view.skill_name(skill_id)
                )
            )
        old = view.rating(person_id, skill_id, "then")
        rating = tx.new(
            Rating,
            replaces=old if old and old.on == tx.today else None,
            person_id=person_id,
            skill_id=skill_id,
            level=level,
            moment="then",
            rated_by="self",
            on=tx.today,
            framework=start.framework,
            framework_version=start.framework_version,
        )
        ratings.append(rating)
    tx.put(*ratings)
    return tx.commit_as(_("{name} looks back").format(name=view.name(person_id)), ratings)


def clear(
    tx: Transaction, person_id: str, skill_id: str, *, moment: Moment = "baseline"
) -> Rating | None:
    """Take back a rating that was never meant; a starting point stands once sessions began."""
    view = tx.open_view
    old = view.rating(person_id, skill_id, moment)
    if old is None:
        return None
    _refuse(view, person_id, moment, old.on, old, tx.today)
    for goal in view.goals_of(person_id) if moment == "final" else ():
        if goal.skill_id == skill_id and goal.attainment is not None and _by_levels(view, goal):
            tx.put(msgspec.structs.replace(goal, attainment=None, attainment_on=None))
    tx.remove(old)
    what = _("{name}: rating of {skill} taken back").format(
        name=view.name(person_id), skill=view.skill_name(skill_id)
    )
    return tx.commit_as(what, old)


def _judged(view: View, rating: Rating) -> Iterator[Goal]:
    """Yield the goals on the skill of a final rating, judged by it; another rating judges none."""
    if rating.moment != "final":
        return
    start = view.rating(rating.person_id, rating.skill_id, "baseline")
    for goal in view.goals_of(rating.person_id):
        if goal.skill_id != rating.skill_id or goal.target is None:
            continue
        if goal.attainment is None or _by_levels(view, goal):
            score = attainment.attainment_from_levels(
                level_of(start), goal.target, rating.level, goal.baseline_score
            )
            yield msgspec.structs.replace(goal, attainment=score, attainment_on=rating.on)


def _by_levels(view: View, goal: Goal) -> bool:
    """Tell whether a goal stands as the levels say, and nobody judged it otherwise."""
    return goal.attainment_said is None and goal.attainment == attainment.proposed(view, goal)
