"""The sponsor's gate: numbers of people are told in fives, and nothing else of people is.

A number is rounded down to a multiple of five, always and whatever it is, so that nothing follows
from which numbers are told. Five neighbouring numbers stand behind each one that is told: they are
never all between one and four, nor is what they leave of any whole. Only what is good for a person
to be in is counted; so nobody is known to be in the rest (`docs/privacy.md` has the proof).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from revmentor.i18n.gettext import _
from revmentor.model.indicator import Indicator

LEAST = 5
"""The smallest group of people of which the sponsor hears anything."""
_SHARE_STEPS = (5, 10, 20, 25, 50, 100)
"""Steps in hundredths, of which the smallest that holds five people is taken."""


class Band(NamedTuple):
    """A number as it is told: at least ``low``, and under ``high``."""

    low: int
    high: int


def in_fives(n: int) -> Band:
    """Return a number of people, or of what people did, as it is told: 12 is 10 or more."""
    low = n - n % LEAST
    return Band(low, low + LEAST)


def whole_in_fives(n: int) -> Band:
    """Return how many take part as it is told; of under ten not even whether they are five."""
    return in_fives(n) if n >= 2 * LEAST else Band(0, 2 * LEAST)


def too_many(people: int | None, taking_part: int) -> str:
    """Return why an indicator cannot be measured on so many people, or an empty string."""
    if people is None or people <= taking_part:
        return ""
    return _("It cannot be measured on {n} people: {of} take part in the programme.").format(
        n=people, of=taking_part
    )


def may_be_told(indicator: Indicator) -> bool:
    """Tell whether a sponsor may hear of an indicator: it is said to measure five or more."""
    return indicator.people is not None and indicator.people >= LEAST


def step_of(values: Sequence[float], people: int) -> float | None:
    """Return the step that some numbers of a group are told in; ``None``: they are not people.

    Numbers can be a count of people (whole, at most the group) or shares of the group (of 1 or of
    100, coming to whole people within a rounding of half a hundredth). In each way that they can be
    read five people lie in a step.
    """
    steps = [float(LEAST)] if all(_is_count(each, people) for each in values) else []
    for whole in (1, 100):
        if all(_is_share(each, people, whole) for each in values):
            hundredths = next(each for each in _SHARE_STEPS if each * people >= 100 * LEAST)
            steps.append(hundredths * whole / 100)
    return max(steps, default=None)


def in_steps(value: float, step: float) -> float:
    """Return a number rounded down to a multiple of a step."""
    return round(value // step * step, 9)


def _is_count(value: float, people: int) -> bool:
    return value == int(value) and 0 <= value <= people


def _is_share(value: float, people: int, whole: int) -> bool:
    """Tell whether a number is so many people of a group, as a share of ``whole``."""
    counted = value / whole * people
    return 0 <= value <= whole and abs(counted - round(counted)) <= people * 0.005
