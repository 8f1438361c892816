"""The standard level: who stands at it by what was rated at the end; nothing is carried on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from revmentor.i18n.gettext import _, ngettext
from revmentor.rules.programme_view import View
from revmentor.rules.results import level_changes
from revmentor.rules.results.level_changes import LevelChange


@dataclass(frozen=True)
class StandardLevel:
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
    below = {who: rows for who, rows in rows_of.items() if any(_is_below(view, r) for r in rows)}
    reached = [
        who for who, rows in rows_of.items() if who not in below and all(r.end for r in rows)
    ]
    no_end = [who for who in rows_of if who not in below and who not in reached]
    compared = [
        who for who in (*reached, *below) if all(row.baseline and row.final for row in rows_of[who])
    ]
    return StandardLevel(
        tuple(reached),
        tuple(below),
        tuple(no_end),
        tuple(who for who in no_end if _stood_there(view, rows_of[who])),
        tuple(compared),
        tuple(who for who in compared if _stood_there(view, rows_of[who])),
        tuple(row for rows in below.values() for row in rows if _is_below(view, row)),
    )


def sentences(found: StandardLevel) -> list[str]:
    """Return in words who stands at the standard level, who stood there, and who is not known."""
    at_the_end, *rest = shortly(found)
    if not found.compared:
        return [at_the_end, *rest]
    text = _("{start} of the {n} whom one kind of rater saw twice stood there at the start.")
    before = text.format(start=len(found.compared_at_start), n=len(found.compared))
    return [at_the_end, before, *rest]


def shortly(found: StandardLevel) -> list[str]:
    """Return in words who stands at the standard level at the end, and of whom it is not known."""
    told = [_at_the_end(found)]
    if found.no_end:
        lacking = ngettext(
            "{n} has no end in all of it", "{n} have no end in all of it", len(found.no_end)
        )
        there = _("{n} of them stood there at the start").format(n=len(found.no_end_at_start))
        told.append(f"{lacking}; {there}." if found.no_end_at_start else f"{lacking}.")
    return told


def _at_the_end(found: StandardLevel) -> str:
    if not found.rated:
        return _("At the standard level: nobody is rated at the end in all of it.")
    return _("At the standard level: {n} of the {of} rated at the end.").format(
        n=len(found.reached), of=found.rated
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
