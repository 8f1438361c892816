"""The rows of a form whose text is read: a day, an hour, a weekly slot, a number."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, timedelta

from revmentor.i18n import typed
from revmentor.i18n.dates import WEEK_DAYS
from revmentor.i18n.gettext import _
from revmentor.i18n.typed import Lean, typed_date
from revmentor.i18n.typed_numbers import parse_number, typed_number
from widgets.form_row import RowError
from widgets.inputs import StepInput
from widgets.text_rows import TextRow

_QUARTER, _FIRST_HOUR = 15, "09:00"


class StepRow(TextRow):
    """A text that the arrows move on."""

    MOST = None
    REPLACES = True
    INPUT = StepInput
    FOCUS_HINT = _("shift+up, shift+down")

    def step(self, by: int, *, far: bool, today: date) -> None:
        """Put in what is one step later or earlier; what cannot be read stays as it is."""
        if text := self._stepped(by, far=far, today=today):
            self.entry.value = text
            self.entry.action_end()

    @abstractmethod
    def _stepped(self, by: int, *, far: bool, today: date) -> str:
        """Return the text that is a step on; empty where what stands there cannot be read."""


class DateRow(StepRow):
    """A day, as people write it in either language; the arrows go by a day, or by a week."""

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

    def _stepped(self, by: int, *, far: bool, today: date) -> str:
        if not self.text:
            return typed_date(today)
        day = typed.parse_date(self.text, today, self._lean)
        if day is None or not 1 < day.year < 9999:
            return ""
        return typed_date(day + timedelta(days=by * (7 if far else 1)))


class MonthDayRow(TextRow):
    """A day of every year, day first; it may stay empty."""

    MOST = None
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


class HourRow(StepRow):
    """An hour of the day, by quarters or by hours with the arrows; it may stay empty."""

    def read(self, today: date) -> object:
        """Return the hour as the records have it, or ``None``."""
        hour = typed.parse_hour(self.text)
        if self.text and hour is None:
            raise RowError(_("Write an hour of the day, like {example}.").format(example="9:30"))
        return hour

    def _stepped(self, by: int, *, far: bool, today: date) -> str:
        hour = typed.parse_hour(self.text)
        if self.text and hour is None:
            return ""
        return typed.later_hour(hour, by * (60 if far else _QUARTER)) if hour else _FIRST_HOUR


class SlotRow(StepRow):
    """A weekly slot, a day with an hour, in either language; it may stay empty.

    The arrows go by quarters of an hour, or by days.
    """

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

    def _stepped(self, by: int, *, far: bool, today: date) -> str:
        slot = typed.parse_slot(self.text)
        if self.text and slot is None:
            return ""
        if slot is None:
            return typed.typed_slot(f"mon-{_FIRST_HOUR}")
        day, hour = slot[:3], slot[4:]
        if far:
            days = WEEK_DAYS[:6]
            return typed.typed_slot(f"{days[(days.index(day) + by) % len(days)]}-{hour}")
        return typed.typed_slot(f"{day}-{typed.later_hour(hour, by * _QUARTER)}")


class NumberRow(TextRow):
    """A whole number within limits, or one with decimals, with the signs of either language."""

    MOST = None
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
