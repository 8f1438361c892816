"""A session as lines of plain text: what was written down of it, in words alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from revmentor.i18n.dates import long_date, plain_date
from revmentor.i18n.gettext import _, listed
from revmentor.model import labels
from revmentor.model.session import Exchange, Session
from revmentor.rules.programme_view import View


def session_name(view: View, session: Session) -> str:
    """Return whose session it is, on which day, and what became of it."""
    return _("{mentor} with {seniors}, {day}: {what}").format(
        mentor=view.name(session.mentor_id),
        seniors=listed([view.name(each) for each in session.attendance]) or _("nobody"),
        day=long_date(session.day),
        what=labels.session_statuses()[session.status],
    )


def session_lines(view: View, session: Session) -> Iterator[str]:
    """Yield what was written down of a session, what it is first."""
    yield session_name(view, session)
    told = {
        _("Why"): session.reason or "",
        _("Planned instead"): _planned_instead(view, session),
        _("Not there"): _not_there(view, session),
        _("Taught"): _exchanged(view, session.taught),
        _("Given back"): _exchanged(view, session.received),
        _("How was it"): _ratings(view, session),
        _("Asks to talk"): listed([view.name(each) for each in session.wants_talk]),
        _("Minutes"): str(session.minutes or ""),
        _("Note"): session.note or "",
    }
    yield from (f"  {name}: {text}" for name, text in told.items() if text)
    for step in session.steps:
        until = f", {plain_date(step.due_on)}" if step.due_on else ""
        decided = labels.step_decisions()[step.decision]
        name = view.name(step.senior_id)
        yield _("  To try, {name}: {text} ({decided}{until})").format(
            name=name, text=step.text, decided=decided, until=until
        )


def _planned_instead(view: View, session: Session) -> str:
    return listed([long_date(e.due_on) for e in view.sessions if e.makes_up == session.id])


def _not_there(view: View, session: Session) -> str:
    if session.status != "held":
        return ""
    words = labels.attendances()
    away = [
        f"{view.name(who)} ({words[how]})"
        for who, how in session.attendance.items()
        if how != "present"
    ]
    return listed(away)


def _exchanged(view: View, exchanges: Iterable[Exchange]) -> str:
    told = []
    for each in exchanges:
        skill = view.skill_name(each.skill_id) if each.skill_id else ""
        told.append(f"{each.text} ({skill})" if each.text and skill else each.text or skill)
    return "; ".join(told)


def _ratings(view: View, session: Session) -> str:
    rated = [f"{view.name(who)} {stars}" for who, stars in session.ratings.items()]
    return ", ".join(rated)
