"""The types every noun is made of. A type carries its limits, and its meaning in ``extra``.

``expected`` is the sentence that says what it takes, translated when it is shown; ``one_line``
tells that a text has no second line; ``table`` is the list that an id must be found in; ``names``
are the lists an id may lead to that is looked at elsewhere; ``years`` are those a day can lie in.

In the modules of records annotations stay types and do not become text: msgspec and
:mod:`revmentor.model.fields` read them at every start, and text would have to be compiled first.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta

from revmentor.i18n.gettext import _
from revmentor.model.text import ID_PATTERN, LINE_PATTERN, PROSE_PATTERN

T = TypeVar("T")

# What these four may hold is asked where text comes in (`validation`), and not again of every word
# of our own sealed file: that would be three quarters of the time a file takes to open.
Id = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=64,
        extra_json_schema={"pattern": ID_PATTERN},
        extra={
            "expected": lambda: _("an id of up to 64 letters, digits, dots, dashes and underscores")
        },
    ),
]
PersonId = Annotated[Id, Meta(extra={"table": "people"})]
SkillId = Annotated[Id, Meta(extra={"table": "skills"})]
ProgrammeId = Annotated[Id, Meta(extra={"table": "programmes"})]
PairId = Annotated[Id, Meta(extra={"table": "pairs"})]
SessionId = Annotated[Id, Meta(extra={"table": "sessions"})]
Senior = Annotated[Id, Meta(extra={"names": ("people",)})]
"""A person of whom more is asked than to be one: to take part as a senior."""
Asking = Annotated[Id, Meta(extra={"names": ("sessions", "pulses", "replies")})]
"""The session, the pulse or the reply in which somebody asked for something."""
MOST_OF_A_LINE, MOST_OF_SENTENCES, MOST_OF_PROSE = 200, 1000, 4000
"""How many characters a text may have; forms count them as one types."""
Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=MOST_OF_A_LINE,
        extra_json_schema={"pattern": LINE_PATTERN},
        extra={"one_line": True},
    ),
]
Sentences = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=MOST_OF_SENTENCES,
        extra_json_schema={"pattern": LINE_PATTERN},
        extra={"one_line": True},
    ),
]
"""What somebody tells in a few sentences, without a break."""
Prose = Annotated[
    str, Meta(min_length=1, max_length=MOST_OF_PROSE, extra_json_schema={"pattern": PROSE_PATTERN})
]
ProseOrEmpty = Annotated[
    str, Meta(max_length=MOST_OF_PROSE, extra_json_schema={"pattern": PROSE_PATTERN})
]
Level = Annotated[int, Meta(ge=0, le=8)]
Weeks = Annotated[int, Meta(ge=1, le=104)]
Minutes = Annotated[int, Meta(ge=0, le=1440)]
Stars = Annotated[int, Meta(ge=1, le=5)]
Weight = Annotated[int, Meta(ge=1, le=3)]
Share = Annotated[float, Meta(ge=0, le=1)]
Hours = Annotated[float, Meta(ge=0, le=200)]
MonthDay = Annotated[
    str,
    Meta(
        pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        max_length=5,
        extra={"expected": lambda: _("a day of the year, written like 12-07 (month, day)")},
    ),
]
HalfDay = Annotated[
    str,
    Meta(
        pattern=r"^(mon|tue|wed|thu|fri)-(am|pm)$",
        max_length=6,
        extra={"expected": lambda: _("a half-day, written like mon-am")},
    ),
]
Slot = Annotated[
    str,
    Meta(
        pattern=r"^(mon|tue|wed|thu|fri|sat)-([01][0-9]|2[0-3]):[0-5][0-9]$",
        max_length=9,
        extra={"expected": lambda: _("a weekly slot, written like mon-09:00")},
    ),
]
Clock = Annotated[
    str,
    Meta(
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
        max_length=5,
        extra={"expected": lambda: _("an hour of the day, written like 09:30")},
    ),
]
COUNTED_YEARS = range(1970, 2201)
CountedDay = Annotated[date, Meta(extra={"years": COUNTED_YEARS})]
"""A day from which weeks and turns are counted."""
Role = Literal["mentor", "senior"]
Format = Literal["individual", "group"]
Mode = Literal["on_site", "remote"]
Consent = Literal["with_name", "without_name", "no"]
"""How somebody's own words may be told to others: with the name, without it, not at all."""


class Struct(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """A part of a record: immutable, strict about its fields, silent about what is empty.

    None leads back to itself, so that Python need not look through all of them for circles again
    and again: in a file of ten years that took a quarter of a second each time.
    """


class Record(Struct, frozen=True, kw_only=True):
    """A record with an id of its own. ``extra`` is the one place for fields we do not know."""

    id: Id


def stated(value: T) -> T:
    """Declare a default that the document always writes out (an empty field is left out)."""
    default: T = msgspec.field(default_factory=lambda: value)
    return default


Extra = dict[str, Any]


class Span(Struct, frozen=True, kw_only=True):
    """A span of days, both ends included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return self.start <= day <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether some day lies in both spans."""
        return self.start <= other.end and other.start <= self.end
