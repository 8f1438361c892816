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
from collections.abc import Container, Iterator, Mapping

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
    first = next((line for line in text.splitlines() if line.strip(";,\t ")), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
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


def _tidy(cell: str) -> str:
    """Return a cell without blanks around it and letters that nobody sees, accents put together."""
    cell = cleaned(cell).replace("\u00a0", " ").strip()
    return cell if has_piled_marks(cell) else unicodedata.normalize("NFC", cell)


def _header(cells: list[str]) -> list[str]:
    names = {other: name for name, others in _COLUMNS.items() for other in others}
    header = [names.get(re.sub(r"\s+", "_", cell.casefold()), "") for cell in cells]
    for needed in (("id",), ("last", "name"), ("role",)):
        if not set(needed) & set(header):
            raise Refused(
                _(
                    "The first line must name the columns, and none of them is “{column}”. "
                    "Columns that are read: {columns}."
                ).format(
                    column=_COLUMNS[needed[0]][0],
                    columns=", ".join(names[0] for names in _COLUMNS.values()),
                )
            )
    return header


def _line(number: int) -> str:
    return _("line {n}").format(n=number)


def _row(
    number: int, cells: dict[str, str], known: Mapping[str, Skill]
) -> tuple[Newcomer | None, list[Problem]]:
    found: list[Problem] = []
    name = cells.get("name") or f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    raw = {
        "id": cells.get("id") or "",
        "name": name,
        **{
            key: cells[key]
            for key in ("department", "job_title", "site", "email", "manager_id")
            if cells.get(key)
        },
    }
    person, problems = validation.read_as(Person, raw, "", arriving=True)
    found += [Problem(f"{_line(number)}, {_column(p.path)}", p.message) for p in problems]
    role = cells.get("role", "").casefold()
    if role not in _ROLES:
        found.append(
            Problem(
                f"{_line(number)}, {_column('role')}",
                _("“{value}” is not a role; write mentor, senior, both, or nothing").format(
                    value=shown(role)
                ),
            )
        )
    teaches = {}
    for place, text in _listed(cells, "teaches"):
        skill, _colon, level = text.partition(":")
        if not re.fullmatch(r"[0-8]", level or "4"):
            found.append(
                Problem(
                    f"{_line(number)}, {place}",
                    _("“{value}” has no level from 0 to 8 after the colon").format(
                        value=shown(text)
                    ),
                )
            )
            continue
        teaches[skill.strip()] = int(level or "4")
    learns = [text for column in ("learns_1", "learns_2") for _p, text in _listed(cells, column)]
    exchanges = [text for _p, text in _listed(cells, "exchanges")]
    for skill in (*teaches, *learns, *exchanges):
        if skill not in known:
            found.append(
                Problem(
                    _line(number),
                    _("there is no skill “{id}” in the catalogue").format(id=shown(skill)),
                )
            )
    if person is None or found:
        return None, found
    return Newcomer(
        person, _ROLES[role], teaches, tuple(dict.fromkeys(learns)), tuple(exchanges)
    ), []


def _column(field: str) -> str:
    return _COLUMNS.get(field, (field,))[0]


def _listed(cells: dict[str, str], column: str) -> Iterator[tuple[str, str]]:
    for text in cells.get(column, "").split("|"):
        if text.strip():
            yield _column(column), text.strip()


def _managers(
    rows: list[Newcomer],
    seen: Mapping[str, int],
    known: Container[str],
    broken: Container[str],
) -> Iterator[Problem]:
    for row in rows:
        manager = row.person.manager_id
        if manager and manager not in seen and manager not in known and manager not in broken:
            yield Problem(
                _line(seen[row.person.id]),
                _("the manager “{id}” stands nowhere in the sheet").format(id=manager),
            )
