"""A programme: one run with its dates, cadence, standard level and rules."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.i18n.gettext import _
from revmentor.model.base import (
    Clock,
    CountedDay,
    Extra,
    Format,
    Hours,
    Id,
    Level,
    Line,
    Minutes,
    Mode,
    PersonId,
    Prose,
    Record,
    Senior,
    SkillId,
    Struct,
    Weeks,
    stated,
)
from revmentor.model.edition import Edition

ReportingLineDepth = Literal[0, 1, 2, "any"]
Holidays = Literal["skip", "extend", "shift"]
ClosingDecision = Literal["repeat", "widen", "stop"]
FollowUpKind = Literal["60_days", "6_months"]
LaunchItem = Literal["standard", "starting_points", "heard", "charters", "slots", "tools"]
"""What stands before the first session."""
EventKind = Literal["kick_off", "briefing", "mentor_circle"]
MOST_PLACES = 20
"""The most seniors one mentor may take."""
Places = Annotated[int, Meta(ge=1, le=MOST_PLACES)]
Money = Annotated[float, Meta(ge=0, le=100_000_000)]
Currency = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{3}$",
        max_length=3,
        extra={"expected": lambda: _("a currency's three letters, like EUR")},
    ),
]


class SeniorsPerMentor(Struct, frozen=True, kw_only=True):
    """How many seniors one mentor takes; the field says two to four."""

    min: Places = stated(2)
    max: Places = stated(4)


class MonthlyHours(Struct, frozen=True, kw_only=True):
    """The hours a month that were agreed, for a senior and for a mentor."""

    senior: Hours = stated(2.0)
    mentor: Hours = stated(6.0)


Percent = Annotated[int, Meta(ge=0, le=100)]


class Weights(Struct, frozen=True, kw_only=True):
    """How much each part of a pair's score counts, as shares of all; the rest is arithmetic."""

    skill_need: Percent = stated(50)
    give_back: Percent = stated(20)
    working_style: Percent = stated(5)
    availability: Percent = stated(10)
    place: Percent = stated(5)
    other_department: Percent = stated(5)
    preferences: Percent = stated(5)


class Pairing(Struct, frozen=True, kw_only=True):
    """How pairs are proposed.

    ``levels_above`` is how far above a senior's level a mentor stands who may teach it;
    ``own_half_day`` gives every senior an own weekly half-day with the mentor; ``own_goal`` is how
    many times as much a senior's own goal counts as a skill of the standard level; with
    ``group_for_each`` no mentor is left with nobody where all can have a group.
    """

    weights: Weights = stated(Weights())
    levels_above: Annotated[int, Meta(ge=1, le=6)] = stated(2)
    own_half_day: bool = stated(False)
    own_goal: Annotated[int, Meta(ge=1, le=9)] = stated(5)
    group_for_each: bool = stated(True)


class SignalSettings(Struct, frozen=True, kw_only=True):
    """From when on a signal speaks; the defaults are those of the measurement brief.

    ``first_within_days`` counts from a pair's first turn. Cadences are turns of the pair,
    ``attendance`` and ``one_sided`` shares, ``hours_over`` a factor of the hours agreed; in the
    first ``gentle_weeks`` of a programme the signals are fewer.
    """

    first_within_days: Annotated[int, Meta(ge=1, le=180)] = stated(14)
    silent_cadences: Annotated[int, Meta(ge=1, le=12)] = stated(2)
    attendance: Annotated[float, Meta(ge=0, le=1)] = stated(0.7)
    attendance_from: Annotated[int, Meta(ge=1, le=50)] = stated(4)
    low_rating: Annotated[int, Meta(ge=0, le=5)] = stated(2)
    one_sided: Annotated[float, Meta(ge=0.5, le=1)] = stated(0.8)
    in_a_row: Annotated[int, Meta(ge=1, le=20)] = stated(3)
    charter_after: Annotated[int, Meta(ge=1, le=50)] = stated(2)
    hours_over: Annotated[float, Meta(ge=1, le=5)] = stated(1.2)
    gentle_weeks: Annotated[int, Meta(ge=0, le=52)] = stated(4)


