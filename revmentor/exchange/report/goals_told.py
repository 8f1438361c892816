"""The goals in the coordinator's report: in counts, and every one of them in the appendix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from revmentor.exchange.report.common import ReportSection, ReportTable, with_rows
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.goal import Goal
from revmentor.rules.goals import attainment
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings


def goals_in_short(view: View) -> ReportSection:
    """Return how many goals are judged, and how far they were reached."""
    goals = [goal for _who, goal in _everybodys(view)]
    verdicts = Counter(attainment.verdict_of(goal) for goal in goals if goal.attainment is not None)
    heads = [_("How far"), _("Goals")]
    rows = [[verdict, str(n)] for verdict, n in verdicts.most_common()]
    table = ReportTable(_("How far the goals were reached"), heads, rows)
    return ReportSection(_("Goals"), [_judged(goals)], with_rows([table]))


def every_goal(view: View) -> ReportSection | None:
    """Return every goal with its verdict, and what the scores say; ``None`` without any."""
    goals = _everybodys(view)
    if not goals:
        return None
    scores = [score for score in findings.goal_scores(view) if score.t is not None]
    small = _("T says how ambitious the goals were, too: it ranks nobody.") if scores else ""
    return ReportSection(
        _("Every goal"),
        tables=with_rows([_goal_table(view, goals), _score_table(view, scores)]),
        small=" ".join(filter(None, (small, findings.ambition(view).told))),
    )


def _everybodys(view: View) -> list[tuple[str | None, Goal]]:
    return [
        (person_id, goal)
        for person_id in (None, *view.participants)
        for goal in view.goals_of(person_id)
    ]


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
