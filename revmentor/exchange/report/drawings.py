"""The drawings of the first sheet: shapes, and the same in words.

What is meant is never told by colour alone: filled, pale, empty and dashed print in grey as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.base import Role
from revmentor.rules.goals.levels import HIGHEST_DRAWN
from revmentor.rules.programme_view import View
from revmentor.rules.results import drawn

Look = Literal["full", "pale", "empty", "dashed", "axis", "mark"]


class Box(msgspec.Struct, frozen=True):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: Look


class Ring(msgspec.Struct, frozen=True):
    """A circle."""

    x: float
    y: float
    radius: float
    look: Look


class Rule(msgspec.Struct, frozen=True):
    """A line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: Look


class Word(msgspec.Struct, frozen=True):
    """A word or a number in a drawing."""

    x: float
    y: float
    text: str


class Drawing(msgspec.Struct, frozen=True):
    """Shapes in a frame; ``told`` says the same in words, ``legend`` what each look means."""

    title: str
    told: str
    width: float
    height: float
    boxes: Sequence[Box] = ()
    rings: Sequence[Ring] = ()
    rules: Sequence[Rule] = ()
    words: Sequence[Word] = ()
    legend: Sequence[tuple[Look, str]] = ()
    note: str = ""


class DrawnRow(msgspec.Struct, frozen=True):
    """One line of a drawing with its name before it and its numbers after it."""

    name: str
    numbers: str
    drawing: Drawing


class DrawnRows(msgspec.Struct, frozen=True):
    """Several such lines under one title."""

    title: str
    rows: Sequence[DrawnRow]
    note: str


_WIDE = 320.0


def people(view: View, role: Role, title: str) -> Drawing | None:
    """Return a column for each person with a starting point: skills up, the same, down, no end."""
    columns = drawn.people(view, role)
    if not columns:
        return None
    above = max(max(each.up + each.same, each.no_end) for each in columns) or 1
    below = max(each.down for each in columns)
    step = min(24.0, _WIDE / len(columns))
    unit = min(12.0, 72.0 / (above + below))
    nought = above * unit + 4
    boxes = [
        box
        for place, each in enumerate(columns)
        for box in _column(each, place * step + 2, step * 0.7, nought, unit)
    ]
    ended = sum(each.is_seen for each in columns)
    told = ngettext(
        "{n} person with a starting point, {{ended}} with an end. Skills: {{up}} up, {{same}} the "
        "same, {{down}} down, {{no_end}} without an end.",
        "{n} people with a starting point, {{ended}} with an end. Skills of all of them: {{up}} "
        "up, {{same}} the same, {{down}} down, {{no_end}} without an end.",
        len(columns),
    ).format(
        ended=ended,
        up=sum(each.up for each in columns),
        same=sum(each.same for each in columns),
        down=sum(each.down for each in columns),
        no_end=sum(each.no_end for each in columns),
    )
    return Drawing(
        _("{side}, from start to end: a column is a person, a box a skill").format(side=title),
        told,
        max(_WIDE / 2, len(columns) * step),
        nought + below * unit + 4,
        boxes=boxes,
        rules=[Rule(0, nought, len(columns) * step, nought, "axis")],
        legend=[
            ("full", _("up")),
            ("pale", _("the same")),
            ("empty", _("down (under the line)")),
            ("dashed", _("no end")),
        ],
    )


def _looks(*counts: tuple[Look, int]) -> list[Look]:
    """Return each look as often as it is counted."""
    return [look for look, n in counts for _place in range(n)]


def _column(
    column: drawn.PersonColumn, x: float, width: float, nought: float, unit: float
) -> Iterator[Box]:
    """Yield the boxes of one person: up from the line, those that went down under it."""
    for height, look in enumerate(
        _looks(("full", column.up), ("pale", column.same), ("dashed", column.no_end)), start=1
    ):
        yield Box(x, nought - height * unit + 0.5, width, unit - 1, look)
    for depth in range(column.down):
        yield Box(x, nought + depth * unit + 1, width, unit - 1, "empty")


def skills(view: View, role: Role) -> DrawnRows | None:
    """Return the mean level of each skill at start and end, where five people or more have both."""
    means = drawn.skills(view, role)
    if not means:
        return None
    rows = [_skill(view, each) for each in means[:8]]
    return DrawnRows(
        _("What seniors can do: average level from start to end, of 0 to 6")
        if role == "senior"
        else _("What mentors can do: average level from start to end, of 0 to 6"),
        rows,
        _(
            "○ start, ● end; the upright line is the standard level. In brackets: people. A skill "
            "of fewer than five people has no average."
        ),
    )


