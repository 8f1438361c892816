"""The standard level: who stands at it by what was rated at the end; nothing is carried on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange


class StandardLevel(msgspec.Struct, frozen=True):
    """The seniors of a programme by how they stand to the standard level at the end, by their ids.

    ``reached`` were rated at the end in all its skills and stand there; ``below`` were rated below
    it in one or more, which ``rows_below`` holds; of ``no_end`` some rating of the end is lacking,
    and none is below it. ``no_end_at_start`` are those of them who stood there at the start.
    ``compared`` were rated at the end, and by the same kind of rater at the start;
    ``compared_at_start`` are those of them who stood there already.
    """

    reached: tuple[str, ...]
    below: tuple[str, ...]
    no_end: tuple[str, ...]
    no_end_at_start: tuple[str, ...]
    compared: tuple[str, ...]
    compared_at_start: tuple[str, ...]
    rows_below: tuple[LevelChange, ...]

    @property
    def rated(self) -> int:
        """How many people the ratings of the end tell of."""
        return len(self.reached) + len(self.below)


def standard_level(view: View) -> StandardLevel:
    """Return who stands at the standard level; nobody where there is none.

    A level nobody rated reaches nothing. The end is that of whoever saw the start too, else the
    last one.
    """
    rows_of = _rows(view)
    group_of = {who: _group(view, rows) for who, rows in rows_of.items()}

    def those_in(*groups: _Group) -> tuple[str, ...]:
        return tuple(who for group in groups for who in group_of if group_of[who] == group)

    def who_stood_there(people: Sequence[str]) -> tuple[str, ...]:
        return tuple(who for who in people if _stood_there(view, rows_of[who]))

    compared = tuple(who for who in those_in("reached", "below") if _is_compared(rows_of[who]))
    every = chain.from_iterable(rows_of.values())
    return StandardLevel(
        those_in("reached"),
        those_in("below"),
        those_in("no_end"),
        who_stood_there(those_in("no_end")),
        compared,
        who_stood_there(compared),
        tuple(row for row in every if _is_below(view, row)),
    )


_Group = Literal["reached", "below", "no_end"]


def _group(view: View, rows: Sequence[LevelChange]) -> _Group:
    """Tell where the ratings of the end put somebody, over the skills of the standard level."""
    if any(_is_below(view, row) for row in rows):
        return "below"
    return "reached" if all(row.end for row in rows) else "no_end"


def _is_compared(rows: Sequence[LevelChange]) -> bool:
    """Tell whether one kind of rater saw somebody twice, in each of the skills."""
    return all(row.baseline and row.final for row in rows)


def sentences(standing: StandardLevel) -> list[str]:
    """Return in words who stands at the standard level, who stood there, and who is not known."""
    at_the_end, *rest = shortly(standing)
    if not standing.compared:
        return [at_the_end, *rest]
    text = _("{start} of the {n} whom one kind of rater saw twice stood there at the start.")
    before = text.format(start=len(standing.compared_at_start), n=len(standing.compared))
    return [at_the_end, before, *rest]


def shortly(standing: StandardLevel) -> list[str]:
    """Return in words who stands at the standard level at the end, and of whom it is not known."""
    lines = [_at_the_end(standing)]
    if standing.no_end:
        lacking = ngettext(
            "{n} has no end in all of it", "{n} have no end in all of it", len(standing.no_end)
        )
        there = _("{n} of them stood there at the start").format(n=len(standing.no_end_at_start))
        lines.append(f"{lacking}; {there}." if standing.no_end_at_start else f"{lacking}.")
    return lines


def _at_the_end(standing: StandardLevel) -> str:
    if not standing.rated:
        return _("At the standard level: nobody is rated at the end in all of it.")
    return _("At the standard level: {n} of the {of} rated at the end.").format(
        n=len(standing.reached), of=standing.rated
    )


def _rows(view: View) -> dict[str, list[LevelChange]]:
    """Return the skills of the standard level, by senior."""
    rows_of: dict[str, list[LevelChange]] = {}
    for row in level_changes.changes(view, "senior"):
        if row.skill_id in view.programme.standard_level:
            rows_of.setdefault(row.person_id, []).append(row)
    return rows_of


def _is_below(view: View, row: LevelChange) -> bool:
    """Tell whether somebody was rated below the standard level at the end."""
    return row.end is not None and row.end.level < view.programme.standard_level[row.skill_id]


def _stood_there(view: View, rows: Sequence[LevelChange]) -> bool:
    """Tell whether somebody stood at the standard level in all of it at the start."""
    wanted = view.programme.standard_level
    return all(row.baseline and row.baseline.level >= wanted[row.skill_id] for row in rows)
