"""The rows of a form whose text is read: a day, an hour, a weekly slot, a number."""

from __future__ import annotations

from datetime import date

from revmentor.i18n import typed
from revmentor.i18n.gettext import _
from revmentor.i18n.typed import Lean, typed_date
from revmentor.i18n.typed_numbers import parse_number, typed_number
from widgets.rows import RowError, TextRow


class DateRow(TextRow):
    """A day, as people write it in either language."""

    REPLACES = True

    def __init__(
        self,
        name: str,
        label: str,
        value: date | None,
        *,
        needed: bool = True,
        hint: str = "",
        lean: Lean = "nearest",
    ) -> None:
        """Show a day; one that is ``needed`` cannot be left out.

        ``lean`` says whether the field is for what is over: then a weekday is the last one.
        """
        super().__init__(name, label, typed_date(value), hint=hint)
        self._must, self._lean = needed, lean

    def read(self, today: date) -> object:
        """Return the day, or ``None``."""
        if not self.text and not self._must:
            return None
        day = typed.parse_date(self.text, today, self._lean)
        if day is None:
            raise RowError(
                _("Write a day that exists, like {example}, or “today”.").format(
                    example=typed_date(today)
                )
            )
        return day


class MonthDayRow(TextRow):
    """A day of every year, day first; it may stay empty."""

    REPLACES = True

    def __init__(self, name: str, label: str, value: str | None, *, hint: str = "") -> None:
        """Show a day as the records have it in the reader's order."""
        super().__init__(name, label, typed.typed_month_day(value), hint=hint)

    def read(self, today: date) -> object:
        """Return the day as the records have it, or ``None``."""
        month_day = typed.parse_month_day(self.text)
        if self.text and month_day is None:
            raise RowError(_("Write a day and a month, like {example}.").format(example="7/12"))
        return month_day


class HourRow(TextRow):
    """An hour of the day; it may stay empty."""

    REPLACES = True

    def read(self, today: date) -> object:
        """Return the hour as the records have it, or ``None``."""
        hour = typed.parse_hour(self.text)
        if self.text and hour is None:
            raise RowError(_("Write an hour of the day, like {example}.").format(example="9:30"))
        return hour


class SlotRow(TextRow):
    """A weekly slot, a day with an hour, in either language; it may stay empty."""

    REPLACES = True

    def __init__(self, name: str, label: str, value: str | None, *, hint: str = "") -> None:
        """Show a slot of the records in the reader's words."""
        super().__init__(name, label, typed.typed_slot(value), hint=hint)

    def read(self, today: date) -> object:
        """Return the slot as the records have it, or ``None``."""
        slot = typed.parse_slot(self.text)
        if self.text and slot is None:
            raise RowError(
                _("Write a day from Monday to Saturday with an hour, like {example}.").format(
                    example=typed.typed_slot("tue-14:30")
                )
            )
        return slot


class NumberRow(TextRow):
    """A whole number within limits, or one with decimals, with the signs of either language."""

    REPLACES = True

    def __init__(
        self,
        name: str,
        label: str,
        value: float | None,
        *,
        low: int,
        high: int,
        whole: bool = True,
        decimals: int = 6,
        needed: bool = True,
        hint: str = "",
    ) -> None:
        """Show a number between ``low`` and ``high``, both included."""
        super().__init__(name, label, typed_number(value), hint=hint)
        self._low, self._high, self._must = low, high, needed
        self._decimals = 0 if whole else decimals

    def read(self, today: date) -> object:
        """Return the number, or ``None``; one that may mean two is asked about."""
        if not self.text and not self._must:
            return None
        values = parse_number(self.text, self._decimals)
        fitting = [each for each in values if self._low <= each <= self._high]
        if len(fitting) > 1:
            one, other = map(typed_number, fitting)
            raise RowError(
                _("“{text}” may be {one} or {other}: write the one that is meant.").format(
                    text=self.text, one=one, other=other
                )
            )
        if fitting:
            return fitting[0] if self._decimals else int(fitting[0])
        wanted = (
            _("Write a number from {low} to {high}.")
            if self._decimals
            else _("Write a whole number from {low} to {high}.")
        )
        raise RowError(wanted.format(low=self._low, high=self._high))
