"""What may be written down of a session, and what is asked about first."""

from __future__ import annotations

from datetime import date

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.errors import NeedsConfirmation, Refused
from revmentor.model.session import Session
from revmentor.rules import day_ranges
from revmentor.rules.programme_view import View
from revmentor.rules.schedule import calendar_days, series

QUICK_HELP_MINUTES = 14
"""A question answered in under a quarter of an hour is quick help; what takes longer, a session."""


def check_session(view: View, session: Session, today: date, *, sure: bool = False) -> None:
    """Raise :class:`Refused` for a session that cannot be.

    Raises :class:`NeedsConfirmation` for an unlikely one, unless one is ``sure``.
    """
    _mentor(view, session)
    _not_yet(session, today)
    _people(view, session)
    if session.quick_help:
        _quick(session)
        return
    _twice(view, session)
    if session.status == "held" and session.minutes == 0:
        raise Refused(_("A session that was held took at least a minute."), field="minutes")
    if not sure:
        _closed(view, session)


def _mentor(view: View, session: Session) -> None:
    if session.mentor_id not in view.mentors:
        raise Refused(
            _("{name} is not a mentor of this programme.").format(name=view.name(session.mentor_id))
        )


def _not_yet(session: Session, today: date) -> None:
    if session.status in {"held", "missed"}:
        field = "held_on" if session.held_on not in {None, session.due_on} else "due_on"
        day_ranges.refuse_future(session.day, today, field=field, instead=_("Plan it instead."))


def _people(view: View, session: Session) -> None:
    if not session.attendance:
        raise Refused(_("Tick at least one senior the session was for."), field="attendance")
    for senior_id in session.attendance:
        own = view.group_of(session.mentor_id, session.day)
        if senior_id not in own and not view.place_of(session, senior_id):
            raise Refused(_not_together(view, session, senior_id), field="due_on")
    if session.status == "held" and "present" not in session.attendance.values():
        raise Refused(
            _("Nobody was there: choose missed or cancelled instead."), field="attendance"
        )


def _not_together(view: View, session: Session, senior_id: str) -> str:
    """Say that two were no pair on a day, and when they were."""
    spans = [
        pair
        for pair in view.pairs_of_mentor.get(session.mentor_id, [])
        if pair.senior_id == senior_id
    ]
    first = min((each.from_on for each in spans), default=date.min)
    last = max((each.until_on or date.max for each in spans), default=date.max)
    text = _("{senior} was not paired with {mentor} on {day}.")
    if session.day < first:
        text = _("{senior} was not paired with {mentor} on {day}, only from {first} on.")
    elif last < session.day:
        text = _("{senior} was not paired with {mentor} on {day}, only until {last}.")
    return text.format(
        senior=view.name(senior_id),
        mentor=view.name(session.mentor_id),
        day=plain_date(session.day),
        first=plain_date(first),
        last=plain_date(last),
    )


def _twice(view: View, session: Session) -> None:
    fitting = [e for e in series.series_of(view, session.mentor_id) if e.takes(view, session)]
    for other in view.sessions_of.get(session.mentor_id, []):
        if _shares_slot(session, other) and any(each.takes(view, other) for each in fitting):
            raise Refused(
                _("There already is a session of {name} on {day}; open that one instead.").format(
                    name=view.name(session.mentor_id), day=plain_date(session.due_on)
                ),
                field="due_on",
            )


def _shares_slot(session: Session, other: Session) -> bool:
    """Tell whether another session of a mentor is due on the same day for one of the same."""
    return (
        other.id != session.id
        and other.due_on == session.due_on
        and not session.attendance.keys().isdisjoint(other.attendance)
    )


def _quick(session: Session) -> None:
    if session.status != "held" or len(session.attendance) != 1:
        raise Refused(_("Quick help was given to one senior, and has been given."))
    if not session.minutes or session.minutes > QUICK_HELP_MINUTES:
        raise Refused(
            _("Quick help takes 1 to {most} minutes; what takes longer is a session.").format(
                most=QUICK_HELP_MINUTES
            ),
            field="minutes",
        )


def _closed(view: View, session: Session) -> None:
    if session.status in {"held", "planned"} and calendar_days.is_closed(view.firm, session.day):
        raise NeedsConfirmation(
            _("The firm is closed on {day}.").format(day=plain_date(session.day)), field="due_on"
        )
