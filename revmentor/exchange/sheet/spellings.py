"""Departments and sites that a sheet writes in two ways: “BS” and “Brescia”, “HR ” and “hr”.

Each writing is asked about once for all rows that have it; a writing that stands in the file
already is left as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from revmentor.exchange.sheet.cell_questions import CellQuestions
from revmentor.exchange.sheet.questions import AS_SAID, Choice
from revmentor.exchange.sheet.said import SaidPerson
from revmentor.i18n.gettext import _, quoted
from revmentor.model.person import Person
from revmentor.model.text import shown
from revmentor.rules.same_person import folded

_Column = Literal["department", "site"]
_MOST_COMPARED = 500
"""Writings among which one that is shortened is looked for."""


def ask_of_spellings(
    rows: Iterable[SaidPerson], people: Iterable[Person], cells: CellQuestions
) -> None:
    """Let rows say departments and sites as they are written elsewhere, where that is chosen."""
    saying = [said for said in rows if not said.is_left_out]
    everybody = list(people)
    columns: tuple[_Column, ...] = ("department", "site")
    for column in columns:
        here = Counter(text for each in everybody if (text := getattr(each, column)))
        _Spellings(column, cells, here).settle(saying)


class _Spellings:
    """The writings of one column, in the sheet and in the file."""

    def __init__(self, column: _Column, cells: CellQuestions, here: Mapping[str, int]) -> None:
        self.column = column
        self.cells = cells
        self.here = here

    def settle(self, rows: Sequence[SaidPerson]) -> None:
        """Ask about each writing that is likely another, and write it as is chosen."""
        by_writing = self._by_writing(rows)
        usual = self._usual(by_writing)
        for written, saying in by_writing.items():
            if written in self.here:
                continue
            alike = usual[_letters(written)]
            whole = [] if alike in self.here else self._whole(alike, usual.values())
            others = whole or ([alike] if alike != written else [])
            chosen = self._ask(written, others, saying[0].row) if others else written
            for said in saying:
                said.fields[self.column] = chosen

    def _by_writing(self, rows: Sequence[SaidPerson]) -> dict[str, list[SaidPerson]]:
        """Return the rows by what they say, but for what was said of a cell in so many words."""
        found: defaultdict[str, list[SaidPerson]] = defaultdict(list)
        for said in rows:
            text = said.fields.get(self.column)
            if text and self.cells.questions.correction(f"{said.row}.{self.column}") is None:
                found[str(text)].append(said)
        return found

    def _usual(self, by_writing: Mapping[str, Sequence[SaidPerson]]) -> dict[str, str]:
        """Return the usual one of writings that differ in case, accents, signs and spaces alone.

        It is one that stands in the file, else the commonest of the sheet, else the first.
        """
        times = Counter({written: len(rows) for written, rows in by_writing.items()})
        usual: dict[str, str] = {}
        for written in sorted(times, key=lambda each: -times[each]):
            usual.setdefault(_letters(written), written)
        for written in sorted(self.here, key=lambda each: self.here[each]):
            usual[_letters(written)] = written
        return usual

    @staticmethod
    def _whole(written: str, usual: Iterable[str]) -> list[str]:
        """Return what a writing is perhaps short for."""
        every = list(usual)
        if not _is_short(written) or len(every) > _MOST_COMPARED:
            return []
        return sorted(
            each for each in every if not _is_short(each) and _is_short_for(written, each)
        )

    def _ask(self, written: str, others: Sequence[str], row: int) -> str:
        text, same = {
            "department": (
                _("“{written}” as department, {others} elsewhere"),
                _("the same department: {name}"),
            ),
            "site": (_("“{written}” as site, {others} elsewhere"), _("the same site: {name}")),
        }[self.column]
        given = self.cells.ask(
            row,
            self.column,
            "spelling",
            text.format(
                written=shown(written), others=", ".join(quoted(shown(each)) for each in others)
            ),
            [
                *(Choice(each, same.format(name=each)) for each in others),
                Choice(AS_SAID, _("as written")),
            ],
            default=others[0] if len(others) == 1 else AS_SAID,
            is_safe=True,
            key=f"{self.column}:{written.casefold()}",
        )
        return given if given is not None and given in others else written


def _letters(text: str) -> str:
    return folded(text).replace(" ", "") or text


def _is_short(written: str) -> bool:
    """Tell whether a writing looks shortened: a dot, two letters, or three capitals."""
    letters = _letters(written)
    return "." in written or len(letters) <= 2 or (len(letters) == 3 and written.isupper())


def _is_short_for(short: str, whole: str) -> bool:
    """Tell whether a longer writing begins with the same letter and has the others in order."""
    few, many = _letters(short), _letters(whole)
    rest = iter(many)
    return len(few) < len(many) and few[0] == many[0] and all(letter in rest for letter in few)
