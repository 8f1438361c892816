"""Whom something is printed for: everybody, some people, or whoever meets in a week."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec

from revmentor.rules.care.week import cells_of
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import with_key
from revmentor.rules.schedule.strip import SlotRef
from revmentor.rules.schedule.turns import Turn, whose_turn


class PrintedFor(msgspec.Struct, frozen=True):
    """Some people (``None`` for everybody), and the week of a day where only its slots count."""

    people: frozenset[str] | None = None
    week_with: date | None = None

    @property
    def is_for_one(self) -> bool:
        """Whether it is for one person alone."""
        return self.people is not None and len(self.people) == 1

    def takes(self, person_id: str) -> bool:
        """Tell whether something that is about one person is among it."""
        return self.people is None or person_id in self.people

    def takes_pair(self, mentor_id: str, seniors: Collection[str]) -> bool:
        """Tell whether something about a mentor and seniors is: one of two sides is not enough.

        For one person everything is that he or she has a part in.
        """
        if self.people is None:
            return True
        if self.is_for_one:
            return not self.people.isdisjoint({mentor_id, *seniors})
        return mentor_id in self.people and not self.people.isdisjoint(seniors)

    def takes_turn(self, view: View, turn: Turn) -> bool:
        """Tell whether a slot to come is among it."""
        week_of = view.programme.week_of
        if self.week_with and week_of(turn.day) != week_of(self.week_with):
            return False
        return self.takes_pair(turn.series.mentor_id, turn.seniors)


EVERYBODY = PrintedFor()


def for_people(people: Collection[str]) -> PrintedFor:
    """Return what is printed for one person, or for those of a pair or a group."""
    return PrintedFor(frozenset(people))


def people_of_slot(view: View, ref: SlotRef) -> list[str]:
    """Return the mentor of a slot, and the seniors it is for."""
    series = with_key(view, ref.series_key)
    if series is None:
        return []
    session = view.snapshot.sessions.get(ref.session_id)
    seniors = list(session.attendance) if session else whose_turn(view, series, ref.day)
    return [series.mentor_id, *seniors]


def for_the_week(view: View, day: date) -> PrintedFor:
    """Return what is printed for whoever has a slot or a session in the week of a day."""
    people: set[str] = set()
    for cell in cells_of(view, day):
        if cell.is_open and cell.slot:
            people |= {cell.mentor_id, *whose_turn(view, cell.series, cell.slot)}
        for session in cell.sessions:
            people |= {session.mentor_id, *session.attendance}
    return PrintedFor(frozenset(people), day)
