"""One row of a sheet as what it says of a person; what it leaves open is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from revmentor.exchange.sheet import names, values
from revmentor.exchange.sheet.columns import LISTS, label
from revmentor.exchange.sheet.grid import Line
from revmentor.exchange.sheet.headings import HeadedSheet
from revmentor.exchange.sheet.questions import (
    AS_SAID,
    LEAVE_OUT,
    Choice,
    Kind,
    Questions,
    letter_of,
)
from revmentor.exchange.sheet.row_skills import SkillReader
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.exchange.sheet.skill_words import SkillWords
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
from revmentor.model.text import shown

_NAMES = frozenset({"name", "first", "last", "last_first"})
_TEXTS = ("department", "job_title", "site")
_MOST_OF_A_LINE = 200


class RowReader:
    """Reads the rows of one sheet, one after the other."""

    def __init__(
        self, sheet: HeadedSheet, questions: Questions, words: SkillWords, today: date
    ) -> None:
        """Take what is the same for all rows: the columns, the answers, the skills, the day."""
        self.sheet = sheet
        self.questions = questions
        self.today = today
        self.skills = SkillReader(sheet, questions, words)
        self._order: names.Order = names.order_of(
            line.cells[place]
            for line in sheet.lines
            for place in sheet.places("name")
            if place < len(line.cells)
        )
        self._month_first = {
            column for column in ("joined_on", "left_on") if self._has_month_first(column)
        }
        """Columns of days in which some cell makes sense only with the month first."""
        self._corrections: defaultdict[str, list[str]] = defaultdict(list)
        for key in questions.answers:
            row, _dot, column = key.partition(".")
            if column in _CORRECTED:
                self._corrections[row].append(column)

    def read(self, line: Line) -> SaidPerson:
        """Return what a row says."""
        said = SaidPerson(line.row)
        self._width(said, line)
        cells = self._cells(line)
        self._name(said, cells)
        said.number = values.staff_number(self._text(cells, "id"))
        if said.problems:  # cells that moved say nothing
            return said
        if not said.name and not said.number and not values.email(cells.get("email", "")):
            said.is_left_out = True  # a title between the rows, a note below them
            return said
        self._contact(said, cells)
        self._role(said, cells)
        self._days(said, cells)
        self._week(said, cells)
        self.skills.read(said, cells)
        said.manager = self._text(cells, "manager_id")
        said.prefers = _people_in(cells.get("prefers", ""))
        said.avoids = _people_in(cells.get("avoids", ""))
        return said

    def _has_month_first(self, column: str) -> bool:
        cells = (
            line.cells[place]
            for line in self.sheet.lines
            for place in self.sheet.places(column)
            if place < len(line.cells)
        )
        read = (values.day(cell, self.today) for cell in cells if cell)
        return any(each is not None and each.other is not None for each in read)

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
        for column in self._corrections.get(str(line.row), ()):
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

    @staticmethod
    def _text(cells: Mapping[str, str], column: str) -> str:
        """Return a cell on one line, no longer than a line may be."""
        return " ".join(cells.get(column, "").split())[:_MOST_OF_A_LINE]

    def _ask(
        self,
        row: int,
        column: str,
        kind: Kind,
        text: str,
        choices: list[Choice],
        *,
        default: str | None,
        is_safe: bool = False,
        is_free: bool = True,
    ) -> str | None:
        return self.questions.ask(
            f"{row}.{column}",
            kind,
            text,
            choices,
            default=default,
            is_safe=is_safe,
            row=row,
            cell=self.sheet.cell_of(row, column),
            is_free=is_free,
        )

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
        said.name, column = self._read_name(said.row, cells)
        if re.search(r"\w\?|\ufffd", said.name):
            given = self._ask(
                said.row,
                column,
                "letter_lost",
                _("“{name}” lost a letter on its way: write it as it is").format(
                    name=shown(said.name)
                ),
                [Choice(said.name, said.name)],
                default=said.name,
                is_safe=True,
            )
            said.name = given or said.name

    def _read_name(self, row: int, cells: Mapping[str, str]) -> tuple[str, str]:
        """Return a person's name, given name first, and the column it stands in."""
        if corrected := self.questions.answers.get(f"{row}.name"):
            self.questions.correction(f"{row}.name")
            literal = corrected
        else:
            literal = ""
        first, last = cells.get("first", ""), cells.get("last", "")
        order: names.Order
        if first or last:
            read, column = names.parts_name(first, last), "name"
            plain = " ".join(f"{first} {last}".split())
        else:
            column = "last_first" if cells.get("last_first") else "name"
            order = "last_first" if column == "last_first" else self._order
            whole, is_sure = cells.get(column, ""), column == "last_first"
            read = names.whole_name(whole, order, is_sure=is_sure)
            plain = names.without_accents_given(whole, order, is_sure=is_sure)
            column = "name"
        if literal and not read.has_new_accent:
            return literal, column
        if not read.has_new_accent:
            return read.text, column
        given = self._ask(
            row,
            column,
            "accent",
            _("is the apostrophe of “{name}” an accent?").format(name=shown(plain)),
            [Choice(read.text, read.text), Choice(plain, plain)],
            default=read.text,
            is_safe=True,
        )
        return given or read.text, column

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
        text = self._text(cells, "role")
        read = values.role(text)
        if read is not None and read.is_sure:
            corrected = self.questions.correction(f"{said.row}.role")
            if corrected is not None and corrected != "none" and values.role(corrected) is None:
                sentence = _("“{value}” is not a role; write mentor, senior, both, or none")
                said.problems.append(sentence.format(value=shown(corrected)))
            said.roles = _chosen_roles(corrected) if corrected is not None else read.roles
            return
        likely = _role_word(read.roles) if read and read.roles else None
        given = self._ask(
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
            is_free=False,
        )
        said.roles = _chosen_roles(given)

    # -- days and the week ---------------------------------------------------------------------

    def _days(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        for column in ("joined_on", "left_on"):
            day = self._day(said, cells, column)
            # An end that lies ahead, or is the last day of the calendar, is no leaving yet.
            if day and (column != "left_on" or day <= self.today):
                said.fields[column] = day
        gone = values.has_gone(cells.get("employment", ""))
        left = cells.get("left_on", "")
        said.has_gone = (
            bool(gone) or "left_on" in said.fields or bool(values.yes_or_no(left) and left)
        )

    def _day(self, said: SaidPerson, cells: Mapping[str, str], column: str) -> date | None:
        text = self._text(cells, column)
        if not text or (column == "left_on" and values.yes_or_no(text)):
            return None
        read = values.day(text, self.today)
        if read is not None and read.other is None and column in self._month_first:
            swapped = values.swapped(text, self.today)
            if swapped is not None and swapped != read.day:
                return self._asked_day(said, column, text, read.day, swapped)
        if read is not None and read.other is None:
            corrected = self.questions.correction(f"{said.row}.{column}")
            read = values.day(corrected, self.today) if corrected is not None else read
            return read.day if read else None
        given = self._ask(
            said.row,
            column,
            "date",
            _("“{value}” ({what}) is no day, written day first").format(
                value=shown(text), what=label(column)
            ),
            [
                *([Choice(read.day.isoformat(), plain_date(read.day))] if read else []),
                Choice("", _("leave it empty")),
            ],
            default=read.day.isoformat() if read else "",
            is_safe=True,
        )
        chosen = values.day(given, self.today) if given else None
        return chosen.day if chosen else None

    def _asked_day(
        self, said: SaidPerson, column: str, text: str, day: date, other: date
    ) -> date | None:
        """Ask which of two days a cell means, in a column that has the month first elsewhere."""
        given = self._ask(
            said.row,
            column,
            "date",
            _("“{value}” ({what}): other cells of the column have the month first").format(
                value=shown(text), what=label(column)
            ),
            [Choice(each.isoformat(), plain_date(each)) for each in (day, other)],
            default=day.isoformat(),
        )
        read = values.day(given, self.today) if given else None
        return read.day if read else None

    def _week(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        text = cells.get("availability", "")
        if text and values.yes_or_no(text) is None:
            halves = values.half_days(text)
            answer = self.questions.correction(f"{said.row}.availability")
            if halves is None:
                answer = self._ask(
                    said.row,
                    "availability",
                    "availability",
                    _("“{value}” names no half-days; it is kept as said").format(value=shown(text)),
                    [Choice(AS_SAID, _("as said")), Choice("", _("leave it empty"))],
                    default=AS_SAID,
                    is_safe=True,
                )
            if answer not in {None, AS_SAID}:
                halves = values.half_days(str(answer))
            if halves:
                said.fields["availability"] = halves
            elif answer == AS_SAID:
                said.fields["availability_said"] = " ".join(text.split())[:_MOST_OF_A_LINE]
        said.slot = self._slot(said, self._text(cells, "slot"))
        places = re.search(r"\d{1,2}", cells.get("max_seniors", ""))
        said.max_seniors = min(20, int(places[0])) if places else None

    def _slot(self, said: SaidPerson, text: str) -> str | None:
        slot = values.slot(text)
        if text and slot is None:
            given = self._ask(
                said.row,
                "slot",
                "date",
                _("“{value}” names no weekly slot, a day with an hour").format(value=shown(text)),
                [Choice("", _("leave it empty"))],
                default="",
                is_safe=True,
            )
            slot = values.slot(given or "")
        return slot


_CORRECTED = frozenset(
    {
        "id", "first", "last", "email", "department", "job_title", "site", "manager_id", "teaches",
        "learns", "exchanges", "level", "languages", "slot", "works", "prefers", "avoids",
        "max_seniors",
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
