"""How much of Today wants a person, counted by what is to be done with it."""

from __future__ import annotations

import msgspec

from revmentor.rules.care.today import Today


class Wanted(msgspec.Struct, frozen=True):
    """The lines of Today that need a person: each is counted once, five of them and the slots."""

    talk: int = 0
    look: int = 0
    to_log: int = 0
    follow_ups: int = 0
    others: int = 0
    worth_an_eye: int = 0
    """How many are folded away: they wait for nobody, and are there."""

    @property
    def total(self) -> int:
        """How many lines want a person."""
        return self.talk + self.look + self.due

    @property
    def due(self) -> int:
        """How many are neither to talk about nor to look at, only to be done."""
        return self.to_log + self.follow_ups + self.others


NOTHING = Wanted()
"""What nobody has to do anything about."""


def wanted(agenda: Today) -> Wanted:
    """Count what Today says of a programme; what is only worth an eye waits for nobody."""
    items = [each for each in agenda.items if not each.folded]
    urgent = [each.urgency for each in items]
    due = [each.target for each in items if each.urgency in {"due", "missed"}]
    to_log, follow_ups = due.count("log"), due.count("follow_up")
    return Wanted(
        talk=urgent.count("talk"),
        look=urgent.count("look"),
        to_log=to_log,
        follow_ups=follow_ups,
        others=len(due) - to_log - follow_ups,
        worth_an_eye=sum(each.urgency != "quiet" for each in agenda.worth_an_eye),
    )
