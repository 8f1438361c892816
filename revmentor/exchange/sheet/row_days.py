"""What a row says of days: those of the employment, and the half-days and slots of the week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from revmentor.exchange.sheet import values
from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.columns import label
from revmentor.exchange.sheet.questions import AS_SAID, Choice
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.i18n.typed import parse_slot
from revmentor.model.text import shown


class DayReader:
    """Reads the days of the rows of one sheet."""

    def __init__(self, cell_questions: CellQuestions, today: date) -> None:
        """Take what is the same for all rows: the columns, the answers, the day."""
        self.cell_questions = cell_questions
        self.today = today
        self._month_first = {
            column for column in ("joined_on", "left_on") if self._has_month_first(column)
        }
        """Columns of days in which some cell makes sense only with the month first."""

    def read(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        """Read what the cells of a row say of days into what is said of its person."""
        self._days(said, cells)
        self._week(said, cells)

    def ask_again_on(self, said: SaidPerson, cells: Mapping[str, str]) -> date | None:
        """Return the day on which somebody is asked again, where a column of its own says it."""
        return self._day(said, cells, "ask_again_on")

    def _has_month_first(self, column: str) -> bool:
        cells = (
            line.cells[place]
            for line in self.cell_questions.sheet.lines
            for place in self.cell_questions.sheet.places(column)
            if place < len(line.cells)
        )
        read = (values.day(cell, self.today) for cell in cells if cell)
        return any(each is not None and each.other is not None for each in read)

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
        text = values.in_a_line(cells.get(column, ""))
        if not text or (column == "left_on" and values.yes_or_no(text)):
            return None
        read = values.day(text, self.today)
        if read is not None and read.other is None and column in self._month_first:
            swapped = values.swapped(text, self.today)
            if swapped is not None and swapped != read.day:
                return self._asked_day(said, column, text, read.day, swapped)
        if read is not None and read.other is None:
            corrected = self.cell_questions.questions.correction(f"{said.row}.{column}")
            read = values.day(corrected, self.today) if corrected is not None else read
            return read.day if read else None
        given = self.cell_questions.ask(
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
            is_free=True,
        )
        chosen = values.day(given, self.today) if given else None
        return chosen.day if chosen else None

    def _asked_day(
        self, said: SaidPerson, column: str, text: str, day: date, other: date
    ) -> date | None:
        """Ask which of two days a cell means, in a column that has the month first elsewhere."""
        given = self.cell_questions.ask(
            said.row,
            column,
            "date",
            _("“{value}” ({what}): other cells of the column have the month first").format(
                value=shown(text), what=label(column)
            ),
            [Choice(each.isoformat(), plain_date(each)) for each in (day, other)],
            default=day.isoformat(),
            is_free=True,
        )
        read = values.day(given, self.today) if given else None
        return read.day if read else None

    def _week(self, said: SaidPerson, cells: Mapping[str, str]) -> None:
        text = cells.get("availability", "")
        if text and values.yes_or_no(text) is None:
            halves = values.half_days(text)
            answer = self.cell_questions.questions.correction(f"{said.row}.availability")
            if halves is None:
                answer = self.cell_questions.ask(
                    said.row,
                    "availability",
                    "availability",
                    _("“{value}” names no half-days; it is kept as said").format(value=shown(text)),
                    [Choice(AS_SAID, _("as said")), Choice("", _("leave it empty"))],
                    default=AS_SAID,
                    is_safe=True,
                    is_free=True,
                )
            if answer not in {None, AS_SAID}:
                halves = values.half_days(str(answer))
            if halves:
                said.fields["availability"] = halves
            elif answer == AS_SAID:
                said.fields["availability_said"] = values.in_a_line(text)
        said.slot = self._slot(said, values.in_a_line(cells.get("slot", "")))
        places = re.search(r"\d{1,2}", cells.get("max_seniors", ""))
        said.max_seniors = min(20, int(places[0])) if places else None

    def _slot(self, said: SaidPerson, text: str) -> str | None:
        slot = parse_slot(text)
        if text and slot is None:
            given = self.cell_questions.ask(
                said.row,
                "slot",
                "date",
                _("“{value}” names no weekly slot, a day with an hour").format(value=shown(text)),
                [Choice("", _("leave it empty"))],
                default="",
                is_safe=True,
                is_free=True,
            )
            slot = parse_slot(given or "")
        return slot
