"""Which form is asked of whom on a day, and whether it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

import msgspec

from revmentor.i18n.gettext import _
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.reply import FormKind, Reply
from revmentor.rules.care import pulses
from revmentor.rules.goals import levels, topics
from revmentor.rules.people.printed_for import EVERYBODY, PrintedFor
from revmentor.rules.programme_view import View
from revmentor.rules.replies.editions import pulse_edition
from revmentor.rules.results import follow_ups

SIGN_UP, START, END = "signup", "start", "end"
FORMS: tuple[FormKind, ...] = get_args(FormKind)
_SIDES: tuple[Role, ...] = ("mentor", "senior")
CLOSING_WEEKS = 2
"""In so many last weeks of a programme the final form is asked."""


class AskedForm(msgspec.Struct, frozen=True):
    """One form that one person is asked to answer, in a role.

    ``edition`` tells the forms of one kind apart: ``round-3`` of a pulse, ``60_days``.
    """

    person_id: str
    form: FormKind
    role: Role
    edition: str

    @classmethod
    def of(cls, reply: Reply) -> AskedForm:
        """Return what was asked where a reply is kept."""
        return cls(reply.person_id, reply.form, reply.role, reply.edition)


def asked_forms(view: View, form: FormKind, today: date) -> list[AskedForm]:
    """Return whom a form can be asked of on a day, mentors first, in order of surnames."""
    if form == "signup":
        return [] if view.programme.closed_on else list(_sign_up(view))
    if form == "levels":
        return [] if view.programme.closed_on else list(_levels(view))
    if form == "pulse":
        return _pulse(view, today)
    if form == "final":
        return [] if view.programme.closed_on else list(_of_everybody(view, form, END))
    kind = follow_ups.at_hand(view.programme, today)
    seniors = follow_ups.seniors_to_ask(view, today) if kind else []
    return [AskedForm(each, "follow_up", "senior", kind or "") for each in seniors]


def _of_everybody(view: View, form: FormKind, edition: str) -> Iterator[AskedForm]:
    for role in _SIDES:
        people = view.active_mentors if role == "mentor" else view.active_seniors
        yield from (AskedForm(each, form, role, edition) for each in people)


def _sign_up(view: View) -> Iterator[AskedForm]:
    """Yield who takes part, and who is invited to."""
    for role in _SIDES:
        people = view.active_mentors if role == "mentor" else view.active_seniors
        invited = [
            part.person_id
            for part in view.only_asked
            if part.role == role and part.recruiting and part.recruiting.state == "invited"
        ]
        for each in sorted([*people, *invited], key=view.sort_key):
            yield AskedForm(each, "signup", role, SIGN_UP)


def _levels(view: View) -> Iterator[AskedForm]:
    """Yield who can still say an own starting point: nobody once the sessions began."""
    for asked in _of_everybody(view, "levels", START):
        who, role = asked.person_id, asked.role
        is_asked = levels.asked_of(view, who, role) or topics.asked_of(view, who, role)
        if is_asked and who not in view.first_session:
            yield asked


def _pulse(view: View, today: date) -> list[AskedForm]:
    opened = pulses.round_of(view, today)
    if opened is None:
        return []
    people = pulses.paired_people(view)
    return [
        AskedForm(each, "pulse", pulses.role_of(view, each), pulse_edition(opened[0]))
        for each in view.participants
        if each in people
    ]


def fitting_forms(view: View, today: date) -> list[FormKind]:
    """Return the forms that it is time for on a day."""
    programme = view.programme
    if programme.closed_on:
        return ["follow_up"] if follow_ups.due_follow_up(programme, today) else []
    week = programme.week_of(today)
    if week < 1:
        return ["signup", "levels"]
    forms: list[FormKind] = ["pulse"] if pulses.round_of(view, today) else []
    return [*forms, "final"] if week > programme.weeks - CLOSING_WEEKS else forms


def is_answered(view: View, asked: AskedForm, today: date) -> bool:
    """Tell whether a form was answered, on a page of ours or in any other way."""
    who = asked.person_id
    if asked.form == "pulse":
        return who not in pulses.missing_slips(view, today)
    if asked.form == "final" and (who, asked.role) in view.evaluations:
        return True  # else somebody may have answered that a talk would be better
    if asked.form == "follow_up":
        kinds = (each for each in follow_ups.KINDS if each == asked.edition)
        found = (follow_ups.heard(view.programme, kind) for kind in kinds)
        if any(who in each.still_using for each in found if each):
            return True
    reply = reply_to(view, asked)
    return reply is not None and bool(reply.received)


def not_answered(view: View, form: FormKind, today: date) -> list[AskedForm]:
    """Return whom a form is asked of on a day who has not answered it."""
    return [each for each in asked_forms(view, form, today) if not is_answered(view, each, today)]


def forms_to_give(
    view: View,
    kinds: Sequence[FormKind],
    today: date,
    *,
    whom: PrintedFor = EVERYBODY,
    again: bool = False,
) -> list[AskedForm]:
    """Return the forms to give to one person, else to who has not answered, or (``again``) to all.

    Of some people those who have not answered, too. Raises :class:`Refused` where that is nobody.
    """
    everybody = [each for kind in kinds for each in asked_forms(view, kind, today)]
    if not everybody:
        raise Refused(_("Nobody is asked a form today."))
    everybody = [each for each in everybody if whom.takes(each.person_id)]
    if not everybody:
        raise Refused(_none_of(view, whom), field="people")
    again = again or whom.is_for_one
    asked = [each for each in everybody if again or not is_answered(view, each, today)]
    if not asked:
        raise Refused(_("Everybody has answered already."), field="whose")
    return asked


def _none_of(view: View, whom: PrintedFor) -> str:
    if whom.people and whom.is_for_one:
        text = _("{name} is asked none of these forms today.")
        return text.format(name=view.name(*whom.people))
    return _("None of these people is asked one of these forms today.")


def open_replies(view: View, today: date) -> list[Reply]:
    """Return the forms that were asked, can still be answered and are not, in order of names."""
    still = [each for each in replies_of(view) if _is_open(view, each, today)]
    return sorted(still, key=lambda each: (FORMS.index(each.form), view.sort_key(each.person_id)))


def _is_open(view: View, reply: Reply, today: date) -> bool:
    asked = AskedForm.of(reply)
    return asked in asked_forms(view, reply.form, today) and not is_answered(view, asked, today)


def reply_to(view: View, asked: AskedForm) -> Reply | None:
    """Return what is kept of a form that was asked, or ``None`` where it was not asked yet."""
    return next((each for each in replies_of(view) if AskedForm.of(each) == asked), None)


def replies_of(view: View) -> Sequence[Reply]:
    """Return what is kept of every form that was asked in a programme, ordered by id."""
    return view.own(Reply)
