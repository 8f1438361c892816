"""The rounds of the pulse: who answered, what each side says, and how it was the round before.

Only counts, never a mean: a side has as few as two people. Two rounds are compared by those who
answered in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from revmentor.model.base import Role
from revmentor.model.pulse import Pulse
from revmentor.rules.care import pulses, talks
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.results.sides import SIDES

AGREES = 2
"""From this answer on, of 0 to 3, somebody agrees with a statement."""
MARKS = (3, 2, 1, 0)
"""The answers in the order in which they are drawn: from “fully” to “not at all”."""

CallReason = Literal["talk", "fit", "afraid", "weighs"]


class Statement(msgspec.Struct, frozen=True):
    """How one side answered one statement in a round, and how in the round before.

    ``higher`` and ``lower`` count those who answered it in both rounds, ``in_both`` of them.
    """

    item: str
    role: Role
    counts: tuple[int, ...]
    before: tuple[int, ...]
    higher: int = 0
    lower: int = 0
    in_both: int = 0

    @property
    def n(self) -> int:
        """How many answered it."""
        return sum(self.counts)

    @property
    def agree(self) -> int:
        """How many of them agree."""
        return _agreeing(self.counts)

    @property
    def agreed_before(self) -> int:
        """How many agreed in the round before."""
        return _agreeing(self.before)


class WantedCall(msgspec.Struct, frozen=True):
    """Somebody whom an answer of the round wants to be called, why, and when that was done."""

    person_id: str
    reasons: tuple[CallReason, ...]
    talked_on: date | None = None


class PulseRound(msgspec.Struct, frozen=True):
    """One round of the pulse: whoever has a pair is asked, and the last answer of each counts.

    ``number`` is 0 for what was answered before the first round. ``compared_with`` is the last
    round before it in which somebody answered.
    """

    number: int
    opens_on: date
    last_day: date
    asked: tuple[str, ...]
    pulses: tuple[Pulse, ...]
    statements: tuple[Statement, ...]
    compared_with: int | None
    calls: tuple[WantedCall, ...]
    earlier: tuple[Pulse, ...] = ()
    """Those in whose place the same person gave another in the same round."""

    @property
    def missing(self) -> list[str]:
        """Who was asked and has not answered."""
        answered = {each.person_id for each in self.pulses}
        return [each for each in self.asked if each not in answered]

    def statement(self, item: str, role: Role) -> Statement:
        """Return how a side answered a statement."""
        return next(each for each in self.statements if (each.item, each.role) == (item, role))


def round_numbers(view: View, today: date) -> list[int]:
    """Return the rounds that have opened, the earliest first; 0 where somebody was before them."""
    begun = list(range(1, number_of(view, today) + 1))
    early = any(number_of(view, each.on) == 0 for each in _pulses(view, today))
    return [0, *begun] if early else begun


@remembered
def round_on(view: View, number: int, today: date) -> PulseRound:
    """Return one round as it stands on a day."""
    given = _by_person(view, number, today)
    compared_with = _round_before(view, number, today)
    before = _latest(_by_person(view, compared_with, today)) if compared_with is not None else {}
    latest = _latest(given)
    every = [pulse for of_person in given.values() for pulse in of_person]
    return PulseRound(
        number=number,
        opens_on=pulses.opens_on(view, number) if number else view.programme.starts_on,
        last_day=_last_day(view, number, today),
        asked=tuple(sorted({*_paired(view, number, today), *latest}, key=view.sort_key)),
        pulses=tuple(latest.values()),
        statements=tuple(_statements(view, latest, before)),
        compared_with=compared_with,
        calls=tuple(_calls(view, every, latest, today)),
        earlier=tuple(each for each in every if each is not latest[each.person_id]),
    )


def number_of(view: View, on: date) -> int:
    """Return the round that a day lies in; 0 before the first, the last one after the end.

    None opens in a programme that was closed.
    """
    programme = view.programme
    week = programme.week_of(min(on, programme.closed_on) if programme.closed_on else on)
    return max(0, min(week, programme.weeks) // pulses.EVERY_WEEKS)


def _pulses(view: View, today: date) -> list[Pulse]:
    own = (each for each in view.own(Pulse) if each.on <= today)
    return sorted(own, key=lambda each: (view.sort_key(each.person_id), each.on, each.id))


def _by_person(view: View, number: int, today: date) -> dict[str, list[Pulse]]:
    """Return the pulses of a round by person, in order of surnames, the last of each at the end."""
    given: dict[str, list[Pulse]] = {}
    for pulse in _pulses(view, today):
        if number_of(view, pulse.on) == number:
            given.setdefault(pulse.person_id, []).append(pulse)
    return given


def _latest(given: dict[str, list[Pulse]]) -> dict[str, Pulse]:
    return {person_id: of_person[-1] for person_id, of_person in given.items()}


def _round_before(view: View, number: int, today: date) -> int | None:
    """Return the last round before one in which somebody answered."""
    earlier = {number_of(view, each.on) for each in _pulses(view, today)}
    return max((each for each in earlier if 0 < each < number), default=None)


def _last_day(view: View, number: int, today: date) -> date:
    """Return the day on which a round ended, or the day looked at while it is open."""
    programme = view.programme
    is_last = number >= programme.weeks // pulses.EVERY_WEEKS
    end = programme.ends_on if is_last else pulses.opens_on(view, number + 1) - timedelta(days=1)
    return min(filter(None, (today, programme.closed_on, end)))


def _paired(view: View, number: int, today: date) -> set[str]:
    """Return who had a pair at the end of a round; of the round that is open, who has one now."""
    if number == 0:
        return set()
    opened = pulses.round_of(view, today)
    if opened and opened[0] == number:
        return pulses.paired_people(view)
    day = _last_day(view, number, today)
    then = [pair for pair in view.pairs if pair.stands_on(day)]
    return {each for pair in then for each in (pair.mentor_id, pair.senior_id)}


def _statements(
    view: View, latest: dict[str, Pulse], before: dict[str, Pulse]
) -> Iterator[Statement]:
    for role in SIDES:
        now = [each for each in latest.values() if pulses.role_of(view, each.person_id) == role]
        then = [each for each in before.values() if pulses.role_of(view, each.person_id) == role]
        for item in pulses.ITEMS:
            yield _statement(item, role, now, then)


def _statement(item: str, role: Role, now: Sequence[Pulse], then: Sequence[Pulse]) -> Statement:
    then_by = {each.person_id: each.answers[item] for each in then if item in each.answers}
    now_by = {each.person_id: each.answers[item] for each in now if item in each.answers}
    both = [(then_by[each], now_by[each]) for each in now_by if each in then_by]
    return Statement(
        item,
        role,
        _counted(now_by.values()),
        _counted(then_by.values()),
        higher=sum(after > earlier for earlier, after in both),
        lower=sum(after < earlier for earlier, after in both),
        in_both=len(both),
    )


def _counted(answers: Iterable[int]) -> tuple[int, ...]:
    counts = Counter(answers)
    return tuple(counts[mark] for mark in MARKS)


def _agreeing(counts: tuple[int, ...]) -> int:
    return sum(n for mark, n in zip(MARKS, counts, strict=True) if mark >= AGREES)


def _calls(
    view: View, every: Sequence[Pulse], latest: dict[str, Pulse], today: date
) -> Iterator[WantedCall]:
    """Yield whom to call by an answer of the round, in order of surnames.

    A wish to talk stays one, whatever is answered later in the round.
    """
    still_open = {(each.person_id, each.asked_in) for each in talks.open_wishes(view, today)}
    for person_id, pulse in latest.items():
        wishes = [each for each in every if each.person_id == person_id and each.wants_talk]
        waits = any((person_id, each.id) in still_open for each in wishes)
        reasons = _reasons(pulse, asked=bool(wishes))
        if reasons:
            asked_in = {each.id for each in wishes}
            talked = None if waits else talks.talked_on(view, asked_in, today)
            yield WantedCall(person_id, reasons, talked)


def _reasons(pulse: Pulse, *, asked: bool) -> tuple[CallReason, ...]:
    holds: dict[CallReason, bool] = {
        "talk": asked,
        "fit": pulse.fit == "not_for_me",
        "afraid": pulses.is_afraid(pulse),
        "weighs": pulses.weighs_too_much(pulse),
    }
    return tuple(reason for reason, does in holds.items() if does)
