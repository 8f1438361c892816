"""Sessions: planned, held, missed, cancelled, moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from revmentor.actions.programmes import open_view
from revmentor.model.errors import Refused
from revmentor.model.session import Attendance, Session, SessionStatus
from revmentor.rules.view import View
from revmentor.store.workspace import Workspace
from revmentor.words import _, plain_date


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
    **fields: Any,
) -> Session:
    """Write down what became of a slot; with ``session_id`` it corrects what was written before."""
    view = open_view(workspace, programme_id)
    if status == "held":
        fields["held_on"] = fields.get("held_on") or due_on
    else:
        fields["held_on"] = None
    if session_id:
        session = msgspec.structs.replace(
            get(workspace, session_id),
            due_on=due_on,
            status=status,
            attendance=dict(attendance),
            **fields,
        )
    else:
        session = Session(
            id=workspace.new_id("sessions"),
            programme_id=programme_id,
            mentor_id=mentor_id,
            due_on=due_on,
            status=status,
            attendance=dict(attendance),
            **fields,
        )
    _check(view, session, today)
    workspace.commit(_sentence(view, session), put=[session])
    return session


def _sentence(view: View, session: Session) -> str:
    texts: dict[SessionStatus, str] = {
        "planned": _("session of {day} planned for {name}"),
        "held": _("session of {day} logged for {name}"),
        "missed": _("session of {day} missed, for {name}"),
        "cancelled": _("session of {day} cancelled for {name}"),
        "moved": _("session of {day} moved for {name}"),
    }
    return texts[session.status].format(
        day=plain_date(session.day), name=view.name(session.mentor_id)
    )


def _check(view: View, session: Session, today: date) -> None:
    name = view.name(session.mentor_id)
    if session.mentor_id not in view.mentors:
        raise Refused(_("{name} is not a mentor of this programme.").format(name=name))
    if session.status in {"held", "missed"} and session.day > today:
        raise Refused(
            _(
                "{day} lies in the future; a session is logged once it was held. Plan it instead."
            ).format(day=plain_date(session.day)),
            field="held_on" if session.held_on not in {None, session.due_on} else "due_on",
        )
    if not session.attendance:
        raise Refused(_("Tick at least one senior the session was for."), field="attendance")
    for senior_id in session.attendance:
        if not _together(view, session, senior_id):
            raise Refused(
                _("{senior} was not paired with {mentor} on {day}.").format(
                    senior=view.name(senior_id), mentor=name, day=plain_date(session.day)
                ),
                field="due_on",
            )
    if session.status == "held" and "present" not in session.attendance.values():
        raise Refused(
            _("Nobody was there: choose missed or cancelled instead."), field="attendance"
        )
    for other in view.sessions_of.get(session.mentor_id, []):
        if (
            other.id != session.id
            and other.due_on == session.due_on
            and set(other.attendance) & set(session.attendance)
        ):
            raise Refused(
                _("There already is a session of {name} on {day}; open that one instead.").format(
                    name=name, day=plain_date(session.due_on)
                ),
                field="due_on",
            )


def _together(view: View, session: Session, senior_id: str) -> bool:
    return any(
        pair.mentor_id == session.mentor_id
        and pair.senior_id == senior_id
        and pair.stands_on(session.day)
        for pair in view.pairs
    )


def remove(workspace: Workspace, session_id: str) -> Session:
    """Take out a session that was written by mistake, and return what it was."""
    session = get(workspace, session_id)
    view = open_view(workspace, session.programme_id)
    workspace.commit(
        _("session of {day} removed for {name}").format(
            day=plain_date(session.day), name=view.name(session.mentor_id)
        ),
        remove=[session],
    )
    return session
