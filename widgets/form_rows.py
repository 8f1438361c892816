"""The rows of a form on its screen: those that matter are there, the others hold what they hold.

A row comes onto the screen when it is first shown: most forms are saved with most rows unseen, and
to place them all would take the time that somebody waits for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from widgets.fold import Fold, FoldLine
from widgets.form_row import FormRow, RowError


class _ReadSoFar(dict[str, Any]):
    """What the rows say while one types; of one that cannot be read, what it said last."""

    def __missing__(self, name: str) -> None:
        return None


class FormRows(VerticalScroll):
    """The rows of a form, the folded ones behind a line."""

    def __init__(
        self,
        rows: Sequence[FormRow],
        *,
        today: date,
        hides: Callable[[dict[str, Any]], Collection[str]] | None,
        fold: Fold | None,
    ) -> None:
        """Show what ``hides`` does not name for the values now; ``fold`` names the last rows."""
        super().__init__(id="rows", can_focus=False, classes="" if rows else "-none")
        self.by_field: Mapping[str, FormRow] = {row.field: row for row in rows}
        self._today, self._hides, self._fold = today, hides, fold
        self._line = FoldLine()
        self._folded = fold is not None
        self._so_far: dict[str, Any] = _ReadSoFar()

    @property
    def is_fixed(self) -> bool:
        """Whether all rows are shown, whatever the values are."""
        return self._hides is None and self._fold is None

    def compose(self) -> ComposeResult:
        """Place what is shown."""
        hidden = self._hidden()
        yield from (each for each in self._order if each is self._line or each not in hidden)

    @property
    def _order(self) -> list[Widget]:
        """The rows, and the line in place of the folded ones, as they stand under each other."""
        folded = set(self._fold.fields) if self._fold else set()
        rows = self.by_field.values()
        return [
            *(row for row in rows if row.field not in folded),
            *([self._line] if self._fold else ()),
            *(row for row in rows if row.field in folded),
        ]

    def values(self) -> dict[str, Any]:
        """Return what the rows say now; of one that cannot be read, what it said last."""
        for name, row in self.by_field.items():
            with suppress(RowError):
                self._so_far[name] = row.read(self._today)
        return self._so_far

    def _hidden(self) -> set[Widget]:
        """Return the rows that are not shown, and say on the line what lies in the folded ones."""
        if self.is_fixed:
            return set()
        values = self.values()
        hidden = set(self._hides(values)) if self._hides else set()
        if self._fold:
            self._line.display = self._folded and not hidden.issuperset(self._fold.fields)
            self._line.tell(self._fold.told(values))
            if self._folded:
                hidden |= set(self._fold.fields)
        return {row for name, row in self.by_field.items() if name in hidden}

    async def follow(self) -> None:
        """Show the rows that matter for the values now."""
        hidden = self._hidden()
        for row in self.by_field.values():
            row.display = row not in hidden
        await self._place([each for each in self._order if each not in hidden])

    async def _place(self, shown: Sequence[Widget]) -> None:
        """Put onto the screen what is not there yet, each before what follows it there."""
        new: list[Widget] = []
        for each in shown:
            if not each.is_attached:
                new.append(each)
            elif new:
                await self.mount_all(new, before=each)
                new = []
        if new:
            await self.mount_all(new)

    def is_in_fold(self, field: str) -> bool:
        """Tell whether a row is folded away now."""
        return bool(self._folded and self._fold and field in self._fold.fields)

    async def unfold(self) -> FormRow | None:
        """Show the folded rows; return the first of them, where there were any."""
        if self._fold is None or not self._folded:
            return None
        self._folded = False
        await self.follow()
        fields = self._fold.fields
        return next((r for name, r in self.by_field.items() if name in fields and r.display), None)

    async def show(self, row: FormRow) -> None:
        """Show a row whatever the values are: something is to be said of it."""
        if self.is_in_fold(row.field):
            await self.unfold()
        row.display = True
        await self._place([each for each in self._order if each is row or each.is_attached])
