"""The coordinator's report: it names people, and says what each of them gained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from revmentor.exchange.report.both_sides import (
    afterwards_told,
    appendix,
    do_now,
    gave_and_gained,
    who_is_missing,
)
from revmentor.exchange.report.common import (
    ReportSection,
    ReportTable,
    sides,
    with_rows,
)
from revmentor.exchange.report.effort import firm, took
from revmentor.exchange.report.levels import can_now, counted_side, how_it_is_known
from revmentor.exchange.report.topics import seen_otherwise
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.goal import Goal
from revmentor.rules.goals import attainment
from revmentor.rules.launch.head import aims, changes
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes, standard


def coordinator_sections(view: View, today: date) -> Iterator[ReportSection]:
    """Yield the sections of the coordinator's report, in the order of Kirkpatrick's levels."""
    yield _in_short(view)
    yield took(view, today)
    yield _worth(view)
    for role, title in sides():
        yield can_now(view, role, title)
    if known := how_it_is_known(view):
        yield known
    yield _goals(view)
    if sentences := seen_otherwise(view):
        yield sentences
    yield do_now(view)
    yield gave_and_gained(view)
    about = firm(view)
    quotes = [(_("Lessons"), view.programme.lessons)] if view.programme.lessons else []
    changed = [_("Changed on the way. {change}").format(change=each) for each in changes(view)]
    lines = [*about.lines, *changed]
    yield ReportSection(about.title, lines, about.tables, quotes=quotes, small=about.small)
    if later := afterwards_told(view, today):
        yield later
    yield who_is_missing(view)
    yield appendix(view)


def _in_short(view: View) -> ReportSection:
    lines = [*aims(view), *(counted_side(view, role, title) for role, title in sides())]
    if view.programme.standard_level:
        lines += standard.sentences(standard.standard_level(view))
    return ReportSection(_("In short"), lines, small=level_changes.meaning())


def _worth(view: View) -> ReportSection:
    lines = [*_stars(view), *_recommended(view), *_repeated(view)]
    forms = sorted(view.evaluations.values(), key=lambda form: view.sort_key(form.person_id))
    return ReportSection(
        _("Was it worth the time"),
        lines
        or [_("No session was rated, and nobody said whether it was worth it; that is a finding.")],
        quotes=[(view.name(form.person_id), form.story) for form in forms if form.story],
    )


def _stars(view: View) -> Iterator[str]:
    stars = [star for session in view.sessions for star in session.ratings.values()]
    if stars:
        text = ngettext(
            "Session ratings, 1 to 5: {{counts}} ({n} rating).",
            "Session ratings, 1 to 5: {{counts}} ({n} ratings).",
            len(stars),
        )
        yield text.format(counts=_distribution(stars))


def _recommended(view: View) -> Iterator[str]:
    forms = view.evaluations.values()
    scores = [form.would_recommend for form in forms if form.would_recommend is not None]
    if scores:
        text = _("Would recommend it, 0 to 10: {counts} ({n} of {of} final forms say).")
        of = len(view.mentors) + len(view.seniors)
        yield text.format(counts=_distribution(scores), n=len(scores), of=of)


def _repeated(view: View) -> Iterator[str]:
    forms = view.evaluations.values()
    repeat = [form.would_repeat for form in forms if form.would_repeat is not None]
    if repeat:
        text = _("Would do it again: {n} of {said} ({said} of {of} final forms say).")
        of = len(view.mentors) + len(view.seniors)
        yield text.format(n=sum(repeat), said=len(repeat), of=of)


def _distribution(values: Sequence[int]) -> str:
    """Return how often each value was given, like 41 × 3, 167 × 4."""
    return ", ".join(f"{values.count(value)} × {value}" for value in sorted(set(values)))


def _goals(view: View) -> ReportSection:
    goals = [
        (person_id, goal)
        for person_id in (None, *view.participants)
        for goal in view.goals_of(person_id)
    ]
    scores = [score for score in findings.goal_scores(view) if score.t is not None]
    small = _("T says how ambitious the goals were, too: it ranks nobody.") if scores else ""
    return ReportSection(
        _("Goals"),
        [_judged([goal for _who, goal in goals])],
        with_rows([_goal_table(view, goals), _score_table(view, scores)]),
        small=" ".join(filter(None, (small, findings.ambition(view).told))),
    )


def _judged(goals: Sequence[Goal]) -> str:
    if not goals:
        return _("No goal was written down; that is a finding.")
    judged = sum(goal.attainment is not None for goal in goals)
    return ngettext(
        "{{n}} of {n} goal is judged.", "{{n}} of {n} goals are judged.", len(goals)
    ).format(n=judged)


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
            number(score.t or 0),
            _("{n} of {of}").format(n=score.rated, of=score.of),
        ]
        for score in scores
    ]
    caption = _("T of Goal Attainment Scaling: 50 is as agreed")
    return ReportTable(caption, [_("Whose"), "T", _("Goals judged")], rows)
