"""A pulse: the short form along the way."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from revmentor.model.base import Extra, Id, PersonId, ProgrammeId, Prose, ProseOrEmpty, Record

Method = Literal["app", "paper", "interview", "page", "table"]

Fit = Literal["good", "unsure", "not_for_me"]


class Pulse(Record, frozen=True, kw_only=True):
    """A short confidential form, answered by either side every few weeks (0-3 an item).

    ``own`` are the answers to the firm's own questions, by the question's id.
    """

    programme_id: ProgrammeId
    person_id: PersonId
    on: date
    answers: Mapping[Id, Annotated[int, Meta(ge=0, le=3)]] = msgspec.field(default_factory=dict)
    wants_talk: bool | None = None
    fit: Fit | None = None
    comment: Prose | None = None
    own: Mapping[Id, ProseOrEmpty | int] = msgspec.field(default_factory=dict)
    method: Method | None = None
    extra: Extra = msgspec.field(default_factory=dict)
