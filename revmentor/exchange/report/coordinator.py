"""The coordinator's report: it names people, and says what each of them gained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from revmentor.content import skills
from revmentor.exchange.report.both_sides import (
    afterwards_told,
    appendix,
    do_now,
    gave_and_gained,
    who_is_missing,
)
from revmentor.exchange.report.common import Bar, ReportSection, ReportTable, firm, sides, took
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.base import Role
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes
from revmentor.rules.results.level_changes import LevelChange


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
    lines = []
    for role, title in sides():
        lines.append(f"{title}: {counted(findings.side_summary(view, role))}")
    standard = level_changes.standard_level(view)
    if standard.of:
        lines.append(
            _("At the standard level: {n} of {of} seniors, from {start} at the start.").format(
                n=standard.reached, of=standard.of, start=standard.at_start
            )
        )
    return ReportSection(_("In short"), lines)


def counted(found: findings.Summary) -> str:
    """Return how people changed in a sentence: k of n, the interval, and what is missing."""
    counts = found.counts
    if not counts.started:
        return _("nobody has a starting point; that is a finding.")
    if not counts.pairs or found.wilson is None:
        return ngettext(
            "nobody has an end yet, of {n} who started.",
            "nobody has an end yet, of {n} who started.",
            counts.started,
        )
    text = _(
        "{better} better, {same} the same, {worse} lower, of {n} with a start and an end"
    ).format(better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs)
    if counts.pairs >= 10:
        low, high = (round(100 * each) for each in found.wilson)
        text += _(
            " ({k} of {n} improved; with so few people anything from {low} to {high} %)"
        ).format(k=counts.improved, n=counts.pairs, low=low, high=high)
    if counts.missing:
        worst, best = counts.bounds
        text += _("; {missing} have no end, so {worst} to {best} of {of}").format(
            missing=counts.missing, worst=worst, best=best, of=counts.started
        )
    return f"{text}."


def _worth(view: View) -> ReportSection:
    lines = []
    stars = [star for each in view.sessions for star in each.ratings.values()]
    if stars:
        lines.append(
            _("Session ratings, 1 to 5: {counts} ({n} ratings).").format(
                counts=_distribution(stars), n=len(stars)
            )
        )
    forms = list(view.evaluations.values())
    scores = [form.would_recommend for form in forms if form.would_recommend is not None]
    if scores:
        lines.append(
            _("Would recommend it, 0 to 10: {counts} ({n} of {of} forms).").format(
                counts=_distribution(scores),
                n=len(scores),
                of=len(view.mentors) + len(view.seniors),
            )
        )
    repeat = [form.would_repeat for form in forms if form.would_repeat is not None]
    if repeat:
        lines.append(_("Would do it again: {n} of {of}.").format(n=sum(repeat), of=len(repeat)))
    quotes = [
        (f"{view.name(form.person_id)}", form.story)
        for form in sorted(forms, key=lambda form: view.sort_key(form.person_id))
        if form.story
    ]
    return ReportSection(
        _("Was it worth the time"),
        lines or [_("Nobody was asked; that is a finding.")],
        quotes=quotes,
    )


def _distribution(values: Sequence[int]) -> str:
    """Return how often each value was given, like 41 × 3, 167 × 4."""
    return ", ".join(f"{values.count(each)} × {each}" for each in sorted(set(values)))


def _can_now(view: View, role: Role, title: str) -> ReportSection:
    rows = [row for row in level_changes.changes(view, role) if row.baseline or row.final]
    lines = [counted(findings.side_summary(view, role))]
    if not rows:
        lines = [_("No level was written down on this side; that is a finding.")]
    if role == "senior" and view.programme.standard_level:
        below = level_changes.standard_level(view).below
        seen = [row.person_id for row in below if level_changes.has_end(view, row)]
        rest = [row.person_id for row in below if row.person_id not in seen]
        for text, people in (
            (_("Still below the standard level: {names}."), seen),
            (_("Below it at the start, and no end was rated: {names}."), rest),
        ):
            if people:
                names = [view.name(each) for each in dict.fromkeys(people)]
                lines.append(text.format(names=listed(names)))
    return ReportSection(
        _("What they can do now: {side}").format(side=title.casefold()),
        lines,
        bars=list(_bars(view, rows)),
    )


def _bars(view: View, rows: list[LevelChange]) -> Iterator[Bar]:
    """Yield a drawing for each row; why somebody has no end is said once."""
    said: set[str] = set()
    for row in rows:
        yield _bar(view, row, why=row.person_id not in said)
        if row.final is None:
            said.add(row.person_id)


def _bar(view: View, row: LevelChange, *, why: bool) -> Bar:
    start = row.baseline.level if row.baseline else None
    end = row.final.level if row.final else None
    if start is None:
        told = _("no start, end {end}").format(end=end)
    elif end is None:
        gone = level_changes.departure(view, row.person_id, row.role) if why else ""
        told = _("start {start}, no end").format(start=start) + (f": {gone}" if gone else "")
        if row.other_rater:
            told = _("start {start}; the end was rated by somebody else").format(start=start)
    else:
        told = _("from {start} to {end}").format(start=start, end=end)
        if row.baseline and row.final and row.baseline.tasks and row.final.tasks:
            told += _(" (tasks done alone: {before}, then {after} of {of})").format(
                before=sum(row.baseline.tasks.values()),
                after=sum(row.final.tasks.values()),
                of=len(row.final.tasks),
            )
        if row.then:
            told += _(", the start seen afterwards as {then}").format(then=row.then.level)
        if row.target is not None:
            reached = end >= row.target
            told += (_(", {target} reached") if reached else _(", {target} not reached")).format(
                target=row.target
            )
    gap = findings.self_gap(view, row.person_id, row.skill_id, "final" if row.final else "baseline")
    if gap:
        told += (
            _("; the own rating {n} above that of others")
            if gap > 0
            else _("; the own rating {n} below that of others")
        ).format(n=abs(gap))
    skill = skills.short_name(row.skill_id, view.skill_name(row.skill_id))
    return Bar(view.name(row.person_id), skill, start, end, row.target, told)


def _goals(view: View) -> ReportSection:
    rows = []
    for person_id in (None, *view.participants):
        for goal in view.goals_of(person_id):
            rows.append(
                [
                    view.name(person_id) if person_id else view.programme.name,
                    goal.text,
                    attainment.verdict_of(goal),
                ]
            )
    scores = [
        [
            view.name(score.person_id),
            _("not defined") if score.t is None else number(score.t),
            _("{n} of {of}").format(n=score.rated, of=score.of),
        ]
        for score in findings.goal_scores(view)
    ]
    judged = [goal for each in (None, *view.participants) for goal in view.goals_of(each)]
    known = sum(goal.attainment is not None for goal in judged)
    first = _("{n} of {of} goals are judged.").format(n=known, of=len(judged))
    heads = [_("Whose"), _("Goal"), _("It is")]
    tables = [ReportTable(_("Every goal, and how far it was reached"), heads, rows)] if rows else []
    small = ""
    if scores:
        caption = _("T of Goal Attainment Scaling: 50 is as agreed")
        tables.append(ReportTable(caption, [_("Whose"), "T", _("Goals judged")], scores))
        small = _("T says how ambitious the goals were, too: it ranks nobody.")
    mean, ambition = findings.mean_ambition(view)
    if mean is not None and ambition:
        small += " " + (
            _("Their mean is {t}: the goals were probably too easy.")
            if ambition == "too_easy"
            else _("Their mean is {t}: the goals were probably too hard.")
        ).format(t=number(mean))
    return ReportSection(_("Goals"), [first], tables, small=small)
