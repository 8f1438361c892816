"""What came in of each form: who was asked, by page or by slip, and who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from revmentor.model.base import Role
from revmentor.model.pulse import Method
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.care import pulse_rounds, pulses, talks
from revmentor.rules.care.pulse_rounds import WantedCall
from revmentor.rules.programme_view import View
from revmentor.rules.replies.asked import (
    END,
    SIGN_UP,
    START,
    AskedForm,
    asked_forms,
    fitting_forms,
    is_answered,
    replies_of,
    reply_to,
)
from revmentor.rules.replies.editions import pulse_edition, round_number
from revmentor.rules.results import follow_ups

FormKey = tuple[FormKind, str]
"""One form of a programme: its kind, and its edition (the round of a pulse)."""


class CameIn(msgspec.Struct, frozen=True):
    """Who was asked one form, who of them is missing, and in which ways the others answered.

    ``can_remind`` tells whether it can still be answered.
    """

    form: FormKind
    edition: str
    asked: tuple[AskedForm, ...]
    missing: tuple[AskedForm, ...]
    ways: tuple[tuple[Method, int], ...]
    can_remind: bool

    @property
    def answered(self) -> list[AskedForm]:
        """Who was asked and has answered."""
        return [each for each in self.asked if each not in self.missing]


def form_keys(view: View, today: date) -> list[FormKey]:
    """Return the forms of a programme in the order in which they come: each round on its own."""
    rounds = pulse_rounds.round_numbers(view, today)
    every: list[FormKey] = [
        ("signup", SIGN_UP),
        ("levels", START),
        *(("pulse", pulse_edition(each)) for each in rounds),
        ("final", END),
    ]
    if view.programme.closed_on:
        every += [("follow_up", each) for each in follow_ups.KINDS]
    return every


def form_at_hand(view: View, today: date) -> FormKey:
    """Return the form to show first: the round that is open or was last, else the first form.

    Of a closed programme it is the final form.
    """
    keys = form_keys(view, today)
    if view.programme.closed_on:
        return "final", END
    rounds = [each for each in keys if each[0] == "pulse"]
    return rounds[-1] if rounds else keys[0]


def came_in(view: View, key: FormKey, today: date) -> CameIn:
    """Return what came in of one form."""
    form, edition = key
    can_be_asked = [each for each in asked_forms(view, form, today) if each.edition == edition]
    if form == "pulse":
        return _pulse(view, edition, can_be_asked, today)
    asked = _asked(view, key, can_be_asked, today)
    missing = tuple(each for each in asked if _is_missing(view, each, today))
    answered = [each for each in asked if each not in missing]
    return CameIn(
        form,
        edition,
        asked,
        missing,
        _counted(_ways(view, answered)),
        any(each in can_be_asked for each in missing),
    )


def _asked(
    view: View, key: FormKey, can_be_asked: Sequence[AskedForm], today: date
) -> tuple[AskedForm, ...]:
    """Return who was asked: by a page, in any other way, or who answered unasked.

    The final form and the follow-up are asked of everybody when it is time, on paper too; the
    forms before the start only of whom a page was made for.
    """
    form, edition = key
    by_page = [AskedForm.of(each) for each in replies_of(view) if (each.form, each.edition) == key]
    others = list(can_be_asked) if form == "follow_up" else []
    if form == "final":
        others += _asked_at_the_end(view, today)
        others += [AskedForm(who, form, role, edition) for who, role in view.evaluations]
    if form == "signup":
        others += [
            AskedForm(who, form, role, edition)
            for (who, role), part in view.participations.items()
            if part.hopes or part.fears
        ]
    if form == "follow_up":
        heard = [each for each in view.programme.follow_ups if each.kind == edition]
        still_using = heard[0].still_using if heard else {}
        others += [AskedForm(each, form, "senior", edition) for each in still_using]
    every = dict.fromkeys([*by_page, *others])
    return tuple(sorted(every, key=lambda each: (each.role, view.sort_key(each.person_id))))


def _asked_at_the_end(view: View, today: date) -> list[AskedForm]:
    """Return everybody who takes part, once the final form is asked."""
    if not view.programme.closed_on and "final" not in fitting_forms(view, today):
        return []
    people: dict[Role, list[str]] = {"mentor": view.active_mentors, "senior": view.active_seniors}
    return [AskedForm(who, "final", role, END) for role, every in people.items() for who in every]


def _is_missing(view: View, asked: AskedForm, today: date) -> bool:
    """Tell whether an answer is waited for: not of hopes that were said without a page."""
    if asked.form == "signup" and reply_to(view, asked) is None:
        return False
    return not is_answered(view, asked, today)


def _pulse(view: View, edition: str, can_be_asked: Sequence[AskedForm], today: date) -> CameIn:
    of_round = pulse_rounds.round_on(view, round_number(edition), today)
    asked = [
        AskedForm(each, "pulse", pulses.role_of(view, each), edition) for each in of_round.asked
    ]
    missing = tuple(each for each in asked if each.person_id in of_round.missing)
    ways = [each.method for each in of_round.pulses if each.method]
    can_remind = any(each in can_be_asked for each in missing)
    return CameIn("pulse", edition, tuple(asked), missing, _counted(ways), can_remind)


def _ways(view: View, answered: Iterable[AskedForm]) -> Iterator[Method]:
    """Yield how each answered, where that is known."""
    for each in answered:
        form = view.evaluations.get((each.person_id, each.role))
        reply = reply_to(view, each)
        if each.form == "final" and form and form.method:
            yield form.method
        elif reply and reply.latest:
            yield reply.latest.way


def _counted(ways: Iterable[Method]) -> tuple[tuple[Method, int], ...]:
    return tuple(Counter(ways).most_common())


def calls(view: View, key: FormKey, today: date) -> list[WantedCall]:
    """Return whom an answer to a form wants to be called, in order of surnames."""
    if key[0] == "pulse":
        return list(pulse_rounds.round_on(view, round_number(key[1]), today).calls)
    waiting = {each.asked_in for each in talks.open_wishes(view, today)}
    wished = [
        each
        for each in replies_of(view)
        if (each.form, each.edition) == key and any(one.answers.wants_talk for one in each.received)
    ]
    return [
        WantedCall(
            each.person_id,
            ("talk",),
            None if each.id in waiting else talks.talked_on(view, {each.id}, today),
        )
        for each in sorted(wished, key=lambda each: view.sort_key(each.person_id))
    ]


def replies_to_remind(view: View, missing: Iterable[AskedForm]) -> list[Reply]:
    """Return what is kept of those who are missing and were asked by a page."""
    replies = (reply_to(view, each) for each in missing)
    return [each for each in replies if each]
