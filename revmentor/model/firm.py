"""The firm, and the days on which it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.i18n.gettext import _
from revmentor.model.base import Extra, Line, MonthDay, Span, Struct
from revmentor.model.own_question import OwnQuestion

Language = Literal["en", "it"]
Address = Literal["tu", "lei"]
"""How people are spoken to in Italian, in everything they read."""
Country = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{2}$",
        max_length=2,
        extra={"expected": lambda: _("a country's two letters, like IT")},
    ),
]
HolidayDay = Annotated[
    str,
    Meta(
        pattern=r"^([12][0-9]{3}-)?(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        max_length=10,
        extra={
            "expected": lambda: _(
                "a holiday, written like 12-26 for every year or 2027-03-26 for one"
            )
        },
    ),
]


MOST_OF_AN_ANSWER = 200
"""The letters of the longest answer about a sheet that is kept."""
Answer = Annotated[str, Meta(max_length=MOST_OF_AN_ANSWER)]


class ClosedDays(Span, frozen=True, kw_only=True):
    """Days on which the firm is closed, with what they are called."""

    label: Line | None = None


class Holiday(Struct, frozen=True, kw_only=True):
    """A public holiday that is not built in: every year (``12-26``) or once (``2027-03-26``)."""

    day: HolidayDay
    label: Line | None = None

    def is_on(self, day: date) -> bool:
        """Tell whether the holiday falls on a day."""
        return day.isoformat().endswith(self.day)


class Firm(Struct, frozen=True, kw_only=True):
    """The one firm of a file.

    ``columns`` says what the headings of its sheets hold, ``settled`` what was answered about
    them, by a fingerprint of what was asked, ``form_columns`` what the headings of its own forms
    ask; ``questions`` are its own in our forms, ``address`` is how Italian speaks to people;
    what is in the file may be kept until a day, ``keep_until``.
    """

    name: Line
    country: Country | None = None
    language: Language | None = None
    timezone: Line | None = None
    coordinator: Line | None = None
    address: Address | None = None
    patron_day: MonthDay | None = None
    holidays: tuple[Holiday, ...] = ()
    closed_days: tuple[ClosedDays, ...] = ()
    columns: Mapping[str, Line] = msgspec.field(default_factory=dict)
    form_columns: Mapping[str, Line] = msgspec.field(default_factory=dict)
    settled: Mapping[str, Answer] = msgspec.field(default_factory=dict)
    questions: tuple[OwnQuestion, ...] = ()
    keep_until: date | None = None
    extra: Extra = msgspec.field(default_factory=dict)
