"""To whom a message for many goes on a day, and which pairs or forms it is about for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from revmentor.model import labels
from revmentor.model.base import Role
from revmentor.model.pair import Pair
from revmentor.rules.messages.next_meeting import next_meeting, teaches_next
from revmentor.rules.programme_view import View
from revmentor.rules.replies import asked
from revmentor.rules.results import follow_ups

SOON = timedelta(days=7)
"""A reminder goes to those who meet within so many days."""


class Recipient(msgspec.Struct, frozen=True):
    """Somebody a message goes to: the person, of whom it is, and the pairs or forms it is about.

    A line manager's is of the people of the team; everybody else's is of the person.
    """

    person_id: str
    own_ids: Sequence[str]
    pairs: Sequence[Pair] = ()
    forms: Sequence[str] = ()


class Audience(msgspec.Struct, frozen=True):
    """All a message goes to, and those it should reach whose line manager nobody knows."""

    recipients: Sequence[Recipient] = ()
    without_manager: Sequence[str] = msgspec.field(default=())


def audience(view: View, message_id: str, to: str, today: date) -> Audience:
    """Return to whom a message goes on a day, in order of surnames; mentors first."""
    if message_id == "reminder":
        return Audience(_meeting_soon(view, today))
    if to == "line_manager":
        return _line_managers(view)
    find = _FINDERS.get(to)
    return Audience(find(view, today) if find else ())


def _participants(view: View, _today: date) -> list[Recipient]:
    pairs = view.pairs if view.programme.closed_on else view.open_pairs
    people = dict.fromkeys([*view.active_mentors, *view.active_seniors])
    return [Recipient(each, [each], _pairs_of(pairs, each)) for each in people]


def _pairs_of(pairs: Iterable[Pair], person_id: str) -> list[Pair]:
    return [each for each in pairs if person_id in {each.mentor_id, each.senior_id}]


def _side(role: Role) -> Callable[[View, date], list[Recipient]]:
    """Return what finds everybody of a side who has an open pair."""

    def find(view: View, _today: date) -> list[Recipient]:
        of: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair in view.open_pairs:
            of[pair.mentor_id if role == "mentor" else pair.senior_id].append(pair)
        people = view.active_mentors if role == "mentor" else view.active_seniors
        return [Recipient(each, [each], _in_order(view, of[each])) for each in people if of[each]]

    return find


def _who_teach(view: View, today: date) -> list[Recipient]:
    """Return whoever teaches when the open pairs meet next, each with these pairs."""
    of: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in view.open_pairs:
        of[teaches_next(view, pair, today)].append(pair)
    return [Recipient(each, [each], _in_order(view, of[each]))
            for each in view.active_mentors if of[each]]  # fmt: skip


def _in_order(view: View, pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (view.sort_key(pair.senior_id), pair.id))


def _both(view: View, today: date) -> list[Recipient]:
    return [*_side("mentor")(view, today), *_side("senior")(view, today)]


def _meeting_soon(view: View, today: date) -> list[Recipient]:
    """Return who meets within the week, each with those pairs whose meeting comes first."""
    days = {pair.id: next_meeting(view, pair, today) or date.max for pair in view.open_pairs}
    recipients = []
    for each in [*_who_teach(view, today), *_side("senior")(view, today)]:
        first = min(days[pair.id] for pair in each.pairs)
        if first - today <= SOON:
            pairs = [pair for pair in each.pairs if days[pair.id] == first]
            recipients.append(Recipient(each.person_id, each.own_ids, pairs))
    return recipients


def _line_managers(view: View) -> Audience:
    """Return every line manager of somebody who takes part, with those of the team who do."""
    teams: defaultdict[str, list[str]] = defaultdict(list)
    without = []
    for who in dict.fromkeys([*view.active_mentors, *view.active_seniors]):
        manager = view.snapshot.people.get(view.snapshot.people[who].manager_id or "")
        if manager is None or view.has_left(manager.id):
            without.append(who)
        else:
            teams[manager.id].append(who)
    recipients = [
        Recipient(each, teams[each], _in_order(view, _pairs_of_all(view, teams[each])))
        for each in sorted(teams, key=view.sort_key)
    ]
    return Audience(recipients, without)


def _pairs_of_all(view: View, people: Iterable[str]) -> list[Pair]:
    team = set(people)
    return [each for each in view.open_pairs if {each.mentor_id, each.senior_id} & team]


def _not_answered(view: View, today: date) -> list[Recipient]:
    """Return who was asked to answer a form and has not, each once, with all such forms."""
    kinds = labels.form_kinds()
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for reply in asked.open_replies(view, today):
        if kinds[reply.form] not in forms[reply.person_id]:
            forms[reply.person_id].append(kinds[reply.form])
    people = sorted(forms, key=view.sort_key)
    return [Recipient(each, [each], forms=forms[each]) for each in people]


def _followed_up(view: View, today: date) -> list[Recipient]:
    """Return the seniors whom a follow-up asks what they still use."""
    if follow_ups.due_follow_up(view.programme, today) is None:
        return []
    return [Recipient(each, [each]) for each in follow_ups.seniors_to_ask(view, today)]


_FINDERS: Mapping[str, Callable[[View, date], list[Recipient]]] = {
    "participant": _participants,
    "mentor": _side("mentor"),
    "senior": _side("senior"),
    "both": _both,
    "not_answered": _not_answered,
    "follow_up": _followed_up,
}
