"""The sample before anybody was asked anything on a page, or told anything."""

from __future__ import annotations

from datetime import date

import msgspec

from revmentor.content import sample
from revmentor.exchange import document
from revmentor.model.snapshot import Document

ROUND_3 = date(2026, 4, 20)


def unanswered(stage: sample.Stage) -> Document:
    """Return the sample at a stage, of the pulse only the rounds that were answered on slips."""
    found = document.read_document(sample.sample_document(stage))
    slips = tuple(each for each in found.pulses if each.on < ROUND_3)
    return msgspec.structs.replace(found, pulses=slips, replies=(), messages=())
