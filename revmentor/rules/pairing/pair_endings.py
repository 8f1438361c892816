"""What falls away when pairs end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _
from revmentor.model.base import Record
from revmentor.model.errors import Refused
from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.rules.pairing import stand_ins
from revmentor.rules.programme_view import View


def ended(
    view: View, pairs: Sequence[Pair], on: date, reason: str, not_again: Sequence[str] = ()
) -> tuple[list[Record], list[Record]]:
    """Return the records that end some pairs on a day, and the planned sessions that fall away.

    ``not_again`` are those of the two who said that they shall not be paired again.
    What was only planned for later is taken off the plan; a session that really was held after the
    day, or a pair that began after it, speaks against the day and is refused by name.
    """
    ends: list[Record] = []
    changed: dict[str, Session] = {}
    for pair in pairs:
        _not_before(on, pair)
        said = _said_by(view, pair, not_again)
        end = {"until_on": on, "end_reason": reason, "not_again": said, "locked": False}
        left = stand_ins.cut(pair.stand_ins, on)
        ends.append(msgspec.structs.replace(pair, **end, stand_ins=left))
        for session in _sessions_after(view, pair, on):
            _only_planned(view, pair, session)
            changed[session.id] = _without(changed.get(session.id, session), pair.senior_id)
    kept = {key: session for key, session in changed.items() if session.attendance}
    removed = changed.keys() - kept.keys()
    for session in making_up(view, removed):
        standing = kept.get(session.id, session)
        kept[session.id] = msgspec.structs.replace(standing, makes_up=None)
    return [*ends, *kept.values()], [changed[key] for key in sorted(removed)]


def _said_by(view: View, pair: Pair, not_again: Collection[str]) -> tuple[str, ...]:
    """Return who said “not again”, the mentor first; raises :class:`Refused` for a stranger."""
    for person_id in not_again:
        if person_id not in pair.sides:
            raise Refused(
                _("{name} is not of the pair of {mentor} and {senior}.").format(
                    name=view.name(person_id),
                    mentor=view.name(pair.mentor_id),
                    senior=view.name(pair.senior_id),
                ),
                field="not_again",
            )
    return tuple(each for each in pair.sides if each in not_again)


def making_up(view: View, removed: Collection[str]) -> list[Session]:
    """Return the sessions that stay and made up for one that is removed."""
    return [s for s in view.sessions if s.makes_up in removed and s.id not in removed]


def _sessions_after(view: View, pair: Pair, on: date) -> list[Session]:
    """Return the sessions after a day that a pair's senior is to come to."""
    instead = [each for each in view.sessions_of_pair(pair) if each.mentor_id != pair.mentor_id]
    return [
        session
        for session in [*view.sessions_of.get(pair.mentor_id, []), *instead]
        if pair.senior_id in session.attendance and session.day > on
    ]


def _without(session: Session, senior_id: str) -> Session:
    """Return a session without one of its seniors."""
    others = {who: how for who, how in session.attendance.items() if who != senior_id}
    return msgspec.structs.replace(session, attendance=others)


def _only_planned(view: View, pair: Pair, session: Session) -> None:
    """Raise :class:`Refused` for a session that took place, or was missed."""
    if session.status not in {"planned", "moved", "cancelled"}:
        raise Refused(
            _("{mentor} and {senior} have a session on {day}; end the pair after it.").format(
                mentor=view.name(pair.mentor_id),
                senior=view.name(pair.senior_id),
                day=plain_date(session.day),
            ),
            field="until_on",
        )


def refuse_locked(pair: Pair, *, field: str = "") -> None:
    """Raise :class:`Refused` for a pair that nothing moves but a person who unlocks it."""
    if pair.locked:
        raise Refused(_("This pair is locked. Unlock it first."), field=field)


def _not_before(on: date, pair: Pair) -> None:
    if on < pair.from_on:
        raise Refused(
            _("The pair began on {day}; it cannot end before.").format(
                day=plain_date(pair.from_on)
            ),
            field="until_on",
        )
