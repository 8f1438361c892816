"""The sentences over a part of the Evaluation: what changed, and what is missing to close."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.base import Role
from revmentor.model.rating import Moment
from revmentor.rules.programme_view import View
from revmentor.rules.results import final_forms, findings, follow_ups, level_changes
from revmentor.rules.results.form_questions import compared_shortly
from revmentor.rules.results.statistics import BeforeAfter
from screens.base.host import Host
from screens.evaluation.rows import Part
from widgets.text import MUTED, plain


def summary(host: Host, view: View, part: Part, end: Moment = "final") -> Iterator[Content]:
    """Yield the sentences over a part: what changed, and what is missing to close."""
    if part in {"senior", "mentor"}:
        role: Role = "senior" if part == "senior" else "mentor"
        counts = level_changes.level_summary(level_changes.changes(view, role, end))
        yield plain(_counted(counts, end))
        if end == "checkpoint":
            yield plain(_half_way(view), MUTED)
            return
        if role == "senior" and view.programme.standard_level:
            standard = level_changes.standard_level(view)
            yield plain(
                _("At the standard level {n} of {of}, from {start} at the start").format(
                    n=standard.reached, of=standard.of, start=standard.at_start
                )
                + _median(counts),
                MUTED,
            )
        else:
            yield plain(_given(view), MUTED)
    elif part == "exchange":
        yield plain(_given(view))
        yield from _felt(view)
    elif part == "goals":
        mine = [goal for who in (None, *view.participants) for goal in view.goals_of(who)]
        judged = [goal for goal in mine if goal.attainment is not None]
        reached = sum((goal.attainment or 0) >= 0 for goal in judged)
        yield plain(
            _("{n} of {of} judged, {reached} of them reached").format(
                n=len(judged), of=len(mine), reached=reached
            )
        )
        mean, ambition = findings.mean_ambition(view)
        if mean is not None and ambition:
            text = (
                _("Mean T {t}: the goals were probably too easy")
                if ambition == "too_easy"
                else _("Mean T {t}: the goals were probably too hard")
            )
            yield plain(text.format(t=number(mean)), MUTED)
    else:
        yield from _forms(host, view)
    if not view.programme.closed_on:
        yield _to_close(host, view)
    else:
        yield from _after(host, view)


def _given(view: View) -> str:
    given = level_changes.exchange(view)
    return _("{n} give-backs in {held} sessions; in {k} of {of} pairs").format(
        n=given.give_backs, held=given.held, k=given.pairs_with_give_back, of=given.pairs
    )


def _half_way(view: View) -> str:
    held = level_changes.exchange(view)
    return _("{held} of {of} sessions held so far; the mid-point is week {week}").format(
        held=held.held, of=held.settled, week=(view.programme.weeks + 1) // 2
    )


def _felt(view: View) -> Iterator[Content]:
    """Yield how people say they felt before and feel now, both asked at the end."""
    for role in ("mentor", "senior"):
        side: Role = "mentor" if role == "mentor" else "senior"
        told = []
        for each in final_forms.felt(view, side):
            counts = each.counts
            text = _("{what} {k} of {n}").format(
                what=compared_shortly(each.item), k=counts.improved, n=counts.pairs
            )
            if counts.worse:
                text += " (" + ngettext("{n} lower", "{n} lower", counts.worse) + ")"
            told.append(text)
        if told:
            name = _("Mentors, better now") if side == "mentor" else _("Seniors, better now")
            yield plain(f"{name}: " + ", ".join(told), MUTED)


def _forms(host: Host, view: View) -> Iterator[Content]:
    roles = len(view.mentors) + len(view.seniors)
    yield plain(_("{n} of {of} forms are here").format(n=len(view.evaluations), of=roles))
    told = []
    tried = findings.steps_tried(view)
    if agreed := tried.tried + tried.not_tried + tried.unknown:
        text = _("{n} of {of} agreed steps tried")
        told.append(text.format(n=tried.tried, of=agreed))
    saved = final_forms.minutes_saved(view)
    if saved.median is not None:
        text = _("median {n} minutes a week saved ({k} of {of} said)")
        told.append(text.format(n=number(saved.median), k=saved.n, of=saved.of))
    tools = final_forms.tools_used(view)
    if tools.answered:
        text = _("{n} of {of} used a tool last week")
        told.append(text.format(n=tools.n, of=tools.answered))
    if papers := len(final_forms.certificates(view)):
        told.append(ngettext("{n} certificate", "{n} certificates", papers))
    if told:
        yield plain(" · ".join(told), MUTED)
    for day in follow_ups.retention_days(view.programme, host.today)[-1:]:
        seniors, mentors = (
            follow_ups.retention(view, "senior", day),
            follow_ups.retention(view, "mentor", day),
        )
        text = _("In the firm on {day}: {k} of {n} seniors, {j} of {m} mentors")
        yield plain(
            text.format(
                day=plain_date(day),
                k=len(seniors.stayed),
                n=len(seniors.started),
                j=len(mentors.stayed),
                m=len(mentors.started),
            ),
            MUTED,
        )


def _after(host: Host, view: View) -> Iterator[Content]:
    """Yield what was heard after the closing."""
    for kind in follow_ups.KINDS:
        found = follow_ups.still_using(view, kind)
        if found and found.on:
            text = (
                _("60 days later {n} of {of} still use it")
                if kind == "60_days"
                else _("Six months later {n} of {of} still use it")
            )
            heard = len(found.yes) + len(found.no)
            missing = len(found.not_asked)
            told = text.format(n=len(found.yes), of=heard)
            if missing:
                told += " · " + ngettext("{n} not reached", "{n} not reached", missing)
            yield plain(told, MUTED)
    today = host.today
    if follow_ups.due_follow_up(view.programme, today) and follow_ups.seniors_to_ask(view, today):
        text = _("A follow-up waits: {follow_up} writes down who still uses it")
        yield plain(host.keyed(text), "$warning")


def _counted(counts: BeforeAfter, end: Moment) -> str:
    if not counts.pairs and end == "checkpoint":
        return ngettext(
            "No checkpoint yet for {n} person", "No checkpoint yet for {n} people", counts.missing
        )
    if not counts.pairs:
        return ngettext("No end yet for {n} person", "No end yet for {n} people", counts.missing)
    text = _("{better} better, {same} the same, {worse} lower, of {n}").format(
        better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs
    )
    if counts.missing:
        low, high = counts.bounds
        text += (
            " · "
            + (
                ngettext("{n} without an end", "{n} without an end", counts.missing)
                if end == "final"
                else ngettext(
                    "{n} without a checkpoint", "{n} without a checkpoint", counts.missing
                )
            )
            + ": "
            + _("{low} to {high} of {of}").format(low=low, high=high, of=counts.started)
        )
    return text


def _median(counts: BeforeAfter) -> str:
    if counts.median_change is None:
        return ""
    return " · " + _("median {n} levels a person").format(n=number(counts.median_change))


def _to_close(host: Host, view: View) -> Content:
    missing = level_changes.missing_to_close(view)
    if not missing:
        text = _("Nothing is missing: {close} closes the programme")
        return plain(host.keyed(text), "$success")
    return plain(_("Missing to close: {list}").format(list=", ".join(missing)), MUTED)
