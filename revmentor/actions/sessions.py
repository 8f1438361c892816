"""Sessions: planned, held, missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.errors import NeedsConfirmation, Problem, Refused, refuse_any
from revmentor.model.session import Attendance, Done, Session, SessionStatus
from revmentor.rules.pairing import stand_ins
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import checks
from revmentor.store.transaction import Transaction


class StepAnswer(msgspec.Struct, frozen=True):
    """What came of a step: of which session, the how manieth, and why not where it was not."""

    session_id: str
    index: int
    done: Done
    reason: str | None = None


class SessionEntry(msgspec.Struct, frozen=True):
    """One session of several to be written down at once: a mentor, and the session's fields.

    With ``session_id`` it says what became of one that was planned; ``answers`` say what came of
    earlier steps.
    """

    mentor_id: str
    fields: Mapping[str, Any]
    session_id: str | None = None
    answers: tuple[StepAnswer, ...] = ()


def log(
    tx: Transaction,
    mentor_id: str,
    *,
    due_on: date,
    status: SessionStatus,
    attendance: Mapping[str, Attendance],
    session_id: str | None = None,
    moved_to: date | None = None,
    answers: Iterable[StepAnswer] = (),
    sure: bool = False,
    **fields: Any,
) -> Session:
    """Record what became of a slot; with ``session_id`` it corrects what was written before.

    ``moved_to`` plans the session that makes up for a moved one; ``answers`` say what came of
    earlier steps. Raises :class:`Refused`, or :class:`NeedsConfirmation` for a day on which the
    firm is closed unless one is ``sure``.
    """
    view = tx.open_view
    given = {"due_on": due_on, "status": status, "attendance": attendance, **fields}
    session = _session(tx, mentor_id, session_id, given)
    checks.check_session(view, session, tx.today, sure=sure)
    tx.put(session)
    _put_answers(tx, answers)
    if moved_to and status == "moved":
        tx.put(_make_up(tx, session, moved_to, sure=sure))
    elif status != "moved":
        _let_make_ups_go(tx, session)
    return tx.commit_as(_what(view, session), session)


def log_all(
    tx: Transaction, entries: Sequence[SessionEntry], *, sure: bool = False
) -> list[Session]:
    """Record several sessions at once, all or none; raises :class:`Refused`.

    Where all that speaks against them are days on which the firm is closed it raises
    :class:`NeedsConfirmation`, unless one is ``sure``. Each problem's path is the place of its
    entry in the list, and the field.
    """
    if not entries:
        raise Refused(_("Nothing is typed in yet: say of a slot what became of it."))
    tx.refuse_closed()
    sessions: list[Session] = []
    problems: list[Problem] = []
    doubts: list[Problem] = []
    for place, entry in enumerate(entries):
        try:
            session = _session(tx, entry.mentor_id, entry.session_id, entry.fields)
            checks.check_session(tx.view, session, tx.today, sure=True)
            doubts += _doubts(tx, session, place)
            tx.put(session)
            sessions.append(session)
            _put_answers(tx, entry.answers)
        except Refused as error:
            problems.append(Problem(f"{place}.{error.field}", str(error)))
    refuse_any(problems)
    if doubts and not sure:
        raise NeedsConfirmation(doubts[0].message, problems=tuple(doubts))
    what = ngettext(
        "{n} session logged from paper", "{n} sessions logged from paper", len(sessions)
    )
    return tx.commit_as(what, sessions)


def _doubts(tx: Transaction, session: Session, place: int) -> Iterator[Problem]:
    """Yield what is unlikely of one of several sessions that may be."""
    try:
        checks.check_session(tx.view, session, tx.today)
    except NeedsConfirmation as error:
        yield Problem(f"{place}.{error.field}", str(error))


def answer_steps(tx: Transaction, answers: Sequence[StepAnswer]) -> int:
    """Record what came of steps that were tried, or not; return how many."""
    tx.refuse_closed()
    if not answers:
        raise Refused(_("Nothing is answered yet."))
    _put_answers(tx, answers)
    what = ngettext("{n} step answered", "{n} steps answered", len(answers))
    return tx.commit_as(what, len(answers))


def remove(tx: Transaction, session_id: str) -> Session:
    """Take out a session that was written by mistake, and return what it was."""
    session = tx.get_open(Session, session_id)
    view = tx.view_of(session.programme_id)
    _let_make_ups_go(tx, session)
    tx.remove(session)
    what = _("session of {day} removed for {name}").format(
        day=plain_date(session.day), name=view.name(session.mentor_id)
    )
    return tx.commit_as(what, session)


def _session(
    tx: Transaction, mentor_id: str, session_id: str | None, given: Mapping[str, Any]
) -> Session:
    fields = dict(given)
    fields["attendance"] = dict(fields["attendance"])
    held = fields["status"] == "held"
    fields["held_on"] = (fields.get("held_on") or fields["due_on"]) if held else None
    if session_id:
        return msgspec.structs.replace(tx.get(Session, session_id), **fields)
    return tx.new(Session, mentor_id=mentor_id, **fields)


def _make_up(tx: Transaction, session: Session, day: date, *, sure: bool) -> Session:
    """Return the session that makes up for a moved one, planned for a day."""
    if day == session.due_on:
        raise Refused(_("Moved to the day it was on; write another day."), field="moved_to")
    standing = _make_ups(tx, session)
    if any(each.status != "planned" for each in standing):
        raise Refused(
            _("What was moved has taken place already; open that session instead."),
            field="moved_to",
        )
    planned = tx.new(
        Session,
        replaces=standing[0] if standing else None,
        mentor_id=stand_ins.teacher_on(tx.view, session, day),
        due_on=day,
        status="planned",
        format=session.format,
        mode=session.mode,
        link=session.link,
        attendance=dict.fromkeys(session.attendance, "present"),
        makes_up=session.id,
    )
    try:
        checks.check_session(tx.view, planned, tx.today, sure=sure)
    except Refused as error:
        field = "moved_to" if error.field == "due_on" else error.field
        raise type(error)(str(error), field=field) from error
    return planned


def _make_ups(tx: Transaction, session: Session) -> list[Session]:
    """Return the sessions that make up for one that was moved."""
    view = tx.view_of(session.programme_id)
    return [each for each in view.sessions if each.makes_up == session.id]


def _let_make_ups_go(tx: Transaction, session: Session) -> None:
    """Take out the session planned in place of one that is not moved any more.

    One that took place already stands by itself.
    """
    for each in _make_ups(tx, session):
        if each.status == "planned":
            tx.remove(each)
        else:
            tx.put(msgspec.structs.replace(each, makes_up=None))


def _put_answers(tx: Transaction, answers: Iterable[StepAnswer]) -> None:
    """Put what came of steps into the sessions that they were agreed in."""
    for each in answers:
        session = tx.snapshot.sessions.get(each.session_id)
        if session is None or not 0 <= each.index < len(session.steps):
            raise Refused(_("A step that was asked about is not there any more; look again."))
        steps = list(session.steps)
        reason = each.reason if each.done == "no" else None
        steps[each.index] = msgspec.structs.replace(
            steps[each.index], done=each.done, reason=reason
        )
        tx.put(msgspec.structs.replace(session, steps=tuple(steps)))


def _what(view: View, session: Session) -> str:
    texts: dict[SessionStatus, str] = {
        "planned": _("session of {day} planned for {name}"),
        "held": _("session of {day} logged for {name}"),
        "missed": _("session of {day} missed, for {name}"),
        "cancelled": _("session of {day} cancelled for {name}"),
        "moved": _("session of {day} moved for {name}"),
    }
    text = _("quick help of {day} by {name}") if session.quick_help else texts[session.status]
    return text.format(day=plain_date(session.day), name=view.name(session.mentor_id))
