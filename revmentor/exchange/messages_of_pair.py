"""The messages of a pair: those that fit its signals first, with the letters to the two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from revmentor.content.library import Message
from revmentor.exchange.message_places import OF_STAND_INS
from revmentor.exchange.messages import Letter, letters, message_texts
from revmentor.model.pair import Pair
from revmentor.rules.care import pair_signals
from revmentor.rules.messages.phases import BEFORE_HALF_WAY
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import midpoint

_MESSAGE_FOR = {
    "R2": "missed_twice",
    "R1": "reminder",
    "R3": "reminder",
    "R4": "reminder",
}
"""The message that fits a signal best."""


class PairMessage(msgspec.Struct, frozen=True):
    """A message of a pair, whether it fits now, and the letter to each it goes to."""

    message: Message
    letters: Sequence[Letter]
    fits_now: bool


def messages_of_pair(view: View, pair: Pair, today: date) -> list[PairMessage]:
    """Return the messages of a pair that go to somebody, those that fit its signals first."""
    rules = [each.rule for each in pair_signals.signals_of(view, pair, today).signals]
    wanted = [_MESSAGE_FOR[rule] for rule in rules if rule in _MESSAGE_FOR]
    if any(today < each.start for each in pair.stand_ins):
        wanted += sorted(OF_STAND_INS)
    if _is_half_way(view, pair, today):
        wanted.append("mid_point")
    texts = sorted(
        message_texts(view),
        key=lambda each: wanted.index(each.id) if each.id in wanted else len(wanted),
    )
    filled = (PairMessage(m, letters(view, m, pair, today), m.id in wanted) for m in texts)
    return [each for each in filled if each.letters]


def _is_half_way(view: View, pair: Pair, today: date) -> bool:
    """Tell whether a pair's half-way talk is at hand."""
    day = midpoint.day_of(view, pair)
    return day is not None and day - BEFORE_HALF_WAY <= today <= day
