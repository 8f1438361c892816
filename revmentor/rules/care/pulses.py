"""The pulse: forty seconds from both sides, every fourth week. Confidential, never anonymous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from revmentor.model.base import Role
from revmentor.model.pulse import Pulse
from revmentor.rules.programme_view import View, remembered

EVERY_WEEKS = 4
ITEMS = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
"""The items answered 0 to 3; P8, the fit and the comment are fields of their own."""
TRUST = ("P3", "P5")
"""Where 0 or 1 means that somebody does not dare."""
LOW = 1
BURDEN, HEAVY = "P7", 2
"""Where so much or more means that it weighs too much on somebody's work."""


def round_of(view: View, today: date) -> tuple[int, date] | None:
    """Return the round of pulses that is open, and the day it opened; ``None`` before the first.

    A round opens with every fourth week of the programme, and is open until the next one.
    """
    programme = view.programme
    week = min(programme.week_of(today), programme.weeks)
    number = week // EVERY_WEEKS
    if number < 1 or programme.closed_on:
        return None
    return number, opens_on(view, number)


def opens_on(view: View, number: int) -> date:
    """Return the day on which a round of pulses opens."""
    return view.programme.starts_on + timedelta(weeks=number * EVERY_WEEKS - 1)


def latest_pulse(view: View, person_id: str, today: date) -> Pulse | None:
    """Return a person's last pulse up to a day."""
    given = [pulse for pulse in pulses_of(view).get(person_id, ()) if pulse.on <= today]
    return given[-1] if given else None


@remembered
def pulses_of(view: View) -> Mapping[str, Sequence[Pulse]]:
    """Return the pulses of the programme by person, each one's in the order of their days."""
    every: defaultdict[str, list[Pulse]] = defaultdict(list)
    for pulse in sorted(view.own(Pulse), key=lambda each: (each.on, each.id)):
        every[pulse.person_id].append(pulse)
    return every


def standing_pulse(view: View, person_id: str, today: date, since: date = date.min) -> Pulse | None:
    """Return the pulse that still stands: a person's last, for a round; then it is asked anew."""
    pulse = latest_pulse(view, person_id, today)
    oldest = max(since, today - timedelta(weeks=EVERY_WEEKS))
    return pulse if pulse and pulse.on >= oldest else None


def is_afraid(pulse: Pulse) -> bool:
    """Tell whether somebody does not dare to say it all."""
    return any(pulse.answers.get(item, LOW + 1) <= LOW for item in TRUST)


def weighs_too_much(pulse: Pulse) -> bool:
    """Tell whether somebody says that it weighs too much on the own work."""
    return pulse.answers.get(BURDEN, 0) >= HEAVY


def missing_slips(view: View, today: date) -> list[str]:
    """Return who has a pair and has not answered since the round opened, in order of surnames."""
    opened = round_of(view, today)
    if opened is None:
        return []
    since = opened[1]
    in_order = sorted(paired_people(view), key=view.sort_key)
    return [each for each in in_order if not _answered(view, each, today, since)]


def paired_people(view: View) -> set[str]:
    """Return everybody who is in an open pair now, on either side."""
    return {each for pair in view.open_pairs for each in (pair.mentor_id, pair.senior_id)}


def _answered(view: View, person_id: str, today: date, since: date) -> bool:
    pulse = latest_pulse(view, person_id, today)
    return pulse is not None and pulse.on >= since


def role_of(view: View, person_id: str) -> Role:
    """Return the side from which a person answers: the mentor's, where somebody is both."""
    return "mentor" if person_id in view.mentors else "senior"
