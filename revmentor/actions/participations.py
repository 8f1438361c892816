"""Who takes part, as mentor or as senior, and whether the goals were heard and understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.actions.pairs import end_pairs
from revmentor.actions.stand_ins import cut_stand_ins
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.participation import (
    Acknowledgement,
    Participation,
    ParticipationStatus,
    Recruiting,
    RecruitingState,
)
from revmentor.model.person import Person
from revmentor.rules.care import pauses
from revmentor.rules.launch import readiness, recruiting
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.series import most_seniors
from revmentor.store.transaction import Transaction


def enrol(tx: Transaction, person_id: str, role: Role, **fields: Any) -> Participation:
    """Let a person take part in a role. One person may hold both."""
    view = tx.open_view
    if (person_id, role) in view.participations:
        raise Refused(
            _("{name} already takes part in this role.").format(name=view.name(person_id)),
            field="role",
        )
    part = tx.new(Participation, person_id=person_id, role=role, **fields)
    _refuse_least_over_most(view, part)
    tx.put(part)
    return tx.commit_as(_("{name} takes part").format(name=view.name(person_id)), part)


def _refuse_least_over_most(view: View, part: Participation) -> None:
    if part.role != "mentor":
        return
    of_all = view.programme.seniors_per_mentor
    of_all_most = most_seniors(view.programme)
    most = of_all_most if part.max_seniors is None else min(part.max_seniors, of_all_most)
    least = of_all.min if part.min_seniors is None else part.min_seniors
    if most and least > most:
        text = (
            _("{name} cannot have at least {least} seniors and at most {most}.")
            if part.min_seniors
            else _(
                "At least {least} are agreed for all mentors. Where {name} takes {most} at most, "
                "give an own least number too."
            )
        )
        raise Refused(
            text.format(name=view.name(part.person_id), least=least, most=most), field="min_seniors"
        )


def edit(tx: Transaction, person_id: str, role: Role, **changes: Any) -> Participation:
    """Change offers, places, slot, wishes of a participation."""
    view = tx.open_view
    part = msgspec.structs.replace(view.participation(person_id, role), **changes)
    most, group = part.max_seniors, view.group_of(person_id)
    if role == "mentor" and most is not None and len(group) > most:
        raise Refused(
            _("{name} has {n} seniors now; end a pair first.").format(
                name=view.name(person_id), n=len(group)
            ),
            field="max_seniors",
        )
    _refuse_least_over_most(view, part)
    tx.put(part)
    return tx.commit_as(_("{name} changed").format(name=view.name(person_id)), part)


def recruit(
    tx: Transaction,
    person_id: str,
    role: Role,
    state: RecruitingState,
    *,
    on: date,
    ask_again_on: date | None = None,
) -> Participation:
    """Write down that somebody is asked to take part, or what the answer was.

    Whoever says “not now” is asked again on ``ask_again_on``, as is usual after eight weeks.
    """
    view = tx.open_view
    tx.refuse_future(on)
    part = view.participations.get((person_id, role)) or tx.new(
        Participation, person_id=tx.get(Person, person_id).id, role=role
    )
    recruiting.refuse_in_a_pair(view, part, state)
    answer = Recruiting(
        state=state,
        on=on,
        ask_again_on=recruiting.day_to_ask_again(state, ask_again_on, on),
        readiness=part.recruiting.readiness if part.recruiting else {},
    )
    part = msgspec.structs.replace(part, recruiting=answer)
    tx.put(part)
    texts = {
        "invited": _("{name} is invited"),
        "yes": _("{name} said yes"),
        "not_now": _("{name} said “not now”"),
        "no": _("{name} said no"),
    }
    return tx.commit_as(texts[state].format(name=view.name(person_id)), part)


def answer_readiness(
    tx: Transaction, person_id: str, role: Role, answers: Mapping[str, bool], *, on: date
) -> Participation:
    """Take in what somebody answered of the readiness list on paper or in a talk."""
    view = tx.open_view
    tx.refuse_future(on)
    if not answers:
        raise Refused(_("Nothing is answered yet."))
    part = view.participation(person_id, role)
    part = readiness.with_answers(part, answers, Recruiting(state="yes", on=on))
    tx.put(part)
    return tx.commit_as(_("readiness of {name}").format(name=view.name(person_id)), part)


def drop(tx: Transaction, person_id: str, role: Role) -> Participation:
    """Take back a participation in which nothing happened yet; later one withdraws."""
    view = tx.open_view
    part = view.participation(person_id, role)
    used = any(person_id in {pair.mentor_id, pair.senior_id} for pair in view.pairs)
    if used or person_id in view.first_session:
        raise Refused(
            _("{name} was already paired; choose withdraw, so that the history stays.").format(
                name=view.name(person_id)
            )
        )
    tx.remove(part)
    return tx.commit_as(_("{name} no longer takes part").format(name=view.name(person_id)), part)


def set_status(
    tx: Transaction,
    person_id: str,
    role: Role,
    status: ParticipationStatus,
    *,
    on: date,
    reason: str | None = None,
    ask_again_on: date | None = None,
) -> Participation:
    """Pause, withdraw or bring back a person. Withdrawing ends the open pairs on that day.

    A mentor who withdraws stands in for nobody after it.

    A pause is asked about on ``ask_again_on``, as is usual after four weeks.
    """
    view = tx.open_view
    old = view.participation(person_id, role)
    if status != "active" and not reason:
        raise Refused(_("Write down why, in a few words without fault."), field="status_reason")
    tx.refuse_future(on, field="status_on")
    part = msgspec.structs.replace(
        old,
        status=status,
        status_on=on,
        status_reason=reason if status != "active" else None,
        ask_again_on=pauses.refuse_day(ask_again_on, on) if status == "paused" else None,
    )
    no_more = _end_pairs_of(tx, view, part, on) if status == "withdrawn" else ""
    person = tx.get(Person, person_id)
    if status == "active" and person.left_on:
        tx.put(msgspec.structs.replace(person, left_on=None, left_reason=None))
    tx.put(part)
    texts = {
        "active": _("{name} is back"),
        "paused": _("{name} paused"),
        "withdrawn": _("{name} withdrew"),
    }
    what = texts[status].format(name=view.name(person_id))
    return tx.commit_as("; ".join(filter(None, (what, no_more))), part)


def _end_pairs_of(tx: Transaction, view: View, part: Participation, on: date) -> str:
    """End the open pairs that somebody has in a role; say for whom a mentor stood in."""
    pairs = [each for each in view.open_pairs if _side(each, part.role) == part.person_id]
    try:
        end_pairs(tx, view.programme.id, pairs, on, part.status_reason or "")
        if part.role == "senior":
            return ""
        return cut_stand_ins(tx, view.programme.id, part.person_id, on)
    except Refused as error:
        raise Refused(str(error), field="status_on") from error


def _side(pair: Pair, role: Role) -> str:
    return pair.mentor_id if role == "mentor" else pair.senior_id


def all_acknowledge(tx: Transaction, people: Sequence[str], *, on: date) -> list[Participation]:
    """Record that several people heard the goals and understood them, on one day."""
    parts = _heard(tx, people, Acknowledgement(on=on, understood=True))
    what = ngettext("goals acknowledged by {n} person", "goals acknowledged by {n} people",
                    len(people))  # fmt: skip
    return tx.commit_as(what, parts)


def acknowledge(
    tx: Transaction,
    person_id: str,
    *,
    on: date,
    understood: bool = True,
    question: str | None = None,
) -> list[Participation]:
    """Record that a person heard the goals, whether they were understood, and the question."""
    acknowledged = Acknowledgement(on=on, understood=understood, question=question)
    parts = _heard(tx, [person_id], acknowledged)
    name = tx.open_view.name(person_id)
    return tx.commit_as(_("goals acknowledged by {name}").format(name=name), parts)


def _heard(
    tx: Transaction, people: Sequence[str], acknowledged: Acknowledgement
) -> list[Participation]:
    """Put into a change that people heard the goals, in every part they have."""
    view = tx.open_view
    tx.refuse_future(acknowledged.on)
    for person_id in people:
        view.refuse_stranger(person_id)
    parts = [
        msgspec.structs.replace(part, acknowledged=acknowledged)
        for person_id in people
        for part in view.parts_of(person_id)
    ]
    tx.put(*parts)
    return parts
