"""The sentences over a part of the Evaluation: what changed, and what is missing to close."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.rating import Moment
from revmentor.rules.goals import levels
from revmentor.rules.programme_view import View
from revmentor.rules.results import (
    final_forms,
    findings,
    follow_ups,
    level_changes,
    side_changes,
    standard,
)
from revmentor.rules.results.form_questions import compared_shortly
from revmentor.rules.results.statistics import BeforeAfter
from revmentor.rules.schedule import midpoint
from screens.base.host import Host
from widgets.text import MUTED, plain


def of_levels(view: View, role: Role, end: Moment) -> Iterator[Content]:
    """Yield how many levels of a side changed, and how far that is from what was meant."""
    summary = side_changes.side_summary(view, role, end)
    yield plain(_counted(summary.counts, end) + _behind(summary))
    if end == "checkpoint":
        yield plain(_half_way(view), MUTED)
    elif role == "senior" and view.programme.standard_level:
        sentences = standard.shortly(standard.standard_level(view))
        if len(set(view.programme.standard_level.values())) > 1:
            sentences.insert(0, f"{levels.standard_text(view)}.")
        yield plain(" ".join(sentences), MUTED)
    else:
        yield plain(_given(view), MUTED)
    if summary.counts.pairs:
        yield plain(level_changes.meaning_shortly(), MUTED)


def of_exchange(view: View) -> Iterator[Content]:
    """Yield what came back, and how people feel."""
    yield plain(_given(view))
    yield from _felt(view)


def of_goals(view: View) -> Iterator[Content]:
    """Yield how many goals were reached, and whether they were too easy or too hard."""
    every = [goal for who in (None, *view.participants) for goal in view.goals_of(who)]
    judged = [goal for goal in every if goal.attainment is not None]
    reached = sum((goal.attainment or 0) >= 0 for goal in judged)
    text = (
        _("{n} of {of} judged")
        if not judged
        else _("{n} of {of} judged, {reached} of them reached")
    )
    told = text.format(n=len(judged), of=len(every), reached=reached)
    yield plain(told if every else _("No goal was written down"))
    if told := findings.ambition(view).told:
        yield plain(told, MUTED)


def of_forms(host: Host, view: View) -> Iterator[Content]:
    """Yield how many forms are here, what they say together, and who is still in the firm."""
    roles = len(view.mentors) + len(view.seniors)
    if roles:
        here = _("{n} of {of} forms are here").format(n=len(view.evaluations), of=roles)
        yield plain(f"{here} · " + host.keyed(_("{answers} shows every answer")))
    if counts := list(_form_counts(view)):
        yield plain(" · ".join(counts), MUTED)
    for day in follow_ups.retention_days(view.programme, host.today)[-1:]:
        yield plain(follow_ups.in_the_firm(view, day), MUTED)


def of_closing(host: Host, view: View) -> Iterator[Content]:
    """Yield what is missing to close; of a closed programme what was heard afterwards."""
    if view.programme.closed_on:
        yield from _after(host, view)
    else:
        yield _to_close(host, view)


def _given(view: View) -> str:
    given = level_changes.exchange(view)
    if not given.held:
        return _("No session was held")
    return "".join(
        (
            ngettext("{n} give-back", "{n} give-backs", given.give_backs),
            ngettext(" in {n} session; ", " in {n} sessions; ", given.held),
            ngettext("in {{k}} of {n} pair", "in {{k}} of {n} pairs", given.pairs).format(
                k=given.pairs_with_give_back
            ),
        )
    )


def _half_way(view: View) -> str:
    held = level_changes.exchange(view)
    middle = view.programme.week_of(midpoint.first_day(view.programme))
    if not held.settled:
        return _("No session was held so far; the mid-point is week {week}").format(week=middle)
    return ngettext(
        "{{held}} of {n} session held so far; the mid-point is week {{week}}",
        "{{held}} of {n} sessions held so far; the mid-point is week {{week}}",
        held.settled,
    ).format(held=held.held, week=middle)


def _felt(view: View) -> Iterator[Content]:
    """Yield how people say they felt before and feel now, both asked at the end."""
    sides: tuple[tuple[Role, str], ...] = (
        ("mentor", _("Mentors, better now")),
        ("senior", _("Seniors, better now")),
    )
    for role, name in sides:
        felt = final_forms.felt(view, role)
        if counted := [_compared(each) for each in felt if each.counts.pairs]:
            yield plain(f"{name}: " + ", ".join(counted), MUTED)


def _compared(felt: final_forms.Felt) -> str:
    counts = felt.counts
    text = _("{what} {k} of {n}").format(
        what=compared_shortly(felt.item), k=counts.improved, n=counts.pairs
    )
    if counts.worse:
        text += " (" + ngettext("{n} lower", "{n} lower", counts.worse) + ")"
    return text


def _form_counts(view: View) -> Iterator[str]:
    """Yield what the forms say together: steps, minutes, tools, certificates."""
    tried = findings.steps_tried(view)
    if agreed := tried.tried + tried.not_tried + tried.unknown:
        text = _("{n} of {of} agreed steps tried")
        yield text.format(n=tried.tried, of=agreed)
    saved = final_forms.minutes_saved(view)
    if saved.median is not None:
        text = _("median {n} minutes a week saved ({k} of {of} said)")
        yield text.format(n=number(saved.median), k=saved.n, of=saved.of)
    tools = final_forms.tools_used(view)
    if tools.answered:
        text = _("{n} of {of} used a tool in the week before")
        yield text.format(n=tools.n, of=tools.answered)
    if papers := len(final_forms.certificates(view)):
        yield ngettext("{n} certificate", "{n} certificates", papers)


def _after(host: Host, view: View) -> Iterator[Content]:
    """Yield what was heard after the closing."""
    for kind in follow_ups.KINDS:
        heard = follow_ups.still_using(view, kind)
        if heard and heard.on:
            yield plain(_heard(heard), MUTED)
    today = host.today
    if follow_ups.due_follow_up(view.programme, today) and follow_ups.seniors_to_ask(view, today):
        text = _("A follow-up waits: {follow_up} writes down who still uses it")
        yield plain(host.keyed(text), "$warning")


def _heard(heard: follow_ups.StillUsing) -> str:
    """Return who still uses it, of those who answered a follow-up, and how many did not."""
    text = (
        _("60 days later {n} of {of} still use it")
        if heard.kind == "60_days"
        else _("Six months later {n} of {of} still use it")
    )
    answered, told = len(heard.yes) + len(heard.no), []
    if answered:
        told.append(text.format(n=len(heard.yes), of=answered))
    else:
        name = labels.follow_ups()[heard.kind]
        told.append(_("{when}: nobody answered").format(when=name))
    if missing := len(heard.not_asked):
        told.append(ngettext("{n} not reached", "{n} not reached", missing))
    return " · ".join(told)


def _counted(counts: BeforeAfter, end: Moment) -> str:
    if not counts.started:
        return _("Nobody has a starting point in something to learn")
    if not counts.pairs and end == "checkpoint":
        return ngettext(
            "No checkpoint to compare for {n} person",
            "No checkpoint to compare for {n} people",
            counts.missing,
        )
    if not counts.pairs:
        return ngettext(
            "No end to compare for {n} person", "No end to compare for {n} people", counts.missing
        )
    text = _("{better} better, {same} the same, {worse} lower, of {n}").format(
        better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs
    )
    if counts.missing:
        low, high = counts.bounds
        text += (
            " · "
            + ngettext("{n} not compared", "{n} not compared", counts.missing)
            + ": "
            + _("{low} to {high} of {of} better").format(low=low, high=high, of=counts.started)
        )
    return text


def _behind(summary: side_changes.Summary) -> str:
    """Return what the counts do not show: the median, who went down in any skill."""
    told = ""
    if summary.counts.median_change is not None:
        told += " · " + _("median {n} levels a skill").format(
            n=number(summary.counts.median_change, 2)
        )
    if summary.went_down:
        told += " · " + ngettext("{n} down in a skill", "{n} down in a skill", summary.went_down)
    return told


def _to_close(host: Host, view: View) -> Content:
    missing = level_changes.missing_to_close(view)
    if not missing:
        text = _("Nothing is missing: {close} closes the programme")
        return plain(host.keyed(text), "$success")
    return plain(_("Missing to close: {list}").format(list=", ".join(missing)), MUTED)
