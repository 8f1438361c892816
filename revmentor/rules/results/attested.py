"""What a mentor did in a programme, to be attested: sessions, hours, topics, who saw it.

Nothing of it is a mark: it is counted from the sessions that were held.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from revmentor.model.session import Exchange, Session
from revmentor.rules.programme_view import View
from revmentor.rules.schedule.hours import minutes_held


class Attested(msgspec.Struct, frozen=True):
    """What was held by a mentor up to a day, quick help included in the hours.

    Of ``topics`` and ``learned`` each is a skill and in how many sessions; ``taught`` are words.
    """

    sessions: int
    quick_helps: int
    minutes: int
    preparation_minutes: int
    seniors: int
    first: date
    last: date
    topics: Sequence[tuple[str, int]]
    taught: Sequence[str]
    learned: Sequence[tuple[str, int]]
    seen_by: Sequence[str]


def attested(view: View, mentor_id: str, today: date) -> Attested | None:
    """Return what a mentor did; ``None`` where no session with anybody was held yet."""
    held = [each for each in view.sessions_of.get(mentor_id, []) if _took_place(each, today)]
    helps = [
        each
        for each in view.quick_helps
        if each.mentor_id == mentor_id and _took_place(each, today)
    ]
    if not held:
        return None
    every = [*held, *helps]
    return Attested(
        sessions=len(held),
        quick_helps=len(helps),
        minutes=sum(minutes_held(view, each) for each in every),
        preparation_minutes=sum(each.preparation_minutes or 0 for each in every),
        seniors=len({who for each in every for who in _there(each)}),
        first=held[0].day,
        last=held[-1].day,
        topics=_skills(each.taught for each in every),
        taught=_words(each.taught for each in every),
        learned=_skills(each.received for each in every),
        seen_by=list(dict.fromkeys(each.seen_by for each in every if each.seen_by)),
    )


def _took_place(session: Session, today: date) -> bool:
    return session.status == "held" and session.day <= today and bool(_there(session))


def _there(session: Session) -> list[str]:
    return [who for who, how in session.attendance.items() if how == "present"]


def _skills(of_sessions: Iterable[Sequence[Exchange]]) -> list[tuple[str, int]]:
    """Return the skills of some sessions, each with in how many, the most frequent first."""
    counted: Counter[str] = Counter()
    for exchanges in of_sessions:
        counted.update({each.skill_id for each in exchanges if each.skill_id})
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def _words(of_sessions: Iterable[Sequence[Exchange]]) -> list[str]:
    """Return what was taught in words, each once, the earliest first."""
    words = (each.text for exchanges in of_sessions for each in exchanges if each.text)
    return list(dict.fromkeys(words))
