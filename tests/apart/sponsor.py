"""The sponsor's edition of a closed programme: people, slots and hours in fives."""

from __future__ import annotations

from math import floor

from tests.apart import calendar, levels, results
from tests.apart.levels import ROLES
from tests.apart.records import Book, Fact

STEP = 5
TINY = 1e-6
HALF = 0.005 + TINY
"""Half a hundredth: a share that was rounded to hundredths is no further from what it was."""
ROUND_STEPS = (0.05, 0.1, 0.2, 0.25, 0.5, 1.0)
UNNAMED = 10
"""A side of fewer people is not counted."""
WOULD = 9
"""From this mark on, of ten, somebody recommends it."""


def fives(number: float) -> int:
    """Return a number rounded down to a multiple of five."""
    return int(number // STEP) * STEP


def told(role: str, topic: str, number: int, least: int = STEP) -> Fact:
    """Return a number of people as the sponsor is told it."""
    low = fives(number) if number >= least else 0
    return {"role": role, "topic": topic, "at_least": low, "under": max(low + STEP, least)}


def counts(book: Book, role: str) -> list[Fact]:
    """Return what is counted of a side: only what is good for a person."""
    side, changed = book.side(role), levels.summary(book, role)
    forms = [form for (_, r), form in book.forms.items() if r == role]
    until = book.until
    found = [
        told(role, "took_part", len(side), UNNAMED),
        told(role, "seen_twice", changed["n"]),
        told(role, "better", changed["improved"]),
        told(role, "reached_goal", len(_reached(book) & set(side))),
        told(role, "recommends", sum(f.get("would_recommend", 0) >= WOULD for f in forms)),
        told(role, "stayed", sum(not book.left_by(who, until) for who in side)),
    ]
    if role == "senior" and book.programme.get("standard_level"):
        found.append(told(role, "at_standard_level", levels.standard(book)["reached"]))
    return found


def _reached(book: Book) -> set[str]:
    """Return who reached a goal of their own as agreed, or more."""
    return {
        goal["person_id"]
        for goal in book.goals
        if "person_id" in goal and goal.get("attainment", -1) >= 0
    }


def edition(book: Book) -> Fact | None:
    """Return the edition of a closed programme; there is none before."""
    if not book.closed:
        return None
    hours = results.effort(book)
    found: Fact = {
        "kind": "closed",
        "on": book.closed.isoformat(),
        "title": None,
        "counts": [each for role in ROLES for each in counts(book, role)],
        "hours": fives(sum(hours["minutes"]) / 60),
        "give_backs": fives(results.sessions_with_give_back(book)),
        "steps_tried": fives(results.steps(book)["tried"]),
        "goals": [],
        "lessons": None,
        "cost": None,
    }
    if calendar.is_plain(book):
        slots = calendar.fidelity(book)
        found |= {"slots": fives(slots["slots"]), "held": fives(slots["held"])}
    of_five = [each for each in book.indicators if each.get("people", 0) >= STEP]
    found["indicators"] = [_indicator(book, each) for each in of_five]
    found["kept_back"] = len(of_five) < len(book.indicators)
    return found


def _indicator(book: Book, indicator: Fact) -> Fact:
    """Return what is told of an indicator; numbers that could be people only in steps of five."""
    people = indicator["people"]
    until = book.until.isoformat()
    readings = sorted(
        (each for each in indicator.get("readings", []) if each["on"] <= until),
        key=lambda each: str(each["on"]),
    )
    values = [each["value"] for each in readings]
    step = step_of(values, people)
    shown = [value if step is None else floor(value / step + TINY) * step for value in values]
    moved = shown[-1] - shown[0] if len(shown) > 1 else 0
    good = moved * (1 if indicator["better"] == "up" else -1)
    same = "same" if step is None and len(shown) > 1 else None
    return {
        "kind": indicator["kind"],
        "better": indicator["better"],
        "name": None,
        "unit": None,
        "people": fives(people),
        "in_steps": step is not None,
        "readings": [
            {"on": each["on"], "value": value} for each, value in zip(readings, shown, strict=True)
        ],
        "target": indicator.get("target") if step is None else None,
        "direction": same if not good else "better" if good > 0 else "worse",
    }


def step_of(values: list[float], people: int) -> float | None:
    """Return the step in which numbers are told that could be people; ``None`` for others.

    They could be where each is whole people of the group: as a count, or as a share of 1 or of 100
    to the nearest hundredth. A step of shares is a round one of at least five people.
    """
    steps = []
    if all(v == round(v) and 0 <= v <= people for v in values):
        steps.append(float(STEP))
    for whole in (1, 100):
        shares = [v / whole for v in values]
        if all(0 <= s <= 1 and abs(round(s * people) / people - s) <= HALF for s in shares):
            steps.append(next(s for s in ROUND_STEPS if s * people >= STEP) * whole)
    return max(steps, default=None)
