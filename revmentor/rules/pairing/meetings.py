"""When a pair met: the held sessions with its own mentor to which the senior came."""

from __future__ import annotations

from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.rules.programme_view import View


def meetings(view: View, pair: Pair) -> list[Session]:
    """Return the held sessions of a pair to which the senior came, in order.

    Those that somebody held in the mentor's place are not the pair's.
    """
    return [each for each in view.own_sessions_of_pair(pair) if has_come(each, pair.senior_id)]


def has_come(session: Session, senior_id: str) -> bool:
    """Tell whether a session was held and the senior came."""
    return session.status == "held" and session.attendance[senior_id] == "present"


def has_met(view: View, pair: Pair) -> bool:
    """Tell whether a pair has had a session to which the senior came."""
    return bool(meetings(view, pair))
