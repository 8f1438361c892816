"""What needs somebody now, and what is only worth an eye: five lines at most are needs.

A person who waits for a talk comes first, then what cannot be made good later (a slot, a case whose
day has come, a question), then what shows in sessions; a line of the last kind, or the sixth one,
is folded away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from revmentor.rules.care import mentor_signals
from revmentor.rules.care.item import Item
from revmentor.rules.programme_view import View

MOST = 5
"""So many lines need somebody at a time."""

_MILD = frozenset({"charter", "weighs", "hours", "no_next", "R8", "R9"})
"""Signals of a pair or a mentor that nobody has to act on this week."""

_ORDER = {"talk": 0, "missed": 1, "look": 2, "due": 3, "quiet": 4}


def weighed(items: Iterable[Item]) -> list[Item]:
    """Return the lines in the order in which they need somebody, the rest of them folded.

    Of two that weigh the same the one nobody has taken up in a case comes first; otherwise the
    order in which they come is kept, so that a line stays where it was.
    """
    ordered = sorted(items, key=lambda each: (_waits(each), _place(each), each.has_case))
    needs = [each for each in ordered if not _waits(each)][:MOST]
    return [replace(each, folded=each not in needs) for each in ordered]


def _place(item: Item) -> int:
    """Return where a line stands among those that need somebody: a case on its day as a slot."""
    return _ORDER["missed" if item.target == "case" else item.urgency]


def _waits(item: Item) -> bool:
    """Tell whether a line can wait, however few there are: nobody waits for a talk in it."""
    return item.mild and item.urgency != "talk"


def are_mild(view: View, mentor_id: str, rules: Iterable[str], on: date) -> bool:
    """Tell whether nothing that signals of a pair, or of a mentor, say has to be acted on now."""
    weighs = mentor_signals.only_weighs(view, mentor_id, on)
    return all(rule in _MILD or (rule == "mentor_pulse" and weighs) for rule in rules)
