"""A success worth telling."""

from collections.abc import Mapping
from datetime import date

import msgspec

from revmentor.model.base import Consent, Extra, PersonId, ProgrammeId, Prose, Record


class Success(Record, frozen=True, kw_only=True):
    """A success worth telling, on a day; ``consents`` says how, person by person."""

    programme_id: ProgrammeId
    on: date
    text: Prose
    person_ids: tuple[PersonId, ...] = ()
    consents: Mapping[PersonId, Consent] = msgspec.field(default_factory=dict)
    extra: Extra = msgspec.field(default_factory=dict)
