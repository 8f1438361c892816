"""A sheet of people: the clean participants sheet, as CSV, into people, roles, goals and levels.

Columns: matricola, nome, cognome, ruolo_programma, reparto, mansione, sede, responsabile, insegna
(``skill:level|skill:level``), impara_1, impara_2, offre_vuole (``skill|skill``: what a senior
gives, or what a mentor wishes to receive). The English names of :data:`_COLUMNS` are read as well.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping

from revmentor.i18n.gettext import _
from revmentor.model import validation
from revmentor.model.base import Role
from revmentor.model.errors import Problem, Problems, Refused
from revmentor.model.import_row import Newcomer
from revmentor.model.person import Person
from revmentor.model.skill import Skill
from revmentor.model.text import cleaned, has_piled_marks, shown

_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("matricola", "id", "staff_number"),
    "first": ("nome", "first_name"),
    "last": ("cognome", "last_name", "surname"),
    "name": ("nominativo", "name", "full_name"),
    "role": ("ruolo_programma", "role"),
    "department": ("reparto", "department"),
    "job_title": ("mansione", "job_title"),
    "site": ("sede", "site"),
    "email": ("email", "e-mail"),
    "manager_id": ("responsabile", "manager_id", "manager"),
    "teaches": ("insegna", "teaches"),
    "learns_1": ("impara_1", "learns_1"),
    "learns_2": ("impara_2", "learns_2"),
    "exchanges": ("offre_vuole", "exchanges"),
}
_OF_A_PERSON = ("department", "job_title", "site", "email", "manager_id")
"""The columns that go into a person as they are, where something stands in them."""
_LEVEL_UNSAID = "4"
_ROLES: dict[str, tuple[Role, ...]] = {
    "mentor": ("mentor",),
    "senior": ("senior",),
    "both": ("mentor", "senior"),
    "entrambi": ("mentor", "senior"),
    "": (),
}
_ONLY_IN_UTF_8 = re.compile(r"[\xa0-\u017f\u2010-\u20cf\ufeff]")
"""Letters whose bytes no sheet of Windows has side by side: an Ã or â before a sign."""


def read_sheet(
    raw: bytes, known_skills: Mapping[str, Skill], known_people: Container[str] = ()
) -> tuple[Newcomer, ...]:
    """Return the people of a sheet; raises :class:`Refused` with the problems, by line."""
    if b"\0" in raw:
        raise Refused(_("This is not a sheet of people, but no text at all. Save it as CSV."))
    lines = list(_lines(_decode(raw)))
    if not lines:
        raise Refused(_("The sheet is empty."))
    header = _header(lines[0][1])
    if len(lines) == 1:
        raise Refused(_("Below its first line the sheet is empty: there is nobody to take in."))
    rows: list[Newcomer] = []
    _refuse_any(Problems(_take_rows(rows, header, lines[1:], known_skills, known_people)))
    return tuple(rows)


def _refuse_any(problems: Problems) -> None:
    if problems:
        sentence = _("The sheet was refused: {problems}. Nothing was changed.")
        raise Refused(sentence.format(problems=problems.counted()), problems=problems)


def _take_rows(
    rows: list[Newcomer],
    header: list[str],
    lines: list[tuple[int, list[str]]],
    known_skills: Mapping[str, Skill],
    known_people: Container[str],
) -> Iterator[Problem]:
    """Put each row that is sound into ``rows``, and find what is wrong with the others."""
    seen: dict[str, int] = {}
    broken: set[str] = set()
    for number, cells in lines:
        named = dict(zip(header, cells, strict=False))
        row, problems = _row(number, named, known_skills)
        yield from problems
        if row is None:
            broken.add(named.get("id", ""))
            continue
        if row.person.id in seen:
            yield Problem(
                _line(number),
                _("“{id}” already stands in line {other}; staff numbers must differ").format(
                    id=row.person.id, other=seen[row.person.id]
                ),
            )
        seen.setdefault(row.person.id, number)
        rows.append(row)
    yield from _managers(rows, seen, known_people, broken)


def _decode(raw: bytes) -> str:
    """Return the text of a sheet: all of it UTF-8, or all as Windows wrote it before.

    Where letters are written as only UTF-8 writes them, a byte that is not UTF-8 is a wrong one and
    the sheet is refused: read as Windows-1252 it would hold a “ZoÃ«”.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="surrogateescape")
    wrong = len(re.findall(r"[\udc80-\udcff]", text))
    letters = len(re.findall(r"[^\x00-\x7f\udc80-\udcff]", text))
    if letters >= wrong or _ONLY_IN_UTF_8.search(text):
        sentence = _(
            "the byte {byte} is not UTF-8, as the rest of the sheet is; save the sheet as UTF-8"
        )
        _refuse_any(Problems(_wrong_bytes(raw, "utf-8", sentence)))
    sentence = _(
        "the byte {byte} is a letter neither in UTF-8 nor in Windows-1252; save the sheet as UTF-8"
    )
    _refuse_any(Problems(_wrong_bytes(raw, "cp1252", sentence)))
    return raw.decode("cp1252")


