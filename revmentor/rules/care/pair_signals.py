"""Signals: named reasons why a pair needs attention. Never a score, never a ranking.

The rules R1 to R12 and their thresholds are those of the project's measurement brief, section 5.4;
ours are one_way, charter, fit, pulse and weighs. Each prints its own sentence with its numbers.
Those that speak of a mentor's whole group, R9 among them, are `mentor_signals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec
from msgspec.structs import replace

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.i18n.numbers import number
from revmentor.model.pair import Pair, Snooze
from revmentor.model.programme import SignalSettings
from revmentor.model.session import SessionStatus
from revmentor.rules.care import cases, snoozes
from revmentor.rules.care.pair_facts import Facts, facts_of
from revmentor.rules.pairing import eligibility
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import slots

Colour = Literal["red", "amber"]
Status = Literal["red", "amber", "green", "grey"]
_RED = frozenset({"R2", "R11", "fit"})
_LATER = frozenset({"R5", "R7", "R12", "one_way"})
"""What needs a habit to show, and is not said in the first weeks."""

Settings = SignalSettings
"""The thresholds; a programme may have its own."""


class Signal(msgspec.Struct, frozen=True):
    """One reason to look: the rule's name, how urgent, and the sentence."""

    rule: str
    message: str
    colour: Colour = msgspec.field(default="amber")
    case_id: str = ""
    """The open case that follows it."""


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
        ("R8", _incomplete_goals(facts)),
        ("R11", _asked_to_talk(facts)),
        ("R12", _no_step_tried(facts, limit)),
        ("one_way", _nothing_given_back(facts, limit)),
        ("charter", _charter_unsigned(facts, limit)),
        ("fit", _match_not_right(facts)),
        ("pulse", _does_not_dare(facts)),
        ("weighs", _weighs_too_much(facts)),
    )
    return [Signal(rule, message, _colour(rule)) for rule, message in checks if message]


def _colour(rule: str) -> Colour:
    return "red" if rule in _RED else "amber"


def _no_first_session(facts: Facts, limit: Settings) -> str:
    """Say that a pair has not met: its first turn fell away, or lies too many days back."""
    if facts.held:
        return ""
    if facts.expected and facts.first_turn:
        return _("no session yet; the first turn, {day}, fell away").format(
            day=short_date(facts.first_turn)
        )
    if facts.days_to_first is None or facts.days_to_first <= limit.first_within_days:
        return ""
    if facts.first_turn:
        return _("no session yet; the first turn, {day}, is not logged").format(
            day=short_date(facts.first_turn)
        )
    return ngettext(
        "no session yet, {n} day after pairing",
        "no session yet, {n} days after pairing",
        facts.days_to_first,
    )


def _two_missed(facts: Facts) -> str:
    last = facts.last_outcomes[-2:]
    if len(last) < 2 or not set(last) <= {"missed", "cancelled"}:
        return ""
    text = _both_outcomes(last)
    return with_days(text, facts.last_days[-2:]) if facts.last_days else text


def with_days(text: str, days: Iterable[date]) -> str:
    """Return a sentence with the two days it speaks of."""
    return _("{what}, {days}").format(what=text, days=_(" and ").join(map(short_date, days)))


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
    return _of_each_side(
        (_falling(facts.ratings), _("the senior’s session ratings fall: {ratings}")),
        (_falling(facts.mentor_ratings), _("the mentor’s session ratings fall: {ratings}")),
    )


def _falling(ratings: Sequence[int]) -> str:
    """Return a side's last three ratings where each is under the one before, else nothing."""
    last = list(ratings[-3:])
    falls = len(last) == 3 and last[0] > last[1] > last[2]
    return ", ".join(map(str, last)) if falls else ""


def _low_rating(facts: Facts, limit: Settings) -> str:
    return _of_each_side(
        (_low(facts.ratings, limit), _("the senior’s latest rating is {ratings} of 5")),
        (_low(facts.mentor_ratings, limit), _("the mentor’s latest rating is {ratings} of 5")),
    )


def _low(ratings: Sequence[int], limit: Settings) -> str:
    return str(ratings[-1]) if ratings and ratings[-1] <= limit.low_rating else ""


def _of_each_side(*sides: tuple[str, str]) -> str:
    """Return the sentences of the sides of whom there are ratings to name."""
    return "; ".join(text.format(ratings=ratings) for ratings, text in sides if ratings)


def _one_sided(facts: Facts, limit: Settings) -> str:
    """Say who taught nearly all the time, where each of the last sessions has it written down."""
    last = facts.side_shares[-limit.in_a_row :]
    known = [each for each in last if each is not None]
    if len(known) < limit.in_a_row:
        return ""
    if min(known) > limit.one_sided:
        text = _("the mentor taught more than {share} % of the time in the last {n} sessions")
    elif 1 - max(known) > limit.one_sided:
        text = _("the senior taught more than {share} % of the time in the last {n} sessions")
    else:
        return ""
    return text.format(share=number(100 * limit.one_sided), n=limit.in_a_row)


def _incomplete_goals(facts: Facts) -> str:
    if facts.expected < 2:
        return ""
    lacks = (
        (
            facts.goals_without_baseline,
            ngettext(
                "{n} goal without a starting point",
                "{n} goals without a starting point",
                facts.goals_without_baseline,
            ),
        ),
        (
            facts.goals_without_target,
            ngettext(
                "{n} goal without a target",
                "{n} goals without a target",
                facts.goals_without_target,
            ),
        ),
    )
    return "; ".join(text for n, text in lacks if n)


def _asked_to_talk(facts: Facts) -> str:
    return (facts.who_asked or _("asked to talk")) if facts.wants_talk else ""


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
    if not facts.fit_not_for_me:
        return ""
    return _named(facts, _("says that the match is not right"))


def _does_not_dare(facts: Facts) -> str:
    if not facts.afraid:
        return ""
    return _named(facts, _("does not dare to say it all, in the pulse"))


def _weighs_too_much(facts: Facts) -> str:
    if not facts.weighs:
        return ""
    return _named(facts, _("says that it weighs too much, in the pulse"))


def _named(facts: Facts, what: str) -> str:
    """Return what the senior says, with the name where it is known."""
    return _("{name} {says}").format(name=facts.senior, says=what) if facts.senior else what


class PairSignals(msgspec.Struct, frozen=True):
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
    marked = [followed(view, each, pair_id=pair.id) for each in speaking]
    return sorted(marked, key=lambda each: each.colour != "red")


def followed(view: View, signal: Signal, *, pair_id: str = "", person_id: str = "") -> Signal:
    """Return a signal, marked where an open case follows it."""
    about = (pair_id or None, person_id or None)
    case = next(cases.following(view, signal.rule, *about), None)
    if case is None:
        return signal
    if case.due_on:
        text, day = _("{what} · case open until {day}"), case.due_on
    else:
        text, day = _("{what} · case open since {day}"), case.opened_on
    message = text.format(what=signal.message, day=short_date(day))
    return replace(signal, message=message, case_id=case.id)


def runs(view: View, today: date) -> bool:
    """Tell whether a programme is under way on a day; only then is anything a signal.

    It is as long as slots come round, past its last week where lost ones are made up for.
    """
    programme = view.programme
    if programme.closed_on or today < programme.starts_on:
        return False
    return today <= programme.ends_on or today <= slots.last_day(view)


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
