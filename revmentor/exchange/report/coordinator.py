"""The coordinator's report: it names people, and says what each of them gained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from revmentor.content import skills
from revmentor.exchange.report.both_sides import (
    afterwards_told,
    appendix,
    do_now,
    gave_and_gained,
    who_is_missing,
)
from revmentor.exchange.report.common import (
    Bar,
    ReportSection,
    ReportTable,
    firm,
    sides,
    took,
    with_rows,
)
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.base import Role
from revmentor.model.goal import Goal
from revmentor.model.rating import Moment, Rating
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.statistics import BeforeAfter


def coordinator_sections(view: View, today: date) -> Iterator[ReportSection]:
    """Yield the sections of the coordinator's report, in the order of Kirkpatrick's levels."""
    yield _in_short(view)
    yield took(view, "coordinator")
    yield _worth(view)
    for role, title in sides():
        yield _can_now(view, role, title)
    yield _goals(view)
    yield do_now(view)
    yield gave_and_gained(view)
    about = firm(view, "coordinator")
    quotes = [(_("Lessons"), view.programme.lessons)] if view.programme.lessons else []
    yield ReportSection(about.title, about.lines, about.tables, quotes=quotes, small=about.small)
    if later := afterwards_told(view, today):
        yield later
    yield who_is_missing(view)
    yield appendix(view)


def _in_short(view: View) -> ReportSection:
    lines = [f"{title}: {counted(findings.side_summary(view, role))}" for role, title in sides()]
    standard = level_changes.standard_level(view)
    if standard.of:
        lines.append(
            _("At the standard level: {n} of {of} seniors, from {start} at the start.").format(
                n=standard.reached, of=standard.of, start=standard.at_start
            )
        )
    return ReportSection(_("In short"), lines)


def counted(summary: findings.Summary) -> str:
    """Return how people changed in a sentence: k of n, the interval, and what is missing."""
    counts = summary.counts
    if not counts.started:
        return _("nobody has a starting point; that is a finding.")
    if not counts.pairs or summary.wilson is None:
        return ngettext(
            "nobody has an end yet, of {n} who started.",
            "nobody has an end yet, of {n} who started.",
            counts.started,
        )
    return f"{_counts(counts)}{_likely(counts, summary.wilson)}{_without_end(counts)}."


def _counts(counts: BeforeAfter) -> str:
    return _(
        "{better} better, {same} the same, {worse} lower, of {n} with a start and an end"
    ).format(better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs)


def _likely(counts: BeforeAfter, wilson: tuple[float, float]) -> str:
    """Return between which shares the truth lies; nothing where people are too few to say."""
    if counts.pairs < 10:
        return ""
    low, high = (round(100 * end) for end in wilson)
    return _(" ({k} of {n} improved; with so few people anything from {low} to {high} %)").format(
        k=counts.improved, n=counts.pairs, low=low, high=high
    )


def _without_end(counts: BeforeAfter) -> str:
    """Return what those who have no end may change; nothing where everybody has one."""
    if not counts.missing:
        return ""
    worst, best = counts.bounds
    return _("; {missing} have no end, so {worst} to {best} of {of}").format(
        missing=counts.missing, worst=worst, best=best, of=counts.started
    )


def _worth(view: View) -> ReportSection:
    lines = [*_stars(view), *_recommended(view), *_repeated(view)]
    forms = sorted(view.evaluations.values(), key=lambda form: view.sort_key(form.person_id))
    return ReportSection(
        _("Was it worth the time"),
        lines or [_("Nobody was asked; that is a finding.")],
        quotes=[(view.name(form.person_id), form.story) for form in forms if form.story],
    )


def _stars(view: View) -> Iterator[str]:
    stars = [star for session in view.sessions for star in session.ratings.values()]
    if stars:
        text = _("Session ratings, 1 to 5: {counts} ({n} ratings).")
        yield text.format(counts=_distribution(stars), n=len(stars))


def _recommended(view: View) -> Iterator[str]:
    forms = view.evaluations.values()
    scores = [form.would_recommend for form in forms if form.would_recommend is not None]
    if scores:
        yield _("Would recommend it, 0 to 10: {counts} ({n} of {of} forms).").format(
            counts=_distribution(scores),
            n=len(scores),
            of=len(view.mentors) + len(view.seniors),
        )


def _repeated(view: View) -> Iterator[str]:
    forms = view.evaluations.values()
    repeat = [form.would_repeat for form in forms if form.would_repeat is not None]
    if repeat:
        yield _("Would do it again: {n} of {of}.").format(n=sum(repeat), of=len(repeat))


def _distribution(values: Sequence[int]) -> str:
    """Return how often each value was given, like 41 × 3, 167 × 4."""
    return ", ".join(f"{values.count(value)} × {value}" for value in sorted(set(values)))


def _can_now(view: View, role: Role, title: str) -> ReportSection:
    rows = [row for row in level_changes.changes(view, role) if row.baseline or row.final]
    lines = [counted(findings.side_summary(view, role))]
    if not rows:
        lines = [_("No level was written down on this side; that is a finding.")]
    if role == "senior" and view.programme.standard_level:
        lines += _below_standard(view)
    return ReportSection(
        _("What they can do now: {side}").format(side=title.casefold()),
        lines,
        bars=list(_bars(view, rows)),
    )


def _below_standard(view: View) -> Iterator[str]:
    """Yield who is below the standard level: first those of whom it was rated at the end."""
    below = level_changes.standard_level(view).below
    rated = dict.fromkeys(row.person_id for row in below if level_changes.has_end(view, row))
    rest = dict.fromkeys(row.person_id for row in below if row.person_id not in rated)
    if rated:
        yield _("Still below the standard level: {names}.").format(names=_names(view, rated))
    if rest:
        text = _("Below it at the start, and no end was rated: {names}.")
        yield text.format(names=_names(view, rest))


def _names(view: View, people: Iterable[str]) -> str:
    return listed([view.name(person_id) for person_id in people])


def _bars(view: View, rows: list[LevelChange]) -> Iterator[Bar]:
    """Yield a drawing for each row; why somebody has no end is said once."""
    explained: set[str] = set()
    for row in rows:
        yield _bar(view, row, why=row.person_id not in explained)
        if row.final is None:
            explained.add(row.person_id)


def _bar(view: View, row: LevelChange, *, why: bool) -> Bar:
    start = row.baseline.level if row.baseline else None
    end = row.final.level if row.final else None
    words = _from_start_to_end(view, row, why=why) + _own_view(view, row)
    skill = skills.short_name(row.skill_id, view.skill_name(row.skill_id))
    return Bar(view.name(row.person_id), skill, start, end, row.target, words)


def _from_start_to_end(view: View, row: LevelChange, *, why: bool) -> str:
    """Return a row in words; ``why`` asks for the reason where there is no end."""
    start, end = row.baseline, row.final
    if start is None:
        return _("no start, end {end}").format(end=end.level if end else None)
    if end is None:
        return _no_end(view, row, start, why=why)
    way = _("from {start} to {end}").format(start=start.level, end=end.level)
    return way + _tasks(start, end) + _seen_afterwards(row) + _target(row, end)


def _no_end(view: View, row: LevelChange, start: Rating, *, why: bool) -> str:
    if row.other_rater:
        return _("start {start}; the end was rated by somebody else").format(start=start.level)
    gone = level_changes.departure(view, row.person_id, row.role) if why else ""
    text = _("start {start}, no end").format(start=start.level)
    return f"{text}: {gone}" if gone else text


def _tasks(start: Rating, end: Rating) -> str:
    if not (start.tasks and end.tasks):
        return ""
    return _(" (tasks done alone: {before}, then {after} of {of})").format(
        before=sum(start.tasks.values()), after=sum(end.tasks.values()), of=len(end.tasks)
    )


def _seen_afterwards(row: LevelChange) -> str:
    if not row.then:
        return ""
    return _(", the start seen afterwards as {then}").format(then=row.then.level)


def _target(row: LevelChange, end: Rating) -> str:
    if row.target is None:
        return ""
    reached = end.level >= row.target
    text = _(", {target} reached") if reached else _(", {target} not reached")
    return text.format(target=row.target)


def _own_view(view: View, row: LevelChange) -> str:
    """Return how far the own rating lies from that of others, where both were given."""
    moment: Moment = "final" if row.final else "baseline"
    gap = findings.self_gap(view, row.person_id, row.skill_id, moment)
    if not gap:
        return ""
    text = (
        _("; the own rating {n} above that of others")
        if gap > 0
        else _("; the own rating {n} below that of others")
    )
    return text.format(n=abs(gap))


def _goals(view: View) -> ReportSection:
    goals = [
        (person_id, goal)
        for person_id in (None, *view.participants)
        for goal in view.goals_of(person_id)
    ]
    judged = sum(goal.attainment is not None for _who, goal in goals)
    scores = findings.goal_scores(view)
    small = _("T says how ambitious the goals were, too: it ranks nobody.") if scores else ""
    return ReportSection(
        _("Goals"),
        [_("{n} of {of} goals are judged.").format(n=judged, of=len(goals))],
        with_rows([_goal_table(view, goals), _score_table(view, scores)]),
        small=small + _ambition(view),
    )


def _goal_table(view: View, goals: Iterable[tuple[str | None, Goal]]) -> ReportTable:
    rows = [
        [
            view.name(person_id) if person_id else view.programme.name,
            goal.text,
            attainment.verdict_of(goal),
        ]
        for person_id, goal in goals
    ]
    heads = [_("Whose"), _("Goal"), _("It is")]
    return ReportTable(_("Every goal, and how far it was reached"), heads, rows)


def _score_table(view: View, scores: Iterable[findings.GoalScore]) -> ReportTable:
    rows = [
        [
            view.name(score.person_id),
            _("not defined") if score.t is None else number(score.t),
            _("{n} of {of}").format(n=score.rated, of=score.of),
        ]
        for score in scores
    ]
    caption = _("T of Goal Attainment Scaling: 50 is as agreed")
    return ReportTable(caption, [_("Whose"), "T", _("Goals judged")], rows)


def _ambition(view: View) -> str:
    """Return whether the goals were too easy or too hard, where their mean says so."""
    mean, ambition = findings.mean_ambition(view)
    if mean is None or not ambition:
        return ""
    text = (
        _("Their mean is {t}: the goals were probably too easy.")
        if ambition == "too_easy"
        else _("Their mean is {t}: the goals were probably too hard.")
    )
    return " " + text.format(t=number(mean))
