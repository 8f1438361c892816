"""What people fear, gathered: how many said something, and their words without their names."""

from __future__ import annotations

import msgspec

from revmentor.rules.programme_view import View

FEW = 5
"""Of fewer people the words tell who said them."""


class Fears(msgspec.Struct, frozen=True):
    """What was said, in an order that tells nobody apart, and of how many people who were asked."""

    said: tuple[str, ...]
    of: int

    @property
    def n(self) -> int:
        """How many people said something."""
        return len(self.said)

    @property
    def are_few(self) -> bool:
        """Whether so few said something that it can be guessed who."""
        return self.n < FEW


def gathered(view: View) -> Fears:
    """Return the fears that people of a programme said when signing up, each person's once."""
    said: dict[str, str] = {}
    for part in view.participations.values():
        if part.fears:
            said.setdefault(part.person_id, part.fears)
    people = {each.person_id for each in view.participations.values()}
    return Fears(tuple(sorted(said.values(), key=str.casefold)), len(people))
