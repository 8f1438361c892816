"""Who may be paired with whom, and in words why, or why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from revmentor.model.pair import Rule
from revmentor.model.programme import ReportingLineDepth
from revmentor.rules import levels
from revmentor.rules.view import View
from revmentor.words import _, ngettext, plain_date


@dataclass(frozen=True)
class Objection:
    """A reason against a pair. ``rule`` names one that an exception with a reason can open."""

    message: str
    rule: Rule | None = None


def objections(view: View, mentor_id: str, senior_id: str) -> list[Objection]:
    """Return every reason why two people may not be paired now; none means that they may.

    What is not known (no languages, no half-days given) speaks against nobody.
    """
    found = _standing(view, mentor_id, senior_id)
    if found:
        return found
    checks: dict[Rule, Callable[[View, str, str], str]] = {
        "reporting_line": _reporting_line,
        "avoids": _avoids,
        "language": _language,
        "half_day": _half_day,
        "site": _site,
    }
    return [
        Objection(message, rule)
        for rule, check in checks.items()
        if (message := check(view, mentor_id, senior_id))
        and not excepted(view, mentor_id, senior_id, rule)
    ]


def without_pair(view: View, senior_id: str) -> View:
    """Return the view as it would be without a senior's open pair: to ask who else fits."""
    pair = view.pair_of_senior.get(senior_id)
    if pair is None:
        return view
    free = view.snapshot.with_records({"pairs": {pair.id: None}})
    return View(free, view.programme.id, view.skills)


def places(view: View, mentor_id: str) -> int:
    """Return how many seniors a mentor may have: the own limit, else the programme's."""
    part = view.mentors.get(mentor_id)
    most = view.programme.seniors_per_mentor.max
    return most if part is None or part.max_seniors is None else min(part.max_seniors, most)


def excepted(view: View, mentor_id: str, senior_id: str, rule: Rule) -> bool:
    """Tell whether a recorded exception opens this pair for this rule."""
    return any(
        each.programme_id == view.programme.id
        and each.rule == rule
        and each.senior_id == senior_id
        and each.mentor_id in {None, mentor_id}
        for each in view.snapshot.exceptions.values()
    )


def _standing(view: View, mentor_id: str, senior_id: str) -> list[Objection]:
    mentor, senior = view.name(mentor_id), view.name(senior_id)
    found = []
    if view.programme.closed_on:
        found.append(_("The programme is closed."))
    if mentor_id == senior_id:
        found.append(_("Nobody can be their own mentor."))
    if not view.is_active(mentor_id, "mentor"):
        found.append(_("{name} does not take part as a mentor now.").format(name=mentor))
    if not view.is_active(senior_id, "senior"):
        found.append(_("{name} does not take part as a senior now.").format(name=senior))
    if pair := view.pair_of_senior.get(senior_id):
        found.append(
            _("{senior} is paired with {mentor} since {day}; move or end that pair first.").format(
                senior=senior, mentor=view.name(pair.mentor_id), day=plain_date(pair.from_on)
            )
        )
    elif len(view.group_of(mentor_id)) >= places(view, mentor_id):
        found.append(
            ngettext(
                "{{name}} already has a senior, the most that was agreed.",
                "{{name}} already has {n} seniors, the most that was agreed.",
                places(view, mentor_id),
            ).format(name=mentor)
            if places(view, mentor_id)
            else _("{name} takes no seniors now.").format(name=mentor)
        )
    return [Objection(message) for message in found]


def managers(view: View, person_id: str, depth: ReportingLineDepth) -> list[str]:
    """Return the managers above a person, nearest first, up to a depth; a cycle ends the list."""
    found: list[str] = []
    person = view.snapshot.people.get(person_id)
    while person and person.manager_id and person.manager_id not in {person_id, *found}:
        if depth != "any" and len(found) >= depth:
            break
        found.append(person.manager_id)
        person = view.snapshot.people.get(person.manager_id)
    return found


