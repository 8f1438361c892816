"""A success worth telling."""

from __future__ import annotations

from datetime import date

import msgspec

from revmentor.model.base import Extra, PersonId, ProgrammeId, Prose, Record


class Success(Record, frozen=True, kw_only=True):
    """A success worth telling, on a day."""

    programme_id: ProgrammeId
    on: date
    text: Prose
    person_ids: tuple[PersonId, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
