"""The two sides of a programme: everybody who took part on one, also those who left."""

from __future__ import annotations

from collections.abc import Sequence

from revmentor.model.base import Role
from revmentor.rules.programme_view import View

SIDES: Sequence[Role] = ("senior", "mentor")
"""Both sides, in the order in which they are told of."""


def people_of(view: View, role: Role) -> list[str]:
    """Return everybody who took part on a side, in order of surnames."""
    return list(view.seniors if role == "senior" else view.mentors)
