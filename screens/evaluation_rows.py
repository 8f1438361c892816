"""What the Evaluation shows: rows and sentences, made from a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from rich.text import Text
from textual.content import Content

from revmentor.content import skills as content
from revmentor.model.base import Role
from revmentor.rules import attainment, outcome
from revmentor.rules.view import View
from revmentor.words import _, ngettext, number, plain_date
from widgets.signs import sign, way
from widgets.table import Row
from widgets.text import MUTED, cell, plain

Part = Literal["senior", "mentor", "goals", "forms"]
PARTS: tuple[Part, ...] = ("senior", "mentor", "goals", "forms")
TOP = 6
"""The highest level drawn; people use 0 to 6."""

Matches = Callable[..., bool]
"""Tells whether the filter lets a line with some texts through."""


def level_rows(view: View, role: Role, cells: int, matches: Matches) -> Iterator[Row]:
    """Yield a row for every person and skill of a side; ``cells`` is the width of a level."""
    shown = ""
    for change in outcome.changes(view, role):
        if change.baseline is None and not view.is_active(change.person_id, role):
            continue
        name = view.name(change.person_id)
        skill = content.short_name(change.skill_id, view.skill_name(change.skill_id))
        if not matches(name, skill):
            continue
        title = cell("" if shown == name else name, "bold")
        shown = name
        start = change.baseline.level if change.baseline else None
        end = change.final.level if change.final else None
        drawn = way(start, end, change.target, step=cells, top=TOP)
        yield Row(
            f"{change.person_id}:{change.skill_id}",
            (
                title,
                skill,
                cell(drawn, _style(change)),
                cell("  –" if start is None else f"  {start}"),
                cell("–" if end is None else str(end)),
                _verdict(change),
            ),
        )


def goal_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for every goal, the programme's first."""
    for person_id in (None, *view.participants):
        title = view.name(person_id) if person_id else view.programme.name
        for goal in view.goals_of(person_id):
            if not matches(title, goal.text):
                continue
            style = "dim" if goal.attainment is None else ""
            yield Row(
                f"goal:{goal.id}",
                (
                    cell(title, "bold"),
                    goal.text,
                    cell(attainment.verdict(goal.attainment), style),
                ),
            )
            title = ""


def form_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for the final form of every person and role, missing ones too."""
    for role, people in (("mentor", view.mentors), ("senior", view.seniors)):
        for person_id in people:
            side: Role = "mentor" if role == "mentor" else "senior"
            form = view.evaluations.get((person_id, side))
            if not matches(view.name(person_id)):
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


def summary(view: View, part: Part) -> Iterator[Content]:
    """Yield the sentences over a part: what changed, and what is missing to close."""
    if part in {"senior", "mentor"}:
        role: Role = "senior" if part == "senior" else "mentor"
        counts = outcome.summary(outcome.changes(view, role))
        yield plain(_counted(counts))
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
            given = outcome.exchange(view)
            yield plain(
                _("{n} give-backs in {held} sessions; in {k} of {of} pairs").format(
                    n=given.give_backs,
                    held=given.held,
                    k=given.pairs_with_give_back,
                    of=given.pairs,
                ),
                MUTED,
            )
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
    else:
        roles = len(view.mentors) + len(view.seniors)
        yield plain(_("{n} of {of} forms are here").format(n=len(view.evaluations), of=roles))
    if not view.programme.closed_on:
        yield _to_close(view)


def _style(change: outcome.Change) -> str:
    gained = change.levels
    if gained is None:
        return "dim"
    return "green" if gained > 0 else "red" if gained < 0 else ""


def _verdict(change: outcome.Change) -> Text:
    if change.target is None:
        return cell("")
    if change.final is None:
        return cell(str(change.target), "dim")
    if change.final.level >= change.target:
        return cell(f"{change.target} {sign('reached')}", "green")
    if change.levels is not None and change.levels < 0:
        return cell(f"{change.target} {_('lower')}", "red")
    return cell(f"{change.target} {'=' if change.levels == 0 else ''}")


def _counted(counts: outcome.BeforeAfter) -> str:
    if not counts.pairs:
        return ngettext("No end yet for {n} person", "No end yet for {n} people", counts.missing)
    text = _("{better} better, {same} the same, {worse} lower, of {n}").format(
        better=counts.improved, same=counts.same, worse=counts.worse, n=counts.pairs
    )
    if counts.missing:
        low, high = counts.bounds
        text += (
            " · "
            + ngettext("{n} without an end", "{n} without an end", counts.missing)
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
