"""A talk: what a coordinator did about somebody's wish to talk."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from revmentor.model.base import Asking, Extra, PersonId, ProgrammeId, Prose, Record


class Talk(Record, frozen=True, kw_only=True):
    """A talk with somebody who had asked for one; ``asked_in`` names the sessions and pulses."""

    programme_id: ProgrammeId
    person_id: PersonId
    on: date
    asked_in: Annotated[tuple[Asking, ...], Meta(min_length=1)]
    note: Prose | None = None
    extra: Extra = msgspec.field(default_factory=dict)
