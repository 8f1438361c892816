"""What the Evaluation shows: columns and rows, made from a view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
from rich.cells import cell_len
from rich.text import Text

from revmentor.content import skills as content
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.rating import Moment, level_of
from revmentor.rules.goals import attainment, topics
from revmentor.rules.goals.levels import HIGHEST_DRAWN
from revmentor.rules.programme_view import View
from revmentor.rules.results import findings, level_changes, raters
from revmentor.rules.results.sides import people_of
from widgets.signs import sign, way
from widgets.table import Column, Row, RowKey
from widgets.text import cell

_BESIDE_SKILLS = 50
"""The cells that a line of levels takes beside the way and the skill."""
_SHORT = 8
"""The cells of a short name."""
Matches = Callable[..., bool]
"""Tells whether the filter lets a line with some texts through."""


class Room(msgspec.Struct, frozen=True):
    """What a line of levels has room for: the cells of a level as drawn, and of a skill's name."""

    cells: int
    skill: int

    def name(self, view: View, skill_id: str) -> str:
        """Return what a skill is called: by its name, where that fits."""
        name = view.skill_name(skill_id)
        return name if cell_len(name) <= self.skill else content.short_name(skill_id, name)


def room_of(view: View, width: int) -> Room:
    """Return the room of the lines in a width; either all skills have their names, or none."""
    usual = (width - _BESIDE_SKILLS - _SHORT) // HIGHEST_DRAWN
    cells = max(2, min(4, usual))
    left = width - HIGHEST_DRAWN * cells - _BESIDE_SKILLS
    names = {view.skill_name(skill_id) for _who, skill_id, _when in view.ratings}
    fits = max(map(cell_len, names), default=0) <= left
    return Room(cells, left if fits else 0)


def level_columns(room: Room, end: Moment) -> list[Column]:
    """Return the columns of the levels."""
    cells = room.cells
    scale = (" " * (cells - 1)).join(str(level) for level in range(HIGHEST_DRAWN + 1))
    return [
        Column("who", "", 17),
        Column("skill", "", _SHORT),
        Column("way", scale, HIGHEST_DRAWN * cells + 1),
        Column("start", _("start"), 5),
        Column("end", _("end") if end == "final" else _("now"), 3),
        Column("own", _("own"), 3),
        Column("goal", _("goal")),
    ]


def exchange_columns() -> list[Column]:
    """Return the columns of what was given and gained."""
    return [
        Column("mentor", _("Mentor"), 17),
        Column("senior", _("Senior"), 20),
        Column("count", _("Came back"), 9),
        Column("what", _("What")),
    ]


def goal_columns() -> list[Column]:
    """Return the columns of the goals."""
    return [
        Column("who", _("For"), 20),
        Column("goal", _("Goal")),
        Column("verdict", _("It was"), 25),
    ]


def form_columns() -> list[Column]:
    """Return the columns of the final forms."""
    return [
        Column("who", _("Who"), 22),
        Column("role", "", 7),
        Column("form", _("Form"), 11),
        Column("gain", _("Own gain")),
    ]


def level_rows(
    view: View, role: Role, room: Room, matches: Matches, end: Moment = "final"
) -> Iterator[Row]:
    """Yield a row for every person and skill of a side.

    The filter finds a name, a department, a skill, and what became of it (“lower”, “no end”).
    """
    shown = ""
    for change in level_changes.changes(view, role, end):
        if change.baseline is None and not view.is_active(change.person_id, role):
            continue
        name = view.name(change.person_id)
        person = view.snapshot.people[change.person_id]
        if matches(name, _skill(view, change), person.department or "", _became(change)):
            yield _level_row(view, change, "" if shown == name else name, room, end)
            shown = name