def _reporting_line(view: View, mentor_id: str, senior_id: str) -> str:
    depth = view.programme.reporting_line_depth
    for below, above in ((mentor_id, senior_id), (senior_id, mentor_id)):
        line = managers(view, below, depth)
        if above in line:
            low, high = view.name(below), view.name(above)
            if line.index(above) == 0:
                return _("{high} is the manager of {low}.").format(high=high, low=low)
            return _("{low} is in the reporting line of {high}.").format(low=low, high=high)
    return ""


def _avoids(view: View, mentor_id: str, senior_id: str) -> str:
    for one, role, other in ((mentor_id, "mentor", senior_id), (senior_id, "senior", mentor_id)):
        part = view.mentors.get(one) if role == "mentor" else view.seniors.get(one)
        if part and other in part.avoids:
            return _("{one} asked not to be paired with {other}.").format(
                one=view.name(one), other=view.name(other)
            )
    return ""


def _language(view: View, mentor_id: str, senior_id: str) -> str:
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    spoken = [{word.casefold() for word in each.languages} for each in (mentor, senior)]
    if all(spoken) and not spoken[0] & spoken[1]:
        return _("They have no language in common.")
    return ""


def _half_day(view: View, mentor_id: str, senior_id: str) -> str:
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    days = [set(each.availability) for each in (mentor, senior)]
    if all(days) and not days[0] & days[1]:
        return _("They have no half-day in common.")
    return ""


def _site(view: View, mentor_id: str, senior_id: str) -> str:
    mentor, senior = view.snapshot.people[mentor_id], view.snapshot.people[senior_id]
    elsewhere = mentor.site and senior.site and mentor.site != senior.site
    if elsewhere and {mentor.works, senior.works} == {"on_site", "remote"}:
        return _("One works on site only, the other only at a distance, from another site.")
    return ""


@dataclass(frozen=True)
class Lesson:
    """A skill the mentor can bring the senior on in: where both stand, and where to."""

    skill_id: str
    senior_level: int | None
    target: int | None
    mentor_level: int | None


def lessons(view: View, mentor_id: str, senior_id: str) -> list[Lesson]:
    """Return the skills this senior is asked to learn and this mentor offers to teach."""
    part = view.mentors.get(mentor_id)
    found = []
    for skill_id, asked in levels.asked_of(view, senior_id, "senior").items():
        if part and skill_id in part.offers:
            mine = view.rating(mentor_id, skill_id, "baseline")
            theirs = view.rating(senior_id, skill_id, "baseline")
            lesson = Lesson(
                skill_id,
                theirs.level if theirs else None,
                asked.target,
                mine.level if mine else None,
            )
            if lesson.senior_level is None or (lesson.target or 0) > lesson.senior_level:
                found.append(lesson)
    return sorted(found, key=lambda each: (each.senior_level or 0) - (each.target or 0))


def give_backs(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return the skills this senior offers and this mentor wishes to learn."""
    senior = view.seniors.get(senior_id)
    wanted = {goal.skill_id for goal in view.goals_of(mentor_id)}
    return [skill_id for skill_id in (senior.offers if senior else ()) if skill_id in wanted]


def rationale(view: View, mentor_id: str, senior_id: str) -> str:
    """Return in one line why the two fit: what is taught, and what comes back."""
    taught = [view.skill_name(each.skill_id) for each in lessons(view, mentor_id, senior_id)[:2]]
    back = [view.skill_name(each) for each in give_backs(view, mentor_id, senior_id)[:2]]
    parts = []
    if taught:
        parts.append(_("teaches {skills}").format(skills=", ".join(taught)))
    if back:
        parts.append(_("gets back {skills}").format(skills=", ".join(back)))
    return "; ".join(parts) or _("placed by hand")


def below_minimum(view: View) -> list[str]:
    """Return the mentors who have seniors, but fewer than the programme's minimum."""
    least = view.programme.seniors_per_mentor.min
    return [each for each in view.active_mentors if 0 < len(view.group_of(each)) < least]
