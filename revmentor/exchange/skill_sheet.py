"""A sheet of the firm's own skills: its headings found, its rows read, whatever it was kept in.

Whoever opens the file gives rows of cells with the numbers a spreadsheet counts them by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from revmentor.exchange.cells import table
from revmentor.exchange.sheet.file import read_file
from revmentor.exchange.sheet.questions import Questions
from revmentor.i18n.gettext import _, language
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.skill import Skill, SkillKind
from revmentor.model.skill_row import SkillRow
from revmentor.model.text import ID_PATTERN, cleaned, from_inert_cell, shown, unaccented
from revmentor.rules.skill_rows import as_cells

Cells = tuple[int, Sequence[str]]
HEADINGS = ("id", "name_en", "name_it", "kind", "task_1", "task_2", "task_3")
"""What stands over the columns of a sheet that we write."""
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "code", "codice", "skill_id"),
    "name_en": ("name_en", "english", "inglese", "name_english", "nome_inglese"),
    "name_it": ("name_it", "italian", "italiano", "name_italian", "nome_italiano"),
    "name": ("name", "skill", "nome", "competenza"),
    "kind": ("kind", "type", "tipo", "area"),
    **{
        f"task_{n}": (f"task_{n}", f"task{n}", f"compito_{n}", f"compito{n}", f"prova_{n}")
        for n in (1, 2, 3)
    },
}
_FIELD_OF = {word: field for field, words in _SYNONYMS.items() for word in words}
_KINDS: dict[SkillKind, tuple[str, ...]] = {
    "digital": ("digital", "digitale"),
    "perspective": ("perspective", "punto di vista", "prospettiva", "tema"),
    "experience": ("experience", "esperienza"),
    "mentor_growth": ("mentor_growth", "growth as a mentor", "crescita come mentor"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
LOOKED_AT = 10
"""The rows among which the headings are looked for."""


def sheet_cells(raw: bytes) -> list[Cells]:
    """Return the rows of a sheet of skills, text or spreadsheet; raises :class:`Refused`.

    Of several sheets it is the first whose headings name skills.
    """
    grids: list[list[Cells]] = [
        [(line.row, line.cells) for line in grid.lines]
        for grid in read_file(raw, Questions({}, accepts_defaults=True)).grids
    ]
    return next((cells for cells in grids if _names_skills(cells)), grids[0])


def _names_skills(cells: Iterable[Cells]) -> bool:
    return any(
        (_field_of(cell) or "").startswith("name")
        for _number, row in islice(cells, LOOKED_AT)
        for cell in row
    )


def as_csv(own: Iterable[Skill]) -> bytes:
    """Return skills as the sheet that `read_skills` reads."""
    return table(HEADINGS, map(as_cells, own))


def read_skills(sheet: Iterable[Cells]) -> list[SkillRow]:
    """Return the skills of a sheet; raises :class:`Refused` with a problem for each bad row."""
    rows = [(number, [_clean(cell) for cell in cells]) for number, cells in sheet]
    start, columns = _headings(rows)
    read = [
        _row(number, {field: cell for field, cell in _pairs(columns, cells) if cell})
        for number, cells in rows[start + 1 :]
        if any(cells)
    ]
    problems = Problems(each for each in read if isinstance(each, Problem))
    if problems:
        raise Refused(
            _("The sheet of skills was not taken in: {problems}.").format(
                problems=problems.counted()
            ),
            problems=problems,
        )
    return [each for each in read if isinstance(each, SkillRow)]


def _clean(cell: str) -> str:
    return " ".join(from_inert_cell(cleaned(cell)).split())


def _pairs(columns: Mapping[int, str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((field, cells[place]) for place, field in columns.items() if place < len(cells))


def _headings(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, dict[int, str]]:
    """Return where the headings stand, and the field of each column that has one."""
    for index, (_number, cells) in enumerate(rows[:LOOKED_AT]):
        columns = {place: field for place, cell in enumerate(cells) if (field := _field_of(cell))}
        if any(field.startswith("name") for field in columns.values()):
            if len(set(columns.values())) < len(columns):
                raise Refused(_("A heading of the sheet of skills stands twice; keep one of each."))
            return index, columns
    first = ", ".join(shown(cell) for cell in rows[0][1]) if rows else ""
    text = _("No column holds names of skills. Headings can be {known}; found: {found}.")
    raise Refused(text.format(known=", ".join(HEADINGS), found=first or _("none")))


def _field_of(cell: str) -> str:
    field = _FIELD_OF.get(re.sub(r"[\s.-]+", "_", unaccented(cell).strip()), "")
    return f"name_{language()}" if field == "name" else field


def _row(number: int, cells: Mapping[str, str]) -> SkillRow | Problem:
    place = _("row {row}").format(row=number)
    record_id, word = cells.get("id", ""), cells.get("kind", "")
    if record_id and not re.match(ID_PATTERN, record_id):
        text = _("“{id}” is no id: letters, digits, dots, dashes and underscores make one.")
        return Problem(place, text.format(id=shown(record_id)))
    if word and unaccented(word) not in _KIND_OF:
        text = _("“{kind}” is no kind of skill; there are {known}.")
        known = ", ".join(words[0] for words in _KINDS.values())
        return Problem(place, text.format(kind=shown(word), known=known))
    return SkillRow(
        row=number,
        id=record_id,
        name={code: cells[f"name_{code}"] for code in ("en", "it") if f"name_{code}" in cells},
        kind=_KIND_OF[unaccented(word)] if word else None,
        tasks={str(n): cells[f"task_{n}"] for n in (1, 2, 3) if f"task_{n}" in cells},
    )
