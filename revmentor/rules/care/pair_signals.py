"""Signals: named reasons why a pair needs attention. Never a score, never a ranking.

The rules R1 to R12 and their thresholds are those of the project's measurement brief, section 5.4;
ours are one_way, charter, fit and pulse. Each prints its own sentence with its numbers. Those that
speak of a mentor's whole group, R9 among them, are `mentor_signals`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.goal import Goal
from revmentor.model.pair import Pair, Snooze
from revmentor.model.programme import SignalSettings
from revmentor.model.pulse import Pulse
from revmentor.model.session import Session, SessionStatus
from revmentor.rules import day_ranges
from revmentor.rules.care import pulses, snoozes
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import hours, series, slots
from revmentor.rules.sessions import steps

Colour = Literal["red", "amber"]
Status = Literal["red", "amber", "green", "grey"]
_RED = frozenset({"R2", "R11", "fit"})
_LATER = frozenset({"R5", "R7", "R12", "one_way"})
"""What needs a habit to show, and is not said in the first weeks."""
_NO_PULSE = Pulse(id="none", programme_id="none", person_id="none", on=date.min)
"""What stands for the pulse of somebody who gave none: nothing is answered in it."""


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
        ("R11", _asked_to_talk(facts)),
        ("R12", _no_step_tried(facts, limit)),
        ("one_way", _nothing_given_back(facts, limit)),
        ("charter", _charter_unsigned(facts, limit)),
        ("fit", _match_not_right(facts)),
        ("pulse", _does_not_dare(facts)),
    )
    return [Signal(rule, message, _colour(rule)) for rule, message in checks if message]


def _colour(rule: str) -> Colour:
    return "red" if rule in _RED else "amber"


def _no_first_session(facts: Facts, limit: Settings) -> str:
    if facts.days_to_first is None or facts.days_to_first <= limit.first_within_days:
        return ""
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


def _two_missed(facts: Facts) -> str:
    last = facts.last_outcomes[-2:]
    if len(last) < 2 or not set(last) <= {"missed", "cancelled"}:
        return ""
    text = _both_outcomes(last)
    days = [short_date(day) for day in facts.last_days[-2:]]
    return _("{what}, {days}").format(what=text, days=_(" and ").join(days)) if days else text


def _both_outcomes(outcomes: Sequence[SessionStatus]) -> str:
    """Return in words how two sessions fell away."""
    if set(outcomes) == {"cancelled"}:
        return _("last two sessions cancelled")
    if set(outcomes) == {"missed"}:
        return _("last two sessions missed")
    return _("last two sessions missed or cancelled")


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
    last = facts.side_shares[-limit.in_a_row :]
    if len(last) < limit.in_a_row:
        return ""
    # The side that taught least, of the mentor's shares and of the senior's.
    if min(last) > limit.one_sided or 1 - max(last) > limit.one_sided:
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


def _asked_to_talk(facts: Facts) -> str:
    return _("asked to talk") if facts.wants_talk else ""


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


def _match_not_right(facts: Facts) -> str:
    return _("says that the match is not right") if facts.fit_not_for_me else ""


def _does_not_dare(facts: Facts) -> str:
    return _("does not dare to say it all, in the pulse") if facts.afraid else ""


def facts_of(view: View, pair: Pair, today: date) -> Facts:
    """Return what the records say of a pair up to a day; pauses are left out of every count."""
    senior_id = pair.senior_id
    settled = [each for each in view.sessions_of_pair(pair) if _counts(view, pair, each, today)]
    met = [each for each in settled if _met(pair, each)]
    pulse = pulses.standing_pulse(view, senior_id, today, pair.from_on) or _NO_PULSE
    return Facts(
        days_to_first=_days_to_first(view, pair, met, today),
        expected=len(settled),
        held=len(met),
        last_outcomes=_outcomes(pair, settled),
        days_since_last=_days(view, pair, met[-1].day, today) if met else None,
        cadence_days=7 * hours.weeks_between(view, pair.mentor_id),
        ratings=_ratings(pair, met),
        goals_without_baseline=len(_goals_without_baseline(view, senior_id)),
        side_shares=_mentor_shares(met),
        wants_talk=_asked_in_session(pair, settled[-1:]) or bool(pulse.wants_talk),
        fit_not_for_me=pulse.fit == "not_for_me",
        afraid=pulses.is_afraid(pulse),
        sessions_without_step=_last_without(met, lambda each: steps.was_tried(each, senior_id)),
        sessions_without_give_back=_last_without(met, lambda each: bool(each.received)),
        sessions_without_charter=0 if _signed(pair) else len(met),
        last_days=[each.due_on for each in settled],
    )


def _counts(view: View, pair: Pair, session: Session, today: date) -> bool:
    """Tell whether a session up to a day counts for a pair: nothing of a pause does."""
    return (
        session.status in {"held", "missed", "cancelled"}
        and session.day <= today
        and not series.pauses(view, pair.mentor_id, pair.senior_id, session.day)
        # Somebody excused from a session that was held, for leave or illness, is not counted.
        and (session.status != "held" or session.attendance[pair.senior_id] != "excused")
    )


def _met(pair: Pair, session: Session) -> bool:
    return session.status == "held" and session.attendance[pair.senior_id] == "present"


def _days_to_first(view: View, pair: Pair, met: Sequence[Session], today: date) -> int:
    """Return how long a pair's first session took, or has not come for."""
    begun = max(pair.from_on, view.programme.starts_on)
    return _days(view, pair, begun, met[0].day if met else today)


