"""What the Evaluation shows: rows and sentences, made from a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

from rich.text import Text
from textual.content import Content

from revmentor.content import skills as content
from revmentor.model.base import Role
from revmentor.model.rating import Moment
from revmentor.rules import afterwards, answers, attainment, findings, outcome
from revmentor.rules.closing_form import compared
from revmentor.rules.view import View
from revmentor.words import _, ngettext, number, plain_date
from widgets.signs import sign, way
from widgets.table import Row
from widgets.text import MUTED, cell, plain

Part = Literal["senior", "mentor", "exchange", "goals", "forms"]
PARTS: tuple[Part, ...] = ("senior", "mentor", "exchange", "goals", "forms")
TOP = 6
"""The highest level drawn; people use 0 to 6."""

Matches = Callable[..., bool]
"""Tells whether the filter lets a line with some texts through."""


def level_rows(
    view: View, role: Role, cells: int, matches: Matches, end: Moment = "final"
) -> Iterator[Row]:
    """Yield a row for every person and skill of a side; ``cells`` is the width of a level.

    The filter finds a name, a department, a skill, and what became of it (“lower”, “no end”).
    """
    shown = ""
    for change in outcome.changes(view, role, end):
        if change.baseline is None and not view.is_active(change.person_id, role):
            continue
        name = view.name(change.person_id)
        skill = content.short_name(change.skill_id, view.skill_name(change.skill_id))
        person = view.snapshot.people[change.person_id]
        if not matches(name, skill, person.department or "", _became(change)):
            continue
        title = cell("" if shown == name else name, "bold")
        shown = name
        start = change.baseline.level if change.baseline else None
        last = change.final.level if change.final else None
        drawn = way(start, last, change.target, step=cells, top=TOP)
        moment = end if change.final else "baseline"
        gap = findings.self_gap(view, change.person_id, change.skill_id, moment)
        yield Row(
            f"{change.person_id}:{change.skill_id}",
            (
                title,
                skill,
                cell(drawn, _style(change)),
                cell("  –" if start is None else f"  {start}"),
                cell("–" if last is None else str(last)),
                cell("" if gap is None else f"{gap:+d}" if gap else "="),
                _verdict(change),
            ),
        )


def exchange_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for every pair: in how many sessions something came back, and what."""
    shown = ""
    ledger = sorted(findings.give_backs(view), key=lambda each: _order(view, each))
    for each in ledger:
        mentor, senior = view.name(each.pair.mentor_id), view.name(each.pair.senior_id)
        if not matches(mentor, senior):
            continue
        title = cell("" if shown == mentor else mentor, "bold")
        shown = mentor
        count = f"{len(each.with_give_back)} / {len(each.held)}" if each.held else "–"
        skills = ", ".join(content.short_name(s, view.skill_name(s)) for s in each.skills)
        none = bool(each.held) and not each.with_give_back
        yield Row(
            f"pair:{each.pair.id}",
            (
                title,
                cell(senior),
                cell(count, "yellow" if none else ""),
                cell(_("nothing came back") if none else skills, "yellow" if none else ""),
            ),
        )


def _order(view: View, each: findings.GiveBack) -> tuple[str, str, str]:
    pair = each.pair
    return view.sort_key(pair.mentor_id), view.sort_key(pair.senior_id), pair.id


def goal_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for every goal, the programme's first."""
    for person_id in (None, *view.participants):
        title = view.name(person_id) if person_id else view.programme.name
        for goal in view.goals_of(person_id):
            if not matches(title, goal.text, attainment.verdict_of(goal)):
                continue
            style = "dim" if goal.attainment is None else ""
            yield Row(
                f"goal:{goal.id}",
                (
                    cell(title, "bold"),
                    goal.text,
                    cell(attainment.verdict_of(goal), style),
                ),
            )
            title = ""


