"""What a sheet is read beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

import msgspec

from revmentor.model.base import Role
from revmentor.model.participation import Participation
from revmentor.model.skill import Skill
from revmentor.model.snapshot import Snapshot
from revmentor.rules.programme_view import current
from revmentor.store.transaction import Transaction


class Surroundings(msgspec.Struct, frozen=True):
    """What a sheet is read beside: the file, its skills, the day, and where new ids come from."""

    snapshot: Snapshot
    skills: Mapping[str, Skill]
    today: date
    new_id: Callable[[], str]
    parts: Mapping[tuple[str, Role], Participation] = msgspec.field(default_factory=dict)
    """Who takes part in the programme, by person and role."""
    managers_matter: bool = True
    """Whether the reporting line keeps people from being a pair."""
    source_name: str = ""
    was_erased: Callable[[str], bool] = lambda _number: False
    """Tells of a number whether somebody had it who was erased from the file."""


def surroundings_of(tx: Transaction, source_name: str) -> Surroundings:
    """Return what a sheet is read beside, when it is brought in by a change of the file."""
    programme = tx.view.programme if tx.programme_id else current(tx.standing)
    view = tx.view_of(programme.id) if programme else None
    return Surroundings(
        tx.standing,
        tx.skills,
        tx.today,
        partial(tx.next_id, "people"),
        view.participations if view else {},
        managers_matter=programme is None or programme.reporting_line_depth != 0,
        source_name=source_name,
        was_erased=tx.was_erased,
    )
