"""Whom a page is about, and all that its sections are asked with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import get_args

import msgspec

from revmentor.model.base import Role
from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.rules.people.naming import Naming
from revmentor.rules.programme_view import View

ROLES: tuple[Role, ...] = get_args(Role)


class Wording(msgspec.Struct, frozen=True):
    """Words of ours: the pulse's statements by side and item, its marks, short names of skills."""

    statements: Mapping[Role, Mapping[str, str]]
    scale: Mapping[str, str]
    short_names: Mapping[str, str]


class Subject(msgspec.Struct, frozen=True, dict=True):
    """One person in one programme on a day, and how others are named."""

    view: View
    person_id: str
    today: date
    naming: Naming
    wording: Wording

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles the person has in the programme, the mentor's first."""
        return tuple(each for each in ROLES if (self.person_id, each) in self.view.participations)

    @cached_property
    def pairs(self) -> list[Pair]:
        """The pairs of the person, ended ones too, the latest last."""
        own = [each for each in self.view.pairs if self.person_id in each.sides]
        return sorted(own, key=lambda each: (each.from_on, self.view.sort_key(each.senior_id)))

    @cached_property
    def sessions(self) -> list[Session]:
        """The sessions that were for the person, on either side, ordered by day."""
        return [
            each
            for each in self.view.sessions
            if self.person_id in {each.mentor_id, *each.attendance}
        ]

    def came_to(self, session: Session) -> bool:
        """Tell whether a session was held and the person was there."""
        there = session.attendance.get(self.person_id) == "present"
        return session.status == "held" and (there or session.mentor_id == self.person_id)
