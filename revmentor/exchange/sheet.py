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

from revmentor.model import shape
from revmentor.model.base import Role
from revmentor.model.errors import Problem, Refused
from revmentor.model.firm import Skill
from revmentor.model.newcomer import Newcomer
from revmentor.model.people import Person
from revmentor.words import _, ngettext

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


def read(
    raw: bytes, known_skills: Mapping[str, Skill], known_people: Container[str] = ()
) -> tuple[Newcomer, ...]:
    """Return the people of a sheet; raises :class:`Refused` with every problem, by line."""
    if b"\0" in raw:
        raise Refused(_("This is not a sheet of people, but no text at all. Save it as CSV."))
    try:
        lines = list(_lines(_decode(raw)))
    except csv.Error as error:
        raise Refused(
            _("This is not a sheet of people: {reason}. Save it as CSV and try again.").format(
                reason=error
            )
        ) from error
    if not lines:
        raise Refused(_("The sheet is empty."))
    header = _header(lines[0][1])
    if len(lines) == 1:
        raise Refused(_("Below its first line the sheet is empty: there is nobody to take in."))
    found: list[Problem] = []
    rows: list[Newcomer] = []
    seen: dict[str, int] = {}
    broken: set[str] = set()
    for number, cells in lines[1:]:
        row, problems = _row(number, dict(zip(header, cells, strict=False)), known_skills)
        found += problems
        if row is None:
            broken.add(dict(zip(header, cells, strict=False)).get("id", ""))
            continue
        if row.person.id in seen:
            found.append(
                Problem(
                    _line(number),
                    _("“{id}” already stands in line {other}; staff numbers must differ").format(
                        id=row.person.id, other=seen[row.person.id]
                    ),
                )
            )
        seen.setdefault(row.person.id, number)
        rows.append(row)
    found += _managers(rows, seen, known_people, broken)
    if found:
        raise Refused(
            ngettext(
                "The sheet was refused: {n} problem. Nothing was changed.",
                "The sheet was refused: {n} problems. Nothing was changed.",
                len(found),
            ),
            problems=tuple(found),
        )
    return tuple(rows)


def _decode(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return unicodedata.normalize("NFC", text)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip(";,\t ")), "")
    separator = max(";,\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for cells in reader:
        stripped = [cell.replace("\u00a0", " ").strip() for cell in cells]
        if any(stripped):
            yield reader.line_num, stripped


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
    person, problems = shape.read(Person, raw, "")
    found += [Problem(f"{_line(number)}, {_column(p.path)}", p.message) for p in problems]
    role = cells.get("role", "").casefold()
    if role not in _ROLES:
        found.append(
            Problem(
                f"{_line(number)}, {_column('role')}",
                _("“{value}” is not a role; write mentor, senior, both, or nothing").format(
                    value=shape.shown(role)
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
                        value=shape.shown(text)
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
                    _("there is no skill “{id}” in the catalogue").format(id=shape.shown(skill)),
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
