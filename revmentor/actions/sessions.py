"""Sessions: planned, held, missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Record
from revmentor.model.errors import Problem, Refused, refuse_any
from revmentor.model.session import Attendance, Done, Session, SessionStatus
from revmentor.rules.programme_view import View
from revmentor.rules.sessions import checks
from revmentor.store.workspace import Workspace


@dataclass(frozen=True)
class Answer:
    """What came of a step: of which session, the how manieth, and why not where it was not."""

    session_id: str
    index: int
    done: Done
    reason: str | None = None


@dataclass(frozen=True)
class Entry:
    """One session of several to be written down at once: a mentor, and the session's fields.

    With ``session_id`` it says what became of one that was planned; ``answers`` say what came of
    earlier steps.
    """

    mentor_id: str
    fields: Mapping[str, Any]
    session_id: str | None = None
    answers: tuple[Answer, ...] = ()


def get(workspace: Workspace, session_id: str) -> Session:
    """Return a session; raises :class:`Refused` for an unknown id."""
    try:
        return workspace.snapshot.sessions[session_id]
    except KeyError:
        raise Refused(_("There is no session “{id}” in this file.").format(id=session_id)) from None


def log(
    workspace: Workspace,
    programme_id: str,
    mentor_id: str,
    *,
    due_on: date,
    status: SessionStatus,
    attendance: Mapping[str, Attendance],
    today: date,
    session_id: str | None = None,
    moved_to: date | None = None,
    answers: Iterable[Answer] = (),
    sure: bool = False,
    **fields: Any,
) -> Session:
    """Write down what became of a slot; with ``session_id`` it corrects what was written before.

    ``moved_to`` plans the session that makes up for a moved one; ``answers`` say what came of
    earlier steps. Raises :class:`Refused`, or :class:`Doubtful` for a day on which the firm is
    closed unless one is ``sure``.
    """
    view = open_view(workspace, programme_id)
    given = {"due_on": due_on, "status": status, "attendance": attendance, **fields}
    session = _made(workspace, view, mentor_id, session_id, given)
    checks.check(view, session, today, sure=sure)
    answered = _answered(view, answers, {session.id: session})
    put: list[Record] = [answered.pop(session.id), *answered.values()]
    gone: list[Record] = []
    if moved_to and status == "moved":
        put.append(_made_up(workspace, view, session, moved_to, today, sure=sure))
    elif status != "moved":
        freed, gone = _not_made_up(view, session)
        put += freed
    workspace.commit(_sentence(view, session), put=put, remove=gone)
    return session


def log_all(
    workspace: Workspace, programme_id: str, entries: Sequence[Entry], *, today: date
) -> list[Session]:
    """Write down several sessions at once, all or none; raises :class:`Refused`.

    Each problem's path is the place of its entry in the list, and the field.
    """
    if not entries:
        raise Refused(_("Nothing is typed in yet: h, m or c says what became of a slot."))
    view = open_view(workspace, programme_id)
    made: list[Session] = []
    put: dict[str, Session] = {}
    problems: list[Problem] = []
    for place, entry in enumerate(entries):
        try:
            session = _made(
                workspace, view, entry.mentor_id, entry.session_id, entry.fields, len(made)
            )
            checks.check(view, session, today, sure=True)
            made.append(session)
            changed = _answered(view, entry.answers, {session.id: session})
            put |= changed
            view = View(
                view.snapshot.with_records({"sessions": changed}),
                view.programme.id,
                view.skills,
            )
        except Refused as error:
            problems.append(Problem(f"{place}.{error.field}", str(error)))
    refuse_any(problems)
    said = ngettext("{n} session logged from paper", "{n} sessions logged from paper", len(made))
    workspace.commit(said, put=[*put.values()])
    return made


def answer(workspace: Workspace, programme_id: str, answers: Sequence[Answer]) -> int:
    """Write down what came of steps that were tried, or not; return how many."""
    view = open_view(workspace, programme_id)
    if not answers:
        raise Refused(_("Nothing is answered yet."))
    said = ngettext("{n} step answered", "{n} steps answered", len(answers))
    workspace.commit(said, put=[*_answered(view, answers, {}).values()])
    return len(answers)


def _made(
    workspace: Workspace,
    view: View,
    mentor_id: str,
    session_id: str | None,
    given: Mapping[str, Any],
    taken: int = 0,
) -> Session:
    fields = dict(given)
    fields["attendance"] = dict(fields["attendance"])
    held = fields["status"] == "held"
    fields["held_on"] = (fields.get("held_on") or fields["due_on"]) if held else None
    if session_id:
        return msgspec.structs.replace(get(workspace, session_id), **fields)
    return Session(
        id=workspace.new_id("sessions", taken),
        programme_id=view.programme.id,
        mentor_id=mentor_id,
        **fields,
    )


def _made_up(
    workspace: Workspace, view: View, session: Session, day: date, today: date, *, sure: bool
) -> Session:
    """Return the session that makes up for a moved one, planned for a day."""
    if day == session.due_on:
        raise Refused(_("Moved to the day it was on; write another day."), field="moved_to")
    standing = [each for each in view.sessions if each.makes_up == session.id]
    if any(each.status != "planned" for each in standing):
        raise Refused(
            _("What was moved has taken place already; open that session instead."),
            field="moved_to",
        )
    planned = Session(
        id=standing[0].id if standing else workspace.new_id("sessions", 1),
        programme_id=session.programme_id,
        mentor_id=session.mentor_id,
        due_on=day,
        status="planned",
        format=session.format,
        mode=session.mode,
        link=session.link,
        attendance=dict.fromkeys(session.attendance, "present"),
        makes_up=session.id,
    )
    view = View(
        view.snapshot.with_records({"sessions": {session.id: session}}),
        view.programme.id,
        view.skills,
    )
    try:
        checks.check(view, planned, today, sure=sure)
    except Refused as error:
        field = "moved_to" if error.field == "due_on" else error.field
        raise type(error)(str(error), field=field) from error
    return planned


def _not_made_up(view: View, session: Session) -> tuple[list[Record], list[Record]]:
    """Return what changes where a session is not moved any more, and the plan that falls away.

    A session that was planned to make up for it goes; one that took place stands by itself.
    """
    mine = [each for each in view.sessions if each.makes_up == session.id]
    return (
        [msgspec.structs.replace(each, makes_up=None) for each in mine if each.status != "planned"],
        [each for each in mine if each.status == "planned"],
    )


def _answered(
    view: View, answers: Iterable[Answer], changed: Mapping[str, Session]
) -> dict[str, Session]:
    """Return the sessions whose steps were answered, with the answers in them.

    ``changed`` are sessions that change anyhow: they are returned too, answered where asked.
    """
    found = dict(changed)
    for each in answers:
        session = found.get(each.session_id) or view.snapshot.sessions.get(each.session_id)
        if session is None or not 0 <= each.index < len(session.steps):
            raise Refused(_("A step that was asked about is not there any more; look again."))
        steps = list(session.steps)
        reason = each.reason if each.done == "no" else None
        steps[each.index] = msgspec.structs.replace(
            steps[each.index], done=each.done, reason=reason
        )
        found[session.id] = msgspec.structs.replace(session, steps=tuple(steps))
    return found


def _sentence(view: View, session: Session) -> str:
    texts: dict[SessionStatus, str] = {
        "planned": _("session of {day} planned for {name}"),
        "held": _("session of {day} logged for {name}"),
        "missed": _("session of {day} missed, for {name}"),
        "cancelled": _("session of {day} cancelled for {name}"),
        "moved": _("session of {day} moved for {name}"),
    }
    text = _("quick help of {day} by {name}") if session.quick_help else texts[session.status]
    return text.format(day=plain_date(session.day), name=view.name(session.mentor_id))


def remove(workspace: Workspace, session_id: str) -> Session:
    """Take out a session that was written by mistake, and return what it was."""
    session = get(workspace, session_id)
    view = open_view(workspace, session.programme_id)
    put, gone = _not_made_up(view, session)
    workspace.commit(
        _("session of {day} removed for {name}").format(
            day=plain_date(session.day), name=view.name(session.mentor_id)
        ),
        put=put,
        remove=[session, *gone],
    )
    return session
