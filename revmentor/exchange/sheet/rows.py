"""One row of a sheet as what it says of a person; what it leaves open is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from revmentor.exchange.sheet import names, values
from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.columns import LISTS
from revmentor.exchange.sheet.grid import Line
from revmentor.exchange.sheet.questions import LEAVE_OUT, Choice, letter_of
from revmentor.exchange.sheet.row_days import DayReader
from revmentor.exchange.sheet.row_skills import SkillReader
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.exchange.sheet.skill_words import SkillWords
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
from revmentor.model.text import shown

_NAMES = frozenset({"name", "first", "last", "last_first"})
_TEXTS = ("department", "job_title", "site")


class RowReader:
    """Reads the rows of one sheet, one after the other."""

    def __init__(self, cell_questions: CellQuestions, words: SkillWords, today: date) -> None:
        """Take what is the same for all rows: the columns, the answers, the skills, the day."""
        self.cell_questions = cell_questions
        self.sheet = sheet = cell_questions.sheet
        self.questions = cell_questions.questions
        self.skills = SkillReader(cell_questions, words)
        self.days = DayReader(cell_questions, today)
        self._order: names.Order = names.order_of(
            line.cells[place]
            for line in sheet.lines
            for place in sheet.places("name")
            if place < len(line.cells)
        )
        self._corrections: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.questions.answers:
            row, _dot, column = key.partition(".")
            if column in _CORRECTED:
                self._corrections[row].append(column)

    def read(self, line: Line) -> SaidPerson:
        """Return what a row says."""
        said = SaidPerson(line.row)
        self._width(said, line)
        cells = self._cells(line)
        self._name(said, cells)
        said.number = values.staff_number(values.in_a_line(cells.get("id", "")))
        if said.problems:  # cells that moved say nothing
            return said
        if not said.name and not said.number and not values.email(cells.get("email", "")):
            said.is_left_out = True  # a title between the rows, a note below them
            return said
        self._contact(said, cells)
        self._role(said, cells)
        self.days.read(said, cells)
        self._recruiting(said, cells)
        self.skills.read(said, cells)
        said.manager = values.in_a_line(cells.get("manager_id", ""))
        said.prefers = _people_in(cells.get("prefers", ""))
        said.avoids = _people_in(cells.get("avoids", ""))
        return said

    # -- cells ---------------------------------------------------------------------------------

    def _cells(self, line: Line) -> dict[str, str]:
        """Return the text of each column; what somebody says of a cell stands in its place."""
        cells: dict[str, str] = {}
        for place, column in self.sheet.held.items():
            cell = line.cells[place] if place < len(line.cells) else ""
            if cell and values.is_error(cell):
                cell = self._error(line, column, place, cell)
            # Somebody may be called Null; a person's name is nothing only as a dash.
            elif values.is_nothing(cell) and (column not in _NAMES or len(cell) < 2):
                cell = ""
            if cell and cells.get(column):
                cell = f"{cells[column]}\n{cell}" if column in LISTS else cells[column]
            cells[column] = cell or cells.get(column, "")
        before = set(self.questions.settled.columns_of(line.row)) & _CORRECTED
        for column in {*self._corrections.get(str(line.row), ()), *before}:
            cells[column] = self.questions.correction(f"{line.row}.{column}") or ""
        return cells

    def _error(self, line: Line, column: str, place: int, cell: str) -> str:
        """Name a cell that holds an error, and take it for empty."""
        given = self.questions.ask(
            f"{line.row}.{column}",
            "error_cell",
            _("{cell} holds the error {error}; it is taken as empty").format(
                cell=f"{letter_of(place)}{line.row}", error=shown(cell)
            ),
            [Choice("", _("empty"))],
            default="",
            is_safe=True,
            row=line.row,
            cell=f"{letter_of(place)}{line.row}",
            is_free=True,
        )
        return given or ""

    # -- who -----------------------------------------------------------------------------------

    def _width(self, said: SaidPerson, line: Line) -> None:
        width = len(self.sheet.headings)
        more = [cell for cell in line.cells[width:] if cell]
        if more:
            said.problems.append(
                ngettext(
                    "the row has {n} cell, the headings {{width}}: one was divided in two",
                    "the row has {n} cells, the headings {{width}}: one was divided in two",
                    len(line.cells),
                ).format(width=width)
            )
        elif len(line.cells) < width:
            given = self.questions.ask(
                f"{line.row}.width",
                "short_row",
                ngettext(
                    "the row has only {n} cell, the headings {{width}}; the others are empty",
                    "the row has only {n} cells, the headings {{width}}; the others are empty",
                    len(line.cells),
                ).format(width=width),
                [Choice("take", _("take it")), Choice(LEAVE_OUT, _("leave out"))],
                default="take",
                is_safe=True,
                row=line.row,
            )
            said.is_left_out = given == LEAVE_OUT

    def _name(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        said.name = self._read_name(said.row, cells)
        if re.search(r"\w\?|\ufffd", said.name):
            given = self.cell_questions.ask(
                said.row,
                "name",
                "letter_lost",
                _("“{name}” lost a letter on its way: write it as it is").format(
                    name=shown(said.name)
                ),
                [Choice(said.name, said.name)],
                default=said.name,
                is_safe=True,
                is_free=True,
            )
            said.name = given or said.name

    def _read_name(self, row: int, cells: Mapping[str, str]) -> str:
        """Return a person's name, given name first."""
        first, last = cells.get("first", ""), cells.get("last", "")
        if first or last:
            read = names.parts_name(first, last)
            plain = " ".join(f"{first} {last}".split())
        else:
            is_sure = bool(cells.get("last_first"))
            whole = cells.get("last_first" if is_sure else "name", "")
            order: names.Order = "last_first" if is_sure else self._order
            read = names.whole_name(whole, order, is_sure=is_sure)
            plain = names.without_accents_given(whole, order, is_sure=is_sure)
        if not read.has_new_accent:
            return self.questions.correction(f"{row}.name") or read.text
        given = self.cell_questions.ask(
            row,
            "name",
            "accent",
            _("is the apostrophe of “{name}” an accent?").format(name=shown(plain)),
            [Choice(read.text, read.text), Choice(plain, plain)],
            default=read.text,
            is_safe=True,
            is_free=True,
        )
        return given or read.text

    def _contact(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        said.email = values.email(cells.get("email", ""))
        if said.email:
            said.fields["email"] = said.email
        for column in _TEXTS:
            text = " ".join(cells.get(column, "").split())
            if text and text != "0":  # what a spreadsheet makes of an empty cell it looks up
                said.fields[column] = text
        if where := values.works(cells.get("works", "")):
            said.fields["works"] = where
        if spoken := values.languages(cells.get("languages", "")):
            said.fields["languages"] = spoken

    def _role(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        if self.sheet.has("is_mentor", "is_senior") and not self.sheet.has("role"):
            crosses: tuple[tuple[str, Role], ...] = (
                ("is_mentor", "mentor"),
                ("is_senior", "senior"),
            )
            said.roles = tuple(
                role for column, role in crosses if values.yes_or_no(cells.get(column, ""))
            )
            return
        if not self.sheet.has("role") and "role" not in cells:
            return
        text = values.in_a_line(cells.get("role", ""))
        read = values.role(text)
        if read is not None and read.is_sure:
            corrected = self.questions.correction(f"{said.row}.role")
            if corrected is not None and corrected != "none" and values.role(corrected) is None:
                sentence = _("“{value}” is not a role; write mentor, senior, both, or none")
                said.problems.append(sentence.format(value=shown(corrected)))
            said.roles = _chosen_roles(corrected) if corrected is not None else read.roles
            return
        likely = _role_word(read.roles) if read and read.roles else None
        given = self.cell_questions.ask(
            said.row,
            "role",
            "role",
            _("“{value}”: in which role does {name} take part?").format(
                value=shown(text), name=shown(said.name)
            ),
            [
                Choice("mentor", _("mentor")),
                Choice("senior", _("senior")),
                Choice("both", _("both roles")),
                Choice("none", _("no role")),
            ],
            default=likely,
            is_safe=read is not None and read.is_clear,
        )
        said.roles = _chosen_roles(given)

    def _recruiting(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        """Read what came of asking somebody to take part, in the role of the row."""
        text = values.in_a_line(cells.get("recruiting", ""))
        if not text:
            return
        read = values.recruiting(text, self.days.today)
        if read is None:
            sentence = _(
                "“{value}” is no answer to an invitation; write invited, yes, not now (with the "
                "day to ask again), or no"
            )
            said.problems.append(sentence.format(value=shown(text)))
            return
        said.recruiting = read.state
        if read.state == "not_now":
            said.ask_again_on = read.ask_again_on or self.days.ask_again_on(said, cells)


_CORRECTED = frozenset(
    {
        "id", "first", "last", "email", "department", "job_title", "site", "manager_id", "teaches",
        "learns", "exchanges", "level", "languages", "slot", "works", "prefers", "avoids",
        "max_seniors", "recruiting",
    }
)  # fmt: skip
"""The columns of which an answer ``ROW.COLUMN`` stands in place of the cell, asked or not."""


def _chosen_roles(given: str | None) -> tuple[Role, ...]:
    """Return the roles that an answer means; ``none``, or nothing known, are none."""
    read = values.role("" if given in {None, "none"} else str(given))
    return read.roles if read else ()


def _role_word(roles: tuple[Role, ...]) -> str:
    return "both" if len(roles) == 2 else roles[0] if roles else "none"


def _people_in(cell: str) -> list[str]:
    """Return the names a cell lists, between semicolons or on lines."""
    between = r"[;\n]" if re.search(r"[;\n]", cell) else r",|\s+e\s+|\s+and\s+"
    parts = (" ".join(part.split()) for part in re.split(between, cell))
    return [part for part in parts if part and not values.is_nothing(part)]
