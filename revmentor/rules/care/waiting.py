"""People who wait for the coordinator: for a talk, or to be asked whether a pause goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from revmentor.i18n.dates import short_date
from revmentor.i18n.gettext import _, listed, ngettext
from revmentor.rules.care import pair_signals, pauses, talks
from revmentor.rules.care.item import Item
from revmentor.rules.launch import recruiting
from revmentor.rules.programme_view import View

_NAMED = 4
"""How many are named of those whose invitation has no answer."""


def to_talk(view: View, on: date) -> Iterator[Item]:
    """Yield who asked to talk and stands under no signal: without a pair, or after the last."""
    under_signals = _under_signals(view, on) if pair_signals.runs(view, on) else []
    waiting = [each for each in talks.open_wishes(view, on) if each not in under_signals]
    for person_id in dict.fromkeys(each.person_id for each in waiting):
        own = [each for each in waiting if each.person_id == person_id]
        text = talks.in_words(view, own)
        yield Item("needs_you", "talk", view.name(person_id), text, "person", (person_id,))


def _under_signals(view: View, on: date) -> list[talks.Wish]:
    """Return the wishes that the signals of pairs and mentors tell of."""
    of_pairs = [wish for pair in view.open_pairs for wish in talks.of_pair(view, pair, on)]
    mentors = [each for each in view.active_mentors if view.group_of(each)]
    return [*of_pairs, *(wish for each in mentors for wish in talks.of_mentor(view, each, on))]


def in_a_pause(view: View, on: date) -> Iterator[Item]:
    """Yield who pauses and is to be asked again, from the day that was said for it on."""
    for part in view.participations.values():
        day = pauses.ask_again_on(part)
        if day and day <= on:
            since = part.status_on
            text = (
                _("pauses since {day}: ask whether it goes on").format(day=short_date(since))
                if since
                else _("pauses: ask whether it goes on")
            )
            ids = (part.person_id,)
            yield Item("needs_you", "look", view.name(part.person_id), text, "person", ids, day)


def to_be_asked(view: View, on: date) -> Iterator[Item]:
    """Yield who said “not now” and is asked again, and whose invitation has no answer."""
    for part in recruiting.to_ask_again(view, on):
        answer = part.recruiting
        if answer is None or answer.ask_again_on is None:
            continue
        since = answer.on
        text = (
            _("said “not now” on {day}: ask again").format(day=short_date(since))
            if since
            else _("said “not now”: ask again")
        )
        ids, name = (part.person_id,), view.name(part.person_id)
        yield Item("needs_you", "look", name, text, "people", ids, answer.ask_again_on)
    if invited := recruiting.waiting_for_answer(view, on):
        first = [view.first_name(part.person_id) for part in invited[:_NAMED]]
        names = listed(first)
        if more := len(invited) - len(first):
            names = _("{names} and {n} more").format(names=", ".join(first), n=more)
        text = ngettext(
            "{n} invitation without an answer: {{names}}",
            "{n} invitations without an answer: {{names}}",
            len(invited),
        ).format(names=names)
        ids = (invited[0].person_id,)
        yield Item("needs_you", "due", _("Recruiting"), text, "people", ids, mild=True)