def _wrong_bytes(raw: bytes, encoding: str, sentence: str) -> Iterator[Problem]:
    """Find the first byte of each line that an encoding does not know."""
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            line.decode(encoding)
        except UnicodeDecodeError as error:
            yield Problem(_line(number), sentence.format(byte=f"0x{line[error.start]:02X}"))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that are not empty, each with its number, as tidy cells."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for cells in reader:
            tidy = [_tidy(cell) for cell in cells]
            if any(tidy):
                yield reader.line_num, tidy
    except csv.Error as error:
        raise Refused(
            _(
                "This is not a sheet of people: line {line} has a cell of more than {n} letters, "
                "or quotes that do not close. Save it as CSV and try again."
            ).format(line=reader.line_num, n=csv.field_size_limit())
        ) from error


def _separator(text: str) -> str:
    """Return what divides the cells: of three signs the most frequent one in the first line."""
    first = next((line for line in text.splitlines() if line.strip(";,\t ")), "")
    return max(";,\t", key=first.count)


def _tidy(cell: str) -> str:
    """Return a cell without blanks around it and letters that nobody sees, accents put together."""
    cell = cleaned(cell).replace("\u00a0", " ").strip()
    return cell if has_piled_marks(cell) else unicodedata.normalize("NFC", cell)


def _header(cells: list[str]) -> list[str]:
    """Return our name of each column; raises :class:`Refused` where one that is needed lacks."""
    names = {other: name for name, others in _COLUMNS.items() for other in others}
    header = [names.get(re.sub(r"\s+", "_", cell.casefold()), "") for cell in cells]
    for needed in (("id",), ("last", "name"), ("role",)):
        if not set(needed) & set(header):
            raise _without_column(needed[0])
    return header


def _without_column(column: str) -> Refused:
    return Refused(
        _(
            "The first line must name the columns, and none of them is “{column}”. "
            "Columns that are read: {columns}."
        ).format(
            column=_COLUMNS[column][0],
            columns=", ".join(names[0] for names in _COLUMNS.values()),
        )
    )


def _line(number: int) -> str:
    return _("line {n}").format(n=number)


def _row(
    number: int, cells: dict[str, str], known: Mapping[str, Skill]
) -> tuple[Newcomer | None, list[Problem]]:
    """Return the person of a line, or everything that is wrong with it."""
    person, problems = _person(number, cells)
    role = cells.get("role", "").casefold()
    problems += _wrong_role(number, role)
    teaches, wrong_levels = _taught(number, cells)
    problems += wrong_levels
    learns = [*_listed(cells, "learns_1"), *_listed(cells, "learns_2")]
    exchanges = _listed(cells, "exchanges")
    problems += _unknown_skills(number, (*teaches, *learns, *exchanges), known)
    if person is None or problems:
        return None, problems
    return Newcomer(
        person, _ROLES[role], teaches, tuple(dict.fromkeys(learns)), tuple(exchanges)
    ), []


def _person(number: int, cells: dict[str, str]) -> tuple[Person | None, list[Problem]]:
    parts = f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    record = {"id": cells.get("id") or "", "name": cells.get("name") or parts}
    record |= {column: cells[column] for column in _OF_A_PERSON if cells.get(column)}
    person, problems = validation.read_as(Person, record, "", arriving=True)
    return person, [Problem(_place(number, problem.path), problem.message) for problem in problems]


def _wrong_role(number: int, role: str) -> Iterator[Problem]:
    if role not in _ROLES:
        sentence = _("“{value}” is not a role; write mentor, senior, both, or nothing")
        yield Problem(_place(number, "role"), sentence.format(value=shown(role)))


def _taught(number: int, cells: dict[str, str]) -> tuple[dict[str, int], list[Problem]]:
    """Return the level of each skill that is taught, and those that are no level."""
    levels: dict[str, int] = {}
    problems = []
    for text in _listed(cells, "teaches"):
        skill, _colon, level = text.partition(":")
        if re.fullmatch(r"[0-8]", level or _LEVEL_UNSAID):
            levels[skill.strip()] = int(level or _LEVEL_UNSAID)
        else:
            sentence = _("“{value}” has no level from 0 to 8 after the colon")
            problems.append(Problem(_place(number, "teaches"), sentence.format(value=shown(text))))
    return levels, problems


def _unknown_skills(number: int, skills: Iterable[str], known: Container[str]) -> Iterator[Problem]:
    sentence = _("there is no skill “{id}” in the catalogue")
    for skill in skills:
        if skill not in known:
            yield Problem(_line(number), sentence.format(id=shown(skill)))


def _place(number: int, field: str) -> str:
    """Return where a problem lies: the line, and the column as it is called first."""
    return f"{_line(number)}, {_COLUMNS.get(field, (field,))[0]}"


def _listed(cells: dict[str, str], column: str) -> list[str]:
    """Return the parts of a cell between its bars."""
    parts = [part.strip() for part in cells.get(column, "").split("|")]
    return [part for part in parts if part]


def _managers(
    rows: list[Newcomer],
    seen: Mapping[str, int],
    known: Container[str],
    broken: Container[str],
) -> Iterator[Problem]:
    """Find managers who stand neither in the sheet, be it in a refused line, nor in the file."""
    for row in rows:
        manager = row.person.manager_id
        if manager and not any(manager in people for people in (seen, known, broken)):
            yield Problem(
                _line(seen[row.person.id]),
                _("the manager “{id}” stands nowhere in the sheet").format(id=manager),
            )
