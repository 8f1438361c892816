"""After the closing: the follow-ups at 60 days and six months, and who is still there.

Nothing here changes what was measured at the end: a follow-up is heard beside it.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from dateutil.relativedelta import relativedelta

from revmentor.i18n.dates import plain_date
from revmentor.i18n.gettext import _, ngettext
from revmentor.model.base import Role
from revmentor.model.programme import FollowUp, FollowUpKind, Programme
from revmentor.model.rating import Moment
from revmentor.rules.programme_view import View
from revmentor.rules.results.sides import people_of

KINDS: tuple[FollowUpKind, ...] = ("60_days", "6_months")
_GIVEN_UP_AFTER = relativedelta(months=12)
"""A year after the closing nobody is asked any more; what was not heard is shown as not heard."""


def due_on(programme: Programme, kind: FollowUpKind) -> date | None:
    """Return the day from which a follow-up is asked for; ``None`` before the closing."""
    if programme.closed_on is None:
        return None
    if kind == "60_days":
        return programme.closed_on + timedelta(days=60)
    return programme.closed_on + relativedelta(months=6)


def asked_until(programme: Programme) -> date | None:
    """Return the last day on which anybody is asked; ``None`` before the closing."""
    return programme.closed_on + _GIVEN_UP_AFTER if programme.closed_on else None


def heard(programme: Programme, kind: FollowUpKind) -> FollowUp | None:
    """Return a follow-up that was written down."""
    return next((each for each in programme.follow_ups if each.kind == kind), None)


def due_follow_up(programme: Programme, today: date) -> FollowUpKind | None:
    """Return the follow-up to ask for on a day; one that was missed gives way to the next."""
    until = asked_until(programme)
    if until is None or today > until:
        return None
    kind = at_hand(programme, today)
    return kind if kind and heard(programme, kind) is None else None


def at_hand(programme: Programme, today: date) -> FollowUpKind | None:
    """Return the follow-up to write down or correct on a day: the latest that has begun."""
    begun = [kind for kind in KINDS if (due_on(programme, kind) or date.max) <= today]
    return begun[-1] if begun else None


def seniors_to_ask(view: View, today: date) -> list[str]:
    """Return the seniors a follow-up asks: who had a starting point and is still in the firm."""
    return [who for who in _with_a_start(view) if stays(view, who, today)]


def _with_a_start(view: View) -> list[str]:
    """Return the seniors with a starting point in what they learn, not in what they teach."""
    rated = {
        who for who, skill_id, moment in view.ratings if _is_start(view, who, skill_id, moment)
    }
    return [who for who in view.seniors if who in rated]


def _is_start(view: View, person_id: str, skill_id: str, moment: Moment) -> bool:
    """Tell whether a rating is the starting point of something that somebody learns."""
    mentor = view.mentors.get(person_id)
    return moment == "baseline" and not (mentor and skill_id in mentor.offers)


def stays(view: View, person_id: str, on: date) -> bool:
    """Tell whether somebody is in the firm on a day."""
    person = view.snapshot.people.get(person_id)
    return person is not None and not person.has_left_by(on)


class Retention(msgspec.Struct, frozen=True):
    """Who of a side is in the firm on a day: ``stayed`` of ``started``, by their ids."""

    role: Role
    on: date
    started: tuple[str, ...]
    stayed: tuple[str, ...]


def retention(view: View, role: Role, on: date) -> Retention:
    """Return who of a side is in the firm on a day, of those who were when the programme began."""
    first = view.programme.starts_on
    started = tuple(each for each in people_of(view, role) if stays(view, each, min(first, on)))
    stayed = tuple(each for each in started if stays(view, each, on))
    return Retention(role, on, started, stayed)


def retention_days(programme: Programme, today: date) -> list[date]:
    """Return the days at which retention counts: the end, and six months later, once they came."""
    end = programme.closed_on or programme.ends_on
    return [day for day in (end, end + relativedelta(months=6)) if day <= today]


def in_the_firm(view: View, day: date) -> str:
    """Return how many of each side were in the firm on a day; nothing of a side without people."""
    seniors, mentors = (retention(view, role, day) for role in ("senior", "mentor"))
    told = []
    if of := len(seniors.started):
        text = ngettext("{{k}} of {n} senior", "{{k}} of {n} seniors", of)
        told.append(text.format(k=len(seniors.stayed)))
    if of := len(mentors.started):
        text = ngettext("{{k}} of {n} mentor", "{{k}} of {n} mentors", of)
        told.append(text.format(k=len(mentors.stayed)))
    text = _("In the firm on {day}: {counts}")
    return text.format(day=plain_date(day), counts=", ".join(told)) if told else ""


class StillUsing(msgspec.Struct, frozen=True):
    """What a follow-up heard: who still uses it, who does not, who was not reached."""

    kind: FollowUpKind
    due_on: date
    on: date | None
    yes: tuple[str, ...]
    no: tuple[str, ...]
    not_asked: tuple[str, ...]
    note: str | None


def still_using(view: View, kind: FollowUpKind) -> StillUsing | None:
    """Return what a follow-up heard of the seniors with a starting point; ``None`` while open."""
    due = due_on(view.programme, kind)
    if due is None:
        return None
    follow_up, started = heard(view.programme, kind), _with_a_start(view)
    if follow_up is None:
        return StillUsing(kind, due, None, (), (), tuple(started), None)
    return StillUsing(
        kind,
        due,
        follow_up.on,
        _answered(view, follow_up, still=True),
        _answered(view, follow_up, still=False),
        tuple(who for who in started if who not in follow_up.still_using),
        follow_up.note,
    )


def _answered(view: View, follow_up: FollowUp, *, still: bool) -> tuple[str, ...]:
    """Return the seniors who still use it, or who no longer do."""
    return tuple(who for who in view.seniors if follow_up.still_using.get(who) is still)
