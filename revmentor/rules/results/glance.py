"""What the screens draw beside each step, as plain data: weeks, levels, bars, answers.

Every number says of how many; no mean stands for fewer than five people. It is the coordinator's
own screen: nothing of it goes into what the sponsor sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.rating import Moment, level_of
from revmentor.rules.care import pulse_rounds
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.results import drawn, level_changes
from revmentor.rules.results.level_changes import LevelChange
from revmentor.rules.results.privacy import LEAST
from revmentor.rules.schedule.hours import is_over, logged_hours, monthly_hours

TOP = 6
"""The highest level that is drawn, 7 and 8 with it: people use 0 to 6."""


class Weeks(msgspec.Struct, frozen=True):
    """What became of the slots, week by week, of so many weeks."""

    title: str
    note: str
    weeks: tuple[drawn.Week, ...]
    of: int


class WayRow(msgspec.Struct, frozen=True):
    """The mean level in a skill of ``n`` people: at the start, now, and where it shall be."""

    name: str
    n: int
    start: float
    now: float | None
    target: int | None


class Ways(msgspec.Struct, frozen=True):
    """Levels by skill, from the start to now."""

    title: str
    note: str
    rows: tuple[WayRow, ...]


class BarRow(msgspec.Struct, frozen=True):
    """One bar: its name, how long it is, what is said of it, and whether that is too much."""

    name: str
    value: float
    text: str
    is_over: bool = False


class Bars(msgspec.Struct, frozen=True):
    """Bars on one scale, of which ``most`` is the longest there can be."""

    title: str
    note: str
    rows: tuple[BarRow, ...]
    most: float


class CountRow(msgspec.Struct, frozen=True):
    """How many gave each answer, or stand at each level; ``pulse_item`` is what was asked."""

    name: str
    counts: tuple[int, ...]
    text: str
    pulse_item: str = ""


class Counts(msgspec.Struct, frozen=True):
    """Counts beside each other, drawn as little bars."""

    title: str
    note: str
    rows: tuple[CountRow, ...]


Drawing = Weeks | Ways | Bars | Counts


def drawings(step: str, view: View, on: date) -> list[Drawing]:
    """Return what is drawn beside a step; nothing of what has no numbers yet."""
    return [
        drawing
        for make in _BESIDE.get(step, ())
        if (drawing := make(view, on)) is not None and _has_something(drawing)
    ]


def _has_something(drawing: Drawing) -> bool:
    return bool(drawing.weeks if isinstance(drawing, Weeks) else drawing.rows)


def sessions_a_week(view: View, on: date) -> Weeks:
    """Return the weeks so far: how many slots were held, lost, not logged."""
    weeks = tuple(drawn.weeks(view, on))
    held, lost = sum(each.held for each in weeks), sum(each.lost for each in weeks)
    note = _("{held} held · {lost} lost").format(held=held, lost=lost)
    return Weeks(_("Sessions a week"), note, weeks, max(view.programme.weeks, len(weeks)))


def levels(view: View, _on: date) -> Ways:
    """Return the seniors' mean levels by skill, of those who are seen at the start and again.

    Where fewer than five are seen again it is the start alone, of all who were rated then.
    """
    rows = [row for skill_id in _skills(view) if (row := _way(view, skill_id)) is not None]
    return Ways(_("Seniors’ levels"), _("mean, start → now, of n"), tuple(rows[:_MOST_ROWS]))


_MOST_ROWS = 5
"""So many skills are drawn: those of the standard level first, then those of most people."""


def _skills(view: View) -> list[str]:
    rated = [skill_id for _who, skill_id, moment in view.ratings if moment == "baseline"]
    own = sorted({*rated} - {*view.programme.standard_level}, key=lambda s: (-rated.count(s), s))
    return [*view.programme.standard_level, *own]


def _way(view: View, skill_id: str) -> WayRow | None:
    standings = _standings(view).get(skill_id, [])
    target = view.programme.standard_level.get(skill_id)
    name = view.skill_name(skill_id)
    both = [(each.start, each.now) for each in standings if each.now is not None]
    if len(both) >= LEAST:
        before, after = (fmean(each) for each in zip(*both, strict=True))
        return WayRow(name, len(both), before, after, target)
    if len(standings) >= LEAST:
        return WayRow(name, len(standings), fmean(s.start for s in standings), None, target)
    return None


class _Standing(msgspec.Struct, frozen=True):
    """A senior's level in a skill at the start, and later.

    ``now`` is by the same kind of rater as the start, since only like is compared with like;
    ``last`` is what was rated last, by anybody.
    """

    start: int
    now: int | None
    last: int


@remembered
def _standings(view: View) -> Mapping[str, list[_Standing]]:
    """Return how the seniors who have a start stand in each skill that is asked of them."""
    moments: tuple[Moment, ...] = ("final", "checkpoint")
    rows: dict[tuple[str, str], list[LevelChange]] = {}
    for moment in moments:
        for row in level_changes.changes(view, "senior", moment):
            rows.setdefault((row.person_id, row.skill_id), []).append(row)
    standings: dict[str, list[_Standing]] = {}
    active = set(view.active_seniors)
    for (who, skill_id), ends in rows.items():
        alike = next((each for each in ends if each.levels is not None), ends[0])
        start, now = level_of(alike.baseline), level_of(alike.final)
        if who in active and start is not None:
            last = next((each.end.level for each in ends if each.end), start)
            standings.setdefault(skill_id, []).append(_Standing(start, now, last))
    return standings


def hours(view: View, on: date) -> Bars:
    """Return each mentor's hours a month, as logged in the last four weeks, of those agreed."""
    agreed = view.programme.monthly_hours.mentor
    spent = [(each, logged_hours(view, each, on)) for each in view.active_mentors]
    if not any(taken for _each, taken in spent):
        spent = []
    return _hours_bars(view, _("Mentors’ hours a month"), spent, agreed)