def form_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for the final form of every person and role, missing ones too."""
    for role, people in (("mentor", view.mentors), ("senior", view.seniors)):
        for person_id in people:
            side: Role = "mentor" if role == "mentor" else "senior"
            form = view.evaluations.get((person_id, side))
            if not matches(view.name(person_id), "" if form else _("missing")):
                continue
            state = cell(plain_date(form.on)) if form else cell(_("missing"), "yellow")
            gone = outcome.departure(view, person_id, side)
            gain = (form.own_gain or "") if form else gone
            yield Row(
                f"{person_id}:{side}",
                (
                    cell(view.name(person_id), "bold"),
                    _("mentor") if side == "mentor" else _("senior"),
                    state,
                    cell(gain, "" if form else "dim"),
                ),
            )


def summary(view: View, part: Part, today: date, end: Moment = "final") -> Iterator[Content]:
    """Yield the sentences over a part: what changed, and what is missing to close."""
    if part in {"senior", "mentor"}:
        role: Role = "senior" if part == "senior" else "mentor"
        counts = outcome.summary(outcome.changes(view, role, end))
        yield plain(_counted(counts, end))
        if end == "checkpoint":
            yield plain(_half_way(view), MUTED)
            return
        if role == "senior" and view.programme.standard_level:
            standard = outcome.standard_level(view)
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
        mine = [
            goal for goal in view.snapshot.goals.values() if goal.programme_id == view.programme.id
        ]
        judged = [goal for goal in mine if goal.attainment is not None]
        reached = sum((goal.attainment or 0) >= 0 for goal in judged)
        yield plain(
            _("{n} of {of} judged, {reached} of them reached").format(
                n=len(judged), of=len(mine), reached=reached
            )
        )
        mean, ambition = findings.ambition(view)
        if mean is not None and ambition:
            text = (
                _("Mean T {t}: the goals were probably too easy")
                if ambition == "too_easy"
                else _("Mean T {t}: the goals were probably too hard")
            )
            yield plain(text.format(t=number(mean)), MUTED)
    else:
        yield from _forms(view)
    if not view.programme.closed_on:
        yield _to_close(view)
    else:
        yield from _after(view, today)


def _given(view: View) -> str:
    given = outcome.exchange(view)
    return _("{n} give-backs in {held} sessions; in {k} of {of} pairs").format(
        n=given.give_backs, held=given.held, k=given.pairs_with_give_back, of=given.pairs
    )


def _half_way(view: View) -> str:
    held = outcome.exchange(view)
    return _("{held} of {of} sessions held so far; the mid-point is week {week}").format(
        held=held.held, of=held.settled, week=(view.programme.weeks + 1) // 2
    )


def _felt(view: View) -> Iterator[Content]:
    """Yield how people say they felt before and feel now, both asked at the end."""
    told = []
    for role in ("mentor", "senior"):
        side: Role = "mentor" if role == "mentor" else "senior"
        for each in answers.felt(view, side):
            counts = each.counts
            text = _("{what}: {better} better, {same} the same, {worse} lower, of {n}")
            told.append(
                text.format(
                    what=compared(each.item),
                    better=counts.improved,
                    same=counts.same,
                    worse=counts.worse,
                    n=counts.pairs,
                )
                + " ("
                + (_("mentors") if side == "mentor" else _("seniors"))
                + ")"
            )
    yield from (plain(each, MUTED) for each in told)


def _forms(view: View) -> Iterator[Content]:
    roles = len(view.mentors) + len(view.seniors)
    yield plain(_("{n} of {of} forms are here").format(n=len(view.evaluations), of=roles))
    told = []
    saved = answers.minutes_saved(view)
    if saved.median is not None:
        text = _("median {n} minutes a week saved ({k} of {of} said)")
        told.append(text.format(n=number(saved.median), k=saved.n, of=saved.of))
    tools = answers.tools_used(view)
    if tools.answered:
        text = _("{n} of {of} used a tool last week")
        told.append(text.format(n=tools.n, of=tools.answered))
    if told:
        yield plain(" · ".join(told), MUTED)


def _after(view: View, today: date) -> Iterator[Content]:
    """Yield what was heard after the closing."""
    for kind in afterwards.KINDS:
        found = afterwards.still_using(view, kind)
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
    if afterwards.waiting(view.programme, today):
        yield plain(_("A follow-up waits: u writes down who still uses it"), "$warning")


def _style(change: outcome.Change) -> str:
    gained = change.levels
    if gained is None:
        return "dim"
    return "green" if gained > 0 else "red" if gained < 0 else ""


def _became(change: outcome.Change) -> str:
    """Return what became of a level in a word, for the filter."""
    gained = change.levels
    if gained is None:
        return _("no end")
    return _("better") if gained > 0 else _("lower") if gained < 0 else _("the same")


def _verdict(change: outcome.Change) -> Text:
    if change.target is None:
        return cell("")
    if change.final is None:
        return cell(str(change.target), "dim")
    if change.final.level >= change.target:
        return cell(f"{change.target} {sign('reached')}", "green")
    if change.levels is not None and change.levels < 0:
        return cell(f"{change.target} " + _("lower"), "red")
    return cell(f"{change.target} {'=' if change.levels == 0 else ''}")


def _counted(counts: outcome.BeforeAfter, end: Moment) -> str:
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


def _median(counts: outcome.BeforeAfter) -> str:
    if counts.median_change is None:
        return ""
    return " · " + _("median {n} levels a person").format(n=number(counts.median_change))


def _to_close(view: View) -> Content:
    missing = outcome.missing_to_close(view)
    if not missing:
        return plain(_("Nothing is missing: c closes the programme"), "$success")
    return plain(_("Missing to close: {list}").format(list=", ".join(missing)), MUTED)
