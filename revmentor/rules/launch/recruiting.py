"""Whoever is asked to take part: invited, yes, not now (asked again on a day), no."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model import labels
from revmentor.model.errors import Refused
from revmentor.model.participation import Participation, RecruitingState
from revmentor.rules.programme_view import View

ASKED_AGAIN_AFTER = timedelta(weeks=8)
"""After how long somebody is asked again who said “not now”, and no day."""
ANSWERS_WITHIN = timedelta(weeks=1)
"""How long an invitation may lie before somebody asks what became of it."""


def day_to_ask_again(state: RecruitingState, day: date | None, since: date) -> date | None:
    """Return the day to ask again, a usual one where none is said; refuse one of before."""
    if state != "not_now":
        return None
    if day is None:
        return since + ASKED_AGAIN_AFTER
    if day <= since:
        raise Refused(_("Ask again on a later day than the answer."), field="ask_again_on")
    return day


def refuse_in_a_pair(view: View, part: Participation, state: RecruitingState) -> None:
    """Refuse anything but a yes of somebody who was in a pair: that is a withdrawal."""
    paired = any(part.person_id in pair.sides for pair in view.pairs)
    if state != "yes" and (paired or part.person_id in view.first_session):
        raise Refused(
            _("{name} was already paired; choose withdraw, so that the history stays.").format(
                name=view.name(part.person_id)
            ),
            field="state",
        )


def waiting_for_answer(view: View, on: date) -> list[Participation]:
    """Return whose invitation has lain for a week or more, in order of surnames."""
    return [
        part
        for part in view.only_asked
        if part.recruiting
        and part.recruiting.state == "invited"
        and part.recruiting.on
        and part.recruiting.on + ANSWERS_WITHIN <= on
        and not view.has_left(part.person_id)
    ]


def to_ask_again(view: View, on: date) -> list[Participation]:
    """Return who said “not now” and is asked again by a day, in order of surnames.

    Whoever said so in a programme that is closed since is asked for this one, unless asked already.
    """
    here = {person_id for person_id, _role in view.participations}
    earlier = [
        each
        for each in view.snapshot.participations.values()
        if view.snapshot.programmes[each.programme_id].closed_on is not None
        and each.person_id not in here
        and not each.said_yes
    ]
    due: dict[str, Participation] = {}
    for part in (*view.only_asked, *earlier):
        day = part.recruiting.ask_again_on if part.recruiting else None
        if day and day <= on and not view.has_left(part.person_id):
            due[part.person_id] = part
    return sorted(due.values(), key=lambda part: view.sort_key(part.person_id))


def counted(view: View) -> str:
    """Return how many were asked and take no part: “3 invited, 1 not now”; empty without any."""
    counts = Counter(part.recruiting.state for part in view.only_asked if part.recruiting)
    texts: dict[RecruitingState, str] = {
        "invited": ngettext("{n} invited", "{n} invited", counts["invited"]),
        "not_now": ngettext("{n} not now", "{n} not now", counts["not_now"]),
        "no": ngettext("{n} said no", "{n} said no", counts["no"]),
    }
    return ", ".join(text for state, text in texts.items() if counts[state])


def in_words(part: Participation) -> str:
    """Return what somebody said who was asked, and since when; empty for whoever never was."""
    answer = part.recruiting
    if answer is None:
        return ""
    said = labels.recruiting_states()[answer.state]
    parts = [_("{said} on {day}").format(said=said, day=plain_date(answer.on))
             if answer.on else said]  # fmt: skip
    if answer.ask_again_on:
        parts.append(_("to be asked again on {day}").format(day=plain_date(answer.ask_again_on)))
    return ", ".join(parts)
