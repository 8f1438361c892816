"""Questions about single cells of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from revmentor.exchange.sheet.headings import HeadedSheet
from revmentor.exchange.sheet.questions import Choice, Kind, Questions


class CellQuestions(msgspec.Struct, frozen=True):
    """Asks about the cells of one sheet, each named by its address."""

    sheet: HeadedSheet
    questions: Questions

    def ask(
        self,
        row: int,
        column: str,
        kind: Kind,
        text: str,
        choices: Sequence[Choice],
        *,
        default: str | None,
        is_safe: bool = False,
        is_free: bool = False,
        key: str = "",
        about: str = "",
    ) -> str | None:
        """Return what is chosen for a cell, as :meth:`Questions.ask` does.

        The key is ``ROW.COLUMN``, unless another is given: words that stand in many cells are
        asked about once.
        """
        return self.questions.ask(
            key or f"{row}.{column}",
            kind,
            text,
            choices,
            default=default,
            is_safe=is_safe,
            row=row,
            cell=self.sheet.cell_of(row, column),
            is_free=is_free,
            about=about,
        )
