"""The records without what was said or noted in confidence: for whatever leaves the house.

What was answered in a pulse or on a form, wishes to talk and what came of them, hopes and fears,
answers of the readiness lists and to the firm's own questions, what a mentor circle decided, notes,
and the words of a case. That an answer came in or a case is followed stays: it is no confidence.
"""

from __future__ import annotations

from msgspec.structs import replace

from revmentor.i18n.gettext import _
from revmentor.model.base import Record
from revmentor.model.case import Case
from revmentor.model.participation import Participation
from revmentor.model.person import Person
from revmentor.model.programme import Programme
from revmentor.model.pulse import Pulse
from revmentor.model.reply import Answers, Reply
from revmentor.model.session import Session
from revmentor.model.snapshot import Snapshot
from revmentor.rules.programme_view import View


def discreet(view: View) -> View:
    """Return a programme without what was said in confidence."""
    return view.over(without_confidences(view.snapshot))


def without_confidences(snapshot: Snapshot) -> Snapshot:
    """Return all records without what was said in confidence."""
    told: dict[str, dict[str, Record | None]] = {
        "people": {each.id: _person(each) for each in snapshot.people.values()},
        "participations": {each.id: _part(each) for each in snapshot.participations.values()},
        "programmes": {each.id: _programme(each) for each in snapshot.programmes.values()},
        "sessions": {each.id: _session(each) for each in snapshot.sessions.values()},
        "pulses": {each.id: _pulse(each) for each in snapshot.pulses.values()},
        "evaluations": {
            each.id: replace(each, own={}) for each in snapshot.evaluations.values() if each.own
        },
        "cases": {each.id: _case(each) for each in snapshot.cases.values()},
        "replies": {each.id: _reply(each) for each in snapshot.replies.values()},
        "talks": dict.fromkeys(snapshot.talks),
    }
    return snapshot.with_records(told)


def _person(person: Person) -> Person:
    return replace(person, note=None) if person.note else person


def _part(part: Participation) -> Participation:
    if part.recruiting and part.recruiting.readiness:
        part = replace(part, recruiting=replace(part.recruiting, readiness={}))
    return replace(part, hopes=None, fears=None) if part.hopes or part.fears else part


def _programme(programme: Programme) -> Programme:
    """Return a programme without what mentors said among themselves."""
    events = tuple(
        replace(each, decided=None) if each.kind == "mentor_circle" else each
        for each in programme.events
    )
    return programme if events == programme.events else replace(programme, events=events)


def _reply(reply: Reply) -> Reply:
    received = tuple(replace(each, answers=Answers()) for each in reply.received)
    return replace(reply, page=None, received=received)


def _session(session: Session) -> Session:
    if not session.wants_talk and session.note is None:
        return session
    return replace(session, wants_talk=(), note=None)


def _pulse(pulse: Pulse) -> Pulse:
    return replace(pulse, answers={}, wants_talk=None, fit=None, comment=None, own={})


def _case(case: Case) -> Case:
    outcome = None if case.outcome is None else "–"
    return replace(case, text=_("followed"), next_step=None, outcome=outcome)
