"""The JSON Schema (2020-12) of every JSON that revmentor writes."""

from __future__ import annotations

from typing import Any

import msgspec

from revmentor.exchange.contract.answers import AnswersResult
from revmentor.exchange.contract.copies import FilesCompared
from revmentor.exchange.contract.errors import ErrorResult
from revmentor.exchange.contract.evaluation.full import EvaluationResult
from revmentor.exchange.contract.evaluation.sponsor import SponsorResult
from revmentor.exchange.contract.files import FileChecked, ProgrammesKept, StatesKept, WentBack
from revmentor.exchange.contract.imports import DocumentImported, DocumentUpdated, SheetImported
from revmentor.exchange.contract.lists import ROWS, list_shape
from revmentor.exchange.contract.log import SessionLogged
from revmentor.exchange.contract.messages import MessagesReady
from revmentor.exchange.contract.pairs import ProposedPlan
from revmentor.exchange.contract.replies import FormsAsked, FormsGiven, RepliesTaken
from revmentor.exchange.contract.today import Status
from revmentor.model.snapshot import Document

DIALECT = "https://json-schema.org/draft/2020-12/schema"

SHAPES: dict[str, Any] = {
    "document": Document,
    **{what: list_shape(what) for what in ROWS},
    "answers": AnswersResult,
    "evaluation": EvaluationResult,
    "sponsor": SponsorResult,
    "status": Status,
    "pair": ProposedPlan,
    "import": DocumentImported,
    "sheet": SheetImported,
    "update": DocumentUpdated,
    "forms": FormsGiven,
    "asked": FormsAsked,
    "replies": RepliesTaken,
    "messages": MessagesReady,
    "log": SessionLogged,
    "check": FileChecked,
    "restore": StatesKept,
    "restored": WentBack,
    "compare": FilesCompared,
    "archive": ProgrammesKept,
    "error": ErrorResult,
}
"""The form of each JSON, by the name ``schema --what`` takes."""


def schema_of(what: str) -> dict[str, Any]:
    """Return the JSON Schema of a JSON."""
    return {"$schema": DIALECT, **msgspec.json.schema(SHAPES[what])}


def schema_bytes(what: str) -> bytes:
    """Return the JSON Schema of a JSON as it is written."""
    return msgspec.json.format(msgspec.json.encode(schema_of(what)), indent=2) + b"\n"
