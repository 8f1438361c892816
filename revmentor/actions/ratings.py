"""Levels: the starting point, checkpoints, and the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.content import skills
from revmentor.i18n.gettext import _
from revmentor.model.errors import Refused
from revmentor.model.goal import Goal
from revmentor.model.rating import Moment, Rater, Rating
from revmentor.rules.goals import attainment, levels
from revmentor.rules.programme_view import View
from revmentor.store.workspace import Workspace


def rate(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    skill_id: str,
    level: int,
    *,
    today: date,
    moment: Moment = "baseline",
    rated_by: Rater = "coordinator",
    on: date | None = None,
    evidence: str | None = None,
    keep_evidence: bool = True,
    tasks: Mapping[str, bool] | None = None,
) -> Rating:
    """Write down a level (0-8). A second thought on the same day takes the first one's place.

    A baseline is refused after the person's first session, and never changed after it. A final
    rating also judges the skill goal it belongs to, unless somebody judged it already. ``tasks``
    are the observable tasks that were watched, and whether each was done alone; without them those
    ticked before for the same rating stay.
    """
    view = open_view(workspace, programme_id)
    on = on or today
    old = view.rating(person_id, skill_id, moment)
    if problem := levels.refusal(view, person_id, moment, on, old, today):
        raise Refused(problem, field="on" if on > today else "level")
    if skill_id not in view.skills:
        raise Refused(_("There is no skill “{id}”.").format(id=skill_id), field="skill_id")
    known = {each.id for each in skills.tasks(skill_id)}
    if unknown := sorted(set(tasks or ()) - known):
        raise Refused(
            _("{skill} has no observable task “{id}”.").format(
                skill=view.skill_name(skill_id), id=unknown[0]
            ),
            field="tasks",
        )
    same = old is not None and (moment == "baseline" or (old.on, old.rated_by) == (on, rated_by))
    ticked: Mapping[str, bool] = (old.tasks if old and same else {}) if tasks is None else tasks
    digital = bool(view.skills[skill_id].digcomp)
    rating = Rating(
        id=old.id if old and same else workspace.new_id("ratings"),
        programme_id=programme_id,
        person_id=person_id,
        skill_id=skill_id,
        level=level,
        moment=moment,
        rated_by=rated_by,
        on=on,
        evidence=old.evidence if old and same and keep_evidence and not evidence else evidence,
        tasks={each: ticked[each] for each in sorted(ticked)},
        framework=skills.FRAMEWORK if digital else None,
        framework_version=skills.FRAMEWORK_VERSION if digital else None,
    )
    what = _("{name}: {skill} rated {level}").format(
        name=view.name(person_id), skill=view.skill_name(skill_id), level=level
    )
    judged = _judged(view, rating) if moment == "final" else []
    workspace.commit(what, put=[rating, *judged])
    return rating


def look_back(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    seen: Mapping[str, int | None],
    *,
    today: date,
) -> list[Rating]:
    """Write down where somebody sees the own start from today: a third number, in one change.

    ``seen`` gives a level (0-8) for each skill asked about, ``None`` where nothing was said; what
    was said before today stays. It never takes the place of the starting point.
    """
    view = open_view(workspace, programme_id)
    said = {skill_id: level for skill_id, level in seen.items() if level is not None}
    if not said:
        raise Refused(_("Nothing is answered yet."))
    made: list[Rating] = []
    for skill_id, level in said.items():
        start = view.rating(person_id, skill_id, "baseline")
        if start is None:
            raise Refused(
                _("{name} has no starting point in {skill} to look back on.").format(
                    name=view.name(person_id), skill=view.skill_name(skill_id)
                )
            )
        old = view.rating(person_id, skill_id, "then")
        same = old is not None and old.on == today
        made.append(
            Rating(
                id=old.id if old and same else workspace.new_id("ratings", len(made)),
                programme_id=programme_id,
                person_id=person_id,
                skill_id=skill_id,
                level=level,
                moment="then",
                rated_by="self",
                on=today,
                framework=start.framework,
                framework_version=start.framework_version,
            )
        )
    workspace.commit(_("{name} looks back").format(name=view.name(person_id)), put=made)
    return made


def _judged(view: View, rating: Rating) -> list[Goal]:
    start = view.rating(rating.person_id, rating.skill_id, "baseline")
    found = []
    for goal in view.goals_of(rating.person_id):
        if goal.skill_id != rating.skill_id or goal.target is None:
            continue
        before = attainment.proposed(view, goal)
        by_levels = goal.attainment == before and goal.attainment_said is None
        if goal.attainment is None or by_levels:
            score = attainment.attainment_from_levels(
                start.level if start else None, goal.target, rating.level, goal.baseline_score
            )
            found.append(msgspec.structs.replace(goal, attainment=score, attainment_on=rating.on))
    return found


def clear(
    workspace: Workspace,
    programme_id: str,
    person_id: str,
    skill_id: str,
    *,
    today: date,
    moment: Moment = "baseline",
) -> None:
    """Take back a rating that was never meant; a starting point stands once sessions began."""
    view = open_view(workspace, programme_id)
    old = view.rating(person_id, skill_id, moment)
    if old is None:
        return
    if problem := levels.refusal(view, person_id, moment, old.on, old, today):
        raise Refused(problem, field="level")
    what = _("{name}: rating of {skill} taken back").format(
        name=view.name(person_id), skill=view.skill_name(skill_id)
    )
    unjudged = [
        msgspec.structs.replace(goal, attainment=None, attainment_on=None)
        for goal in view.goals_of(person_id)
        if moment == "final"
        and goal.skill_id == skill_id
        and goal.attainment is not None
        and goal.attainment_said is None
        and goal.attainment == attainment.proposed(view, goal)
    ]
    workspace.commit(what, put=unjudged, remove=[old])
