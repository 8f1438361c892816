"""When a pair met: the held sessions to which the senior came."""

from __future__ import annotations

from revmentor.model.pair import Pair
from revmentor.model.session import Session
from revmentor.rules.programme_view import View


def meetings(view: View, pair: Pair) -> list[Session]:
    """Return the held sessions of a pair to which the senior came, in order."""
    return [each for each in view.sessions_of_pair(pair) if _met(each, pair.senior_id)]


def _met(session: Session, senior_id: str) -> bool:
    return session.status == "held" and session.attendance[senior_id] == "present"


def has_met(view: View, pair: Pair) -> bool:
    """Tell whether a pair has had a session to which the senior came."""
    return bool(meetings(view, pair))
