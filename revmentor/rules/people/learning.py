"""Levels from start to now, topics said in words, and goals: what somebody is here to learn."""

from __future__ import annotations

from collections.abc import Iterator

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, quoted
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.goal import Goal
from revmentor.model.rating import level_of
from revmentor.rules.goals import topics
from revmentor.rules.goals.attainment import verdict_of
from revmentor.rules.people.sections import Line, Section, Tone, Way
from revmentor.rules.people.subject import Subject
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange


def levels_section(of: Subject, role: Role) -> Section:
    """Return the levels of a role, from the start to now or to the end."""
    title = _("Levels") if role == "senior" else _("Own growth")
    ways = ways_of(of, of.person_id, role)
    lines = [*_counted(ways), *(_level_line(of, *each) for each in ways), *_topics(of, role)]
    if role == "mentor":
        lines += _teaches(of)
    return Section(title, tuple(lines) or (Line(_("no level asked for yet"), tone="quiet"),))


def ways_of(of: Subject, person_id: str, role: Role) -> list[tuple[LevelChange, Way]]:
    """Return each level asked of somebody in a role, with its way so far: to the end, else now."""
    halfway = {
        each.skill_id: each.end
        for each in level_changes.changes(of.view, role, "checkpoint")
        if each.person_id == person_id
    }
    ways = []
    for each in level_changes.changes(of.view, role):
        if each.person_id == person_id:
            now = level_of(each.end or halfway[each.skill_id])
            ways.append((each, Way(level_of(each.baseline), now, each.target)))
    return ways


def is_reached(way: Way) -> bool:
    """Tell whether somebody stands where they were to arrive, as last seen."""
    seen = way.start if way.now is None else way.now
    return seen is not None and way.target is not None and seen >= way.target


def _counted(ways: list[tuple[LevelChange, Way]]) -> Iterator[Line]:
    wanted = [way for _change, way in ways if way.target is not None]
    if len(wanted) > 1:
        reached = sum(map(is_reached, wanted))
        yield Line(_("{n} of {of} reached").format(n=reached, of=len(wanted)), tone="quiet")


def _level_line(of: Subject, change: LevelChange, way: Way) -> Line:
    parts = [_way_in_words(change, way)]
    if way.target is not None:
        text = _("goal {level} reached") if is_reached(way) else _("goal {level}")
        parts.append(text.format(level=way.target))
    if change.other_end:
        parts.append(_("another rater’s end, not compared"))
    if change.then:
        parts.append(_("seen afterwards the start was {level}").format(level=change.then.level))
    tone: Tone = "reached" if is_reached(way) else "plain"
    name, short = of.view.skill_name(change.skill_id), of.wording.short_names[change.skill_id]
    return Line(" · ".join(parts), name, way, tone, short=short)


def _way_in_words(change: LevelChange, way: Way) -> str:
    if way.start is None and way.now is None:
        return _("not rated yet")
    if way.now is None:
        return _("start {start}").format(start=way.start)
    start = "–" if way.start is None else way.start
    text = _("start {start}, end {now}") if change.end else _("start {start}, half-way {now}")
    return text.format(start=start, now=way.now)


def _topics(of: Subject, role: Role) -> Iterator[Line]:
    """Yield what is said of topics of perspective, before and after."""
    for skill_id in topics.asked_of(of.view, of.person_id, role):
        name = of.view.skill_name(skill_id)
        for moment, when in labels.reflection_moments().items():
            text = topics.said(of.view, of.person_id, skill_id, moment)
            words = quoted(of.naming.words(text)) if text else _("not said")
            tone: Tone = "plain" if text else "quiet"
            yield Line(f"{when}: {words}", name, tone=tone, short=of.wording.short_names[skill_id])


def _teaches(of: Subject) -> Iterator[Line]:
    """Yield what a mentor teaches, each with the own level as it was rated at the start."""
    offers = of.view.participation(of.person_id, "mentor").offers
    skills = [
        " ".join(filter(None, [of.view.skill_name(each), _start_of(of, each)])) for each in offers
    ]
    if skills:
        yield Line(", ".join(skills), _("teaches"))


def _start_of(of: Subject, skill_id: str) -> str:
    level = level_of(of.view.rating(of.person_id, skill_id, "baseline"))
    return "" if level is None else str(level)


def goals_section(of: Subject) -> Section:
    """Return the goals of the person, what became of each, and whether they were heard."""
    goals = of.view.goals_of(of.person_id)
    lines = [line for goal in goals for line in _goal_lines(of, goal)]
    if not goals:
        lines.append(Line(_("no own goal yet"), tone="quiet"))
    return Section(_("Goals"), (*lines, *_heard(of)))


def _goal_lines(of: Subject, goal: Goal) -> Iterator[Line]:
    parts = [of.naming.words(goal.text)]
    if goal.due_on:
        parts.append(_("until {day}").format(day=plain_date(goal.due_on)))
    if goal.attainment is not None:
        parts.append(verdict_of(goal))
    yield Line(" · ".join(parts))
    for label, text in (
        (_("starting point"), goal.starting_point),
        (_("will be seen"), goal.expected),
        (_("of the verdict"), goal.attainment_note),
    ):
        if text:
            yield Line(of.naming.words(text), label, tone="quiet")


def _heard(of: Subject) -> Iterator[Line]:
    for role in of.roles:
        heard = of.view.participations[of.person_id, role].acknowledged
        if heard is None:
            yield Line(_("the goals were not gone through together yet"), tone="quiet")
            continue
        text = (
            _("heard on {day}, understood")
            if heard.understood
            else _("heard on {day}, not understood yet")
        )
        tone: Tone = "quiet" if heard.understood else "look"
        yield Line(text.format(day=plain_date(heard.on)), tone=tone)
        if heard.question:
            yield Line(quoted(of.naming.words(heard.question)), _("asked"))