class Individual(Struct, frozen=True, kw_only=True):
    """A session alone with each senior every ``every_weeks`` weeks, beside the group's slot."""

    every_weeks: Annotated[int, Meta(ge=1, le=13)] = stated(4)
    minutes: Annotated[int, Meta(ge=5, le=480)] = stated(30)


class Costs(Struct, frozen=True, kw_only=True):
    """What an hour of each side costs the firm, and what was paid outside, in one currency."""

    mentor_hour: Money = stated(0.0)
    senior_hour: Money = stated(0.0)
    external: Money = stated(0.0)
    currency: Currency = stated("EUR")


class FollowUp(Struct, frozen=True, kw_only=True):
    """What was heard after the closing: which seniors still use what they learned.

    Whoever is not in ``still_using`` was not reached.
    """

    kind: FollowUpKind
    on: CountedDay
    still_using: Mapping[Senior, bool] = msgspec.field(default_factory=dict)
    note: Prose | None = None


class PassedItem(Struct, frozen=True, kw_only=True):
    """Something of the launch list that does not stand and is let pass, with the reason."""

    item: LaunchItem
    reason: Line
    on: date


class ProgrammeEvent(Struct, frozen=True, kw_only=True):
    """A day of the programme itself: planned, or held with who was there and what was decided."""

    id: Id
    kind: EventKind
    on: CountedDay
    at: Clock | None = None
    held: bool = stated(False)
    there: tuple[PersonId, ...] = ()
    decided: Prose | None = None


class ChangeMade(Struct, frozen=True, kw_only=True):
    """Something that was changed in the programme on a day, and why."""

    on: date
    what: Line
    why: Line | None = None


class Archived(Struct, frozen=True, kw_only=True):
    """Where a programme lies that was moved to a file of its own, as seen from the file it left.

    ``lineage`` is that of the other file: by it that one is known, and a copy of it.
    """

    file: Line
    on: date
    lineage: Line | None = None


class Programme(Record, frozen=True, kw_only=True):
    """One run of a programme; a firm has many over the years.

    ``mid_point_edition`` is what its sponsor was told half-way: it stands as it was told.
    ``launch_passed`` is what of the launch list was let pass, ``changes_made`` what was changed.
    Of one that is ``archived`` only participations, pairs and final forms are in this file.
    """

    name: Line
    starts_on: CountedDay
    weeks: Weeks
    purposes: tuple[Line, ...] = ()
    sponsor: Line | None = None
    every_weeks: Annotated[int, Meta(ge=1, le=13)] = stated(1)
    minutes: Annotated[int, Meta(ge=5, le=480)] = stated(30)
    preparation_minutes: Minutes = stated(0)
    formats: tuple[Format, ...] = stated(("individual",))
    individual: Individual | None = None
    group_max: Places | None = None
    modes: tuple[Mode, ...] = stated(("on_site",))
    seniors_per_mentor: SeniorsPerMentor = stated(SeniorsPerMentor())
    monthly_hours: MonthlyHours = stated(MonthlyHours())
    standard_level: Mapping[SkillId, Level] = msgspec.field(default_factory=dict)
    reporting_line_depth: ReportingLineDepth = stated(1)
    pairing: Pairing | None = None
    signals: SignalSettings | None = None
    holidays: Holidays = stated("skip")
    launch_passed: tuple[PassedItem, ...] = ()
    events: tuple[ProgrammeEvent, ...] = ()
    changes_made: tuple[ChangeMade, ...] = ()
    closed_on: CountedDay | None = None
    lessons: Prose | None = None
    decision: ClosingDecision | None = None
    costs: Costs | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    mid_point_edition: Edition | None = None
    archived: Archived | None = None
    extra: Extra = msgspec.field(default_factory=dict)

    @property
    def pairs_by(self) -> Pairing:
        """How pairs are proposed: as was set, else as is usual."""
        return self.pairing or Pairing()

    @property
    def signals_by(self) -> SignalSettings:
        """From when on a signal speaks: as was set, else as is usual."""
        return self.signals or SignalSettings()

    @property
    def ends_on(self) -> date:
        """The last day of the last week."""
        return self.starts_on + timedelta(weeks=self.weeks, days=-1)

    def week_of(self, day: date) -> int:
        """Return the number of the week a day lies in; 1 is the first, 0 and less is before."""
        return (day - self.starts_on).days // 7 + 1
