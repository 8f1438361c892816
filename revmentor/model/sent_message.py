"""A message that the coordinator sent: which one, on which day, to whom."""

from datetime import date

import msgspec

from revmentor.model.base import Extra, Id, PersonId, ProgrammeId, Record


class SentMessage(Record, frozen=True, kw_only=True):
    """Who was told what and when; ``message`` is the id of the text (``invitation``).

    Nothing is sent by us: it is what the coordinator said was done.
    """

    programme_id: ProgrammeId
    message: Id
    on: date
    person_ids: tuple[PersonId, ...] = ()
    extra: Extra = msgspec.field(default_factory=dict)
