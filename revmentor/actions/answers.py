"""What a reply changes in the records, form by form; what of it cannot be is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec

from revmentor.actions import enrolment, evaluations, programmes, pulses, ratings, reflections
from revmentor.i18n.gettext import _
from revmentor.i18n.typed import parse_languages
from revmentor.model.errors import Refused
from revmentor.model.import_row import Newcomer
from revmentor.model.participation import Participation, Recruiting
from revmentor.model.person import Person
from revmentor.model.reply import FinalAnswers, FormKind, OwnLevel, Received, Reply, SignUp
from revmentor.rules.availability import WEEK
from revmentor.rules.care.pulses import opens_on
from revmentor.rules.launch import readiness
from revmentor.rules.replies.editions import round_number
from revmentor.rules.replies.names import people_named
from revmentor.rules.results import follow_ups
from revmentor.store.transaction import Transaction


def _sign_up(tx: Transaction, reply: Reply, received: Received) -> Iterator[str]:
    said = received.answers.signup
    if said is None:
        return
    view = tx.view_of(reply.programme_id)
    part = view.participation(reply.person_id, reply.role)
    wished = {
        field: people_named(view, reply.role, getattr(said, field) or "")
        for field in ("rather_with", "not_with")
    }
    for named in wished.values():
        yield from (
            _("It is not clear who of the programme is meant by “{name}”.").format(name=each)
            for each in named.unclear
        )
    is_mentor = reply.role == "mentor"
    rather, rather_not = wished["rather_with"].ids, wished["not_with"].ids
    newcomer = Newcomer(
        _person_as_said(tx.get(Person, reply.person_id), said),
        (reply.role,),
        teaches=dict.fromkeys(said.offers) if is_mentor else {},
        exchanges=said.wishes if is_mentor else said.offers,
        learns=() if is_mentor else said.wishes,
        prefers=tuple(each for each in rather if each not in rather_not),
        avoids=rather_not,
    )
    enrolment.enrol(tx, [newcomer])
    part = tx.get(Participation, part.id)
    if said.hopes or said.fears:
        part = msgspec.structs.replace(
            part, hopes=said.hopes or part.hopes, fears=said.fears or part.fears
        )
    signed_up = Recruiting(state="yes", on=received.filled_on)
    if part.recruiting and part.recruiting.state == "invited":
        # Whoever signs up says yes.
        readiness_so_far = part.recruiting.readiness
        answer = msgspec.structs.replace(signed_up, readiness=readiness_so_far)
        part = msgspec.structs.replace(part, recruiting=answer)
    if said.readiness:
        part = readiness.with_answers(part, said.readiness, signed_up)
    if part != tx.get(Participation, part.id):
        tx.put(part)


def _person_as_said(person: Person, said: SignUp) -> Person:
    """Return a person with what was answered; what was left out stays as it was."""
    return msgspec.structs.replace(
        person,
        languages=parse_languages(said.languages) if said.languages else person.languages,
        availability=tuple(each for each in WEEK if each in said.availability)
        or person.availability,
        works=said.works or person.works,
        site=said.site or person.site,
        style={**person.style, **said.style},
    )


def _own_levels(tx: Transaction, reply: Reply, received: Received) -> Iterator[str]:
    said = received.answers.levels
    if said is None:
        return
    for skill_id, own in said.levels.items():
        if own.level is not None:
            yield from _own_level(tx, reply, received, skill_id, own)
    for skill_id, text in said.sentences.items():
        try:
            reflections.put_saying(
                tx, reply.person_id, skill_id, text, moment="baseline", on=received.filled_on
            )
        except Refused as error:
            yield str(error)


def _own_level(
    tx: Transaction, reply: Reply, received: Received, skill_id: str, own: OwnLevel
) -> Iterator[str]:
    """Put an own starting level in, where nobody else's stands; yield why it was not."""
    view = tx.view_of(reply.programme_id)
    old = view.rating(reply.person_id, skill_id, "baseline")
    if old is not None and old.rated_by != "self":
        yield _("{skill} has a starting point of {name} already, {level}: it stands.").format(
            skill=view.skill_name(skill_id), name=view.name(reply.person_id), level=old.level
        )
        return
    try:
        ratings.put_rating(
            tx,
            reply.person_id,
            skill_id,
            own.level or 0,
            moment="baseline",
            rated_by="self",
            on=received.filled_on,
            tasks=own.tasks,
        )
    except Refused as error:
        yield str(error)


def _pulse(tx: Transaction, reply: Reply, received: Received) -> Iterator[str]:
    said = received.answers.pulse
    pulses.put_pulse(
        tx,
        reply.person_id,
        on=_day_of_round(tx, reply, received.filled_on),
        answers=said.answers if said else {},
        wants_talk=received.answers.wants_talk or None,
        fit=said.fit if said else None,
        comment=said.comment if said else None,
        method=received.way,
        own=dict(received.answers.own),
    )
    yield from ()


def _day_of_round(tx: Transaction, reply: Reply, filled_on: date) -> date:
    """Return the day a pulse counts for: one filled in the evening before its round is of it."""
    view = tx.view_of(reply.programme_id)
    return max(filled_on, opens_on(view, round_number(reply.edition)))


def _final(tx: Transaction, reply: Reply, received: Received) -> Iterator[str]:
    said = received.answers.final or FinalAnswers()
    own = dict(received.answers.own)
    if said == FinalAnswers() and not own:
        return
    fields = {name: getattr(said, name) for name in said.__struct_fields__ if name != "answers"}
    evaluations.put_form(
        tx,
        reply.person_id,
        reply.role,
        on=received.filled_on,
        answers=dict(said.answers),
        method=received.way,
        own=own,
        **fields,
    )
    yield from ()


def _follow_up(tx: Transaction, reply: Reply, received: Received) -> Iterator[str]:
    said = received.answers.follow_up
    kind = next((each for each in follow_ups.KINDS if each == reply.edition), None)
    if said is None or kind is None:
        return
    programme = tx.view_of(reply.programme_id).programme
    before = follow_ups.heard(programme, kind)
    still_using = dict(before.still_using) if before else {}
    if said.still_using is not None:
        still_using[reply.person_id] = said.still_using
    if still_using:
        programmes.put_follow_up(
            tx, kind, still_using, on=tx.today, note=before.note if before else None
        )
    yield from ()


CHANGES: Mapping[FormKind, Callable[[Transaction, Reply, Received], Iterator[str]]] = {
    "signup": _sign_up,
    "levels": _own_levels,
    "pulse": _pulse,
    "final": _final,
    "follow_up": _follow_up,
}
"""By form: puts in what a reply says, and yields what of it was not taken."""