def topic_rows(view: View, role: Role, room: Room, matches: Matches) -> Iterator[Row]:
    """Yield a row for every topic that somebody is asked about in words: said or not, twice."""
    shown = ""
    for person_id in people_of(view, role):
        for skill_id in topics.asked_of(view, person_id, role):
            name, skill = view.name(person_id), view.skill_name(skill_id)
            before, after = (
                bool(topics.said(view, person_id, skill_id, moment))
                for moment in ("baseline", "final")
            )
            if not (before or after or view.is_active(person_id, role)):
                continue
            if not matches(name, skill, "" if after else _("no end")):
                continue
            title, shown = "" if shown == name else name, name
            yield Row(
                RowKey("topic", person_id, skill_id),
                (
                    cell(title, "bold"),
                    room.name(view, skill_id),
                    cell(_("in words"), "dim"),
                    cell(f"  {sign('well') if before else '–'}"),
                    cell(sign("well") if after else "–"),
                    "",
                    "",
                ),
            )


def _level_row(
    view: View, change: level_changes.LevelChange, title: str, room: Room, end: Moment
) -> Row:
    start = level_of(change.baseline)
    last = level_of(change.final)
    drawn = way(start, last, change.target, step=room.cells, top=HIGHEST_DRAWN)
    moment = end if change.final else "baseline"
    return Row(
        RowKey("level", change.person_id, change.skill_id),
        (
            cell(title, "bold"),
            room.name(view, change.skill_id),
            cell(drawn, _style(change)),
            cell("  –" if start is None else f"  {start}"),
            cell("–" if last is None else str(last)),
            cell(_gap(raters.self_gap(view, change.person_id, change.skill_id, moment))),
            _verdict(change),
        ),
    )


def _skill(view: View, change: level_changes.LevelChange) -> str:
    return content.short_name(change.skill_id, view.skill_name(change.skill_id))


def _gap(gap: int | None) -> str:
    """Return how far the own rating lies above that of others; nothing, where one is missing."""
    if gap is None:
        return ""
    return f"{gap:+d}" if gap else "="


def exchange_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for every pair: in how many sessions something came back, and what."""
    shown = ""
    ledger = sorted(findings.give_backs_received(view), key=lambda each: _order(view, each))
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
            RowKey("pair", each.pair.id),
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
                RowKey("goal", goal.id),
                (
                    cell(title, "bold"),
                    goal.text,
                    cell(attainment.verdict_of(goal), style),
                ),
            )
            title = ""


def form_rows(view: View, matches: Matches) -> Iterator[Row]:
    """Yield a row for the final form of every person and role, missing ones too."""
    sides: dict[Role, Iterable[str]] = {"mentor": view.mentors, "senior": view.seniors}
    for side, people in sides.items():
        for person_id in people:
            form = view.evaluations.get((person_id, side))
            if not matches(view.name(person_id), "" if form else _("missing")):
                continue
            state = cell(plain_date(form.on)) if form else cell(_("missing"), "yellow")
            gone = level_changes.departure(view, person_id, side)
            gain = (form.own_gain or "") if form else gone
            yield Row(
                RowKey("form", person_id, side),
                (
                    cell(view.name(person_id), "bold"),
                    labels.roles()[side],
                    state,
                    cell(gain, "" if form else "dim"),
                ),
            )


def _style(change: level_changes.LevelChange) -> str:
    gained = change.levels
    if gained is None:
        return "dim"
    return "green" if gained > 0 else "red" if gained < 0 else ""


def _became(change: level_changes.LevelChange) -> str:
    """Return what became of a level in a word, for the filter."""
    gained = change.levels
    if gained is None:
        return _("no end")
    return _("better") if gained > 0 else _("lower") if gained < 0 else _("the same")


def _verdict(change: level_changes.LevelChange) -> Text:
    if change.target is None:
        return cell("")
    if change.final is None:
        return cell(str(change.target), "dim")
    if change.final.level >= change.target:
        return cell(f"{change.target} {sign('reached')}", "green")
    if change.levels is not None and change.levels < 0:
        return cell(f"{change.target} " + _("lower"), "red")
    return cell(f"{change.target} {'=' if change.levels == 0 else ''}")
