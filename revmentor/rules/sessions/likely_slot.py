"""Which slot is most likely meant by whoever logs a session."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from revmentor.rules.programme_view import View
from revmentor.rules.schedule import strip, turns
from revmentor.rules.schedule.series import with_key
from revmentor.rules.schedule.strip import SlotRef


def likely_slot(view: View, today: date) -> SlotRef | None:
    """Return the slot most likely meant: the oldest due, else the next."""
    return next(iter(slots_to_log(view, today)), None)


def slots_to_log(view: View, today: date) -> list[SlotRef]:
    """Return the slots that can be logged, the likeliest first: what waits, then what comes."""
    waiting = [each.ref for each in strip.waiting_weeks(view, today)]
    return [*waiting, *(each for each in _coming(view, today) if each not in waiting)]


def _coming(view: View, today: date) -> Iterable[SlotRef]:
    """Return the open slots and planned sessions of every week, the next first."""
    coming: list[SlotRef] = []
    for cell in strip.weeks_of_day(view, today):
        if cell.is_open and cell.slot:
            coming.append(SlotRef(cell.series.key, cell.slot))
        coming += [
            SlotRef(cell.series.key, each.due_on, each.id)
            for each in cell.sessions
            if each.status == "planned"
        ]
    return sorted(set(coming), key=lambda each: (each.day, each))


def invited(view: View, slot: SlotRef) -> list[str]:
    """Return the seniors a slot is for: those of the planned session, else whose turn it is."""
    if session := view.snapshot.sessions.get(slot.session_id):
        return [*session.attendance]
    series = with_key(view, slot.series_key)
    return turns.whose_turn(view, series, slot.day) if series else []


def mentor_of(view: View, slot: SlotRef) -> str:
    """Return the mentor of a slot."""
    series = with_key(view, slot.series_key)
    return series.mentor_id if series else ""


def of_people(view: View, slots: Iterable[SlotRef], people: Collection[str]) -> list[SlotRef]:
    """Return the slots that are those of some people: of a mentor, or that a senior is asked to.

    Where both are named, the others of the mentor come behind: turns are swapped.
    """
    every = list(slots)
    mentors = {each for each in people if each in view.mentors}
    seniors = {each for each in people if each not in mentors}
    own_pairs = [pair for each in seniors if (pair := view.pair_of_senior.get(each))]
    if pair_mentors := {teacher for pair in own_pairs for teacher in pair.teachers}:
        both = mentors & pair_mentors
        mentors, swaps = both or pair_mentors, bool(both)
    else:
        swaps = not seniors
    of_mentors = [each for each in every if mentor_of(view, each) in mentors]
    own = [each for each in of_mentors if seniors <= set(invited(view, each))]
    return [*own, *(each for each in of_mentors if swaps and each not in own)]
