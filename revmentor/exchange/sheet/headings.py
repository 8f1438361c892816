"""Where the headings of a sheet stand, what each column holds, and which rows are of people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from revmentor.exchange.sheet import columns, values
from revmentor.exchange.sheet.columns import LISTS, NOT_READ, SKILL
from revmentor.exchange.sheet.grid import Grid, Line
from revmentor.exchange.sheet.questions import Choice, Questions, letter_of
from revmentor.exchange.sheet.skill_words import SkillWords
from revmentor.i18n.gettext import _, quoted
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.text import one_line, shown
from revmentor.rules.same_person import folded

_NAMING = frozenset({"name", "last_first", "first", "last", "email", "id"})
_TOTAL = re.compile(
    r"(sub ?)?tot(ale|al|ali|als)?( .{0,20})?|somma( .*)?|sum|n persone .*|conteggio.*"
)
_MOST_SHOWN = 12
EXAMPLE_NUMBERS = frozenset({"EXAMPLE", "ESEMPIO"})
"""The staff numbers of the row that shows in a template how a row is filled; it is nobody."""


class HeadedSheet(msgspec.Struct, frozen=True):
    """A sheet whose columns are known: what each holds by its place, and the rows of people."""

    heading_row: int
    headings: tuple[str, ...]
    held: Mapping[int, str]
    """What a column holds, by its place from 0; a place that is missing is not read."""
    lines: tuple[Line, ...]

    @property
    def not_read(self) -> list[str]:
        """The headings of the columns that are not read."""
        return [text for place, text in enumerate(self.headings) if text and place not in self.held]

    def read(self, line: Line) -> list[tuple[str, str]]:
        """Return the cells of a row that are read, each behind what its column holds."""
        cells = line.cells
        return [(column, cells[place]) for place, column in self.held.items() if place < len(cells)]

    def places(self, column: str) -> list[int]:
        """Return the places of the columns that hold something."""
        return [place for place, held in self.held.items() if held == column]

    def cell_of(self, row: int, column: str) -> str | None:
        """Return the address of a cell, as ``F7``; ``None`` where the sheet has no such column."""
        places = self.places(column)
        return f"{letter_of(places[0])}{row}" if places else None

    def has(self, *named: str) -> bool:
        """Tell whether one of some columns is there."""
        return any(column in named for column in self.held.values())


def column_key(headings: Sequence[str], place: int) -> str:
    """Return the key under which somebody says what a column holds.

    Of equal headings the second has ``#2`` behind it, and so on.
    """
    return f"column:{headings[place]}{_which(headings, place)}"


def remembered_as(headings: Sequence[str], place: int) -> str:
    """Return under what it is kept for the firm what a column holds."""
    return f"{columns.plain(headings[place])}{_which(headings, place)}"


def _which(headings: Sequence[str], place: int) -> str:
    number = 1 + headings[:place].count(headings[place])
    return f"#{number}" if number > 1 else ""


def headed(
    grid: Grid, questions: Questions, remembered: Mapping[str, str], words: SkillWords
) -> HeadedSheet:
    """Find the headings of a sheet; raises :class:`Refused` where the first ten rows have none."""
    line = _heading_line(grid, questions, remembered)
    headings = tuple(one_line(cell) for cell in line.cells)
    below = [
        each
        for each in grid.lines
        if each.row > line.row and each.cells != line.cells and _is_of_somebody(each)
    ]
    if not below:
        raise Refused(_("Below its headings the sheet is empty: there is nobody to bring in."))
    said = _said(headings, questions, remembered)
    guessed = _guessed(headings, below, said, words)
    held = _without_doubles(headings, guessed, below, said.keys(), questions)
    if _NAMING.isdisjoint(held.values()):
        raise _without_names(headings)
    return HeadedSheet(line.row, headings, held, tuple(below))


def _heading_line(grid: Grid, questions: Questions, remembered: Mapping[str, str]) -> Line:
    first = grid.lines[: columns.HEAD_ROWS]

    def known(line: Line) -> int:
        # A row of people may hold a word that is a heading as well, but not most of its words.
        cells = tuple(one_line(cell) for cell in line.cells)
        texts = [cell for cell in cells if cell]
        named = [
            cell
            for place, cell in enumerate(cells)
            if cell
            and (
                columns.guess(cell)
                or remembered_as(cells, place) in remembered
                or column_key(cells, place) in questions.answers
            )
        ]
        return len(named) if len(named) * 4 >= len(texts) else 0

    best = max(first, key=known)
    if not known(best):
        likely = max(first, key=lambda line: len([cell for cell in line.cells if cell]))
        raise _without_names(likely.cells)
    return best


def _without_names(headings: Sequence[str]) -> Refused:
    """Return the refusal of a sheet without a heading for names; it names those found."""
    found = [quoted(shown(heading)) for heading in headings if heading]
    text = _(
        "No heading for a name was found among the first {n} rows. Headings found: {found}."
    ).format(n=columns.HEAD_ROWS, found=", ".join(found[:_MOST_SHOWN]) or _("none"))
    if near := columns.nearest(heading for heading in headings if heading):
        text += " " + _("Known ones that look like them: {near}.").format(near=", ".join(near))
    usual = ", ".join(columns.label(each) for each in ("id", "name", "role", "department"))
    text += " " + _("Give the columns headings like: {usual}.").format(usual=usual)
    return Refused(text, problems=Problems([Problem(_("headings"), text)]))


def _is_of_somebody(line: Line) -> bool:
    """Tell whether a row is neither a total nor the example of our own template."""
    texts = [cell for cell in line.cells if cell]
    if texts[0] in EXAMPLE_NUMBERS:
        return False
    return len(texts) > 3 or not _TOTAL.fullmatch(folded(texts[0]))


def _said(
    headings: Sequence[str], questions: Questions, remembered: Mapping[str, str]
) -> dict[int, str]:
    """Return what columns hold of which somebody said it, now or before, by their places."""
    said: dict[int, str] = {}
    for place in range(len(headings)):
        answer = questions.correction(column_key(headings, place))
        known = answer or remembered.get(remembered_as(headings, place))
        if known:
            _refuse_unknown_column(known)
            said[place] = known
    return said


def _guessed(
    headings: Sequence[str], lines: Sequence[Line], said: Mapping[int, str], words: SkillWords
) -> dict[int, str]:
    """Return what each column holds: as somebody said, or by its heading."""
    held: dict[int, str] = {}
    for place, heading in enumerate(headings):
        known = said.get(place) or columns.guess(heading)
        held[place] = known or _skill(heading, lines, place, words) or ""
    if columns.is_form_of_microsoft(headings):
        held |= {
            place: "" for place in held.keys() - said if columns.plain(headings[place]) == "id"
        }
    for place in held.keys() - said:
        held[place] = _by_its_cells(held[place], headings[place], _cells(lines, place))
    return {place: column for place, column in held.items() if column and column != NOT_READ}


def _refuse_unknown_column(name: str) -> None:
    if name not in columns.COLUMNS and name != NOT_READ and not name.startswith(SKILL):
        raise Refused(
            _("“{name}” is nothing a column can hold; choose of {columns}").format(
                name=shown(name), columns=", ".join([*columns.COLUMNS, NOT_READ])
            )
        )


def _skill(heading: str, lines: Sequence[Line], place: int, words: SkillWords) -> str | None:
    """Return the skill that a column of ranks, levels or crosses is about."""
    skill_id = words.headed(heading)
    cells = [cell for cell in _cells(lines, place) if cell]
    fits = all(values.level(cell) or values.yes_or_no(cell) is not None for cell in cells)
    return f"{SKILL}{skill_id}" if skill_id and cells and fits else None


def _by_its_cells(column: str, heading: str, cells: Sequence[str]) -> str:
    """Return what a column holds whose heading means two things: its cells tell which."""
    filled = [cell for cell in cells if cell]
    if column == "role" and columns.plain(heading) in {"ruolo", "role", "ruoli", "roles"}:
        roles = (values.role(cell) for cell in filled)
        known = [role for role in roles if role and (role.is_sure or role.is_clear)]
        return "role" if len(known) * 2 >= len(filled) else "job_title"
    if column in {"is_mentor", "is_senior"}:
        return column if all(values.yes_or_no(cell) is not None for cell in filled) else ""
    if column == "email" and filled and not any(values.email(cell) for cell in filled):
        return ""
    if column == "employment" and not any(values.has_gone(cell) is not None for cell in filled):
        return ""
    return column


def _cells(lines: Iterable[Line], place: int) -> list[str]:
    return [line.cells[place] if place < len(line.cells) else "" for line in lines]


def _without_doubles(
    headings: Sequence[str],
    held: Mapping[int, str],
    lines: Sequence[Line],
    said: Collection[int],
    questions: Questions,
) -> dict[int, str]:
    """Keep one column of each kind of which only one can count; ask where it is not clear which."""
    by_column: defaultdict[str, list[int]] = defaultdict(list)
    for place, column in held.items():
        by_column[column].append(place)
    kept: dict[int, str] = {}
    for column, places in by_column.items():
        chosen = places if column in LISTS else _chosen(headings, places, lines, said, questions)
        kept |= dict.fromkeys(chosen, column)
    return dict(sorted(kept.items()))


def _chosen(
    headings: Sequence[str],
    places: list[int],
    lines: Sequence[Line],
    said: Collection[int],
    questions: Questions,
) -> list[int]:
    if len(places) == 1:
        return places
    filled = [place for place in places if any(_cells(lines, place))] or places[:1]
    filled = [place for place in filled if place in said] or filled
    if len(filled) == 1 or not _meet(lines, filled):
        return filled
    alike = {columns.plain(headings[place]) for place in filled}
    if len(alike) > 1:
        exact = [place for place in filled if columns.is_exact(headings[place])]
        return (exact or filled)[:1]
    letters = [letter_of(place) for place in filled]
    heading = headings[filled[0]]
    letter = questions.ask(
        f"which:{heading}",
        "column",
        _("“{heading}” stands over columns {letters}. Which is the person’s own?").format(
            heading=shown(heading),
            letters=", ".join(
                f"{letter} ({shown(column_key(headings, place))})"
                for letter, place in zip(letters, filled, strict=True)
            ),
        ),
        [Choice(each, each) for each in letters],
        default=letters[0],
    )
    return [filled[letters.index(letter)]] if letter in letters else filled[:1]


def _meet(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Tell whether some row has something in more than one of some columns."""
    return any(
        sum(1 for place in places if place < len(line.cells) and line.cells[place]) > 1
        for line in lines
    )
