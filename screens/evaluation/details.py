"""What the Evaluation says of the line under the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.goal import Goal
from revmentor.model.pair import Pair
from revmentor.model.rating import Moment, Rating
from revmentor.rules.goals import topics
from revmentor.rules.programme_view import View
from revmentor.rules.results import final_forms, findings, level_changes, raters
from revmentor.rules.results.level_changes import LevelChange
from screens.base.host import Host
from screens.dialogs.rating_forms import ticks
from widgets.signs import sign
from widgets.text import MUTED, plain


def of_levels(
    host: Host, view: View, role: Role, person_id: str, skill_id: str, end: Moment
) -> Iterator[Content]:
    """Say how a change is known: levels, raters, tasks, the own rating beside that of others."""
    yield Content.assemble(
        plain(view.name(person_id), "bold"), plain(f" · {view.skill_name(skill_id)}")
    )
    rows = level_changes.changes(view, role, end)
    of_line = (each for each in rows if (each.person_id, each.skill_id) == (person_id, skill_id))
    row = next(of_line, None)
    if row is None:
        return
    start, last = row.baseline, row.end
    gap = _gap(view, person_id, skill_id, end if last else "baseline")
    notes = [_way(row), *_seen_afterwards(row), *filter(None, [gap])]
    yield plain(" · ".join(notes), MUTED)
    yield from _watched(_("start"), ticks(view, start, skill_id))
    yield from _watched(_("end") if end == "final" else _("now"), ticks(view, last, skill_id))
    gone = level_changes.departure(view, person_id, role)
    if last and last.evidence:
        yield plain(last.evidence)
    elif gone:
        yield plain(gone, "$warning")
    elif last is None:
        yield plain(_no_end(host, view, end), MUTED)


def _watched(name: str, done: str) -> Iterator[Content]:
    """Yield the tasks of a rating with their ticks, if they were watched one by one."""
    if done:
        yield plain(f"{name}  {done}", MUTED)


def _way(row: LevelChange) -> str:
    """Return the two ratings of a row, those that are compared; two that are not are said to be."""
    start = _rating(row.baseline) if row.baseline else _("no starting point")
    if row.end is None:
        return start
    way = f"{start} {sign('moved')} {_rating(row.end)}"
    return way if row.other_end is None else f"{way}, " + _("another rater’s and not compared")


def _seen_afterwards(row: LevelChange) -> Iterator[str]:
    """Yield where the start was, seen from the end, if somebody asked."""
    if row.then:
        yield _("seen afterwards the start was {level}").format(level=row.then.level)


def _no_end(host: Host, view: View, end: Moment) -> str:
    if view.programme.closed_on:
        return _("no end was written down")
    if end == "checkpoint":
        return host.keyed(
            _("no checkpoint yet: enter and a digit rate it, {tasks} ticks the tasks")
        )
    return host.keyed(_("no end yet: enter and a digit rate it, {tasks} ticks the tasks"))


def _rating(rating: Rating) -> str:
    return _("{level} on {day}, {who}").format(
        level=rating.level, day=plain_date(rating.on), who=labels.raters()[rating.rated_by]
    )


def _gap(view: View, person_id: str, skill_id: str, moment: Moment) -> str:
    gap = raters.self_gap(view, person_id, skill_id, moment)
    if gap is None:
        return ""
    if gap == 0:
        return _("the own rating is the same as that of others")
    if gap > 0:
        return _("the own rating is {n} above that of others").format(n=gap)
    return _("the own rating is {n} below that of others").format(n=-gap)


def of_topic(view: View, person_id: str, skill_id: str) -> Iterator[Content]:
    """Say what somebody says of a topic, before and after."""
    yield Content.assemble(
        plain(view.name(person_id), "bold"), plain(f" · {view.skill_name(skill_id)}")
    )
    for moment, title in labels.reflection_moments().items():
        text = topics.said(view, person_id, skill_id, moment)
        yield Content.assemble(
            plain(f"{title}  ", "bold"), plain(text or _("not said"), "" if text else MUTED)
        )


def of_goal(view: View, goal: Goal) -> Iterator[Content]:
    """Say what a goal was about, and the T of the person's goals."""
    yield plain(goal.text, "bold")
    if note := goal.attainment_note or goal.expected or goal.why or "":
        yield plain(note, MUTED)
    if goal.person_id is None:
        return
    score = next(each for each in findings.goal_scores(view) if each.person_id == goal.person_id)
    name = view.name(goal.person_id)
    if score.t is None:
        text = _("{name}: {rated} of {of} goals judged; T stands from three on")
        yield plain(text.format(name=name, rated=score.rated, of=score.of), MUTED)
    else:
        text = _("{name}: T {t}, {rated} of {of} goals judged (50 is as agreed)")
        yield plain(text.format(name=name, t=number(score.t), rated=score.rated, of=score.of))


def of_form(host: Host, view: View, person_id: str, role: Role) -> Iterator[Content]:
    """Say what a final form says."""
    yield plain(view.name(person_id), "bold")
    form = view.evaluations.get((person_id, role))
    if form is None:
        yield plain(
            _("no final form was written down")
            if view.programme.closed_on
            else host.keyed(_("no final form yet: enter or {final_form} writes it down")),
            MUTED,
        )
        return
    of_each = [f"{view.first_name(who)}: {text}" for who, text in form.gained_by.items()]
    for text in (form.own_gain, *of_each, form.other_gain, form.story):
        if text:
            yield plain(text)


def of_pair(view: View, pair: Pair) -> Iterator[Content]:
    """Say what each of the two says to have gained, beside how the other saw it."""
    mentor, senior = view.first_name(pair.mentor_id), view.first_name(pair.senior_id)
    said = final_forms.gained(view, pair)
    accounts = [
        (senior, said.senior_own, mentor, said.senior_as_seen),
        (mentor, said.mentor_own, senior, said.mentor_as_seen),
    ]
    for who, own, other, seen in accounts:
        yield Content.assemble(
            plain(_("{name} gained").format(name=who) + "  ", "bold"),
            plain(own or _("not said"), "" if own else MUTED),
        )
        yield Content.assemble(
            plain(_("as {name} saw it").format(name=other) + "  ", MUTED),
            plain(seen or _("not said"), "" if seen else MUTED),
        )
