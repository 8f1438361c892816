"""The form of what `log` says to scripts."""

from __future__ import annotations

from revmentor.exchange.contract.base import Versioned
from revmentor.exchange.contract.lists import SessionRow


class SessionLogged(Versioned, frozen=True, kw_only=True):
    """The session that was logged, or would be; ``change`` is what ``restore`` goes back to."""

    done: bool
    change: int | None
    session: SessionRow