def hours_planned(view: View, _on: date) -> Bars:
    """Return each mentor's hours a month as the pairs make them, of those agreed."""
    agreed = view.programme.monthly_hours.mentor
    planned = [(each, monthly_hours(view, each)) for each in view.active_mentors if view.open_pairs]
    return _hours_bars(view, _("Hours a month, as paired"), planned, agreed)


def _hours_bars(view: View, title: str, taken: Sequence[tuple[str, float]], agreed: float) -> Bars:
    rows = tuple(
        BarRow(view.first_name(who), value, f"{number(value)} h", is_over(value, agreed))
        for who, value in taken
    )
    note = _("{hours} h agreed").format(hours=number(agreed))
    return Bars(title, note, rows, max([agreed, *(value for _who, value in taken)]))


def given_and_received(view: View, _on: date) -> Bars:
    """Return in how many sessions mentors gave, and in how many something came back."""
    back = drawn.returned(view)
    rows = (
        BarRow(_("mentors gave"), back.held, str(back.held)),
        BarRow(_("came back"), back.sessions, str(back.sessions)),
    )
    pairs = ngettext("in {{k}} of {n} pair", "in {{k}} of {n} pairs", back.met)
    note = pairs.format(k=back.regular + back.some)
    return Bars(_("Given and received"), note, rows if back.held else (), back.held)


def starting_points(view: View, _on: date) -> Counts:
    """Return how many seniors stand at each level at the start, by skill."""
    rows = []
    for skill_id in _skills(view):
        if standings := _standings(view).get(skill_id):
            starts = [min(each.start, TOP) for each in standings]  # a level over it is drawn at it
            counts = tuple(starts.count(level) for level in range(TOP + 1))
            text = ngettext("of {n}", "of {n}", len(standings))
            rows.append(CountRow(view.skill_name(skill_id), counts, text))
    return Counts(_("Seniors at the start"), _("levels 0 to 6"), tuple(rows[:_MOST_ROWS]))


def at_the_standard(view: View, _on: date) -> Bars:
    """Return how many seniors stand at the standard level by skill, as they were rated last."""
    rows = []
    most = 0
    for skill_id, least in view.programme.standard_level.items():
        if standings := _standings(view).get(skill_id):
            reached = sum(each.last >= least for each in standings)
            most = max(most, len(standings))
            text = _("{n} of {of}").format(n=reached, of=len(standings))
            rows.append(BarRow(view.skill_name(skill_id), reached, text))
    return Bars(_("At the standard level"), _("seniors, as rated last"), tuple(rows), most)


def pulse(view: View, on: date) -> Counts:
    """Return how many agree with each statement of the last pulse that somebody answered."""
    for round_number in reversed(pulse_rounds.round_numbers(view, on)):
        found = pulse_rounds.round_on(view, round_number, on)
        if found.pulses:
            rows = tuple(_statements(found))
            note = _("who agrees · {n} of {of} in").format(n=len(found.pulses), of=len(found.asked))
            return Counts(_("Pulse, round {n}").format(n=round_number), note, rows)
    return Counts(_("Pulse"), "", ())


def _statements(found: pulse_rounds.PulseRound) -> Iterator[CountRow]:
    """Yield each statement with the answers of both sides together."""
    items = dict.fromkeys(each.item for each in found.statements)
    for item in items:
        sides = [each for each in found.statements if each.item == item and each.n]
        counts = tuple(map(sum, zip(*(each.counts for each in sides), strict=True)))
        if n := sum(counts):
            agree = sum(each.agree for each in sides)
            yield CountRow(item, counts, _("{n} of {of}").format(n=agree, of=n), item)


_BESIDE: dict[str, tuple[Callable[[View, date], Drawing], ...]] = {
    "today": (sessions_a_week, levels, hours, given_and_received),
    "goals": (at_the_standard, levels),
    "baselines": (starting_points, at_the_standard),
    "pairs": (hours_planned, given_and_received),
    "sessions": (sessions_a_week, hours, given_and_received),
    "evaluation": (levels, at_the_standard, given_and_received),
    "people": (pulse, hours),
}
"""What is drawn beside each step, in order."""