def _skill(view: View, mean: drawn.SkillMean) -> DrawnRow:
    before, after = number(mean.before), number(mean.after)
    name = view.skill_name(mean.skill_id)
    told = _("{skill}: from {before} to {after} on average, {n} people").format(
        skill=name, before=before, after=after, n=mean.n
    )
    start, end = _place(mean.before), _place(mean.after)
    standard = view.programme.standard_level.get(mean.skill_id)
    marks = [Rule(_place(standard), 2, _place(standard), 16, "mark")] if standard else []
    drawing = Drawing(
        name,
        told,
        HIGHEST_DRAWN * 20 + 12,
        18,
        rings=[Ring(start, 9, 5.2, "empty"), Ring(end, 9, 3.6, "full")],
        rules=[
            Rule(6, 9, HIGHEST_DRAWN * 20 + 6, 9, "axis"),
            *marks,
            Rule(start, 9, end, 9, "full"),
        ],
    )
    return DrawnRow(name, f"{before} → {after} ({mean.n})", drawing)


def _place(level: float) -> float:
    """Return where a level stands on its line."""
    return round(min(level, HIGHEST_DRAWN) * 20 + 6, 1)


def weeks(view: View, today: date) -> Drawing | None:
    """Return a column for each week: sessions held, lost, not logged."""
    every = drawn.weeks(view, today)
    most = max((each.held + each.lost + each.open for each in every), default=0)
    if not most:
        return None
    step = min(24.0, _WIDE / len(every))
    unit = 64.0 / most
    bottom = 70.0
    boxes = [box for each in every for box in _week(each, step, unit, bottom)]
    with_any = sum(each.held > 0 for each in every)
    told = ngettext(
        "In {{with_any}} of {n} week a session was held.",
        "In {{with_any}} of {n} weeks a session was held.",
        len(every),
    ).format(with_any=with_any)
    return Drawing(
        _("The weeks"),
        told,
        len(every) * step,
        bottom + 14,
        boxes=boxes,
        rules=[Rule(0, bottom, len(every) * step, bottom, "axis")],
        words=[
            Word((each.week - 0.5) * step, bottom + 11, str(each.week))
            for each in every
            if each.week == 1 or each.week % 4 == 0
        ],
        legend=[("full", _("held")), ("empty", _("lost")), ("dashed", _("not logged"))],
    )


def _week(week: drawn.Week, step: float, unit: float, bottom: float) -> Iterator[Box]:
    """Yield the boxes of one week, those held at the bottom."""
    parts: list[tuple[int, Look]] = [
        (week.held, "full"),
        (week.lost, "empty"),
        (week.open, "dashed"),
    ]
    for n, look in parts:
        if n:
            bottom -= n * unit
            yield Box((week.week - 1) * step + 2, bottom + 0.5, step * 0.7, n * unit - 1, look)


_IN_A_ROW = 18


def returned(view: View) -> Drawing | None:
    """Return a circle for each pair that met: in how much of it something came back."""
    back = drawn.returned(view)
    if not back.met:
        return None
    looks = _looks(("full", back.regular), ("pale", back.some), ("empty", back.none))
    rings = [
        Ring((place % _IN_A_ROW) * 17 + 10, place // _IN_A_ROW * 17 + 10, 6.5, look)
        for place, look in enumerate(looks)
    ]
    told = ngettext(
        "Of {n} pair that met, in {{regular}} something came back in more than half of the "
        "sessions, in {{some}} in some, in {{none}} in none.",
        "Of {n} pairs that met, in {{regular}} something came back in more than half of the "
        "sessions, in {{some}} in some, in {{none}} in none.",
        back.met,
    ).format(regular=back.regular, some=back.some, none=back.none)
    return Drawing(
        _("It came back: a circle is a pair"),
        told,
        _IN_A_ROW * 17 + 4,
        ((back.met - 1) // _IN_A_ROW + 1) * 17 + 4,
        rings=rings,
        legend=[
            ("full", _("in more than half of the sessions")),
            ("pale", _("in some")),
            ("empty", _("in none")),
        ],
    )
