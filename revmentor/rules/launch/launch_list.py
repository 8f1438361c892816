"""The launch list: what stands before the first session, and what is let pass with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.pair import Pair
from revmentor.model.programme import LaunchItem, PassedItem
from revmentor.rules.goals import starting_points
from revmentor.rules.journey import unacknowledged
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import series_of
from revmentor.rules.schedule.slots import slot_time

LaunchState = Literal["done", "passed", "open"]


class LaunchLine(msgspec.Struct, frozen=True):
    """One line of the list: how much stands of how much, what is lacking, what was let pass."""

    item: LaunchItem
    done: int
    of: int
    lacking: tuple[str, ...] = ()
    passed: PassedItem | None = None

    @property
    def state(self) -> LaunchState:
        """How the line stands; nothing asked for is open, since there is nothing yet to look at."""
        if self.of and self.done >= self.of:
            return "done"
        return "passed" if self.passed else "open"

    @property
    def name(self) -> str:
        """What the line is called, with its numbers."""
        return _("{item} {done} of {of}").format(
            item=labels.launch_items()[self.item], done=self.done, of=self.of
        )


def launch_list(view: View) -> list[LaunchLine]:
    """Return the list, in the order in which it is done."""
    passed = {each.item: each for each in view.programme.launch_passed}
    return [_line(item, _LOOKS[item](view), passed.get(item)) for item in labels.launch_items()]


def still_open(view: View) -> list[LaunchLine]:
    """Return the lines that neither stand nor were let pass."""
    return [each for each in launch_list(view) if each.state == "open"]


def summary(lines: Sequence[LaunchLine]) -> str:
    """Return how the list stands, in a sentence."""
    standing = sum(each.state == "done" for each in lines)
    parts = [_("{n} of {of} stand").format(n=standing, of=len(lines))]
    if passed := sum(each.state == "passed" for each in lines):
        parts.append(ngettext("{n} let pass", "{n} let pass", passed))
    if opened := [each.name for each in lines if each.state == "open"]:
        parts.append(_("open: {lines}").format(lines="; ".join(opened)))
    return " · ".join(parts)


class _Look(msgspec.Struct, frozen=True):
    """How many of some things there are, and what those are called that lack."""

    of: int
    lacking: tuple[str, ...] = ()


def _line(item: LaunchItem, look: _Look, passed: PassedItem | None) -> LaunchLine:
    return LaunchLine(item, look.of - len(look.lacking), look.of, look.lacking, passed)


def _standard(view: View) -> _Look:
    lacking = () if view.programme.standard_level else (_("no skill is named for all yet"),)
    return _Look(1, lacking)


def _starting_points(view: View) -> _Look:
    people = dict.fromkeys(each.person_id for each in starting_points.asked(view))
    lacking = {each.person_id for each in starting_points.missing(view)}
    return _Look(len(people), _names(view, [each for each in people if each in lacking]))


def _heard(view: View) -> _Look:
    people = {*view.active_mentors, *view.active_seniors}
    return _Look(len(people), _names(view, unacknowledged(view)))


def _charters(view: View) -> _Look:
    return _of_pairs(view, lambda pair: bool(
        pair.charter and pair.charter.mentor_on and pair.charter.senior_on
    ))  # fmt: skip


def _tools(view: View) -> _Look:
    return _of_pairs(view, lambda pair: pair.equipment is not None)


def _of_pairs(view: View, stands: Callable[[Pair], bool]) -> _Look:
    lacking = [view.pair_name(pair) for pair in view.open_pairs if not stands(pair)]
    return _Look(len(view.open_pairs), tuple(lacking))


def _slots(view: View) -> _Look:
    mentors = [each for each in view.mentors if view.group_of(each)]
    lacking = [
        each
        for each in mentors
        if not all(slot_time(view, series) for series in series_of(view, each))
    ]
    return _Look(len(mentors), _names(view, lacking))


def _names(view: View, people: Sequence[str]) -> tuple[str, ...]:
    return tuple(view.name(each) for each in people)


_LOOKS: dict[LaunchItem, Callable[[View], _Look]] = {
    "standard": _standard,
    "starting_points": _starting_points,
    "heard": _heard,
    "charters": _charters,
    "slots": _slots,
    "tools": _tools,
}
