"""Signals: named reasons why a pair needs attention. Never a score, never a ranking.

The rules R1 to R12 and their thresholds are those of the project's measurement brief, section 5.4;
ours are one_way, charter, fit and pulse. Each prints its own sentence with its numbers. Those that
speak of a mentor's whole group, R9 among them, are `mentor_signals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.pair import Pair, Snooze
from revmentor.model.programme import SignalSettings
from revmentor.model.session import SessionStatus
from revmentor.rules import day_ranges
from revmentor.rules.care import pulses
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours, series, slots
from revmentor.rules.sessions import steps

Colour = Literal["red", "amber"]
Status = Literal["red", "amber", "green", "grey"]
_RED = frozenset({"R2", "R11", "fit"})
_LATER = frozenset({"R5", "R7", "R12", "one_way"})
"""What needs a habit to show, and is not said in the first weeks."""


@dataclass(frozen=True)
class Facts:
    """What is known of a pair on a day; days and counts, ratings 1-5, shares 0-1."""

    days_to_first: int | None = None
    expected: int = 0
    held: int = 0
    last_outcomes: Sequence[SessionStatus] = ()
    days_since_last: int | None = None
    cadence_days: int = 7
    ratings: Sequence[int] = ()
    goals_without_baseline: int = 0
    side_shares: Sequence[float] = ()
    wants_talk: bool = False
    sessions_without_step: int = 0
    sessions_without_give_back: int = 0
    sessions_without_charter: int = 0
    fit_not_for_me: bool = False
    afraid: bool = False
    last_days: Sequence[date] = ()


Settings = SignalSettings
"""The thresholds; a programme may have its own."""


@dataclass(frozen=True)
class Signal:
    """One reason to look: the rule's name, how urgent, and the sentence."""

    rule: str
    message: str
    colour: Colour = field(default="amber")


def signals(facts: Facts, settings: Settings | None = None) -> list[Signal]:
    """Return the signals of a pair, in the order of the rules."""
    limit = settings or Settings()
    checks = (
        ("R1", _no_first_session(facts, limit)),
        ("R2", _two_missed(facts)),
        ("R3", _silent(facts, limit)),
        ("R4", _low_attendance(facts, limit)),
        ("R5", _ratings_fall(facts)),
        ("R6", _low_rating(facts, limit)),
        ("R7", _one_sided(facts, limit)),
        ("R8", _goal_without_start(facts)),
        ("R11", _("asked to talk") if facts.wants_talk else ""),
        ("R12", _no_step_tried(facts, limit)),
        ("one_way", _nothing_given_back(facts, limit)),
        ("charter", _charter_unsigned(facts, limit)),
        ("fit", _("says that the match is not right") if facts.fit_not_for_me else ""),
        ("pulse", _("does not dare to say it all, in the pulse") if facts.afraid else ""),
    )
    return [
        Signal(rule, message, "red" if rule in _RED else "amber")
        for rule, message in checks
        if message
    ]


def _no_first_session(facts: Facts, limit: Settings) -> str:
    if facts.days_to_first is not None and facts.days_to_first > limit.first_within_days:
        if facts.held == 0:
            return ngettext(
                "no session yet, {n} day after pairing",
                "no session yet, {n} days after pairing",
                facts.days_to_first,
            )
        return ngettext(
            "the first session came {n} day after pairing",
            "the first session came {n} days after pairing",
            facts.days_to_first,
        )
    return ""


def _two_missed(facts: Facts) -> str:
    last = list(facts.last_outcomes[-2:])
    if len(last) < 2 or not all(each in {"missed", "cancelled"} for each in last):
        return ""
    if set(last) == {"cancelled"}:
        text = _("last two sessions cancelled")
    elif set(last) == {"missed"}:
        text = _("last two sessions missed")
    else:
        text = _("last two sessions missed or cancelled")
    days = [short_date(day) for day in facts.last_days[-2:]]
    return _("{what}, {days}").format(what=text, days=_(" and ").join(days)) if days else text


def _silent(facts: Facts, limit: Settings) -> str:
    if (
        facts.days_since_last is not None
        and facts.days_since_last > limit.silent_cadences * facts.cadence_days
    ):
        return ngettext("no session for {n} day", "no session for {n} days", facts.days_since_last)
    return ""


