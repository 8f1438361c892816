"""A pair, and the exceptions somebody took responsibility for."""

from datetime import date
from typing import Literal

import msgspec

from revmentor.model.base import (
    CountedDay,
    Extra,
    Format,
    Line,
    Mode,
    PersonId,
    ProgrammeId,
    Prose,
    Record,
    Slot,
    Span,
    Struct,
    stated,
)

Clause = Literal["yes", "changed", "not_applicable"]
Rule = Literal[
    "reporting_line",
    "avoids",
    "not_again",
    "language",
    "half_day",
    "site",
    "teaching",
]
"""The pairing rules an exception can open, each for one senior."""


class Charter(Struct, frozen=True, kw_only=True):
    """The pair's agreement: when each side signed, and which clauses were changed."""

    mentor_on: date | None = None
    senior_on: date | None = None
    clauses: dict[str, Clause] = msgspec.field(default_factory=dict)


class Pause(Span, frozen=True, kw_only=True):
    """A span in which the pair's clock stands still."""

    reason: Line | None = None


class StandIn(Span, frozen=True, kw_only=True):
    """A span in which a colleague teaches in the mentor's place; the pair stays as it is."""

    mentor_id: PersonId
    reason: Line | None = None


class Snooze(Struct, frozen=True, kw_only=True):
    """A signal that rests until a day, for a reason."""

    rule: Line
    until: date
    reason: Line
    on: date | None = None


class Pair(Record, frozen=True, kw_only=True):
    """One mentor and one senior over a span of time; open until ``until_on``.

    ``slot`` is the pair's own weekly occasion, where every senior has one; ``equipment`` what the
    two need and have (accounts, device, room, link); ``handover`` what a new
    mentor was told when taking over; ``not_again`` who of the two said at the end that these two
    shall not be paired again.
    """

    programme_id: ProgrammeId
    mentor_id: PersonId
    senior_id: PersonId
    from_on: CountedDay
    until_on: date | None = None
    end_reason: Line | None = None
    not_again: tuple[PersonId, ...] = ()
    locked: bool = stated(False)
    rationale: Prose | None = None
    handover: Prose | None = None
    format: Format | None = None
    mode: Mode | None = None
    slot: Slot | None = None
    equipment: Line | None = None
    charter: Charter | None = None
    pauses: tuple[Pause, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)

    @property
    def sides(self) -> tuple[str, str]:
        """The two of the pair, the mentor first."""
        return self.mentor_id, self.senior_id

    def stand_in_on(self, day: date) -> StandIn | None:
        """Return who stands in for the mentor on a day, if anybody does."""
        return next((each for each in self.stand_ins if each.holds(day)), None)

    def taught_by(self, day: date) -> str:
        """Return who teaches on a day: the mentor, or whoever stands in."""
        stand_in = self.stand_in_on(day)
        return stand_in.mentor_id if stand_in else self.mentor_id

    @property
    def days(self) -> Span:
        """The days on which the pair is together."""
        return Span(start=self.from_on, end=self.until_on or date.max)

    @property
    def teachers(self) -> tuple[str, ...]:
        """The mentor, and everybody who stood in or will, each once."""
        return tuple(dict.fromkeys([self.mentor_id, *(each.mentor_id for each in self.stand_ins)]))

    def stands_on(self, day: date) -> bool:
        """Tell whether the pair is together on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class RuleException(Record, frozen=True, kw_only=True):
    """A recorded decision to let one senior pass one pairing rule, with one mentor or with any."""

    programme_id: ProgrammeId
    senior_id: PersonId
    rule: Rule
    reason: Line
    on: date
    mentor_id: PersonId | None = None
    extra: Extra = msgspec.field(default_factory=dict)
