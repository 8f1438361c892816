"""An item: one line of Today."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from revmentor.rules.schedule.strip import SlotRef

Urgency = Literal["talk", "look", "due", "missed", "quiet"]
Group = Literal["needs_you", "this_week", "next"]
Target = Literal[
    "programme",
    "people",
    "goals",
    "baselines",
    "pairs",
    "evaluation",
    "log",
    "person",
    "case",
    "steps",
    "follow_up",
    "answers",
    "launch",
    "events",
]


class Item(msgspec.Struct, frozen=True):
    """One line: whom it is about, what it says, and where its action is."""

    group: Group
    urgency: Urgency
    subject: str
    message: str
    target: Target
    ids: tuple[str, ...] = ()
    on: date | None = None
    rule: str = ""
    series: str = ""
    mild: bool = False
    """Whether nobody has to act on it this week (:mod:`revmentor.rules.care.weighing`)."""
    has_case: bool = False
    """Whether somebody has taken it up: an open case follows it."""
    folded: bool = False
    """Whether it is only worth an eye, and told on one line with others."""

    @property
    def slot(self) -> SlotRef | None:
        """The slot the line is about, where it is about one."""
        if self.target != "log" or self.on is None:
            return None
        return SlotRef(self.series, self.on, self.ids[1] if len(self.ids) > 1 else "")