def _low_attendance(facts: Facts, limit: Settings) -> str:
    if facts.expected >= limit.attendance_from and facts.held / facts.expected < limit.attendance:
        return _("{held} of {expected} sessions held").format(
            held=facts.held, expected=facts.expected
        )
    return ""


def _ratings_fall(facts: Facts) -> str:
    last = list(facts.ratings[-3:])
    if len(last) == 3 and last[0] > last[1] > last[2]:
        return _("session ratings fall: {ratings}").format(ratings=", ".join(map(str, last)))
    return ""


def _low_rating(facts: Facts, limit: Settings) -> str:
    if facts.ratings and facts.ratings[-1] <= limit.low_rating:
        return _("the latest rating is {n} of 5").format(n=facts.ratings[-1])
    return ""


def _one_sided(facts: Facts, limit: Settings) -> str:
    last = list(facts.side_shares[-limit.in_a_row :])
    if len(last) == limit.in_a_row and (
        all(each > limit.one_sided for each in last)
        or all(1 - each > limit.one_sided for each in last)
    ):
        return _("one side taught nearly all the time in {n} sessions running").format(
            n=limit.in_a_row
        )
    return ""


def _goal_without_start(facts: Facts) -> str:
    if facts.expected >= 2 and facts.goals_without_baseline:
        return ngettext(
            "{n} goal without a starting point",
            "{n} goals without a starting point",
            facts.goals_without_baseline,
        )
    return ""


def _no_step_tried(facts: Facts, limit: Settings) -> str:
    if facts.sessions_without_step >= limit.in_a_row:
        return _("no step tried in {n} sessions").format(n=facts.sessions_without_step)
    return ""


def _nothing_given_back(facts: Facts, limit: Settings) -> str:
    if facts.sessions_without_give_back >= limit.in_a_row:
        return _("nothing given back in {n} sessions").format(n=facts.sessions_without_give_back)
    return ""


def _charter_unsigned(facts: Facts, limit: Settings) -> str:
    if facts.sessions_without_charter >= limit.charter_after:
        return _("charter not signed after {n} sessions").format(n=facts.sessions_without_charter)
    return ""


def facts_of(view: View, pair: Pair, today: date) -> Facts:
    """Return what the records say of a pair up to a day; pauses are left out of every count."""
    settled = [
        session
        for session in view.sessions_of_pair(pair)
        if session.status in {"held", "missed", "cancelled"}
        and session.day <= today
        and not series.pauses(view, pair.mentor_id, pair.senior_id, session.day)
        # Somebody excused from a session that was held, for leave or illness, is not counted.
        and (session.status != "held" or session.attendance[pair.senior_id] != "excused")
    ]
    held = [s for s in settled if s.status == "held" and s.attendance[pair.senior_id] == "present"]
    since = held[-1].day if held else pair.from_on
    begun = max(pair.from_on, view.programme.starts_on)
    scores = [s.ratings.get(pair.senior_id, s.ratings.get(pair.mentor_id)) for s in held]
    lacking = [
        goal
        for goal in view.goals_of(pair.senior_id)
        if (goal.skill_id and view.rating(pair.senior_id, goal.skill_id, "baseline") is None)
        or (goal.skill_id is None and not goal.expected)
    ]
    pulse = pulses.standing_pulse(view, pair.senior_id, today, pair.from_on)
    turn = 7 * hours.weeks_between(view, pair.mentor_id)
    return Facts(
        days_to_first=_days(view, pair, begun, held[0].day if held else today),
        expected=len(settled),
        held=len(held),
        last_outcomes=[_outcome(s.status, s.attendance[pair.senior_id]) for s in settled],
        days_since_last=_days(view, pair, since, today) if held else None,
        cadence_days=turn,
        ratings=[score for score in scores if score is not None],
        goals_without_baseline=len(lacking),
        side_shares=[s.mentor_share for s in held if s.mentor_share is not None],
        wants_talk=bool(settled and {pair.senior_id, pair.mentor_id} & set(settled[-1].wants_talk))
        or bool(pulse and pulse.wants_talk),
        fit_not_for_me=bool(pulse and pulse.fit == "not_for_me"),
        afraid=bool(pulse and pulses.is_afraid(pulse)),
        sessions_without_step=_run(not steps.was_tried(s, pair.senior_id) for s in reversed(held)),
        sessions_without_give_back=_run(not s.received for s in reversed(held)),
        sessions_without_charter=0 if _signed(pair) else len(held),
        last_days=[s.due_on for s in settled],
    )


