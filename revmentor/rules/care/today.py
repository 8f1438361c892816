"""Today: what the week brings, who needs somebody, what is only worth an eye, what comes next.

The screen, ``revmentor status`` and its JSON all say what this module says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from revmentor.i18n.gettext import _, language
from revmentor.rules import journey, restriction
from revmentor.rules.care import (
    attention,
    beginning,
    ending,
    groundwork,
    unwritten,
    waiting,
    week,
    weighing,
)
from revmentor.rules.care.item import Group, Item
from revmentor.rules.goals import starting_points
from revmentor.rules.programme_view import View, remembered
from revmentor.rules.schedule import slots

_IN_ORDER: tuple[Group, ...] = ("this_week", "needs_you", "next")


class Today(msgspec.Struct, frozen=True):
    """The whole of Today for one programme on one day."""

    on: date
    items: tuple[Item, ...]
    slots_logged: int
    slots: int
    coming: tuple[str, ...]

    @property
    def wanting(self) -> int:
        """How many lines want a person, those that are folded away too."""
        return sum(item.urgency != "quiet" for item in self.items)

    @property
    def this_week(self) -> list[Item]:
        """The slots of the week that are to be logged, or to come."""
        return [item for item in self.items if item.group == "this_week"]

    @property
    def to_log(self) -> int:
        """How many slots of the week are to be logged."""
        return sum(item.urgency != "quiet" for item in self.this_week)

    @property
    def needs(self) -> list[Item]:
        """What needs somebody now: five at most."""
        return [each for each in self.items if each.group == "needs_you" and not each.folded]

    @property
    def worth_an_eye(self) -> list[Item]:
        """What is told on one line, and shown when asked for."""
        return [each for each in self.items if each.folded]


def today(view: View, on: date) -> Today:
    """Return what Today says of a programme on a day, in the language that is spoken."""
    return _in_language(view, on, language())


@remembered
def _in_language(view: View, on: date, _language: str) -> Today:
    items = [*week.this_week(view, on), *weighing.weighed(_matters(view, on))]
    cells = week.cells_of(view, on)
    logged = sum(cell.state in {"held", "missed", "cancelled", "moved"} for cell in cells)
    items.sort(key=lambda item: _IN_ORDER.index(item.group))
    return Today(on, tuple(items), logged, len(cells), tuple(week.next_weeks(view, on)))


def nothing_yet() -> Today:
    """Return the Today of a file without a programme."""
    item = Item(
        "needs_you",
        "look",
        _("Programme"),
        _("there is none yet; it begins with a name and a first day"),
        "programme",
    )
    return Today(date.min, (item,), 0, 0, ())


def _matters(view: View, on: date) -> Iterator[Item]:
    """Yield everything that somebody could be wanted for."""
    yield from ending.follow_ups_due(view, on)
    yield from ending.kept_too_long(view, on)
    if view.programme.closed_on:
        return
    if text := restriction.notice_lacks(view.snapshot.people.values()):
        yield Item("needs_you", "due", _("Privacy"), text, "people", mild=True)
    yield from attention.of_pairs(view, on)
    yield from attention.of_mentors(view, on)
    yield from waiting.to_talk(view, on)
    yield from attention.cases_due(view, on)
    yield from waiting.in_a_pause(view, on)
    yield from waiting.to_be_asked(view, on)
    yield from unwritten.slips_missing(view, on)
    yield from unwritten.slots_unlogged(view, on)
    yield from unwritten.steps_to_ask(view, on)
    yield from unwritten.steps_lost(view, on)
    begun = journey.has_begun(view, on)
    yield from beginning.events_gone_by(view, on)
    yield from beginning.open_questions(view)
    yield from groundwork.people_and_goals(view, begun=begun)
    yield from groundwork.starting_points_missing(view, begun=begun)
    yield from beginning.to_launch(view)
    if on > max(view.programme.ends_on, slots.last_day(view)):
        yield ending.to_close(view)
    elif starting_points.complete(view)[0] or view.pairs:
        yield from groundwork.unplaced(view)
        yield from groundwork.small_groups(view)
