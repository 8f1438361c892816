"""Half-days: on which of them two people can meet, and which one is a senior's own.

The rules for a pair, the proposal and the calendar all ask here.
"""

from __future__ import annotations

from collections.abc import Iterable

from revmentor.rules.pairing.bipartite import match
from revmentor.rules.programme_view import View

_HALVES = tuple(
    f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri", "sat") for half in ("am", "pm")
)
"""The half-days on which a slot can lie, in order."""
WEEK = _HALVES[:10]
"""The ten half-days of a working week, in order: nobody is asked about Saturdays."""


def shared_half_days(view: View, mentor_id: str, senior_id: str) -> list[str] | None:
    """Return the half-days two people share, Monday first; ``None`` where one gave none."""
    given = [view.snapshot.people[each].availability for each in (mentor_id, senior_id)]
    return [each for each in WEEK if all(each in days for days in given)] if all(given) else None


def possible(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return the half-days on which two people can meet; who gave none is free on all ten."""
    given = [view.snapshot.people[who].availability or WEEK for who in (mentor_id, senior_id)]
    return [each for each in WEEK if all(each in days for days in given)]


def half_day_of(slot: str) -> str:
    """Return the half-day of a slot: ``tue-pm`` of ``tue-14:30``."""
    return f"{slot[:3]}-{'am' if slot[4:] < '13:00' else 'pm'}"


def fixed(view: View, mentor_id: str) -> dict[str, str]:
    """Return the half-days that own slots of open pairs take, by senior; each one once.

    Where somebody put two own slots into one half-day, it is that of the first.
    """
    taken: dict[str, str] = {}
    for pair in view.pairs_of_mentor.get(mentor_id, []):
        if pair.slot and pair.until_on is None and half_day_of(pair.slot) not in taken.values():
            taken[pair.senior_id] = half_day_of(pair.slot)
    return taken


def choices(view: View, mentor_id: str, senior_id: str) -> list[str]:
    """Return what can be a senior's own half-day with a mentor: an own slot leaves no choice."""
    of_slot = fixed(view, mentor_id).get(senior_id)
    return [of_slot] if of_slot else possible(view, mentor_id, senior_id)


def own(view: View, mentor_id: str, seniors: Iterable[str] | None = None) -> dict[str, str]:
    """Share a mentor's half-days out among the group, or some seniors, no two the same.

    As many seniors as can be have one. The mentor's own slot goes first, then mornings, so that
    two are on one day only where the week is too short.
    """
    group = view.group_of(mentor_id) if seniors is None else list(seniors)
    taken = fixed(view, mentor_id)
    first = _first(view, mentor_id)
    # Who has an own slot comes first, and so keeps it.
    return match(
        {
            senior_id: sorted(
                choices(view, mentor_id, senior_id),
                key=lambda each: (each != first, each.endswith("pm"), _HALVES.index(each)),
            )
            for senior_id in sorted(group, key=lambda each: each not in taken)
        }
    )


def without_own(view: View, mentor_id: str) -> list[str]:
    """Return the seniors of a group for whom no half-day of the mentor's week is left."""
    having = own(view, mentor_id)
    return [each for each in view.group_of(mentor_id) if each not in having]


def _first(view: View, mentor_id: str) -> str:
    """Return the half-day of a mentor's slot, else the morning of the programme's first day."""
    part = view.mentors.get(mentor_id)
    if part and part.slot:
        return half_day_of(part.slot)
    return WEEK[2 * min(view.programme.starts_on.weekday(), 4)]