def _signed(pair: Pair) -> bool:
    charter = pair.charter
    return bool(charter and charter.mentor_on and charter.senior_on)


def _outcome(status: SessionStatus, attendance: str) -> SessionStatus:
    return "missed" if status == "held" and attendance == "absent" else status


def _days(view: View, pair: Pair, after: date, until: date) -> int:
    """Return how many days of a pair's clock lie between two days.

    It stands still while the pair or one of the two pauses, and in weeks whose slot a closed day
    took away.
    """
    programme = view.programme
    mine = [
        each
        for each in series.series_of(view, pair.mentor_id)
        if each.senior_id in {"", pair.senior_id}
    ]
    calendars = [slots.calendar(view, each) for each in mine]
    lost = {week for each in calendars for week in each.lost}
    lost -= {week for each in mine for week in slots.slots_of(view, each)}
    counted = 0
    day = max(after, day_ranges.of_programme(programme).low)
    while day < until:
        day += timedelta(days=1)
        stands_still = programme.week_of(day) in lost or series.pauses(
            view, pair.mentor_id, pair.senior_id, day
        )
        counted += not stands_still
    return counted


def _run(values: Iterable[bool]) -> int:
    """Count how many values are true before the first that is not."""
    return sum(1 for _each in takewhile(bool, values))


@dataclass(frozen=True)
class PairSignals:
    """How a pair stands on a day: its colour, the signals behind it, and those that rest.

    Red signals come first; ``resting`` are not counted, each with the day it wakes and the reason.
    """

    status: Status
    signals: tuple[Signal, ...] = ()
    resting: tuple[tuple[Signal, Snooze], ...] = ()


def signals_of(view: View, pair: Pair, today: date) -> PairSignals:
    """Return how a pair stands: signals only for open pairs while the programme runs."""
    if pair.until_on or not runs(view, today):
        return PairSignals("green" if view.sessions_of_pair(pair) else "grey")
    facts = facts_of(view, pair, today)
    found = [*signals(facts, view.programme.signals_by), *_now_forbidden(view, pair)]
    if view.programme.week_of(today) <= view.programme.signals_by.gentle_weeks:
        found = _gently(found)
    found.sort(key=lambda each: each.colour != "red")
    rests = {each.rule: each for each in pair.snoozes if today < each.until}
    awake = [each for each in found if each.rule not in rests]
    resting = tuple((each, rests[each.rule]) for each in found if each.rule in rests)
    return PairSignals(pair_status(awake, facts), tuple(awake), resting)


def runs(view: View, today: date) -> bool:
    """Tell whether a programme is under way on a day; only then is anything a signal."""
    programme = view.programme
    return programme.starts_on <= today <= programme.ends_on and not programme.closed_on


def _now_forbidden(view: View, pair: Pair) -> list[Signal]:
    """Return R10: a reporting line that came to be after the pair, or that nobody answers for."""
    return [
        Signal("R10", each.message)
        for each in eligibility.against(view, pair.mentor_id, pair.senior_id)
        if each.rule == "reporting_line"
    ]


def _gently(found: Sequence[Signal]) -> list[Signal]:
    """Return the signals of the first weeks: what needs a habit to show is not asked yet."""
    return [
        replace(each, colour="amber") if each.rule == "R2" else each
        for each in found
        if each.rule not in _LATER
    ]


def pair_status(found: Sequence[Signal], facts: Facts) -> Status:
    """Return a pair's colour: red for any red or three ambers, grey before the first session."""
    if any(each.colour == "red" for each in found) or len(found) >= 3:
        return "red"
    if found:
        return "amber"
    return "green" if facts.expected else "grey"