def _ratings(pair: Pair, met: Sequence[Session]) -> list[int]:
    """Return the rating of each session: the senior's, else the mentor's, if there is one."""
    ratings = [each.ratings.get(pair.senior_id, each.ratings.get(pair.mentor_id)) for each in met]
    return [rating for rating in ratings if rating is not None]


def _goals_without_baseline(view: View, senior_id: str) -> list[Goal]:
    return [each for each in view.goals_of(senior_id) if _lacks_baseline(view, senior_id, each)]


def _lacks_baseline(view: View, senior_id: str, goal: Goal) -> bool:
    if goal.skill_id:
        return view.rating(senior_id, goal.skill_id, "baseline") is None
    return goal.skill_id is None and not goal.expected


def _asked_in_session(pair: Pair, last: Sequence[Session]) -> bool:
    """Tell whether one of a pair asked to talk in its last session."""
    return any(not {pair.senior_id, pair.mentor_id}.isdisjoint(each.wants_talk) for each in last)


def _signed(pair: Pair) -> bool:
    charter = pair.charter
    return bool(charter and charter.mentor_on and charter.senior_on)


def _outcomes(pair: Pair, settled: Iterable[Session]) -> list[SessionStatus]:
    return ["missed" if _stayed_away(pair, each) else each.status for each in settled]


def _stayed_away(pair: Pair, session: Session) -> bool:
    return session.status == "held" and session.attendance[pair.senior_id] == "absent"


def _mentor_shares(met: Iterable[Session]) -> list[float]:
    return [each.mentor_share for each in met if each.mentor_share is not None]


def _days(view: View, pair: Pair, after: date, until: date) -> int:
    """Return how many days of a pair's clock lie between two days.

    It stands still while the pair or one of the two pauses, and in weeks whose slot a closed day
    took away.
    """
    lost = _lost_weeks(view, pair)
    first = max(after, day_ranges.of_programme(view.programme).low)
    days = (first + timedelta(days=n) for n in range(1, (until - first).days + 1))
    return sum(
        view.programme.week_of(day) not in lost
        and not series.pauses(view, pair.mentor_id, pair.senior_id, day)
        for day in days
    )


def _lost_weeks(view: View, pair: Pair) -> set[int]:
    """Return the weeks in which closed days took every slot of a pair."""
    of_pair = [
        each
        for each in series.series_of(view, pair.mentor_id)
        if each.senior_id in {"", pair.senior_id}
    ]
    lost = {week for each in of_pair for week in slots.calendar(view, each).lost}
    return lost - {week for each in of_pair for week in slots.slots_of(view, each)}


def _last_without(met: Sequence[Session], had: Callable[[Session], bool]) -> int:
    """Return how many sessions came since the last that had something."""
    return len(list(takewhile(lambda each: not had(each), reversed(met))))


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
    speaking = _signals_on(view, pair, facts, today)
    rests = snoozes.resting(pair, today)
    awake = [each for each in speaking if each.rule not in rests]
    resting = tuple((each, rests[each.rule]) for each in speaking if each.rule in rests)
    return PairSignals(pair_status(awake, facts), tuple(awake), resting)


def _signals_on(view: View, pair: Pair, facts: Facts, today: date) -> list[Signal]:
    """Return the signals of a pair on a day, red ones first."""
    speaking = [*signals(facts, view.programme.signals_by), *_now_forbidden(view, pair)]
    if view.programme.week_of(today) <= view.programme.signals_by.gentle_weeks:
        speaking = _gently(speaking)
    return sorted(speaking, key=lambda each: each.colour != "red")


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


def _gently(speaking: Sequence[Signal]) -> list[Signal]:
    """Return the signals of the first weeks: what needs a habit to show is not asked yet."""
    return [
        replace(each, colour="amber") if each.rule == "R2" else each
        for each in speaking
        if each.rule not in _LATER
    ]


def pair_status(awake: Sequence[Signal], facts: Facts) -> Status:
    """Return a pair's colour: red for any red or three ambers, grey before the first session."""
    if any(each.colour == "red" for each in awake) or len(awake) >= 3:
        return "red"
    if awake:
        return "amber"
    return "green" if facts.expected else "grey"
